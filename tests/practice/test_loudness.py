"""Dynamics, hairpins and accents as velocities: a table of signs."""

from dataclasses import replace
from fractions import Fraction

import pytest

from renshu.practice.loudness import UNMARKED, WrittenLoudness
from renshu.score.notation import Mark, Score, Span
from support.notation import score

F = Fraction
LINE = score("C5 C5 C5 C5 | C5 C5 C5 C5")


def dynamic(onset: int, text: str, staff: int = 1) -> Mark:
    return Mark("dynamic", F(onset), text, staff)


def hairpin(kind: str, onset: int, end: int, staff: int = 1) -> Span:
    return Span(kind, F(onset), F(end), staff)


def velocities(*signs: Mark | Span, music: Score = LINE) -> list[int]:
    marks = tuple(sign for sign in signs if isinstance(sign, Mark))
    spans = tuple(sign for sign in signs if isinstance(sign, Span))
    signed = replace(music, marks=marks, spans=spans)
    loudness = WrittenLoudness(signed)
    return [loudness.velocity(note) for note in signed.notes]


def accented(*names: str, marks: tuple[Mark, ...] = ()) -> int:
    first = replace(LINE.notes[0], articulations=names)
    return WrittenLoudness(replace(LINE, marks=marks)).velocity(first)


@pytest.mark.parametrize(
    ("text", "velocity"),
    [
        ("ppp", 20),
        ("pp", 34),
        ("p", 48),
        ("mp", 60),
        ("mf", 72),
        ("f", 88),
        ("ff", 104),
        ("fff", 118),
    ],
)
def test_a_dynamic_holds_from_where_it_stands(text: str, velocity: int) -> None:
    assert velocities(dynamic(2, text)) == [UNMARKED] * 2 + [velocity] * 6


@pytest.mark.parametrize(
    ("text", "here", "then"),
    [
        ("fp", 66, 48),
        ("sfp", 66, 48),
        ("sfpp", 52, 34),
        ("sfzp", 66, 48),
        ("sf", 90, 72),
        ("sfz", 90, 72),
        ("fz", 90, 72),
        ("rf", 90, 72),
        ("rfz", 90, 72),
        ("n", 72, 72),
    ],
)
def test_a_sudden_dynamic_is_for_one_moment(text: str, here: int, then: int) -> None:
    assert velocities(dynamic(3, text))[2:5] == [72, here, then]


def test_only_dynamics_are_loud() -> None:
    assert velocities(Mark("words", F(0), "ff"), Mark("words", F(1), "sf")) == [UNMARKED] * 8


@pytest.mark.parametrize(
    ("names", "velocity"),
    [
        ((), 72),
        (("accent",), 86),
        (("strong-accent",), 94),
        (("stress",), 82),
        (("tenuto",), 76),
        (("unstress",), 64),
        (("staccato",), 72),
        (("tenuto", "accent"), 86),
        (("tenuto", "unstress"), 64),
    ],
)
def test_of_several_accents_the_strongest_counts(names: tuple[str, ...], velocity: int) -> None:
    assert accented(*names) == velocity


@pytest.mark.parametrize(
    ("text", "names", "velocity"),
    [
        ("sf", ("strong-accent",), 94),
        ("sf", ("accent",), 90),
        ("sf", ("unstress",), 90),
        ("fff", ("strong-accent",), 127),
        ("ppp", ("unstress",), 12),
    ],
)
def test_accents_and_dynamics_together(text: str, names: tuple[str, ...], velocity: int) -> None:
    assert accented(*names, marks=(dynamic(0, text),)) == velocity


@pytest.mark.parametrize(
    ("signs", "expected"),
    [
        ((hairpin("crescendo", 0, 4),), [72, 76, 79, 82, 86, 86, 86, 86]),
        ((hairpin("diminuendo", 0, 4),), [72, 68, 65, 62, 58, 58, 58, 58]),
        (
            (dynamic(0, "p"), hairpin("crescendo", 0, 4), dynamic(4, "f")),
            [48, 58, 68, 78, 88, 88, 88, 88],
        ),
        (
            (dynamic(0, "p"), hairpin("crescendo", 0, 4), dynamic(5, "f")),
            [48, 58, 68, 78, 88, 88, 88, 88],
        ),
        (
            (dynamic(0, "p"), hairpin("crescendo", 0, 4), dynamic(6, "f")),
            [48, 52, 55, 58, 62, 62, 88, 88],
        ),
        (
            (dynamic(0, "f"), hairpin("crescendo", 0, 4), dynamic(4, "p")),
            [88, 92, 95, 98, 48, 48, 48, 48],
        ),
        (
            (dynamic(0, "f"), hairpin("diminuendo", 0, 4), dynamic(4, "p")),
            [88, 78, 68, 58, 48, 48, 48, 48],
        ),
        (
            (dynamic(0, "p"), hairpin("diminuendo", 0, 4), dynamic(4, "f")),
            [48, 44, 41, 38, 88, 88, 88, 88],
        ),
        (
            (hairpin("crescendo", 0, 2), hairpin("diminuendo", 4, 6)),
            [72, 79, 86, 86, 86, 79, 72, 72],
        ),
        ((Span("slur", F(0), F(4), 1),), [72] * 8),
    ],
)
def test_hairpins_lead_evenly_to_the_dynamic_at_their_end(
    signs: tuple[Mark | Span, ...], expected: list[int]
) -> None:
    assert velocities(*signs) == expected


class TestStaves:
    """The upper staff speaks for the whole piano, the lower one for itself."""

    BOTH = score("[C3 C5] [C3 C5]")
    """Left and right, twice."""

    @pytest.mark.parametrize(
        ("signs", "expected"),
        [
            ((dynamic(0, "p"),), [48, 48, 48, 48]),
            ((dynamic(0, "p", 2),), [48, 72, 48, 72]),
            ((dynamic(0, "p"), dynamic(0, "f", 2)), [88, 48, 88, 48]),
            ((dynamic(0, "f", 2), dynamic(0, "p")), [88, 48, 88, 48]),
            ((dynamic(0, "f", 2), dynamic(1, "p")), [88, 72, 48, 48]),
            ((hairpin("crescendo", 0, 1),), [72, 72, 86, 86]),
            ((hairpin("crescendo", 0, 1, 2),), [72, 72, 86, 72]),
        ],
    )
    def test_whom_a_sign_is_for(self, signs: tuple[Mark | Span, ...], expected: list[int]) -> None:
        assert velocities(*signs, music=self.BOTH) == expected

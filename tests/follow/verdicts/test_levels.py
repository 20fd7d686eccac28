"""Which dynamic holds for which note, and how sure one has to be of a loudness."""

from dataclasses import replace
from fractions import Fraction
from math import sqrt

import pytest

from renshu.follow.alignment import Match
from renshu.follow.verdicts.levels import WrittenLevels
from renshu.follow.verdicts.runs import Stroke
from renshu.follow.verdicts.strength import is_heard, needed, own_scatter, region
from renshu.performance.events import KeyDown
from renshu.performance.performed import PerformedNote
from renshu.score.notation import Mark, Score
from renshu.score.passage import ScorePosition
from support.notation import score
from support.signs import signed

LINE = score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 C5 B4 A4")
PPP, PP, P, MP, MF, F, FF, FFF = range(8)


def levels(music: Score) -> list[int | None]:
    written = WrittenLevels(music)
    return [written.level_of(note) for note in music.notes]


@pytest.mark.parametrize(
    ("dynamics", "expected"),
    [
        ({}, [None] * 12),
        ({0: "ppp"}, [PPP] * 12),
        ({0: "mp", 3: "fff"}, [MP] * 3 + [FFF] * 9),
        (
            {2: "pp", 4: "mf", 6: "ff", 8: "f"},
            [None] * 2 + [PP] * 2 + [MF] * 2 + [FF] * 2 + [F] * 4,
        ),
        ({0: "p", 4: "sf"}, [P] * 4 + [None] + [P] * 7),
        ({0: "f", 4: "fp"}, [F] * 4 + [None] + [P] * 7),
        ({0: "f", 4: "sfpp"}, [F] * 4 + [None] + [PP] * 7),
        ({0: "p", 2: "cresc.", 6: "f"}, [P] * 2 + [None] * 4 + [F] * 6),
        ({0: "f", 2: "Dim. poco.", 6: "p"}, [F] * 2 + [None] * 4 + [P] * 6),
        ({0: "p", 2: "dolce."}, [P] * 12),
    ],
)
def test_a_dynamic_holds_until_the_next_one(
    dynamics: dict[int, str], expected: list[int | None]
) -> None:
    assert levels(signed(LINE, dynamics)) == expected


@pytest.mark.parametrize("kind", ["crescendo", "diminuendo"])
def test_from_a_hairpin_on_none_is_known_until_one_is_written(kind: str) -> None:
    music = signed(LINE, {0: "p", 8: "f"}, [(kind, 4, 6), ("slur", 0, 2)])
    assert levels(music) == [P] * 4 + [None] * 4 + [F] * 4


@pytest.mark.parametrize("sign", ["accent", "strong-accent", "stress", "tenuto", "unstress"])
def test_a_stressed_note_has_a_loudness_of_its_own(sign: str) -> None:
    music = signed(LINE, {0: "p"}, articulations={"n3": sign, "n5": "staccato"})
    assert levels(music) == [P] * 2 + [None] + [P] * 9


def test_a_staff_has_its_own_dynamics_and_those_of_the_upper_one() -> None:
    notes = tuple(replace(note, staff=1 + index % 2) for index, note in enumerate(LINE.notes))
    marks = (
        Mark("dynamic", Fraction(0), "p"),
        Mark("dynamic", Fraction(4), "ff", 2),
        Mark("dynamic", Fraction(8), "mf", 2),
        Mark("dynamic", Fraction(8), "pp", 1),
    )
    for written in (marks, marks[::-1]):
        here = levels(replace(LINE, notes=notes, marks=written))
        assert here[::2] == [P] * 4 + [PP] * 2
        assert here[1::2] == [P] * 2 + [FF] * 2 + [MF] * 2


def test_words_at_a_dynamic_come_after_it() -> None:
    marks = (Mark("words", Fraction(4), "cresc."), Mark("dynamic", Fraction(4), "mf"))
    for written in (marks, marks[::-1]):
        music = replace(LINE, marks=(Mark("dynamic", Fraction(0), "p"), *written))
        assert levels(music) == [P] * 4 + [None] * 8


@pytest.mark.parametrize(
    ("notes", "scatters"), [(1, 3.75), (4, 3.75 / 2), (5, 3.75 / sqrt(5)), (9, 1.5), (100, 1.5)]
)
def test_of_fewer_notes_more_is_needed(notes: int, scatters: float) -> None:
    assert needed(notes) == pytest.approx(scatters)


def strokes(*velocities: int) -> list[Stroke]:
    return [
        Stroke(
            Match(KeyDown(0.0, note.pitch, velocity), note.id, ScorePosition(note.onset, 0)),
            note,
            PerformedNote(0.0, 1.0, 1.0, note.pitch, velocity),
        )
        for note, velocity in zip(LINE.notes, velocities, strict=False)
    ]


@pytest.mark.parametrize(
    ("alike", "velocities", "expected"),
    [
        ([[50.0, 52.0, 57.0]], (50, 52, 57), 2 * 1.4826),  # 2, 0 and 5 off: the middle is 2
        ([[50.0, 52.0, 57.0], [80.0, 80.0]], (50, 52, 57, 80, 80), 1.5),  # 5 % of the range
        ([[50.0, 60.0], [80.0, 100.0, 101.0]], (50, 60, 80, 100, 101), 5 * 1.4826),
    ],
)
def test_the_scatter_is_that_within_groups_and_never_nothing(
    alike: list[list[float]], velocities: tuple[int, ...], expected: float
) -> None:
    assert own_scatter(alike, strokes(*velocities)) == pytest.approx(expected)


def test_a_keyboard_of_five_velocities_hears_them() -> None:
    assert is_heard(strokes(50, 51, 52, 53, 54))
    assert not is_heard(strokes(50, 51, 52, 53, 53, 53))


def test_a_region_is_a_hand_and_an_octave() -> None:
    low, same, high = (region(stroke) for stroke in (*strokes(1, 2), strokes(*range(1, 9))[7]))
    assert low == same != high
    assert low == ("right", 5)

"""A written pedal that was not pressed, told to those who have one."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest

from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.follow.verdicts.judging import judge
from renshu.follow.verdicts.kinds import Aspect
from renshu.performance.events import Pedal, PedalMove
from renshu.score.notation import Mark, Score
from renshu.score.passage import whole
from support.notation import in_order, score
from support.pianist import play
from support.signs import signed

LINE = score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 C5 B4 A4 | G4 F4 E4 D4")
SONG = signed(LINE, spans=[("pedal", 0, 4), ("pedal", 4, 8), ("pedal", 8, 12)])


def pedalled(
    *pedals: tuple[int, int],
    has_pedal: bool = False,
    stretches: Sequence[tuple[int, int]] | None = None,
) -> list[tuple[str, int]]:
    played = play(SONG, pedals=pedals, stretches=stretches, velocity=lambda *_: 64)
    labels = review(SONG, whole(SONG), Mode.FREE, played.events)
    verdicts = judge(SONG, labels, played.events, Mode.FREE, has_pedal=has_pedal)
    return [(v.kind.value, int(v.position.onset)) for v in verdicts if v.position]


def test_every_written_pedal_is_pressed() -> None:
    assert pedalled((0, 4), (4, 8), (8, 12)) == []


def test_one_that_is_not_is_named() -> None:
    assert pedalled((0, 3), (9, 11)) == [("pedal-missing", 4)]


def test_one_long_pedal_is_not_a_missing_one() -> None:
    assert pedalled((0, 15)) == []


def test_who_presses_none_at_all_is_told_once() -> None:
    assert pedalled() == [("pedal-unused", 0)]


def test_who_is_known_to_have_one_is_told_where() -> None:
    assert pedalled(has_pedal=True) == [("pedal-missing", place) for place in (0, 4, 8)]


def test_every_time_counts_that_it_was_played() -> None:
    assert pedalled((0, 4), (4, 8), stretches=[(0, 10), (0, 10)]) == [
        ("pedal-missing", 0),
        ("pedal-missing", 4),
    ]


def test_what_was_begun_only_is_not_judged() -> None:
    assert pedalled((0, 4), stretches=[(0, 7)]) == []


def test_another_pedal_is_not_the_sustain_pedal() -> None:
    played = play(SONG, velocity=lambda *_: 64)
    soft = (PedalMove(0.0, Pedal.SOFT, 127), *played.events)
    (verdict,) = judge(SONG, review(SONG, whole(SONG), Mode.FREE, soft), soft, Mode.FREE)
    assert verdict.kind.value == "pedal-unused"


def test_a_sign_that_is_never_taken_back_holds_for_its_bar() -> None:
    marks = tuple(Mark("pedal-down", Fraction(onset), "Ped.") for onset in (0, 4))
    music = replace(LINE, marks=marks)
    played = play(music, velocity=lambda *_: 64, pedals=[(0, 3)])
    labels = review(music, whole(music), Mode.FREE, played.events)
    (verdict,) = judge(music, labels, played.events, Mode.FREE)
    assert verdict.position is not None
    assert (verdict.kind.value, int(verdict.position.onset)) == ("pedal-missing", 4)


def presses(*spans: tuple[float, float | None]) -> list[PedalMove]:
    moves = []
    for down, up in spans:
        moves.append(PedalMove(down, Pedal.SUSTAIN, 100))
        if up is not None:
            moves.append(PedalMove(up, Pedal.SUSTAIN, 0))
    return moves


def missing(music: Score, *spans: tuple[float, float | None], notes: int = 16) -> list[float]:
    """The moments of the pedals that were missed, with the pedal pressed at these seconds."""
    played = play(music, velocity=lambda *_: 64, stretches=[(0, notes)])
    events = in_order([*played.events, *presses(*spans)])
    labels = review(music, whole(music), Mode.FREE, events)
    verdicts = judge(music, labels, events, Mode.FREE, has_pedal=True, aspects=[Aspect.PEDAL])
    assert {verdict.kind.value for verdict in verdicts} <= {"pedal-missing"}
    assert [v.time for v in verdicts] == [float(v.position.onset) for v in verdicts if v.position]
    return [verdict.time for verdict in verdicts]


SECOND = signed(LINE, spans=[("pedal", 4, 8)])


@pytest.mark.parametrize(
    ("span", "is_missed"),
    [
        ((3.0, 3.65), True),
        ((3.0, 3.75), False),  # half pressed before its sign is early, not missing
        ((3.0, None), False),
        ((7.9, 9.0), False),
        ((8.0, 9.0), True),
        ((8.1, 9.0), True),
        ((9.0, None), True),
    ],
)
def test_when_a_pedal_was_pressed_for_its_sign(
    span: tuple[float, float | None], is_missed: bool
) -> None:
    assert missing(SECOND, span) == ([4.0] if is_missed else [])


def test_a_pedal_that_is_kept_down_is_not_pressed_again() -> None:
    twice = [PedalMove(3.0, Pedal.SUSTAIN, 90), PedalMove(5.0, Pedal.SUSTAIN, 100)]
    played = play(SECOND, velocity=lambda *_: 64)
    lifted = [PedalMove(2.0, Pedal.SUSTAIN, 0), *twice, PedalMove(6.0, Pedal.SUSTAIN, 0)]
    events = in_order([*played.events, *lifted])
    labels = review(SECOND, whole(SECOND), Mode.FREE, events)
    assert judge(SECOND, labels, events, Mode.FREE, has_pedal=True) == ()


@pytest.mark.parametrize(("notes", "told"), [(5, []), (8, []), (9, [4.0]), (16, [4.0])])
def test_a_pedal_is_judged_when_its_end_was_played(notes: int, told: list[float]) -> None:
    assert missing(SECOND, notes=notes) == told


def test_under_a_single_chord_a_pedal_says_nothing() -> None:
    assert missing(signed(LINE, spans=[("pedal", 4, 5)])) == []
    assert missing(signed(LINE, spans=[("pedal", 4, 6)])) == [4.0]


def test_a_sign_at_a_bar_line_is_that_of_the_bar_after_it() -> None:
    marks = (Mark("pedal-down", Fraction(4), "Ped."), Mark("words", Fraction(8), "Ped."))
    assert missing(replace(LINE, marks=marks), (0.0, 3.5), (8.0, 12.0)) == [4.0]
    assert missing(replace(SECOND, marks=marks)) == [4.0]

"""A written pedal that was not pressed, told to those who have one."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.follow.verdicts.judging import judge
from renshu.performance.events import Pedal, PedalMove
from renshu.score.notation import Mark
from renshu.score.passage import whole
from support.notation import score
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

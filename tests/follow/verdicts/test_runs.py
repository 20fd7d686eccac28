"""Runs: what was played without a jump, and the clock the player kept."""

from fractions import Fraction

import pytest

from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.follow.verdicts.runs import Run, runs
from renshu.performance.events import PedalMove, delayed
from renshu.score.notation import Score
from renshu.score.passage import whole
from support.notation import in_order, score
from support.pianist import Pause, Played, play

SONG = score("[C3=2 C4] D4 [E3=2 E4] F4 | [F3=2 G4] A4 [D3=2 B4] C5 | [G3=2 D5] E5 [C3=2 F5] G5")


def found(played: Played, music: Score = SONG) -> tuple[Run, ...]:
    labels = review(music, whole(music), Mode.FREE, played.events)
    return runs(music, labels, played.events)


def stretches(parts: tuple[Run, ...]) -> list[tuple[int, int]]:
    return [(int(run.moments[0].onset), int(run.moments[-1].onset)) for run in parts]


def test_straight_playing_is_one_run() -> None:
    (run,) = found(play(SONG, spread=0.05, jitter=0.02))
    assert [len(moment.strokes) for moment in run.moments] == [2, 1] * 6


def test_a_jump_ends_a_run() -> None:
    assert stretches(found(play(SONG, stretches=[(0, 8), (4, 12)]))) == [(0, 7), (4, 11)]
    assert stretches(found(play(SONG, stretches=[(4, 8), (0, 4)]))) == [(4, 7), (0, 3)]
    assert stretches(found(play(SONG, stretches=[(0, 4), (8, 12)]))) == [(0, 3), (8, 11)]


def test_the_clock_is_the_players() -> None:
    (run,) = found(play(SONG, tempo=0.5, start=3.0))
    assert run.pace(5) == pytest.approx(2.0)
    assert run.time_of(Fraction(9, 2)) == pytest.approx(3.0 + 9.0)
    assert run.time_of(Fraction(0)) == pytest.approx(3.0)
    assert run.time_of(Fraction(12)) is None


def test_one_pause_does_not_change_the_pace() -> None:
    (run,) = found(play(SONG, mistakes=[Pause(5, 3.0)]))
    assert run.pace(5) == pytest.approx(1.0)


def test_of_a_few_notes_no_pace_is_known() -> None:
    (run,) = found(play(SONG, stretches=[(0, 3)]))
    assert run.pace(1) is None


def test_hands_that_part_are_one_run() -> None:
    music = score(" ".join(["E5=1/4 C3=1/4 G5=1/4 D3=1/4"] * 4), qpm=160)
    events = in_order(
        delayed(event, 0.11) if not isinstance(event, PedalMove) and event.pitch < 60 else event
        for event in play(music).events
    )
    labels = review(music, whole(music), Mode.FREE, events)
    assert len(runs(music, labels, events)) == 1

"""Runs: what was played without a jump, and the clock the player kept."""

from dataclasses import replace
from fractions import Fraction

import pytest

from renshu.follow.alignment import Match
from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.follow.verdicts.runs import Moment, Run, runs
from renshu.performance.events import KeyDown, PedalMove, delayed
from renshu.score.notation import Score
from renshu.score.passage import ScorePosition, whole
from support.notation import in_order, performance, score
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


def run_of(times: list[float], line: str = "C4 D4 E4 F4 G4 A4 B4 C5", qpm: float = 60.0) -> Run:
    """Moments a quarter apart as written, at the seconds at which they were played."""
    music = score(line, qpm=qpm)
    return Run(
        music,
        tuple(
            Moment(ScorePosition(note.onset, note.measure), float(note.onset) * 60 / qpm, time, ())
            for note, time in zip(music.notes, times, strict=True)
        ),
    )


@pytest.mark.parametrize(
    ("onset", "seconds"),
    [(0, 3.0), (0.5, 3.5), (1, 4.0), (1.25, 4.5), (2, 6.0), (2.75, 6.75), (3, 7.0)],
)
def test_when_the_player_came_to_a_written_time(onset: float, seconds: float) -> None:
    run = run_of([3.0, 4.0, 6.0, 7.0], "C4 D4 E4 F4")
    assert run.time_of(Fraction(onset)) == pytest.approx(seconds)


def test_beyond_what_was_played_no_time_is_known() -> None:
    run = run_of([3.0, 4.0, 6.0, 7.0], "C4 D4 E4 F4")
    run = replace(run, moments=run.moments[1:])
    assert [run.time_of(Fraction(onset)) for onset in (0, 0.9)] == [None, None]
    assert run.time_of(Fraction(1)) == 4.0
    assert run.time_of(Fraction(3.5)) is None


def test_the_pace_is_that_of_the_gaps_around() -> None:
    """Four gaps on each side; the middle one of them, the longer ones weighing more."""
    times = [0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 17.0, 20.0, 23.0, 26.0, 29.0]
    run = run_of(times, "C4 D4 E4 F4 G4 A4 B4 C5 D5 E5 F5 G5 A5 B5 C6")
    paces = [run.pace(index) for index in range(len(times))]
    assert paces == [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3]


@pytest.mark.parametrize(("gaps", "pace"), [(2, None), (3, 0.5), (4, 0.5)])
def test_how_many_gaps_tell_a_pace(gaps: int, pace: float | None) -> None:
    line = " ".join(["C4", "D4", "E4", "F4", "G4"][: gaps + 1])
    assert run_of([0.5 * at for at in range(gaps + 1)], line).pace(1) == pace


def test_moments_between_two_times_have_the_first_and_not_the_last() -> None:
    run = run_of([0.0, 1.0, 2.0, 3.0], "C4 D4 E4 F4")
    inside = run.between(Fraction(1), Fraction(3))
    assert [moment.onset for moment in inside] == [1, 2]


@pytest.mark.parametrize(
    ("played", "moments"),
    [
        ("[C4 E4] D4 F4", [[2, 1, 1]]),
        ("@0 C4 @.5 E4 @1 D4 @2 F4", [[2, 1, 1]]),  # a slow roll
        ("@0 C4 @.6 E4 @1 D4 @2 F4", [[1], [1, 1, 1]]),  # too slow for one
        ("@0 [C4 E4] @1 D4 @1.4 D4 @2 F4", [[2, 1, 1]]),
        ("@0 [C4 E4] @1 D4 @2 [C4 E4] @3 D4 @4 F4", [[2, 1], [2, 1, 1]]),
        ("@0 [C4 E4] @.2 C4 @1 D4 @2 F4", [[2], [1, 1, 1]]),
    ],
)
def test_what_belongs_to_one_moment_and_to_one_run(played: str, moments: list[list[int]]) -> None:
    music = score("[C4 E4] D4 F4")
    keys = [event for event in performance(played) if isinstance(event, KeyDown)]
    by_pitch = {note.pitch: note for note in music.notes}
    labels = [
        Match(key, by_pitch[key.pitch].id, ScorePosition(by_pitch[key.pitch].onset, 0))
        for key in keys
        if key.time != 1.4
    ]
    found = runs(music, labels, performance(played))
    assert [[len(moment.strokes) for moment in run.moments] for run in found] == moments


def played_at(times: list[float], music: Score) -> tuple[Run, ...]:
    """The runs of a take in which each note was played once, at its time."""
    keys = [KeyDown(time, note.pitch) for time, note in zip(times, music.notes, strict=True)]
    labels = [
        Match(key, note.id, ScorePosition(note.onset, 0))
        for key, note in zip(keys, music.notes, strict=True)
    ]
    return runs(music, labels, keys)


@pytest.mark.parametrize(
    ("times", "lengths"),
    [
        ([0.0, 1.0, 2.0, 3.0, 3.25, 4.25, 5.25], [4, 3]),
        ([0.0, 1.0, 2.0, 3.0, 3.35, 4.35, 5.35], [7]),
        ([0.0, 1.0, 2.0, 2.2, 3.2, 4.2, 5.2], [3, 4]),
        ([0.0, 0.25, 0.75, 1.75, 2.75, 3.75, 4.75], [1, 6]),  # by four gaps after it
        ([0.0, 0.25, 0.75, 1.25, 2.25, 3.25, 4.25], [7]),
    ],
)
def test_what_was_leapt_over_ends_a_run(times: list[float], lengths: list[int]) -> None:
    music = score("C4 D4 E4 F4 G4 A4 B4")
    assert [len(run.moments) for run in played_at(times, music)] == lengths


def test_notes_nearer_than_a_quarter_are_never_leapt_over() -> None:
    music = score("C4 D4=3/4 E4 F4 G4 A4")
    times = [0.0, 1.0, 1.1, 2.1, 3.1, 4.1]
    assert len(played_at(times, music)) == 1


def test_how_far_back_is_counted_from_the_furthest_note() -> None:
    """Not from the last one: else one could go back step by step."""
    music = score("C4=1/4 D4=1/4 E4=1/4 F4=1/4 G4 A4")
    order = [0, 4, 3, 2]
    keys = [KeyDown(float(at), music.notes[number].pitch) for at, number in enumerate(order)]
    labels = [
        Match(key, music.notes[number].id, ScorePosition(music.notes[number].onset, 0))
        for key, number in zip(keys, order, strict=True)
    ]
    parts = runs(music, labels, keys)
    assert [[one.onset for one in run.moments] for run in parts][-1] == [Fraction(1, 2)]

"""Takes laid side by side: figures worked out by hand, and laws."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renshu.follow.alignment import Label, Match
from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.practice.comparing import BarPlayed, compare, take_played
from renshu.practice.take import EndedBy, Take, Tally
from renshu.score.notation import Score
from renshu.score.passage import ScorePosition, whole
from support.notation import score
from support.pianist import Missed, Mistake, Pause, play

SONG = score("C4 D4 E4 F4 | G4 A4 B4 C5 | C4 E4 G4 C5", qpm=60)
"""Each quarter lasts a second."""

EVENING = datetime(2026, 11, 22, 19, tzinfo=UTC)


def take_of(
    labels: Sequence[Label], piece: Score = SONG, events: Sequence[PlayedEvent] = ()
) -> Take:
    return Take(
        "t", piece.id, piece.title, EVENING, whole(piece), Mode.FREE, 1.0, tuple(events),
        tuple(labels), EndedBy.PLAYER,
    )  # fmt: skip


def played(events: Sequence[PlayedEvent], piece: Score = SONG) -> Take:
    return take_of(review(piece, whole(piece), Mode.FREE, events), piece, events)


def right(number: int, time: float, timing_ms: float | None = None) -> Match:
    """The match of a note of the song, counted from 0."""
    note = SONG.notes[number]
    place = ScorePosition(note.onset, note.measure)
    return Match(KeyDown(time, note.pitch), note.id, place, timing_ms)


def test_the_tempo_of_a_bar_reaches_to_the_first_note_of_the_next() -> None:
    # Four written seconds in five, then in four; then three (the last bar has no end) in one.
    first = [right(0, 0.0), right(1, 1.0), right(2, 2.0), right(3, 3.0), right(4, 5.0)]
    last = [right(8, 9.0), right(9, 9.5), right(10, 9.75), right(11, 10.0)]
    bars = take_played(take_of([*first, *last]), SONG).bars
    assert bars[0].tempo == pytest.approx(4 / 5)
    assert bars[1].tempo == pytest.approx(4 / 4)
    assert bars[2].tempo == pytest.approx(3 / 1)


def test_a_bar_that_is_played_again_has_the_median_of_its_tempos() -> None:
    def four(start: float, step: float) -> list[Match]:
        return [right(number, start + number * step) for number in range(4)]

    bars = take_played(take_of([*four(0, 1.0), *four(10, 0.5), *four(20, 0.75)]), SONG).bars
    assert bars[0].tempo == pytest.approx(1 / 0.75)


def test_a_leap_is_no_tempo() -> None:
    labels = [right(0, 0.0), right(1, 1.0), right(8, 2.0), right(9, 3.0)]
    assert take_played(take_of(labels), SONG).bars[0].tempo == pytest.approx(1.0)


def test_the_tempo_follows_the_tempo_marks() -> None:
    slowing = score("C4 D4 E4 F4 | G4 A4 B4 C5", qpm=[(0, 120), (4, 60)])
    bars = take_played(played(play(slowing).events, slowing), slowing).bars
    assert [bars[bar].tempo for bar in (0, 1)] == pytest.approx([1.0, 1.0])


def test_timing_and_its_spread_are_medians() -> None:
    labels = [right(0, 0.0, -40.0), right(1, 1.0, 10.0), right(2, 2.0, 20.0), right(3, 3.0)]
    bar = take_played(take_of(labels), SONG).bars[0]
    assert bar.timings_ms == (-40.0, 10.0, 20.0)
    assert bar.timing_ms == 10.0
    assert bar.spread_ms == 10.0


def test_of_a_bar_without_timings_nothing_is_said() -> None:
    bar = BarPlayed(Tally(missed=1))
    assert (bar.tempo, bar.timing_ms, bar.spread_ms) == (None, None, None)


def test_bars_of_either_are_there_and_the_change_of_those_of_both() -> None:
    one = take_of([right(0, 0.0), right(4, 1.0)])
    mistakes: list[Mistake] = [Missed(5)]
    two = played(play(SONG, mistakes=mistakes).events)
    compared = compare(one, two, SONG)
    assert compared.bars == (0, 1, 2)
    assert compared.changes == {0: 0.0, 1: pytest.approx(-0.25)}
    assert compared.second.total == Tally(matched=11, missed=1)


def test_a_stop_slows_its_bar_alone() -> None:
    steady, stopped = played(play(SONG).events), played(play(SONG, mistakes=[Pause(5, 2.0)]).events)
    compared = compare(steady, stopped, SONG)
    assert compared.second.bars[0].tempo == compared.first.bars[0].tempo
    assert compared.second.bars[1].tempo == pytest.approx(4 / 6)


@given(tempo=st.floats(0.3, 3), shift=st.floats(0, 1000), seed=st.integers(0, 99))
@example(tempo=1.0, shift=0.0, seed=0)
def test_the_tempo_that_was_played_is_found_whenever_it_was(
    tempo: float, shift: float, seed: int
) -> None:
    labels = played(play(SONG, tempo=tempo, seed=seed).events).labels
    later = tuple(
        replace(label, key=replace(label.key, time=label.key.time + shift))
        for label in labels
        if isinstance(label, Match)
    )
    found = take_played(take_of(later), SONG)
    assert found.tempo == pytest.approx(tempo, rel=1e-6)


@given(seed=st.integers(0, 99))
def test_a_take_beside_itself_has_not_changed(seed: int) -> None:
    take = played(play(SONG, jitter=0.02, seed=seed).events)
    again = replace(take, started_at=EVENING + timedelta(days=1))
    compared = compare(take, again, SONG)
    assert compared.first == compared.second
    assert not any(compared.changes.values())

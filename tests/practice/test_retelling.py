"""A take told again: all that happened, once, in order, and where it can be entered."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renshu.follow.alignment import Deletion, Insertion, Match, Moved
from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove
from renshu.practice.retelling import Retelling
from renshu.practice.take import EndedBy, Take
from renshu.score.passage import ScorePosition, whole
from support.notation import score
from support.pianist import Missed, Wrong, play

SONG = score("C4 D4 E4 F4 | G4 A4 B4 C5 | C5 B4 A4 G4", qpm=60)
"""A second a note, four a bar."""


def take_of(song_take: Take | None = None, **changes: object) -> Take:
    events = play(SONG, mistakes=[Wrong(2), Missed(6)]).events
    take = song_take or Take(
        "t", SONG.id, SONG.title, datetime(2026, 11, 22, tzinfo=UTC), whole(SONG), Mode.FREE, 1.0,
        events, review(SONG, whole(SONG), Mode.FREE, events), EndedBy.PLAYER,
    )  # fmt: skip
    return replace(take, **changes)  # type: ignore[arg-type]


TOLD = Retelling(take_of(), SONG)


def test_all_that_happened_is_told_once_and_in_order() -> None:
    take = take_of()
    told = [moment.told for moment in TOLD.moments]
    labels = [one for one in told if isinstance(one, Match | Insertion | Deletion)]
    assert sorted(map(repr, labels)) == sorted(map(repr, take.labels))
    assert [one for one in told if isinstance(one, KeyDown | KeyUp)] == list(take.events)
    times = [moment.time for moment in TOLD.moments]
    assert times == sorted(times)


def test_a_key_goes_down_then_the_music_moves_then_the_verdict_is_told() -> None:
    first = [type(moment.told) for moment in TOLD.moments if moment.time == 0]
    assert first == [KeyDown, Moved, Match]


@given(edges=st.lists(st.floats(-1, 13), max_size=5))
@example(edges=[0.0, 0.0, 1.0])
def test_however_it_is_cut_nothing_is_told_twice_or_left_out(edges: list[float]) -> None:
    cuts = [-1.0, *sorted(edges), TOLD.seconds]
    told = [moment for after, until in pairwise(cuts) for moment in TOLD.between(after, until)]
    assert told == list(TOLD.moments)


@pytest.mark.parametrize(
    ("seconds", "measure", "on", "back"),
    [(0.0, 0, 4.0, 0.0), (3.9, 0, 4.0, 0.0), (5.0, 1, 8.0, 0.0), (9.0, 2, None, 4.0)],
)
def test_bars_back_and_on(seconds: float, measure: int, on: float | None, back: float) -> None:
    assert TOLD.measure_at(seconds) == measure
    assert TOLD.bar_on(seconds) == pytest.approx(TOLD.seconds if on is None else on)
    assert TOLD.bar_back(seconds) == pytest.approx(back)


def test_a_bar_is_found_where_it_was_played_next() -> None:
    events = play(SONG, stretches=[(0, 8), (0, 8)]).events
    labels = review(SONG, whole(SONG), Mode.FREE, events)
    told = Retelling(take_of(events=events, labels=labels), SONG)
    first = told.time_of(1, 0.0)
    second = told.time_of(1, 9.0)
    assert first is not None
    assert second is not None
    assert first < 9.0 < second
    assert told.time_of(1, 1000.0) == first
    assert told.time_of(2, 0.0) is None


def test_from_a_moment_on_the_pedal_is_as_it_was() -> None:
    events = (
        KeyDown(0.0, 60),
        PedalMove(0.5, Pedal.SUSTAIN, 30),
        PedalMove(1.0, Pedal.SUSTAIN, 127),
        KeyUp(1.5, 60),
        KeyDown(2.0, 62),
    )
    told = Retelling(take_of(events=events, labels=()), SONG)
    assert list(told.sounds(1.2)) == [
        PedalMove(1.2, Pedal.SUSTAIN, 127),
        KeyUp(1.5, 60),
        KeyDown(2.0, 62),
    ]
    assert list(told.sounds(0.0)) == list(events)


def test_labels_of_notes_that_are_gone_are_left_out() -> None:
    gone = Match(KeyDown(0.0, 60), "gone", ScorePosition(SONG.notes[0].onset, 0))
    told = Retelling(take_of(events=(KeyDown(0.0, 60),), labels=(gone,)), SONG)
    assert [moment.told for moment in told.moments] == [KeyDown(0.0, 60)]


def test_of_an_empty_take_nothing_is_told() -> None:
    told = Retelling(take_of(events=(), labels=()), SONG)
    assert (told.moments, told.seconds, told.first_place) == ((), 0.0, None)
    assert (told.bar_on(0.0), told.bar_back(0.0), told.measure_at(0.0)) == (0.0, 0.0, None)

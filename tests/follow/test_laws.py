"""Laws of the followers that wait and that keep to the click.

Each press has one fate. A match agrees in pitch, and against the click lies in tolerance. The frame
rate changes nothing; shifting time changes nothing; no stream of events raises.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.follow.alignment import Deletion, FollowEvent, Insertion, Match
from renshu.follow.click import Clicking
from renshu.follow.follower import Follower
from renshu.follow.tolerance import STANDARD
from renshu.follow.waiting import Waiting
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.score.notation import Score
from renshu.score.passage import unfold, whole
from support.notation import shifted
from support.pianist import Played, play
from support.strategies import events, scores

few = settings(max_examples=40, deadline=None)
Maker = Callable[[Score, float], Follower]


def waiting(score: Score, start: float) -> Follower:  # noqa: ARG001 - it has no clock
    return Waiting(unfold(score, whole(score)))


def waiting_in_a_loop(score: Score, start: float) -> Follower:  # noqa: ARG001
    return Waiting(unfold(score, whole(score)), is_looped=True)


def clicking(score: Score, start: float) -> Follower:
    return Clicking(unfold(score, whole(score)), _due(start))


def clicking_in_a_loop(score: Score, start: float) -> Follower:
    return Clicking(unfold(score, whole(score)), _due(start), period=5.0)


def _due(start: float) -> Callable[[Fraction], float]:
    return lambda onset: start + 0.5 * float(onset)


every_follower = pytest.mark.parametrize(
    "make", [waiting, waiting_in_a_loop, clicking, clicking_in_a_loop]
)


def hear(follower: Follower, played: Iterable[PlayedEvent], end: float) -> list[FollowEvent]:
    said = [said for event in played for said in follower.feed(event)]
    return [*said, *follower.advance(end), *follower.finish(end)]


def keys(said: Iterable[FollowEvent]) -> list[KeyDown]:
    return [one.key for one in said if isinstance(one, Match | Insertion)]


@every_follower
@few
@given(score=scores(), played=events())
def test_each_press_has_one_fate_at_once(
    make: Maker, score: Score, played: Sequence[PlayedEvent]
) -> None:
    follower = make(score, 1.0)
    for event in played:
        expected = [event] if isinstance(event, KeyDown) else []
        assert keys(follower.feed(event)) == expected


@every_follower
@few
@given(score=scores(), played=events())
def test_a_match_agrees_in_pitch(make: Maker, score: Score, played: Sequence[PlayedEvent]) -> None:
    for one in hear(make(score, 1.0), played, 30.0):
        if isinstance(one, Match):
            assert score.notes_by_id[one.note_id].pitch == one.key.pitch


@few
@given(score=scores(), played=events())
def test_a_match_against_the_click_lies_in_tolerance(
    score: Score, played: Sequence[PlayedEvent]
) -> None:
    latest = STANDARD.late + STANDARD.roll + STANDARD.chord_spread
    for one in hear(clicking(score, 1.0), played, 30.0):
        if isinstance(one, Match) and one.timing_ms is not None:
            assert -1000 * STANDARD.early - 1e-6 <= one.timing_ms < 1000 * latest


@few
@given(score=scores(), played=events())
def test_each_asked_key_has_one_fate_too(score: Score, played: Sequence[PlayedEvent]) -> None:
    said = hear(clicking(score, 1.0), played, 99.0)
    fates = Counter(
        (one.note_id, one.position)
        for one in said
        if isinstance(one, Match | Deletion) and not score.notes_by_id[one.note_id].is_grace
    )
    asked = Counter(
        (next(n.id for n in chord.notes if n.pitch == pitch), chord.position)
        for chord in unfold(score, whole(score))
        if not chord.is_grace
        for pitch in {note.pitch for note in chord.notes}
    )
    assert fates == asked


@every_follower
@few
@given(
    score=scores(), played=events(), frames=st.lists(st.floats(0, 30, allow_nan=False), max_size=20)
)
def test_the_frame_rate_changes_nothing(
    make: Maker, score: Score, played: Sequence[PlayedEvent], frames: list[float]
) -> None:
    follower = make(score, 1.0)
    said: list[FollowEvent] = []
    for event in played:
        for frame in sorted(frame for frame in frames if frame <= event.time):
            said += follower.advance(frame)
        said += follower.feed(event)
    said += [*follower.advance(30.0), *follower.finish(30.0)]
    assert said == hear(make(score, 1.0), played, 30.0)


@every_follower
@few
@given(score=scores(), played=events(), seconds=st.integers(-500, 500))
def test_shifting_time_changes_nothing(
    make: Maker, score: Score, played: Sequence[PlayedEvent], seconds: int
) -> None:
    rounded = [_rounded(event) for event in played]
    here = hear(make(score, 1.0), rounded, 30.0)
    there = hear(make(score, 1.0 + seconds), shifted(rounded, seconds), 30.0 + seconds)
    assert list(map(_timeless, here)) == list(map(_timeless, there))


def _rounded(event: PlayedEvent) -> PlayedEvent:
    """At a time that stays exact when it is shifted, so that no boundary moves by rounding."""
    return replace(event, time=round(event.time * 64) / 64 + 1 / 128)


def _timeless(said: FollowEvent) -> tuple[object, ...]:
    names = ("note_id", "position", "wrong_for", "is_ornament", "expected")
    return (type(said), *(getattr(said, name, None) for name in names))


@pytest.mark.parametrize("tempo", [0.3, 1.0, 3.0])
@few
@given(score=scores(), seed=st.integers(0, 9), graces=st.booleans())
def test_a_perfect_performance_is_all_matches(
    score: Score, tempo: float, seed: int, graces: bool
) -> None:
    played = play(score, tempo=tempo, start=1.0, seed=seed, graces=graces)
    qpm = score.tempo.marks[0].qpm

    def due(onset: Fraction) -> float:
        return 1.0 + 60.0 * float(onset) / qpm / tempo

    chords = unfold(score, whole(score))
    assert_no_mistakes(hear(Waiting(chords), once_each(played), 999.0))
    assert_no_mistakes(hear(Clicking(chords, due), once_each(played), 999.0))


def once_each(played: Played) -> list[KeyDown]:
    """The key-downs, unisons pressed once, as fingers do."""
    return list({(key.time, key.pitch): key for key in played.keys}.values())


def assert_no_mistakes(said: Iterable[FollowEvent]) -> None:
    assert not [one for one in said if isinstance(one, Deletion)]
    assert not [one for one in said if isinstance(one, Insertion) and not one.is_ornament]

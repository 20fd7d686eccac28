"""The free follower: laws over any playing, and a table of what players do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.follow.alignment import Deletion, FollowEvent, Insertion, Match, Moved
from renshu.follow.free import Free
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.score.notation import Score
from renshu.score.passage import Hands
from support.notation import presses, score, shifted
from support.pianist import Extra, Missed, Mistake, Pause, Wrong, play

SONG = score(
    "[C3 C4] E4 [G3 G4] E4 | [F3 A4] C5 [A3 F4] A4 | [G3 B4] D5 F5 [B3 D5] |"
    "[C3 E5] C5 [E3 G4] ~D4 C4 | [A2 A4] B4 C5 [E3 E5] | [D3 F5] D5 A4 F4 |"
    "[G2 D4 G4] B4 [F3 D5] B4 | [C3 E4 G4 C5]=4",
    qpm=90,
)
MISTAKES = st.lists(
    st.one_of(
        st.builds(Wrong, st.integers(1, 24), semitones=st.sampled_from([-2, -1, 1, 2])),
        st.builds(Missed, st.integers(1, 24)),
        st.builds(Extra, st.integers(1, 24), st.integers(40, 80)),
        st.builds(Pause, st.integers(1, 24), st.floats(0.5, 10)),
    ),
    max_size=3,
)
KEYS = st.builds(KeyDown, st.floats(0, 60), st.integers(0, 127), st.integers(1, 127))
EVENTS = st.lists(
    st.one_of(
        KEYS,
        st.builds(KeyUp, st.floats(0, 60), st.integers(0, 127)),
        st.builds(PedalMove, st.floats(0, 60), st.sampled_from(Pedal), st.integers(0, 127)),
    ),
    max_size=40,
)


def follow(piece: Score, events: tuple[PlayedEvent, ...]) -> list[FollowEvent]:
    free = Free(piece)
    told = [answer for event in events for answer in free.feed(event)]
    return [*told, *free.finish(events[-1].time if events else 0.0)]


def fates(told: list[FollowEvent]) -> list[Match | Insertion]:
    return [event for event in told if isinstance(event, Match | Insertion)]


@settings(deadline=None, max_examples=25)
@given(EVENTS)
def test_any_events_are_answered_each_press_once(events: list[PlayedEvent]) -> None:
    told = follow(SONG, tuple(events))
    assert [fate.key for fate in fates(told)] == [e for e in events if isinstance(e, KeyDown)]


def test_impossible_times_are_survived() -> None:
    times = [0.0, 1e300, -5.0, float("inf"), 3.0, float("inf")]
    events = tuple(KeyDown(time, 60) for time in times)
    assert len(fates(follow(SONG, events))) == len(times)


@settings(deadline=None, max_examples=25)
@given(EVENTS)
def test_a_match_agrees_in_pitch(events: list[PlayedEvent]) -> None:
    for fate in fates(follow(SONG, tuple(events))):
        if isinstance(fate, Match):
            assert SONG.notes_by_id[fate.note_id].pitch == fate.key.pitch


@settings(deadline=None, max_examples=25)
@given(MISTAKES, st.lists(st.floats(0, 30), max_size=20))
def test_how_often_time_is_told_changes_nothing(
    mistakes: list[Mistake], frames: list[float]
) -> None:
    events = play(SONG, mistakes=mistakes).events
    free, told = Free(SONG), list[FollowEvent]()
    moments = [(event.time, 1, event) for event in events] + [(time, 0, None) for time in frames]
    for time, _, event in sorted(moments, key=lambda moment: moment[:2]):
        told += free.advance(time) if event is None else free.feed(event)
    told += free.finish(events[-1].time)
    assert told == follow(SONG, events)


@settings(deadline=None, max_examples=25)
@given(EVENTS)
def test_certainty_is_a_share(events: list[PlayedEvent]) -> None:
    moves = [event for event in follow(SONG, tuple(events)) if isinstance(event, Moved)]
    assert all(0 <= move.certainty <= 1 for move in moves)


@settings(deadline=None, max_examples=25)
@given(st.floats(0.3, 3), st.floats(0, 0.03), st.integers(0, 9))
def test_a_perfect_performance_is_all_matches(tempo: float, spread: float, seed: int) -> None:
    played = play(SONG, tempo=tempo, spread=spread, seed=seed)
    told = follow(SONG, played.events)
    assert all(isinstance(fate, Match) for fate in fates(told))
    assert not any(isinstance(event, Deletion) for event in told)


@settings(deadline=None, max_examples=25)
@given(MISTAKES, st.sampled_from([-4.0, 1.0, 3600.0, 2.0**20]))
def test_shifting_time_changes_nothing(mistakes: list[Mistake], seconds: float) -> None:
    events = play(SONG, mistakes=mistakes).events
    before, after = follow(SONG, events), follow(SONG, shifted(events, seconds))
    assert [_timeless(event) for event in before] == [_timeless(event) for event in after]


def _timeless(event: FollowEvent) -> object:
    match event:
        case Match():
            return (event.note_id, event.key.pitch)
        case Insertion():
            return (event.wrong_for, event.key.pitch, event.is_ornament)
        case Deletion():
            return event.note_id
        case Moved():
            return (event.position, event.expected, event.is_jump)


def test_a_jump_is_followed_within_a_few_notes() -> None:
    told = follow(SONG, play(SONG, stretches=[(0, 16), (9, 25)], jump_seconds=1.5).events)
    matches = [event for event in told if isinstance(event, Match)]
    bars = [match.position.measure for match in matches]
    assert bars[:4] == [0, 0, 0, 0]
    assert 2 in bars[bars.index(3) :]
    assert bars[-1] == 5
    assert sum(isinstance(event, Moved) and event.is_jump for event in told) == 1


@pytest.mark.parametrize("hands", [Hands.LEFT, Hands.RIGHT])
def test_one_hand_alone_misses_nothing_of_the_other(hands: Hands) -> None:
    keys = [note for note in SONG.notes if hands.include(note.hand)]
    events = tuple(
        KeyDown(float(note.onset) * 0.7, note.pitch) for note in keys if not note.is_grace
    )
    told = follow(SONG, events)
    matched = [event for event in told if isinstance(event, Match)]
    assert len(matched) == len(events)
    assert len([event for event in told if isinstance(event, Deletion)]) <= 2


def test_a_wrong_key_names_the_note_that_was_meant() -> None:
    told = follow(SONG, play(SONG, mistakes=[Wrong(5, semitones=1)]).events)
    (wrong,) = [event for event in told if isinstance(event, Insertion)]
    assert wrong.wrong_for is not None
    assert SONG.notes_by_id[wrong.wrong_for].onset == 5
    assert [e.note_id for e in told if isinstance(e, Deletion)] == [wrong.wrong_for]


def test_a_note_left_out_becomes_a_deletion() -> None:
    told = follow(SONG, play(SONG, mistakes=[Missed(6, None)]).events)
    missed = {event.note_id for event in told if isinstance(event, Deletion)}
    assert {SONG.notes_by_id[note].onset for note in missed} == {6}


def test_a_key_struck_twice_plays_its_note_once() -> None:
    told = follow(SONG, presses("@0 C3 @0.02 C4 @0.12 C3 @0.7 E4 @1.4 [G3 G4] @2.1 E4"))
    assert [fate.key.time for fate in fates(told) if isinstance(fate, Insertion)] == [0.12]


def test_there_is_no_timing_against_a_place_that_was_left() -> None:
    played = play(SONG, stretches=[(0, 12), (4, 16)], jump_seconds=1.5)
    told = follow(SONG, played.events)
    landed = next(i for i, event in enumerate(told) if isinstance(event, Moved) and event.is_jump)
    landing = [event for event in told[: landed + 1] if isinstance(event, Match)][-1]
    assert landing.timing_ms is None
    timings = [event.timing_ms for event in told if isinstance(event, Match)]
    assert max(abs(timing) for timing in timings if timing is not None) < 100


def test_a_repeat_sign_is_no_jump() -> None:
    piece = score("C4 D4 E4 F4 | G4 A4 B4 C5 | E5 D5 C5 B4", order=[0, 1, 0, 2])
    told = follow(piece, play(piece).events)
    assert not any(isinstance(event, Moved) and event.is_jump for event in told)
    assert all(isinstance(fate, Match) for fate in fates(told))


def test_endings_that_begin_alike_are_taken_in_turn() -> None:
    piece = score("C4 D4 E4 F4 | G4 A4 G4 E4 | G4 A4 B4 C5 | E5 D5 C5 B4", order=[0, 1, 0, 2, 3])
    told = follow(piece, play(piece).events)
    assert not any(isinstance(event, Deletion) for event in told)
    assert not any(isinstance(event, Moved) and event.is_jump for event in told)


def test_a_trill_is_never_wrong() -> None:
    piece = score("C4 D4 E4 F4 | C5=2!trill A4 G4 | F4 E4 D4 C4")
    trill = "@2 C5=1/4 D5=1/4 C5=1/4 D5=1/4 C5=1/4 D5=1/4 C5=1/4 D5=1/4"
    line = f"C4 D4 E4 F4 {trill} @3 A4 G4 F4 E4 D4 C4"
    told = follow(piece, presses(line))
    assert [f for f in fates(told) if isinstance(f, Insertion) and not f.is_ornament] == []
    assert [event for event in told if isinstance(event, Deletion)] == []


def test_a_score_with_no_note_for_the_hand_answers_all_the_same() -> None:
    piece = score("C5 D5")
    free = Free(piece, Hands.LEFT)
    key = KeyDown(0.0, 60)
    assert free.feed(key) == (Insertion(key),)
    assert free.advance(9.0) == free.finish(9.0) == ()

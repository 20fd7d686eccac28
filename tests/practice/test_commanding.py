"""Orders from the piano are taken out of what is played, and music never is one."""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.practice.commanding import LINGER, TOGETHER, Commanding, Grip, Ordered, grip_for
from renshu.score.compass import BY_KEYS, GRAND, Compass
from renshu.score.notation import Score
from support.notation import in_order, score
from support.pianist import Extra, Mistake, Wrong, play
from support.shared import shared_folder
from support.starter_scores import NAMES, starter

LOW = grip_for(None)
assert LOW is not None
TUNE = score("C4 D4 E4 F4")


def through(commanding: Commanding, events: Sequence[PlayedEvent]) -> list[PlayedEvent | Ordered]:
    heard = [out for event in events for out in commanding.feed(event)]
    return [*heard, *commanding.advance(events[-1].time + 1.0)]


def grip(start: float = 0.0, keys: Sequence[int] = (21, 22, 23)) -> list[PlayedEvent]:
    return [KeyDown(start + 0.02 * number, key) for number, key in enumerate(keys)]


def tap(key: int, time: float) -> list[PlayedEvent]:
    return [KeyDown(time, key), KeyUp(time + 0.1, key)]


class TestTaking:
    def test_the_three_lowest_keys_and_a_key_are_an_order(self) -> None:
        heard = through(Commanding(LOW), [*grip(), *tap(60, 0.5), *tap(64, 1.0)])
        assert heard == [Ordered(0.5, 0), Ordered(1.0, 2)]

    def test_the_lowest_key_and_the_soft_pedal_are_the_grip_too(self) -> None:
        pedal = PedalMove(0.0, Pedal.SOFT, 127)
        heard = through(Commanding(LOW), [pedal, KeyDown(0.2, 21), *tap(62, 0.5)])
        assert heard == [pedal, Ordered(0.5, 1)]

    def test_the_soft_pedal_in_music_is_none(self) -> None:
        events = [PedalMove(0.0, Pedal.SOFT, 127), *tap(60, 0.1), KeyDown(0.5, 21), *tap(62, 1.0)]
        assert through(Commanding(LOW), events) == events

    def test_the_sustain_pedal_is_none(self) -> None:
        events = [PedalMove(0.0, Pedal.SUSTAIN, 127), KeyDown(0.2, 21), *tap(62, 0.5)]
        assert through(Commanding(LOW), events) == events

    def test_orders_end_a_while_after_the_grip_was_let_go(self) -> None:
        ups = [KeyUp(1.0, key) for key in (21, 22, 23)]
        late = 1.0 + LINGER
        heard = through(Commanding(LOW), [*grip(), *ups, *tap(60, late - 0.2), *tap(60, late)])
        assert heard == [Ordered(late - 0.2, 0), *tap(60, late)]

    def test_a_key_that_was_down_before_comes_up_for_the_room(self) -> None:
        held = KeyDown(0.0, 72)
        heard = through(Commanding(LOW), [held, *grip(0.5), KeyUp(1.0, 72)])
        assert heard == [held, KeyUp(1.0, 72)]

    def test_what_is_no_grip_after_all_is_heard_with_its_stamp(self) -> None:
        low = grip()[:2]
        assert through(Commanding(LOW), [*low, *tap(60, 0.05)]) == [*low, *tap(60, 0.05)]

    def test_slow_keys_are_no_grip(self) -> None:
        slow = [KeyDown(number * (TOGETHER + 0.01), 21 + number) for number in range(3)]
        assert through(Commanding(LOW), slow) == slow

    def test_half_a_pedal_in_between_does_not_spoil_it(self) -> None:
        moves = [PedalMove(0.01, Pedal.SUSTAIN, 60), PedalMove(0.03, Pedal.SUSTAIN, 62)]
        events = sorted([*grip(), *moves], key=lambda event: event.time)
        assert through(Commanding(LOW), [*events, *tap(60, 0.5)]) == [*moves, Ordered(0.5, 0)]

    def test_without_a_grip_all_is_heard(self) -> None:
        assert through(Commanding(None), [*grip(), *tap(60, 1.0)]) == [*grip(), *tap(60, 1.0)]

    def test_another_room_does_not_hear_the_keys_of_an_order_come_up(self) -> None:
        commanding = Commanding(LOW)
        through(commanding, [*grip(), KeyDown(0.5, 60)])
        commanding.change(None)
        ups: list[PlayedEvent] = [KeyUp(0.8, key) for key in (60, 21, 22, 23)]
        assert not [out for event in ups for out in commanding.feed(event)]

    def test_a_key_of_the_grip_is_held_back_no_longer_than_that(self) -> None:
        commanding = Commanding(LOW)
        key = KeyDown(0.0, 21)
        assert commanding.feed(key) == commanding.advance(TOGETHER) == ()
        assert commanding.is_busy
        assert commanding.advance(TOGETHER + 0.001) == (key,)
        assert not commanding.is_busy

    def test_a_pedal_that_is_up_again_opens_nothing(self) -> None:
        moves = [PedalMove(0.0, Pedal.SOFT, 127), PedalMove(0.1, Pedal.SOFT, 0)]
        events = [*moves, KeyDown(0.5, 21), *tap(62, 1.0)]
        assert through(Commanding(LOW), events) == events

    def test_orders_are_given_as_long_as_the_grip_is_held(self) -> None:
        late = 1.0 + 3 * LINGER
        heard = through(Commanding(LOW), [*grip(), *tap(60, 0.5), *tap(62, late)])
        assert heard == [Ordered(0.5, 0), Ordered(late, 1)]

    def test_a_grip_that_is_taken_again_is_held_again(self) -> None:
        ups = [KeyUp(1.0, key) for key in (21, 22, 23)]
        again = [*ups, KeyDown(1.5, 21), *tap(60, 1.5 + 2 * LINGER)]
        heard = through(Commanding(LOW), [*grip(), *again])
        assert heard == [Ordered(1.5 + 2 * LINGER, 0)]

    def test_another_room_with_the_same_grip_goes_on_taking_orders(self) -> None:
        assert LOW is not None
        commanding = Commanding(LOW)
        through(commanding, grip())
        commanding.change(replace(LOW, pedal_key=None))
        assert commanding.is_open
        assert commanding.feed(KeyDown(2.0, 60)) == (Ordered(2.0, 0),)
        commanding.change(replace(LOW, keys=(106, 107, 108)))
        assert not commanding.is_open


class TestChoosing:
    def test_the_lowest_keys_unless_the_piece_uses_them(self) -> None:
        assert LOW is not None
        assert grip_for(TUNE) == LOW
        low = grip_for(score("B0 D4"))
        assert low is not None
        assert low.keys == (106, 107, 108)
        assert low.pedal_key == 108

    def test_one_key_alone_opens_nothing_where_an_octave_too_low_would_meet_it(self) -> None:
        low = grip_for(score("A1 D4"))
        assert low is not None
        assert low.keys == (21, 22, 23)
        assert low.pedal_key is None

    def test_most_pieces_have_the_same_grip(self) -> None:
        grips = [grip_for(starter(name)) for name in NAMES]
        assert all(one is not None and one.keys == (21, 22, 23) for one in grips)

    def test_a_piece_at_both_ends_has_a_chord_that_it_does_not_use(self) -> None:
        found = grip_for(score("A0 C8 B0"))
        assert found is not None
        assert found.keys == (21, 22, 23)
        assert found.pedal_key is None
        other = grip_for(score("[A0 A#0] C8"))
        assert other is not None
        assert other.keys == (106, 107, 108)
        assert other.pedal_key is None

    def test_a_piece_that_has_even_these_has_no_grip(self) -> None:
        assert grip_for(score("[A0 A#0] [B7 C8]")) is None

    def test_keys_that_a_small_keyboard_lacks_give_no_orders(self) -> None:
        found = grip_for(None, Compass(48, 71))
        assert found is not None
        assert found.keys == (48, 49, 50)
        assert found.targets == (52, 53, 55, 57, 59, 60, 62, 64, 65, 67, 69, 71)

    @pytest.mark.parametrize("keys", BY_KEYS)
    def test_every_keyboard_has_room_for_orders(self, keys: int) -> None:
        found = grip_for(None, BY_KEYS[keys])
        assert found is not None
        assert len(found.targets) >= 10
        assert not set(found.keys) & set(found.targets)
        assert all(key in BY_KEYS[keys] for key in (*found.keys, *found.targets))


def orders(played: Sequence[PlayedEvent], grip: Grip | None) -> list[PlayedEvent | Ordered]:
    return [out for out in through(Commanding(grip), played) if isinstance(out, Ordered)]


def mistaken(piece: Score, seed: int) -> list[Mistake]:
    """Wrong neighbours and octaves, and stray keys, on every seventh chord."""
    chance = Random(seed)  # noqa: S311 - no secrets
    spots = range(0, max(1, len(piece.notes) // 2), 7)
    wrong = [Wrong(spot, 0, chance.choice([-12, -2, -1, 1, 2, 12])) for spot in spots]
    stray = [Extra(spot, chance.randint(21, 108)) for spot in spots]
    return [*wrong, *stray]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("compass", [GRAND, BY_KEYS[61]])
def test_no_starter_score_gives_an_order(name: str, compass: Compass) -> None:
    piece = starter(name)
    found = grip_for(piece, compass)
    assert found is not None
    for seed in range(2):
        played = play(piece, mistakes=mistaken(piece, seed), spread=0.05, jitter=0.02, seed=seed)
        soft = [PedalMove(0.0, Pedal.SOFT, 127), *played.events]
        commanding = Commanding(found)
        heard = through(commanding, soft)
        assert not [out for out in heard if isinstance(out, Ordered)]
        assert not commanding.is_open
        assert heard == soft


def test_no_recorded_performance_gives_an_order() -> None:
    folder = shared_folder() / "follow"
    pieces = {row["key"]: row for row in rows(folder / "scores.jsonl.gz")}
    for row in rows(folder / "perfs.jsonl.gz"):
        piece = of_pitches(pieces[row["score"]])
        strokes = zip(row["on"], row["off"], row["pitch"], strict=True)
        keys = (e for on, off, key in strokes for e in (KeyDown(on, key), KeyUp(off, key)))
        for compass in (GRAND, BY_KEYS[61]):
            played = [PedalMove(0.0, Pedal.SOFT, 127), *in_order(keys)]
            assert not orders(played, grip_for(piece, compass)), row["id"]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt") as lines:
        yield from map(json.loads, lines)


def of_pitches(row: dict[str, Any]) -> Score:
    """A score as far as a grip looks at it."""
    strokes = zip(row["onset"], row["dur"], row["pitch"], strict=True)
    return replace(
        TUNE,
        notes=tuple(
            replace(TUNE.notes[0], pitch=key, onset=Fraction(onset), duration=Fraction(length))
            for onset, length, key in strokes
        ),
    )


@given(
    st.lists(
        st.tuples(st.integers(20, 26) | st.integers(58, 64), st.booleans(), st.floats(0, 0.2)),
        max_size=40,
    )
)
def test_what_is_heard_was_played_in_order_and_ups_follow_downs(
    strokes: list[tuple[int, bool, float]],
) -> None:
    commanding = Commanding(LOW)
    heard: list[PlayedEvent] = []
    now = 0.0
    played: list[PlayedEvent] = []
    for key, goes_down, pause in strokes:
        now += pause
        event = KeyDown(now, key) if goes_down else KeyUp(now, key)
        played.append(event)
        heard += [out for out in commanding.feed(event) if not isinstance(out, Ordered)]
    heard += commanding.advance(now + 10)
    assert all(one.time <= other.time for one, other in pairwise(heard))
    rest: Iterator[PlayedEvent] = iter(played)
    assert all(event in rest for event in heard)

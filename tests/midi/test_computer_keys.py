from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renshu.midi.computer_keys import (
    FREE_CHARACTERS,
    HOLD,
    OCTAVES,
    ROWS,
    ComputerKeys,
    LayoutName,
    is_taken,
    pitch_of,
)
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.score.pitch import is_black_key

FRAME = 1 / 60
layouts = pytest.mark.parametrize("layout", list(ROWS))


def play(*typed: tuple[float, str], until: float, keys: ComputerKeys | None = None) -> list[str]:
    """What becomes of typed characters with the screen's frames between, as `time +pitch`."""
    keys = keys or ComputerKeys()
    moments: list[tuple[float, str | None]] = [(time, text) for time, text in typed]
    moments += [(frame * FRAME, None) for frame in range(int(until / FRAME) + 1)]
    events: list[PlayedEvent] = []
    for now, text in sorted(moments, key=lambda moment: moment[0]):
        events += keys.advance(now)
        if text is not None:
            events += keys.press(text, now)
    return [_short(event) for event in events]


def _short(event: PlayedEvent) -> str:
    match event:
        case KeyDown(pitch=pitch):
            return f"{event.time:.2f} +{pitch}"
        case KeyUp(pitch=pitch):
            return f"{event.time:.2f} -{pitch}"
    raise AssertionError(event)


def held(start: float, end: float, delay: float, every: float) -> list[tuple[float, str]]:
    """The characters of one key held down."""
    repeats = int((end - start - delay) / every) + 1 if end - start >= delay else 0
    return [(start, "q"), *((start + delay + i * every, "q") for i in range(repeats))]


@layouts
def test_each_row_is_chromatic_and_its_black_keys_lie_in_the_row_above(layout: LayoutName) -> None:
    for row, lowest in zip(ROWS[layout], (48, 60), strict=True):
        pitches = [pitch_of(key, 0, layout) for key in row]
        assert pitches == list(range(lowest, lowest + 17))


def test_the_places_are_those_of_trackers() -> None:
    assert [pitch_of(key) for key in "zsxq2w"] == [48, 49, 50, 60, 61, 62]
    blacks = {key for row in ROWS["qwerty"] for key in row if is_black_key(pitch_of(key) or 0)}
    assert blacks == set("sdghjl;2356790")


@layouts
def test_no_character_is_two_keys_and_free_ones_are_none(layout: LayoutName) -> None:
    lower, upper = ROWS[layout]
    assert len(set(lower + upper)) == 34
    assert not any(is_taken(character, layout) for character in FREE_CHARACTERS)


def test_letters_beside_piano_keys_are_taken_and_play_nothing() -> None:
    assert all(is_taken(character) for character in "afk148")
    assert all(pitch_of(character) is None for character in "afk148")
    assert ComputerKeys().press("a", 0.0) == ()


def test_capitals_play_too() -> None:
    assert pitch_of("Q") == pitch_of("q")


def test_no_key_name_of_several_letters_plays() -> None:
    assert [pitch_of(name) for name in ("", "escape", "f1")] == [None, None, None]


def test_the_rows_shift_within_limits_and_held_keys_keep_their_pitch() -> None:
    keys = ComputerKeys()
    assert keys.press("q", 0.0) == (KeyDown(0.0, 60, 80),)
    assert [keys.shift(1) for _ in range(3)] == [1, 2, 2]
    assert keys.press("w", 0.1) == (KeyDown(0.1, 86, 80),)
    assert keys.advance(9.0) == (KeyUp(HOLD, 60), KeyUp(0.1 + HOLD, 86))
    assert [keys.shift(-1) for _ in range(5)] == [1, 0, -1, -2, -2]


def test_a_key_is_let_go_after_a_while_and_several_may_be_down() -> None:
    assert play((0.0, "q"), (0.02, "e"), (0.3, "t"), until=1.0) == [
        "0.00 +60",
        "0.02 +64",
        "0.30 +67",
        "0.50 -60",
        "0.52 -64",
        "0.80 -67",
    ]


@pytest.mark.parametrize(
    ("delay", "every"), [(0.66, 0.04), (0.5, 0.033), (0.25, 0.033), (0.225, 0.03)]
)
def test_a_key_that_is_held_is_one_press(delay: float, every: float) -> None:
    presses = [event for event in play(*held(0.0, 3.0, delay, every), until=5.0) if "+" in event]
    assert presses == ["0.00 +60"]


def test_a_held_key_stays_down_as_long_as_it_repeats() -> None:
    assert play(*held(0.0, 2.0, 0.25, 0.033), until=4.0)[-1] >= "2.40 -60"


@pytest.mark.parametrize("pause", [0.12, 0.19, 0.21, 0.3, 0.5, 0.7, 0.8, 2.0])
def test_a_key_struck_again_is_two_presses_at_their_own_times(pause: float) -> None:
    presses = [event for event in play((0.0, "q"), (pause, "q"), until=4.0) if "+" in event]
    assert presses == ["0.00 +60", f"{pause:.2f} +60"]


def test_repeated_notes_with_others_between_wait_for_nothing() -> None:
    keys = ComputerKeys()
    keys.press("q", 0.0)
    keys.press("w", 0.2)
    assert KeyDown(0.4, 60, 80) in keys.press("q", 0.4)


def test_an_undecided_press_is_kept_when_another_key_follows_at_once() -> None:
    keys = ComputerKeys()
    keys.press("q", 0.0)
    assert keys.press("q", 0.3) == ()
    assert [event.time for event in keys.press("w", 0.31)] == [0.3, 0.3, 0.31]


def test_a_terminal_that_tells_key_ups_is_believed() -> None:
    keys = ComputerKeys()
    keys.press("q", 0.0)
    assert keys.release("q", 0.2) == (KeyUp(0.2, 60),)
    assert keys.press("q", 0.5) == (KeyDown(0.5, 60, 80),)
    assert keys.release("w", 0.6) == ()


def test_leaving_lets_all_keys_go() -> None:
    keys = ComputerKeys()
    keys.press("q", 0.0)
    keys.press("e", 0.0)
    assert keys.release_all(0.1) == (KeyUp(0.1, 60), KeyUp(0.1, 64))
    assert keys.advance(9.0) == ()


presses = st.lists(st.tuples(st.floats(0.001, 1.0), st.sampled_from("qwe2a [zx")), max_size=30).map(
    lambda pauses: [(sum(p for p, _ in pauses[: i + 1]), t) for i, (_, t) in enumerate(pauses)]
)


@settings(deadline=None)
@given(presses, st.integers(OCTAVES.start, OCTAVES.stop - 1))
def test_events_are_in_order_and_the_ups_and_downs_of_a_pitch_alternate(
    typed: list[tuple[float, str]], octave: int
) -> None:
    keys = ComputerKeys()
    keys.shift(octave)
    end = (typed[-1][0] if typed else 0.0) + 2.0
    by_pitch: dict[str, list[str]] = {}
    events = play(*typed, until=end, keys=keys)
    times = [float(event.split()[0]) for event in events]
    assert times == sorted(times)
    for event in events:
        by_pitch.setdefault(event.split()[1][1:], []).append(event.split()[1][0])
    for signs in by_pitch.values():
        assert signs[0] == "+"
        assert signs[-1] == "-"
        assert all(before != after for before, after in pairwise(signs))

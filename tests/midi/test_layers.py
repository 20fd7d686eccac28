from hypothesis import given
from hypothesis import strategies as st

from renshu.midi.layers import Layers

ON, OFF = 0x90, 0x80


def heard(*messages: tuple[float, int, int, int]) -> list[tuple[float, int]]:
    """Time and status of those heard, of (time, status, pitch, velocity)."""
    layers = Layers()
    return [(time, data[0]) for time, *data in messages if not layers.is_echo(data, time)]


def test_a_key_sent_on_two_channels_is_heard_once() -> None:
    assert heard(
        (0.000, ON, 60, 80),
        (0.001, ON | 1, 60, 80),
        (0.400, OFF, 60, 64),
        (0.401, OFF | 1, 60, 64),
        (0.500, ON, 60, 80),
        (0.501, ON | 1, 60, 80),
    ) == [(0.0, ON), (0.401, OFF | 1), (0.5, ON)]


def test_two_manuals_may_hold_the_same_pitch() -> None:
    assert len(heard((0.0, ON, 60, 80), (0.2, ON | 1, 60, 80))) == 2


def test_a_lost_key_up_silences_nothing() -> None:
    assert heard((0.0, ON, 60, 80), (9.0, ON | 1, 60, 80), (9.5, ON | 1, 60, 0)) == [
        (0.0, ON),
        (9.0, ON | 1),
        (9.5, ON | 1),
    ]


def test_a_pedal_is_no_key() -> None:
    assert len(heard((0.0, ON, 64, 80), (0.001, 0xB1, 64, 127), (0.002, 0xB1, 64, 0))) == 3


@given(st.lists(st.tuples(st.sampled_from([ON, OFF]), st.integers(0, 3), st.integers(0, 2))))
def test_on_one_channel_every_message_is_heard(keys: list[tuple[int, int, int]]) -> None:
    messages = [(i * 0.01, status, pitch, velo) for i, (status, pitch, velo) in enumerate(keys)]
    assert len(heard(*messages)) == len(messages)

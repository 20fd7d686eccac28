from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.midi.messages import message, translate
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from support.played import events


@pytest.mark.parametrize(
    ("data", "event"),
    [
        ([0x90, 60, 100], KeyDown(1.5, 60, 100)),
        ([0x90, 60, 0], KeyUp(1.5, 60)),
        ([0x80, 60, 64], KeyUp(1.5, 60)),
        ([0x80, 60, 0], KeyUp(1.5, 60)),
        ([0x9F, 0, 1], KeyDown(1.5, 0, 1)),
        ([0x99, 127, 127], KeyDown(1.5, 127, 127)),
        ([0xB0, 64, 127], PedalMove(1.5, Pedal.SUSTAIN, 127)),
        ([0xB3, 64, 0], PedalMove(1.5, Pedal.SUSTAIN, 0)),
        ([0xB0, 66, 40], PedalMove(1.5, Pedal.SOSTENUTO, 40)),
        ([0xB0, 67, 1], PedalMove(1.5, Pedal.SOFT, 1)),
    ],
)
def test_keys_and_pedals_are_heard_on_every_channel(data: list[int], event: PlayedEvent) -> None:
    assert translate(data, 1.5) == event


@pytest.mark.parametrize(
    "data",
    [
        pytest.param([0xF8], id="clock"),
        pytest.param([0xFE], id="active sensing"),
        pytest.param([0xFF], id="reset"),
        pytest.param([0xD0, 64], id="channel aftertouch"),
        pytest.param([0xA0, 60, 64], id="key aftertouch"),
        pytest.param([0xC0, 5], id="program change"),
        pytest.param([0xE0, 0, 64], id="pitch bend"),
        pytest.param([0xB0, 7, 100], id="volume"),
        pytest.param([0xB0, 123, 0], id="all notes off"),
        pytest.param([0xF0, 0x7E, 0xF7], id="system exclusive"),
        pytest.param([0xF2, 1, 1], id="song position"),
        pytest.param([], id="nothing"),
        pytest.param([0x90], id="half a note"),
        pytest.param([0x90, 60], id="a note without velocity"),
        pytest.param([0x90, 60, 64, 1], id="too much"),
        pytest.param([60, 60, 64], id="no status"),
        pytest.param([0x90, 200, 64], id="a pitch beyond the range"),
        pytest.param([0x90, 60, -1], id="a velocity beyond the range"),
        pytest.param([0x190, 60, 64], id="a status beyond the range"),
    ],
)
def test_all_else_is_silent(data: list[int]) -> None:
    assert translate(data, 0.0) is None


@given(st.one_of(st.binary(max_size=6), st.lists(st.integers(), max_size=6)))
def test_no_bytes_raise(data: Sequence[int]) -> None:
    translate(data, 0.0)


@given(events(), st.integers(0, 15))
def test_a_message_is_understood_as_the_event_it_was_made_of(
    event: PlayedEvent, channel: int
) -> None:
    assert translate(message(event, channel), event.time) == event

"""Key lights: laws over what a device with lights understands."""

from contextlib import suppress

import pytest
import rtmidi
from hypothesis import given
from hypothesis import strategies as st

from renshu.midi.key_lights import ECHO_SECONDS, KeyLights, LightVoice
from renshu.midi.messages import message
from renshu.midi.output import Output
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.score.notation import Hand
from support.waiting import wait_until

VOICE = LightVoice(right=3, left=2, velocity=1)
asked = st.dictionaries(st.integers(0, 127), st.sampled_from(Hand), max_size=6)


class Device:
    """A light bar: it knows notes on and off by channel, and nothing else."""

    def __init__(self, *, is_there: bool = True) -> None:
        self.is_there = is_there
        self.lit: set[tuple[int, int]] = set()
        self.messages: list[bytes] = []

    def send(self, event: PlayedEvent, channel: int) -> bool:
        if not self.is_there:
            return False
        data = message(event, channel)
        self.messages.append(data)
        place = data[0] & 0xF, data[1]
        if data[0] >> 4 == 0x9:
            assert place not in self.lit, "lit twice"
            self.lit.add(place)
        else:
            self.lit.remove(place)
        return True


@given(wishes=st.lists(asked, max_size=8))
def test_the_device_shows_what_is_asked_for_and_nothing_else(wishes: list[dict[int, Hand]]) -> None:
    device = Device()
    lights = KeyLights(device.send, VOICE)
    for now, wanted in enumerate(wishes):
        lights.show(wanted, float(now))
        assert device.lit == {(VOICE.channel(hand), pitch) for pitch, hand in wanted.items()}
        assert lights.lit == wanted.keys()
    lights.off(99.0)
    assert device.lit == set()


@given(wanted=asked)
def test_what_is_lit_already_is_not_sent_again(wanted: dict[int, Hand]) -> None:
    device = Device()
    lights = KeyLights(device.send, VOICE)
    lights.show(wanted, 0.0)
    lights.show(dict(wanted), 1.0)
    assert len(device.messages) == len(wanted)


def test_hands_have_channels_of_their_own_or_one() -> None:
    apart, together = Device(), Device()
    wanted = {48: Hand.LEFT, 60: Hand.RIGHT}
    KeyLights(apart.send, VOICE).show(wanted, 0.0)
    KeyLights(together.send, LightVoice(0, 0, 100)).show(wanted, 0.0)
    assert apart.messages == [bytes((0x92, 48, 1)), bytes((0x93, 60, 1))]
    assert together.messages == [bytes((0x90, 48, 100)), bytes((0x90, 60, 100))]


def test_a_device_that_comes_late_is_lit_then() -> None:
    device = Device(is_there=False)
    lights = KeyLights(device.send, VOICE)
    lights.show({60: Hand.RIGHT}, 0.0)
    assert lights.lit == frozenset()
    device.is_there = True
    lights.show({60: Hand.RIGHT}, 1.0)
    assert device.lit == {(3, 60)}


def test_another_device_is_lit_anew() -> None:
    device = Device()
    lights = KeyLights(device.send, VOICE)
    lights.show({60: Hand.RIGHT}, 0.0)
    device.lit.clear()
    lights.forget()
    lights.show({60: Hand.RIGHT}, 1.0)
    assert device.lit == {(3, 60)}


def test_a_light_that_comes_back_is_not_played_and_a_key_is() -> None:
    lights = KeyLights(Device().send, VOICE)
    lights.show({60: Hand.RIGHT}, 10.0)
    heard: list[tuple[PlayedEvent, bool]] = [
        (KeyDown(10.002, 60, 1), True),
        (KeyUp(10.003, 60), True),
        (KeyDown(10.1, 60, 64), False),
        (KeyUp(10.2, 60), False),
        (KeyDown(10.1, 61, 1), False),
        (KeyDown(10.0 + ECHO_SECONDS, 60, 1), False),
        (PedalMove(10.0, Pedal.SUSTAIN, 1), False),
    ]
    for event, is_echo in heard:
        assert lights.is_echo(event) is is_echo


@pytest.mark.usefixtures("jack")
def test_lights_go_over_true_ports_and_out_when_the_output_is_closed() -> None:
    # A busy machine may skip a cycle of its JACK server, and what lay in it is lost.
    assert any(lit_and_dark_again(number) for number in range(3))


def lit_and_dark_again(number: int) -> bool:
    name = f"light bar {number}"
    bar = rtmidi.MidiIn(rtapi=rtmidi.API_UNIX_JACK, name=name)
    bar.open_virtual_port("in")
    heard: list[list[int]] = []

    def hears(data: list[int]) -> bool:
        while received := bar.get_message():
            heard.append(received[0])
        return data in heard

    with Output(f"{name}:in") as output:

        def send(event: PlayedEvent, channel: int) -> bool:
            output.send(event, channel)
            return True

        lights = KeyLights(send, VOICE)

        def is_lit() -> bool:
            lights.forget()
            lights.show({60: Hand.RIGHT, 48: Hand.LEFT}, 0.0)
            return hears([0x93, 60, 1]) and hears([0x92, 48, 1])

        wait_until(is_lit)
    with suppress(TimeoutError):
        wait_until(lambda: hears([0x83, 60, 64]) and hears([0x82, 48, 64]))
    bar.delete()
    return [0x83, 60, 64] in heard and [0x82, 48, 64] in heard

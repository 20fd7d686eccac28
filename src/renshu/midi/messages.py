"""MIDI messages become played events here; nothing further in knows MIDI's bytes.

Every channel is heard: a piano may be set to any of the sixteen, the drum channel 10 among them.
"""

from collections.abc import Iterator, Sequence

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent

PEDALS = {64: Pedal.SUSTAIN, 66: Pedal.SOSTENUTO, 67: Pedal.SOFT}
"""The pedals by their controller numbers."""

_ALL_SOUND_OFF, _RESET_CONTROLLERS, _ALL_NOTES_OFF = 120, 121, 123

_CONTROLLERS = {pedal: number for number, pedal in PEDALS.items()}


def translate(data: Sequence[int], time: float) -> PlayedEvent | None:
    """Give the event that a whole MIDI message stands for.

    A note-on with velocity 0 is a key that comes up. Clock, active sensing, aftertouch, program
    changes, system exclusive, other controllers and bytes that are no message give `None`.

    Args:
        data: The bytes of one message, its status byte first.
        time: Monotonic seconds, stamped before anything else was done with the message.
    """
    if len(data) != 3 or not (0 <= data[1] <= 127 and 0 <= data[2] <= 127):
        return None
    status, first, second = data
    match status >> 4:
        case 0x9 if second > 0:
            return KeyDown(time, first, second)
        case 0x9 | 0x8:
            return KeyUp(time, first)
        case 0xB if first in PEDALS:
            return PedalMove(time, PEDALS[first], second)
    return None


def message(event: PlayedEvent, channel: int = 0) -> bytes:
    """Give the MIDI message of an event, the reverse of `translate`.

    Args:
        event: What is to be sent or stored; its time is left to the caller.
        channel: 0–15; musicians count it from 1.
    """
    match event:
        case KeyDown(pitch=pitch, velocity=velocity):
            return bytes((0x90 | channel, pitch, max(1, velocity)))
        case KeyUp(pitch=pitch):
            return bytes((0x80 | channel, pitch, 64))
        case PedalMove(pedal=pedal, value=value):
            return bytes((0xB0 | channel, _CONTROLLERS[pedal], value))


def all_off() -> Iterator[bytes]:
    """The controllers that end all that sounds, on every channel; some instruments ignore them."""
    for channel in range(16):
        for controller in (_ALL_NOTES_OFF, _RESET_CONTROLLERS, _ALL_SOUND_OFF):
            yield bytes((0xB0 | channel, controller, 0))


def silence() -> Iterator[bytes]:
    """All that may end a sound nothing is known of: each key comes up, and then `all_off`."""
    for pitch in range(128):
        yield message(KeyUp(0.0, pitch))
    yield from all_off()

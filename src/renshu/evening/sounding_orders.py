"""What the program tells the process that sounds: records of sixteen bytes.

    moment   monotonic seconds, a double
    strand   on whose behalf, an unsigned integer of four bytes
    kind     one byte
    data     three bytes: a MIDI message, or of a click whether it is an accent and a division

The monotonic clock is the same in all processes of a machine. A record is shorter than what a pipe
takes in one piece, so records of several threads never mix.
"""

from dataclasses import dataclass
from enum import IntEnum
from struct import Struct, error

from renshu.midi.messages import message, translate
from renshu.performance.events import PlayedEvent
from renshu.practice.timetable import Click
from renshu.sound.agenda import Sound

RECORD = Struct("<dIB3s")
_NOTHING = bytes(3)
_STRANDS = 1 << 32


@dataclass(frozen=True, slots=True)
class Schedule:
    """Sound this at its time."""

    strand: int
    sound: Sound


@dataclass(frozen=True, slots=True)
class Send:
    """Sound this now."""

    strand: int
    event: PlayedEvent


@dataclass(frozen=True, slots=True)
class Light:
    """Send what stands for a key light, now."""

    event: PlayedEvent
    channel: int
    """0–15."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Give up what of a strand has not sounded."""

    strand: int


@dataclass(frozen=True, slots=True)
class Cancel:
    """Give up what of a strand has not sounded, and let its keys and pedals go."""

    strand: int


Order = Schedule | Send | Light | Forget | Cancel


class _Kind(IntEnum):
    EVENT, CLICK, SEND, LIGHT, FORGET, CANCEL = range(6)


def encode(order: Order) -> bytes:
    """Write an order."""
    match order:
        case Schedule(strand, sound):
            return _scheduled(strand, sound)
        case Send(strand, event):
            return _record(event.time, strand, _Kind.SEND, message(event))
        case Light(event, channel):
            return _record(event.time, 0, _Kind.LIGHT, message(event, channel))
        case Forget(strand):
            return _record(0.0, strand, _Kind.FORGET, _NOTHING)
        case Cancel(strand):
            return _record(0.0, strand, _Kind.CANCEL, _NOTHING)


def decode(record: bytes) -> Order:
    """Read an order.

    Raises:
        ValueError: This is none.
    """
    try:
        moment, strand, kind, data = RECORD.unpack(record)
    except error as wrong:
        raise ValueError(f"no record: {record!r}") from wrong
    match _Kind(kind):
        case _Kind.CLICK:
            return Schedule(strand, Click(moment, bool(data[0]), bool(data[1])))
        case _Kind.FORGET:
            return Forget(strand)
        case _Kind.CANCEL:
            return Cancel(strand)
        case _Kind.EVENT:
            return Schedule(strand, _event(data, moment))
        case _Kind.SEND:
            return Send(strand, _event(data, moment))
        case _Kind.LIGHT:
            return Light(_event(data, moment), data[0] & 0x0F)


def _scheduled(strand: int, sound: Sound) -> bytes:
    if isinstance(sound, Click):
        data = bytes((sound.is_accent, sound.is_division, 0))
        return _record(sound.time, strand, _Kind.CLICK, data)
    return _record(sound.time, strand, _Kind.EVENT, message(sound))


def _record(moment: float, strand: int, kind: _Kind, data: bytes) -> bytes:
    return RECORD.pack(moment, strand % _STRANDS, kind, data)


def _event(data: bytes, moment: float) -> PlayedEvent:
    if (event := translate(data, moment)) is None:
        raise ValueError(f"no message of a keyboard: {data!r}")
    return event

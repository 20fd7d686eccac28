"""Standard MIDI files, read and written: the bytes of the format and nothing above it.

The format is that of *Standard MIDI Files 1.0* (MIDI Manufacturers Association, RP-001).
Reading takes a time proportional to the size, stops at limits, and believes no length it is told.
(mido, which the tests compare with, reads number fields of any length and no limits, so that five
crafted megabytes keep it busy for half an hour; and importing it costs 50 ms.)
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

MAX_TRACKS = 256
MAX_EVENTS = 500_000
"""Messages in all tracks together: some ten hours of dense playing."""

TRACK_NAME, TEXT, TEMPO, END_OF_TRACK = 0x03, 0x01, 0x51, 0x2F
"""The meta events that are looked at."""

_DATA_BYTES = {0x8: 2, 0x9: 2, 0xA: 2, 0xB: 2, 0xC: 1, 0xD: 1, 0xE: 2}
_SMPTE_RATES = {24: 24.0, 25: 25.0, 29: 30000 / 1001, 30: 30.0}


class SmfError(Exception):
    """The bytes are not a standard MIDI file that can be read; says what is wrong with them."""


class Message(NamedTuple):
    """A channel message, or a meta event with the status 0xFF and its kind as first byte."""

    tick: int
    """Counted from the beginning of the file."""
    data: bytes


@dataclass(frozen=True, slots=True)
class MidiFile:
    """The messages of a file."""

    division: float
    """Ticks per quarter note; or ticks per second where the file counts in seconds."""
    is_in_seconds: bool
    """Whether the file counts its ticks in seconds (SMPTE), so that no tempo applies."""
    messages: tuple[Message, ...]
    """Of all tracks, in order of time; at the same tick, in order of tracks."""


def read(data: bytes) -> MidiFile:
    """Read a file of type 0 or 1.

    Raises:
        SmfError: The bytes are no such file, are cut off, or go beyond the limits.
    """
    cursor = _Cursor(data)
    division, is_in_seconds, tracks = _read_header(cursor)
    messages: list[Message] = []
    for _ in range(tracks):
        _read_track(cursor.chunk(b"MTrk"), messages)
    messages.sort(key=lambda message: message.tick)
    return MidiFile(division, is_in_seconds, tuple(messages))


def write(messages: Iterable[Message], division: int) -> bytes:
    """Write a file of type 0.

    Args:
        messages: In order of time; the end of the track is added.
        division: Ticks per quarter note, 1–32767.
    """
    track = bytearray()
    now = 0
    for tick, data in messages:
        track += _variable(tick - now)
        track += data[:2] + _variable(len(data) - 2) + data[2:] if data[0] == 0xFF else data
        now = tick
    track += bytes((0, 0xFF, END_OF_TRACK, 0))
    header = struct.pack(">4sIHHH", b"MThd", 6, 0, 1, division)
    return header + struct.pack(">4sI", b"MTrk", len(track)) + bytes(track)


class _Cursor:
    """A place in the bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def is_at_end(self) -> bool:
        return self._at >= len(self._data)

    def byte(self) -> int:
        if self.is_at_end:
            raise SmfError("it ends in the middle")
        self._at += 1
        return self._data[self._at - 1]

    def take(self, count: int) -> bytes:
        if self._at + count > len(self._data):
            raise SmfError("it ends in the middle")
        self._at += count
        return self._data[self._at - count : self._at]

    def variable(self) -> int:
        """A number of up to four bytes, seven bits in each, as the format allows."""
        value = 0
        for _ in range(4):
            byte = self.byte()
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value
        raise SmfError("it holds a number that is too long")

    def chunk(self, kind: bytes) -> "_Cursor":
        """The next chunk of a kind; others may stand before it and are skipped."""
        while True:
            name, length = struct.unpack(">4sI", self.take(8))
            body = self.take(length)
            if name == kind:
                return _Cursor(body)


def _read_header(cursor: _Cursor) -> tuple[float, bool, int]:
    if cursor.take(4) != b"MThd":
        raise SmfError("it is not a MIDI file")
    length = int.from_bytes(cursor.take(4), "big")
    kind, tracks, division = struct.unpack(">HHH", _Cursor(cursor.take(length)).take(6))
    if kind not in {0, 1}:
        raise SmfError("its tracks do not belong together")
    if tracks > MAX_TRACKS:
        raise SmfError(f"it has more than {MAX_TRACKS} tracks")
    return *_read_division(division), tracks


def _read_division(division: int) -> tuple[float, bool]:
    if division < 0x8000:
        ticks, is_in_seconds = float(division), False
    else:
        frames, per_frame = 0x100 - (division >> 8), division & 0xFF
        ticks, is_in_seconds = _SMPTE_RATES.get(frames, 0.0) * per_frame, True
    if not ticks:
        raise SmfError("it does not say how long its ticks are")
    return ticks, is_in_seconds


def _read_track(cursor: _Cursor, messages: list[Message]) -> None:
    tick = running = 0
    while not cursor.is_at_end:
        tick += cursor.variable()
        first = cursor.byte()
        if first == 0xFF:
            data = _read_meta(cursor)
            if data[1] == END_OF_TRACK:
                return
        elif first in {0xF0, 0xF7}:
            cursor.take(cursor.variable())
            running = 0
            continue
        else:
            data = _read_channel_message(cursor, first, running)
            running = data[0]
        if len(messages) >= MAX_EVENTS:
            raise SmfError(f"it has more than {MAX_EVENTS:,} events")
        messages.append(Message(tick, data))


def _read_meta(cursor: _Cursor) -> bytes:
    kind = cursor.take(1)
    return b"\xff" + kind + cursor.take(cursor.variable())


def _read_channel_message(cursor: _Cursor, first: int, running: int) -> bytes:
    status, rest = (first, b"") if first >= 0x80 else (running, bytes((first,)))
    length = _DATA_BYTES.get(status >> 4)
    if length is None:
        raise SmfError("it holds a byte that means nothing where it stands")
    return bytes((status,)) + rest + cursor.take(length - len(rest))


def _variable(value: int) -> bytes:
    if not 0 <= value < 1 << 28:
        raise SmfError("a pause is too long for the format, or time goes backwards")
    result = [value & 0x7F]
    while value := value >> 7:
        result.append(value & 0x7F | 0x80)
    return bytes(reversed(result))

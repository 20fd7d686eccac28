"""Standard MIDI files through mido, with the limits that mido does not have."""

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import mido

MAX_EVENTS = 500_000
"""Messages in all tracks together: some ten hours of dense playing."""

MAX_TRACKS = 1000
"""Sequencers write a track for each voice of an orchestra, and not one for each note."""

MAX_SECONDS = 86_400.0
"""Nobody plays for longer than a day; a larger number only fills memory."""

DEFAULT_TEMPO = 500_000
"""Microseconds per quarter note where a file names none, as the format says."""

_ENDLESS_NUMBER = re.compile(rb"[\x80-\xff]{1000}")
"""mido reads a number as long as it has bytes with the highest bit, in quadratic time. No text is
that long without a single ASCII character."""

_LONGEST_PAUSE = 0x0FFFFFFF
"""Ticks between two messages: the most that the format can say."""


class SmfError(Exception):
    """The bytes are not a standard MIDI file that can be read; says what is wrong with them."""


def read(data: bytes) -> "mido.MidiFile":
    """Read a file of type 0 or 1. Its texts are Latin-1, so that their bytes can be had back.

    Raises:
        SmfError: The bytes are no such file, are damaged, or go beyond the limits.
    """
    import mido

    if not data.startswith(b"MThd"):
        raise SmfError("it is not a MIDI file")
    if _ENDLESS_NUMBER.search(data):
        raise SmfError("it holds a number that is too long")
    try:
        file = mido.MidiFile(file=io.BytesIO(data), clip=True, charset="latin1")
    except Exception as error:
        raise SmfError("it is damaged or cut off") from error
    _check(file)
    return file


def write(messages: Iterable["mido.Message"], ticks_per_quarter: int) -> bytes:
    """Write a file of type 0.

    Args:
        messages: Each with the ticks since the one before; the end of the track is added.
        ticks_per_quarter: 1–32767.

    Raises:
        SmfError: A pause is longer than the format can say.
    """
    import mido

    track = mido.MidiTrack(messages)
    if any(message.time > _LONGEST_PAUSE for message in track):
        raise SmfError("a pause is too long")
    file = mido.MidiFile(type=0, ticks_per_beat=ticks_per_quarter, charset="latin1", tracks=[track])
    buffer = io.BytesIO()
    file.save(file=buffer)
    return buffer.getvalue()


def timed(file: "mido.MidiFile") -> Iterator[tuple[float, "mido.Message"]]:
    """All messages with their seconds from the beginning, tracks together, in order of time.

    Raises:
        SmfError: It lasts longer than a day.
    """
    import mido

    seconds_per_tick = _seconds_per_tick(file.ticks_per_beat, DEFAULT_TEMPO)
    seconds = 0.0
    for message in mido.merge_tracks(file.tracks):
        seconds += message.time * seconds_per_tick
        if seconds > MAX_SECONDS:
            raise SmfError("it lasts longer than a day")
        if message.type == "set_tempo":
            seconds_per_tick = _seconds_per_tick(file.ticks_per_beat, message.tempo)
        yield seconds, message


def _check(file: "mido.MidiFile") -> None:
    if file.type not in {0, 1}:
        raise SmfError("its tracks do not belong together")
    division = file.ticks_per_beat
    if division == 0 or (division < 0 and division & 0xFF == 0):
        raise SmfError("it does not say how long its ticks are")
    if len(file.tracks) > MAX_TRACKS:
        raise SmfError(f"it has more than {MAX_TRACKS:,} tracks")
    if sum(map(len, file.tracks)) > MAX_EVENTS:
        raise SmfError(f"it has more than {MAX_EVENTS:,} events")


def _seconds_per_tick(division: int, tempo: int) -> float:
    """A negative division counts film frames a second, 29 standing for 29.97, and ticks a frame."""
    if division >= 0:
        return tempo / 1e6 / division
    frames = -(division >> 8)
    return 1.0 / ((30000 / 1001 if frames == 29 else frames) * (division & 0xFF))

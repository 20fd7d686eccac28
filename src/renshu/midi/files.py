"""Takes as `.mid` files: what was played, with the title and the score's id beside it."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from renshu.errors import TakeFileError
from renshu.midi import smf
from renshu.midi.messages import message, translate
from renshu.performance.events import PlayedEvent

MAX_BYTES = 5_000_000
"""Ten times the file of an hour of dense playing."""

TICKS_PER_QUARTER = 9600
"""Gives ticks of 0.05 ms at 120 quarters a minute, and 1.25 ms at the slowest that is written."""

_DEFAULT_TEMPO = 500_000
"""Microseconds per quarter note where a file names none, as the format says."""

_SLOWEST, _FASTEST = 5.0, 300.0
"""Quarters per minute."""

_SCORE_MARK = "renshu score "


@dataclass(frozen=True, slots=True)
class TakeFile:
    """What a `.mid` file says."""

    events: tuple[PlayedEvent, ...]
    """Seconds from the beginning of the file, all tracks and channels together."""
    title: str
    """The first track's name; empty where it has none."""
    score_id: str | None
    """The score that was played, where this program wrote the file."""


def write_take(
    path: Path,
    events: Sequence[PlayedEvent],
    *,
    quarters_per_minute: float = 120.0,
    title: str = "",
    score_id: str | None = None,
) -> None:
    """Write a take, whole or not at all: a file that stood there before stays until the last step.

    Args:
        path: Where to; its folder exists.
        events: In seconds from the start of the take, in order of time.
        quarters_per_minute: Makes the bars of other programs agree; no event's time hangs on it.
        title: The score's title.
        score_id: The score's id.

    Raises:
        TakeFileError: It cannot be written there.
    """
    tempo = round(60e6 / min(max(quarters_per_minute, _SLOWEST), _FASTEST))
    messages = (*_facts(title, score_id, tempo), *_timed(events, tempo))
    try:
        _replace(path, smf.write(messages, TICKS_PER_QUARTER))
    except smf.SmfError as error:
        raise TakeFileError(f"The take does not fit into a MIDI file: {error}.") from error
    except OSError as error:
        raise TakeFileError(f"{path} cannot be written: {error.strerror}.") from error


def read_take(path: Path) -> tuple[PlayedEvent, ...]:
    """Read what was played, in seconds from the beginning of the file.

    Raises:
        TakeFileError: The file cannot be read, or is no MIDI file of type 0 or 1.
    """
    return read_take_file(path).events


def read_take_file(path: Path) -> TakeFile:
    """Read what was played, the title, and the score's id; raises as `read_take`."""
    try:
        file = smf.read(_read_bytes(path))
    except smf.SmfError as error:
        raise TakeFileError(f"{path.name} cannot be read: {error}.") from error
    texts = [m.data for m in file.messages if m.data[:2] == bytes((0xFF, smf.TEXT))]
    titles = [m.data for m in file.messages if m.data[:2] == bytes((0xFF, smf.TRACK_NAME))]
    marks = (_text(data) for data in texts)
    score_id = next((m.removeprefix(_SCORE_MARK) for m in marks if m.startswith(_SCORE_MARK)), None)
    return TakeFile(tuple(_played(file)), _text(titles[0]) if titles else "", score_id)


def _facts(title: str, score_id: str | None, tempo: int) -> Iterator[smf.Message]:
    yield _meta(smf.TRACK_NAME, title.encode(errors="replace"))
    if score_id is not None:
        yield _meta(smf.TEXT, (_SCORE_MARK + score_id).encode(errors="replace"))
    yield _meta(smf.TEMPO, tempo.to_bytes(3, "big"))


def _meta(kind: int, content: bytes) -> smf.Message:
    return smf.Message(0, bytes((0xFF, kind)) + content)


def _timed(events: Iterable[PlayedEvent], tempo: int) -> Iterator[smf.Message]:
    ticks_per_second = TICKS_PER_QUARTER * 1e6 / tempo
    for event in events:
        yield smf.Message(round(max(0.0, event.time) * ticks_per_second), message(event))


def _played(file: smf.MidiFile) -> Iterator[PlayedEvent]:
    """Turn ticks into seconds along the file's tempo map."""
    seconds_per_tick = (1.0 if file.is_in_seconds else _DEFAULT_TEMPO / 1e6) / file.division
    tick, seconds = 0, 0.0
    for at, data in file.messages:
        seconds += (at - tick) * seconds_per_tick
        tick = at
        if data[:2] == bytes((0xFF, smf.TEMPO)) and len(data) == 5 and not file.is_in_seconds:
            seconds_per_tick = int.from_bytes(data[2:], "big") / 1e6 / file.division
        elif (event := translate(data, seconds)) is not None:
            yield event


def _text(data: bytes) -> str:
    return data[2:].decode(errors="replace")


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise TakeFileError(f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > MAX_BYTES:
        raise TakeFileError(f"{path.name} is too big for a take: over {MAX_BYTES:,} bytes.")
    return data


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise

"""Takes as `.mid` files: what was played, with the title and the score's id beside it."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from renshu.errors import TakeFileError
from renshu.midi import smf
from renshu.midi.messages import message, translate
from renshu.performance.events import PlayedEvent

if TYPE_CHECKING:
    import mido

MAX_BYTES = 2_000_000
"""The file of five hours of dense playing."""

TICKS_PER_QUARTER = 9600
"""Gives ticks of 0.05 ms at 120 quarters a minute, and 1.25 ms at the slowest that is written."""

_SLOWEST, _FASTEST = 5.0, 300.0
"""Quarters per minute."""

_SCORE_MARK = "renshu score "
_FACTS_MARK = "renshu take "


@dataclass(frozen=True, slots=True)
class TakeFile:
    """What a `.mid` file says."""

    events: tuple[PlayedEvent, ...]
    """Seconds from the beginning of the file, all tracks and channels together."""
    title: str
    """The first track's name; empty where it has none."""
    score_id: str | None
    """The score that was played, where this program wrote the file."""
    facts: str | None = None
    """What `write_take` was given as such."""


def write_take(
    path: Path,
    events: Sequence[PlayedEvent],
    *,
    quarters_per_minute: float = 120.0,
    title: str = "",
    score_id: str | None = None,
    facts: str | None = None,
) -> None:
    """Write a take, whole or not at all: a file that stood there before stays until the last step.

    Args:
        path: Where to; its folder exists.
        events: In seconds from the start of the take, in order of time.
        quarters_per_minute: Makes the bars of other programs agree; no event's time hangs on it.
        title: The score's title.
        score_id: The score's id.
        facts: Whatever else is known of the take.

    Raises:
        TakeFileError: It cannot be written there.
    """
    tempo = round(60e6 / min(max(quarters_per_minute, _SLOWEST), _FASTEST))
    try:
        messages = [*_facts(title, score_id, facts, tempo), *_timed(events, tempo)]
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
        timed = list(smf.timed(smf.read(_read_bytes(path))))
    except smf.SmfError as error:
        raise TakeFileError(f"{path.name} cannot be read: {error}.") from error
    titles, marks, events = [], [], []
    for seconds, told in timed:
        if told.type == "track_name":
            titles.append(_decoded(told.name))
        elif told.type == "text":
            marks.append(_decoded(told.text))
        elif (event := translate(told.bytes(), seconds)) is not None:
            events.append(event)
    title = titles[0] if titles else ""
    return TakeFile(tuple(events), title, _marked(_SCORE_MARK, marks), _marked(_FACTS_MARK, marks))


def _marked(mark: str, texts: Iterable[str]) -> str | None:
    return next((text.removeprefix(mark) for text in texts if text.startswith(mark)), None)


def _facts(
    title: str, score_id: str | None, facts: str | None, tempo: int
) -> Iterator["mido.Message"]:
    from mido import MetaMessage

    yield MetaMessage("track_name", name=_encoded(title))
    for mark, text in ((_SCORE_MARK, score_id), (_FACTS_MARK, facts)):
        if text is not None:
            yield MetaMessage("text", text=_encoded(mark + text))
    yield MetaMessage("set_tempo", tempo=tempo)


def _timed(events: Iterable[PlayedEvent], tempo: int) -> Iterator["mido.Message"]:
    from mido import Message

    ticks_per_second = TICKS_PER_QUARTER * 1e6 / tempo
    now = 0
    for event in events:
        tick = max(now, round(event.time * ticks_per_second))
        yield Message.from_bytes(message(event), time=tick - now)
        now = tick


def _encoded(text: str) -> str:
    """UTF-8 in the Latin-1 that mido writes texts in."""
    return text.encode(errors="replace").decode("latin1")


def _decoded(text: str) -> str:
    return text.encode("latin1").decode(errors="replace")


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

"""The `.mid` file of each take: what was played, with all that the history knows of it beside it.

So a take can be brought back from its file where the history has lost it.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from renshu.errors import HistoryError, TakeFileError

if TYPE_CHECKING:
    from renshu.practice.take import Take


@dataclass(frozen=True, slots=True)
class FiledTake:
    """A take as its `.mid` file has it: without labels, its times to a twentieth of a ms."""

    take: "Take"
    utc_offset: timedelta
    """Where it was played."""


def take_path(folder: Path, take: "Take") -> Path:
    """The `.mid` file of a take: the day, the time and the beginning of its id."""
    return folder / f"{named_at(take.started_at)}_{take.id[:8]}.mid"


def named_at(moment: datetime) -> str:
    """What the names of files begin with whose takes began at a moment; they sort by it."""
    return f"{moment.year:04}-{moment:%m-%d_%H%M%S}"


def write_file(folder: Path, take: "Take") -> None:
    """Write the `.mid` file of a take.

    Raises:
        TakeFileError: It cannot be written.
    """
    from renshu.history.take_json import whole_take_json
    from renshu.midi.files import write_take

    utc_offset = take.started_at.astimezone().utcoffset() or timedelta()
    facts = whole_take_json(replace(take, events=(), labels=()), utc_offset)
    write_take(
        take_path(folder, take),
        take.events,
        title=take.title,
        score_id=take.score_id,
        facts=json.dumps(facts, ensure_ascii=False),
    )


def read_file(path: Path) -> FiledTake | None:
    """The take of a `.mid` file that `write_file` has written; None for any other file."""
    from renshu.history.take_json import read_take
    from renshu.midi.files import read_take_file

    try:
        file = read_take_file(path)
        if not file.facts:
            return None
        take, utc_offset = read_take(json.loads(file.facts))
    except (TakeFileError, HistoryError, ValueError, RecursionError):
        return None
    return FiledTake(replace(take, events=file.events), utc_offset)

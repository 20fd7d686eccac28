"""Taking takes out of the history: one as CSV or JSON, or all of them for another machine."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path

from renshu.errors import HistoryError
from renshu.harmless import harmless_json
from renshu.history.facts import TakeRow
from renshu.history.store import History
from renshu.history.take_json import label_json, read_take, whole_take_json
from renshu.practice.take import Take

MAX_BYTES = 64_000_000
"""Most that one file may hold to be read back."""
BATCH = 100
"""Takes that are entered together."""

_EXPORTED = re.compile(r"\d{4}-\d\d-\d\d_\d{6}_[0-9a-f]{32}\.json")
"""The names that `export_name` gives."""

_COLUMNS = (
    "label",
    "time",
    "pitch",
    "velocity",
    "note",
    "wrong_for",
    "is_ornament",
    "measure",
    "position",
    "pass",
    "timing_ms",
)


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a folder of takes."""

    added: int = 0
    known: int = 0
    """Takes that were in the history already."""
    refused: tuple[str, ...] = ()
    """A sentence for each file that is no take."""


def take_csv(take: Take) -> str:
    """The labels of a take in order of time, a line each, under a line of names."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(label_json(label) for label in take.labels)
    return text.getvalue()


def take_text(take: Take, utc_offset: timedelta) -> str:
    """A whole take as JSON."""
    return harmless_json(json.dumps(whole_take_json(take, utc_offset), ensure_ascii=False))


def export_all(history: History, folder: Path) -> int:
    """Write every take into `folder` as JSON, a file each; how many.

    A file of the same take is written over: it holds the same facts.

    Raises:
        HistoryError: The history cannot be read, or the folder cannot be written.
    """
    rows = history.takes()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for row in rows:
            text = take_text(history.take(row.id), row.utc_offset)
            (folder / export_name(row)).write_text(text, "utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise HistoryError(f"The takes cannot be written to {folder}: {reason}.") from error
    return len(rows)


def has_takes(folder: Path) -> bool:
    """Whether `export_all` has written into `folder`."""
    return any(_EXPORTED.fullmatch(path.name) for path in folder.glob("*.json"))


def export_name(row: TakeRow) -> str:
    """The file name of a take: sortable by time, and different for each."""
    return f"{row.facts.started_at:%Y-%m-%d_%H%M%S}_{row.id}.json"


def import_all(history: History, folder: Path) -> Merged:
    """Bring the takes of a folder that `export_all` wrote into the history, each once.

    Raises:
        HistoryError: The folder cannot be read, or the history cannot be written.
    """
    if not folder.is_dir():
        raise HistoryError(f"There is no folder {folder}.")
    refused: list[str] = []
    takes = _takes_in(folder, refused)
    added = total = 0
    while batch := list(islice(takes, BATCH)):
        added += history.merge(batch)
        total += len(batch)
    return Merged(added, total - added, tuple(refused))


def _takes_in(folder: Path, refused: list[str]) -> Iterator[tuple[Take, timedelta]]:
    for path in sorted(folder.glob("*.json")):
        try:
            yield read_take(_parsed(path))
        except HistoryError as error:
            refused.append(f"{path.name}: {error.sentence}")


def _parsed(path: Path) -> object:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise HistoryError("it is larger than any take.")
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise HistoryError(f"it cannot be read: {(error.strerror or '').lower()}.") from error
    except (ValueError, RecursionError) as error:
        raise HistoryError("it is not JSON.") from error

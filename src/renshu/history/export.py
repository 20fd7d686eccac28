"""Taking things out of the history: one take for other programs, or everything for another machine.

Everything is a folder of JSON files. Brought into another history, each thing is there once, and it
does not matter in which order several folders come.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from renshu.errors import HistoryError
from renshu.harmless import harmless_cell
from renshu.history.export_kind import MAX_BYTES, Kind, Merged
from renshu.history.export_ladders import Ladders
from renshu.history.export_said import GOALS, MILESTONES, OVERRULES
from renshu.history.export_sections import Sections
from renshu.history.export_takes import Takes, export_name, take_text
from renshu.history.store import History
from renshu.history.take_json import label_json
from renshu.practice.take import Take

__all__ = [
    "KINDS", "MAX_BYTES", "Merged", "export_all", "export_name", "import_all", "is_exported",
    "take_csv", "take_text",
]  # fmt: skip

TAKES = Takes()

KINDS: tuple[Kind, ...] = (TAKES, Sections(), Ladders(), GOALS, OVERRULES, MILESTONES)
"""All that is exported, in the order in which it is written and read."""

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


def take_csv(take: Take) -> str:
    """The labels of a take in order of time, a line each, under a line of names."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(_cells(label_json(label)) for label in take.labels)
    return text.getvalue()


def _cells(row: Mapping[str, object]) -> dict[str, object]:
    """Texts as no spreadsheet runs them: a take from elsewhere may name its notes in any way."""
    return {
        name: harmless_cell(value) if isinstance(value, str) else value
        for name, value in row.items()
    }


def export_all(history: History, folder: Path) -> Mapping[str, int]:
    """Write everything into `folder`; how many of each kind, by what they are called.

    Raises:
        HistoryError: The history cannot be read, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return {kind.noun: kind.write(history, folder) for kind in KINDS}
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise HistoryError(f"The takes cannot be written to {folder}: {reason}.") from error


def is_exported(folder: Path) -> bool:
    """Whether `export_all` has written into `folder`."""
    return any(kind.owns(path.name) for path in folder.glob("*.json") for kind in KINDS)


def import_all(history: History, folder: Path) -> Merged:
    """Bring in what is in a folder that `export_all` wrote, each thing once.

    Raises:
        HistoryError: The folder cannot be read, or the history cannot be written.
    """
    if not folder.is_dir():
        raise HistoryError(f"There is no folder {folder}.")
    paths = sorted(folder.glob("*.json"))
    merged = [kind.merge(history, _own(kind, paths)) for kind in KINDS]
    return Merged(
        sum(one.added for one in merged),
        sum(one.known for one in merged),
        tuple(sorted(sentence for one in merged for sentence in one.refused)),
        {noun: count for one in merged for noun, count in one.others.items()},
    )


def _own(kind: Kind, paths: Iterable[Path]) -> list[Path]:
    """The files of a kind; one that is nobody's is refused as a take that is none."""
    return [path for path in paths if _owner(path.name) is kind]


def _owner(name: str) -> Kind:
    return next((kind for kind in KINDS if kind.owns(name)), TAKES)

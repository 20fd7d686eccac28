"""Whole takes as a kind: each a file of its own, with all that was played and its labels."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from renshu.errors import HistoryError
from renshu.harmless import harmless_json
from renshu.history.export_kind import Merged, read_json
from renshu.history.facts import TakeRow
from renshu.history.take_json import read_take, whole_take_json
from renshu.practice.take import Take

if TYPE_CHECKING:
    from renshu.history.store import History

BATCH = 100
"""Takes that are entered together."""

_EXPORTED = re.compile(r"\d{4}-\d\d-\d\d_\d{6}_[0-9A-Za-z-]{1,64}\.json")
"""The names that `export_name` gives."""


class Takes:
    """Every take that has ended."""

    noun = "takes"

    def owns(self, name: str) -> bool:
        """Whether a file with this name is a take."""
        return _EXPORTED.fullmatch(name) is not None

    def write(self, history: "History", folder: Path) -> int:
        """A file each; one of the same take is written over, for it holds the same facts."""
        rows = history.takes()
        for row in rows:
            text = take_text(history.take(row.id), row.utc_offset)
            (folder / export_name(row)).write_text(text, "utf-8")
        return len(rows)

    def merge(self, history: "History", paths: Iterable[Path]) -> Merged:
        """Each once; of one that is here already a newer verdict is taken over."""
        refused: list[str] = []
        takes = _takes_in(paths, refused)
        added = total = 0
        while batch := list(islice(takes, BATCH)):
            added += history.merge(batch)
            total += len(batch)
        return Merged(added, total - added, tuple(refused))


def take_text(take: Take, utc_offset: timedelta) -> str:
    """A whole take as JSON."""
    return harmless_json(json.dumps(whole_take_json(take, utc_offset), ensure_ascii=False))


def export_name(row: TakeRow) -> str:
    """The file name of a take: sortable by time, and different for each."""
    return f"{row.facts.started_at:%Y-%m-%d_%H%M%S}_{row.id}.json"


def _takes_in(paths: Iterable[Path], refused: list[str]) -> Iterator[tuple[Take, timedelta]]:
    for path in paths:
        try:
            yield read_take(read_json(path))
        except HistoryError as error:
            refused.append(f"{path.name}: {error.sentence}")

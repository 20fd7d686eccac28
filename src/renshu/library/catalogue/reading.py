"""From rows of the catalogue to its values. All of this only reads."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from renshu.database import Database
from renshu.errors import LibraryError
from renshu.library.catalogue.entries import Entry, PieceState, Refusal
from renshu.library.catalogue.search import folded
from renshu.library.hand_choices import read_choices
from renshu.score.passage import Hands, Passage
from renshu.score.quarters import read_quarters

_ENTRIES = """
    SELECT arrangement.*, place.path, place.is_present, piece.opened_at
    FROM arrangement
    JOIN place ON place.path = (
        SELECT path FROM place
        WHERE place.arrangement = arrangement.id
        ORDER BY is_present DESC, path LIMIT 1
    )
    LEFT JOIN piece ON piece.arrangement = arrangement.id
    WHERE NOT is_hidden
"""


_SENSELESS = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RecursionError,
)


@contextmanager
def _sense() -> Iterator[None]:
    """Turn values that no renshu has written into the sentence about them."""
    try:
        yield
    except _SENSELESS as error:
        raise LibraryError("The library holds a score that makes no sense.") from error


@_sense()
def all_entries(database: Database, starter: Path) -> tuple[Entry, ...]:
    """Every entry by title; starter scores that a newer version has dropped are left out."""
    edits = _edits(database)
    made = [_entry(row, starter, edits.get(row["id"], {})) for row in database.read(_ENTRIES)]
    listed = [entry for entry in made if not (entry.is_starter and entry.is_missing)]
    return tuple(sorted(listed, key=lambda entry: (folded(entry.title), entry.id)))


@_sense()
def piece_state(database: Database, entry_id: int) -> PieceState:
    """How an arrangement was practised last; the defaults where it never was."""
    rows = database.read("SELECT * FROM piece WHERE arrangement = ?", (entry_id,))
    if not rows:
        return PieceState()
    row = rows[0]
    return PieceState(row["tempo"], _passage(row), read_choices(row["hand_choices"]))


def refusals(database: Database, starter: Path) -> tuple[Refusal, ...]:
    """The files that were not taken in."""
    rows = database.read("SELECT path, reason FROM refusal ORDER BY path")
    return tuple(Refusal(starter / row["path"], row["reason"]) for row in rows)


def _edits(database: Database) -> dict[int, dict[str, str]]:
    edits: dict[int, dict[str, str]] = {}
    for entry_id, field, value in database.read("SELECT arrangement, field, value FROM edit"):
        edits.setdefault(entry_id, {})[field] = value
    return edits


def _entry(row: sqlite3.Row, starter: Path, edits: Mapping[str, str]) -> Entry:
    path = starter / row["path"]
    opened_at = row["opened_at"]

    def said(field: str) -> str:
        return edits.get(field) or str(row[field])

    return Entry(
        id=row["id"],
        path=path,
        title=said("title") or path.stem,
        subtitle=said("subtitle"),
        composer=said("composer"),
        arranger=said("arranger"),
        lyricist=said("lyricist"),
        source=said("source"),
        reading=said("reading"),
        kind=edits.get("kind") or json.loads(row["extra"]).get("kind", ""),
        is_starter=not Path(row["path"]).is_absolute(),
        is_missing=not row["is_present"],
        added_at=datetime.fromisoformat(row["added_at"]),
        file_hash=row["hash"],
        score_id=row["score_id"],
        bars=row["bars"],
        opened_at=datetime.fromisoformat(opened_at) if opened_at else None,
    )


def _passage(row: sqlite3.Row) -> Passage | None:
    if row["passage_start"] is None:
        return None
    start, end = read_quarters(row["passage_start"]), read_quarters(row["passage_end"])
    return Passage(start, end, Hands(row["hands"]), bool(row["is_looped"]))

"""Named sections as a kind.

Two stretches of a piece that have the same name on two machines are both kept: the earlier one has
the name, and the other is named with its quarters besides.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renshu.errors import HistoryError, RenshuError
from renshu.history import export_checks as check
from renshu.history.export_kind import Merged, merge_rows, write_rows
from renshu.practice.section import Section
from renshu.score.quarters import quarters_text, read_quarters

if TYPE_CHECKING:
    from renshu.history.store import History

_ALL = 'SELECT score_id, name, start, "end" FROM section ORDER BY score_id, name'
_NAMED = 'SELECT start, "end" FROM section WHERE score_id = ? AND name = ?'
_KEEP = "INSERT OR REPLACE INTO section VALUES (?, ?, ?, ?)"


class Sections:
    """The sections that the player has named."""

    noun = "sections"

    def owns(self, name: str) -> bool:
        """Whether a file with this name holds them."""
        return name == "sections.json"

    def write(self, history: "History", folder: Path) -> int:
        """All of them, piece by piece."""
        rows = history.database.read(_ALL)
        return write_rows(folder / "sections.json", self.noun, map(dict, rows))

    def merge(self, history: "History", paths: Iterable[Path]) -> Merged:
        """Bring in those that are new."""
        return merge_rows(history, paths, self.noun, _checked, _enter_row)


def enter(connection: sqlite3.Connection, score_id: str, section: Section) -> bool:
    """Enter a section; whether its stretch was not here under this name."""
    found = connection.execute(_NAMED, (score_id, section.name)).fetchone()
    if found is None:
        _keep(connection, score_id, section)
        return True
    here = Section(read_quarters(found["start"]), read_quarters(found["end"]), section.name)
    if here == section:
        return False
    first, second = sorted((here, section), key=lambda one: (one.start, one.end))
    _keep(connection, score_id, first)
    is_second_new = enter(connection, score_id, _with_its_quarters(second))
    return is_second_new or first == section


def _enter_row(connection: sqlite3.Connection, row: tuple[str, Section]) -> bool:
    return enter(connection, *row)


def _keep(connection: sqlite3.Connection, score_id: str, section: Section) -> None:
    start, end = quarters_text(section.start), quarters_text(section.end)
    connection.execute(_KEEP, (score_id, section.name, start, end))


def _with_its_quarters(section: Section) -> Section:
    name = f"{section.name} ({section.start}–{section.end})"
    return Section(section.start, section.end, name)


def _checked(row: Any) -> tuple[str, Section]:
    try:
        start, end = (read_quarters(check.text(row[edge])) for edge in ("start", "end"))
        return check.name(row["score_id"]), Section(start, end, check.name(row["name"]))
    except (RenshuError, LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise HistoryError("it holds no sections that renshu has exported.") from error

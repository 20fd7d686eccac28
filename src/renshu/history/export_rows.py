"""Kinds that are rows of one table: what they are is declared, the rest is the same for all."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from renshu.errors import HistoryError, RenshuError
from renshu.history.export_kind import Merged, merge_rows, write_rows

if TYPE_CHECKING:
    from renshu.history.store import History

Row = Mapping[str, Any]
"""The columns of a row."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a table as a kind.

    Of two rows with the same key the one with the greater `rank` is kept, and of two of the same
    rank the one whose columns are greater: so it does not matter which comes first.
    """

    noun: str
    table: str
    columns: Mapping[str, Callable[[Any], object]]
    """Each with the check of its values."""
    key: tuple[str, ...]
    rank: Callable[[Row], Any] = lambda _: 0
    is_there: Callable[[Row], bool] = lambda _: True
    """Whether a row is such a thing, or tells that there is none any more: that is not counted."""
    later: Mapping[str, object] = field(default_factory=dict)
    """Columns that older exports do not have, and what they mean by that."""

    def owns(self, name: str) -> bool:
        """Whether a file with this name holds them."""
        return name == f"{self.noun}.json"

    def write(self, history: "History", folder: Path) -> int:
        """All rows in the order of their keys."""
        order = ", ".join(map(_quoted, self.key))
        names = ", ".join(map(_quoted, self.columns))
        sql = f"SELECT {names} FROM {_quoted(self.table)} ORDER BY {order}"  # noqa: S608 - our own
        rows = [dict(row) for row in history.database.read(sql)]
        write_rows(folder / f"{self.noun}.json", self.noun, rows)
        return sum(map(self.is_there, rows))

    def merge(self, history: "History", paths: Iterable[Path]) -> Merged:
        """Bring in those that are new, or that stand above those that are here."""
        return merge_rows(history, paths, self.noun, self._checked, self._enter)

    def _checked(self, row: Any) -> dict[str, object]:
        try:
            told = {**self.later, **row}
            return {column: check(told[column]) for column, check in self.columns.items()}
        except (RenshuError, LookupError, TypeError, ValueError, ArithmeticError) as error:
            sentence = f"it holds no {self.noun} that renshu has exported."
            raise HistoryError(sentence) from error

    def _enter(self, connection: sqlite3.Connection, row: dict[str, object]) -> bool:
        """Enter a row, unless one that stands above it is there; whether it is a new thing."""
        same = " AND ".join(f"{_quoted(column)} IS ?" for column in self.key)
        names = ", ".join(map(_quoted, self.columns))
        found = connection.execute(
            f"SELECT {names} FROM {_quoted(self.table)} WHERE {same}",  # noqa: S608 - our own
            [row[column] for column in self.key],
        ).fetchone()
        is_above = found is None or self._standing(row) > self._standing(dict(found))
        if is_above:
            marks = ", ".join("?" * len(self.columns))
            connection.execute(
                f"INSERT OR REPLACE INTO {_quoted(self.table)} ({names}) VALUES ({marks})",  # noqa: S608
                [row[column] for column in self.columns],
            )
        is_known = found is not None and self.is_there(dict(found))
        return is_above and self.is_there(row) and not is_known

    def _standing(self, row: Row) -> tuple[object, ...]:
        return self.rank(row), *((row[column] is not None, row[column]) for column in self.columns)


def _quoted(name: str) -> str:
    return f'"{name}"'

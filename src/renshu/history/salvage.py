"""What a damaged history still says: take by take, and row by row."""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Self

from renshu.database.faults import BROKEN
from renshu.database.wreck import Wreck
from renshu.errors import HistoryError
from renshu.history.facts import Interrupted
from renshu.history.reading import unfinished, whole_take
from renshu.history.schema import HISTORY
from renshu.practice.take import Take

_TAKES = "SELECT id, utc_offset FROM take WHERE ended_by IS NOT NULL ORDER BY number"
_OF_NO_TAKE = """
    SELECT name, wr FROM pragma_table_list AS item
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'take'
    AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_list(item.name) WHERE "table" = 'take')
"""
"""Sections, ladders and whatever else does not belong to one take."""


@dataclass(frozen=True, slots=True)
class SavedTake:
    """A take that is whole, in spite of everything."""

    take: Take
    utc_offset: timedelta


class Salvage:
    """A damaged history, or a copy of it.

    Args:
        path: The copy; the damaged file itself is not opened.

    Raises:
        HistoryError: Nothing can be read.
    """

    def __init__(self, path: Path) -> None:
        self._wreck = Wreck(path, HISTORY)

    def takes(self) -> Iterator[SavedTake]:
        """The takes that can be read whole, each once, with their labels."""
        rows = (*self._wreck.read_far(_TAKES), *self._wreck.read_far(_TAKES + " DESC"))
        for take_id, utc_offset in dict.fromkeys((row["id"], row["utc_offset"]) for row in rows):
            with suppress(HistoryError, ArithmeticError):
                take = whole_take(self._wreck, take_id)
                yield SavedTake(take, timedelta(seconds=utc_offset))

    def interrupted(self) -> tuple[Interrupted, ...]:
        """The takes that never ended, as far as they can be read."""
        with suppress(HistoryError):
            return tuple(take for take in unfinished(self._wreck) if take.events)
        return ()

    def carry_over(self, connection: sqlite3.Connection) -> None:
        """Put what belongs to no take, such as sections, into a sound history.

        What is there already stays: it comes from a sound copy.

        Args:
            connection: Of the sound history, inside a transaction.
        """
        connection.execute("PRAGMA defer_foreign_keys = ON")
        for table, is_without_rowid in connection.execute(_OF_NO_TAKE).fetchall():
            self._carry(connection, table, has_rowid=not is_without_rowid)

    def close(self) -> None:
        """Close the file."""
        self._wreck.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _carry(self, connection: sqlite3.Connection, table: str, *, has_rowid: bool) -> None:
        names = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
        columns = [f'"{name}"' for (name,) in names]
        listed = ", ".join((["rowid"] if has_rowid else []) + columns)
        # Names of tables and columns are those of this program's own schema.
        select = f'SELECT {listed} FROM "{table}"'  # noqa: S608
        places = ", ".join("?" * (len(columns) + has_rowid))
        insert = f'INSERT OR IGNORE INTO "{table}" ({listed}) VALUES ({places})'  # noqa: S608
        for row in self._wreck.read_far(select):
            with suppress(*BROKEN):
                connection.execute(insert, tuple(row))

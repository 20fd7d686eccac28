"""A damaged file: read as far as it goes, and put aside, never deleted."""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path

from renshu.database.faults import BROKEN
from renshu.database.file import Database, harden
from renshu.database.schema import Schema, refuse_foreign
from renshu.errors import RenshuError

BESIDE = ("", "-wal", "-shm")
"""What the names of a database's files end in."""


class Wreck(Database):
    """A copy of a damaged file, to read what can still be read. Nothing else is refused.

    Args:
        path: A copy: its indexes are made anew, where that can be done.
        schema: What it was meant to hold.
    """

    def __init__(self, path: Path, schema: Schema) -> None:
        with suppress(RenshuError):  # it may be of an older renshu
            Database(path, schema).close()
        super().__init__(path, schema)

    def read_far(self, sql: str, parameters: Sequence[object] = ()) -> list[sqlite3.Row]:
        """The rows of a query up to where it fails."""
        rows: list[sqlite3.Row] = []
        with suppress(*BROKEN):
            rows.extend(self._connection.execute(sql, parameters))
        return rows

    def _prepare(self, connection: sqlite3.Connection) -> None:
        harden(connection)
        refuse_foreign(connection)
        with suppress(*BROKEN):
            connection.execute("REINDEX")
        connection.execute("PRAGMA query_only = ON")


def copy_files(path: Path, folder: Path) -> Path:
    """Copy a database into a folder as it is, with what its last program has left beside it.

    Raises:
        OSError: It cannot be copied.
    """
    for ending in ("", "-wal"):
        if (file := _beside(path, ending)).exists():
            shutil.copyfile(file, folder / file.name)
    return folder / path.name


def put_aside(path: Path, today: date) -> Path | None:
    """Give a database another name, with the date in it.

    Returns:
        Where it is; None where there is nothing to put aside.

    Raises:
        OSError: It cannot be renamed.
    """
    if not any(_beside(path, ending).exists() for ending in BESIDE):
        return None
    names = (f"{path.stem}-damaged-{today.isoformat()}{_number(n)}.db" for n in count(1))
    aside = next(one for name in names if not (one := path.with_name(name)).exists())
    for ending in BESIDE:
        if (file := _beside(path, ending)).exists():
            file.rename(_beside(aside, ending))
    return aside


def _number(number: int) -> str:
    return "" if number == 1 else f"-{number}"


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)

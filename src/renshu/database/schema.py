"""What kind of database a file is, and whether a file is of that kind."""

import sqlite3
from dataclasses import dataclass
from functools import lru_cache

from renshu.database.faults import DamageError
from renshu.errors import RenshuError

Migration = tuple[str, ...]
"""The statements of one step from a schema to the next. A published one is never edited."""

_COLUMNS = """
    SELECT item.name, info.name
    FROM sqlite_schema AS item, pragma_table_info(item.name) AS info
    WHERE item.type = 'table'
"""
_EXECUTABLE = """
    SELECT name FROM sqlite_schema
    WHERE type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL%' LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Schema:
    """What kind of database a file is."""

    name: str
    """What sentences call it, such as `history`."""
    migrations: tuple[Migration, ...]
    """In order; their count is the version that this program knows."""
    error: type[RenshuError]
    """What is raised when it cannot be read or written."""


def refuse_foreign(connection: sqlite3.Connection) -> None:
    """Refuse what would be executed: no renshu has written a trigger, a view or a virtual table.

    Raises:
        DamageError: There is one.
    """
    if connection.execute(_EXECUTABLE).fetchone():
        raise DamageError("it holds what renshu has not put there")


def refuse_unlike(connection: sqlite3.Connection, schema: Schema) -> None:
    """Refuse a file that says it is up to date, and lacks a table or a column.

    Raises:
        DamageError: It does.
    """
    if _expected(schema) - _columns(connection):
        raise DamageError("a part of it is missing")


@lru_cache
def _expected(schema: Schema) -> frozenset[tuple[str, str]]:
    connection = sqlite3.connect(":memory:")
    try:
        for migration in schema.migrations:
            for statement in migration:
                connection.execute(statement)
        return _columns(connection)
    finally:
        connection.close()


def _columns(connection: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    return frozenset((table, column) for table, column in connection.execute(_COLUMNS))

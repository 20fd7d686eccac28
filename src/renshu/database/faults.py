"""The errors of SQLite as a player may read them."""

import sqlite3
from pathlib import Path

from renshu.errors import RenshuError


class DamageError(Exception):
    """What a file holds is not what renshu has written; says what."""


def is_damage(error: BaseException | None) -> bool:
    """Whether an error was raised because a file is damaged, and not because of its disk."""
    if isinstance(error, RenshuError):
        return is_damage(error.__cause__)
    return isinstance(error, DamageError) or _code(error) in _DAMAGED


def reason(path: Path, name: str, error: Exception) -> str:
    """The sentence about an error.

    Args:
        path: The file it happened to.
        name: What the player calls it, such as `history`.
        error: Of SQLite, or `DamageError`.
    """
    why = f"is damaged: {error}" if isinstance(error, DamageError) else _REASONS.get(_code(error))
    return f"The {name} in {path} {why or f'cannot be used: {error}'}."


def _code(error: BaseException | None) -> int:
    # The low byte is the primary code; the rest tells variants apart.
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG}
_REASONS = {
    sqlite3.SQLITE_BUSY: "is being written by another program just now",
    sqlite3.SQLITE_LOCKED: "is being written by another program just now",
    sqlite3.SQLITE_FULL: "cannot be written: the disk is full",
    sqlite3.SQLITE_READONLY: "cannot be written: the file or its folder is read-only",
    sqlite3.SQLITE_PERM: "cannot be opened: the system does not permit it",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened",
    sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports a fault",
    sqlite3.SQLITE_CORRUPT: "is damaged",
    sqlite3.SQLITE_NOTADB: "is damaged, or not a database at all",
    sqlite3.SQLITE_TOOBIG: "is damaged: something in it is larger than anything of renshu",
}

"""The errors of SQLite as a player may read them."""

import sqlite3
from pathlib import Path

from renshu.errors import RenshuError

BROKEN = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises: the second where its message would quote damaged bytes."""


class DamageError(Exception):
    """What a file holds is not what renshu has written; says what."""


def is_damage(error: BaseException | None) -> bool:
    """Whether an error was raised because a file is damaged, and not because of its disk."""
    if isinstance(error, RenshuError):
        return is_damage(error.__cause__)
    return isinstance(error, DamageError) or _is_unreadable(error) or _code(error) in _DAMAGED


def reason(path: Path, name: str, error: Exception) -> str:
    """The sentence about an error.

    Args:
        path: The file it happened to.
        name: What the player calls it, such as `history`.
        error: One of `BROKEN`, or `DamageError`.
    """
    if isinstance(error, DamageError):
        why: str | None = f"is damaged: {error}"
    elif _is_unreadable(error):
        why = "is damaged: its words cannot be read"
    else:
        why = _REASONS.get(_code(error))
    return f"The {name} in {path} {why or f'cannot be used: {error}'}."


def _is_unreadable(error: BaseException | None) -> bool:
    """Whether a text is no UTF-8. Python finds that out by itself, so SQLite has no code for it."""
    is_of_python = isinstance(error, sqlite3.OperationalError) and not _code(error)
    return is_of_python or isinstance(error, UnicodeDecodeError)


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

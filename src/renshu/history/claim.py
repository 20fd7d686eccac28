"""Telling a take that is being played from one whose program has died.

Who plays a take holds a lock on a small file of its own; the system lets go of the lock when the
program ends, however it ends. The lock is SQLite's, which is the same on every platform.
"""

import sqlite3
import time
from contextlib import suppress
from pathlib import Path

from renshu.history.facts import checked_id

_OLD_SECONDS = 60.0
"""A younger file may belong to a program that is about to lock it."""


class Claim:
    """The lock that says: this take is being played.

    Args:
        folder: Where the lock files of one history are; it is made where there is none.
        take_id: The take.

    Raises:
        OSError: The file cannot be made.
        ValueError: It is no take's id.
        sqlite3.Error: It cannot be locked.
    """

    def __init__(self, folder: Path, take_id: str) -> None:
        folder.mkdir(exist_ok=True)
        self._path = folder / checked_id(take_id)
        self._connection = _connect(self._path)
        _lock(self._connection)

    def release(self) -> None:
        """Let go of the lock; doing so twice does no harm."""
        self._connection.close()
        self._path.unlink(missing_ok=True)


def is_claimed(folder: Path, take_id: str) -> bool:
    """Whether some program, this one or another, is playing the take just now.

    The file of a dead claim is deleted.
    """
    path = folder / checked_id(take_id)
    if not path.exists():
        return False
    connection = _connect(path)
    try:
        _lock(connection)
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:
        pass  # nobody holds a lock on what is no database
    finally:
        connection.close()
    path.unlink(missing_ok=True)
    return False


def sweep(folder: Path) -> None:
    """Delete what is left of programs that died between two takes."""
    long_ago = time.time() - _OLD_SECONDS
    for path in folder.glob("*"):
        with suppress(OSError, ValueError, sqlite3.Error):
            if path.stat().st_mtime < long_ago:
                is_claimed(folder, path.name)


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)


def _lock(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")

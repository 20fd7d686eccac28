"""One SQLite file, with the habits that all stores share.

Every file is in WAL mode, so that readers never wait for a writer; foreign keys hold; the schema
is a list of migrations counted by `user_version`; a file that a newer renshu has written is refused
and left as it was. Nothing that a file holds is executed: no trigger, no view, no function in a
schema. Errors of SQLite become one sentence of the store they happened in.
"""

import os
import sqlite3
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from renshu.database.faults import BROKEN, DamageError, reason
from renshu.database.schema import Schema, refuse_foreign, refuse_unlike

Parameters = Sequence[object] | Mapping[str, object]
"""What question marks or `:names` of a statement stand for."""

BUSY_SECONDS = 5.0
"""How long a statement waits for another program that is writing."""

MOST_CELL_BYTES = 128_000_000
"""More than any value that renshu writes; a larger one is damage."""

IN_MEMORY = Path(":memory:")
"""A database without a file, for as long as it is open."""


class Database:
    """One SQLite file with its schema brought up to date.

    It may be used from several threads: each read and each transaction has the connection to
    itself. Whoever must never wait for the others opens a `Database` of its own.

    Args:
        path: The file; it is made where there is none. Its folder must exist.
        schema: What it holds.

    Raises:
        RenshuError: As `schema.error`: the file cannot be used, or is newer than this program.
    """

    def __init__(self, path: Path, schema: Schema) -> None:
        self.path = path
        self._schema = schema
        self._lock = threading.RLock()
        self._connection = self._opened()

    def read(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows of a query; this only reads."""
        with self._lock, self._faults():
            return self._connection.execute(sql, parameters).fetchall()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all that is done in the block is stored, or after an error nothing."""
        with self._lock, self._faults():
            self._follow()
            with _transaction(self._connection):
                yield self._connection

    def state(self) -> tuple[int, int]:
        """What is different once anybody has changed the file since."""
        with self._lock:
            ((others,),) = self.read("PRAGMA data_version")
            return others, self._connection.total_changes

    def check(self, *, is_quick: bool = False) -> tuple[str, ...]:
        """What SQLite finds wrong with the file: empty for a sound one. This only reads.

        Args:
            is_quick: Whether to pass over the indexes, which takes most of the time.
        """
        try:
            rows = self.read("PRAGMA quick_check" if is_quick else "PRAGMA integrity_check")
        except self._schema.error as error:
            return (error.sentence,)
        return tuple(text for (text,) in rows if text != "ok")

    def back_up(self, target: Path) -> None:
        """Copy the whole database into the file `target`, consistent while others write."""
        with self._lock, self._faults():
            copy = sqlite3.connect(target)
            try:
                self._connection.backup(copy)
            finally:
                copy.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        with self._lock:
            self._connection.close()

    @property
    def has_moved(self) -> bool:
        """Whether another file is at the path by now: this one was damaged and put aside."""
        return _identity(self.path) not in {None, self._file}

    def _opened(self) -> sqlite3.Connection:
        with self._faults():
            self._is_read_only = self.path != IN_MEMORY and not _is_writable(self.path.parent)
            connection = _read_only(self.path) if self._is_read_only else _connect(str(self.path))
        try:
            with self._faults():
                self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        self._file = _identity(self.path)
        return connection

    def _follow(self) -> None:
        """Open the file again where it was put in place of this one, or can be written by now."""
        if self.has_moved or (self._is_read_only and _is_writable(self.path.parent)):
            before, self._connection = self._connection, self._opened()
            before.close()
        elif self._file is not None and _identity(self.path) is None:
            raise DamageError("it has gone")

    def _prepare(self, connection: sqlite3.Connection) -> None:
        harden(connection)
        version = _version(connection)
        if version > len(self._schema.migrations):
            raise self._schema.error(
                f"The {self._schema.name} in {self.path} was written by a newer renshu; "
                "please update renshu to use it."
            )
        refuse_foreign(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        if not self._is_read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            # Each commit reaches the disk: a take must survive a power cut, not only a crash.
            connection.execute("PRAGMA synchronous = FULL")
        if version < len(self._schema.migrations):
            self._migrate(connection)
        refuse_unlike(connection, self._schema)

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Run what is missing, each step and its record in one transaction."""
        for number, migration in enumerate(self._schema.migrations, start=1):
            with _transaction(connection):
                # Asked inside the transaction: another program may have been quicker.
                if _version(connection) >= number:
                    continue
                for statement in migration:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except (*BROKEN, DamageError) as error:
            raise self._schema.error(reason(self.path, self._schema.name, error)) from error


def _connect(place: str, *, is_uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        place, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, uri=is_uri
    )
    connection.row_factory = sqlite3.Row
    return connection


def _read_only(path: Path) -> sqlite3.Connection:
    """Open a file whose folder cannot be written, where SQLite has no place for its own files."""
    place = path.absolute().as_uri()
    connection = _connect(f"{place}?mode=ro", is_uri=True)
    try:
        connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        return _connect(f"{place}?immutable=1", is_uri=True)
    return connection


def harden(connection: sqlite3.Connection) -> None:
    """Let a file that others may have written do nothing but hold values."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_CELL_BYTES)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has rolled back by itself after some errors, a full disk among them.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one of its name; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_writable(folder: Path) -> bool:
    return not folder.is_dir() or os.access(folder, os.W_OK)

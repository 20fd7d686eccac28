"""SQLite as the stores of renshu use it: one set of habits for the history and the catalogue.

Every file is in WAL mode, so that readers never wait for a writer; foreign keys hold; the schema
is a list of migrations counted by `user_version`; a file that a newer renshu has written is refused
and left as it was. Errors of SQLite become one sentence of the store they happened in.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from renshu.errors import RenshuError

BUSY_SECONDS = 5.0
"""How long a statement waits for another program that is writing."""

Migration = tuple[str, ...]
"""The statements of one step from a schema to the next. A published one is never edited."""


@dataclass(frozen=True, slots=True)
class Schema:
    """What kind of database a file is."""

    name: str
    """What sentences call it, such as `history`."""
    migrations: tuple[Migration, ...]
    """In order; their count is the version that this program knows."""
    error: type[RenshuError]
    """What is raised when it cannot be read or written."""


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
        with self._faults():
            self._connection = sqlite3.connect(
                path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
        try:
            with self._faults():
                self._connection.row_factory = sqlite3.Row
                self._prepare()
        except RenshuError:
            self._connection.close()
            raise

    def read(self, sql: str, parameters: Sequence[object] = ()) -> list[sqlite3.Row]:
        """All rows of a query; this only reads."""
        with self._lock, self._faults():
            return self._connection.execute(sql, parameters).fetchall()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all that is done in the block is stored, or after an error nothing."""
        with self._lock, self._faults():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def state(self) -> tuple[int, int]:
        """What is different once anybody has changed the file since."""
        with self._lock:
            ((others,),) = self.read("PRAGMA data_version")
            return others, self._connection.total_changes

    def check(self) -> tuple[str, ...]:
        """What SQLite finds wrong with the file: empty for a sound one. This only reads."""
        try:
            rows = self.read("PRAGMA integrity_check")
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

    def _prepare(self) -> None:
        version = self._version()
        if version > len(self._schema.migrations):
            raise self._schema.error(
                f"The {self._schema.name} in {self.path} was written by a newer renshu; "
                "please update renshu to use it."
            )
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.execute("PRAGMA journal_mode = WAL")
        # Each commit reaches the disk: a take must survive a power cut, not only a crash.
        self._connection.execute("PRAGMA synchronous = FULL")
        if version < len(self._schema.migrations):
            self._migrate()

    def _migrate(self) -> None:
        """Run what is missing, each step and its record in one transaction."""
        for number, migration in enumerate(self._schema.migrations, start=1):
            with self.write() as connection:
                # Asked inside the transaction: another program may have been quicker.
                if self._version() >= number:
                    continue
                for statement in migration:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")

    def _version(self) -> int:
        (version,) = self._connection.execute("PRAGMA user_version").fetchone()
        return int(version)

    def _roll_back(self) -> None:
        # SQLite has rolled back by itself after some errors, a full disk among them.
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._schema.error(self._sentence(error)) from error

    def _sentence(self, error: sqlite3.Error) -> str:
        # The low byte is the primary code; the rest tells variants apart.
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        reason = _REASONS.get(code, f"cannot be used: {error}")
        return f"The {self._schema.name} in {self.path} {reason}."


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
}

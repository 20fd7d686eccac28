"""Where the studies of all scores are kept: one SQLite file in the cache folder.

A row for each study and file. Rows of one study lie side by side on the disk, so that a short
study of ten thousand scores is read at once, however large the others are.
"""

import contextlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypeVar

from renshu.database import Database, Schema, is_damage
from renshu.errors import LibraryError
from renshu.library.studies.study import Study, Value

AT_ONCE = 500
"""Files asked for in one query; SQLite has taken 999 since ever."""

_M001_STUDIES = (
    """
    CREATE TABLE study (
        name  TEXT NOT NULL,
        file  TEXT NOT NULL,                            -- SHA-256 of the score's file
        stamp TEXT NOT NULL,                            -- versions of the study and of the reader
        value BLOB,                                     -- NULL: the score cannot be studied
        PRIMARY KEY (name, file)
    ) STRICT, WITHOUT ROWID
    """,
)
STUDIES = Schema("store of studies", (_M001_STUDIES,), LibraryError)
"""The store as this program knows it."""

Row = tuple[str, str, str, bytes | None]
"""Name of the study, hash of the file, stamp, value."""

_Item = TypeVar("_Item")


class StudyStore:
    """The studies that were made so far; losing them costs only time.

    Nothing here raises: a damaged file is begun anew, a damaged value counts as missing, and what
    cannot be written is made again the next time. It may be used from several threads.

    Args:
        path: The file; made, with its folder, where there is none.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database = self._open()

    def known(self, study: Study[Value], files: Iterable[str]) -> dict[str, Value]:
        """The values there are for the files with these hashes, by hash. This only reads."""
        rows = self._rows("file, value", study, files)
        packed = {file: value for file, value in rows if value is not None}
        values = {file: _unpacked(study, value, file) for file, value in packed.items()}
        self._drop(study, [file for file, value in values.items() if value is None])
        return {file: value for file, value in values.items() if value is not None}

    def missing(self, study: Study[Any], files: Collection[str]) -> set[str]:
        """The hashes of the files that were not studied yet. This only reads.

        A score that cannot be studied is not missing: it was tried.
        """
        return set(files) - {file for (file,) in self._rows("file", study, files)}

    def put(self, rows: Sequence[Row]) -> None:
        """Keep some values: all of them, or where the disk refuses none."""
        statement = "INSERT OR REPLACE INTO study (name, file, stamp, value) VALUES (?, ?, ?, ?)"
        self._write(statement, rows)

    def keep_only(self, files: Collection[str]) -> None:
        """Drop the studies of all files but these."""
        kept = self._read("SELECT DISTINCT file FROM study", ())
        gone = [(file,) for (file,) in kept if file not in files]
        if gone:
            self._write("DELETE FROM study WHERE file = ?", gone)

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        if self._database:
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _drop(self, study: Study[Any], damaged: Sequence[str]) -> None:
        if damaged:
            rows = [(study.name, file) for file in damaged]
            self._write("DELETE FROM study WHERE name = ? AND file = ?", rows)

    def _rows(
        self, columns: str, study: Study[Any], files: Iterable[str]
    ) -> Iterator[sqlite3.Row | tuple[Any, ...]]:
        for some in _batches(files):
            places = ", ".join("?" * len(some))
            query = (
                f"SELECT {columns} FROM study "  # noqa: S608 (only columns and question marks)
                f"WHERE name = ? AND file IN ({places}) AND stamp = ?"
            )
            yield from self._read(query, [study.name, *some, study.stamp])

    def _read(self, query: str, parameters: Sequence[object]) -> list[sqlite3.Row]:
        if self._database is None:
            return []
        try:
            return self._database.read(query, parameters)
        except LibraryError as error:
            self._renew(error)
            return []

    def _write(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        if self._database is None:
            return
        try:
            with self._database.write() as connection:
                connection.executemany(statement, rows)
        except LibraryError as error:
            self._renew(error)

    def _open(self) -> Database | None:
        """The database; None where the file cannot be used."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return Database(self._path, STUDIES)
        except OSError:
            return None
        except LibraryError as error:
            return self._reopened() if is_damage(error) else None

    def _renew(self, error: LibraryError) -> None:
        if is_damage(error):
            self.close()
            self._database = self._reopened()

    def _reopened(self) -> Database | None:
        with contextlib.suppress(OSError, LibraryError):
            for suffix in ("", "-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            return Database(self._path, STUDIES)
        return None


def _unpacked(study: Study[Value], value: bytes, file: str) -> Value | None:
    try:
        return study.unpack(value, file)
    except (ValueError, TypeError):
        return None


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    rest = iter(items)
    while some := list(islice(rest, AT_ONCE)):
        yield some

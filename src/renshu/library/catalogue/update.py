"""Bringing the catalogue up to date with the files: only what has changed is read."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from renshu.database import Database
from renshu.errors import RenshuError
from renshu.library.catalogue.entries import Refusal
from renshu.library.catalogue.files import (
    Stamp,
    digest,
    is_storable,
    place_name,
    scores_below,
    stamp,
)
from renshu.library.catalogue.grouping import place
from renshu.library.catalogue.writing import (
    Examined,
    arrangement_at,
    arrangement_with,
    clear_refusal,
    end_awaiting,
    forget_places,
    insert_content,
    place_count,
    present_arrangements,
    present_places,
    refuse,
    replace_content,
    set_head,
    set_place,
    turn_presence,
)
from renshu.library.head import Head

BATCH = 50
"""Files that are read before they are entered together."""

OnProgress = Callable[[int, int], None]
"""Told how many of how many files have been read; what it raises ends the update, and what was
entered by then stays."""


def ignore_progress(_done: int, _total: int) -> None:
    """For whoever does not want to be told."""


@dataclass(slots=True)
class Changes:
    """What an update did, as ids of arrangements."""

    added: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    found: list[int] = field(default_factory=list)
    missing: list[int] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    stamp: Stamp
    is_present: bool


class Update:
    """One comparison of the catalogue with the files.

    Args:
        database: The catalogue.
        starter: The folder that bare names are in.
        read_head: Reads the head of a file, or raises a `RenshuError`.
    """

    def __init__(
        self, database: Database, starter: Path, read_head: Callable[[Path], Head]
    ) -> None:
        self.changes = Changes()
        self._database = database
        self._starter = starter
        self._read_head = read_head
        self._refused = _stamps(database.read("SELECT * FROM refusal"))

    def run(self, named: Sequence[Path], on_progress: OnProgress) -> Changes:
        """Compare, and enter what is new, changed, moved or gone.

        Args:
            named: Files to take in beside those that are known or lie in known folders.
            on_progress: Told how far it is.
        """
        known = self._known()
        present = self._present(named, known)
        self._enter_presence(known, present)
        fresh = self._unread(known, present)
        for start in range(0, len(fresh), BATCH):
            batch = []
            for done, name in enumerate(fresh[start : start + BATCH], start):
                on_progress(done, len(fresh))
                batch.append(self._examine(name, present[name]))
            with self._database.write() as connection:
                entered = [self._enter(connection, examined) for examined in batch]
                place(connection, [number for number in entered if number is not None])
        return self.changes

    def _known(self) -> dict[str, _Place]:
        rows = self._database.read("SELECT * FROM place")
        stamps = _stamps(rows)
        return {row["path"]: _Place(stamps[row["path"]], bool(row["is_present"])) for row in rows}

    def _present(self, named: Sequence[Path], known: Mapping[str, _Place]) -> dict[str, Stamp]:
        """All files there are: the starter scores first, then folders, then single files."""
        present = dict(self._in_folders())
        single = [*known, *(place_name(path, self._starter) for path in named)]
        for name in single:
            if name not in present and (found := stamp(self._starter / name)) is not None:
                present[name] = found
        return present

    def _in_folders(self) -> Iterator[tuple[str, Stamp]]:
        rows = self._database.read("SELECT path FROM folder ORDER BY path")
        for folder in (self._starter, *(Path(row["path"]) for row in rows)):
            for path, found in scores_below(folder):
                if is_storable(path):
                    yield place_name(path, self._starter), found
                else:
                    reason = "its name is not valid text, so it cannot be kept."
                    self.changes.refused.append(Refusal(path, reason))

    def _enter_presence(self, known: Mapping[str, _Place], present: Mapping[str, Stamp]) -> None:
        """Mark the places that have gone, or come back as they were."""
        turned = [
            name
            for name, place in known.items()
            if (name not in present if place.is_present else present.get(name) == place.stamp)
        ]
        if turned:
            with self._database.write() as connection:
                before = present_arrangements(connection)
                turn_presence(connection, turned)
                after = present_arrangements(connection)
            self.changes.missing.extend(sorted(before - after))
            self.changes.found.extend(sorted(after - before))

    def _unread(self, known: Mapping[str, _Place], present: Mapping[str, Stamp]) -> list[str]:
        read = {name: place.stamp for name, place in known.items()} | self._refused
        return [name for name, found in present.items() if read.get(name) != found]

    def _examine(self, name: str, found: Stamp) -> Examined:
        path = self._starter / name
        try:
            peeked = self._read_head(path)
            return Examined(name, path, found, digest(path), peeked)
        except RenshuError as error:
            return Examined(name, path, found, refusal=error.sentence)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            return Examined(name, path, found, refusal=f"it cannot be read: {reason}.")

    def _enter(self, connection: sqlite3.Connection, examined: Examined) -> int | None:
        """Enter one file; the arrangement whose track is to be looked for."""
        clear_refusal(connection, examined.name)
        if examined.refusal:
            self.changes.refused.append(Refusal(examined.path, examined.refusal))
            refuse(connection, examined)
            return None
        here = arrangement_at(connection, examined.name)
        same = arrangement_with(connection, examined.hash)
        if same is None:
            same = self._enter_content(connection, examined, here)
        elif end_awaiting(connection, same, examined):
            self.changes.added.append(same)
        elif not present_places(connection, same):
            self._find_again(connection, same)
        elif same == here:
            set_head(connection, same, examined)
        set_place(connection, examined, same)
        return same

    def _enter_content(
        self, connection: sqlite3.Connection, examined: Examined, here: int | None
    ) -> int:
        """Enter content that is nowhere else: the file at its place was changed, or is new."""
        if here is not None and place_count(connection, here) == 1:
            replace_content(connection, here, examined)
            self.changes.changed.append(here)
            return here
        added = insert_content(connection, examined)
        self.changes.added.append(added)
        return added

    def _find_again(self, connection: sqlite3.Connection, arrangement: int) -> None:
        forget_places(connection, arrangement)
        if arrangement in self.changes.missing:
            self.changes.missing.remove(arrangement)
        self.changes.found.append(arrangement)


def _stamps(rows: Sequence[sqlite3.Row]) -> dict[str, Stamp]:
    return {row["path"]: Stamp(row["size"], row["modified_ns"]) for row in rows}

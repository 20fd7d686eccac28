"""The store of the catalogue."""

import threading
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from renshu.database import Database
from renshu.errors import LibraryError
from renshu.library.catalogue import writing
from renshu.library.catalogue.entries import Entry, PieceState, Refusal, Report, Shelf
from renshu.library.catalogue.files import is_storable, place_name, scores_below, whole_path
from renshu.library.catalogue.grouping import place, place_unplaced
from renshu.library.catalogue.players_word import PlayersWord
from renshu.library.catalogue.reading import piece_state, read_shelf, refusals, repairs
from renshu.library.catalogue.schema import CATALOGUE
from renshu.library.catalogue.search import Finder, Found, Standing
from renshu.library.catalogue.update import Changes, OnProgress, Update, ignore_progress
from renshu.library.catalogue.works import Anime, Track
from renshu.library.head import Head
from renshu.library.starter import starter_folder
from renshu.score.notation import Score


def peek(path: Path) -> Head:
    """The head of a file; lxml is loaded only once a file has to be read."""
    from renshu.library.credits import peek as read

    return read(path)


class Catalogue(PlayersWord):
    """The starter scores and what the player has added, referenced where it is.

    It may be used from several threads and by several programs. Scores are never written.

    Args:
        database: The file; made where there is none. Its folder must exist.
        read_head: Reads the head of a file, or raises a `RenshuError` that says why it is no
            score.
        starter: The folder of the scores that come with the program.

    Raises:
        LibraryError: The file cannot be used, or was written by a newer renshu.
    """

    def __init__(
        self,
        database: Path,
        read_head: Callable[[Path], Head] = peek,
        starter: Path | None = None,
    ) -> None:
        super().__init__(Database(database, CATALOGUE))
        self._read_head = read_head
        self._starter = whole_path(starter or starter_folder())
        self._updating = threading.Lock()
        self._reading = threading.Lock()
        self._finder = Finder()
        self._last_read: tuple[tuple[int, int], Shelf] | None = None
        self._place_unplaced()

    def shelf(self) -> Shelf:
        """The whole library: anime, tracks, entries, and what is wanted. This only reads."""
        with self._reading:
            state = self._database.state()
            if self._last_read is None or self._last_read[0] != state:
                self._last_read = state, read_shelf(self._database, self._starter)
            return self._last_read[1]

    def animes(self) -> tuple[Anime, ...]:
        """All anime that a track is known from, by title."""
        return self.shelf().animes

    def tracks(self) -> tuple[Track, ...]:
        """All tracks that there is a score of, or that are wanted, by title."""
        return self.shelf().tracks

    def entries(self) -> tuple[Entry, ...]:
        """All entries by title."""
        return self.shelf().entries

    def entry(self, entry_id: int) -> Entry:
        """One entry.

        Raises:
            LibraryError: There is none with this id.
        """
        for entry in self.entries():
            if entry.id == entry_id:
                return entry
        raise LibraryError(f"There is no score {entry_id} in the library.")

    def find(self, text: str) -> tuple[Entry, ...]:
        """The entries that have all words of `text`, best first; see `renshu.library.search`."""
        return self.search(text).entries

    def search(self, text: str, standing: Standing = Standing()) -> Found:  # noqa: B008 (frozen)
        """The entries, and the wishes without a score, that have all words of `text`.

        The first search, and one after a change, makes the index: do those in a thread.

        Args:
            text: Words and fields, as described in `renshu.library.search`.
            standing: What the catalogue does not know of its scores, and fields may ask for.
        """
        return self._finder.find(self.shelf(), standing, text)

    def at(self, path: Path) -> Entry | None:
        """The entry of the file at `path`, if it is in the library."""
        here = self._arrangement_at(path)
        return next((entry for entry in self.entries() if entry.id == here), None)

    def of_score(self, score_id: str) -> Entry | None:
        """The entry that gave this score when it was opened; one whose file is there, if any."""
        fitting = [entry for entry in self.entries() if entry.score_id == score_id]
        return min(fitting, key=lambda entry: entry.is_missing, default=None)

    def refresh(self, on_progress: OnProgress = ignore_progress) -> Report:
        """Take in what is new, changed, moved or gone in the starter library and all folders.

        Files that are as they were are not opened.

        Args:
            on_progress: Told how many of how many files have been read. What it raises ends the
                refresh; the next one goes on from there.
        """
        return self._update((), on_progress)

    def add(self, paths: Iterable[Path], on_progress: OnProgress = ignore_progress) -> Report:
        """Take in files, and folders with all that is or will be in them.

        Args:
            paths: They stay where they are.
            on_progress: As in `refresh`.
        """
        named = [whole_path(path) for path in paths]
        folders = [path for path in named if path.is_dir()]
        files = [path for path in named if path.is_file()]
        absent = [path for path in named if path not in folders and path not in files]
        files.extend(path for folder in folders for path, _ in scores_below(folder))
        storable = [path for path in files if is_storable(path)]
        with self._database.write() as connection:
            writing.enter_folders(connection, folders)
            for path in storable:
                writing.clear_refusal(connection, place_name(path, self._starter))
        report = self._update(storable, on_progress)
        missing = tuple(Refusal(path, "there is no such file or folder.") for path in absent)
        return replace(report, refused=(*missing, *report.refused))

    def remove(self, entry_id: int) -> None:
        """Take an entry out of the library; its file, and what was practised, stay.

        It stays out when its folder is refreshed, and comes back when it is added again.
        """
        with self._database.write() as connection:
            writing.set_hidden(connection, entry_id, is_hidden=True)

    def restore(self, entry_id: int) -> None:
        """Put an entry that was taken out of the library back, as it was."""
        self._show([entry_id])

    def folders(self) -> tuple[Path, ...]:
        """The folders that are refreshed beside the starter library."""
        return tuple(Path(path) for (path,) in self._database.read("SELECT path FROM folder"))

    def forget_folder(self, folder: Path) -> None:
        """No longer look for new scores in a folder; those found so far stay."""
        with self._database.write() as connection:
            writing.forget_folder(connection, whole_path(folder))

    def refusals(self) -> tuple[Refusal, ...]:
        """All files in the library's folders that were not taken in."""
        return refusals(self._database, self._starter)

    def opened(self, path: Path, score: Score, at: datetime) -> None:
        """Note what is known of a score once it has been opened; nothing if it is not here.

        Args:
            path: Where it is.
            score: What it holds.
            at: Aware UTC.
        """
        if (entry_id := self._arrangement_at(path)) is not None:
            with self._database.write() as connection:
                writing.set_score(connection, entry_id, score)
                writing.set_opened(connection, entry_id, at)
                place(connection, [entry_id])

    def unread(self) -> tuple[Entry, ...]:
        """The entries that are there and have not been read whole, by title."""
        return tuple(one for one in self.entries() if one.repairs is None and not one.is_missing)

    def was_read(self, entry: Entry, score: Score | None, fault: str = "") -> None:
        """Note what reading an entry whole has shown; nothing if its file has changed since.

        Args:
            entry: What was read.
            score: What it holds; None if it could not be read.
            fault: The sentence that says why.
        """
        with self._database.write() as connection:
            if writing.arrangement_with(connection, entry.file_hash) != entry.id:
                return
            if score is None:
                writing.set_fault(connection, entry.id, fault)
            else:
                writing.set_score(connection, entry.id, score)
                place(connection, [entry.id])

    def announce(self, paths: Iterable[Path], *, is_copied: bool) -> None:
        """Note files and folders that are going to be taken in, should that be interrupted."""
        with self._database.write() as connection:
            writing.announce(connection, [str(whole_path(path)) for path in paths], is_copied)

    def announced(self) -> tuple[tuple[Path, bool], ...]:
        """What was announced and has not been taken in, and whether copies were asked for."""
        rows = self._database.read("SELECT path, is_copied FROM waiting ORDER BY path")
        return tuple((Path(row["path"]), bool(row["is_copied"])) for row in rows)

    def withdraw(self, paths: Iterable[Path]) -> None:
        """What was announced has been taken in, or is not wanted any more."""
        with self._database.write() as connection:
            writing.withdraw(connection, [str(path) for path in paths])

    def repairs(self, entry_id: int) -> tuple[str, ...]:
        """A sentence for each thing that reading an entry repaired or left out."""
        return repairs(self._database, entry_id)

    def state(self, entry_id: int) -> PieceState:
        """How an entry was practised last."""
        return piece_state(self._database, entry_id)

    def remember(self, entry_id: int, state: PieceState) -> None:
        """Keep how an entry is practised, for the next time."""
        with self._database.write() as connection:
            writing.set_state(connection, entry_id, state)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the file: empty for a sound one."""
        return self._database.check()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _place_unplaced(self) -> None:
        query = "SELECT 1 FROM arrangement WHERE NOT is_placed AND NOT is_awaited LIMIT 1"
        if self._database.read(query):
            with self._database.write() as connection:
                place_unplaced(connection)

    def _update(self, named: Sequence[Path], on_progress: OnProgress) -> Report:
        with self._updating:
            before = self._shown()
            update = Update(self._database, self._starter, self._read_head)
            changes = update.run(named, on_progress)
            at_names = {self._arrangement_at(path) for path in named}
            if not named and changes == Changes():
                return Report()
            self._show(at_names)
            return self._report(before, at_names, changes)

    def _shown(self) -> set[int]:
        rows = self._database.read("SELECT id FROM arrangement WHERE NOT is_hidden")
        return {row["id"] for row in rows}

    def _show(self, entry_ids: Iterable[int | None]) -> None:
        with self._database.write() as connection:
            for entry_id in entry_ids:
                writing.set_hidden(connection, entry_id, is_hidden=False)

    def _report(
        self, before: Container[int], at_names: Container[int | None], changes: Changes
    ) -> Report:
        entries = self.entries()
        told = {*changes.changed, *changes.found, *changes.missing}

        def those(is_meant: Callable[[int], bool]) -> tuple[Entry, ...]:
            return tuple(entry for entry in entries if is_meant(entry.id))

        return Report(
            added=those(lambda id_: id_ not in before and id_ not in told),
            known=those(lambda id_: id_ in before and id_ not in told and id_ in at_names),
            changed=those(lambda id_: id_ in changes.changed),
            found=those(lambda id_: id_ in changes.found),
            missing=those(lambda id_: id_ in changes.missing),
            refused=tuple(changes.refused),
        )

    def _arrangement_at(self, path: Path) -> int | None:
        name = place_name(whole_path(path), self._starter)
        rows = self._database.read("SELECT arrangement FROM place WHERE path = ?", (name,))
        return rows[0]["arrangement"] if rows else None

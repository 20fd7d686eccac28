"""The store of the catalogue."""

import difflib
import threading
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from renshu.database import Database
from renshu.errors import LibraryError
from renshu.library.catalogue import writing
from renshu.library.catalogue.entries import EDITABLE, Entry, PieceState, Refusal, Report
from renshu.library.catalogue.files import is_storable, place_name, scores_below, whole_path
from renshu.library.catalogue.reading import all_entries, piece_state, refusals
from renshu.library.catalogue.schema import CATALOGUE
from renshu.library.catalogue.search import is_found
from renshu.library.catalogue.update import Changes, OnProgress, Update, ignore_progress
from renshu.library.starter import starter_folder
from renshu.score.notation import Credits, Score


def peek(path: Path) -> Credits:
    """The credits of a file; lxml is loaded only once a file has to be read."""
    from renshu.library.credits import peek as read

    return read(path)


class Catalogue:
    """The starter scores and what the player has added, referenced where it is.

    It may be used from several threads and by several programs. Scores are never written.

    Args:
        database: The file; made where there is none. Its folder must exist.
        read_credits: Reads a file's credits, or raises a `RenshuError` that says why it is no
            score.
        starter: The folder of the scores that come with the program.

    Raises:
        LibraryError: The file cannot be used, or was written by a newer renshu.
    """

    def __init__(
        self,
        database: Path,
        read_credits: Callable[[Path], Credits] = peek,
        starter: Path | None = None,
    ) -> None:
        self._database = Database(database, CATALOGUE)
        self._read_credits = read_credits
        self._starter = whole_path(starter or starter_folder())
        self._updating = threading.Lock()

    def entries(self) -> tuple[Entry, ...]:
        """All entries by title. This only reads."""
        return all_entries(self._database, self._starter)

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
        """The entries in which each word of `text` stands, in whatever case and width."""
        return tuple(entry for entry in self.entries() if is_found(entry, text))

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

    def edit(self, entry_id: int, field: str, value: str) -> None:
        """Let the player's word stand before the file's; an empty one gives way to it again.

        Raises:
            LibraryError: There is no such field to be edited.
        """
        if field not in EDITABLE:
            near = difflib.get_close_matches(field, EDITABLE, n=1)
            hint = f"; did you mean “{near[0]}”?" if near else "."
            raise LibraryError(f"A score has no “{field}” to edit{hint}")
        with self._database.write() as connection:
            writing.set_edit(connection, entry_id, field, value)

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

    def state(self, entry_id: int) -> PieceState:
        """How an entry was practised last."""
        return piece_state(self._database, entry_id)

    def remember(self, entry_id: int, state: PieceState) -> None:
        """Keep how an entry is practised, for the next time."""
        with self._database.write() as connection:
            writing.set_state(connection, entry_id, state)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _update(self, named: Sequence[Path], on_progress: OnProgress) -> Report:
        with self._updating:
            before = self._shown()
            update = Update(self._database, self._starter, self._read_credits)
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

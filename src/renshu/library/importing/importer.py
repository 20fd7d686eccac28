"""Importing: what was named is taken in, then each new score is read whole.

What there is to do is kept in the catalogue before it is begun, so an import that was cancelled,
or whose program was ended, goes on with the next `run`. All of it may run in a thread: scores are
read by child processes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from renshu.library.cache import Cache
from renshu.library.catalogue import Catalogue, Entry, Refusal
from renshu.library.importing.entering import Entering
from renshu.library.importing.readers import Readers, Reading
from renshu.library.importing.reports import ImportReport, Repaired


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is."""

    is_reading: bool
    """Whether scores are read whole; before that, they are entered."""
    done: int
    total: int

    def __str__(self) -> str:
        what = "reading scores" if self.is_reading else "taking in scores"
        return f"{what}: {self.done} of {self.total}"


OnProgress = Callable[[Progress], None]


class Importer:
    """Takes in what is named, and goes on with what was left.

    Args:
        catalogue: Where it is entered.
        copies: The folder that copies are kept in; made when there is one.
        cache: Where scores that were read are kept.
    """

    def __init__(self, catalogue: Catalogue, copies: Path, cache: Cache) -> None:
        self._catalogue = catalogue
        self._copies = copies
        self._cache = cache

    def announce(self, paths: Iterable[Path], *, is_copied: bool = False) -> None:
        """Name files, folders and archives to be taken in by the next `run`.

        Args:
            paths: They are never written. What is in an archive is always copied.
            is_copied: Whether copies are kept; otherwise files are used where they are.

        Raises:
            LibraryError: The catalogue cannot be written.
        """
        self._catalogue.announce(paths, is_copied=is_copied)

    def is_done(self) -> bool:
        """Whether nothing is left to be taken in or read."""
        return not self._catalogue.announced() and not self._unread()

    def run(
        self,
        on_progress: OnProgress = lambda _: None,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> ImportReport:
        """Take in what was announced, and read what has not been read; this may take minutes.

        Args:
            on_progress: Told often, in this thread.
            is_wanted: Asked often, also in other threads; without it the rest is left for the
                next time.

        Raises:
            LibraryError: The catalogue cannot be written.
        """

        def go_on() -> None:
            if not is_wanted():
                raise _CancelledError

        def entered(done: int, total: int) -> None:
            go_on()
            on_progress(Progress(False, done, total))

        report = ImportReport()
        try:
            entering = Entering(self._catalogue, self._copies, go_on)
            report = replace(report, entered=entering.run(entered))
            for entry, reading in self._read(go_on, on_progress):
                report = self._with(report, entry, reading)
        except _CancelledError:
            return replace(report, is_complete=False)
        return report

    def _unread(self) -> list[Entry]:
        return [entry for entry in self._catalogue.unread() if not entry.is_starter]

    def _read(
        self, go_on: Callable[[], None], on_progress: OnProgress
    ) -> Iterable[tuple[Entry, Reading]]:
        unread = self._unread()
        if not unread:
            return
        with Readers(self._cache, go_on) as readers:
            for done, read in enumerate(readers.read(unread)):
                on_progress(Progress(True, done, len(unread)))
                yield read
        on_progress(Progress(True, len(unread), len(unread)))

    def _with(self, report: ImportReport, entry: Entry, reading: Reading) -> ImportReport:
        """The report with one more score, which is noted in the catalogue."""
        if reading is None:
            return report
        if isinstance(reading, str):
            self._catalogue.was_read(entry, None, reading)
            return replace(report, unreadable=(*report.unreadable, Refusal(entry.path, reading)))
        self._catalogue.was_read(entry, reading)
        repairs = tuple(str(notice) for notice in reading.notices)
        if not repairs:
            return report
        return replace(report, repaired=(*report.repaired, Repaired(entry, repairs)))


class _CancelledError(Exception):
    """Raised out of the middle of the work."""

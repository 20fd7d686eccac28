"""What lives as long as the program: stores, engraver, loudspeaker; opened when first used."""

import asyncio
import threading
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from renshu.config import Folders, Settings, save_settings
from renshu.errors import HistoryError, LibraryError, RenshuError, TakeFileError
from renshu.evening.loudspeaker import Loudspeaker
from renshu.evening.tidying import Tidying
from renshu.evening.waiting import Waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from renshu.engrave.engraver import Engraver
    from renshu.evening.sounding import Sounding
    from renshu.history.store import History
    from renshu.library.cache import Cache
    from renshu.library.catalogue import Catalogue
    from renshu.library.loaded import Loaded
    from renshu.practice.take import Take


class Services:
    """Opened late, so that the first frame waits for none of them.

    Args:
        folders: Where everything is kept.
        settings: What the player has set.
    """

    def __init__(self, folders: Folders, settings: Settings) -> None:
        self.folders = folders
        self.settings = settings
        self.last_opened: Loaded | None = None
        """The score opened last, which need not be in the library."""
        self.on_fault: Callable[[RenshuError], None] = _ignore
        """Told, in any thread, when something begins to fail that the player does not wait for."""
        self.opened_history: History | None = None
        """The takes, once they have been opened: whoever must not wait for the disk looks here."""
        self.on_news: Callable[[str], None] = _ignore
        """Told, in any thread, a sentence about what works again."""
        self.tidying = Tidying()
        self._waiting = Waiting(folders.waiting, self._retry, self._stored_at_last)
        self._unsaved: list[Take] = []
        self._opening = threading.RLock()

    @cached_property
    def catalogue(self) -> "Catalogue":
        """The scores; in memory, for this time, where the library cannot be used."""
        from renshu.evening.shelf_mending import open_catalogue

        return open_catalogue(self.folders, _today(), self.on_fault, self.on_news)

    def mend_catalogue(self) -> None:
        """Put a damaged library aside and its newest sound copy in its place; it is told."""
        from renshu.evening.shelf_mending import mend_catalogue

        self.catalogue.close()
        try:
            self.on_news(mend_catalogue(self.folders, _today()))
        except LibraryError as error:
            self.on_fault(error)
        vars(self).pop("catalogue", None)

    @property
    def history(self) -> "History":
        """The takes. The first time this waits for the disk.

        Raises:
            HistoryError: The file cannot be used; the next time it is tried again.
        """
        from renshu.evening.mending import refuse_lost
        from renshu.history.store import History

        with self._opening:
            if self.opened_history is None:
                refuse_lost(self.folders)
                self._make_data_folder()
                self.opened_history = History(self.folders.history)
            while self._unsaved:
                self.opened_history.finish(self._unsaved.pop())
            return self.opened_history

    def _make_data_folder(self) -> None:
        """The program may have begun on a disk that could not be written then."""
        try:
            self.folders.data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            told = f"The history in {self.folders.history} cannot be opened: {reason}."
            raise HistoryError(told) from error

    def store(self, take: "Take") -> None:
        """Store a take in the history. This waits for the disk.

        Raises:
            HistoryError: It could not be done. The take is kept in memory and, where that can be
                done, in a file beside the history; it is stored as soon as the history can be used.
        """
        with self._opening:
            self._unsaved.append(take)
            try:
                _ = self.history
            except HistoryError as error:
                is_filed = self._waiting.keep(take)
                where = str(self.folders.waiting) if is_filed else "memory"
                told = f"{error.sentence.removesuffix('.')}; your takes wait in {where}"
                raise HistoryError(f"{told} until it can be used.") from error

    @contextmanager
    def without_history(self) -> "Iterator[None]":
        """A block in which nobody uses the history, because its file is being put in order.

        Takes that wait to be stored go on waiting.
        """
        with self._opening:
            if self.opened_history is not None:
                self.opened_history.close()
                self._unsaved.extend(self.opened_history.unsaved)
                self.opened_history = None
            yield

    def bring_in_waiting(self) -> int:
        """Store the takes of an earlier evening that the history could not take; how many.

        Raises:
            HistoryError: It still cannot.
        """
        return self._waiting.bring_in(self.history)

    @cached_property
    def cache(self) -> "Cache":
        """The compiled scores."""
        from renshu.library.cache import Cache

        return Cache(self.folders.scores)

    @cached_property
    def engraver(self) -> "Engraver":
        """The worker that draws notation."""
        from renshu.engrave.engraver import Engraver

        return Engraver()

    @cached_property
    def loudspeaker(self) -> Loudspeaker:
        """What sounds where no piano does."""
        return Loudspeaker(on_fault=self._tell)

    def _tell(self, fault: RenshuError) -> None:
        """To whoever wants to know at that time."""
        self.on_fault(fault)

    def report(self, error: Exception) -> None:
        """Log an error that should not happen and that ends nothing, and tell where."""
        from renshu.evening.faults import UnexpectedError, log_fault

        self.on_fault(UnexpectedError(log_fault(self.folders, error)))

    @cached_property
    def sounding(self) -> "Sounding":
        """What sounds on the piano, or else on the loudspeaker."""
        from renshu.evening.sounding import Sounding

        return Sounding(self.settings.output, self.loudspeaker, self._tell)

    def change_settings(self, **changes: Any) -> None:
        """Set something and keep it for the next time."""
        self.settings = replace(self.settings, **changes)
        save_settings(self.settings, self.folders.settings)

    async def close(self) -> None:
        """End what was opened."""
        opened = vars(self)
        if "engraver" in opened:
            await self.engraver.close()
        if "sounding" in opened:
            await asyncio.to_thread(self.sounding.close)
        if "loudspeaker" in opened:
            await asyncio.to_thread(self.loudspeaker.close)
        if "catalogue" in opened:
            self.catalogue.close()
        self._close_history()

    def _close_history(self) -> None:
        self._waiting.close()
        with suppress(HistoryError):
            self._retry()
            self._waiting.stored()
        self._waiting.file()
        if self.opened_history is not None:
            self.opened_history.close()

    def _retry(self) -> None:
        with self._opening:
            if self._unsaved:
                _ = self.history
            if self.opened_history is not None:
                self.opened_history.retry()

    def _stored_at_last(self, takes: "tuple[Take, ...]") -> None:
        from renshu.evening.take_files import write_file

        for take in takes:
            with suppress(TakeFileError):
                write_file(self.folders.takes, take)
        self.on_news("What you played is in the history now.")


def _today() -> date:
    return datetime.now().astimezone().date()


def _ignore(_: object) -> None:
    pass

"""What lives as long as the program: stores, engraver, loudspeaker; opened when first used."""

import asyncio
import threading
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from renshu.config import Folders, Settings, save_settings
from renshu.errors import HistoryError, RenshuError
from renshu.evening.loudspeaker import Loudspeaker
from renshu.evening.tidying import Tidying

if TYPE_CHECKING:
    from collections.abc import Callable

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
        self.tidying = Tidying()
        self._unsaved: list[Take] = []
        self._opening = threading.RLock()

    @cached_property
    def catalogue(self) -> "Catalogue":
        """The scores."""
        from renshu.library.catalogue import Catalogue

        return Catalogue(self.folders.catalogue)

    @property
    def history(self) -> "History":
        """The takes. The first time this waits for the disk.

        Raises:
            HistoryError: The file cannot be used; the next time it is tried again.
        """
        from renshu.history.store import History

        with self._opening:
            if self.opened_history is None:
                self.opened_history = History(self.folders.history)
            while self._unsaved:
                self.opened_history.finish(self._unsaved.pop())
            return self.opened_history

    def store(self, take: "Take") -> None:
        """Store a take in the history. This waits for the disk.

        Raises:
            HistoryError: It could not be done. The take is kept in memory, and stored as soon as
                the history can be used.
        """
        with self._opening:
            self._unsaved.append(take)
            _ = self.history

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
        return Loudspeaker()

    @cached_property
    def sounding(self) -> "Sounding":
        """What sounds on the piano, or else on the loudspeaker."""
        from renshu.evening.sounding import Sounding

        return Sounding(self.settings.output, self.loudspeaker)

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
        if self._unsaved:
            with suppress(HistoryError):
                _ = self.history
        if self.opened_history is not None:
            self.opened_history.close()


def _ignore(_: RenshuError) -> None:
    pass

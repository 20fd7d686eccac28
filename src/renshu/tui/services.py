"""What lives as long as the program: the stores and the engraver, each opened when first used."""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from renshu.config import Folders, Settings, save_settings

if TYPE_CHECKING:
    from renshu.engrave.engraver import Engraver
    from renshu.history.store import History
    from renshu.library.cache import Cache
    from renshu.library.catalogue import Catalogue
    from renshu.library.loaded import Loaded


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

    @cached_property
    def catalogue(self) -> "Catalogue":
        """The scores."""
        from renshu.library.catalogue import Catalogue

        return Catalogue(self.folders.catalogue)

    @cached_property
    def history(self) -> "History":
        """The takes."""
        from renshu.history.store import History

        return History(self.folders.history)

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

    def change_settings(self, **changes: Any) -> None:
        """Set something and keep it for the next time."""
        self.settings = replace(self.settings, **changes)
        save_settings(self.settings, self.folders.settings)

    async def close(self) -> None:
        """End what was opened."""
        opened = vars(self)
        if "engraver" in opened:
            await self.engraver.close()
        for name in ("history", "catalogue"):
            if name in opened:
                opened[name].close()

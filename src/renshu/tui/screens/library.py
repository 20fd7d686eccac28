"""The room to browse in: every score, a search, and a way in."""

from renshu.tui.screens.library_blind import WithBlindStart
from renshu.tui.screens.library_listen import WithListening


class LibraryScreen(WithListening, WithBlindStart):
    """The score library."""

    def on_listing_chosen(self) -> None:
        """A double click opens."""
        self.action_open()

    def action_open(self) -> None:
        """Open the score with the cursor, or what is below the line."""
        item = self.item
        if item is None:
            return
        if item.entry is not None:
            self.open_entry(item.entry, item.bar)
        elif item.can_open:
            self.browse(self._browser.folded(item, is_open=not item.is_open))

    def action_history(self) -> None:
        """Look at the takes."""
        self.app.open_history()  # type: ignore[attr-defined]

"""Table or tree, in which order, and what is unfolded."""

from typing import TYPE_CHECKING

from renshu.errors import ConfigError
from renshu.tui.browsing.columns import TABLE_ORDERS
from renshu.tui.screens.library_room import LibraryRoom
from renshu.tui.widgets.listing import Listing

if TYPE_CHECKING:
    from renshu.tui.browsing.browser import Browser
    from renshu.tui.browsing.items import Item


class WithShelves(LibraryRoom):
    """A library that can be laid out in several ways."""

    def on_listing_heading_clicked(self, event: Listing.HeadingClicked) -> None:
        """Order by the column; by the same one, the other way round."""
        if not self._browser.is_tree:
            self._remember(self._browser.by(TABLE_ORDERS[event.column]))

    def action_view(self) -> None:
        """As a tree or as a table; the cursor stays on its arrangement."""
        item = self.item
        browser = self._browser.reshelved()
        self._remember(browser.showing(item) if item else browser)
        if item is not None:
            self.query_one(Listing).select(item.key)

    def action_order(self) -> None:
        """By the next of the orders."""
        self._remember(self._browser.next_order())
        self.tell(f"By {self._browser.order.value}.")

    def action_turn(self) -> None:
        """The other way round."""
        self._remember(self._browser.turned())

    def action_unfold(self) -> None:
        """Show what is below the line; where it is shown, go there."""
        item = self.item
        if item is None or not item.can_open:
            return
        if item.is_open:
            self.query_one(Listing).action_down()
        else:
            self.browse(self._browser.folded(item, is_open=True))

    def action_fold(self) -> None:
        """Hide what is below the line, or go to what it is below."""
        item = self.item
        if item is None or not self._browser.is_tree:
            return
        if item.can_open and item.is_open:
            self.browse(self._browser.folded(item, is_open=False))
        else:
            self._go_above(item)

    def _go_above(self, item: "Item") -> None:
        from renshu.tui.browsing.tree import keys_above

        if self._rows is None:
            return
        for key in reversed(keys_above(item)):
            if self._rows.find(key) is not None:
                self.query_one(Listing).select(key)
                return

    def _remember(self, browser: "Browser") -> None:
        self.browse(browser)
        try:
            self._services.change_settings(shelving=browser.shelving, order=browser.order)
        except ConfigError as error:
            self.app.notify(error.sentence, title=error.title, severity="warning")

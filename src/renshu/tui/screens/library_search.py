"""Searching in the library as one types, and looking at some of it only."""

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.events import Key
from textual.widgets import Label

from renshu.errors import RenshuError
from renshu.tui.screens.library_shelves import WithShelves
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.listing import Listing

if TYPE_CHECKING:
    from textual.widgets import Input

    from renshu.library.catalogue.search import Found

WANTED = "is:wanted"
_TO_LIST = {"down": "down", "up": "up", "pagedown": "page_down", "pageup": "page_up"}
"""Keys of the search line that move the cursor in the list."""


class WithSearch(WithShelves):
    """A library that is searched."""

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Search while it is typed."""
        if event.input.id == "search":
            self._tell_fields(event.value)
            self._search(event.value)

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        """Enter opens the one score that was found, or goes to the list where there are more."""
        self.query_one(Listing).focus()
        self._search(event.value, is_entered=True)

    def on_key(self, event: Key) -> None:
        """While one types, the arrows move the cursor in the list."""
        if self._is_typing and event.key in _TO_LIST:
            event.stop()
            event.prevent_default()
            getattr(self.query_one(Listing), f"action_{_TO_LIST[event.key]}")()

    async def action_search(self) -> None:
        """Show the search line."""
        from renshu.tui.widgets.search_line import SearchLine

        if not self.query("#search"):
            asked, hint = self._browser.text, "title, composer, series …"
            search = SearchLine(asked, placeholder=hint, id="search")
            fields = Label("", id="fields", markup=False)
            await self.mount(search, fields, after=self.query_one(HeadLine))
            self._tell_fields(self._browser.text)
            self._make_index()
        # At once: `focus` would let the letters that are already typed be commands before it.
        self.set_focus(self.query_one("#search"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the search line there is nothing to go to the search line for."""
        if action == "search" and self._is_typing:
            return False
        return super().check_action(action, parameters)

    async def action_leave(self) -> None:
        """Put the search away."""
        await self.query("#search, #fields").remove()
        self.query_one(Listing).focus()
        self._search("")

    async def look_for(self, text: str) -> None:
        """Search for something as if it had been typed; for nothing, show everything."""
        from textual.widgets import Input

        if not text.strip():
            await WithSearch.action_leave(self)
            return
        await self.action_search()
        self.query_one("#search", Input).value = text
        self.query_one(Listing).focus()

    async def action_wanted(self) -> None:
        """Only what one wants to learn, or everything."""
        await self.look_for("" if self._browser.text.strip() == WANTED else WANTED)

    def action_filter(self) -> None:
        """Ask for what to look at."""
        from renshu.tui.browsing.filters import filters, with_filter
        from renshu.tui.screens.pick import PickScreen

        def picked(term: str | None) -> None:
            if term is not None:
                self.run_worker(self.look_for(with_filter(self._browser.text, term)))

        choices = filters(self._browser.collection, self._browser.text)
        self.app.push_screen(PickScreen("Show only", choices), picked)

    @property
    def _is_typing(self) -> bool:
        return self.focused is not None and self.focused.id == "search"

    def _tell_fields(self, text: str) -> None:
        from renshu.tui.browsing.field_help import hint

        fields, told = self.query_one("#fields", Label), hint(text)
        if fields.content != told:
            # It is always one line: nothing has to be laid out anew.
            fields.update(told, layout=False)

    @work(thread=True, exclusive=True, group="index")
    def _make_index(self) -> None:
        """Have it made before the first letter."""
        # What is wrong with the library is told where it is searched.
        with suppress(RenshuError):
            self._find(WANTED)
            self.let_stand()

    @work(thread=True, exclusive=True, group="entries")
    def _search(self, text: str, *, is_entered: bool = False) -> None:
        try:
            found = self._find(text)
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
        else:
            self.app.call_from_thread(self._show_found, text, found, is_entered)

    def _show_found(self, text: str, found: "Found | None", is_entered: bool) -> None:
        browser = replace(self._browser, text=text, found=found)
        self.browse(browser, is_new=bool(text.strip()) and not is_entered)
        self.tell_emptiness()
        if is_entered and browser.count == 1 and self.is_current:
            self.open_entry(browser.entries[0])

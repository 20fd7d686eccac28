"""The room to browse in, as it stands: what is read from the disk, and the list of it."""

import gc
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Label

from renshu.errors import HistoryError, RenshuError
from renshu.tui.browsing.columns import TABLE_COLUMNS
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.cover import Cover
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.key_line import KeyLine
from renshu.tui.widgets.listing import Listing

if TYPE_CHECKING:
    from renshu.library.catalogue import Entry
    from renshu.library.catalogue.search import Found, Standing
    from renshu.tui.browsing.browser import Browser
    from renshu.tui.browsing.collection import Collection
    from renshu.tui.browsing.items import Item
    from renshu.tui.browsing.rows import TableRows, TreeRows

EMPTY = "There is no score yet: `a` adds files or a folder; or drag them into this window."
PROGRESS_STEP = 10
"""So many files are read from one word about them to the next."""
LOOKING = "Looking through your scores …"
NOTHING_FOUND = "Nothing is called that; Escape shows all scores again."


class LibraryRoom(Screen[None]):
    """Head, list, a sentence: the library as a table or a tree."""

    AUTO_FOCUS = "Listing"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012 - Textual's own form

    def __init__(self, services: ScreenServices) -> None:
        super().__init__()
        self._services = services
        self._rows: TableRows | TreeRows | None = None
        self._grades: Mapping[str, float] = {}
        self._standing: Standing | None = None
        self._due: frozenset[str] = frozenset()
        self._notices: tuple[str, ...] = ()
        self._afterwards: list[Callable[[], object]] = []
        self._told = ""
        self._is_looking = True

    def compose(self) -> ComposeResult:
        """Head, list, a sentence, the cover of what the cursor stands on, footer."""
        yield HeadLine("renshu", ("library",))
        yield Listing(TABLE_COLUMNS)
        yield Label("", id="sentence", markup=False)
        yield Cover()
        yield KeyLine()

    def on_mount(self) -> None:
        """Look for scores once the first frame stands."""
        self.call_after_refresh(self._refresh_catalogue)

    def on_screen_resume(self) -> None:
        """Coming back from practice: the last takes have changed."""
        if not self._is_looking:
            self.read_again()

    @cached_property
    def _browser(self) -> "Browser":
        """How the library is looked at. Nothing of it is needed for the first frame."""
        from renshu.tui.browsing.browser import Browser

        settings = self._services.settings
        return Browser(shelving=settings.shelving, order=settings.order)

    @property
    def item(self) -> "Item | None":
        """What the line with the cursor stands for."""
        index, rows = self.query_one(Listing).cursor, self._rows
        return rows.item(index) if rows is not None and index < len(rows) else None

    def open_entry(self, entry: "Entry", bar: int | None = None) -> None:
        """Practise an arrangement.

        Args:
            entry: The arrangement.
            bar: Index of the measure to begin with; None for what was practised last.
        """
        self.app.open_score(entry.path, entry.title, bar)  # type: ignore[attr-defined]

    def tell(self, sentence: str) -> None:
        """Say something in the line below the list."""
        if sentence != self._told:
            self._told = sentence
            self.query_one("#sentence", Label).update(sentence)

    # How it is looked at

    def browse(self, browser: "Browser", *, is_new: bool = False) -> None:
        """Look at the library in another way.

        Args:
            browser: The way.
            is_new: Whether the cursor goes to the first line.
        """
        self._browser = browser
        self.show_rows(browser.rows(), browser.ordered_by, is_new=is_new)

    def show_rows(
        self, rows: "TableRows | TreeRows", ordered_by: int | None = None, *, is_new: bool = False
    ) -> None:
        """Show some lines.

        Args:
            rows: The lines.
            ordered_by: The index of the column that they go by.
            is_new: Whether the cursor goes to the first line.
        """
        listing = self.query_one(Listing)
        self._rows = rows
        listing.set_columns(rows.columns, ordered_by, is_falling=self._browser.is_falling)
        listing.set_rows(rows, is_new=is_new)
        self.query_one(HeadLine).show("renshu", ("library", _count(self._browser.count)))
        self.cursor_moved()

    def cursor_moved(self) -> None:
        """For those that tell of what the cursor stands on."""

    def on_listing_moved(self) -> None:
        """Another line has the cursor."""
        self.cursor_moved()

    # What is read

    @work(thread=True, exclusive=True, group="catalogue")
    def _refresh_catalogue(self) -> None:
        self._show_from_thread()
        try:
            self._notices = self._services.catalogue.refresh(self._looked_at).notices
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
            return
        finally:
            self._is_looking = False
        self._show_from_thread()
        self.let_stand()
        self.app.call_from_thread(self.catalogue_refreshed)

    def catalogue_refreshed(self) -> None:
        """For what comes after the scores have been looked through."""

    def let_stand(self) -> None:
        """What has been read stays: the collector of garbage need not look through it again."""
        if not self.app.is_headless:
            gc.freeze()

    def _looked_at(self, done: int, total: int) -> None:
        if not self._browser.collection.shelf.entries and done % PROGRESS_STEP == 0:
            self.app.call_from_thread(self.tell, f"{LOOKING} {done} of {total}")

    def read_again(self, then: Callable[[], object] | None = None) -> None:
        """Read the library anew; the cursor stays where it is.

        Args:
            then: Called when it is shown.
        """
        if then is not None:
            # This reading may give way to a later one, which then does it.
            self._afterwards.append(then)
        self._read()

    @work(thread=True, exclusive=True, group="entries")
    def _read(self) -> None:
        self._show_from_thread()

    def _show_from_thread(self, *, keeps_word: bool = False) -> None:
        try:
            collection = self._collect()
            found = self._find(self._browser.text)
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
        else:
            self.app.call_from_thread(self._show, collection, found, keeps_word)

    def _show(self, collection: "Collection", found: "Found | None", keeps_word: bool) -> None:
        is_first = not self._browser.collection.shelf.entries
        self.browse(replace(self._browser, collection=collection, found=found), is_new=is_first)
        if not keeps_word:
            self.tell_emptiness()
        afterwards, self._afterwards = self._afterwards, []
        for then in afterwards:
            then()

    def tell_emptiness(self) -> None:
        """Say why there is nothing, where there is nothing."""
        if self._rows:
            self.tell("")
        else:
            empty = NOTHING_FOUND if self._browser.text.strip() else EMPTY
            self.tell(LOOKING if self._is_looking else empty)

    def _find(self, text: str) -> "Found | None":
        if not text.strip():
            return None
        return self._services.catalogue.search(text, self._as_it_stands())

    def _as_it_stands(self) -> "Standing":
        from renshu.library.catalogue.search import Standing

        # A new one would have the index made anew.
        old = self._standing
        if old is None or old.grades is not self._grades or old.due != self._due:
            self._standing = old = Standing(self._grades, self._due)
        return old

    def _collect(self) -> "Collection":
        from renshu.tui.browsing.collection import Collection

        shelf = self._services.catalogue.shelf()
        played: Mapping[str, datetime] = {}
        learnt: Mapping[str, int] = {}
        # What cannot be read there is told when it is opened.
        with suppress(HistoryError):
            played = self._services.history.last_played()
            learnt = self._services.history.learnt()
            self._due = self._services.history.mastery.due(datetime.now(UTC))
        return Collection(shelf, played, learnt, self._grades)


def _count(scores: int) -> str:
    return "1 score" if scores == 1 else f"{scores} scores"

"""The room to browse in: every score, a search, and a way in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Footer, Input, Label

from renshu.errors import RenshuError
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.table import Column
from renshu.tui.screens.dialogs import NoticesScreen
from renshu.tui.services import Services
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.listing import Line, Listing

if TYPE_CHECKING:
    from renshu.library.catalogue import Entry

COLUMNS = (
    Column("Title", 26, 3, "ink"),
    Column("Composer", 14, 2),
    Column("Series", 12, 2),
    Column("Last played", 11, part="quiet"),
)

EMPTY = "There is no score yet: `renshu import FILE` adds one."
NOTHING_FOUND = "Nothing is called that; Escape shows all scores again."


class LibraryScreen(Screen[None]):
    """The score library."""

    BINDINGS = bindings(Where.LIBRARY)
    AUTO_FOCUS = "Listing"

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._entries: dict[str, Entry] = {}
        self._played: Mapping[str, datetime] = {}
        self._notices: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Head, search line (hidden at first), list, a sentence, footer."""
        yield HeadLine("renshu", ("library",))
        yield Input(placeholder="title, composer or series", id="search")
        yield Listing(COLUMNS)
        yield Label("", id="sentence", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Look for scores once the first frame stands."""
        self.call_after_refresh(self._refresh_catalogue)

    def on_screen_resume(self) -> None:
        """Coming back from practice: the last takes have changed."""
        if self._entries:
            self._read_entries(self.query_one("#search", Input).value)

    @on(Input.Changed, "#search")
    def _search(self, event: Input.Changed) -> None:
        self._read_entries(event.value)

    @on(Input.Submitted, "#search")
    def _found(self) -> None:
        self.query_one(Listing).focus()

    @on(Listing.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the score with the cursor."""
        key = self.query_one(Listing).selected
        if key is not None:
            entry = self._entries[key]
            self.app.open_score(Path(entry.path), entry.title)  # type: ignore[attr-defined]

    def action_search(self) -> None:
        """Show the search line."""
        search = self.query_one("#search", Input)
        search.add_class("-shown")
        search.focus()

    def action_leave(self) -> None:
        """Put the search away."""
        search = self.query_one("#search", Input)
        search.remove_class("-shown")
        search.value = ""
        self.query_one(Listing).focus()

    def action_history(self) -> None:
        """Look at the takes."""
        self.app.open_history()  # type: ignore[attr-defined]

    def action_notices(self) -> None:
        """Read what could not be used."""
        if self._notices:
            self.app.push_screen(NoticesScreen("What could not be used", self._notices))

    def tell(self, sentence: str) -> None:
        """Say something in the line below the list."""
        self.query_one("#sentence", Label).update(sentence)

    @work(thread=True, exclusive=True, group="catalogue")
    def _refresh_catalogue(self) -> None:
        catalogue = self._services.catalogue
        self._show_from_thread("")
        report = catalogue.refresh()
        self._notices = report.notices
        self._show_from_thread("")

    @work(thread=True, exclusive=True, group="entries")
    def _read_entries(self, text: str) -> None:
        self._show_from_thread(text)

    def _show_from_thread(self, text: str) -> None:
        try:
            catalogue = self._services.catalogue
            entries = catalogue.find(text) if text.strip() else catalogue.entries()
            played = last_played(self._services)
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
        else:
            self.app.call_from_thread(self._show, entries, played, text)

    def _show(self, entries: "Sequence[Entry]", played: Mapping[str, datetime], text: str) -> None:
        self._entries = {str(entry.id): entry for entry in entries}
        self._played = played
        self.query_one(Listing).set_lines([self._line(entry) for entry in entries])
        self.query_one(HeadLine).show("renshu", ("library", _count(len(entries))))
        self.tell("" if entries else NOTHING_FOUND if text else EMPTY)

    def _line(self, entry: "Entry") -> Line:
        when = self._played.get(entry.score_id or "")
        day = f"{when:%d %b %Y}" if when else ""
        return Line(str(entry.id), (entry.title, entry.composer, entry.source, day))


def last_played(services: Services) -> dict[str, datetime]:
    """When each score was played last, by score id."""
    latest: dict[str, datetime] = {}
    for row in services.history.takes():
        latest.setdefault(row.facts.score_id, row.played_at)
    return latest


def _count(scores: int) -> str:
    return "1 score" if scores == 1 else f"{scores} scores"

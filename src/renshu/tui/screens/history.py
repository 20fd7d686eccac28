"""Every take so far, the newest first: found, reviewed, replayed, compared, written out."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Input, Label

from renshu.errors import RenshuError
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.take_rows import COLUMNS, TakeRows
from renshu.tui.screens.history_takes import WithTakes
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.key_line import KeyLine
from renshu.tui.widgets.listing import Listing
from renshu.tui.widgets.search_line import SearchLine

if TYPE_CHECKING:
    from renshu.history.facts import TakeRow
    from renshu.history.finding import Found

EMPTY = "No take yet: open a score, play, and press Escape; what you played is kept here."
NOT_FOUND = "No take fits: change what you look for, or press Escape to see all."


@dataclass(frozen=True, slots=True)
class Piece:
    """The piece whose takes are wanted."""

    score_id: str
    title: str


class HistoryScreen(WithTakes, Screen[None]):
    """The takes; Enter opens the review of one.

    Args:
        services: Where the history is.
        open_take: Opens the review of a take by its id.
        piece: Whose takes are shown at first; by default those of all.
    """

    BINDINGS = bindings(Where.HISTORY)
    AUTO_FOCUS = "Listing"

    def __init__(
        self,
        services: ScreenServices,
        open_take: Callable[[str], object],
        piece: Piece | None = None,
    ) -> None:
        super().__init__()
        self._services, self._open_take = services, open_take
        self._piece = piece
        self._words = ""
        self._found: Found | None = None

    def compose(self) -> ComposeResult:
        """Head, list, a sentence, footer."""
        yield HeadLine("History")
        yield Listing(COLUMNS)
        yield Label("", id="sentence", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Look the takes up."""
        self.look_up()

    def on_screen_resume(self) -> None:
        """There may be others by now."""
        if self._found is not None:
            self.look_up()

    def on_listing_chosen(self) -> None:
        """A double click opens."""
        self.action_open()

    def action_open(self) -> None:
        """The review of the take with the cursor."""
        if (take := self.selected) is not None:
            self._open_take(take)

    async def action_search(self) -> None:
        """A line to type in."""
        if not self.query("#search"):
            line = SearchLine(self._words, placeholder="words of the title", id="search")
            await self.mount(line, before=self.query_one(Listing))
        # At once: `focus` would let the letters that are already typed be commands before it.
        self.set_focus(self.query_one("#search"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        self._words = event.value
        self.look_up()

    def on_input_submitted(self) -> None:
        """Enter goes to what was found."""
        self.query_one(Listing).focus()

    def action_only_piece(self) -> None:
        """Only takes of the piece with the cursor, or of all."""
        if self._piece is not None:
            self._piece = None
        elif self._found is not None and self.selected is not None:
            row = self._found.row(self.query_one(Listing).cursor)
            self._piece = Piece(row.facts.score_id, row.title) if row else None
        self.look_up()

    def action_bars(self) -> None:
        """How the bars of the piece went, day by day."""
        if (row := self._row) is not None:
            self.app.open_bars(row.facts.score_id, row.title)  # type: ignore[attr-defined]

    def action_trends(self) -> None:
        """Curves: of all pieces, then of that with the cursor."""
        row = self._row
        piece = (row.facts.score_id, row.title) if row else ()
        self.app.open_trends(*piece)  # type: ignore[attr-defined]

    def action_calendar(self) -> None:
        """The days of practice."""
        self.app.open_calendar()  # type: ignore[attr-defined]

    async def action_leave(self) -> None:
        """Put the search away, or back to the screen below."""
        if self._words or self.query("#search"):
            self._words = ""
            await self.query("#search").remove()
            self.query_one(Listing).focus()
            self.look_up()
        else:
            self.dismiss()

    @property
    def _row(self) -> "TakeRow | None":
        """The take with the cursor."""
        if self._found is None or self.selected is None:
            return None
        return self._found.row(self.query_one(Listing).cursor)

    @property
    def selected(self) -> str | None:
        """The id of the take with the cursor."""
        return self.query_one(Listing).selected

    @property
    def title_in_words(self) -> str:
        """What the head says."""
        return f"History: {self._piece.title}" if self._piece else "History"

    def look_up(self) -> None:
        """Show what fits now."""
        self._read()

    def show_marked(self) -> None:
        """Show which take another is to be compared with."""
        if self._found is not None:
            self.query_one(Listing).set_rows(self._rows(self._found))

    @work(thread=True, exclusive=True, group="takes")
    def _read(self) -> None:
        from renshu.history.finding import Wanted

        wanted = Wanted(words=self._words)
        if self._piece is not None:
            wanted = replace(wanted, score_id=self._piece.score_id)
        try:
            found = self._services.history.find(wanted)
            if len(found):
                found.row(0)
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
        else:
            self.app.call_from_thread(self._show, found)

    def _show(self, found: "Found") -> None:
        self._found = found
        self.query_one(Listing).set_rows(self._rows(found))
        takes = "1 take" if len(found) == 1 else f"{len(found):,} takes"
        self.query_one(HeadLine).show(self.title_in_words, (takes,))
        is_narrowed = bool(self._words.strip() or self._piece)
        self.tell("" if len(found) else NOT_FOUND if is_narrowed else EMPTY)

    def _rows(self, found: "Found") -> TakeRows:
        return TakeRows(found, self._services.settings.day_border, self.chosen)

    def tell(self, sentence: str) -> None:
        """Say something below the list."""
        self.query_one("#sentence", Label).update(sentence)

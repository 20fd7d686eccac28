"""Every take so far, the newest first."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Label

from renshu.errors import RenshuError
from renshu.evening.conditions import conditions_text
from renshu.practice.take import EndedBy
from renshu.score.passage import Hands
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.table import Column, Line
from renshu.tui.screens.review import duration
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.key_line import KeyLine
from renshu.tui.widgets.listing import Listing

if TYPE_CHECKING:
    from renshu.history.facts import TakeRow

COLUMNS = (
    Column("Played", 17),
    Column("Title", 16, 2, "ink"),
    Column("Mode", 5),
    Column("●", 5, part="right", is_right=True),
    Column("×", 4, part="wrong", is_right=True),
    Column("○", 4, part="missed", is_right=True),
    Column("Length", 6, is_right=True),
    Column("Tempo", 5, is_right=True),
    Column("Hands", 5),
    Column("Ended", 12, 2, "quiet"),
)

EMPTY = "No take yet: open a score, play, and press Escape; what you played is kept here."

_ENDED = {
    EndedBy.PLAYER: "stopped",
    EndedBy.END: "to the end",
    EndedBy.INTERRUPTED: "interrupted",
    EndedBy.REPLAY: "from a file",
}
_HANDS = {Hands.BOTH: "both", Hands.LEFT: "left", Hands.RIGHT: "right"}


class HistoryScreen(Screen[None]):
    """The takes; Enter opens the review of one.

    Args:
        services: Where the history is.
        open_take: Opens the review of a take by its id.
    """

    BINDINGS = bindings(Where.HISTORY)
    AUTO_FOCUS = "Listing"

    def __init__(self, services: ScreenServices, open_take: Callable[[str], object]) -> None:
        super().__init__()
        self._services, self._open_take = services, open_take

    def compose(self) -> ComposeResult:
        """Head, list, a sentence, footer."""
        yield HeadLine("History")
        yield Listing(COLUMNS)
        yield Label("", id="sentence", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the takes."""
        self._read()

    def on_listing_chosen(self) -> None:
        """A double click opens."""
        self.action_open()

    def action_open(self) -> None:
        """The review of the take with the cursor."""
        if (take := self.query_one(Listing).selected) is not None:
            self._open_take(take)

    def action_leave(self) -> None:
        """Back to the screen below."""
        self.dismiss()

    @work(thread=True, exclusive=True)
    def _read(self) -> None:
        try:
            rows = self._services.history.takes()
        except RenshuError as error:
            self.app.call_from_thread(self._tell, error.sentence)
        else:
            self.app.call_from_thread(self._show, rows)

    def _show(self, rows: "Sequence[TakeRow]") -> None:
        self.query_one(Listing).set_lines([Line(row.id, cells(row)) for row in rows])
        takes = "1 take" if len(rows) == 1 else f"{len(rows)} takes"
        self.query_one(HeadLine).show("History", (takes,))
        self._tell("" if rows else EMPTY)

    def _tell(self, sentence: str) -> None:
        self.query_one("#sentence", Label).update(sentence)


def cells(row: "TakeRow") -> tuple[str, ...]:
    """The line of one take."""
    facts, tally = row.facts, row.tally
    return (
        f"{row.played_at:%d %b %Y %H:%M}",
        row.title,
        facts.mode.value,
        str(tally.matched),
        str(tally.wrong),
        str(tally.missed),
        duration(row.seconds),
        f"{facts.tempo:.0%}",
        _HANDS[facts.passage.hands],
        ", ".join(filter(None, (conditions_text(facts.conditions), _ENDED[row.ended_by]))),
    )

"""Two takes of one piece side by side: tempo, timing and wrong bars, drawn and in numbers."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Label

from renshu.evening.comparing import HEADS, Compared, bar_cells, take_line
from renshu.evening.review import spot_around
from renshu.practice.comparing import TakePlayed
from renshu.practice.take import Tally
from renshu.score.bars import looped, printed
from renshu.score.passage import Passage
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.bar_strip import look
from renshu.tui.drawing.table import Column, Line
from renshu.tui.messages import BarChosen
from renshu.tui.widgets.bar_strip import BarStrip
from renshu.tui.widgets.compare_chart import CompareChart
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.key_line import KeyLine
from renshu.tui.widgets.listing import Listing

_LEAST = (5, 7, 7, 6, 7, 7, 9, 9, 8, 8)

COLUMNS = (
    Column(HEADS[0], _LEAST[0], part="ink"),
    *(
        Column(head, least, part="accent" if head.endswith("B") else "words", is_right=True)
        for head, least in zip(HEADS[1:], _LEAST[1:], strict=True)
    ),
)


class CompareScreen(Screen[Passage | None]):
    """The comparison of two takes; ends with a passage to practise, or None.

    Args:
        compared: The takes, the earlier one as A.
    """

    BINDINGS = bindings(Where.COMPARE)
    AUTO_FOCUS = "Listing"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (34, "-tall")]  # noqa: RUF012 - Textual's own form

    def __init__(self, compared: Compared) -> None:
        super().__init__()
        self._compared = compared
        self._comparison, self._score = compared.comparison, compared.score
        self._is_by_change = False

    def compose(self) -> ComposeResult:
        """Head, each take with a strip of its bars, a chart, the bars in numbers."""
        compared, comparison = self._compared, self._comparison
        yield HeadLine(f"Compare: {self._score.title}", ("A is the earlier take",))
        yield Label(take_line("A", compared.first, comparison.first), classes="take", markup=False)
        yield BarStrip()
        yield Label(
            take_line("B", compared.second, comparison.second), classes="take", markup=False
        )
        yield BarStrip()
        yield CompareChart(comparison, len(self._score.measures))
        yield Listing(COLUMNS)
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill in what is known."""
        numbers = [printed(self._score, one.index) for one in self._score.measures]
        sides = self._comparison.first, self._comparison.second
        for strip, side in zip(self.query(BarStrip), sides, strict=True):
            strip.set_bars(numbers)
            strip.set_tallies(_tallies(side))
        self._fill()

    def on_listing_moved(self, message: Listing.Moved) -> None:
        """Show which bar is meant."""
        self._point_at(int(message.key))

    def on_listing_chosen(self) -> None:
        """A double click practises."""
        self.action_practise()

    def on_bar_chosen(self, message: BarChosen) -> None:
        """Show in the list which bar was pointed at."""
        self.query_one(Listing).select(str(message.measure))

    def action_chart(self) -> None:
        """Tempo or timing."""
        self.query_one(CompareChart).turn()

    def action_order(self) -> None:
        """Bars as they come, or by what has changed most."""
        self._is_by_change = not self._is_by_change
        self._fill()

    def action_practise(self) -> None:
        """The chosen bar and the bars around it that are weak in the later take, in a loop."""
        if (key := self.query_one(Listing).selected) is not None:
            spot = spot_around(_tallies(self._comparison.second), int(key))
            self.dismiss(looped(self._score, spot, self._compared.second.passage.hands))

    def action_leave(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)

    @property
    def _bars(self) -> tuple[int, ...]:
        bars = self._comparison.bars
        if not self._is_by_change:
            return bars
        changes = self._comparison.changes
        return tuple(sorted(bars, key=lambda bar: (-abs(changes.get(bar, 0.0)), bar)))

    def _fill(self) -> None:
        self.query_one(Listing).set_lines(self._line(bar) for bar in self._bars)
        if self._bars:
            self._point_at(int(self.query_one(Listing).selected or self._bars[0]))

    def _line(self, bar: int) -> Line:
        later = self._comparison.second.bars.get(bar)
        _, part = look(later.tally if later else None)
        return Line(str(bar), bar_cells(self._comparison, self._score, bar), part)

    def _point_at(self, bar: int) -> None:
        for strip in self.query(BarStrip):
            strip.set_current(bar)


def _tallies(side: TakePlayed) -> Mapping[int, Tally]:
    return {bar: one.tally for bar, one in side.bars.items()}

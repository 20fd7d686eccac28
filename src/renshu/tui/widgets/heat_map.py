"""The bars of a piece through time, with a cursor on one of their cells."""

from collections.abc import Mapping, Sequence

from textual.events import Click, MouseMove, MouseScrollDown, MouseScrollUp
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from renshu.evening.percent import percent
from renshu.practice.trends.heat import HeatRow
from renshu.tui.drawing import heat
from renshu.tui.widgets.painted import Painted

_MARGIN = 2


class HeatMap(Painted):
    """A cell for each bar and each day or take; only those in sight are drawn."""

    DEFAULT_CSS = """
    HeatMap { height: 1fr; width: 1fr; }
    """

    class Moved(Message):
        """The cursor stands on another cell."""

    class Chosen(Message):
        """The cell with the cursor was clicked again."""

    def __init__(self) -> None:
        super().__init__()
        self._printed: Sequence[str] = ("1",)
        self._rows: Sequence[HeatRow] = ()
        self._labels: Sequence[str] = ()
        self._chances: Mapping[int, float] = {}
        self._bar = self._row = 0
        self._shape = heat.fit(1, 0, 80, 10)

    @property
    def bar(self) -> int:
        """Index of the measure with the cursor."""
        return self._bar

    @property
    def row(self) -> HeatRow | None:
        """The day or take with the cursor; None where there is none."""
        return self._rows[self._row] if self._rows else None

    def set_rows(
        self,
        printed: Sequence[str],
        rows: Sequence[HeatRow],
        labels: Sequence[str],
        chances: Mapping[int, float],
    ) -> None:
        """Show other rows; the cursor stays on its bar.

        Args:
            printed: The number of every bar.
            rows: The newest first.
            labels: What stands before each row.
            chances: How likely each bar is not to be clean, by index.
        """
        self._printed, self._rows, self._labels = printed, rows, labels
        self._chances = chances
        self._row = min(self._row, max(0, len(rows) - 1))
        self._fit(self.size)
        self.refresh()

    def move_to(self, bar: int, row: int | None = None) -> None:
        """Put the cursor on a cell, as far as there is one."""
        row = self._row if row is None else row
        here = self._bar, self._row
        self._bar = max(0, min(bar, len(self._printed) - 1))
        self._row = max(0, min(row, len(self._rows) - 1))
        if (self._bar, self._row) != here:
            self._shape = self._shape.showing(self._bar, self._row)
            self.refresh()
            self.post_message(self.Moved())

    def move_by(self, bars: int, rows: int) -> None:
        """Move the cursor."""
        self.move_to(self._bar + bars, self._row + rows)

    def lay_out(self, size: Size) -> None:
        """Lay the cells on the new room."""
        self._fit(size)

    def on_click(self, event: Click) -> None:
        """Put the cursor there; a second click chooses."""
        at = self._shape.at(event.x - _MARGIN, event.y)
        if at is None:
            return
        is_here = at[0] == self._bar and at[1] in {None, self._row}
        if is_here and event.chain > 1:
            self.post_message(self.Chosen())
        self.move_to(*at)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """The wheel moves through time."""
        event.stop()
        self.move_by(0, 1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """The wheel moves through time."""
        event.stop()
        self.move_by(0, -1)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Say what the cell under the mouse is."""
        at = self._shape.at(event.x - _MARGIN, event.y)
        told = None if at is None else self._words(*at)
        if told != self.tooltip:
            self.tooltip = told

    def render_line(self, y: int) -> Strip:
        """The numbers, how weak the bars are, then the rows in sight."""
        width, shape = self.size.width, self._shape
        if y == 0:
            return self.paint(heat.numbers(shape, self._printed, self._bar), width, indent=_MARGIN)
        if y == 1:
            line = heat.weak_line(shape, self._chances, self._bar)
            return self.paint(line, width, indent=_MARGIN)
        at = shape.first_row + y - heat.HEADS
        if at not in shape.shown_rows:
            return Strip.blank(width, self.style_of("", ""))
        is_here = at == self._row
        line = heat.heat_line(shape, self._rows[at], self._labels[at], self._bar, is_here=is_here)
        return self.paint(line, width, indent=_MARGIN)

    def _words(self, bar: int, row: int | None) -> str:
        number = f"bar {self._printed[bar]}"
        if row is None:
            chance = self._chances.get(bar)
            return f"{number} · not played" if chance is None else f"{number} · {chance:.0%} weak"
        tally = self._rows[row].bars.get(bar)
        share = tally.accuracy if tally else None
        told = "not played" if share is None else f"{percent(share)} right"
        return f"{number} · {self._labels[row]} · {told}"

    def _fit(self, size: Size) -> None:
        bars, rows = len(self._printed), len(self._rows)
        shape = heat.fit(bars, rows, size.width - 2 * _MARGIN, size.height)
        self._shape = shape.showing(self._bar, self._row)

"""The days of a year, with a cursor on one of them."""

from collections.abc import Mapping
from datetime import date, timedelta

from textual.events import Click, MouseMove
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from renshu.practice.trends.calendar import Calendar, calendar
from renshu.tui.drawing import day_grid
from renshu.tui.widgets.painted import Painted


class DayGrid(Painted):
    """A cell for each day, in the middle of the line; the higher, the longer was practised."""

    DEFAULT_CSS = """
    DayGrid { height: 10; width: 1fr; }
    """

    class Moved(Message):
        """The cursor stands on another day."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

        def can_replace(self, message: Message) -> bool:
            """Only where it stands now matters."""
            return isinstance(message, DayGrid.Moved)

    def __init__(self) -> None:
        super().__init__()
        self._minutes: Mapping[date, float] = {}
        self._today = self._day = date(2000, 1, 3)
        self._cell_width = 1
        self._shown = calendar(self._today, 1)

    @property
    def day(self) -> date:
        """The day with the cursor."""
        return self._day

    @property
    def shown(self) -> Calendar:
        """The weeks that are seen."""
        return self._shown

    def set_days(self, minutes: Mapping[date, float], today: date) -> None:
        """Show the year up to a day, with the cursor on it.

        Args:
            minutes: How long was practised on each day.
            today: The last day.
        """
        self._minutes, self._today, self._day = minutes, today, today
        self._fit(self.size.width)
        self.refresh()

    def move_by(self, days: int) -> None:
        """Move the cursor; the year moves with it where it must."""
        day = min(self._today, self._day + timedelta(days=days))
        if day == self._day:
            return
        self._day = day
        if self._shown.cell(day) is None:
            self._fit(self.size.width)
        self.refresh()
        self.post_message(self.Moved(day))

    def lay_out(self, size: Size) -> None:
        """Show as many weeks as have room."""
        self._fit(size.width)

    def on_click(self, event: Click) -> None:
        """Put the cursor on a day."""
        if (day := self._day_at(event.x, event.y)) is not None:
            self.move_by((day - self._day).days)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Say which day is under the mouse, and how long was practised."""
        day = self._day_at(event.x, event.y)
        told = None
        if day is not None:
            told = f"{day:%a %d %b %Y} · {self._minutes.get(day, 0.0):.0f} min"
        if told != self.tooltip:
            self.tooltip = told

    def render_line(self, y: int) -> Strip:
        """The months, the seven weekdays, what the signs mean."""
        width = self.size.width
        if y == 0:
            line = day_grid.months(self._shown, self._cell_width)
        elif y < day_grid.LINES:
            line = day_grid.weekday(self._shown, y - 1, self._minutes, self._cell_width, self._day)
        else:
            line = day_grid.legend() if y == day_grid.LINES else ()
        return self.paint(line, width, indent=self._left)

    @property
    def _left(self) -> int:
        used = day_grid.LABEL + self._shown.weeks * self._cell_width
        return max(0, (self.size.width - used) // 2)

    def _day_at(self, x: int, y: int) -> date | None:
        return day_grid.day_at(self._shown, x - self._left, y, self._cell_width)

    def _fit(self, width: int) -> None:
        weeks, self._cell_width = day_grid.fit(width - 2)
        last = self._today
        while calendar(last, weeks).first > self._day:
            last = calendar(last, weeks).first - timedelta(days=1)
        self._shown = calendar(last, weeks)

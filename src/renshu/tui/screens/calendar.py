"""The days of practice of a year, the takes of each, and what was reached."""

from collections.abc import Callable
from datetime import date

from textual import work
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Label

from renshu.errors import RenshuError
from renshu.evening import trend_words as words
from renshu.evening.percent import percent
from renshu.evening.trends import NO_TAKE, Practised, read_days, read_milestones
from renshu.history.facts import TakeRow
from renshu.history.finding import Wanted
from renshu.practice.plan.reasons import days_text
from renshu.practice.trends.calendar import totals
from renshu.practice.trends.figures import Figures
from renshu.practice.trends.milestones import Milestone
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.bar_strip import look
from renshu.tui.drawing.table import Column, Line
from renshu.tui.screens.chart import ChartScreen
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.day_grid import DayGrid
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.key_line import KeyLine
from renshu.tui.widgets.listing import LateLines, Listing

TAKES = (
    Column("At", 5),
    Column("Title", 16, 1, "ink"),
    Column("Length", 7, is_right=True),
    Column("Right", 6, part="", is_right=True),
    Column("Mode", 5),
)
DAYS = (
    Column("Day", 18, part="ink"),
    Column("Minutes", 8, is_right=True),
    Column("Takes", 6, is_right=True),
    Column("Right", 6, part="", is_right=True),
    Column("Reached", 12, 1, "accent"),
)


class CalendarScreen(ChartScreen[None]):
    """A year of days; below it the takes of the day with the cursor.

    Args:
        services: Where the history is.
        open_take: Opens the review of a take by its id.
    """

    BINDINGS = bindings(Where.CALENDAR)

    def __init__(self, services: ScreenServices, open_take: Callable[[str], object]) -> None:
        super().__init__(services)
        self._open_take = open_take
        self._practised: Practised | None = None
        self._reached: dict[date, str] = {}

    def compose(self) -> ComposeResult:
        """Head, the year, the takes of a day, all days in numbers, footer."""
        yield HeadLine("Calendar")
        yield DayGrid().add_class("chart", update=False)
        yield Label("", id="sentence", markup=False)
        yield Listing(TAKES, id="takes").add_class("chart", update=False)
        yield Listing(DAYS, id="numbers")
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the days."""
        self.set_focus(self.resting)
        self._read()

    @property
    def resting(self) -> Widget | None:
        """The takes of the day."""
        return self.query_one("#takes")

    def on_day_grid_moved(self, message: DayGrid.Moved) -> None:
        """Show the takes of another day."""
        self._tell_day(message.day)
        self._read_takes(message.day)

    def on_listing_moved(self) -> None:
        """In the numbers, tell of the day with the cursor."""
        if self.shows_numbers and (key := self.query_one("#numbers", Listing).selected) is not None:
            self._tell_day(date.fromisoformat(key))

    def on_listing_chosen(self) -> None:
        """A double click opens."""
        self.action_open()

    def action_numbers(self) -> None:
        """The numbers begin at the day with the cursor; back in the year it is told of again."""
        super().action_numbers()
        day = self.query_one(DayGrid).day
        self._tell_day(day)
        self.query_one("#numbers", Listing).select(day.isoformat())
        self.on_listing_moved()

    def action_open(self) -> None:
        """The review of the take with the cursor; in the numbers, the day with it."""
        if self.shows_numbers:
            key = self.query_one("#numbers", Listing).selected
            self.action_numbers()
            if key is not None:
                grid = self.query_one(DayGrid)
                grid.move_by((date.fromisoformat(key) - grid.day).days)
        elif (take := self.query_one("#takes", Listing).selected) is not None:
            self._open_take(take)

    def action_day_back(self) -> None:
        """The day before."""
        self.query_one(DayGrid).move_by(-1)

    def action_day_on(self) -> None:
        """The day after."""
        self.query_one(DayGrid).move_by(1)

    def action_week_back(self) -> None:
        """The week before."""
        self.query_one(DayGrid).move_by(-7)

    def action_week_on(self) -> None:
        """The week after."""
        self.query_one(DayGrid).move_by(7)

    def picture(self) -> tuple[str, str]:
        """The year that is seen."""
        from renshu.evening.trend_pictures import calendar_svg

        shown = self.query_one(DayGrid).shown
        practised = self._practised or read_days(self._services)
        return f"Calendar to {shown.last}", calendar_svg(practised, shown)

    @work(thread=True, exclusive=True, group="days")
    def _read(self) -> None:
        try:
            practised = read_days(self._services)
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
        else:
            self.app.call_from_thread(self._take_in, practised)

    @work(thread=True, exclusive=True, group="milestones")
    def _read_milestones(self) -> None:
        try:
            reached = read_milestones(self._services)
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
        else:
            self.app.call_from_thread(self._take_in_milestones, reached)

    def _take_in(self, practised: Practised) -> None:
        self._practised = practised
        grid = self.query_one(DayGrid)
        grid.set_days(practised.minutes, practised.today)
        days, minutes = totals(practised.minutes, grid.shown)
        year = f"{days_text(days)}, {words.duration_text(minutes)} in a year"
        self.query_one(HeadLine).show("Calendar", (year, words.streak_text(practised)))
        self._show_numbers()
        self._tell_day(grid.day)
        self._read_takes(grid.day)
        # They take longer than all else: the year is to be seen before them.
        self.call_after_refresh(self._read_milestones)

    def _take_in_milestones(self, reached: tuple[Milestone, ...]) -> None:
        self._reached = {}
        for one in reached:
            before = self._reached.get(one.day)
            self._reached[one.day] = f"{before}; {one.text}" if before else one.text
        self._show_numbers()
        self._tell_day(self.query_one(DayGrid).day)

    def _show_numbers(self) -> None:
        days = list(self._practised.days.items())[::-1] if self._practised else []
        keys = [day.isoformat() for day, _ in days]
        lines = LateLines(keys, lambda at: self._day_line(*days[at]))
        self.query_one("#numbers", Listing).set_rows(lines)

    def _day_line(self, day: date, figures: Figures) -> Line:
        right = figures.accuracy
        cells = (
            f"{day:%a %d %b %Y}",
            f"{figures.minutes:.0f}",
            str(figures.takes),
            percent(right),
            self._reached.get(day, ""),
        )
        return Line(day.isoformat(), cells, look(figures.tally)[1])

    def _tell_day(self, day: date) -> None:
        practised = self._practised
        if practised is None or not practised.days:
            self.tell(NO_TAKE)
            return
        figures = practised.days.get(day, Figures())
        reached = self._reached.get(day, "")
        told = f"{day:%A} {day:%d %B %Y} · {words.figures_text(figures)}"
        self.tell(f"{told}\nReached: {reached}" if reached else told)

    @work(thread=True, exclusive=True, group="takes")
    def _read_takes(self, day: date) -> None:
        border = self._services.settings.day_border
        wanted = Wanted(since=day, until=day, border_hour=border)
        try:
            found = self._services.history.find(wanted)
            rows = [found.row(index) for index in range(len(found))]
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
        else:
            self.app.call_from_thread(self._show_takes, [row for row in rows if row is not None])

    def _show_takes(self, rows: list[TakeRow]) -> None:
        lines = [Line(row.id, _cells(row), look(row.tally)[1]) for row in rows]
        self.query_one("#takes", Listing).set_lines(lines)


def _cells(row: TakeRow) -> tuple[str, ...]:
    share = row.tally.accuracy
    return (
        f"{row.played_at:%H:%M}",
        row.title,
        words.duration_text(row.seconds / 60),
        percent(share),
        row.facts.mode.value,
    )

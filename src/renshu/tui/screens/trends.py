"""Accuracy, tempo, steadiness and minutes through time: one curve after the other."""

from textual import work
from textual.app import ComposeResult
from textual.widgets import Label

from renshu.errors import RenshuError
from renshu.evening import trend_words as words
from renshu.evening.trends import EVERYTHING, NO_TAKE, Scope, Trend, read_trend, scopes
from renshu.practice.trends.figures import Point, Span
from renshu.practice.trends.metrics import Metric
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.table import Column, Line
from renshu.tui.drawing.trend_axis import Scale, scale_of
from renshu.tui.screens.chart import ChartScreen
from renshu.tui.services import ScreenServices
from renshu.tui.widgets.head_line import HeadLine
from renshu.tui.widgets.key_line import KeyLine
from renshu.tui.widgets.listing import Listing
from renshu.tui.widgets.trend_chart import TrendChart

COLUMNS = (
    Column(words.POINT_HEADS[0], 20, part="ink"),
    *(Column(heading, 8, is_right=True) for heading in words.POINT_HEADS[1:-1]),
    Column(words.POINT_HEADS[-1], 12, is_right=True),
)


class TrendsScreen(ChartScreen[None]):
    """A curve of all pieces, of a series, or of one piece.

    Args:
        services: Where history and library are.
        score_id: The piece to begin with; None for all.
        title: What it is called.
    """

    BINDINGS = bindings(Where.TRENDS)

    def __init__(
        self, services: ScreenServices, score_id: str | None = None, title: str = ""
    ) -> None:
        super().__init__(services)
        self._score_id, self._title = score_id, title
        self._scopes: tuple[Scope, ...] = ()
        self._trend = Trend(EVERYTHING, (), 1.0)
        self._metric = Metric.ACCURACY
        self._span = Span.MONTH

    def compose(self) -> ComposeResult:
        """Head, the curve, its numbers, what it is, footer."""
        yield HeadLine("Trends")
        yield TrendChart().add_class("chart", update=False)
        yield Listing(COLUMNS, id="numbers")
        yield Label("", id="sentence", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the figures."""
        self._read(0)

    def action_curve(self) -> None:
        """The next curve."""
        self._metric = self._metric.next
        self._show()

    def action_span(self) -> None:
        """Points of days, weeks, months or years."""
        self._span = self._span.next
        self._show()

    def action_pieces(self) -> None:
        """The piece, its series, all pieces."""
        here = self._scopes.index(self._trend.scope) if self._trend.scope in self._scopes else -1
        self._read((here + 1) % max(1, len(self._scopes)))

    def picture(self) -> tuple[str, str]:
        """The curve that is seen."""
        from renshu.evening.trend_pictures import trend_svg

        name = f"{self._metric.value} of {self._trend.scope.name}".capitalize()
        return name, trend_svg(self._trend.scope.name, self._metric, self._points, self._span)

    @property
    def _points(self) -> tuple[Point, ...]:
        return self._trend.points(self._span)

    @work(thread=True, exclusive=True)
    def _read(self, at: int) -> None:
        try:
            found = self._scopes or scopes(self._services, self._score_id, self._title)
            trend = read_trend(self._services, found[at])
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
        else:
            self.app.call_from_thread(self._take_in, found, trend)

    def _take_in(self, found: tuple[Scope, ...], trend: Trend) -> None:
        self._scopes, self._trend, self._span = found, trend, trend.fitting
        self._show()

    def _show(self) -> None:
        points, metric = self._points, self._metric
        known = [
            (one.first, value) for one in points if (value := metric.of(one.figures)) is not None
        ]
        values = [value for _, value in known]
        goal = 100 * self._trend.goal if metric is Metric.TEMPO else None
        scale = scale_of(metric, values, goal) if values else Scale(0, 1, ())
        chart = self.query_one(TrendChart)
        chart.set_curve(known, scale, is_filled=metric is Metric.MINUTES)
        lines = [Line(one.first.isoformat(), words.point_cells(one, self._span)) for one in points]
        self.query_one(Listing).set_lines(reversed(lines))
        facts = (self._trend.scope.name, metric.value, f"by {self._span.value}")
        self.query_one(HeadLine).show("Trends", facts)
        self.tell(self._words(known=bool(values), points=points))

    def _words(self, *, known: bool, points: tuple[Point, ...]) -> str:
        if not points:
            return NO_TAKE
        total = f"In all {words.figures_text(self._trend.whole)}."
        legend = f"{self._metric.legend[0].upper()}{self._metric.legend[1:]}"
        if not known:
            return f"{legend}: nothing is known yet.\n{total}"
        last = points[-1]
        value = self._metric.text(self._metric.of(last.figures)) or "–"
        goal = self._metric.text(100 * self._trend.goal)
        line = f" · the line across is the goal, {goal}" if self._metric is Metric.TEMPO else ""
        return f"{legend} · {words.span_text(last.first, self._span)}: {value}{line}\n{total}"

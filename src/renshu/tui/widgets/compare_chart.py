"""Two takes as a chart: how fast each bar went, or when each of its notes came."""

from enum import Enum

from textual.strip import Strip

from renshu.practice.comparing import Comparison, TakePlayed
from renshu.tui.drawing import bar_chart
from renshu.tui.drawing.row import Row, Span
from renshu.tui.widgets.painted import Painted


class Chart(Enum):
    """What is drawn; the value is its heading."""

    TEMPO = "Tempo, share of the written one:  ○ A  ● B  ◉ both"
    TIMING = "Timing of each note in ms, late above, early below:  A left, B right"


class CompareChart(Painted):
    """A chart over all bars of a piece."""

    DEFAULT_CSS = """
    CompareChart { height: 8; width: 1fr; }
    """

    def __init__(self, comparison: Comparison, bars: int, chart: Chart = Chart.TEMPO) -> None:
        super().__init__()
        self._comparison, self._bars = comparison, bars
        self.chart = chart
        """What is drawn."""
        self._rows: tuple[Row, ...] = ()
        self._drawn: tuple[Chart, int, int] | None = None

    def turn(self) -> None:
        """Draw the other chart."""
        self.chart = Chart.TIMING if self.chart is Chart.TEMPO else Chart.TEMPO
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The heading, then the chart."""
        width, height = self.size.width, self.size.height
        if y == 0:
            return self.paint((Span(self.chart.value, "words"),), width, indent=2)
        if self._drawn != (self.chart, width, height):
            self._drawn = self.chart, width, height
            draw = self._tempo if self.chart is Chart.TEMPO else self._timing
            self._rows = draw(width - 2, max(2, height - 1))
        return self.paint(self._rows[y - 1] if y <= len(self._rows) else (), width)

    def _tempo(self, width: int, height: int) -> tuple[Row, ...]:
        first, second = map(_tempos, (self._comparison.first, self._comparison.second))
        return bar_chart.curves(first, second, self._bars, width, height)

    def _timing(self, width: int, height: int) -> tuple[Row, ...]:
        both = [_timings(side) for side in (self._comparison.first, self._comparison.second)]
        limit = bar_chart.limit_of([values for side in both for values in side.values()])
        halves = [
            bar_chart.scatter(side, self._bars, width // 2, height, limit, part)
            for side, part in zip(both, ("ink", "accent"), strict=True)
        ]
        return tuple((*left, *right) for left, right in zip(*halves, strict=True))


def _tempos(side: TakePlayed) -> dict[int, float]:
    return {bar: one.tempo for bar, one in side.bars.items() if one.tempo is not None}


def _timings(side: TakePlayed) -> dict[int, tuple[float, ...]]:
    return {bar: one.timings_ms for bar, one in side.bars.items()}

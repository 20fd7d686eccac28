"""A curve through time, drawn by plotext in dots of braille and coloured as one of our parts."""

import re
from collections.abc import Sequence
from datetime import date

from textual.geometry import Size
from textual.strip import Strip

from renshu.tui.drawing.row import Row, Span
from renshu.tui.drawing.trend_axis import Scale, day_ticks
from renshu.tui.widgets.painted import Painted

_CODES = re.compile(r"\x1b\[[0-9;]*m")
_PARTS = re.compile("(?P<accent>[\u2800-\u28ff●]+)|(?P<right>─+)|(?P<quiet>[^\u2800-\u28ff●─]+)")
"""Dots are the curve, lines the goal, all else stands at the side."""
_MARGIN = 2


class TrendChart(Painted):
    """One curve; a dashed line where the goal is."""

    DEFAULT_CSS = """
    TrendChart { height: 1fr; width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._known: Sequence[tuple[date, float]] = ()
        self._scale = Scale(0, 1, ())
        self._is_filled = False
        self._lines: tuple[Row, ...] = ()

    def set_curve(
        self, known: Sequence[tuple[date, float]], scale: Scale, *, is_filled: bool = False
    ) -> None:
        """Draw another curve.

        Args:
            known: The values and the first days of their spans, oldest first.
            scale: What stands at its side.
            is_filled: Whether all below the curve is filled, as amounts are drawn.
        """
        self._known, self._scale, self._is_filled = known, scale, is_filled
        self.lay_out_again()

    def render_line(self, y: int) -> Strip:
        """A line of the drawing."""
        line = self._lines[y] if y < len(self._lines) else ()
        return self.paint(line, self.size.width, indent=_MARGIN)

    def lay_out(self, size: Size) -> None:
        """Draw it as large as there is room."""
        room = size.width - 2 * _MARGIN
        has_room = room > 20 and size.height > 4
        drawn = self._plot(room, size.height) if self._known and has_room else ()
        self._lines = tuple(map(_coloured, drawn))

    def _plot(self, width: int, height: int) -> list[str]:
        from textual_plotext import Plot

        plot, scale = Plot(), self._scale
        days = [day.toordinal() for day, _ in self._known]
        # `plotsize` would not go beyond the size of a terminal, which plotext asks for by itself.
        plot._set_size(width, height)
        plot.theme("clear")
        plot.frame(False)
        plot.ylim(scale.low, scale.high)
        plot.yticks([value for value, _ in scale.ticks], [text for _, text in scale.ticks])
        ticks = day_ticks(self._known[0][0], self._known[-1][0], width // 16)
        plot.xlim(days[0] - 0.5, days[-1] + 0.5)
        plot.xticks([day.toordinal() for day, _ in ticks], [text for _, text in ticks])
        values = [value for _, value in self._known]
        if len(days) == 1:
            plot.scatter(days, values, marker="●")
        else:
            plot.plot(days, values, marker="braille", fillx=self._is_filled)
        if scale.goal is not None:
            plot.hline(scale.goal)
        return _CODES.sub("", plot.build()).splitlines()


def _coloured(line: str) -> Row:
    return tuple(Span(found.group(), found.lastgroup or "") for found in _PARTS.finditer(line))

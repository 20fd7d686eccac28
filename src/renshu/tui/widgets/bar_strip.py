"""The whole piece in one row or a few: every bar as it went."""

from collections.abc import Collection, Mapping, Sequence

from textual.events import (
    Click,
    Leave,
    MouseDown,
    MouseMove,
    MouseScrollDown,
    MouseScrollUp,
    MouseUp,
    Resize,
)
from textual.geometry import Region
from textual.strip import Strip

from renshu.evening.percent import percent
from renshu.practice.take import Tally
from renshu.tui.drawing import bar_strip
from renshu.tui.drawing.row import Span
from renshu.tui.messages import BarChosen, BarsDrawn
from renshu.tui.widgets.painted import Painted

_TALL_SCREEN = 32
"""Rows from which on a long piece may have several rows of bars."""

_MOST_ROWS = 3


class BarStrip(Painted):
    """Shows how each bar went, where the music is, and the loop; a click chooses a bar."""

    DEFAULT_CSS = """
    BarStrip { height: 1; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._numbers: Sequence[str] = ("1",)
        self._shape = bar_strip.fit(1, 60)
        self._tallies: Mapping[int, Tally] = {}
        self._current: int | None = None
        self._loop = range(0)
        self._hard: Collection[int] = ()
        self._held: int | None = None
        self._drawn: range | None = None

    def set_bars(self, numbers: Sequence[str]) -> None:
        """Say which bars the piece has, by their printed numbers."""
        self._numbers = numbers
        self._fit(self.size.width)

    def set_hard(self, bars: Collection[int]) -> None:
        """Mark the bars that are the hardest, until they are played."""
        self._hard = bars
        self.refresh()

    def set_tallies(self, tallies: Mapping[int, Tally]) -> None:
        """Say how bars went, by measure index."""
        changed = [
            bar
            for bar in tallies.keys() | self._tallies.keys()
            if tallies.get(bar) != self._tallies.get(bar)
        ]
        self._tallies = tallies
        if changed:
            self.refresh(*[self._region(bar) for bar in changed])

    def set_current(self, measure: int | None) -> None:
        """Say where the music is."""
        if measure == self._current:
            return
        touched = [bar for bar in (self._current, measure) if bar is not None]
        self._current = measure
        self.refresh(*[self._region(bar) for bar in touched])
        if measure is not None:
            self._scroll(self._shape.showing(measure))

    def set_loop(self, bars: range) -> None:
        """Shade the bars of the loop; an empty range is no loop."""
        self._loop = bars
        self.refresh()

    def on_resize(self, event: Resize) -> None:
        """Lay the bars on the new width."""
        self._fit(event.size.width)

    def on_mouse_down(self, event: MouseDown) -> None:
        """The mouse may be drawn over bars from here."""
        self._held = self._shape.measure_at(event.x - self._left, event.y)
        self._drawn = None
        self.capture_mouse()

    def on_mouse_up(self, event: MouseUp) -> None:
        """Tell which bars the mouse was drawn over."""
        self.release_mouse()
        if self._drawn is not None:
            event.stop()
            self.post_message(BarsDrawn(self._drawn))
        self._held = None

    def on_click(self, event: Click) -> None:
        """Tell which bar was pointed at, or show the bars before or after."""
        measure = self._shape.measure_at(event.x - self._left, event.y)
        if self._drawn is not None:
            return
        if measure is not None:
            self.post_message(BarChosen(measure))
        elif event.x < self._left:
            self._turn(-1)
        else:
            self._turn(1)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Show earlier bars."""
        event.stop()
        self._turn(-1)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Show later bars."""
        event.stop()
        self._turn(1)

    def on_mouse_move(self, event: MouseMove) -> None:
        """Name the bar under the mouse, and shade those it is drawn over."""
        measure = self._shape.measure_at(event.x - self._left, event.y)
        is_drawing = self._held is not None and measure is not None
        if is_drawing and (self._drawn is not None or measure != self._held):
            self._draw_to(self._held or 0, measure or 0)
        told = None if measure is None else self._words(measure)
        if told != self.tooltip:
            self.tooltip = told

    def on_leave(self, event: Leave) -> None:
        """Name no bar."""
        del event
        self.tooltip = None

    def render_line(self, y: int) -> Strip:
        """One row, in the middle of the line; signs at its ends where there are more bars."""
        width, shape = self.size.width, self._shape
        if y >= shape.rows:
            return Strip.blank(width, self.style_of("", ""))
        spans = bar_strip.draw(shape, self._tallies, self._current, self._loop, self._hard)[y]
        if not shape.is_cut:
            return self.paint(spans, width, indent=self._left)
        before = "‹" if y == 0 and shape.shown.start > 0 else " "
        after = "›" if y == shape.rows - 1 and shape.shown.stop < shape.bars else " "
        ends = Span(before, "accent"), Span(after, "accent")
        return self.paint((ends[0], *spans, ends[1]), width, indent=self._left - 1)

    def _draw_to(self, held: int, measure: int) -> None:
        self._drawn = range(min(held, measure), max(held, measure) + 1)
        self.set_loop(self._drawn)

    @property
    def _left(self) -> int:
        return max(0, (self.size.width - self._shape.width) // 2)

    def _words(self, measure: int) -> str:
        tally = self._tallies.get(measure)
        share = tally.accuracy if tally else None
        told = "" if share is None else f" · {percent(share)} right"
        hard = " · one of the hardest" if measure in self._hard else ""
        return f"bar {self._numbers[measure]}{told}{hard}"

    def _region(self, measure: int) -> Region:
        columns, line = self._shape.cells(measure)
        return Region(self._left + columns.start, line, len(columns), 1)

    def _turn(self, direction: int) -> None:
        step = max(1, len(self._shape.shown) // 2)
        self._scroll(self._shape.from_bar(self._shape.first + direction * step))

    def _scroll(self, shape: bar_strip.StripShape) -> None:
        if shape != self._shape:
            self._shape = shape
            self.refresh()

    def _fit(self, width: int) -> None:
        rows = _MOST_ROWS if self.screen.size.height >= _TALL_SCREEN else 1
        shape = bar_strip.fit(len(self._numbers), width, rows)
        self._shape = shape if self._current is None else shape.showing(self._current)
        self.styles.height = shape.rows
        self.refresh()

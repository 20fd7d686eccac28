"""The whole piece in one row: every bar as it went."""

from collections.abc import Mapping

from textual.events import Click, Resize
from textual.geometry import Region
from textual.strip import Strip

from renshu.practice.take import Tally
from renshu.tui.drawing import bar_strip
from renshu.tui.messages import BarChosen
from renshu.tui.widgets.painted import Painted, parts


class BarStrip(Painted):
    """Shows how each bar went, where the music is, and the loop; a click chooses a bar."""

    COMPONENT_CLASSES = parts("quiet", "right", "fair", "wrong", "cursor", "loop")

    DEFAULT_CSS = """
    BarStrip { height: 1; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._bars = 1
        self._shape = bar_strip.fit(1, 60)
        self._tallies: Mapping[int, Tally] = {}
        self._current: int | None = None
        self._loop = range(0)

    def set_bars(self, count: int) -> None:
        """Say how many bars the piece has."""
        self._bars = count
        self._fit(self.size.width)

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

    def set_loop(self, bars: range) -> None:
        """Shade the bars of the loop; an empty range is no loop."""
        self._loop = bars
        self.refresh()

    def on_resize(self, event: Resize) -> None:
        """Lay the bars on the new width."""
        self._fit(event.size.width)

    def on_click(self, event: Click) -> None:
        """Tell which bar was pointed at."""
        measure = self._shape.measure_at(event.x - self._left)
        if measure is not None and measure < self._bars:
            self.post_message(BarChosen(measure))

    def render_line(self, y: int) -> Strip:
        """The one row, in the middle of the line."""
        if y:
            return Strip.blank(self.size.width, self.style_of("", ""))
        row = bar_strip.draw(self._shape, self._tallies, self._current, self._loop)
        return self.paint(row, self.size.width, indent=self._left)

    @property
    def _left(self) -> int:
        return max(0, (self.size.width - self._shape.width) // 2)

    def _region(self, measure: int) -> Region:
        columns = self._shape.columns(measure)
        return Region(self._left + columns.start, 0, len(columns), 1)

    def _fit(self, width: int) -> None:
        self._shape = bar_strip.fit(self._bars, max(1, width))
        self.refresh()

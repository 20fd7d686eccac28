"""From Verovio's units to dots.

A dot is a point of a grid: coordinate 3.0 is the middle of dot 3. Across, the scale is even. Down,
every staff and what is written on it is shifted so that its lines lie on the middle of dots and, in
text cells, its top line always on the same dot of a text row: then all staves look alike. What that
adds or takes, up to half a text row, is a jump half way between two staves for what is written on
neither.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import inf

from renshu.engrave.drawing import SPACE, Staff
from renshu.engrave.picture import Layout

PHASE = 1
"""Which dot of a text row the top line of a staff is on: with 1, a head on a line fills one row."""

STAFF_LINE = 13
"""Units that a staff line is thick."""

CLOSE = {3: 2.6, 4: 3.2}
"""Dots across for the length of a staff space, by staff space: a head takes three, or four."""


def dots_across(staff_space: int) -> float:
    """Dots a unit, across: closer than down where heads are drawn flat, to get more bars in."""
    return CLOSE.get(staff_space, staff_space) / SPACE


@dataclass(frozen=True, slots=True)
class _Zone:
    """A staff and what is around it, up to half way to the next."""

    end: float
    line: float
    """The y of the top line of the staff."""
    row: int
    """The dot on which that line lies."""


class Scale:
    """The mapping for one system.

    Args:
        staves: The staves of the system from the top.
        layout: What is engraved for.
        top: About the row on which the top line of the upper staff should come to lie.
        indent: Units left of the staves.
        right: Where the staves end; a system that is too long is pressed together.
    """

    def __init__(
        self,
        staves: Sequence[Staff],
        layout: Layout,
        top: int,
        indent: float = 0,
        right: float = 0,
    ) -> None:
        self.layout = layout
        self._indent = indent
        length = (indent + right) * dots_across(layout.staff_space)
        fitting = (layout.width - 1) / length if length > layout.width + 1 else 1
        self.across = dots_across(layout.staff_space) * fitting
        self.down = layout.staff_space / SPACE
        self._zones: list[_Zone] = []
        for staff, below in zip_longest(staves, staves[1:]):
            line = staff.lines[0]
            row = self.y(line) if self._zones else top
            end = (staff.lines[-1] + below.lines[0]) / 2 if below else inf
            self._zones.append(_Zone(end, line, self._in_phase(row)))

    def x(self, value: float) -> float:
        """Dots from the left."""
        return (value + self._indent) * self.across

    def units(self, x: float) -> float:
        """What lies so many dots from the left."""
        return x / self.across - self._indent

    def column(self, value: float) -> int:
        """The dot from the left."""
        return round(self.x(value))

    def y(self, value: float, staff: int | None = None) -> float:
        """Dots from the top, for what is written on a staff or, if None, on the nearest."""
        index = staff
        if index is None:
            index = bisect_left(self._zones, value, key=lambda zone: zone.end)
        if not self._zones:
            return value * self.down
        zone = self._zones[min(index, len(self._zones) - 1)]
        return zone.row + (value - zone.line) * self.down

    def row(self, value: float, staff: int | None = None) -> int:
        """The dot from the top."""
        return round(self.y(value, staff))

    def thickness(self, units: float) -> int:
        """The dots of a stroke as thick as this: whole pixels, at least one."""
        grain = self.layout.grain
        return max(round(units * self.down / grain), 1) * grain

    def edge(self, middle: float, thickness: int) -> int:
        """The first dot of a stroke around a coordinate, at the border of a pixel."""
        grain = self.layout.grain
        return round((middle - (thickness - 1) / 2) / grain) * grain

    def _in_phase(self, row: float) -> int:
        if self.layout.is_fine:
            step, phase = self.layout.grain, self.thickness(STAFF_LINE) // 2
        else:
            step, phase = self.layout.cell[1], PHASE
        return round((row - phase) / step) * step + phase


def page_width(dots: int, staff_space: int) -> float:
    """The units that as many dots across show."""
    return dots / dots_across(staff_space)

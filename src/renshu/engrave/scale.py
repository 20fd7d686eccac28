"""From Verovio's units to dots.

A dot is a point of a grid: coordinate 3.0 is the middle of dot 3. Across, the scale is even. Down,
every staff goes with what is around it at one scale, and is shifted so that its lines lie on the
middle of dots and its top line always on the same dot of a text row: then all staves look alike.
What that adds or takes is made up in the middle between two staves.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from renshu.engrave.drawing import SPACE, Staff

CELL = 4
"""Dots in a text row."""

PHASE = 1
"""Which dot of a text row the top line of a staff is on: with 1, a head on a line fills one row."""

CLOSE, CLOSE_UP_TO = 0.8, 4
"""Dots across in relation to dots down, for the same length on paper, up to this staff space."""


def dots_across(staff_space: int) -> float:
    """Dots a unit, across: closer than down where heads are drawn flat, to get more bars in."""
    return (CLOSE if staff_space <= CLOSE_UP_TO else 1) * staff_space / SPACE


@dataclass(frozen=True, slots=True)
class _Zone:
    """A range of y, all at one scale: what goes with a staff."""

    top: float
    bottom: float
    anchor: float
    row: int


class Scale:
    """The mapping for one system.

    Args:
        staves: The staves of the system from the top.
        staff_space: Dots from one staff line to the next.
        top: About the row on which the top line of the upper staff should come to lie.
    """

    def __init__(self, staves: Sequence[Staff], staff_space: int, top: int) -> None:
        self.staff_space = staff_space
        self.across = dots_across(staff_space)
        self.down = staff_space / SPACE
        self._zones: list[_Zone] = []
        row: float = top
        for index, staff in enumerate(staves):
            first, last = staff.lines[0], staff.lines[-1]
            above = _reach(staves[index - 1], staff) if index else first
            below = _reach(staff, staves[index + 1]) if index + 1 < len(staves) else 0
            if self._zones:
                row = self._zones[-1].row + (first - self._zones[-1].anchor) * self.down
            self._zones.append(_Zone(first - above, last + below, first, _in_phase(row)))

    def x(self, value: float) -> float:
        """Dots from the left."""
        return value * self.across

    def column(self, value: float) -> int:
        """The dot from the left."""
        return round(value * self.across)

    def y(self, value: float) -> float:
        """Dots from the top."""
        after = bisect_right(self._zones, value, key=lambda zone: zone.top)
        zone = self._zones[max(after - 1, 0)] if self._zones else _Zone(0, 0, 0, 0)
        if zone.bottom < value and after < len(self._zones):
            return self._between(zone, self._zones[after], value)
        return zone.row + (value - zone.anchor) * self.down

    def row(self, value: float) -> int:
        """The dot from the top."""
        return round(self.y(value))

    def _between(self, upper: _Zone, lower: _Zone, value: float) -> float:
        start = upper.row + (upper.bottom - upper.anchor) * self.down
        end = lower.row + (lower.top - lower.anchor) * self.down
        share = (value - upper.bottom) / (lower.top - upper.bottom)
        return start + (end - start) * share


def _reach(upper: Staff, lower: Staff) -> float:
    """How far from each of two staves its zone goes: all but a space between them is theirs."""
    return max((lower.lines[0] - upper.lines[-1] - SPACE) / 2, 0)


def _in_phase(row: float) -> int:
    return round((row - PHASE) / CELL) * CELL + PHASE


def page_width(dots: int, staff_space: int) -> float:
    """The units that as many dots across show."""
    return dots / dots_across(staff_space)

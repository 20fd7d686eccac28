"""From Verovio's units to dots.

A dot is a point of a grid: coordinate 3.0 is the middle of dot 3. Across, the scale is even, but
notes stand a little closer than they would on paper, since small note heads are flatter. Down, it
is bent between the staves so that every staff line lies on the middle of a dot, and the top line
of every staff on the same dot of a text row: then all staves look alike.
"""

from bisect import bisect_right

from renshu.engrave.drawing import SPACE, Staff

CELL = 4
"""Dots in a text row."""

PHASE = 1
"""Which dot of a text row the top line of a staff is on: with 1, a head on a line fills one row."""

CLOSENESS = 0.8
"""Dots across in relation to dots down, for the same length on paper."""


class Scale:
    """The mapping for one system.

    Args:
        staves: The staves of the system from the top.
        staff_space: Dots from one staff line to the next.
        top: About the row on which the top line of the upper staff should come to lie.
    """

    def __init__(self, staves: tuple[Staff, ...], staff_space: int, top: int) -> None:
        self.staff_space = staff_space
        self.across = CLOSENESS * staff_space / SPACE
        self.down = staff_space / SPACE
        self._from: list[float] = []
        self._to: list[float] = []
        for staff in staves:
            row = (
                top
                if not self._to
                else self._to[-1] + (staff.lines[0] - self._from[-1]) * self.down
            )
            first = _in_phase(row)
            self._from += [staff.lines[0], staff.lines[-1]]
            height = round((staff.lines[-1] - staff.lines[0]) / SPACE) * staff_space
            self._to += [first, first + height]

    def x(self, value: float) -> float:
        """Dots from the left."""
        return value * self.across

    def column(self, value: float) -> int:
        """The dot from the left."""
        return round(value * self.across)

    def y(self, value: float) -> float:
        """Dots from the top."""
        after = bisect_right(self._from, value)
        if after in (0, len(self._from)):
            known = min(after, len(self._from) - 1)
            return self._to[known] + (value - self._from[known]) * self.down
        low, high = self._from[after - 1], self._from[after]
        share = (value - low) / (high - low) if high > low else 0.0
        return self._to[after - 1] + share * (self._to[after] - self._to[after - 1])

    def row(self, value: float) -> int:
        """The dot from the top."""
        return round(self.y(value))


def _in_phase(row: float) -> int:
    return round((row - PHASE) / CELL) * CELL + PHASE


def page_width(dots: int, staff_space: int) -> float:
    """The units that as many dots across show."""
    return dots * SPACE / (CLOSENESS * staff_space)

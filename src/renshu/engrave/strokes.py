"""Lines, beams, curves and dots in whole dots, for text cells.

Lines are one dot thin unless they are thick on paper, beams as thick at one end as at the other,
and nothing is blurred, since a dot of a terminal is on or off.
"""

from itertools import pairwise
from math import ceil, floor

from renshu.engrave.canvas import Canvas
from renshu.engrave.drawing import Area, Curve, Disc, Line, Point, Symbol
from renshu.engrave.heads import STEM_INSET, Stems
from renshu.engrave.outlines import bezier
from renshu.engrave.scale import Scale

DASH = 2
"""Dots of a dashed line that are on, and then off."""

DISC = 0.45
"""Staff spaces across a dot behind a note."""

EPSILON = 1e-3
"""Dots; keeps what should round alike from being torn apart by the last binary digit."""


class Strokes:
    """Draws strokes on a canvas.

    Args:
        canvas: What is drawn on.
        scale: Where things lie.
        stems: The columns of stems.
    """

    def __init__(self, canvas: Canvas, scale: Scale, stems: Stems) -> None:
        self._canvas = canvas
        self._scale = scale
        self._stems = stems

    def line(self, line: Line) -> None:
        """A line of one or more straight pieces."""
        for start, end in pairwise(line.points):
            if line.part == "stem":
                self._stem(start, end, line)
            elif line.is_dashed:
                self._canvas.stroke(self._point(start, line), self._point(end, line), DASH)
            elif start[0] == end[0]:
                self._upright(start, end, line)
            elif start[1] == end[1]:
                self._level(start, end, line)
            else:
                self._canvas.stroke(self._point(start, line), self._point(end, line))

    def beam(self, beam: Area) -> None:
        """A beam from stem to stem."""
        xs = sorted({x for x, _ in beam.points})
        if len(xs) != 2:
            return
        left, right = xs
        upper = [min(y for x, y in beam.points if x == end) for end in xs]
        lower = max(y for x, y in beam.points if x == left)
        thick = max(int((lower - upper[0]) * self._scale.down), 1)
        slope = (upper[1] - upper[0]) / (right - left)
        first = self._stems.column(left + STEM_INSET)
        last = self._stems.column(right - STEM_INSET)
        for column in range(first, last + 1):
            # Beams of one group lie on parallel lines: taken at the same x they step together.
            height = upper[0] + slope * (self._scale.units(column) - left)
            y = self._scale.y(height, beam.staff)
            top = floor(y + 1 + EPSILON)
            self._canvas.down(column, top, top + thick - 1)

    def curve(self, curve: Curve) -> None:
        """A slur or tie."""
        points = tuple(self._point(point) for point in curve.points)
        steps = max(int(abs(points[3][0] - points[0][0])) // 3, 6)
        along = [bezier(points, step / steps) for step in range(steps + 1)]
        for start, end in pairwise(along):
            self._canvas.stroke(start, end)

    def disc(self, disc: Disc) -> None:
        """A dot behind a note, or of a repeat sign."""
        size = max(round(self._scale.layout.staff_space * DISC), 1)
        left, top = self._scale.column(disc.x), self._scale.row(disc.y, disc.staff) - size // 2
        for row in range(top, top + size):
            self._canvas.across(left, left + size - 1, row)

    def wave(self, symbol: Symbol) -> None:
        """A length of an arpeggio's line, upward from the symbol's origin."""
        left, bottom = self._scale.column(symbol.x) - 1, self._scale.row(symbol.y)
        for y in range(bottom - self._scale.layout.staff_space, bottom + 1):
            self._canvas.dot(left + (0, 1, 2, 1)[y % 4], y)

    def _stem(self, head: Point, tip: Point, stem: Line) -> None:
        start = self._scale.row(head[1], stem.staff)
        end = self._scale.y(tip[1], stem.end_staff)
        # Rounded towards the head, so that no stem sticks out of its beam.
        end = ceil(end - EPSILON) if end < start else floor(end + EPSILON)
        self._canvas.down(self._stems.column(head[0]), min(start, end), max(start, end))

    def _upright(self, start: Point, end: Point, line: Line) -> None:
        top, bottom = sorted(self._scale.row(y, line.staff) for _, y in (start, end))
        thick = max(round(line.width * self._scale.across), 1)
        left = self._scale.column(start[0]) - thick // 2
        for column in range(left, left + thick):
            self._canvas.down(column, top, bottom)

    def _level(self, start: Point, end: Point, line: Line) -> None:
        left, right = sorted((self._scale.column(start[0]), self._scale.column(end[0])))
        self._canvas.across(left, right, self._scale.row(start[1], line.staff))

    def _point(self, point: Point, line: Line | None = None) -> Point:
        return self._scale.x(point[0]), self._scale.y(point[1], line.staff if line else None)

"""Lines, beams, curves and dots as thick as on paper, for pixels.

Level and upright lines fill whole pixels, so that they are crisp; slanted and curved ones are
areas.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin

from renshu.engrave.canvas import Canvas
from renshu.engrave.drawing import SPACE, Area, Curve, Disc, Line, Point, Symbol
from renshu.engrave.glyphs import Glyphs
from renshu.engrave.heads import STEM_INSET, Stems
from renshu.engrave.outlines import Polygon, bezier
from renshu.engrave.scale import Scale
from renshu.engrave.spans import fill_spans

THIN = 14
"""Units a stroke is thick at least; Verovio says 0 where it leaves that to its style sheet."""

DISC = 0.2 * SPACE
"""Units from the middle of a dot behind a note to its edge."""

DASH = 0.5 * SPACE
"""Units of a dashed line that are on, and then off."""

CURVE_STEPS = 24
"""Straight pieces for a curve."""

CORNERS = 16
"""Of the polygon that a dot is."""

_CIRCLE = [(cos(2 * pi * n / CORNERS), sin(2 * pi * n / CORNERS)) for n in range(CORNERS)]


class FineStrokes:
    """Draws strokes on a canvas.

    Args:
        canvas: What is drawn on.
        scale: Where things lie.
        stems: The columns of stems.
        glyphs: For strokes that are glyphs: the wave of an arpeggio.
        outlines: The outlines of those.
    """

    def __init__(
        self, canvas: Canvas, scale: Scale, stems: Stems, glyphs: Glyphs, outlines: dict[int, str]
    ) -> None:
        self._canvas = canvas
        self._scale = scale
        self._stems = stems
        self._glyphs = glyphs
        self._outlines = outlines

    def line(self, line: Line) -> None:
        """A line of one or more straight pieces."""
        width = max(line.width, THIN)
        for start, end in pairwise(line.points):
            for a, b in _dashes(start, end) if line.is_dashed else [(start, end)]:
                self._piece(a, b, width, line)

    def beam(self, beam: Area) -> None:
        """A beam, from the outer edge of one stem to that of another."""
        left, right = min(x for x, _ in beam.points), max(x for x, _ in beam.points)
        first = self._stems.column(left + STEM_INSET)
        last = self._stems.column(right - STEM_INSET) + self._stems.thickness - 1
        middle = (left + right) / 2
        ends = [
            (first - 0.5 if x < middle else last + 0.5, self._scale.y(y, beam.staff))
            for x, y in beam.points
        ]
        self._fill([ends])

    def curve(self, curve: Curve) -> None:
        """A slur, tie or half a brace, thick in its middle."""
        points = tuple(self._point(point) for point in curve.points)
        along = [bezier(points, step / CURVE_STEPS) for step in range(CURVE_STEPS + 1)]
        across = self._scale.thickness(THIN)
        swell = max(curve.thickness * self._scale.down - across, 0)
        halves = [
            (across + swell * 4 * t * (1 - t)) / 2
            for t in (step / CURVE_STEPS for step in range(CURVE_STEPS + 1))
        ]
        self._fill([_band(along, halves)])

    def disc(self, disc: Disc) -> None:
        """A dot behind a note, or of a repeat sign."""
        x, y = self._point((disc.x, disc.y), disc.staff)
        radius = DISC * self._scale.down
        self._fill([[(x + radius * dx, y + radius * dy) for dx, dy in _CIRCLE]])

    def wave(self, symbol: Symbol) -> None:
        """A length of an arpeggio's line, upward from the symbol's origin."""
        bitmap = self._glyphs.bitmap(symbol, self._outlines)
        left = self._scale.column(symbol.x) - bitmap.left
        self._canvas.stamp(bitmap.mask, left, self._scale.row(symbol.y) - bitmap.top)

    def _piece(self, start: Point, end: Point, width: float, line: Line) -> None:
        if line.part == "stem":
            rows = self._scale.row(start[1], line.staff), self._scale.row(end[1], line.end_staff)
            self._upright(rows, self._stems.column(start[0]), self._stems.thickness)
        elif start[0] == end[0]:
            rows = self._scale.row(start[1], line.staff), self._scale.row(end[1], line.staff)
            thickness = self._scale.thickness(width)
            self._upright(rows, self._scale.edge(self._scale.x(start[0]), thickness), thickness)
        elif start[1] == end[1]:
            self._level(start, end, self._scale.thickness(width), line.staff)
        else:
            half = width * self._scale.down / 2
            ends = [self._point(point, line.staff) for point in (start, end)]
            self._fill([_band(ends, [half, half])])

    def _upright(self, rows: tuple[int, int], left: int, thickness: int) -> None:
        self._canvas.block(left, left + thickness - 1, min(rows), max(rows))

    def _level(self, start: Point, end: Point, thickness: int, staff: int | None) -> None:
        left, right = sorted((self._scale.column(start[0]), self._scale.column(end[0])))
        top = self._scale.edge(self._scale.y(start[1], staff), thickness)
        self._canvas.block(left, right, top, top + thickness - 1)

    def _fill(self, polygons: list[Polygon]) -> None:
        bitmap = fill_spans(polygons)
        self._canvas.stamp(bitmap.mask, -bitmap.left, -bitmap.top)

    def _point(self, point: Point, staff: int | None = None) -> Point:
        return self._scale.x(point[0]), self._scale.y(point[1], staff)


def _dashes(start: Point, end: Point) -> Iterator[tuple[Point, Point]]:
    """The pieces of a line that are on."""
    (x0, y0), (x1, y1) = start, end
    count = max(round(hypot(x1 - x0, y1 - y0) / DASH), 1)
    for number in range(0, count, 2):
        a, b = number / count, (number + 1) / count
        yield (x0 + (x1 - x0) * a, y0 + (y1 - y0) * a), (x0 + (x1 - x0) * b, y0 + (y1 - y0) * b)


def _band(along: Sequence[Point], halves: Sequence[float]) -> Polygon:
    """The area on both sides of a path, half as wide as given at each of its points."""
    one, other = [], []
    for index, ((x, y), half) in enumerate(zip(along, halves, strict=True)):
        (x0, y0), (x1, y1) = along[max(index - 1, 0)], along[min(index + 1, len(along) - 1)]
        length = hypot(x1 - x0, y1 - y0) or 1
        dx, dy = (y0 - y1) / length * half, (x1 - x0) / length * half
        one.append((x + dx, y + dy))
        other.append((x - dx, y - dy))
    return [*one, *reversed(other)]

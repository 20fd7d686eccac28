"""Glyphs of the music font as dots, by exact coverage along thin scan lines.

For sizes that have no bitmap of ours. The fill rule is the font's: a point is inside where the
outline winds around it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

from renshu.engrave.picture import Mask

SUBROWS = 5
"""Scan lines through a dot."""

SHIFTS = (0.0, 0.2, -0.2, 0.4, -0.4)
"""Parts of a dot by which a shape may be moved to come out clearly."""

CURVE_STEPS = 6
"""Straight pieces for a curve; a glyph is a few dozen dots at most."""

_TOKEN = re.compile(r"[MLHVCSQTZmlhvcsqtz]|-?\d+(?:\.\d+)?")

Polygon = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A glyph as dots, and which of them lies on its origin."""

    mask: Mask
    left: int
    """Column of the origin in the mask."""
    top: int
    """Row of the origin in the mask."""


def trace(path: str) -> list[Polygon]:
    """The closed polygons of an SVG path, its curves flattened."""
    return _Tracer(path).polygons()


class _Tracer:
    """Follows the commands that music fonts use: M L H V C S Q T Z, absolute or relative."""

    def __init__(self, path: str) -> None:
        self._tokens = _TOKEN.findall(path)
        self._index = 0
        self._at = (0.0, 0.0)
        self._control = (0.0, 0.0)
        self._polygons: list[Polygon] = []

    def polygons(self) -> list[Polygon]:
        command = "M"
        while self._index < len(self._tokens):
            if self._tokens[self._index].isalpha():
                command = self._tokens[self._index]
                self._index += 1
            if command in "Zz":
                self._at = self._polygons[-1][0]
            else:
                self._draw(command)
                command = {"M": "L", "m": "l"}.get(command, command)
        return [polygon for polygon in self._polygons if len(polygon) > 2]

    def _draw(self, command: str) -> None:
        kind = command.upper()
        x, y = self._at
        base = self._at if command.islower() else (0.0, 0.0)
        if kind == "M":
            self._at = self._point(base)
            self._polygons.append([self._at])
        elif kind == "L":
            self._line(self._point(base))
        elif kind == "H":
            self._line((base[0] + self._number(), y))
        elif kind == "V":
            self._line((x, base[1] + self._number()))
        elif kind in "CS":
            first = self._mirrored() if kind == "S" else self._point(base)
            self._curve(first, self._point(base), self._point(base))
        else:
            control = self._mirrored() if kind == "T" else self._point(base)
            self._quadratic(control, self._point(base))

    def _number(self) -> float:
        self._index += 1
        return float(self._tokens[self._index - 1])

    def _point(self, base: tuple[float, float]) -> tuple[float, float]:
        return base[0] + self._number(), base[1] + self._number()

    def _mirrored(self) -> tuple[float, float]:
        return 2 * self._at[0] - self._control[0], 2 * self._at[1] - self._control[1]

    def _line(self, end: tuple[float, float]) -> None:
        self._polygons[-1].append(end)
        self._at = self._control = end

    def _quadratic(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        start = self._at
        first, second = (
            (p[0] + 2 / 3 * (control[0] - p[0]), p[1] + 2 / 3 * (control[1] - p[1]))
            for p in (start, end)
        )
        self._curve(first, second, end)
        self._control = control

    def _curve(
        self, first: tuple[float, float], second: tuple[float, float], end: tuple[float, float]
    ) -> None:
        for step in range(1, CURVE_STEPS + 1):
            point = bezier((self._at, first, second, end), step / CURVE_STEPS)
            self._polygons[-1].append(point)
        self._at, self._control = end, second


def bezier(points: tuple[tuple[float, float], ...], t: float) -> tuple[float, float]:
    """The point of a cubic Bézier curve at t between 0 and 1."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return (
        sum(w * p[0] for w, p in zip(weights, points, strict=True)),
        sum(w * p[1] for w, p in zip(weights, points, strict=True)),
    )


def fill(polygons: list[Polygon], cover: float = 0.5) -> Bitmap:
    """The dots of which polygons cover this share; 0, 0 is the middle of the origin's dot."""
    left, top, grid = _covered(polygons)
    rows = tuple(sum(1 << x for x, share in enumerate(shares) if share >= cover) for shares in grid)
    return Bitmap(Mask(len(grid[0]), len(rows), rows), -left, -top)


def fill_crisply(polygons: list[Polygon], cover: float) -> Bitmap:
    """The same with the shape moved across by a part of a dot, to where its edges are clearest."""
    moved = ([[(x + shift, y) for x, y in polygon] for polygon in polygons] for shift in SHIFTS)
    return fill(max(moved, key=_clearness), cover)


def _clearness(polygons: list[Polygon]) -> float:
    """Most where dots are covered whole or not at all, since the total stays the same."""
    return sum(share * share for shares in _covered(polygons)[2] for share in shares)


def _covered(polygons: list[Polygon]) -> tuple[int, int, list[list[float]]]:
    """The first column and row that polygons touch, and what they cover of each dot."""
    points = [point for polygon in polygons for point in polygon]
    left, right = floor(min(x for x, _ in points) + 0.5), ceil(max(x for x, _ in points) - 0.5)
    top, bottom = floor(min(y for _, y in points) + 0.5), ceil(max(y for _, y in points) - 0.5)
    width = right - left + 1
    return left, top, [_coverage(polygons, row, left, width) for row in range(top, bottom + 1)]


def _coverage(polygons: list[Polygon], row: int, left: int, width: int) -> list[float]:
    coverage = [0.0] * width
    for sub in range(SUBROWS):
        y = row - 0.5 + (sub + 0.5) / SUBROWS
        for start, end in _inside(polygons, y):
            _add(coverage, start - left + 0.5, end - left + 0.5)
    return coverage


def _add(coverage: list[float], start: float, end: float) -> None:
    for x in range(max(floor(start), 0), min(ceil(end), len(coverage))):
        coverage[x] += (min(end, x + 1) - max(start, x)) / SUBROWS


def _inside(polygons: list[Polygon], y: float) -> Iterator[tuple[float, float]]:
    """The spans of a scan line around which the outlines wind."""
    winding = 0
    start = 0.0
    for x, direction in sorted(_crossings(polygons, y)):
        if winding == 0:
            start = x
        winding += direction
        if winding == 0:
            yield start, x


def _crossings(polygons: list[Polygon], y: float) -> Iterator[tuple[float, int]]:
    for polygon in polygons:
        (x0, y0) = polygon[-1]
        for x1, y1 in polygon:
            if (y0 <= y) != (y1 <= y):
                yield x0 + (y - y0) * (x1 - x0) / (y1 - y0), 1 if y1 > y0 else -1
            x0, y0 = x1, y1

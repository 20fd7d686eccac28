"""Verdicts in pixels: what is stamped on a head, or where a wrong key was played.

Each differs by its shape: a right head has an eye (where its name stands in it, a dot above), a
wrong one is struck through, a missed one stands in a ring, an early or late one has an arrowhead
before or behind it; a wrong key is a cross.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from math import floor

from renshu.engrave.picture import Glyph, Mask
from renshu.evening.verdicts import Verdict
from renshu.tui.drawing import names
from renshu.tui.drawing.pieces import Picture
from renshu.tui.drawing.raster import raster

QUIET, PLAIN, GHOST = "quiet", "plain", "ghost"
"""Kinds of stamps beside the verdicts: a head that is not asked, one as it is, a wrong key."""

PAGE = "page"
"""The part that colours what is cut out of a head."""

_INK = {QUIET: "staff", PLAIN: "ink", GHOST: Verdict.WRONG.value}
"""The part that colours each kind, where it is not called like the kind."""

_LAYERS = {QUIET: 1, PLAIN: 1, GHOST: 3}
"""Which of them cover others; verdicts are between."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How cells and pixels are made of dots."""

    cell: tuple[int, int]
    """Dots of a cell, across and down."""
    grain: int = 1
    """Dots of a pixel, each way."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A picture of a few cells, and the cell of the system in which its upper left one stands."""

    picture: Picture
    row: int
    column: int
    rows: int
    columns: int

    def places(self) -> Iterator[tuple[int, int]]:
        """Row and column of every cell in its system."""
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + self.columns):
                yield row, column


def head_stamp(head: Glyph, kind: str, grid: Grid, name: str = "") -> Stamp:
    """A head with what a verdict, `QUIET` or `PLAIN` makes of it, and a name written into it."""
    return _stamp(head, kind, grid, name)


def ghost_stamp(x: float, y: float, size: int, grid: Grid) -> Stamp:
    """A wrong key: a cross around a point, as high as a head."""
    nothing = Mask(size, size, (0,) * size)
    return _stamp(Glyph(round(x - size / 2), round(y - size / 2), nothing), GHOST, grid)


def _stamp(head: Glyph, kind: str, grid: Grid, name: str = "") -> Stamp:
    (across, down), margin = grid.cell, head.mask.height
    left, top = head.x - margin, head.y - margin
    column, row = left // across, top // down
    place = left - column * across, top - row * down
    picture = _picture(head.mask, kind, name, place, grid)
    pixels = picture.raster
    return Stamp(
        picture,
        row,
        column,
        pixels.height * grid.grain // down,
        pixels.width * grid.grain // across,
    )


@lru_cache(maxsize=2048)
def _picture(head: Mask, kind: str, name: str, place: tuple[int, int], grid: Grid) -> Picture:
    """The stamp of a head at one place in its cell."""
    (across, down), (left, top) = grid.cell, place
    ink, hole = _drawn(head, kind, name)
    width = -(-(left + ink.width) // across) * across
    height = -(-(top + ink.height) // down) * down
    pixels = raster(
        _moved(ink, left, top, width, height), _moved(hole, left, top, width, height), grid.grain
    )
    return Picture(pixels, _INK.get(kind, kind), PAGE, _LAYERS.get(kind, 2))


def _moved(mask: Mask, left: int, top: int, width: int, height: int) -> Mask:
    below = height - top - mask.height
    rows = (*(0,) * top, *(row << left for row in mask.rows), *(0,) * below)
    return Mask(width, height, rows)


@cache
def _drawn(head: Mask, kind: str, name: str) -> tuple[Mask, Mask]:
    """The ink of a stamp and what is cut out of the head, with room for a head all around."""
    margin = head.height
    width, height = head.width + 2 * margin, head.height + 2 * margin
    own = _moved(head, margin, margin, width, height).rows
    within = _lettering(name) if name else _WITHIN.get(kind, _nothing)
    around = _AROUND.get(kind) or (_BESIDE_NAME.get(kind) if name else None) or _nothing
    inner = _sampled(within, width, height, margin)
    outer = _sampled(around, width, height, margin)
    ink = tuple(a ^ b | c for a, b, c in zip(own, inner, outer, strict=True))
    hole = tuple(a & b for a, b in zip(own, inner, strict=True))
    return Mask(width, height, ink), Mask(width, height, hole)


_Shape = Callable[[float, float], bool]
"""Whether a point is part of it, in half heights of a head from the middle of the head."""


def _sampled(shape: _Shape, width: int, height: int, margin: int) -> tuple[int, ...]:
    half = (height - 2 * margin) / 2
    xs = [(x + 0.5 - width / 2) / half for x in range(width)]
    return tuple(
        sum(1 << x for x, u in enumerate(xs) if shape(u, (y + 0.5 - height / 2) / half))
        for y in range(height)
    )


def _nothing(_: float, __: float) -> bool:
    return False


def _eye(u: float, v: float) -> bool:
    return u * u + v * v < 0.18


def _slash(u: float, v: float) -> bool:
    return abs(u - v) < 0.3 and abs(v) < 1.1


def _ends(u: float, v: float) -> bool:
    return abs(u - v) < 0.3 and 1.1 <= abs(v) < 1.7


def _dot(u: float, v: float) -> bool:
    return u * u + (v + 1.6) ** 2 < 0.12


def _lettering(name: str) -> _Shape:
    """The strokes of a name, most of a head high."""
    size = 1.5 / names.ROWS

    def shape(u: float, v: float) -> bool:
        column, row = u / size + names.columns(name) / 2, v / size + names.ROWS / 2
        return names.has_stroke(name, floor(column), floor(row))

    return shape


def _ring(u: float, v: float) -> bool:
    return 1 < (u / 1.9) ** 2 + (v / 1.6) ** 2 < 1.45


def _arrow(u: float, v: float) -> bool:
    return abs(v) < 0.9 and abs(u - 1.7 + 0.7 * abs(v)) < 0.3


def _cross(u: float, v: float) -> bool:
    return min(abs(u - v), abs(u + v)) < 0.36 and abs(v) < 0.95


_WITHIN: dict[str, _Shape] = {Verdict.RIGHT: _eye, Verdict.WRONG: _slash}
"""What turns ink of a head into a hole, and a hole into ink."""

_AROUND: dict[str, _Shape] = {
    Verdict.MISSED: _ring,
    Verdict.LATE: lambda u, v: _arrow(u - 0.6, v),
    Verdict.EARLY: lambda u, v: _arrow(-u - 0.6, v),
    Verdict.WRONG: _ends,
    GHOST: _cross,
}
"""What stands around a head."""

_BESIDE_NAME: dict[str, _Shape] = {Verdict.RIGHT: _dot}
"""What stands around one in which a name takes the room."""

"""Where note heads and their stems come to lie.

A stem and its heads are rounded together, so that the stem is always the outermost of the columns
of its head, and beams end at the stems' columns.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from renshu.engrave.drawing import SPACE, StemmedHeads, Symbol
from renshu.engrave.glyphs import Glyphs
from renshu.engrave.outlines import Bitmap
from renshu.engrave.scale import Scale

STEM_INSET = 9
"""Units from the edge of a head to the middle of its stem."""

STEM = 2 * STEM_INSET
"""Units that a stem is thick."""


@dataclass(frozen=True, slots=True)
class PlacedHead:
    """A head and the dots it gets."""

    symbol: Symbol
    bitmap: Bitmap
    x: int
    y: int


class Stems:
    """The first columns of stems, by their x in units."""

    def __init__(self, scale: Scale) -> None:
        self.thickness = scale.thickness(STEM)
        """Dots across a stem."""
        self._scale = scale
        self._columns: dict[int, int] = {}

    def put(self, x: float, column: int) -> None:
        """Remember the column chosen for a stem."""
        self._columns[round(x)] = column

    def column(self, x: float, reach: int = 2) -> int:
        """The column of the stem at x, or what the scale says where there is none."""
        for off in range(reach + 1):
            for key in (round(x) - off, round(x) + off):
                if key in self._columns:
                    return self._columns[key]
        return self._scale.edge(self._scale.x(x), self.thickness)


def place_heads(
    groups: list[StemmedHeads], scale: Scale, glyphs: Glyphs, outlines: dict[int, str]
) -> tuple[list[PlacedHead], Stems]:
    """The dots of all heads, and the columns of their stems."""
    stems = Stems(scale)
    placed = [
        head for group in groups for head in _place_group(group, scale, glyphs, outlines, stems)
    ]
    return placed, stems


def _place_group(
    group: StemmedHeads, scale: Scale, glyphs: Glyphs, outlines: dict[int, str], stems: Stems
) -> Iterator[PlacedHead]:
    bitmaps = [glyphs.bitmap(head, outlines) for head in group.heads]
    column = _stem_column(group, bitmaps, scale, stems.thickness)
    if group.stem is not None:
        stems.put(group.stem, column)
    for head, bitmap in zip(group.heads, bitmaps, strict=True):
        if group.stem is None:
            x = scale.column(head.x) - bitmap.left
        elif _is_left_of(head, group.stem):
            x = column + stems.thickness - bitmap.mask.width
        else:
            x = column
        yield PlacedHead(head, bitmap, x, scale.row(head.y, head.staff) - bitmap.top)


def _stem_column(group: StemmedHeads, bitmaps: list[Bitmap], scale: Scale, thickness: int) -> int:
    """The column that lets the heads on the stem's usual side start where the scale says."""
    if group.stem is None:
        return 0
    middle = scale.x(group.stem)
    if not scale.layout.is_fine:
        for head, bitmap in zip(group.heads, bitmaps, strict=True):
            if _is_left_of(head, group.stem):
                return scale.column(head.x + STEM_INSET) + bitmap.mask.width - 1
    return scale.edge(middle, thickness)


def _is_left_of(head: Symbol, stem: float) -> bool:
    return head.x < stem - SPACE * head.size / 2

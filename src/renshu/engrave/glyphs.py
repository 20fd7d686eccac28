"""Which dots a glyph of the music font has at a size: ours where drawn, else its outline's."""

from renshu.engrave.bitmaps import bitmaps
from renshu.engrave.drawing import SPACE, Symbol
from renshu.engrave.outlines import Bitmap, Polygon, fill, fill_crisply, trace
from renshu.engrave.picture import Layout, Mask
from renshu.engrave.scale import dots_across
from renshu.engrave.spans import fill_spans

EM = 4 * SPACE / 1000
"""Units of a drawing to a unit of the font."""

GRACE = 0.9
"""Below this size a glyph is one of a grace note."""

HEADS = range(0xE0A0, 0xE100)

STROKE_COVER = 0.3
"""The share of a dot that must be covered to set it: less than the half that heads need, so that
thin strokes survive."""

EMPTY = Bitmap(Mask(0, 0, ()), 0, 0)


class Glyphs:
    """The glyphs for one layout, each made once."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._across = dots_across(layout.staff_space) * EM
        self._down = layout.staff_space / SPACE * EM
        self._made: dict[tuple[int, float, bool], Bitmap] = {}
        self._right: dict[int, float] = {}

    def bitmap(self, symbol: Symbol, outlines: dict[int, str]) -> Bitmap:
        """The dots of a symbol; none if its font has no such glyph."""
        drawn = bitmaps(self._layout.staff_space, is_grace=symbol.size < GRACE)
        if symbol.code in drawn:
            return drawn[symbol.code]
        key = symbol.code, symbol.size, symbol.is_upright
        if key not in self._made:
            self._made[key] = self._outline(symbol, outlines.get(symbol.code, ""))
        return self._made[key]

    def right(self, symbol: Symbol, outlines: dict[int, str]) -> float:
        """Units from the origin of a symbol to its right edge on paper."""
        if symbol.code not in self._right:
            points = [x for polygon in trace(outlines.get(symbol.code, "")) for x, _ in polygon]
            self._right[symbol.code] = max(points, default=0) * EM
        return self._right[symbol.code] * symbol.size

    def _outline(self, symbol: Symbol, path: str) -> Bitmap:
        polygons = self._scaled(symbol, trace(path))
        if not polygons:
            return EMPTY
        if self._layout.is_fine:
            return fill_spans(polygons)
        if symbol.code in HEADS:
            return fill(polygons)
        return fill_crisply(polygons, STROKE_COVER)

    def _scaled(self, symbol: Symbol, polygons: list[Polygon]) -> list[Polygon]:
        across, down = self._across * symbol.size, self._down * symbol.size
        if symbol.is_upright:
            return [[(-y * across, -x * down) for x, y in polygon] for polygon in polygons]
        return [[(x * across, -y * down) for x, y in polygon] for polygon in polygons]

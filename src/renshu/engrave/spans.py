"""Areas as dots for sizes at which a dot is small: a dot is set where its middle lies inside.

The fill rule is that of fonts: a point is inside where the outline winds around it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import ceil

from renshu.engrave.outlines import Bitmap, Polygon
from renshu.engrave.picture import Mask

Crossings = dict[int, list[tuple[float, int]]]
"""By row: where outlines cross its middle, and whether downward (1) or upward (-1)."""


def fill_spans(polygons: Iterable[Polygon]) -> Bitmap:
    """The dots inside polygons; 0, 0 is the middle of the origin's dot."""
    spans = [
        (y, first, last)
        for y, crossings in _crossings(polygons).items()
        for first, last in _inside(crossings)
        if first <= last
    ]
    if not spans:
        return Bitmap(Mask(0, 0, ()), 0, 0)
    left, right = min(first for _, first, _ in spans), max(last for _, _, last in spans)
    top, bottom = min(y for y, _, _ in spans), max(y for y, _, _ in spans)
    rows = [0] * (bottom - top + 1)
    for y, first, last in spans:
        rows[y - top] |= (1 << last - first + 1) - 1 << first - left
    return Bitmap(Mask(right - left + 1, len(rows), tuple(rows)), -left, -top)


def _crossings(polygons: Iterable[Polygon]) -> Crossings:
    found: Crossings = defaultdict(list)
    for polygon in polygons:
        x0, y0 = polygon[-1]
        for x1, y1 in polygon:
            if y0 != y1:
                slope = (x1 - x0) / (y1 - y0)
                way = 1 if y1 > y0 else -1
                for y in range(ceil(min(y0, y1)), ceil(max(y0, y1))):
                    found[y].append((x0 + (y - y0) * slope, way))
            x0, y0 = x1, y1
    return found


def _inside(crossings: list[tuple[float, int]]) -> Iterator[tuple[int, int]]:
    """The first and last dots of the spans around which the outlines wind."""
    winding, start = 0, 0.0
    for x, way in sorted(crossings):
        if winding == 0:
            start = x
        winding += way
        if winding == 0:
            yield ceil(start), ceil(x) - 1

"""Paints a drawing into dots.

Lines are one dot thin, beams are as thick at one end as at the other, and symbols get whole dots:
nothing is blurred, since a dot of a terminal is on or off.
"""

from collections.abc import Iterator
from itertools import pairwise
from math import floor

from renshu.engrave.canvas import Canvas
from renshu.engrave.drawing import SPACE, Area, Curve, Disc, Drawing, Line, Staff, Symbol
from renshu.engrave.glyphs import Glyphs
from renshu.engrave.heads import STEM_INSET, PlacedHead, place_heads
from renshu.engrave.outlines import Bitmap, bezier
from renshu.engrave.picture import Glyph, Layout, Mask, MeasureBox, StaffLines, SystemPicture, Text
from renshu.engrave.scale import CELL, Scale, dots_across
from renshu.engrave.texts import AS_TEXT, TextPlacer

MARGIN = 60
"""Staff spaces above the upper staff that may be painted; what stays empty is cut off."""

DASH = 2
"""Dots of a dashed line that are on, and then off."""

EPSILON = 1e-3
"""Dots; keeps what should round alike from being torn apart by the last binary digit."""

HOLLOW = {0xE0A2, 0xE0A3}
"""Heads through whose hole no line shows: it would fill it."""

DISC = 0.45
"""Staff spaces across a dot behind a note."""

LEDGER = "ledgerLines"

QUIET = {"barLine", "system", "pedal", "grpSym"}
"""Lines that order the page; they are drawn as quietly as the staff lines."""


class Painter:
    """Paints systems for one layout; glyphs once made are kept."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        space = layout.staff_space
        self._glyphs = Glyphs(space, dots_across(space), space / SPACE)

    def paint(self, drawing: Drawing, first_measure: int, number: str = "") -> SystemPicture:
        """The picture of a system.

        Args:
            drawing: Its shapes.
            first_measure: Index of its first measure.
            number: The number printed at its beginning.
        """
        return _Painting(drawing, self.layout, self._glyphs).picture(first_measure, number)


class _Painting:
    def __init__(self, drawing: Drawing, layout: Layout, glyphs: Glyphs) -> None:
        self.drawing = drawing
        self.glyphs = glyphs
        space = layout.staff_space
        self.system = max(drawing.measures, key=len, default=[])
        self.scale = Scale(self.system, space, MARGIN * space)
        bottom = self.system[-1].lines[-1] if self.system else 0
        height = self.scale.row(bottom) + MARGIN * space
        self.ink = Canvas(layout.width, height)
        self.staff = Canvas(layout.width, height)
        self.staves = tuple(self._staff_lines())
        self.placed, self.stems = place_heads(drawing.heads, self.scale, glyphs, drawing.outlines)

    def picture(self, first_measure: int, number: str) -> SystemPicture:
        self._paint()
        texts = self._texts(number)
        top, bottom = self._extent(texts)
        return SystemPicture(
            width=self.ink.width,
            height=bottom - top,
            ink=self.ink.cut(top, bottom),
            staff=self.staff.cut(top, bottom),
            heads=self._heads(top),
            measures=tuple(self._measures(first_measure)),
            staves=tuple(
                StaffLines(s.staff, s.left, s.right, tuple(y - top for y in s.lines))
                for s in self.staves
            ),
            texts=tuple(Text(t.x, t.y - top, t.kind, t.text, t.note_id) for t in texts),
        )

    def _paint(self) -> None:
        for staff in self.staves:
            for y in staff.lines:
                self.staff.across(staff.left, staff.right, y)
        ledgers = [line for line in self.drawing.lines if line.part == LEDGER]
        others = [line for line in self.drawing.lines if line.part != LEDGER]
        for line in ledgers:
            self._line(line, self.ink)
        for head in self.placed:
            self._head(head)
        for line in others:
            self._line(line, self.staff if line.part in QUIET else self.ink)
        for area in self.drawing.areas:
            self._beam(area)
        for curve in self.drawing.curves:
            self._curve(curve)
        for symbol in self.drawing.symbols:
            self._symbol(symbol)
        for disc in self.drawing.discs:
            self._disc(disc)

    def _staff_lines(self) -> Iterator[StaffLines]:
        for index, staff in enumerate(self.system):
            of_all = [measure[index] for measure in self.drawing.measures if index < len(measure)]
            left = min(self.scale.column(one.left) for one in of_all)
            right = max(self.scale.column(one.right) for one in of_all)
            rows = tuple(self.scale.row(y) for y in staff.lines)
            yield StaffLines(index + 1, left, min(right, self.ink.width - 1), rows)

    # Shapes

    def _line(self, line: Line, canvas: Canvas) -> None:
        thick = round(line.width * self.scale.across)
        for (x0, y0), (x1, y1) in pairwise(line.points):
            if x0 == x1 and not line.is_dashed:
                column = self.stems.column(x0) if line.part == "stem" else self.scale.column(x0)
                top, bottom = sorted((self.scale.row(y0), self.scale.row(y1)))
                for off in range(max(thick, 1)):
                    canvas.down(column - thick // 2 + off, top, bottom)
            elif y0 == y1 and not line.is_dashed:
                left, right = sorted((self.scale.column(x0), self.scale.column(x1)))
                canvas.across(left, right, self.scale.row(y0))
            else:
                dash = DASH if line.is_dashed else 0
                canvas.stroke(self._point(x0, y0), self._point(x1, y1), dash)

    def _beam(self, area: Area) -> None:
        """A beam from stem to stem, its thickness the same all along."""
        xs = sorted({x for x, _ in area.points})
        if len(xs) != 2:
            return
        left, right = xs
        upper = [min(y for x, y in area.points if x == end) for end in xs]
        lower = max(y for x, y in area.points if x == left)
        first = self.stems.column(left + STEM_INSET)
        last = self.stems.column(right - STEM_INSET)
        thick = max(int((lower - upper[0]) * self.scale.down), 1)
        slope = (upper[1] - upper[0]) / (right - left)
        for column in range(first, last + 1):
            # Beams of one group lie on parallel lines: taken at the same x they step together.
            y = upper[0] + slope * (column / self.scale.across - left)
            top = floor(self.scale.y(y) + 1 + EPSILON)
            self.ink.down(column, top, top + thick - 1)

    def _curve(self, curve: Curve) -> None:
        points = tuple(self._point(x, y) for x, y in curve.points)
        steps = max(int(abs(points[3][0] - points[0][0])) // 3, 6)
        along = [bezier(points, step / steps) for step in range(steps + 1)]
        for start, end in pairwise(along):
            self.ink.stroke(start, end)

    def _symbol(self, symbol: Symbol) -> None:
        if symbol.code in AS_TEXT:
            return
        if symbol.is_upright:
            self._wave(symbol)
            return
        bitmap = self.glyphs.bitmap(symbol, self.drawing.outlines)
        x = self._left(symbol, bitmap)
        y = self.scale.row(symbol.y) - bitmap.top
        _clear(self.staff, bitmap.mask, x, y)
        self.ink.stamp(bitmap.mask, x, y)

    def _left(self, symbol: Symbol, bitmap: Bitmap) -> int:
        if symbol.part == "flag":
            return self.stems.column(symbol.x + STEM_INSET) - bitmap.left
        if symbol.part == "accid":
            # Ours are wider than on paper; the room for that is to the left.
            right = symbol.x + self.glyphs.right(symbol, self.drawing.outlines)
            return self.scale.column(right) - bitmap.mask.width
        x = self.scale.column(symbol.x) - bitmap.left
        return x - 1 if symbol.part == "keyAccid" else x

    def _disc(self, disc: Disc) -> None:
        size = max(round(self.scale.staff_space * DISC), 1)
        left, top = self.scale.column(disc.x), self.scale.row(disc.y)
        for row in range(top - size // 2, top - size // 2 + size):
            self.ink.across(left, left + size - 1, row)

    def _wave(self, symbol: Symbol) -> None:
        """A length of an arpeggio's line, upward from the symbol's origin."""
        bottom = self.scale.row(symbol.y)
        for y in range(bottom - self.scale.staff_space, bottom + 1):
            self.ink.dot(self.scale.column(symbol.x) - 1 + (0, 1, 2, 1)[y % 4], y)

    def _head(self, head: PlacedHead) -> None:
        if head.symbol.code in HOLLOW:
            _clear(self.staff, head.bitmap.mask, head.x, head.y)
            _clear(self.ink, head.bitmap.mask, head.x, head.y)
        self.ink.stamp(head.bitmap.mask, head.x, head.y)

    # Results

    def _texts(self, number: str) -> tuple[Text, ...]:
        placer = TextPlacer(self.ink, self.staves, self.scale)
        if number.strip("0") and self.staves:
            placer.number(number)
        for symbol in self.drawing.symbols:
            if symbol.code in AS_TEXT:
                placer.symbol(symbol)
        for words in sorted(self.drawing.words, key=placer.turn):
            placer.words(words)
        return tuple(placer.placed)

    def _extent(self, texts: tuple[Text, ...]) -> tuple[int, int]:
        """The first row with ink and the one behind the last, on the borders of cells."""
        both = zip(self.ink.rows, self.staff.rows, strict=True)
        rows = [y for y, (ink, quiet) in enumerate(both) if ink or quiet]
        rows += [text.y for text in texts]
        if not rows:
            return 0, CELL
        return min(rows) // CELL * CELL, (max(rows) // CELL + 1) * CELL

    def _heads(self, top: int) -> dict[str, Glyph]:
        return {
            head.symbol.owner: Glyph(head.x, head.y - top, head.bitmap.mask)
            for head in self.placed
            if head.symbol.owner
        }

    def _measures(self, first: int) -> Iterator[MeasureBox]:
        for index, staves in enumerate(self.drawing.measures, first):
            left, right = _span(staves)
            yield MeasureBox(
                index,
                self.scale.column(left),
                min(self.scale.column(right), self.ink.width - 1),
            )

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return self.scale.x(x), self.scale.y(y)


def _span(staves: list[Staff]) -> tuple[float, float]:
    return (
        min((staff.left for staff in staves), default=0),
        max((staff.right for staff in staves), default=0),
    )


def _clear(canvas: Canvas, mask: Mask, x: int, y: int) -> None:
    """Empty the rectangle in which a mask is going to be stamped."""
    window = ~((1 << mask.width) - 1 << max(x, 0))
    for row in range(max(y, 0), min(y + mask.height, canvas.height)):
        canvas.rows[row] &= window

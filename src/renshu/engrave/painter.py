"""Paints a drawing into dots: ink, quiet lines, heads, and where measures, staves and texts lie."""

from collections.abc import Callable, Iterator

from renshu.engrave.canvas import Canvas
from renshu.engrave.drawing import Drawing, Staff, Symbol
from renshu.engrave.fine_strokes import FineStrokes
from renshu.engrave.glyphs import Glyphs
from renshu.engrave.heads import STEM_INSET, place_heads
from renshu.engrave.lettering import TUPLET, Lettering
from renshu.engrave.outlines import Bitmap
from renshu.engrave.picture import Glyph, Layout, Mask, MeasureBox, StaffLines, SystemPicture, Text
from renshu.engrave.scale import STAFF_LINE, Scale
from renshu.engrave.strokes import Strokes
from renshu.engrave.texts import AS_TEXT

MARGIN = 60
"""Staff spaces above the upper staff that may be painted; what stays empty is cut off."""

HOLLOW = {0xE0A2, 0xE0A3}
"""Heads through whose hole no line shows: it would fill it."""

HEAD = 240
"""Units that a head takes at most, with what its roundings add."""

LEDGER = "ledgerLines"

QUIET = {"barLine", "system", "grpSym"}
"""Lines that order the page; they are drawn as quietly as the staff lines."""


class Painter:
    """Paints systems for one layout; glyphs once made are kept."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._glyphs = Glyphs(layout)

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
        system = max(drawing.measures, key=len, default=[])
        self.layout = layout
        self.scale = Scale(
            system, layout, MARGIN * layout.staff_space, drawing.indent, _right_end(drawing)
        )
        bottom = system[-1].lines[-1] if system else 0
        height = self.scale.row(bottom) + MARGIN * layout.staff_space
        self.ink = Canvas(layout.width, height)
        self.quiet = Canvas(layout.width, height)
        self.staves = tuple(self._staff_lines(system))
        self.heads, self.stems = place_heads(drawing.heads, self.scale, glyphs, drawing.outlines)

    def picture(self, first_measure: int, number: str) -> SystemPicture:
        self._paint_lines()
        self._paint_rest()
        texts = self._texts(number)
        top, bottom = self._extent(texts)
        return SystemPicture(
            width=self.ink.width,
            height=bottom - top,
            ink=self.ink.cut(top, bottom),
            staff=self.quiet.cut(top, bottom),
            heads=self._glyphs_of_heads(top),
            measures=tuple(self._measures(first_measure)),
            staves=tuple(
                StaffLines(s.staff, s.left, s.right, tuple(y - top for y in s.lines))
                for s in self.staves
            ),
            texts=tuple(Text(t.x, t.y - top, t.kind, t.text, t.note_id) for t in texts),
        )

    def _staff_lines(self, system: list[Staff]) -> Iterator[StaffLines]:
        for index, staff in enumerate(system):
            of_all = [measure[index] for measure in self.drawing.measures if index < len(measure)]
            left = min(self.scale.column(one.left) for one in of_all)
            right = max(self.scale.column(one.right) for one in of_all)
            rows = tuple(self.scale.row(y) for y in staff.lines)
            yield StaffLines(index + 1, left, min(right, self.ink.width - 1), rows)

    # Painting

    def _paint_lines(self) -> None:
        """The lines that heads and symbols are going to stand on."""
        thickness = self.scale.thickness(STAFF_LINE)
        for staff in self.staves:
            for y in staff.lines:
                top = self.scale.edge(y, thickness)
                self.quiet.block(staff.left, staff.right, top, top + thickness - 1)
        self._paint_strokes(self.quiet, lambda part: part in QUIET)
        self._paint_strokes(self.ink, lambda part: part == LEDGER)

    def _paint_rest(self) -> None:
        self._paint_heads()
        self._paint_strokes(self.ink, lambda part: part not in {*QUIET, LEDGER, TUPLET})
        strokes = self._strokes(self.ink)
        for disc in self.drawing.discs:
            strokes.disc(disc)
        for symbol in self.drawing.symbols:
            if symbol.is_upright:
                strokes.wave(symbol)
            elif symbol.code not in AS_TEXT:
                self._symbol(symbol)

    def _paint_strokes(self, canvas: Canvas, is_meant: Callable[[str], bool]) -> None:
        """The lines, beams and curves of some parts."""
        strokes = self._strokes(canvas)
        for line in self.drawing.lines:
            if is_meant(line.part):
                strokes.line(line)
        for beam in self.drawing.areas:
            if is_meant(beam.part):
                strokes.beam(beam)
        for curve in self.drawing.curves:
            if is_meant(curve.part):
                strokes.curve(curve)

    def _strokes(self, canvas: Canvas) -> Strokes | FineStrokes:
        if self.layout.is_fine:
            outlines = self.drawing.outlines
            return FineStrokes(canvas, self.scale, self.stems, self.glyphs, outlines)
        return Strokes(canvas, self.scale, self.stems)

    def _paint_heads(self) -> None:
        for head in self.heads:
            if head.symbol.code in HOLLOW and not self.layout.is_fine:
                _clear(self.quiet, head.bitmap.mask, head.x, head.y)
                _clear(self.ink, head.bitmap.mask, head.x, head.y)
        for head in self.heads:
            self.ink.stamp(head.bitmap.mask, head.x, head.y)

    def _symbol(self, symbol: Symbol) -> None:
        bitmap = self.glyphs.bitmap(symbol, self.drawing.outlines)
        x = self._left(symbol, bitmap)
        y = self.scale.row(symbol.y, symbol.staff) - bitmap.top
        if not self.layout.is_fine:
            _clear(self.quiet, bitmap.mask, x, y)
        self.ink.stamp(bitmap.mask, x, y)

    def _left(self, symbol: Symbol, bitmap: Bitmap) -> int:
        if symbol.part == "flag":
            return self.stems.column(symbol.x + STEM_INSET) - bitmap.left
        if symbol.part == "accid" and not self.layout.is_fine:
            # Ours are wider than on paper; the room for that is to the left.
            right = symbol.x + self.glyphs.right(symbol, self.drawing.outlines)
            return self.scale.column(right) - bitmap.mask.width
        x = self.scale.column(symbol.x) - bitmap.left
        if self.layout.is_fine:
            return x
        return x - 1 if symbol.part == "keyAccid" else x

    # Results

    def _texts(self, number: str) -> tuple[Text, ...]:
        lettering = Lettering(self.drawing, self.scale, self.staves, self.ink, self.quiet)
        return lettering.write(number, lambda canvas, line: self._strokes(canvas).line(line))

    def _extent(self, texts: tuple[Text, ...]) -> tuple[int, int]:
        """The first row with anything and the one behind the last, on the borders of cells."""
        both = zip(self.ink.rows, self.quiet.rows, strict=True)
        rows = [y for y, (ink, quiet) in enumerate(both) if ink or quiet]
        rows += [text.y for text in texts]
        cell = self.layout.cell[1]
        if not rows:
            return 0, cell
        return min(rows) // cell * cell, (max(rows) // cell + 1) * cell

    def _glyphs_of_heads(self, top: int) -> dict[str, Glyph]:
        return {
            head.symbol.owner: Glyph(head.x, head.y - top, head.bitmap.mask)
            for head in self.heads
            if head.symbol.owner
        }

    def _measures(self, first: int) -> Iterator[MeasureBox]:
        for index, staves in enumerate(self.drawing.measures, first):
            left = min((staff.left for staff in staves), default=0)
            right = max((staff.right for staff in staves), default=0)
            last = min(self.scale.column(right), self.ink.width - 1)
            yield MeasureBox(index, self.scale.column(left), last)


def _right_end(drawing: Drawing) -> float:
    ends = [staff.right for staves in drawing.measures for staff in staves]
    ends += [head.x + HEAD for group in drawing.heads for head in group.heads]
    return max(ends, default=0)


def _clear(canvas: Canvas, mask: Mask, x: int, y: int) -> None:
    """Empty the rectangle in which a mask is going to be stamped."""
    canvas.clear(x, x + mask.width - 1, y, y + mask.height - 1)

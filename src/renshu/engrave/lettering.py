"""What is written around the notes, in the order in which it may choose its place.

First what belongs to a few notes, then what goes where room is left.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from renshu.engrave.brackets import BracketPainter
from renshu.engrave.canvas import Canvas
from renshu.engrave.drawing import Bracket, Drawing, Line, Symbol, Words
from renshu.engrave.picture import StaffLines, Text
from renshu.engrave.room import Room
from renshu.engrave.scale import Scale
from renshu.engrave.texts import AS_TEXT, KINDS, SINKING, TextPlacer

TUPLET = "tupletBracket"


class Lettering:
    """Writes all text of a system, and draws the brackets that stand beside text.

    Args:
        drawing: The shapes of the system.
        scale: Where they lie.
        staves: Its staves in dots.
        ink: What is drawn already; brackets are added to it.
        quiet: What pedal lines are added to.
    """

    def __init__(
        self,
        drawing: Drawing,
        scale: Scale,
        staves: tuple[StaffLines, ...],
        ink: Canvas,
        quiet: Canvas,
    ) -> None:
        self._drawing = drawing
        self._scale = scale
        self._staves = staves
        self._ink = ink
        self._cell = scale.layout.cell
        self._room = Room(ink, self._cell, staves[0].lines[0] // self._cell[1] if staves else 0)
        self._placer = TextPlacer(self._room, scale)
        self._brackets = BracketPainter(ink, quiet, scale, self._room)

    def write(self, number: str, stroke: Callable[[Canvas, Line], None]) -> tuple[Text, ...]:
        """All texts.

        Args:
            number: The bar number at the beginning; none if empty.
            stroke: Draws a line on a canvas.
        """
        if number.strip("0") and self._staves:
            self._placer.number(number, self._staves[0])
        self._tuplets(stroke)
        self._draw("octave")
        for symbol in self._symbols():
            if AS_TEXT[symbol.code][0] not in {"tuplet", "pedal"}:
                self._placer.symbol(symbol)
        self._verses()
        self._words(is_sinking=False)
        self._draw("voltaBracket")
        self._words(is_sinking=True)
        self._pedals()
        return tuple(self._placer.placed)

    def _symbols(self) -> Iterator[Symbol]:
        return (symbol for symbol in self._drawing.symbols if symbol.code in AS_TEXT)

    def _tuplets(self, stroke: Callable[[Canvas, Line], None]) -> None:
        """The figures, and then the brackets around them, which leave their cells free."""
        for symbol in self._symbols():
            if AS_TEXT[symbol.code][0] == "tuplet":
                self._placer.symbol(symbol)
        brackets = Canvas(self._ink.width, self._ink.height)
        for line in self._drawing.lines:
            if line.part == TUPLET:
                stroke(brackets, line)
        width, height = self._cell
        for text in self._placer.placed:
            top = text.y // height * height
            brackets.clear(text.x, text.x + len(text.text) * width - 1, top, top + height - 1)
        self._ink.merge(brackets)
        self._room.fill(brackets)

    def _draw(self, part: str) -> None:
        for bracket in self._of(part):
            self._placer.placed += self._brackets.place(bracket)

    def _of(self, part: str) -> list[Bracket]:
        return [bracket for bracket in self._drawing.brackets if bracket.part == part]

    def _verses(self) -> None:
        verses: defaultdict[int, list[Words]] = defaultdict(list)
        for words in self._drawing.words:
            if KINDS.get(words.part) == "lyric":
                row = self._scale.row(words.y - words.size / 4) // self._cell[1]
                verses[row].append(words)
        for row in sorted(verses):
            self._placer.verse(verses[row])

    def _words(self, *, is_sinking: bool) -> None:
        for words in self._drawing.words:
            kind = KINDS.get(words.part, "words")
            if kind != "lyric" and (kind in SINKING) == is_sinking:
                self._placer.words(words)

    def _pedals(self) -> None:
        """All pedals below a staff in one row, as high as they all have nothing below them."""
        lines: defaultdict[int, list[Bracket]] = defaultdict(list)
        signs: defaultdict[int, list[Symbol]] = defaultdict(list)
        for bracket in self._of("pedal"):
            lines[self._row_above(bracket.y)].append(bracket)
        for symbol in self._symbols():
            if AS_TEXT[symbol.code][0] == "pedal":
                signs[self._row_above(symbol.y)].append(symbol)
        for row in sorted({*lines, *signs}):
            self._pedal_row(row + 1, lines[row], signs[row])

    def _pedal_row(self, row: int, lines: list[Bracket], signs: list[Symbol]) -> None:
        spans = [self._brackets.extent(line) for line in lines]
        spans += [self._placer.span(sign) for sign in signs]
        heights = [line.y for line in lines] + [sign.y for sign in signs]
        last = self._scale.row(max(heights)) // self._cell[1]
        while not all(self._room.is_free(*span, row, max(row, last)) for span in spans):
            row += 1
        for line in lines:
            self._brackets.draw(line, row)
        self._placer.pedals(row, sorted(signs, key=lambda one: one.x))

    def _row_above(self, y: float) -> int:
        """The text row of the lowest line of the staff above a height."""
        at = self._scale.row(y)
        rows = [staff.lines[-1] for staff in self._staves if staff.lines[-1] < at]
        return max(rows, default=at) // self._cell[1]

"""Octave lines, endings and pedals, each in one text row: its words, then its line.

On paper they take two rows or more, which a terminal has not got.
"""

from renshu.engrave.canvas import Canvas
from renshu.engrave.drawing import Bracket
from renshu.engrave.picture import Text
from renshu.engrave.room import Room
from renshu.engrave.scale import Scale

KINDS = {"octave": "octave", "voltaBracket": "ending", "pedal": "pedal"}

LINE = 18
"""Units that a line is thick."""

HIGH = 0.3
"""How far down its row the line of a bracket lies whose hooks point down."""

DASH = 2
"""Text columns in which a dashed line is on once and off once."""


class BracketPainter:
    """Draws brackets where there is room.

    Args:
        ink: What octave lines and endings are drawn on.
        quiet: What pedal lines are drawn on.
        scale: Where things lie.
        room: What is free.
    """

    def __init__(self, ink: Canvas, quiet: Canvas, scale: Scale, room: Room) -> None:
        self._canvases = {"octave": ink, "voltaBracket": ink, "pedal": quiet}
        self._scale = scale
        self._room = room
        self._column, self._row = scale.layout.cell

    def place(self, bracket: Bracket) -> list[Text]:
        """Draw a bracket in the nearest free row; its words are returned."""
        left, right = self.extent(bracket)
        row = self._room.nearest(left, right, self._scale.row(bracket.y) // self._row)
        return self.draw(bracket, row)

    def draw(self, bracket: Bracket, row: int) -> list[Text]:
        """Draw a bracket in a text row; its words are returned."""
        left, right = self.extent(bracket)
        self._room.take(left, right, row)
        words = []
        if bracket.text:
            y = row * self._row + self._row // 2
            words = [Text(left, y, KINDS[bracket.part], bracket.text)]
            left += len(bracket.text) * self._column + self._column // 2
        if left < right:
            self._line(bracket, left, right - 1, row)
        return words

    def extent(self, bracket: Bracket) -> tuple[int, int]:
        """The first column, and the one behind the last."""
        words = len(bracket.text) * self._column
        left = max(min(self._scale.column(bracket.left), self._room.width - words), 0)
        if bracket.text:
            left = left // self._column * self._column
        right = min(self._scale.column(bracket.right) + 1, self._room.width)
        return left, max(right, left + words)

    def _line(self, bracket: Bracket, left: int, right: int, row: int) -> None:
        canvas, thickness = self._canvases[bracket.part], self._scale.thickness(LINE)
        top, bottom = row * self._row, (row + 1) * self._row - 1
        share = HIGH if bracket.is_above else 1 - HIGH
        line = self._scale.edge(top + share * (bottom - top), thickness)
        dash = max(DASH * self._column // 2, 1) if bracket.is_dashed else right - left + 1
        for start in range(left, right + 1, 2 * dash):
            end = min(start + dash - 1, right)
            canvas.block(start, end, line, line + thickness - 1)
        hook = (line, bottom) if bracket.is_above else (top, line)
        if bracket.has_start and not bracket.text:
            canvas.block(left, left + thickness - 1, *hook)
        if bracket.has_end:
            canvas.block(right - thickness + 1, right, *hook)

"""Which text cells of a system are still free."""

from renshu.engrave.canvas import Canvas

FURTHEST = 8
"""Rows from its place that something is put at most."""


class Room:
    """The cells in which nothing is drawn or written.

    Args:
        ink: What is drawn already; what is drawn later must be told.
        cell: Dots of a cell, across and down.
        top_row: The text row of the top line of the upper staff.
    """

    def __init__(self, ink: Canvas, cell: tuple[int, int], top_row: int) -> None:
        self._taken = Canvas(ink.width, ink.height)
        self._taken.rows = list(ink.rows)
        self._row = cell[1]
        self.top_row = top_row

    @property
    def width(self) -> int:
        """Dots across."""
        return self._taken.width

    def is_free(self, left: int, right: int, row: int, last: int | None = None) -> bool:
        """Whether the dots from left to right, right not included, are free in a text row.

        Args:
            left: The first column of dots.
            right: The one behind the last.
            row: The text row.
            last: The last text row, if there are several.
        """
        end = (row if last is None else last) + 1
        return self._taken.is_free(left, right, row * self._row, end * self._row)

    def take(self, left: int, right: int, row: int) -> None:
        """Let nothing else be put between left and right, right not included."""
        self._taken.block(left, right - 1, row * self._row, (row + 1) * self._row - 1)

    def fill(self, drawn: Canvas) -> None:
        """Let nothing be put where a canvas of the same size is drawn on."""
        self._taken.merge(drawn)

    def nearest(self, left: int, right: int, row: int) -> int:
        """The nearest text row that is free, preferring away from the upper staff."""
        for distance in range(FURTHEST + 1):
            off = -distance if row < self.top_row else distance
            for candidate in (row + off, row - off):
                if self.is_free(left, right, candidate):
                    return candidate
        return row

    def lowest(self, left: int, right: int, row: int) -> int:
        """The row of something above the staves, let down until it meets what is drawn."""
        while row + 1 < self.top_row and self.is_free(left, right, row + 1):
            row += 1
        return row

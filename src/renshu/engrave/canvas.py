"""A one-bit canvas whose rows are integers, and the strokes the painter needs.

Bit x (from the least) of a row is its dot x. Drawing beyond the edges is cut off.
"""

from renshu.engrave.picture import Mask


class Canvas:
    """A picture being painted."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.rows = [0] * height
        self._edge = (1 << width) - 1

    def dot(self, x: int, y: int) -> None:
        """Set one dot."""
        if 0 <= y < self.height and 0 <= x < self.width:
            self.rows[y] |= 1 << x

    def across(self, left: int, right: int, y: int) -> None:
        """Set the dots from left to right, both included."""
        left = max(left, 0)
        if 0 <= y < self.height and left <= right:
            self.rows[y] |= ((1 << (right - left + 1)) - 1 << left) & self._edge

    def down(self, x: int, top: int, bottom: int) -> None:
        """Set the dots from top to bottom, both included."""
        if 0 <= x < self.width:
            bit = 1 << x
            for y in range(max(top, 0), min(bottom, self.height - 1) + 1):
                self.rows[y] |= bit

    def block(self, left: int, right: int, top: int, bottom: int) -> None:
        """Set the dots of a rectangle, all four edges included."""
        for y in range(top, bottom + 1):
            self.across(left, right, y)

    def clear(self, left: int, right: int, top: int, bottom: int) -> None:
        """Unset the dots of a rectangle, all four edges included."""
        window = ~((1 << max(right + 1, 0)) - (1 << max(left, 0)))
        for y in range(max(top, 0), min(bottom, self.height - 1) + 1):
            self.rows[y] &= window

    def merge(self, other: "Canvas") -> None:
        """Set the dots that are set in a canvas of the same size."""
        self.rows = [row | more for row, more in zip(self.rows, other.rows, strict=True)]

    def stroke(self, start: tuple[float, float], end: tuple[float, float], dash: int = 0) -> None:
        """A line one dot thin, by its longer side; a dash is as many dots on and then off."""
        (x0, y0), (x1, y1) = start, end
        steps = max(abs(round(x1) - round(x0)), abs(round(y1) - round(y0)), 1)
        for step in range(steps + 1):
            if not dash or step // dash % 2 == 0:
                share = step / steps
                self.dot(round(x0 + (x1 - x0) * share), round(y0 + (y1 - y0) * share))

    def stamp(self, mask: Mask, x: int, y: int) -> None:
        """Add a mask whose upper left dot comes to lie at x, y."""
        for index, row in enumerate(mask.rows, y):
            if 0 <= index < self.height:
                self.rows[index] |= (row << x if x >= 0 else row >> -x) & self._edge

    def is_free(self, left: int, right: int, top: int, bottom: int) -> bool:
        """Whether no dot is set between these, right and bottom not included."""
        left = max(left, 0)
        if right <= left:
            return True
        window = (1 << (right - left)) - 1 << left
        return not any(row & window for row in self.rows[max(top, 0) : max(bottom, 0)])

    def cut(self, top: int, bottom: int) -> Mask:
        """The rows from top to bottom, bottom not included."""
        return Mask(self.width, bottom - top, tuple(self.rows[top:bottom]))

"""Which cells of the screen are windows, from what Textual writes to the terminal."""

from collections.abc import Iterable, Iterator

from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.strip import Strip

from renshu.tui.drawing.pieces import WINDOW, marks

Written = tuple[int, int, Strip]
"""A strip that is written: row, first column, cells."""


def written(update: object) -> Iterator[Written]:
    """The strips that an update of Textual's compositor writes, as it writes them."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in strips:
                yield y, x, strip
                x += strip.cell_length
    elif isinstance(update, ChopsUpdate):
        for y, left, right in update.spans:
            for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if chop is not None and x < right and end > left:
                    yield y, x, chop if end <= right else chop.crop(0, right - x)


class Windows:
    """The windows of the whole screen."""

    def __init__(self) -> None:
        self.rows: dict[int, int] = {}
        """Rows with windows: for each a number whose bit `x` is the cell in that column."""

    def clear(self) -> None:
        """Nothing is on the screen any more."""
        self.rows.clear()

    def note(self, strips: Iterable[Written]) -> bool:
        """Take note of what is written; returns whether other cells are windows now."""
        changed = False
        for y, x, strip in strips:
            before = self.rows.get(y, 0)
            after = before & ~((1 << strip.cell_length) - 1 << x) | _marks(strip) << x
            if after != before:
                self.rows[y] = after
                changed = True
        return changed


def _marks(strip: Strip) -> int:
    found, x = 0, 0
    for segment in strip:
        if WINDOW in segment.text:
            found |= marks(segment.text) << x
        x += segment.cell_length
    return found

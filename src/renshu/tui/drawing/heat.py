"""The bars of a piece through time as cells: columns are bars, rows are days or takes.

As in the bar strip, the height of a block says how much was right, so that it can be read without
its colour. Above the rows stands how likely each bar is not to be clean the next time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from renshu.practice.trends.heat import HeatRow
from renshu.tui.drawing.bar_strip import LEGEND as LOOKS
from renshu.tui.drawing.bar_strip import look
from renshu.tui.drawing.row import Cell, Row, row
from renshu.tui.drawing.table import fitted

LABEL = 14
"""Cells of what stands before the bars."""
HEADS = 2
"""Lines above the rows: the numbers of the bars, and how weak they are."""

LEGEND = f"{LOOKS}  weak ▆ often wrong"
"""What the cells say."""

_WIDEST = 3
_WEAK = ((0.6, "█", "wrong"), (0.45, "▆", "wrong"), (0.3, "▄", "fair"), (0.15, "▂", "fair"))


@dataclass(frozen=True, slots=True)
class HeatShape:
    """Which bars and rows are seen, and where."""

    bars: int
    rows: int
    columns: int
    """Bars that have room side by side."""
    lines: int
    """Rows that have room."""
    cell_width: int
    first_bar: int = 0
    first_row: int = 0

    @property
    def shown(self) -> range:
        """Indexes of the bars that are seen."""
        return range(self.first_bar, min(self.bars, self.first_bar + self.columns))

    @property
    def shown_rows(self) -> range:
        """Indexes of the rows that are seen."""
        return range(self.first_row, min(self.rows, self.first_row + self.lines))

    def showing(self, bar: int, at_row: int) -> "HeatShape":
        """The shape in which a cell is seen, moved no further than it must be."""
        first_bar = min(max(self.first_bar, bar - self.columns + 1), bar)
        first_row = min(max(self.first_row, at_row - self.lines + 1), at_row)
        return replace(self, first_bar=max(0, first_bar), first_row=max(0, first_row))

    def at(self, x: int, y: int) -> tuple[int, int | None] | None:
        """The bar and the row of a cell of the screen; above the rows it is the bar alone."""
        bar = self.first_bar + (x - LABEL) // self.cell_width
        if x < LABEL or bar not in self.shown or y < 0:
            return None
        if y < HEADS:
            return bar, None
        at_row = self.first_row + y - HEADS
        return (bar, at_row) if at_row in self.shown_rows else None


def fit(bars: int, rows: int, width: int, height: int) -> HeatShape:
    """The widest cells that get all bars into `width`; where there are too many, some are seen."""
    room = max(1, width - LABEL)
    cell_width = max(1, min(_WIDEST, room // max(1, bars)))
    return HeatShape(bars, rows, room // cell_width, max(1, height - HEADS), cell_width)


def numbers(shape: HeatShape, printed: Sequence[str], cursor: int) -> Row:
    """The line of bar numbers: those that have room, and that of the cursor."""
    text = [" "] * (len(shape.shown) * shape.cell_width)
    for bar in shape.shown:
        if bar % 4 == 0:
            _write(text, (bar - shape.first_bar) * shape.cell_width, printed[bar])
    here = (cursor - shape.first_bar) * shape.cell_width
    cells = [Cell(char, "quiet") for char in text]
    number = printed[cursor] if cursor in shape.shown else ""
    for place, char in enumerate(f"{number} " if number else "", max(0, here)):
        if place < len(cells):
            cells[place] = Cell(char, "accent")
    before = "‹" if shape.first_bar else " "
    after = "›" if shape.shown.stop < shape.bars else ""
    return row([Cell("bar".ljust(LABEL - 1), "quiet"), Cell(before, "accent"), *cells,
                Cell(after, "accent")])  # fmt: skip


def weak_line(shape: HeatShape, chances: Mapping[int, float], cursor: int) -> Row:
    """How likely each bar is not to be clean the next time; the higher, the weaker."""
    cells = [Cell("weak".ljust(LABEL), "quiet")]
    for bar in shape.shown:
        sign, part = weak_look(chances.get(bar))
        cells += _cells(shape.cell_width, sign, part, "cursor" if bar == cursor else "")
    return row(cells)


def weak_look(chance: float | None) -> tuple[str, str]:
    """The sign and the part of a chance; a quiet dot where the bar was not played."""
    if chance is None:
        return "·", "quiet"
    return next(((sign, part) for least, sign, part in _WEAK if chance >= least), (" ", ""))


def heat_line(shape: HeatShape, one: HeatRow, label: str, cursor: int, *, is_here: bool) -> Row:
    """One day or take; its column at the cursor is shaded, and its cell there stands out."""
    cells = [Cell(fitted(label, LABEL), "accent" if is_here else "quiet")]
    for bar in shape.shown:
        sign, part = look(one.bars.get(bar))
        ground = ("cursor" if is_here else "loop") if bar == cursor else ""
        cells += _cells(shape.cell_width, sign, part, ground)
    return row(cells)


def _cells(width: int, sign: str, part: str, ground: str) -> Iterator[Cell]:
    body = max(1, width - 1)
    yield Cell(sign.ljust(body) if part == "quiet" else sign * body, part, ground)
    if width > 1:
        yield Cell(" ", "", ground)


def _write(text: list[str], place: int, number: str) -> None:
    """Write a number where it has room and a blank after it."""
    end = place + len(number)
    is_free = all(char == " " for char in text[max(0, place - 1) : end])
    if end <= len(text) and is_free:
        text[place:end] = number

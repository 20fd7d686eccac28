"""The bar strip: the whole piece in one row, a cell or more for each bar, as it went so far.

The height of a block says how much was right, so that it can be read without its colour.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from renshu.practice.take import Tally
from renshu.tui.drawing.row import Cell, Row, row

_WIDEST = 4
_LEVELS = ((0.95, "▇", "right"), (0.8, "▅", "fair"), (0.5, "▃", "fair"), (0.0, "▁", "wrong"))


@dataclass(frozen=True, slots=True)
class StripShape:
    """How bars are laid on cells: `bars_per_cell` is 1 unless there are more bars than cells."""

    bars: int
    cell_width: int
    bars_per_cell: int

    @property
    def width(self) -> int:
        """Cells from end to end."""
        return -(-self.bars // self.bars_per_cell) * self.cell_width

    def measure_at(self, column: int) -> int | None:
        """Index of the (first) measure that the cell at `column` stands for."""
        if not 0 <= column < self.width:
            return None
        return column // self.cell_width * self.bars_per_cell

    def columns(self, measure: int) -> range:
        """The cells of a measure."""
        left = measure // self.bars_per_cell * self.cell_width
        return range(left, left + self.cell_width)


def fit(bars: int, width: int) -> StripShape:
    """The widest cells that get all bars into `width`."""
    bars, width = max(1, bars), max(1, width)
    return StripShape(bars, max(1, min(_WIDEST, width // bars)), -(-bars // width))


def look(tally: Tally | None) -> tuple[str, str]:
    """The sign and the part (colour) of a bar: a quiet dot until it was played."""
    share = tally.accuracy if tally else None
    if share is None:
        return "·", "quiet"
    return next((sign, part) for least, sign, part in _LEVELS if share >= least)


def draw(shape: StripShape, tallies: Mapping[int, Tally], current: int | None, loop: range) -> Row:
    """The strip; the current bar has the ground `cursor`, bars of the loop have `loop`."""
    return row(_cells(shape, tallies, current, loop))


def _cells(
    shape: StripShape, tallies: Mapping[int, Tally], current: int | None, loop: range
) -> Iterator[Cell]:
    for first in range(0, shape.bars, shape.bars_per_cell):
        together = range(first, min(first + shape.bars_per_cell, shape.bars))
        sign, part = look(_sum([tallies[bar] for bar in together if bar in tallies]))
        ground = "cursor" if current in together else "loop" if first in loop else ""
        body = max(1, shape.cell_width - 1)
        yield Cell(sign * body if part != "quiet" else sign.ljust(body), part, ground)
        if shape.cell_width > 1:
            yield Cell(" ", "", ground)


def _sum(tallies: list[Tally]) -> Tally | None:
    if not tallies:
        return None
    return Tally(
        sum(one.matched for one in tallies),
        sum(one.wrong for one in tallies),
        sum(one.missed for one in tallies),
        sum(one.extra for one in tallies),
    )

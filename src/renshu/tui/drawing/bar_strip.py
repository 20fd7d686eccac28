"""The bar strip: the whole piece, a cell or more for each bar, as it went so far.

The height of a block says how much was right, so that it can be read without its colour. A piece
with more bars than cells takes more rows, or shows the bars around the current one.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from renshu.practice.take import Tally
from renshu.tui.drawing.row import Cell, Row, row

_WIDEST = 4
_LEVELS = ((0.95, "▇", "right"), (0.8, "▅", "fair"), (0.5, "▃", "fair"), (0.0, "▁", "wrong"))
_UNPLAYED, _HARD, _TO_LOOP = "·", "•", "─"

LEGEND = "▇ all right  ▅ nearly  ▃ half  ▁ not yet  · not played"
"""What the signs of `look` say."""


@dataclass(frozen=True, slots=True)
class StripShape:
    """How bars are laid on cells."""

    bars: int
    cell_width: int
    per_row: int
    """Bars."""
    rows: int = 1
    first: int = 0
    """Index of the first bar that is shown."""

    @property
    def width(self) -> int:
        """Cells from end to end."""
        return self.per_row * self.cell_width

    @property
    def shown(self) -> range:
        """Indexes of the bars for which there are cells."""
        return range(self.first, min(self.bars, self.first + self.per_row * self.rows))

    @property
    def is_cut(self) -> bool:
        """Whether there are bars for which there is no cell."""
        return len(self.shown) < self.bars

    def measure_at(self, column: int, line: int = 0) -> int | None:
        """Index of the measure that a cell stands for."""
        if not (0 <= column < self.width and 0 <= line < self.rows):
            return None
        measure = self.first + line * self.per_row + column // self.cell_width
        return measure if measure in self.shown else None

    def cells(self, measure: int) -> tuple[range, int]:
        """The columns and the row of a measure; no columns where it is not shown."""
        if measure not in self.shown:
            return range(0), 0
        line, place = divmod(measure - self.first, self.per_row)
        left = place * self.cell_width
        return range(left, left + self.cell_width), line

    def showing(self, measure: int) -> "StripShape":
        """The shape in which a measure is shown, with more of what follows than of what was."""
        if measure in self.shown or not 0 <= measure < self.bars:
            return self
        return self.from_bar(measure - self.per_row * self.rows // 4)

    def from_bar(self, first: int) -> "StripShape":
        """The shape that begins with a bar, as far as there are bars enough."""
        last = max(0, self.bars - self.per_row * self.rows)
        return replace(self, first=min(last, max(0, first)))


def fit(bars: int, width: int, most_rows: int = 1) -> StripShape:
    """The widest cells that get all bars into `width`, or a cell for each in several rows.

    Args:
        bars: How many there are.
        width: Cells.
        most_rows: Where these are not enough, the strip shows some bars only, and leaves a cell
            free at both ends.
    """
    bars, width = max(1, bars), max(3, width)
    if bars <= width:
        return StripShape(bars, min(_WIDEST, width // bars), bars)
    needed = -(-bars // width)
    if needed <= most_rows:
        return StripShape(bars, 1, -(-bars // needed), needed)
    return StripShape(bars, 1, width - 2, most_rows)


def look(tally: Tally | None, *, is_hard: bool = False) -> tuple[str, str]:
    """The sign and the part (colour) of a bar: a quiet dot until it was played."""
    share = tally.accuracy if tally else None
    if share is None:
        return _HARD if is_hard else _UNPLAYED, "quiet"
    return next((sign, part) for least, sign, part in _LEVELS if share >= least)


def draw(
    shape: StripShape,
    tallies: Mapping[int, Tally],
    current: int | None,
    loop: range,
    hard: Collection[int] = (),
) -> tuple[Row, ...]:
    """The rows; the current bar has the ground `cursor`, bars of the loop have `loop`.

    The `hard` bars have a thicker dot until they were played.
    """
    return tuple(
        row(
            cell
            for measure in shape.shown[line * shape.per_row : (line + 1) * shape.per_row]
            for cell in _cells(
                shape.cell_width,
                look(tallies.get(measure), is_hard=measure in hard),
                is_current=measure == current,
                is_looped=measure in loop,
            )
        )
        for line in range(shape.rows)
    )


def _cells(
    width: int, looks: tuple[str, str], *, is_current: bool, is_looped: bool
) -> Iterator[Cell]:
    sign, part = looks
    ground = "cursor" if is_current else "loop" if is_looped else ""
    body = max(1, width - 1)
    if part != "quiet":
        yield Cell(sign * body, part, ground)
    elif is_looped:
        yield Cell(_TO_LOOP * body, "accent", ground)
    else:
        yield Cell(sign.ljust(body), part, ground)
    if width > 1:
        yield Cell(" ", "", ground)

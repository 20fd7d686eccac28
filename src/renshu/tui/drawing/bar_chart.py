"""Charts over the bars of a piece, in text cells: two curves in one, or the dots of one take.

Every value has a shape of its own, so that a chart can be read without its colours.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from statistics import fmean

from renshu.tui.drawing.row import Cell, Row, Span, row

LABEL = 6
"""Cells at the left for what a row stands for."""

FIRST, SECOND, BOTH = "○", "●", "◉"
"""The signs of take A, of take B, and of both in one cell."""

_WIDEST = 4
_COUNTS = ((4, "●"), (2, "•"), (1, "·"))


@dataclass(frozen=True, slots=True)
class Columns:
    """How the bars of a piece are laid on the columns of a chart."""

    bars: int
    room: int
    """Cells."""

    def of(self, bar: int) -> int:
        """The column of a bar."""
        if self.bars <= self.room:
            return bar * min(_WIDEST, self.room // max(1, self.bars))
        return bar * self.room // self.bars


@dataclass(frozen=True, slots=True)
class Scale:
    """Which values the rows of a chart stand for, the highest on top."""

    low: float
    high: float
    height: int
    """Rows."""

    def row(self, value: float) -> int:
        """The row of a value; the top or the bottom one of values that lie outside."""
        share = (self.high - value) / (self.high - self.low)
        return min(self.height - 1, max(0, round(share * (self.height - 1))))

    def value(self, line: int) -> float:
        """The value in the middle of a row."""
        return self.high - (self.high - self.low) * line / max(1, self.height - 1)


def curves(
    first: Mapping[int, float],
    second: Mapping[int, float],
    bars: int,
    width: int,
    height: int,
) -> tuple[Row, ...]:
    """The tempo of two takes, bar by bar, as shares; the written tempo is a dotted line.

    Args:
        first: Take A, by measure index.
        second: Take B.
        bars: How many the piece has.
        width: Cells.
        height: Rows.
    """
    values = (*first.values(), *second.values(), 1.0)
    scale = Scale(floor(min(values) * 10) / 10, ceil(max(values) * 10) / 10 or 1.0, height)
    scale = scale if scale.high > scale.low else Scale(scale.low - 0.1, scale.high + 0.1, height)
    columns = Columns(bars, max(1, width - LABEL))
    dots = _dots(first, columns, scale), _dots(second, columns, scale)
    return tuple(
        (_label(f"{scale.value(line):.0%}", line, height), *_curve_row(dots, line, columns, scale))
        for line in range(height)
    )


def scatter(
    timings: Mapping[int, Sequence[float]],
    bars: int,
    width: int,
    height: int,
    limit: float,
    part: str,
) -> tuple[Row, ...]:
    """When each right note of a take came, bar by bar: late above the line, early below.

    Args:
        timings: Milliseconds by measure index.
        bars: How many the piece has.
        width: Cells.
        height: Rows.
        limit: Milliseconds at the top and at the bottom; what lies outside stands there.
        part: What the dots are drawn as.
    """
    scale, columns = Scale(-limit, limit, height), Columns(bars, max(1, width - LABEL))
    counts: dict[tuple[int, int], int] = {}
    for bar, values in timings.items():
        for value in values:
            place = columns.of(bar), scale.row(value)
            counts[place] = counts.get(place, 0) + 1
    return tuple(
        (
            _label(_signed(scale.value(line)), line, height),
            *row(_scatter_cells(counts, line, columns.room, scale, part)),
        )
        for line in range(height)
    )


def limit_of(timings: Iterable[Sequence[float]]) -> float:
    """A limit that most timings lie within: full tens of milliseconds, 50 at the least."""
    distances = sorted(abs(value) for values in timings for value in values)
    if not distances:
        return 50.0
    return max(50.0, ceil(distances[int(0.95 * (len(distances) - 1))] / 10) * 10.0)


def _dots(values: Mapping[int, float], columns: Columns, scale: Scale) -> dict[int, int]:
    """The row of a curve in each column; bars that share one have their mean there."""
    shared: dict[int, list[float]] = {}
    for bar, value in values.items():
        shared.setdefault(columns.of(bar), []).append(value)
    return {column: scale.row(fmean(some)) for column, some in shared.items()}


def _curve_row(
    dots: tuple[dict[int, int], dict[int, int]], line: int, columns: Columns, scale: Scale
) -> Row:
    return row(_curve_cells(dots, line, columns.room, is_written=line == scale.row(1.0)))


def _curve_cells(
    dots: tuple[dict[int, int], dict[int, int]], line: int, room: int, *, is_written: bool
) -> Iterator[Cell]:
    first, second = dots
    for column in range(room):
        is_first, is_second = first.get(column) == line, second.get(column) == line
        if is_first and is_second:
            yield Cell(BOTH, "accent")
        elif is_second:
            yield Cell(SECOND, "accent")
        elif is_first:
            yield Cell(FIRST, "ink")
        else:
            yield Cell("┈" if is_written else " ", "quiet")


def _scatter_cells(
    counts: Mapping[tuple[int, int], int], line: int, room: int, scale: Scale, part: str
) -> Iterator[Cell]:
    ground = "┈" if line == scale.row(0.0) else " "
    for column in range(room):
        count = counts.get((column, line), 0)
        sign = next((sign for least, sign in _COUNTS if count >= least), "")
        yield Cell(sign, part) if sign else Cell(ground, "quiet")


def _label(text: str, line: int, height: int) -> Span:
    """What a row stands for, at the top, in the middle and at the bottom."""
    is_told = line in {0, (height - 1) // 2, height - 1}
    return Span((text if is_told else "").rjust(LABEL - 1) + " ", "quiet")


def _signed(value: float) -> str:
    return f"{value:+.0f}" if round(value) else "0"

"""A table of text: columns that share the width, cells that end in an ellipsis when cut.

Widths are those of the terminal: a Japanese character takes two cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from renshu.tui.drawing.row import Row, Span
from renshu.tui.drawing.row import cut as columns_of

_GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the cells it needs at least, and its share of what is left."""

    heading: str
    least: int
    share: int = 0
    part: str = "words"
    """What its text is drawn as; empty where that is another in each line."""
    is_right: bool = False
    """Whether it is flush right, as numbers are."""


Cell = str | Row
"""What stands in a column: a text, or one whose parts look different."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table."""

    key: str
    """What the line stands for."""
    cells: tuple[Cell, ...]
    part: str = ""
    """What cells are drawn as in columns that leave it to the line."""


def widths(columns: Sequence[Column], width: int) -> tuple[int, ...]:
    """Cells for each column; columns from the right are left out (0) while all do not fit."""
    shown = len(columns)
    while shown > 1 and _needed(columns[:shown]) > width:
        shown -= 1
    spare = max(0, width - _needed(columns[:shown]))
    shares = sum(column.share for column in columns[:shown]) or 1
    wide = [column.least + spare * column.share // shares for column in columns[:shown]]
    return (*wide, *[0] * (len(columns) - shown))


def draw(
    columns: Sequence[Column],
    wide: Sequence[int],
    cells: Sequence[Cell],
    *,
    part: str = "",
    ground: str = "",
) -> Row:
    """One line of the table.

    Args:
        columns: All columns.
        wide: Their widths.
        cells: Their texts.
        part: What columns without a part of their own are drawn as, in this line.
        ground: What the line stands on.
    """
    spans: list[Span] = []
    for column, cell_width, cell in zip(columns, wide, cells, strict=True):
        if cell_width:
            look = column.part or part
            row = (Span(cell, look),) if isinstance(cell, str) else cell
            spans += fitted_row(row, cell_width, is_right=column.is_right)
            spans.append(Span(" " * _GAP))
    return tuple(Span(span.text, span.ink, span.ground or ground) for span in spans)


def heading(
    columns: Sequence[Column],
    wide: Sequence[int],
    ordered_by: int | None = None,
    *,
    is_falling: bool = False,
) -> Row:
    """The line of headings.

    Args:
        columns: All columns.
        wide: Their widths.
        ordered_by: The index of the column that the lines are ordered by.
        is_falling: Whether the greatest comes first.
    """
    spans: list[Span] = []
    for index, (column, cell_width) in enumerate(zip(columns, wide, strict=True)):
        if cell_width:
            is_order = index == ordered_by
            text = column.heading + ("▾" if is_falling else "▴") * is_order
            cell = fitted(text, cell_width, is_right=column.is_right)
            spans.append(Span(cell + " " * _GAP, "accent" if is_order else "quiet"))
    return tuple(spans)


def column_at(wide: Sequence[int], x: int) -> int | None:
    """Index of the column that a cell of the line belongs to."""
    right = 0
    for index, cell_width in enumerate(wide):
        right += cell_width + _GAP if cell_width else 0
        if 0 <= x < right:
            return index
    return None


def fitted(text: str, width: int, *, is_right: bool = False) -> str:
    """The text in exactly `width` cells."""
    text = cut(text, width)
    blank = " " * (width - cell_len(text))
    return blank + text if is_right else text + blank


def fitted_row(row: Row, width: int, *, is_right: bool = False) -> Row:
    """The row in exactly `width` cells; it ends in an ellipsis where it is cut."""
    needed = sum(cell_len(span.text) for span in row)
    if needed > width:
        kept = columns_of(row, 0, width - 1)
        used = sum(cell_len(span.text) for span in kept)
        return (*kept, Span("…".ljust(width - used), kept[-1].ink if kept else ""))
    blank = Span(" " * (width - needed))
    return (blank, *row) if is_right else (*row, blank)


def cut(text: str, width: int) -> str:
    """The text, or as much of it as fits before an ellipsis."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width else ""


def _needed(columns: Sequence[Column]) -> int:
    return sum(column.least + _GAP for column in columns)

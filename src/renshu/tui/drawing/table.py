"""A table of text: columns that share the width, cells that end in an ellipsis when cut.

Widths are those of the terminal: a Japanese character takes two cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from renshu.tui.drawing.row import Row, Span

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
    cells: Sequence[str],
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
    return tuple(
        Span(
            fitted(text, cell_width, is_right=column.is_right) + " " * _GAP,
            column.part or part,
            ground,
        )
        for column, cell_width, text in zip(columns, wide, cells, strict=True)
        if cell_width
    )


def heading(columns: Sequence[Column], wide: Sequence[int]) -> Row:
    """The line of headings."""
    return tuple(
        Span(fitted(column.heading, cell_width, is_right=column.is_right) + " " * _GAP, "quiet")
        for column, cell_width in zip(columns, wide, strict=True)
        if cell_width
    )


def fitted(text: str, width: int, *, is_right: bool = False) -> str:
    """The text in exactly `width` cells."""
    text = cut(text, width)
    blank = " " * (width - cell_len(text))
    return blank + text if is_right else text + blank


def cut(text: str, width: int) -> str:
    """The text, or as much of it as fits before an ellipsis."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…" if width else ""


def _needed(columns: Sequence[Column]) -> int:
    return sum(column.least + _GAP for column in columns)

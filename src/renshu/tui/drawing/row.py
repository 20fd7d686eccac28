"""A row of text cells with the part each plays, before any colour is chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from rich.cells import cell_len

_FAR = 10_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One character; `ink` and `ground` name parts (`right`, `key-black`), not colours."""

    text: str
    ink: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring cells of one look."""

    text: str
    ink: str = ""
    ground: str = ""


Row = tuple[Span, ...]
"""A line of the screen, from left to right."""


def row(cells: Iterable[Cell]) -> Row:
    """Cells joined into spans wherever the look stays the same."""
    looks = groupby(cells, key=lambda cell: (cell.ink, cell.ground))
    return tuple(
        Span("".join(cell.text for cell in group), ink, ground) for (ink, ground), group in looks
    )


def on_ground(spans: Row, columns: range, ground: str) -> Row:
    """The row with some of its columns standing on another ground."""
    if not columns:
        return spans
    changed = (
        Span(span.text, span.ink, ground) for span in cut(spans, columns.start, columns.stop)
    )
    return (*cut(spans, 0, columns.start), *changed, *cut(spans, columns.stop, _FAR))


def cut(spans: Row, left: int, right: int) -> Row:
    """The columns from `left` to `right`, the latter not included."""
    parts: list[Span] = []
    start = 0
    for span in spans:
        end = start + cell_len(span.text)
        if left <= start and end <= right:
            parts.append(span)
        elif text := _between(span.text, left - start, right - start):
            parts.append(Span(text, span.ink, span.ground))
        start = end
    return tuple(parts)


def plain(rows: Sequence[Row]) -> str:
    """The characters alone, a line for each row."""
    return "\n".join("".join(span.text for span in spans) for spans in rows)


def _between(text: str, left: int, right: int) -> str:
    return text[_index(text, left) : _index(text, right)]


def _index(text: str, column: int) -> int:
    """Index of the character at a column; Japanese takes two columns a character."""
    if len(text) == cell_len(text):
        return max(0, column)
    widths = accumulate(map(cell_len, text))
    return sum(width <= column for width in widths)

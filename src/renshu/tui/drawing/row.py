"""A row of text cells with the part each plays, before any colour is chosen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.cells import cell_len


@dataclass(frozen=True, slots=True)
class Cell:
    """A character, or a few; `ink` and `ground` name parts (`right`, `key-black`), not colours."""

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
    """Cells joined into spans wherever the look stays the same; a blank looks like any ink."""
    spans: list[Span] = []
    text, ink, ground = "", "", ""
    for cell in cells:
        if text and (cell.ground != ground or (cell.ink != ink and cell.text != " ")):
            spans.append(Span(text, ink, ground))
            text = ""
        if not text:
            ink, ground = cell.ink, cell.ground
        text += cell.text
    return (*spans, Span(text, ink, ground)) if text else tuple(spans)


def on_ground(spans: Row, columns: range, ground: str) -> Row:
    """The row with some of its columns standing on another ground."""
    if not columns:
        return spans
    parts: list[Span] = []
    start = 0
    for span in spans:
        end = start + cell_len(span.text)
        if end <= columns.start or columns.stop <= start:
            parts.append(span)
        else:
            parts.extend(_parted(span, columns.start - start, columns.stop - start, ground))
        start = end
    return tuple(parts)


def cut(spans: Row, left: int, right: int) -> Row:
    """The columns from `left` to `right`, the latter not included."""
    parts: list[Span] = []
    start = 0
    for span in spans:
        end = start + cell_len(span.text)
        if left <= start and end <= right:
            parts.append(span)
        elif start < right and left < end:
            text = span.text[_index(span.text, left - start) : _index(span.text, right - start)]
            parts.append(Span(text, span.ink, span.ground))
        start = end
    return tuple(parts)


def plain(rows: Sequence[Row]) -> str:
    """The characters alone, a line for each row."""
    return "\n".join("".join(span.text for span in spans) for spans in rows)


def _parted(span: Span, left: int, right: int, ground: str) -> Iterator[Span]:
    first, last = _index(span.text, left), _index(span.text, right)
    if first:
        yield Span(span.text[:first], span.ink, span.ground)
    if first < last:
        yield Span(span.text[first:last], span.ink, ground)
    if last < len(span.text):
        yield Span(span.text[last:], span.ink, span.ground)


def _index(text: str, column: int) -> int:
    """Index of the character at a column; Japanese takes two columns a character."""
    if len(text) == cell_len(text):
        return min(max(0, column), len(text))
    widths = accumulate(map(cell_len, text))
    return sum(width <= column for width in widths)

"""A row of text cells with the part each plays, before any colour is chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby


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


def plain(rows: Sequence[Row]) -> str:
    """The characters alone, a line for each row."""
    return "\n".join("".join(span.text for span in spans) for spans in rows)

"""The line at the head of every screen: where you are, what is so, what you play on."""

from rich.cells import cell_len

from renshu.tui.drawing.row import Row, Span
from renshu.tui.drawing.table import cut

_LEAST_TITLE = 8


def headline(title: str, facts: tuple[str, ...], source: str, width: int) -> Row:
    """The line in `width` cells: the source gives way first, then the title is cut.

    Args:
        title: What is open.
        facts: What is so just now; joined by middle dots.
        source: What the player plays on, at the right end.
        width: Cells.
    """
    told = "".join(f" · {fact}" for fact in facts if fact)
    room = max(_LEAST_TITLE, width - cell_len(told) - 4)
    left = f" ♪ {cut(title, room)}"
    told = told[: max(0, width - cell_len(left))]
    gap = width - cell_len(left) - cell_len(told) - cell_len(source) - 1
    if not source or gap < 2:
        return Span(left, "accent"), Span(told, "words")
    return Span(left, "accent"), Span(told, "words"), Span(" " * gap), Span(source + " ", "quiet")

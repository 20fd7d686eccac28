"""Which cells of the screen show which cells of which pictures.

The screen marks the cells that a picture may shine through with a blank of their own. Whatever
comes to stand there instead (words, a dialog, a message) takes the mark away, and with it the
picture: so pictures are cut, moved and covered as text is.

A row of marks is an integer whose bit `x` (from the least) is the cell in that column.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from renshu.tui.drawing.kitty import Part
from renshu.tui.drawing.raster import Raster

WINDOW = "\u00a0"
"""The blank of a cell that a picture shines through: every font has it, and nobody types it."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture, and the parts of the theme that colour it. Each is itself alone."""

    raster: Raster
    ink: str
    """What colours its ink."""
    lines: str
    """What colours its lines."""
    layer: int = 0
    """Pictures of a higher layer cover those of a lower one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A row of cells of a picture, standing in a row of the screen."""

    picture: Picture
    row: int
    """The row of cells in the picture."""
    column: int
    """Its first column there."""
    x: int
    """The column of the screen in which that stands."""
    columns: int


def marks(text: str) -> int:
    """The windows in a text of which every sign fills one cell."""
    if WINDOW not in text:
        return 0
    if text.count(WINDOW) == len(text):
        return (1 << len(text)) - 1
    return sum(1 << x for x, sign in enumerate(text) if sign == WINDOW)


def runs(row: int) -> Iterator[range]:
    """The columns of marks that stand side by side."""
    while row:
        start = (row & -row).bit_length() - 1
        filled = row >> start
        length = (~filled & filled + 1).bit_length() - 1
        yield range(start, start + length)
        row &= ~((1 << length) - 1 << start)


Placed = dict[tuple[Picture, Part], None]
"""Parts of pictures on the screen, in order, each once."""


def placed(rows: Iterable[tuple[int, int, Iterable[Piece]]]) -> Placed:
    """What of the pieces shines through.

    Args:
        rows: Rows of the screen from top to bottom: number, marks, and what stands there.

    Returns:
        The parts to be shown; what continues in the row below is one part.
    """
    done: Placed = {}
    open_parts: dict[tuple[Picture, int, int, int], Part] = {}
    for y, row, pieces in rows:
        still_open: dict[tuple[Picture, int, int, int], Part] = {}
        for piece in pieces:
            within = row & ((1 << piece.columns) - 1 << piece.x)
            for run in runs(within):
                column = piece.column + run.start - piece.x
                key = piece.picture, column, run.start, len(run)
                above = open_parts.pop(key, None)
                if above and above.row + above.rows == piece.row and above.y + above.rows == y:
                    part = Part(column, above.row, run.start, above.y, len(run), above.rows + 1)
                else:
                    if above:
                        done[piece.picture, above] = None
                    part = Part(column, piece.row, run.start, y, len(run), 1)
                still_open[key] = part
        done.update({(key[0], part): None for key, part in open_parts.items()})
        open_parts = still_open
    done.update({(key[0], part): None for key, part in open_parts.items()})
    return done

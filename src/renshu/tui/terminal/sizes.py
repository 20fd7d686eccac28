"""How large notation is engraved for an output."""

from enum import IntEnum

from renshu.engrave.picture import Layout
from renshu.tui.drawing.stamps import Grid
from renshu.tui.terminal.choosing import PIXELS, Output

GRAIN = 2
"""Dots of a pixel each way, from which come five shades of grey."""

_PIXEL_SHARES = (0.6, 0.85, 0.45)
"""Text rows from one staff line to the next, in pixels, by size."""

_DOTS = (4, 6, 3)
"""Dots from one staff line to the next, in characters: 4 puts a line on every text row."""


class Size(IntEnum):
    """What zooming goes through, in order."""

    NORMAL = 0
    LARGE = 1
    SMALL = 2


def layout_for(output: Output, columns: int, size: Size) -> Layout:
    """What to engrave for.

    Args:
        output: What the notation is drawn with.
        columns: Columns a system may be wide.
        size: How large it should be.
    """
    if output.cells not in PIXELS:
        return Layout(columns * output.cell[0], _DOTS[size])
    across, down = grid_of(output).cell
    space = round(output.cell[1] * _PIXEL_SHARES[size]) * GRAIN
    return Layout(columns * across, space, (across, down), GRAIN)


def grid_of(output: Output) -> Grid:
    """The dots that a picture of an output is engraved in."""
    across, down = output.cell
    return Grid((across * GRAIN, down * GRAIN), GRAIN)

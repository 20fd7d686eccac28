"""Pictures as sixels: painted again, together with their ground, wherever text was written.

A terminal wipes the sixels of a cell when text is written there, so what covers a picture needs no
care; what is written over and still a window gets its pixels back after the frame.
"""

from collections.abc import Iterator, Sequence

from textual.screen import Screen
from textual.strip import Strip

from renshu.tui.drawing.flat import Paints, flat
from renshu.tui.drawing.pieces import WINDOW, runs
from renshu.tui.drawing.raster import Colour
from renshu.tui.drawing.sixel import sixel
from renshu.tui.terminal.picture_layer import PictureLayer, PictureView, pieces_in
from renshu.tui.terminal.windows import Written

_BLACK: Colour = (0, 0, 0)


class SixelLayer(PictureLayer):
    """Fills the windows that were written anew."""

    def frame(self, strips: Sequence[Written], screens: Sequence[Screen[object]]) -> str:
        """Paint the windows among what was written."""
        self.windows.note(strips)
        views = self.visible(screens)
        bands = "".join(band for y, x, strip in strips for band in self._bands(y, x, strip, views))
        return f"\x1b7{bands}\x1b8" if bands else ""

    def _bands(self, y: int, x: int, strip: Strip, views: Sequence[PictureView]) -> Iterator[str]:
        grounds = _grounds(strip)
        row = sum(1 << x + index for index, ground in enumerate(grounds) if ground)
        for view in views if row else ():
            region = view.region
            within = row & ((1 << region.width) - 1 << region.x)
            pieces = pieces_in(view, y)
            for run in runs(within) if pieces else ():
                cells = [one or _BLACK for one in grounds[run.start - x : run.stop - x]]
                paints = Paints(self.output.colours, view.colour_of)
                pixels = flat(run, cells, pieces, self.output.cell, paints)
                yield f"\x1b[{y + 1};{run.start + 1}H{sixel(pixels, paints.colours)}"


def _grounds(strip: Strip) -> list[Colour | None]:
    """The ground of every cell that is a window, None for others."""
    grounds: list[Colour | None] = []
    for segment in strip:
        if WINDOW not in segment.text:
            grounds.extend([None] * segment.cell_length)
            continue
        ground = segment.style.bgcolor if segment.style else None
        red, green, blue = ground.get_truecolor(foreground=False) if ground else _BLACK
        grounds.extend((red, green, blue) if sign == WINDOW else None for sign in segment.text)
    return grounds

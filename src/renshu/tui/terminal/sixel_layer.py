"""Pictures as sixels: painted again, together with their ground, wherever text was written.

A terminal wipes the sixels of a cell when text is written there, so what covers a picture needs no
care; what is written over and still a window gets its pixels back after the frame. A view is
painted in bands, always the same ones: xterm keeps sixteen sixel pictures, and takes one of the
same place and size for another state of the same.
"""

from collections.abc import Iterator, Sequence

from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from renshu.tui.drawing.flat import Paints, flat
from renshu.tui.drawing.pieces import WINDOW, runs
from renshu.tui.drawing.raster import Colour
from renshu.tui.drawing.sixel import UNPAINTED, sixel
from renshu.tui.terminal.choosing import Output
from renshu.tui.terminal.colours import shown
from renshu.tui.terminal.picture_layer import PictureLayer, PictureView, pieces_in
from renshu.tui.terminal.windows import Written

PICTURES = 15
"""How many pictures a view is painted in, at most."""

WIDEST = 960
"""Pixels that a picture may be wide: xterm takes no more than a thousand."""

_BLACK: Colour = (0, 0, 0)


class SixelLayer(PictureLayer):
    """Fills the windows in the bands that were written to."""

    def __init__(self, output: Output) -> None:
        super().__init__(output)
        self._grounds: dict[int, dict[int, Colour]] = {}

    def start_over(self, output: Output) -> str:
        """Nothing is on the screen any more."""
        self._grounds.clear()
        return super().start_over(output)

    def frame(self, strips: Sequence[Written], screens: Sequence[Screen[object]]) -> str:
        """Paint the bands that were written to."""
        self.windows.note(strips)
        system = screens[0].app.console.color_system
        for y, x, strip in strips:
            self._grounds.setdefault(y, {}).update(_grounds(strip, x, system))
        bands = "".join(
            self._painted(view, band, paints)
            for view in self.visible(screens)
            for paints in (Paints(self.output.colours, view.colour_of),)
            for band in _bands(view.region, self.output.cell[0])
            if any(_is_in(written, band) for written in strips)
        )
        return f"\x1b7{bands}\x1b8" if bands else ""

    def _painted(self, view: PictureView, band: Region, paints: Paints) -> str:
        rows = [row for y in band.line_range for row in self._row(view, band, y, paints)]
        if not paints.colours:
            return ""
        return f"\x1b[{band.y + 1};{band.x + 1}H{sixel(rows, paints.colours)}"

    def _row(self, view: PictureView, band: Region, y: int, paints: Paints) -> list[bytes]:
        """The pixels of a row of cells, those of words left free."""
        across, down = self.output.cell
        rows = [bytearray((UNPAINTED,)) * (band.width * across) for _ in range(down)]
        within = self.windows.rows.get(y, 0) & (1 << band.width) - 1 << band.x
        pieces = pieces_in(view, y) if within else []
        grounds = self._grounds.get(y, {})
        for run in runs(within) if pieces else ():
            cells = [grounds.get(x, _BLACK) for x in run]
            start = (run.start - band.x) * across
            filled = flat(run, cells, pieces, self.output.cell, paints)
            for row, pixels in zip(rows, filled, strict=True):
                row[start : start + len(pixels)] = pixels
        return [bytes(row) for row in rows]


def _bands(region: Region, across: int) -> Iterator[Region]:
    """Where a view is painted, if a cell is so many pixels wide."""
    beside = max(1, -(-region.width * across // WIDEST))
    columns = -(-region.width // beside)
    rows = max(1, -(-region.height // (PICTURES // beside)))
    for y in range(region.y, region.bottom, rows):
        for x in range(region.x, region.right, columns):
            yield Region(x, y, columns, rows).intersection(region)


def _is_in(written: Written, band: Region) -> bool:
    y, x, strip = written
    return y in band.line_range and x < band.right and x + strip.cell_length > band.x


def _grounds(strip: Strip, x: int, system: str | None) -> Iterator[tuple[int, Colour]]:
    """The column and the ground of every window in a strip."""
    for segment in strip:
        if WINDOW in segment.text:
            ground = segment.style.bgcolor if segment.style else None
            colour = shown(ground, system) if ground else _BLACK
            for column, sign in enumerate(segment.text, x):
                if sign == WINDOW:
                    yield column, colour
        x += segment.cell_length

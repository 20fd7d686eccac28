"""Pictures by Kitty's protocol: each is sent once, then shown, moved and taken away by number."""

import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence

from textual.screen import Screen

from renshu.tui.drawing import kitty
from renshu.tui.drawing.kitty import Part
from renshu.tui.drawing.pieces import Picture, placed
from renshu.tui.drawing.png import png
from renshu.tui.drawing.raster import Colour, palette
from renshu.tui.terminal.choosing import Output
from renshu.tui.terminal.picture_layer import PictureLayer, PictureView, pieces_in
from renshu.tui.terminal.windows import Written

KEPT_PIXELS = 30_000_000
"""Pixels of pictures that the terminal keeps for us: 120 MB of its memory, of 320 that it gives."""

_LOWEST = 1
"""The layer of the lowest pictures. All are over the cells, whose grounds are seen through them;
under the text of cells they could be too, but there kitty 0.26 mixes up colours.
"""

Coloured = tuple[Picture, Colour, Colour]
"""A picture with the colours of its ink and its lines."""


class KittyLayer(PictureLayer):
    """Keeps what the terminal shows equal to what shines through the windows."""

    def __init__(self, output: Output) -> None:
        super().__init__(output)
        self._next = (os.getpid() & 0xFFFF) << 12
        self._sent: OrderedDict[Coloured, int] = OrderedDict()
        self._shown: dict[tuple[Coloured, Part], tuple[int, int]] = {}
        self._versions: list[tuple[PictureView, int]] = []

    def start_over(self, output: Output) -> str:
        """Take all away; what still fits is not sent again."""
        gone = "".join(kitty.take_away(*numbers) for numbers in self._shown.values())
        if output.cell != self.output.cell:
            gone += self.close()
        self._shown.clear()
        return gone + super().start_over(output)

    def close(self) -> str:
        """Let the terminal forget all pictures."""
        gone = "".join(kitty.forget(image) for image in self._sent.values())
        self._sent.clear()
        self._shown.clear()
        self._versions = []
        return gone

    def frame(self, strips: Sequence[Written], screens: Sequence[Screen[object]]) -> str:
        """Send, show and take away what has changed."""
        changed = self.windows.note(strips)
        views = self.visible(screens)
        versions = [(view, view.version) for view in views]
        if not changed and versions == self._versions:
            return ""
        self._versions = versions
        wanted = dict.fromkeys(one for view in views for one in self._wanted(view))
        commands = "".join((*self._take_away(wanted), *self._show(wanted)))
        if not commands:
            return ""
        # Whoever writes text next must find the cursor where it was.
        return f"\x1b7{commands}{''.join(self._tidy())}\x1b8"

    def _wanted(self, view: PictureView) -> Iterator[tuple[Coloured, Part]]:
        marked = self.windows.rows
        region = view.region
        within = (1 << region.width) - 1 << region.x
        rows = (
            (y, marked[y] & within, pieces_in(view, y))
            for y in range(region.y, region.bottom)
            if marked.get(y, 0) & within
        )
        for picture, part in placed(rows):
            yield (picture, view.colour_of(picture.ink), view.colour_of(picture.lines)), part

    def _take_away(self, wanted: dict[tuple[Coloured, Part], None]) -> Iterator[str]:
        for key in [key for key in self._shown if key not in wanted]:
            yield kitty.take_away(*self._shown.pop(key))

    def _show(self, wanted: dict[tuple[Coloured, Part], None]) -> Iterator[str]:
        for key in wanted:
            if key in self._shown:
                continue
            coloured, part = key
            if coloured not in self._sent:
                yield self._send(coloured)
            self._sent.move_to_end(coloured)
            numbers = self._shown[key] = self._sent[coloured], self._number()
            yield kitty.put(*numbers, part, self.output.cell, _LOWEST + coloured[0].layer)

    def _send(self, coloured: Coloured) -> str:
        picture, ink, lines = coloured
        image = self._sent[coloured] = self._number()
        return kitty.send(image, png(picture.raster.rows, palette(ink, lines)))

    def _number(self) -> int:
        self._next += 1
        return self._next

    def _tidy(self) -> Iterator[str]:
        """Forget pictures that nobody will show again, or that have not been seen for long."""
        pixels = sum(_pixels(coloured) for coloured in self._sent)
        shown = {coloured for coloured, _ in self._shown}
        for coloured in [one for one in self._sent if one not in shown]:
            if pixels > KEPT_PIXELS or not any(_belongs(coloured, view) for view in self.views):
                pixels -= _pixels(coloured)
                yield kitty.forget(self._sent.pop(coloured))


def _pixels(coloured: Coloured) -> int:
    return coloured[0].raster.width * coloured[0].raster.height


def _belongs(coloured: Coloured, view: PictureView) -> bool:
    """Whether a view, in the theme of now, may show a picture."""
    picture, *colours = coloured
    is_known = picture.layer > 0 or picture in view.systems
    return is_known and colours == [view.colour_of(picture.ink), view.colour_of(picture.lines)]

"""The layer of pictures on the screen, which follows what Textual writes."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from textual.geometry import Region
from textual.screen import Screen

from renshu.tui.drawing.pieces import Picture, Piece
from renshu.tui.drawing.raster import Colour
from renshu.tui.terminal.choosing import Output
from renshu.tui.terminal.windows import Windows, Written


class PictureView(Protocol):
    """A widget behind whose windows there are pictures."""

    @property
    def region(self) -> Region:
        """Where it is on the screen."""

    @property
    def is_attached(self) -> bool:
        """Whether it is part of the program still."""

    @property
    def screen(self) -> Screen[object]:
        """The screen that it is on."""

    @property
    def version(self) -> int:
        """Another number whenever other pictures stand there."""

    @property
    def systems(self) -> frozenset[Picture]:
        """The pictures of layer 0 that may come to stand in it."""

    def pieces(self, y: int) -> Iterator[Piece]:
        """The pictures in one of its rows, in columns of the widget."""

    def colour_of(self, part: str) -> Colour:
        """The colour of a part of the theme."""


class PictureLayer:
    """What is common to all protocols: views, windows, and which pictures stand where.

    Args:
        output: What the terminal takes.
    """

    def __init__(self, output: Output) -> None:
        self.output = output
        self.views: list[PictureView] = []
        self.windows = Windows()

    def add(self, view: PictureView) -> None:
        """A view has come."""
        self.views.append(view)

    def remove(self, view: PictureView) -> None:
        """A view has gone."""
        self.views.remove(view)

    def start_over(self, output: Output) -> str:
        """The terminal has another size, or was lent to another program.

        Returns:
            What to write before anything is drawn again.
        """
        self.output = output
        self.windows.clear()
        return ""

    def frame(self, strips: Sequence[Written], screens: Sequence[Screen[object]]) -> str:
        """What to write after a frame.

        Args:
            strips: What Textual has written.
            screens: The screens that can be seen, from the lowest to the uppermost.
        """
        raise NotImplementedError

    def close(self) -> str:
        """What to write at the end."""
        return ""

    def visible(self, screens: Sequence[Screen[object]]) -> list[PictureView]:
        """The views that can be seen."""
        return [view for view in self.views if view.is_attached and view.screen in screens]


def pieces_in(view: PictureView, y: int) -> list[Piece]:
    """The pictures of a view in a row of the screen, in columns of the screen."""
    region = view.region
    if not region.y <= y < region.bottom:
        return []
    return [
        Piece(one.picture, one.row, one.column, one.x + region.x, one.columns)
        for one in view.pieces(y - region.y)
    ]

"""The notation of a score that has itself engraved, again whenever the room changes."""

import asyncio
from collections.abc import Iterable

from textual import work
from textual.events import Resize

from renshu.config import Cells
from renshu.engrave.picture import SystemPicture
from renshu.errors import RenshuError
from renshu.library.loaded import Loaded
from renshu.tui.drawing.characters import BRAILLE, HALVES, OCTANTS, QUADRANTS
from renshu.tui.drawing.pixel_system import PixelDrawing
from renshu.tui.drawing.system import SystemDrawing
from renshu.tui.services import ScreenServices
from renshu.tui.terminal.choosing import PIXELS, Output
from renshu.tui.terminal.sizes import Size, grid_of, layout_for
from renshu.tui.widgets.score_view import ScoreView

_CHARACTERS = {
    Cells.BRAILLE: BRAILLE,
    Cells.OCTANTS: OCTANTS,
    Cells.QUADRANTS: QUADRANTS,
    Cells.HALF: HALVES,
}
"""What dots are drawn with."""

_FIRST_SYSTEMS = 2
"""So many are shown before the rest is engraved."""


class Notation(ScoreView):
    """A score, engraved for the room there is.

    Where the systems are taller than the screen they are engraved smaller, unless the player has
    chosen a size.
    """

    def __init__(self, services: ScreenServices, loaded: Loaded) -> None:
        super().__init__(loaded.score)
        self._services = services
        self._loaded = loaded
        self._width = 0
        self._zoom: int | None = None
        self._tallest = 0
        """Rows of the tallest system in the usual size."""
        self._is_small = False

    def on_mount(self) -> None:
        """Say that there will be something to see."""
        self.tell("Engraving …")
        if (pictures := self._services.pictures) is not None:
            pictures.add(self)

    def on_unmount(self) -> None:
        """Take the pictures away."""
        if (pictures := self._services.pictures) is not None:
            pictures.remove(self)

    def theme_changed(self) -> None:
        """Pictures are coloured anew."""
        self.version += 1

    def on_score_view_width_changed(self, message: ScoreView.WidthChanged) -> None:
        """Engrave for another width."""
        message.stop()
        self._width = message.columns
        self._engrave()

    def on_resize(self, event: Resize) -> None:
        """Engrave again where the systems have come to fit, or fit no longer."""
        height = event.size.height
        if self._zoom is None and height and self._is_small != (self._tallest > height):
            self._engrave()

    def set_loaded(self, loaded: Loaded) -> None:
        """The same piece in another key."""
        self._loaded = loaded
        self.set_score(loaded.score)
        self._engrave()

    def zoom(self) -> None:
        """The next of the sizes."""
        self._zoom = ((self._zoom or 0) + 1) % len(Size)
        self._engrave()

    @work(exclusive=True, group="engraving")
    async def _engrave(self) -> None:
        try:
            drawings = await self._systems(Size(self._zoom or 0))
            if self._zoom is None:
                self._tallest = max((drawing.height for drawing in drawings), default=0)
                self._is_small = self._tallest > self.size.height
            if self._zoom is None and self._is_small:
                drawings = await self._systems(Size.SMALL)
        except RenshuError as error:
            self.tell(error.sentence)
        else:
            self.set_systems(drawings)
            self._services.tidying.put_aside()

    async def _systems(self, size: Size) -> list[SystemDrawing]:
        output = self._services.output
        first: list[SystemDrawing] = []

        def engraved(picture: SystemPicture) -> None:
            if len(first) < _FIRST_SYSTEMS:
                first.append(_drawing(picture, output))
                if len(first) == _FIRST_SYSTEMS and not self.has_systems:
                    self.set_systems(first)

        layout = layout_for(output, self._width, size)
        # What is returned may have slurs that the first systems lacked when they were ready.
        pictures = await self._services.engraver.engrave(self._loaded.musicxml, layout, engraved)
        known = {id(drawing.picture): drawing for drawing in first}
        drawings = [known.get(id(one)) or _drawing(one, output) for one in pictures]
        await asyncio.to_thread(_make_ready, drawings)
        return drawings


def _drawing(picture: SystemPicture, output: Output) -> SystemDrawing:
    if output.cells in PIXELS:
        return PixelDrawing(picture, grid_of(output))
    return SystemDrawing(picture, _CHARACTERS[output.cells])


def _make_ready(drawings: Iterable[SystemDrawing]) -> None:
    """Make pixels of what is going to be seen, before it is."""
    for drawing in drawings:
        if isinstance(drawing, PixelDrawing):
            _ = drawing.notes

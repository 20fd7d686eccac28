"""The notation of a score that has itself engraved, again whenever the room changes."""

from textual import work

from renshu.config import Cells
from renshu.engrave.picture import Layout, SystemPicture
from renshu.errors import RenshuError
from renshu.library.loaded import Loaded
from renshu.tui.drawing.characters import BRAILLE, HALVES, OCTANTS
from renshu.tui.drawing.system import SystemDrawing
from renshu.tui.services import Services
from renshu.tui.widgets.score_view import ScoreView

NORMAL, SMALL = 4, 3
"""Dots from one staff line to the next: a line on every text row, or somewhat closer."""

ZOOMS = (NORMAL, 6, SMALL)
"""What zooming goes through."""

_CHARACTERS = {
    Cells.AUTO: BRAILLE,
    Cells.BRAILLE: BRAILLE,
    Cells.OCTANTS: OCTANTS,
    Cells.HALF: HALVES,
}
"""What dots are drawn with; braille is in every font, and goes through tmux, ssh and browsers."""

_FIRST_SYSTEMS = 2
"""So many are shown before the rest is engraved."""


class Notation(ScoreView):
    """A score, engraved for the room there is.

    Where the systems are taller than the screen they are engraved smaller, unless the player has
    chosen a size.
    """

    def __init__(self, services: Services, loaded: Loaded) -> None:
        super().__init__(loaded.score)
        self._services = services
        self._loaded = loaded
        self._width = 0
        self._zoom: int | None = None

    def on_mount(self) -> None:
        """Say that there will be something to see."""
        self.tell("Engraving …")

    def on_score_view_width_changed(self, message: ScoreView.WidthChanged) -> None:
        """Engrave for another width."""
        message.stop()
        self._width = message.dots
        self._engrave()

    def zoom(self) -> None:
        """The next of the sizes."""
        here = ZOOMS.index(self._zoom or NORMAL)
        self._zoom = ZOOMS[(here + 1) % len(ZOOMS)]
        self._engrave()

    @work(exclusive=True, group="engraving")
    async def _engrave(self) -> None:
        try:
            drawings = await self._systems(self._zoom or NORMAL)
            tallest = max((drawing.height for drawing in drawings), default=0)
            if self._zoom is None and tallest > self.size.height:
                drawings = await self._systems(SMALL)
        except RenshuError as error:
            self.tell(error.sentence)
        else:
            self.set_systems(drawings)

    async def _systems(self, staff_space: int) -> list[SystemDrawing]:
        characters = _CHARACTERS[self._services.settings.cells]
        first: list[SystemDrawing] = []

        def engraved(picture: SystemPicture) -> None:
            if len(first) < _FIRST_SYSTEMS:
                first.append(SystemDrawing(picture, characters))
                if len(first) == _FIRST_SYSTEMS and not self.has_systems:
                    self.set_systems(first)

        layout = Layout(self._width, staff_space)
        # What is returned may have slurs that the first systems lacked when they were ready.
        pictures = await self._services.engraver.engrave(self._loaded.musicxml, layout, engraved)
        return [SystemDrawing(picture, characters) for picture in pictures]

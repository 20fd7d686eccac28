"""What lives as long as the program on the screen: with what its terminal is drawn on."""

from functools import cached_property
from typing import TYPE_CHECKING

from renshu.config import Cells, Folders, Settings
from renshu.evening.services import Services
from renshu.tui.terminal.abilities import TerminalAbilities
from renshu.tui.terminal.choosing import Output, output_for

if TYPE_CHECKING:
    from renshu.tui.terminal.picture_layer import PictureLayer


class ScreenServices(Services):
    """Stores, engraver and loudspeaker, and what notation is drawn with.

    Args:
        folders: Where everything is kept.
        settings: What the player has set.
        output: What notation is drawn with; if None, what suits any terminal.
    """

    def __init__(self, folders: Folders, settings: Settings, output: Output | None = None) -> None:
        super().__init__(folders, settings)
        self.output = output or output_for(TerminalAbilities(), settings.cells)
        """What notation is drawn with."""

    @cached_property
    def pictures(self) -> "PictureLayer | None":
        """The pictures on the screen; None where notation is drawn in characters."""
        if self.output.cells is Cells.KITTY:
            from renshu.tui.terminal.kitty_layer import KittyLayer

            return KittyLayer(self.output)
        if self.output.cells is Cells.SIXEL:
            from renshu.tui.terminal.sixel_layer import SixelLayer

            return SixelLayer(self.output)
        return None

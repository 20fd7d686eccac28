"""An app that lets go of the rooms the player has left."""

from typing import TYPE_CHECKING

# Textual has no public name for what draws the lines of its widgets.
from textual._styles_cache import StylesCache
from textual.app import App
from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from renshu.tui.services import ScreenServices


class TidyApp(App[None], inherit_bindings=False):
    """Tidies up between two rooms; a dialog is none, it may lie over one where somebody plays."""

    services: "ScreenServices"

    def pop_screen(self) -> AwaitComplete:
        """Leave a screen."""
        is_dialog = self.screen.is_modal
        leaving = super().pop_screen()
        if not is_dialog:
            self.call_after_refresh(self._tidy_up)
        return leaving

    def _tidy_up(self) -> None:
        # Textual mixes a widget's colours once, and remembers for which of the last 1,024 widgets:
        # so it keeps all lines of widgets that have gone.
        StylesCache.get_inner_outer.cache_clear()
        self.services.tidying.tidy_up()

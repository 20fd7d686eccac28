"""How the practice room looks: what stands on the desk, how large, and with which names."""

from renshu.config import Views
from renshu.errors import ConfigError
from renshu.tui.screens.practice_room import PracticeRoom

_ORDER = tuple(Views)


class WithViews(PracticeRoom):
    """A room whose desk the player arranges."""

    _has_names = False

    def action_views(self) -> None:
        """The next of the views; it is remembered."""
        here = _ORDER.index(self._services.settings.views)
        views = _ORDER[(here + 1) % len(_ORDER)]
        self._desk.set_views(views)
        try:
            self._services.change_settings(views=views)
        except ConfigError as error:
            self._services.on_fault(error)

    def action_names(self) -> None:
        """The names of the notes, shown or not."""
        self._has_names = not self._has_names
        self._desk.set_names_shown(self._has_names)

    def action_zoom(self) -> None:
        """Larger or smaller notation and falling notes."""
        self._desk.zoom()

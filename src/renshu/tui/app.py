"""The program on the screen: where its rooms, its stores and its keyboard meet."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import App
from textual.events import Resize
from textual.screen import Screen
from textual.worker import WorkerFailed

from renshu.config import Folders, Settings
from renshu.errors import EngravingError, RenshuError
from renshu.evening.faults import log_fault
from renshu.tui import themes
from renshu.tui.actions import Where, bindings, unknown_keys
from renshu.tui.commands import ActionCommands
from renshu.tui.harmless_app import HarmlessApp
from renshu.tui.messages import KeyboardChanged
from renshu.tui.piano_app import on_loop
from renshu.tui.rooms_app import RoomsApp
from renshu.tui.screens.library import LibraryScreen
from renshu.tui.services import ScreenServices
from renshu.tui.slow_terminal import PatientApp
from renshu.tui.terminal.choosing import Output
from renshu.tui.terminal.picture_app import PictureApp
from renshu.tui.tidy_app import TidyApp
from renshu.tui.typing_ahead import TypingAheadApp
from renshu.tui.witnessed_app import WitnessedApp

if TYPE_CHECKING:
    from renshu.performance.events import PlayedEvent

LEAST_SIZE = (60, 20)
"""Columns and rows below which nothing can be read."""
FIRST_CSS = Path(__file__).with_name("renshu.tcss")
"""The look of the first frame."""
ROOMS_CSS = Path(__file__).with_name("rooms.tcss")
"""The look of all else, which the first frame need not wait for."""


class RenshuApp(
    RoomsApp,
    PatientApp,
    PictureApp,
    TypingAheadApp,
    WitnessedApp,
    TidyApp,
    HarmlessApp,
    inherit_bindings=False,
):
    """renshu on the screen.

    Args:
        folders: Where everything is kept.
        settings: What the player has set.
        open_score: A score to open at once.
        notices: What reading the settings has to say, a sentence each.
        has_midi: Whether to look for MIDI keyboards.
        output: What notation is drawn with; if None, what suits any terminal.
    """

    TITLE = "renshu"
    CSS_PATH = FIRST_CSS
    BINDINGS = bindings(Where.EVERYWHERE)
    COMMANDS = {ActionCommands}  # noqa: RUF012 - Textual's own form
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        folders: Folders,
        settings: Settings,
        open_score: Path | None = None,
        *,
        notices: Sequence[str] = (),
        has_midi: bool = True,
        output: Output | None = None,
    ) -> None:
        super().__init__()
        self.services = ScreenServices(folders, settings, output)
        self._open_at_start = open_score
        self._notices = (*notices, *unknown_keys(settings.keys))
        self._has_midi = has_midi
        self._is_leaving = False
        self._has_lost_keyboard = False
        self._library = LibraryScreen(self.services)
        self._put_on_theme()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables, for the themes of others."""
        return themes.variable_defaults()

    def get_default_screen(self) -> Screen[None]:
        """The library."""
        return self._library

    def _put_on_theme(self) -> None:
        """Before the style sheet is read: after that it would be read twice."""
        for theme in themes.THEMES:
            self.register_theme(theme)
        fitting = themes.fitting(self.console.color_system, is_colourless=self.no_color)
        wanted = self.services.settings.theme or fitting
        can_be = themes.can_be_shown(wanted, self.console.color_system)
        name = wanted if can_be and wanted in self.available_themes else fitting
        self.set_reactive(App.theme, name)
        self._refresh_truecolor_filter(self.ansi_theme)
        if self.console.color_system == "256":
            from renshu.tui.terminal.colours import Nearest

            self._filters.append(Nearest())
        self.stylesheet.set_variables(self.get_css_variables())

    def on_load(self) -> None:
        """Put on the player's keys before anything is drawn."""
        self.set_keymap(self.services.settings.keys)
        if self.services.settings.reduced_motion:
            self.animation_level = "none"

    def on_mount(self) -> None:
        """Begin what may come after the first frame."""
        self.services.on_fault = on_loop(self.tell_fault)
        self.services.on_news = on_loop(self.notify)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        if self._is_leaving:
            return
        self.stylesheet.read(ROOMS_CSS)
        if not self.is_headless:
            self.services.tidying.begin()
        for notice in self._notices:
            self.notify(notice, title="Settings", severity="warning", timeout=10)
        if self._open_at_start is not None:
            path = self._open_at_start
            self.open_score(path, path.name, on_fault=self._leave_with)
        elif self.services.settings.today:
            self.open_today()
        if self._has_midi:
            self.start_midi()
            self.start_sound()
        self._warm_up()
        self._warm_engraver()
        self.look_after_stores()

    # Keys that work everywhere

    def action_help(self) -> None:
        """All keys."""
        from renshu.tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.services.settings.keys))

    def action_next_theme(self) -> None:
        """The next of our themes."""
        names = [theme.name for theme in themes.THEMES]
        here = names.index(self.theme) if self.theme in names else -1
        self.action_theme_to(names[(here + 1) % len(names)])

    def action_theme_to(self, name: str) -> None:
        """Put on a theme and remember it."""
        self.theme = name
        self.remember(theme=name)

    async def action_quit(self) -> None:
        """Leave."""
        self.exit()

    async def on_exit_app(self) -> None:
        """Keep what is being played, before the program ends: a key, or a browser that has gone."""
        self._is_leaving = True
        # Nothing is attached any more for Textual, but the screens are still there.
        if self._practice is not None and self._practice in self.screen_stack:
            # What cannot be stored now is in the journal, and comes back at the next start.
            with suppress(RenshuError):
                await asyncio.to_thread(self._practice.finish_now)

    # The piano

    def hear(self, event: "PlayedEvent") -> None:
        """Take a played event to where the player is, whatever dialog lies over the room."""
        if self._practice is not None and self._room is self._practice:
            self._practice.play(event)
        elif self.screen is self._library:
            self._library.hear(event)

    def on_keyboard_changed(self, message: KeyboardChanged) -> None:
        """Say so, and remember the keyboard for the next time."""
        if message.port is None or self._has_lost_keyboard:
            self.services.sounding.reopen()
        self._has_lost_keyboard = message.port is None
        self.port = message.port
        self._library.set_source(message.port)
        if self._practice is not None:
            self._practice.set_source(message.port)
        if message.port is None:
            self.notify("The MIDI keyboard has gone.")
        else:
            self.notify(f"Heard from now on: {message.port}")
            self.remember(keyboard=message.port)

    # What happens behind the screen

    @work(thread=True, group="warming")
    def _warm_up(self) -> None:
        """Import what opening a score needs, while the player is still choosing."""
        import renshu.follow.free
        import renshu.tui.screens.practice  # noqa: F401

    @work(group="warming")
    async def _warm_engraver(self) -> None:
        # What is wrong with it is told where a score is to be drawn.
        with suppress(EngravingError):
            await self.services.engraver.start()

    def on_resize(self, event: Resize) -> None:
        """Say that there is too little room, as long as that is so."""
        columns, rows = LEAST_SIZE
        if event.size.width >= columns and event.size.height >= rows:
            return
        from renshu.tui.screens.dialogs import TooSmallScreen

        if not any(isinstance(screen, TooSmallScreen) for screen in self.screen_stack):
            self.push_screen(TooSmallScreen(LEAST_SIZE))

    async def on_unmount(self) -> None:
        """Let go of everything."""
        await self.stop_midi()
        self.services.tidying.end()
        await self.services.close()

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print a traceback; a player gets a sentence, the log gets the rest.
        is_first = self._exception is None
        self._return_code = 1
        if is_first:
            self._exception = error
            self._exception_event.set()
            cause = error.error if isinstance(error, WorkerFailed) else error
            self.panic(log_fault(self.services.folders, cause))

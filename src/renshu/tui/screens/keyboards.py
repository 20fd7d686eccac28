"""The player's keyboards: which are heard, and what is known of them."""

import asyncio
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Footer, Label

from renshu.config.port_settings import PortSettings
from renshu.errors import PortError
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.score.pitch import pitch_name
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.table import Column, Line
from renshu.tui.screens.piano_screen import PianoScreen
from renshu.tui.widgets.listing import Listing

if TYPE_CHECKING:
    from renshu.tui.piano_app import PianoApp

COLUMNS = (Column("Keyboard", 22, 2, "ink"), Column("", 16, 1), Column("", 18, 2, "quiet"))
NONE = "No MIDI keyboard is plugged in; the computer keyboard plays."
HEARD = "● heard"
TOGETHER = "＋ together"
LOOK_SECONDS = 1.0


class KeyboardsScreen(PianoScreen):
    """Lists the MIDI inputs; one is chosen, others may be heard together with it.

    Args:
        piano: The app that hears them.
    """

    BINDINGS = bindings(Where.KEYBOARDS)

    def __init__(self, piano: "PianoApp") -> None:
        super().__init__()
        self._piano = piano

    def compose(self) -> ComposeResult:
        """The list, and what is wrong with it."""
        with Vertical(classes="dialog -pick"):
            yield Label("Keyboards", classes="dialog-heading")
            yield Listing(COLUMNS, has_headings=False)
            yield Label("", id="sentence", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Look what there is, now and then again."""
        self.set_interval(LOOK_SECONDS, self._look)
        self._look()

    def hear(self, event: PlayedEvent) -> None:
        """Show that something is heard."""
        if isinstance(event, KeyDown):
            self._tell(f"♪ {pitch_name(event.pitch)}")

    def on_listing_chosen(self) -> None:
        """A double click chooses."""
        self.action_choose()

    def action_choose(self) -> None:
        """Hear this keyboard before any other."""
        if (name := self._selected) is None:
            return
        others = tuple(one for one in self._piano.services.settings.together if one != name)
        self._piano.choose_keyboards(keyboard=name, together=others)
        self._look()

    def action_together(self) -> None:
        """Hear this keyboard together with the chosen one, or no longer."""
        name, settings = self._selected, self._piano.services.settings
        if name is None or name == settings.keyboard:
            self.app.bell()
            return
        others = tuple(one for one in settings.together if one != name)
        if others == settings.together:
            others = (*others, name)
        self._piano.choose_keyboards(together=others)
        self._look()

    def action_calibrate(self) -> None:
        """Measure how late keys are heard."""
        from renshu.tui.screens.calibration import CalibrationScreen

        self.app.push_screen(CalibrationScreen(self._piano))

    def action_range_test(self) -> None:
        """Find out which keys the piano has."""
        from renshu.tui.screens.range_test import RangeScreen

        self.app.push_screen(RangeScreen(self._piano))

    def action_leave(self) -> None:
        """Back to the screen below."""
        self.dismiss()

    @property
    def _selected(self) -> str | None:
        return self.query_one(Listing).selected

    @work(exclusive=True, group="inputs")
    async def _look(self) -> None:
        from renshu.midi.ports import input_names

        try:
            names = await asyncio.to_thread(input_names, self._piano.connect_midi)
        except PortError as error:
            self._tell(error.sentence)
            return
        self.query_one(Listing).set_lines([self._line(name) for name in names])
        if not names:
            self._tell(NONE)

    def _line(self, name: str) -> Line:
        settings = self._piano.services.settings
        is_heard = name in self._piano.heard
        how = TOGETHER if is_heard and name in settings.together else HEARD if is_heard else ""
        return Line(name, (name, how, settings.ports.get(name, PortSettings()).told))

    def _tell(self, sentence: str) -> None:
        self.query_one("#sentence", Label).update(sentence)

"""The range test: press the lowest and the highest key."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Click
from textual.widgets import Footer, Label, Static

from renshu.config.port_settings import COMPUTER_KEYS, PortSettings, with_port
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.practice.ranging import Measured, measured
from renshu.score.pitch import pitch_name
from renshu.tui.actions import Where, bindings
from renshu.tui.screens.piano_screen import PianoScreen

if TYPE_CHECKING:
    from renshu.tui.piano_app import PianoApp

QUESTIONS = (
    "Press the lowest key of your keyboard.",
    "Press the highest key of your keyboard.",
    "Press middle C: the C nearest to the middle of the keyboard.",
)
TOO_NARROW = "That is less than an octave above the lowest key; press the highest key."
NOT_A_KEYBOARD = "The computer's keys have no range to test; plug a MIDI keyboard in first."
KEPT = "Enter keeps this, Escape leaves all as it was."
_OCTAVE = 12


class RangeScreen(PianoScreen):
    """Finds out which keys the piano has, and whether it is set to transpose.

    Args:
        piano: The app, whose keyboard it is.
    """

    BINDINGS = bindings(Where.DIALOGS)

    def __init__(self, piano: "PianoApp") -> None:
        super().__init__()
        self._piano = piano
        self._pressed: list[int] = []
        self._found: Measured | None = None

    def compose(self) -> ComposeResult:
        """What to press, what was pressed, and what that means."""
        with Vertical(classes="dialog -small"):
            yield Label("The keys of your piano", classes="dialog-heading")
            yield Static("", id="pressed", markup=False)
            yield Static(QUESTIONS[0], id="question", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Without a keyboard there is nothing to ask."""
        if self._piano.port is None:
            self._ask(NOT_A_KEYBOARD)

    def hear(self, event: PlayedEvent) -> None:
        """A key of the piano is the answer."""
        if not isinstance(event, KeyDown) or self._found is not None:
            return
        said = event.pitch + self._settings.transpose
        if len(self._pressed) == 1 and said < self._pressed[0] + _OCTAVE:
            self._ask(TOO_NARROW)
            return
        self._pressed.append(said)
        self._go_on()

    def on_click(self, event: Click) -> None:
        """A click of the mouse is as good as Enter."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Keep what was found."""
        if self._found is not None:
            self._keep(self._found)

    def action_close(self) -> None:
        """Leave all as it was."""
        self.dismiss()

    @property
    def _settings(self) -> PortSettings:
        ports = self._piano.services.settings.ports
        return ports.get(self._piano.port or COMPUTER_KEYS, PortSettings())

    def _go_on(self) -> None:
        if len(self._pressed) > 1:
            self._found = measured(*self._pressed)
        pressed = " · ".join(pitch_name(pitch) for pitch in self._pressed)
        self.query_one("#pressed", Static).update(f"Heard: {pressed}")
        if self._found is None:
            self._ask(QUESTIONS[len(self._pressed)])
        else:
            self._ask(f"{self._found}\n\n{KEPT}")

    def _ask(self, text: str) -> None:
        self.query_one("#question", Static).update(text)

    def _keep(self, found: Measured) -> None:
        ports = self._piano.services.settings.ports
        if self._piano.port is not None:
            ports = with_port(ports, self._piano.port, transpose=found.transposed)
        self._piano.choose_keyboards(piano=found.name, ports=ports)
        self.dismiss()

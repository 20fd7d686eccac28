"""Calibration: twenty taps with the click measure how late keys are heard."""

import time
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Click as MouseClick
from textual.events import Key
from textual.widgets import Footer, Label, Static

from renshu.config.port_settings import COMPUTER_KEYS, LOUDSPEAKER, with_latency
from renshu.errors import CalibrationError
from renshu.evening.metronome import LOOK_AHEAD_SECONDS
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.practice.calibration import LISTENED, TAPS, Calibration, Tapping
from renshu.tui.actions import Where, bindings
from renshu.tui.screens.piano_screen import PianoScreen

if TYPE_CHECKING:
    from renshu.sound.scheduling import Strand
    from renshu.tui.piano_app import PianoApp

_FRAMES_PER_SECOND = 30
_BEFORE_SECONDS = 0.8

INTRODUCTION = f"""\
Listen to {LISTENED} clicks, then tap any key of {{keys}} with them, {TAPS} times, as you would \
play. \
What is measured is the whole way of the click to your ear, of the key to the program, and \
your own habit; in tempo mode it is taken off. The clicks sound on {{output}}.

Enter begins."""
SILENT = "Nothing can sound a click: neither a MIDI output nor a loudspeaker is there."
KEPT = "Enter keeps this, Escape leaves all as it was."
TRY_AGAIN = "Enter begins again."


class CalibrationScreen(PianoScreen):
    """Measures one keyboard with what sounds the clicks.

    Args:
        piano: The app, whose keyboard it is.
    """

    BINDINGS = bindings(Where.DIALOGS)

    def __init__(self, piano: "PianoApp") -> None:
        super().__init__()
        self._piano = piano
        self._sounding = piano.services.sounding
        self._strand: Strand = self._sounding.strand()
        self._tapping: Tapping | None = None
        self._found: Calibration | None = None

    def compose(self) -> ComposeResult:
        """What to do, how far it has come, and what was found."""
        with Vertical(classes="dialog -small"):
            yield Label("Calibration", classes="dialog-heading")
            yield Static("", id="about", markup=False)
            yield Static("", id="progress", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        """Open the output, and say what to do."""
        self._sounding.prepare()
        self._frames = self.set_interval(1 / _FRAMES_PER_SECOND, self._frame, pause=True)
        self._waiting = self.set_interval(0.1, self._introduce)
        self._introduce()

    def on_unmount(self) -> None:
        """Fall silent."""
        self._strand.cancel()

    @property
    def keyboard(self) -> str:
        """What is tapped on."""
        return self._piano.port or COMPUTER_KEYS

    @property
    def output(self) -> str | None:
        """What sounds the clicks; None where nothing does."""
        return self._sounding.output or (LOUDSPEAKER if self._sounding.is_open else None)

    def hear(self, event: PlayedEvent) -> None:
        """A key of the piano is a tap."""
        if isinstance(event, KeyDown):
            self._tap(event.time)

    def on_key(self, event: Key) -> None:
        """Letters are taps where no keyboard is there."""
        if self._piano.port is None and event.character and event.character.isalnum():
            self._tap(event.time)

    def on_click(self, event: MouseClick) -> None:
        """A click of the mouse is as good as Enter."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Begin, or keep what was found."""
        if self._found is not None and self.output is not None:
            self._keep(self._found, self.output)
        elif self._tapping is None and self.output is not None:
            self._begin()

    def action_close(self) -> None:
        """Leave all as it was."""
        self.dismiss()

    def _introduce(self) -> None:
        keys, output = self.keyboard, self.output
        text = INTRODUCTION.format(keys=keys, output=output) if output else SILENT
        self.query_one("#about", Static).update(text)

    def _begin(self) -> None:
        self._waiting.pause()
        self._tapping = Tapping(time.monotonic() + _BEFORE_SECONDS)
        self._frames.resume()
        self._show_progress(self._tapping)

    def _frame(self) -> None:
        if self._tapping is not None:
            until = time.monotonic() + LOOK_AHEAD_SECONDS
            self._strand.schedule(tuple(self._tapping.clicks(until)))

    def _tap(self, moment: float) -> None:
        tapping = self._tapping
        if tapping is None:
            return
        tapping.tap(moment)
        self._show_progress(tapping)
        if tapping.is_done:
            self._end(tapping)

    def _end(self, tapping: Tapping) -> None:
        self._frames.pause()
        self._strand.cancel()
        self._tapping = None
        try:
            self._found = tapping.result()
        except CalibrationError as error:
            self._tell(f"{error.sentence}\n\n{TRY_AGAIN}")
        else:
            self._tell(f"{told(self._found)}\n\n{KEPT}")

    def _keep(self, found: Calibration, output: str) -> None:
        ports = self._piano.services.settings.ports
        self._piano.remember(ports=with_latency(ports, self.keyboard, output, 1000 * found.latency))
        self.dismiss()

    def _show_progress(self, tapping: Tapping) -> None:
        left = TAPS - tapping.count
        self._tell(f"{'●' * tapping.count}{'○' * left}   {tapping.count} of {TAPS}")

    def _tell(self, text: str) -> None:
        self.query_one("#progress", Static).update(text)


def told(found: Calibration) -> str:
    """What was found, in words."""
    late = round(1000 * found.latency)
    when = f"{abs(late)} ms {'before' if late < 0 else 'after'} the click"
    doubt, spread = 1000 * found.uncertainty, 1000 * found.spread
    return (
        f"Keys are heard {when}, give or take {doubt:.0f} ms;\n"
        f"single taps differ by {spread:.0f} ms. {found.taps} of {TAPS} taps were used."
    )

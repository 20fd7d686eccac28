"""The tempo, typed or tapped."""

from time import monotonic

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Click, Key
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, Label

from renshu.evening.choices import FASTEST, SLOWEST, parse_tempo
from renshu.practice.tapping import LEAST_TAPS, tapped_bpm
from renshu.tui.actions import Where, bindings
from renshu.tui.drawing.ladder import pace

QUESTION = "Which tempo? (80%, or 96 quarters a minute; or tap the space bar, or here, four times)"


class TempoInput(Input):
    """A line in which the space bar taps."""

    class Tapped(Message):
        """The space bar was pressed."""

    def on_key(self, event: Key) -> None:
        """A tempo has no blanks."""
        if event.key == "space":
            event.stop()
            event.prevent_default()
            self.post_message(self.Tapped())


class TempoScreen(ModalScreen[float | None]):
    """Ends with a share of the written tempo, or None when the player thinks better of it.

    Args:
        written_qpm: Quarters a minute as written, where the music is.
        share: The share that is played now.
        beat: Quarters of a felt beat: what is tapped.
    """

    BINDINGS = bindings(Where.DIALOGS)

    def __init__(self, written_qpm: float, share: float, beat: float) -> None:
        super().__init__()
        self._written, self._share, self._beat = written_qpm, share, beat
        self._taps: list[float] = []

    def compose(self) -> ComposeResult:
        """The question above, its answer below."""
        with Vertical(classes="dialog -small"):
            yield Label(QUESTION, classes="dialog-heading", markup=False, id="tap")
            yield TempoInput(pace(self._share), id="answer")
            yield Label("", id="fault", markup=False)
        yield Footer()

    def on_tempo_input_tapped(self, message: "TempoInput.Tapped") -> None:
        """The space bar is tapped."""
        self._tap(message.time)

    def on_click(self, event: Click) -> None:
        """The question is tapped with the mouse."""
        if event.widget is not None and event.widget.id == "tap":
            self._tap(monotonic())

    def on_input_submitted(self) -> None:
        """Enter in the line answers."""
        self.action_accept()

    def action_accept(self) -> None:
        """Answer, unless the answer will not do."""
        share = parse_tempo(self.query_one(Input).value, self._written)
        if share is None:
            self._say(
                f"A tempo is 80% or 96, from {pace(SLOWEST)} to {pace(FASTEST)}: here "
                f"{self._written * SLOWEST:.0f} to {self._written * FASTEST:.0f}."
            )
        else:
            self.dismiss(share)

    def action_close(self) -> None:
        """Leave the tempo as it was."""
        self.dismiss(None)

    def _tap(self, now: float) -> None:
        self._taps.append(now)
        beats = tapped_bpm(self._taps)
        if beats is None:
            self._say("tap " + "● " * min(len(self._taps), LEAST_TAPS - 1))
            return
        qpm = beats * self._beat
        self.query_one(Input).value = f"{qpm:.0f}"
        self._say(f"♩={qpm:.0f}, {pace(round(qpm / self._written, 2))} of what is written")

    def _say(self, sentence: str) -> None:
        self.query_one("#fault", Label).update(sentence)

"""The thread that looks after the MIDI keyboards, so that the screen never waits for a cable."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from renshu.errors import PortError, leave_to_others
from renshu.performance.events import PlayedEvent

if TYPE_CHECKING:
    from renshu.config import Settings
    from renshu.midi.ensemble import Choice, Ensemble
    from renshu.midi.system import InputClient

PERIOD_SECONDS = 0.25
"""From one look for keyboards to the next: no cable comes back sooner under its old number."""


def chosen(settings: "Settings") -> "Choice":
    """The keyboards that the settings say, with what they transpose taken off."""
    from renshu.midi.ensemble import Choice

    shifts = {name: -port.transpose for name, port in settings.ports.items()}
    return Choice(settings.keyboard, settings.together, shifts)


class MidiWatch:
    """Opens the keyboards, polls for changes, closes them; all in one thread of its own.

    Args:
        choice: Which keyboards are to be heard.
        on_event: Called on rtmidi's threads for each played event.
        on_change: Called on this thread with the name of the keyboard, or None.
        on_fault: Called on this thread with a sentence.
        connect: Makes a client of the MIDI system; if None, of the one of this machine.
    """

    def __init__(
        self,
        choice: "Choice",
        on_event: Callable[[PlayedEvent], None],
        on_change: Callable[[str | None], None],
        on_fault: Callable[[str], None],
        connect: "Callable[[], InputClient] | None" = None,
    ) -> None:
        self._choice = choice
        self._on_event, self._on_change, self._on_fault = on_event, on_change, on_fault
        self._connect = connect
        self._stopping = threading.Event()
        self._woken = threading.Event()
        self._is_chosen_anew = False
        self._thread = threading.Thread(target=self._run, name="midi watch", daemon=True)
        self.heard: tuple[str, ...] = ()
        """The names of the keyboards that are heard, as of the last look."""

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def choose(self, choice: "Choice") -> None:
        """Hear other keyboards, from any thread; this does not wait for them."""
        self._choice, self._is_chosen_anew = choice, True
        self._woken.set()

    def close(self) -> None:
        """Let the keyboards go."""
        self._stopping.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._watch()
            except Exception as error:  # noqa: BLE001 - without it the player would stay unheard
                leave_to_others(error)
                self._woken.wait(PERIOD_SECONDS)

    def _watch(self) -> None:
        from renshu.midi.ensemble import Ensemble
        from renshu.midi.system import open_input

        connect = self._connect or open_input
        ensemble = Ensemble(self._on_event, self._on_change, self._choice, connect)
        try:
            while not self._stopping.is_set():
                self._look(ensemble)
                self._woken.wait(PERIOD_SECONDS)
                self._woken.clear()
        finally:
            ensemble.close()

    def _look(self, ensemble: "Ensemble") -> None:
        if self._is_chosen_anew:
            self._is_chosen_anew = False
            ensemble.choose(self._choice)
        try:
            ensemble.poll()
        except PortError as error:
            self._on_fault(error.sentence)
        self.heard = ensemble.heard

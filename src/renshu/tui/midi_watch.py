"""The thread that looks after the MIDI keyboard, so that the screen never waits for a cable."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from renshu.errors import PortError
from renshu.performance.events import PlayedEvent

if TYPE_CHECKING:
    from renshu.midi.keyboard import Keyboard

PERIOD_SECONDS = 1.0
"""From one look for keyboards to the next."""


class MidiWatch:
    """Opens the keyboard, polls for changes, closes it; all in one thread of its own.

    Args:
        preferred: The keyboard that was used last.
        on_event: Called on rtmidi's thread for each played event.
        on_change: Called on this thread with the name of the keyboard, or None.
        on_fault: Called on this thread with a sentence.
    """

    def __init__(
        self,
        preferred: str | None,
        on_event: Callable[[PlayedEvent], None],
        on_change: Callable[[str | None], None],
        on_fault: Callable[[str], None],
    ) -> None:
        self._preferred = preferred
        self._on_event, self._on_change, self._on_fault = on_event, on_change, on_fault
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="midi watch", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def close(self) -> None:
        """Let the keyboard go."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        from renshu.midi.keyboard import Keyboard

        keyboard = Keyboard(self._on_event, self._on_change, self._preferred)
        try:
            while not self._stopping.is_set():
                self._poll(keyboard)
                self._stopping.wait(PERIOD_SECONDS)
        finally:
            keyboard.close()

    def _poll(self, keyboard: "Keyboard") -> None:
        try:
            keyboard.poll()
        except PortError as error:
            self._on_fault(error.sentence)

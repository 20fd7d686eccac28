"""The click: counted for the eye, and sounded on the piano or else on the loudspeaker."""

import threading
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from renshu.errors import PortError
from renshu.practice.timetable import Click
from renshu.tui.loudspeaker import Loudspeaker

if TYPE_CHECKING:
    from renshu.midi.output import Output
    from renshu.sound.clicking import Clicker

LOOK_AHEAD_SECONDS = 0.1
"""Clicks are named so long before their time: a screen must never be what sounds a beat."""


class Clicks(Protocol):
    """What sounds clicks at their time."""

    def schedule(self, moment: float, is_accent: bool) -> None:
        """Sound a click at a moment in monotonic seconds."""

    def cancel(self) -> None:
        """Forget the clicks that have not sounded."""


class Metronome:
    """Takes the clicks of a session as they are named.

    Having nothing to sound on is ordinary: then the beats are only counted.

    Args:
        preferred: The name of the MIDI output to sound on.
        loudspeaker: Sounds where there is no MIDI output.
    """

    def __init__(self, preferred: str | None, loudspeaker: Loudspeaker) -> None:
        self._preferred = preferred
        self._loudspeaker = loudspeaker
        self._clicks: Clicks | None = None
        self._ahead: deque[Click] = deque()
        self._beat = 0
        self._output: Output | None = None
        self._clicker: Clicker | None = None
        self._opening: threading.Thread | None = None

    def prepare(self) -> None:
        """Open the output, without waiting for it; a second time does nothing."""
        if self._opening is None:
            self._opening = threading.Thread(target=self._open, name="output", daemon=True)
            self._opening.start()

    def schedule(self, clicks: Iterable[Click]) -> None:
        """Count and sound clicks when their time comes."""
        for click in clicks:
            self._ahead.append(click)
            if self._clicks is not None:
                self._clicks.schedule(click.time, click.is_accent)

    def beat(self, now: float) -> int:
        """The number of the last beat in its bar; 0 before the first."""
        while self._ahead and self._ahead[0].time <= now:
            self._beat = 1 if self._ahead.popleft().is_accent else self._beat + 1
        return self._beat

    def stop(self) -> None:
        """Forget what has not sounded, as on a pause."""
        self._ahead.clear()
        self._beat = 0
        if self._clicks is not None:
            self._clicks.cancel()

    def close(self) -> None:
        """Fall silent and let the output go. This may take a moment."""
        self.stop()
        if self._opening is not None:
            self._opening.join()
        if self._clicker is not None:
            self._clicker.close()
        if self._output is not None:
            self._output.close()

    def _open(self) -> None:
        from renshu.midi.output import Output
        from renshu.sound.clicking import Clicker

        try:
            self._output = Output(self._preferred)
        except PortError:
            self._loudspeaker.prepare()
            self._clicks = self._loudspeaker
            return
        self._clicks = self._clicker = Clicker(self._output.click)

"""The one place that sounds: metronome, listening, accompaniment and echo share one output.

Everything is sounded on the player's piano over MIDI, or on the loudspeaker where there is none.
"""

import threading
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from renshu.errors import PortError, RenshuError
from renshu.evening.loudspeaker import Loudspeaker

if TYPE_CHECKING:
    from renshu.evening.sounding_aloud import Aloud
    from renshu.evening.sounding_link import Link
    from renshu.performance.events import PlayedEvent
    from renshu.sound.scheduling import Scheduler, Strand

_LEAD = 0.1
"""Seconds ahead that a MIDI output is told. It takes back what has not sounded, so that it may be
long: longer than any thread of a program that draws is kept waiting."""

_STEADY = 5.0
"""Seconds that a process that sounds must have lived to be started again of itself."""


def _ignore(_: RenshuError) -> None:
    pass


class Sounding:
    """Opens the output once and sounds at their time what its strands are given.

    Having nothing to sound on is ordinary: then all this is silent. All keys and pedals are let go
    when a strand is cancelled, and when the program ends, fails, or is killed. A MIDI output is
    sounded on by a process of its own; where that is killed, another lets the keys go and goes on.

    Args:
        preferred: The name of the MIDI output to sound on.
        loudspeaker: Sounds where there is no MIDI output.
        on_fault: Told, in any thread, that the process that sounds had to be started again.
    """

    def __init__(
        self,
        preferred: str | None,
        loudspeaker: Loudspeaker,
        on_fault: Callable[[RenshuError], None] = _ignore,
    ) -> None:
        self._preferred = preferred
        self._loudspeaker = loudspeaker
        self._on_fault = on_fault
        self._link: Link | None = None
        self._opened_at = 0.0
        self._is_hushed = False
        self._opening: threading.Thread | None = None
        self._turn = threading.Lock()

    def prepare(self) -> None:
        """Open an output, without waiting for it; where one is open this does nothing."""
        if self._opening is None:
            self._opening = threading.Thread(target=self._open, name="output", daemon=True)
            self._opening.start()

    @property
    def output(self) -> str | None:
        """The name of the MIDI output; None where there is none, or it is not open yet."""
        return self._link.name if self._link else None

    @property
    def is_open(self) -> bool:
        """Whether anything would sound now."""
        return self._link is not None or self._loudspeaker.is_open

    def strand(self) -> "Strand":
        """What is scheduled and cancelled apart from all others."""
        return self._scheduler.strand()

    def wait(self) -> None:
        """Wait until an output is open, or it is clear that there is none."""
        if (opening := self._opening) is not None:
            opening.join()

    def light(self, event: "PlayedEvent", channel: int) -> bool:
        """Send a key light to the MIDI output, at once.

        Args:
            event: What stands for the light.
            channel: 0–15.

        Returns:
            Whether there was an output that took it.
        """
        link = self._link
        if link is not None:
            link.light(event, channel)
        return link is not None

    def change_output(self, preferred: str) -> None:
        """Sound on another MIDI output from now on; what sounds on this one is ended."""
        self._preferred = preferred
        self.reopen()

    def reopen(self) -> None:
        """Open the output anew, if it was opened: a cable that was pulled is in place again.

        Neither ALSA nor JACK tells who sends that nobody is connected any more.
        """
        if self._opening is not None:
            self._scheduler.cancel_all()
            self._opening = None
            self.prepare()

    def close(self) -> None:
        """Fall silent and let the output go. This may take a moment."""
        if self._opening is not None:
            self._opening.join()
        if "_scheduler" in vars(self):
            self._scheduler.close()
        if self._link is not None:
            self._link.close()
            self._link = None

    @cached_property
    def _scheduler(self) -> "Scheduler":
        from renshu.evening.sounding_aloud import LEAD
        from renshu.sound.scheduling import Scheduler

        return Scheduler(self._aloud, LEAD)

    @cached_property
    def _aloud(self) -> "Aloud":
        from renshu.evening.sounding_aloud import Aloud

        return Aloud(self._loudspeaker)

    def _open(self) -> None:
        from renshu.evening.sounding_link import Link

        with self._turn:
            self._let_go()
            try:
                link = Link(self._preferred, self._ended, is_hushed=self._is_hushed)
            except PortError:
                self._loudspeaker.prepare()
                return
            self._scheduler.sound_on(link, _LEAD)
            self._link, self._opened_at, self._is_hushed = link, time.monotonic(), False

    def _let_go(self) -> None:
        from renshu.evening.sounding_aloud import LEAD

        before, self._link = self._link, None
        self._scheduler.sound_on(self._aloud, LEAD)
        if before is not None:
            before.close()

    def _ended(self, link: "Link", is_there: bool) -> None:
        """Called when the cable was pulled, or the process was killed."""
        with self._turn:
            if link is not self._link:
                return
            self._let_go()
            # The next time something is to sound it is looked for again.
            self._opening = None
            self._is_hushed = is_there
        if is_there and time.monotonic() - self._opened_at > _STEADY:
            self.prepare()
            self._on_fault(PortError("What sounds on the piano had ended, and was started again."))

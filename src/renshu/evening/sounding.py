"""The one place that sounds: metronome, listening, accompaniment and echo share one output.

Everything is sounded on the player's piano over MIDI, or on the loudspeaker where there is none.
"""

import threading
from functools import cached_property
from typing import TYPE_CHECKING

from renshu.errors import PortError
from renshu.evening.loudspeaker import Loudspeaker

if TYPE_CHECKING:
    from renshu.midi.output import Output
    from renshu.performance.events import PlayedEvent
    from renshu.sound.scheduling import Scheduler, Sound, Strand

_LOUDSPEAKER_LEAD = 0.03
"""Seconds ahead that the synthesiser is told, which then places each sound at its very sample."""


class Sounding:
    """Opens the output once and sounds at their time what its strands are given.

    Having nothing to sound on is ordinary: then all this is silent. All keys and pedals are let go
    when a strand is cancelled, when the program ends, and when it fails; when the system kills it
    outright, by the guard of the output.

    Args:
        preferred: The name of the MIDI output to sound on.
        loudspeaker: Sounds where there is no MIDI output.
    """

    def __init__(self, preferred: str | None, loudspeaker: Loudspeaker) -> None:
        self._preferred = preferred
        self._loudspeaker = loudspeaker
        self._output: Output | None = None
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
        return self._output.name if self._output else None

    @property
    def is_open(self) -> bool:
        """Whether anything would sound now."""
        return self._output is not None or self._loudspeaker.is_open

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
        output = self._output
        if output is None:
            return False
        try:
            output.send(event, channel)
        except PortError:
            return False
        return True

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
        if self._output is not None:
            self._output.close()
            self._output = None

    @cached_property
    def _scheduler(self) -> "Scheduler":
        from renshu.sound.scheduling import Scheduler

        return Scheduler(self._sound)

    def _open(self) -> None:
        from renshu.midi.output import Output

        with self._turn:
            before, self._output = self._output, None
            if before is not None:
                before.close()
            try:
                self._output = Output(self._preferred)
                self._scheduler.lead = 0.0
            except PortError:
                self._scheduler.lead = _LOUDSPEAKER_LEAD
                self._loudspeaker.prepare()

    def _sound(self, sound: "Sound") -> None:
        from renshu.practice.timetable import Click

        output = self._output
        target = self._loudspeaker if output is None else output
        try:
            if not isinstance(sound, Click):
                target.send(sound)
            elif output is None:
                self._loudspeaker.schedule(
                    sound.time, sound.is_accent, is_division=sound.is_division
                )
            else:
                output.click(sound.is_accent, is_division=sound.is_division)
        except PortError:
            # Its cable was pulled: the next time something is to sound it is looked for again.
            self._opening = None

"""Sounds on the loudspeaker what the scheduler hands on."""

import time

from renshu.evening.loudspeaker import Loudspeaker
from renshu.performance.events import PlayedEvent
from renshu.practice.timetable import Click
from renshu.sound.agenda import Hands, Sound, is_too_late

LEAD = 0.03
"""Seconds ahead that the synthesiser is told, which then places each sound at its very sample."""


class Aloud:
    """A sink of the scheduler; what was handed on is not taken back, being so soon.

    Args:
        loudspeaker: Is silent where there is none.
    """

    def __init__(self, loudspeaker: Loudspeaker) -> None:
        self._loudspeaker = loudspeaker
        self._hands = Hands()

    def schedule(self, strand: int, sound: Sound) -> None:
        """See `Sink.schedule`."""
        if is_too_late(sound, time.monotonic()) or not self._hands.take(strand, sound):
            return
        if isinstance(sound, Click):
            self._loudspeaker.schedule(sound.time, sound.is_accent, is_division=sound.is_division)
        else:
            self._loudspeaker.send(sound)

    def send(self, strand: int, event: PlayedEvent) -> None:
        """See `Sink.send`."""
        if self._hands.take(strand, event):
            self._loudspeaker.send(event)

    def forget(self, strand: int) -> None:
        """See `Sink.forget`."""

    def cancel(self, strand: int) -> None:
        """See `Sink.cancel`."""
        for event in self._hands.release(strand, time.monotonic() + LEAD):
            self._loudspeaker.send(event)

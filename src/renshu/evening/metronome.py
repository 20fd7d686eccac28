"""The click: counted for the eye, and sounded for the ear."""

from collections import deque
from collections.abc import Iterable

from renshu.evening.sounding import Sounding
from renshu.practice.timetable import Click

LOOK_AHEAD_SECONDS = 0.1
"""Clicks are named so long before their time: a screen must never be what sounds a beat."""


class Metronome:
    """Takes the clicks of a session as they are named.

    Args:
        sounding: Sounds them; without an output they are only counted.
    """

    def __init__(self, sounding: Sounding) -> None:
        self._sounding = sounding
        self._strand = sounding.strand()
        self._ahead: deque[Click] = deque()
        self._beat = 0

    def prepare(self) -> None:
        """Open the output, without waiting for it; a second time does nothing."""
        self._sounding.prepare()

    def schedule(self, clicks: Iterable[Click]) -> None:
        """Count and sound clicks when their time comes."""
        named = tuple(clicks)
        self._ahead.extend(click for click in named if not click.is_division)
        self._strand.schedule(named)

    def beat(self, now: float) -> int:
        """The number of the last beat in its bar; 0 before the first."""
        while self._ahead and self._ahead[0].time <= now:
            self._beat = 1 if self._ahead.popleft().is_accent else self._beat + 1
        return self._beat

    def stop(self) -> None:
        """Forget what has not sounded, as on a pause."""
        self._ahead.clear()
        self._beat = 0
        self._strand.cancel()

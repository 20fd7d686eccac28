"""A take played again in time: heard, paused, slowed down, and begun anywhere."""

from collections.abc import Sequence
from dataclasses import replace

from renshu.evening.playback import breath
from renshu.evening.sounding import Sounding
from renshu.practice.retelling import Moment, Retelling

SPEEDS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""Shares of the speed at which it was played."""


class Replaying:
    """Where a replay stands, and what is heard of it. It begins paused.

    Time is an argument of all this, in monotonic seconds.

    Args:
        retelling: The take.
        sounding: Where it is heard; without an output only the time passes.
    """

    def __init__(self, retelling: Retelling, sounding: Sounding) -> None:
        self.retelling = retelling
        self._sounding = sounding
        self._strand = sounding.strand()
        self._since: float | None = None
        self._from = 0.0
        self._told_until = -1.0
        self.speed = 1.0
        """Share of the speed at which it was played."""

    @property
    def is_playing(self) -> bool:
        """Whether it goes on."""
        return self._since is not None

    def seconds(self, now: float) -> float:
        """Which moment of the take it is."""
        passed = 0.0 if self._since is None else max(0.0, now - self._since) * self.speed
        return min(self.retelling.seconds, self._from + passed)

    def play(self, now: float) -> None:
        """Go on from where it stands, or from the beginning where it was over."""
        if self._from >= self.retelling.seconds:
            self._from, self._told_until = 0.0, -1.0
        self._sounding.prepare()
        self._since = now + breath(self._sounding)
        self._sound()

    def pause(self, now: float) -> None:
        """Stand still and fall silent."""
        self._from = self.seconds(now)
        self._since = None
        self._strand.cancel()

    def change_speed(self, steps: int, now: float) -> None:
        """Play slower or faster; at the ends of what there is nothing changes."""
        index = SPEEDS.index(self.speed) + steps
        if 0 <= index < len(SPEEDS):
            was_playing = self.is_playing
            self.pause(now)
            self.speed = SPEEDS[index]
            if was_playing:
                self.play(now)

    def seek(self, seconds: float, now: float) -> Sequence[Moment]:
        """Go to a moment of the take, playing or not.

        Returns:
            All that happened up to it, to be shown anew.
        """
        was_playing = self.is_playing
        self.pause(now)
        self._from = min(max(0.0, seconds), self.retelling.seconds)
        self._told_until = self._from
        if was_playing:
            self.play(now)
        return self.retelling.between(-1.0, self._from)

    def advance(self, now: float) -> Sequence[Moment]:
        """What has happened since it was asked last; at the end it pauses."""
        here = self.seconds(now)
        told = self.retelling.between(self._told_until, here)
        self._told_until = max(self._told_until, here)
        if self.is_playing and here >= self.retelling.seconds:
            self.pause(now)
        return told

    def stop(self) -> None:
        """Fall silent for good."""
        self._since = None
        self._strand.cancel()

    def _sound(self) -> None:
        since, start, speed = self._since or 0.0, self._from, self.speed
        self._strand.replace(
            replace(event, time=since + (event.time - start) / speed)
            for event in self.retelling.sounds(start)
        )

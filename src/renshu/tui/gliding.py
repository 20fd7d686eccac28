"""Where the music is between the moments that are known: it glides, and never runs ahead.

All places are performed quarters; time comes as monotonic seconds.
"""

from dataclasses import dataclass

SETTLING_SECONDS = 0.18
"""So long the view takes to get to where the music is said to be."""

LONGEST_GLIDE = 12.0
"""Quarters; what is farther away is a jump, and shown at once."""

_SLOWEST, _FASTEST = 0.25, 4.0
"""Bounds of the player's pace, as shares of the pace that is written."""

_CHORD_SECONDS = 0.3
"""So long the notes of one chord may take, which tell the same place."""

_LONGEST_GAP = 4.0
"""Quarters or seconds between two moments from which the pace is still learnt."""


@dataclass(slots=True)
class Glide:
    """A place that moves with time."""

    is_stepping: bool = False
    """Whether it goes from moment to moment without the way between: reduced motion."""
    _place: float = 0.0
    _time: float = 0.0
    _limit: float = 0.0
    _pace: float = 0.0
    _rest: float = 0.0
    """How far the view was from the place when it was told."""
    _learnt: float | None = None

    def at(self, now: float) -> float:
        """The place at a time."""
        if self.is_stepping:
            return self._place
        passed = max(0.0, now - self._time)
        reached = min(self._limit, self._place + self._pace * passed)
        left = max(0.0, 1.0 - passed / SETTLING_SECONDS)
        return reached + self._rest * left * left

    def leap(self, place: float) -> None:
        """Be somewhere else at once; what is known of the pace is forgotten."""
        self._place = self._limit = place
        self._pace = self._rest = 0.0
        self._learnt = None

    def rest_at(self, place: float, now: float) -> None:
        """Glide to a place and stay there: the score waits."""
        self._set_out(place, now, limit=place, pace=0.0)

    def go_on_from(self, place: float, now: float, *, until: float, usual: float) -> None:
        """A place was played: go on from it at the player's pace, at most to the next one.

        Args:
            place: What was played.
            now: When.
            until: The place of the next note.
            usual: The written pace, in quarters a second.
        """
        is_same = place == self._place and self._pace > 0
        if is_same and now - self._time < _CHORD_SECONDS:
            self._limit = max(place, until)
            return
        self._learn(place, now, usual)
        pace = self._learnt if self._learnt is not None else usual
        self._set_out(place, now, limit=max(place, until), pace=pace)

    def _learn(self, place: float, now: float, usual: float) -> None:
        way, time = place - self._place, now - self._time
        if not (0 < way <= _LONGEST_GAP and 0 < time <= _LONGEST_GAP):
            return
        heard = min(_FASTEST * usual, max(_SLOWEST * usual, way / time))
        self._learnt = heard if self._learnt is None else (self._learnt + heard) / 2

    def _set_out(self, place: float, now: float, *, limit: float, pace: float) -> None:
        seen = self.at(now)
        is_near = abs(seen - place) <= LONGEST_GLIDE
        self._rest = seen - place if is_near else 0.0
        self._place, self._time, self._limit, self._pace = place, now, limit, pace

"""Trills that nobody wrote down: two neighbouring keys that alternate quickly."""

import math

from renshu.follow.habits import Habits

_NEIGHBOURS = (-2, -1, 1, 2)
"""Semitones to the other key."""
_SLOWEST = 5
"""A key comes again within so many times the gap between ornament notes."""


class Trills:
    """Hears keys, and says how likely each is to go on with a trill."""

    def __init__(self, habits: Habits) -> None:
        self._habits = habits
        self._struck: dict[int, float] = {}

    def hear(self, time: float, pitch: int) -> float:
        """Density per second of the key as the next note of a trill; 0 where there is none."""
        last = self._struck.get(pitch, -math.inf)
        self._struck[pitch] = time
        gap = self._habits.ornament_gap
        since = time - max(self._struck.get(pitch + step, -math.inf) for step in _NEIGHBOURS)
        if time - last > _SLOWEST * gap or since >= time - last:
            return 0.0
        return self._habits.trill * math.exp(-since / gap) / gap

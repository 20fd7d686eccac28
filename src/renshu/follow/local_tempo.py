"""How early or late each chord came against the player's own tempo around it.

It imports numpy: nothing that a program start needs may import it.
"""

import numpy as np

from renshu.follow.assignment import Clock
from renshu.follow.notes import Seconds

_AROUND = 4
"""Chords on each side that make up "around it"."""
_FEWEST = 4
"""Chords below which a player has no tempo yet."""
_TUNING = 4.685
"""Tukey's constant: his biweight keeps 95 % efficiency where nothing is out of line."""
_STEADY = 0.01
"""Seconds of scatter below which nobody is out of line."""


def due_times(clock: Clock) -> Seconds:
    """When each chord of `clock` was due by a line through the chords around it; nan where unknown.

    The line leaves out the chord itself, and is fitted as in Cleveland (1979): near chords weigh
    more (tricube), and what is out of line weighs less (Tukey's biweight), here from the beginning
    on (Theil and Sen), so that one late chord does not make its neighbours early.
    """
    size = len(clock.written)
    due = np.full(size, np.nan)
    for index in range(size):
        low, high = max(0, index - _AROUND), min(size, index + _AROUND + 1)
        around = np.delete(np.arange(low, high), index - low)
        if len(around) >= _FEWEST:
            due[index] = _line_at(clock.written[around], clock.played[around], clock.written[index])
    return due


def _line_at(x: Seconds, y: Seconds, at: float) -> float:
    distance = np.abs(x - at)
    nearness = (1 - (distance / (1.1 * max(distance.max(), 1e-9))) ** 3) ** 3
    rest = _off_middle_line(x, y)
    height = float(y.mean())
    for _ in range(2):
        scale = max(_STEADY, 1.4826 * float(np.median(np.abs(rest))))
        weights = nearness * np.clip(1 - (rest / (_TUNING * scale)) ** 2, 1e-3, None) ** 2
        slope, middle, height = _weighted_line(x, y, weights)
        rest = y - height - slope * (x - middle)
        height += slope * (at - middle)
    return height


def _off_middle_line(x: Seconds, y: Seconds) -> Seconds:
    """How far each point is off the line of Theil and Sen: the median of all slopes."""
    i, j = np.triu_indices(len(x), 1)
    slope = np.median((y[j] - y[i]) / np.maximum(x[j] - x[i], 1e-3))
    rest: Seconds = y - slope * x
    return rest - np.median(rest)


def _weighted_line(x: Seconds, y: Seconds, weights: Seconds) -> tuple[float, float, float]:
    """Slope, and the point of balance."""
    total = weights.sum()
    middle, height = (weights * x).sum() / total, (weights * y).sum() / total
    spread = (weights * (x - middle) ** 2).sum()
    slope = (weights * (x - middle) * (y - height)).sum() / spread if spread > 1e-9 else 0.0
    return float(slope), float(middle), float(height)

"""A tempo tapped: the pulse in the times of a few taps."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import mean, median

LEAST_TAPS = 4

LONGEST_PAUSE = 2.5
"""Seconds after which a tap begins anew: no beat is as slow as that."""

_STRAY = 0.3
"""Intervals that differ from the middle one by more than this share of it are slips."""


def tapped_bpm(times: Sequence[float]) -> float | None:
    """Beats a minute of the latest taps; None while they are too few.

    The mean of the intervals, without those that are far from their median: a tap that was missed
    or doubled changes nothing.

    Args:
        times: Seconds, rising.
    """
    latest = _latest(times)
    if len(latest) < LEAST_TAPS:
        return None
    gaps = [late - early for early, late in pairwise(latest)]
    middle = median(gaps)
    steady = [gap for gap in gaps if abs(gap - middle) <= _STRAY * middle]
    return 60.0 / mean(steady or [middle])


def _latest(times: Sequence[float]) -> Sequence[float]:
    """The taps since the last pause."""
    for index in range(len(times) - 1, 0, -1):
        if times[index] - times[index - 1] > LONGEST_PAUSE:
            return times[index:]
    return times

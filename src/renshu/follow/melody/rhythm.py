"""What the rhythm of a played melody says: little, but more than nothing.

People remember a rhythm less surely than the notes, and who looks for the keys keeps none at all.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Sequence

import numpy as np

from renshu.follow.melody.index import Numbers

LEAST_SECONDS = 0.02
"""Shorter steps count as this long."""
EVENLY = 0.3
"""How unevenly a known rhythm is played: the usual deviation of the logarithm of a step's duration
from what the pace lets expect;"""
FREELY = 0.9
"""how much it deviates where the rhythm is another one,"""
FREE = 0.2
"""which is the share of steps that are remembered wrong."""
MONOTONOUS, RHYTHMICAL = 0.15, 0.4
"""How much the steps of the player differ: the usual deviation of their logarithms. Up to the one
rhythm says little, from the other on it says all it can."""
LEAST_WEIGHT = 0.3
"""What it counts for then."""
_RECENT = 12
"""Notes by which it is seen whether the player keeps a rhythm."""


def likelihood_of(deviation: Numbers) -> Numbers:
    """How likely deviations from the written rhythm are, against those of another rhythm.

    Args:
        deviation: Of the logarithms of durations, from what the pace lets expect.
    """
    squares = deviation * deviation
    even = np.float32((1 - FREE) * FREELY / EVENLY) * np.exp(
        squares * np.float32((FREELY**-2 - EVENLY**-2) / 2)
    )
    likelihood: Numbers = np.log(even + np.float32(FREE))
    return likelihood


def weight_of(times: Sequence[float]) -> float:
    """What rhythm counts for, 0–1: less if the player gives all notes the same length."""
    seconds = np.diff(np.array(times[-_RECENT:])).clip(LEAST_SECONDS)
    if len(seconds) < 2:
        return LEAST_WEIGHT
    share = (float(np.log(seconds).std()) - MONOTONOUS) / (RHYTHMICAL - MONOTONOUS)
    return LEAST_WEIGHT + (1 - LEAST_WEIGHT) * min(max(share, 0.0), 1.0)

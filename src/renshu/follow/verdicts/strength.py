"""What is common to verdicts on loudness: whose touch it is, and when a difference is certain."""

import math
from collections.abc import Iterable, Sequence

from renshu.follow.verdicts.robust import median, scatter
from renshu.follow.verdicts.runs import Stroke

_STEPS = 5
"""Different velocities, at the least, of a keyboard that hears how hard it is struck."""
_CLEAR = 1.5
"""Times the player's own scatter by which a passage must be off: else nobody would hear it."""
_CERTAIN = 3.0
"""Standard errors by which it must be off: else it may be chance."""
_OF_MEDIAN = 1.25
"""The standard error of a median, in those of a mean."""
_LEAST = 0.05
"""Share of the whole range of velocities that is scatter even for the steadiest player."""


def is_heard(strokes: Iterable[Stroke]) -> bool:
    """Whether the keyboard hears how hard it is struck."""
    return len({stroke.sound.velocity for stroke in strokes}) >= _STEPS


def region(stroke: Stroke) -> tuple[str, int]:
    """Notes that are struck alike: of one hand in one octave."""
    return stroke.note.hand.value, stroke.note.pitch // 12


def own_scatter(alike: Iterable[Sequence[float]], strokes: Iterable[Stroke]) -> float:
    """How much a player's notes differ among themselves, in velocities.

    Args:
        alike: Groups of notes that should be equally loud, what their regions add taken out.
        strokes: All of them.
    """
    offs = []
    for group in alike:
        middle = median(group)
        offs += [value - middle for value in group]
    velocities = [stroke.sound.velocity for stroke in strokes]
    return max(scatter(offs, 0.0), _LEAST * (max(velocities) - min(velocities)))


def needed(notes: int) -> float:
    """By how many scatters the median of so many notes must be off to be worth a word."""
    return max(_CLEAR, _CERTAIN * _OF_MEDIAN / math.sqrt(notes))

"""How hard a player strikes on a keyboard: the velocity curve, learned from takes.

Keyboards differ in what they call loud, and players in how they strike. Quantiles of what was
played say which velocities are soft, middling and hard here, whatever the numbers are; they move
slowly, so that one evening of lullabies does not make a thunderer of its player.

The curve tells whoever chooses a keyboard what it hears. No verdict goes by it: those on loudness
are drawn from the facts of a take alone, and weigh each note against the player's other ones in it.
"""

from collections.abc import Collection, Sequence
from math import copysign

SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""The shares of all notes that are softer than each point of the curve."""

LEAST_NOTES = 60
"""A take with fewer says nothing about its player's touch."""
_LEAST_KINDS = 5
"""Different velocities, at the least, of a keyboard that hears how hard it is struck."""
_WEIGHT = 0.2
"""How much the newest take counts."""


def learned(before: Sequence[int], velocities: Collection[int]) -> tuple[int, ...]:
    """The curve after a take.

    Args:
        before: The curve so far; empty where none is known.
        velocities: Of the notes of the take.
    """
    if len(velocities) < LEAST_NOTES or len(set(velocities)) < _LEAST_KINDS:
        return tuple(before)
    ordered = sorted(velocities)
    now = [ordered[round(share * (len(ordered) - 1))] for share in SHARES]
    if len(before) != len(SHARES):
        return tuple(now)
    return tuple(round(old + _step(new - old)) for old, new in zip(before, now, strict=True))


def _step(difference: int) -> float:
    """A fifth of the way, but never nothing: else a curve would stop short of what is played."""
    least = max(abs(difference) * _WEIGHT, 1.0)
    return copysign(least, difference) if difference else 0.0

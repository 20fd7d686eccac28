"""How hard a player strikes on a keyboard: the velocity curve, learned from takes.

Keyboards differ in what they call loud, and players in how they strike. Quantiles of what was
played say which velocities are soft, middling and hard here, whatever the numbers are; they move
slowly, so that one evening of lullabies does not make a thunderer of its player.
"""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from math import copysign

SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""The shares of all notes that are softer than each point of the curve."""
_MEANT = (35.0, 52.0, 64.0, 77.0, 96.0)
"""Where these points lie on the scale on which 64 is middling: about what players of grand pianos
spread over, so that a curve straightens keyboards that are compressed at one end."""

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


def evened(velocity: int, curve: Sequence[int]) -> float:
    """A velocity, 1–127, on the common scale; as it is where no curve is known."""
    if len(curve) != len(SHARES):
        return float(velocity)
    points = [(0, 0.0), *zip(curve, _MEANT, strict=True), (128, 128.0)]
    place = bisect_left([x for x, _ in points], velocity)
    (left, low), (right, high) = points[place - 1], points[place]
    return low + (velocity - left) / (right - left) * (high - low)


def _step(difference: int) -> float:
    """A fifth of the way, but never nothing: else a curve would stop short of what is played."""
    least = max(abs(difference) * _WEIGHT, 1.0)
    return copysign(least, difference) if difference else 0.0

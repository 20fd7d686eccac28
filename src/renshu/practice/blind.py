"""A blind start: which of the pieces that a player knows is to be played without its notation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

KNOWN = (0.8, 0.5)
"""The share of bars that went right from which on a piece is known; the second where none is."""
HALF_LIFE = timedelta(days=7)
"""After so long without playing it, a piece is as likely as not to have faded."""
LEAST_WEIGHT = 0.05
"""What was played a moment ago is hardly ever named, but it may be."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece that has been practised."""

    number: int
    """What it is told apart by."""
    known: float
    """The share of its bars that went right when they were played last."""
    played_at: datetime
    """When that was."""


def weight(candidate: Candidate, now: datetime) -> float:
    """How much a piece is due: the likelihood that it has faded by now, from 0 to 1."""
    weeks = max(timedelta(0), now - candidate.played_at) / HALF_LIFE
    return float(max(LEAST_WEIGHT, 1 - 0.5**weeks))


def choose(candidates: Sequence[Candidate], now: datetime, chance: float) -> Candidate | None:
    """Name one of the pieces that are known, those more often that are due.

    Args:
        candidates: What has been practised.
        now: The time, as aware as theirs.
        chance: A number that was drawn, from 0 up to but not including 1.

    Returns:
        The piece; None where none is known well enough.
    """
    for least in KNOWN:
        known = [one for one in candidates if one.known >= least]
        if known:
            return _drawn(known, now, chance)
    return None


def _drawn(known: Sequence[Candidate], now: datetime, chance: float) -> Candidate:
    weights = [weight(one, now) for one in known]
    left = chance * sum(weights)
    for one, its_weight in zip(known, weights, strict=True):
        if left < its_weight:
            return one
        left -= its_weight
    return known[-1]

"""Kinds of learners: how fast somebody learns and forgets, what tempo costs, how often he slips.

Nobody's constants are known beforehand. So skill is followed for each kind at once, and the kinds
count by how well they foretold what was played: Bayesian model averaging (J. A. Hoeting et al.,
“Bayesian Model Averaging: A Tutorial”, Statistical Science 14, 1999).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

_OF_OTHERS = 0.2
"""How much the other pieces say of how this one is learned."""


@dataclass(frozen=True, slots=True)
class Learner:
    """One kind. Skill is in logits of a clean pass at the written tempo."""

    gain: float
    """Logits that one pass brings."""
    loss: float
    """Logits lost in a day."""
    haste: float
    """Logits that a tempo e times as fast costs."""
    slip: float
    """The chance that a pass fails whatever the skill."""
    warmth: float
    """Logits that the passes of an evening bring, and the night takes away again."""


LEARNERS = tuple(
    Learner(*constants)
    for constants in product(
        (0.0, 0.05, 0.2), (0.01, 0.1), (2.0, 5.0), (0.03, 0.15), (0.0, 1.5, 3.5)
    )
)


def shares(here: Sequence[float], elsewhere: Iterable[Sequence[float]] = ()) -> tuple[float, ...]:
    """How much each of `LEARNERS` counts; together 1.

    Args:
        here: The log likelihood, under each of them, of what was played of a piece; may be empty.
        elsewhere: The same of other pieces of the same player, in any order.
    """
    totals = list(here) or [0.0] * len(LEARNERS)
    others = [math.fsum(logs) for logs in zip(*elsewhere, strict=True)]
    for number, other in enumerate(others):
        totals[number] += _OF_OTHERS * other
    highest = max(totals)
    weights = [math.exp(total - highest) for total in totals]
    whole = math.fsum(weights)
    return tuple(weight / whole for weight in weights)

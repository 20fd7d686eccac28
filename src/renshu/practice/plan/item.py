"""The plan of an evening: what to visit, for how long, and why."""

from dataclasses import dataclass
from enum import StrEnum

from renshu.practice.plan.candidate import Candidate, Key


class Why(StrEnum):
    """What a visit is for."""

    DUE = "due"
    """Learnt some time ago, and about to be forgotten."""
    WEAK = "weak"
    """It goes worse than all else that is practised."""
    RETURNING = "returning"
    """Of a piece that was learnt once and has not been played for weeks."""
    NEW = "new"
    """The next step: it has never been practised."""
    JOY = "joy"
    """A piece that goes well, from beginning to end."""
    AGAIN = "again"
    """It did not go well before, tonight."""


@dataclass(frozen=True, slots=True)
class Item:
    """One visit."""

    why: Why
    candidate: Candidate
    reason: str
    """A sentence for the player."""
    minutes: int
    """What it is given."""
    most: int
    """It may be given so many, where there is time."""

    @property
    def key(self) -> Key:
        """What is visited."""
        return self.candidate.key


@dataclass(frozen=True, slots=True)
class Plan:
    """Visits in the order in which to play them."""

    asked: int
    """Minutes that the player has."""
    items: tuple[Item, ...] = ()

    @property
    def minutes(self) -> int:
        """What all of it takes, never more than was asked."""
        return sum(item.minutes for item in self.items)

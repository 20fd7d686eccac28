"""A goal: a piece that is to be ready by a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Goal:
    """A piece by a day, at a tempo."""

    score_id: str
    title: str
    by: date
    """The last evening on which it may become ready."""
    tempo: float = 1.0
    """Share of the written tempo at which it is to be clean."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What there is to know of an evening, besides what could be practised."""

    today: date
    """The player's day."""
    goals: Mapping[str, Goal] = field(default_factory=dict)
    """By score id."""
    steps: int = 1
    """New sections that the goals need tonight."""
    played: Mapping[str, date] = field(default_factory=dict)
    """When anything of each piece was played last, by score id."""

"""A goal: a piece that is to be ready by a day."""

from dataclasses import dataclass
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

"""The times that the bars of one piece were played, and which of them are looked at."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from renshu.practice.take import Tally
from renshu.score.notation import Hand

SLOW, AT_TEMPO = 0.7, 0.95
"""Shares of the goal: below the first is slow, from the second on it is at tempo."""


@dataclass(frozen=True, slots=True)
class PlayedBar:
    """One time that a bar was played."""

    take: str
    at: datetime
    """When the take began; aware, by the clock on the player's wall."""
    day: date
    """The evening it belongs to."""
    measure: int
    """Index of the written measure."""
    hand: Hand | None
    """None where hands are not told apart."""
    tempo: float | None
    """Share of the written tempo; None where it is not known."""
    tally: Tally


class Band(StrEnum):
    """How fast, against the goal."""

    ALL = "any tempo"
    SLOW = "slow"
    """Below 70 % of the goal."""
    MIDDLE = "nearly at tempo"
    FULL = "at tempo"
    """From 95 % of the goal on."""

    @property
    def next(self) -> "Band":
        """The next one, all after the last."""
        every = list(Band)
        return every[(every.index(self) + 1) % len(every)]

    def has(self, tempo: float | None, goal: float) -> bool:
        """Whether a tempo lies in it; one that is not known lies in `ALL` alone."""
        if self is Band.ALL:
            return True
        return tempo is not None and band_of(tempo / goal) is self


class Side(StrEnum):
    """Whose playing is looked at."""

    BOTH = "both hands"
    RIGHT = "right hand"
    LEFT = "left hand"

    @property
    def next(self) -> "Side":
        """The next one, both after the last."""
        every = list(Side)
        return every[(every.index(self) + 1) % len(every)]

    def has(self, hand: Hand | None) -> bool:
        """Whether a bar pass is looked at; where hands are not told apart it counts for both."""
        if self is Side.BOTH:
            return True
        return hand is (Hand.RIGHT if self is Side.RIGHT else Hand.LEFT)


def band_of(share: float) -> Band:
    """The band of a share of the goal."""
    if share < SLOW:
        return Band.SLOW
    return Band.FULL if share >= AT_TEMPO else Band.MIDDLE


def chosen(
    passes: Iterable[PlayedBar], side: Side = Side.BOTH, band: Band = Band.ALL, goal: float = 1.0
) -> tuple[PlayedBar, ...]:
    """The passes of some hands in some tempo, in the order given."""
    return tuple(one for one in passes if side.has(one.hand) and band.has(one.tempo, goal))

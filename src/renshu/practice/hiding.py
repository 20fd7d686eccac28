"""What of a score is hidden from the player: practising from memory, and sight-reading.

From memory more and more is hidden, in steps. The guard of sight-reading lets the bars fade that
have been played, so that nobody looks back.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The settings know the guard: the first frame shall not wait for scores.
    from renshu.score.notation import Hand


class Hidden(StrEnum):
    """What memory has to give; each step hides more than the one before it, or something else."""

    NOTHING = "nothing"
    HEADS = "heads"
    """The rhythm stays."""
    LEFT = "left"
    """All of the left hand."""
    RIGHT = "right"
    SECOND_BARS = "second-bars"
    """Bars 2, 4, 6 …"""
    FIRST_BARS = "first-bars"
    """Bars 1, 3, 5 …"""
    ALL = "all"
    """Empty staves stay."""
    BLIND = "blind"
    """There is no notation at all: the program has named a track, and nothing else."""


class Guard(StrEnum):
    """What is kept from the eyes of somebody who reads at sight."""

    OFF = "off"
    PAST = "past"
    """Bars that have been played: the last one fades, those before it are gone."""
    WINDOW = "window"
    """Those, and what lies further ahead than the eyes should be: the next bars come in time."""


class Look(IntEnum):
    """How much of some music is seen, the most first."""

    SHOWN = 0
    FADED = 1
    HEADLESS = 2
    """All but the note heads."""
    BARE = 3
    """Staff lines and bar lines only."""


STEPS = tuple(step for step in Hidden if step is not Hidden.BLIND)
"""The steps of memory that a player goes through."""

AHEAD = 2
"""Bars beyond the one being played that the guard's window shows: eyes are a bar or two ahead."""


@dataclass(frozen=True, slots=True)
class Hiding:
    """What is hidden at one moment."""

    hidden: Hidden = Hidden.NOTHING
    guard: Guard = Guard.OFF
    here: int | None = None
    """Index of the measure being played, for the guard."""
    peeked: int | None = None
    """Index of the measure that is shown because the player peeks."""

    @property
    def is_open(self) -> bool:
        """Whether nothing is hidden, now or later."""
        return self.hidden is Hidden.NOTHING and self.guard is Guard.OFF

    def look(self, measure: int, hand: "Hand | None") -> Look:
        """How much is seen in a measure.

        Args:
            measure: Its index.
            hand: Whose notes are meant; None for what no hand plays, such as a voice or rests.
        """
        if measure == self.peeked:
            return Look.SHOWN
        return max(self._from_memory(measure, hand), self._at_sight(measure))

    def hides(self, measure: int, hand: "Hand") -> bool:
        """Whether the notes of a hand in a measure are not to be read."""
        return self.look(measure, hand) >= Look.HEADLESS

    def _from_memory(self, measure: int, hand: "Hand | None") -> Look:
        match self.hidden:
            case Hidden.NOTHING:
                is_bare = False
            case Hidden.HEADS:
                return Look.HEADLESS
            case Hidden.LEFT | Hidden.RIGHT:
                is_bare = hand is not None and hand.value == self.hidden.value
            case Hidden.SECOND_BARS:
                is_bare = measure % 2 == 1
            case Hidden.FIRST_BARS:
                is_bare = measure % 2 == 0
            case Hidden.ALL | Hidden.BLIND:
                is_bare = True
        return Look.BARE if is_bare else Look.SHOWN

    def _at_sight(self, measure: int) -> Look:
        if self.guard is Guard.OFF or self.here is None:
            return Look.SHOWN
        if measure < self.here:
            return Look.FADED if measure == self.here - 1 else Look.BARE
        is_too_far = self.guard is Guard.WINDOW and measure > self.here + AHEAD
        return Look.BARE if is_too_far else Look.SHOWN


def next_step(hidden: Hidden, way: int = 1) -> Hidden:
    """The step after another, or before it with a way of -1; after the last comes nothing."""
    here = STEPS.index(hidden) if hidden in STEPS else 0
    return STEPS[(here + way) % len(STEPS)]


def next_guard(guard: Guard) -> Guard:
    """Off, what is past, a window, and round again."""
    guards = tuple(Guard)
    return guards[(guards.index(guard) + 1) % len(guards)]

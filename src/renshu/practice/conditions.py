"""Under which conditions a take was played: what could be read, and in which key."""

from dataclasses import dataclass

from renshu.practice.hiding import Hidden


@dataclass(frozen=True, slots=True)
class Peek:
    """A look at a bar that was to be known by heart."""

    time: float
    """Seconds from the start of the take."""
    measure: int
    """Index of the written measure."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What is to be known of a take beside its passage, mode and tempo."""

    hidden: Hidden = Hidden.NOTHING
    peeks: tuple[Peek, ...] = ()
    """In order of time."""
    transposition: int = 0
    """Semitones by which it was played, and engraved, higher than it is written."""


AS_WRITTEN = Conditions()
"""All could be read, in the key of the score."""

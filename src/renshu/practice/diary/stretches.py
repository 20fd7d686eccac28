"""What a diary says: the stretches of a take, and how each bar in them went each time."""

from dataclasses import dataclass
from enum import StrEnum

from renshu.practice.take import Tally
from renshu.score.notation import Hand
from renshu.score.passage import Passage


class StretchKind(StrEnum):
    """What somebody was doing."""

    RUN = "run"
    """On through the music from where it was taken up."""
    REPEAT = "repeat"
    """The spot that was just played, once more."""
    SLOW = "slow"
    """Much slower than the piece goes."""
    PLAY_THROUGH = "play-through"
    """All of the piece, or of the passage, from its beginning to its end."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Music played on without a leap: from one take-up to the next."""

    kind: StretchKind
    first: int
    """Index of its first key press among all of the take."""
    last: int
    """Index of its last key press."""
    began: float
    """Seconds from the beginning of the take."""
    ended: float
    passage: Passage
    """From the first to the last moment that was played, in written time, and the hands."""
    tempo: float | None
    """Share of the written tempo; None where too little was played to tell."""
    tally: Tally


@dataclass(frozen=True, slots=True)
class BarPass:
    """One time that one hand played, or should have played, a bar."""

    stretch: int
    """Index of the stretch."""
    measure: int
    """Index of the written measure."""
    hand: Hand
    began: float
    """Seconds from the beginning of the take."""
    tempo: float | None
    """Share of the written tempo at which it went."""
    is_whole: bool
    """Whether it was played from its beginning to its end."""
    tally: Tally


@dataclass(frozen=True, slots=True)
class Diary:
    """All of it, in order of time."""

    stretches: tuple[Stretch, ...] = ()
    passes: tuple[BarPass, ...] = ()

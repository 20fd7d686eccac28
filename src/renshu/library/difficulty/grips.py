"""What each hand presses, moment by moment: the grips."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from renshu.score.notation import Hand, Score, ScoreNote

TICKS = 10_080
"""Ticks of a quarter note: every usual division of a beat is a whole number of them."""


@dataclass(frozen=True, slots=True)
class Grip:
    """The keys that a hand presses at one moment."""

    onset: int
    """Ticks of written time."""
    measure: int
    """Index into `Score.measures`."""
    pitches: tuple[int, ...]
    """Rising, each once; empty where there are only grace notes."""
    notes: tuple[ScoreNote, ...]
    """The notes they are pressed for, without grace notes."""
    graces: int = 0
    """Grace notes before it."""

    @property
    def span(self) -> int:
        """Semitones from the lowest key to the highest."""
        return self.pitches[-1] - self.pitches[0] if self.pitches else 0


def grips_of(score: Score, hand: Hand) -> tuple[Grip, ...]:
    """The grips of one hand in written order."""
    return tuple(_grips([note for note in score.notes if note.hand is hand]))


def vocabulary(grips: Sequence[Grip]) -> int:
    """How many different grips there are."""
    return len({grip.pitches for grip in grips if grip.pitches})


def ticks(quarters: Fraction) -> int:
    """Quarters as ticks, rounded down."""
    return quarters.numerator * TICKS // quarters.denominator


def _grips(notes: Sequence[ScoreNote]) -> Iterator[Grip]:
    for onset, together in groupby(notes, lambda note: note.onset):
        pressed = list(together)
        main = tuple(note for note in pressed if not note.is_grace)
        pitches = tuple(sorted({note.pitch for note in main}))
        graces = len(pressed) - len(main)
        yield Grip(ticks(onset), pressed[0].measure, pitches, main, graces)

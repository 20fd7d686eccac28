"""What a review aligns with: the notes of a score or passage, and their places as arrays.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

import numpy as np

from renshu.follow.arrays import asked_notes, ornaments_of, places_of
from renshu.follow.notes import Indexes, Link, Notes, indexes
from renshu.follow.places import Places
from renshu.score.notation import Score, ScoreNote
from renshu.score.passage import (
    Hands,
    Passage,
    ScorePosition,
    performed_tempo,
    played_measures,
    unfold,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A note that was asked, at one place of the playing order."""

    note: ScoreNote
    position: ScorePosition
    onset: Fraction
    """Quarters: written in free mode, else performed."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The notes that were asked; the arrays of `places` number them in the same order."""

    notes: tuple[Asked, ...]
    places: Places
    quarters: Fraction
    """How long the passage lasts."""
    is_looped: bool = False


def in_free_order(score: Score, hands: Hands) -> Reviewed | None:
    """The whole score as it is written, for a player who goes anywhere; None if it has no note."""
    notes = asked_notes(score, hands)
    if not notes:
        return None
    asked = tuple(Asked(n, ScorePosition(n.onset, n.measure), n.onset) for n in notes)
    return Reviewed(asked, places_of(score, notes), score.end)


def in_playing_order(score: Score, passage: Passage, *, as_written: bool) -> Reviewed | None:
    """The passage in playing order, once; a loop begins again. None if it has no note."""
    played = played_measures(score, passage, as_written=as_written)
    tempo = performed_tempo(score, played)
    asked = sorted(
        (
            Asked(note, chord.position, chord.onset)
            for chord in unfold(score, passage, as_written=as_written)
            for note in chord.notes
        ),
        key=lambda one: (one.onset, one.note.pitch),
    )
    if not asked:
        return None
    seconds = [tempo.seconds_at(one.onset) for one in asked]
    quarters = sum((part.end - part.start for part in played), Fraction(0))
    end = Link(float(quarters), 0.0, tempo.seconds_at(quarters), 0.0)
    links = (end,) if passage.is_looped else ()
    return Reviewed(
        tuple(asked), Places(_notes(asked, seconds), links), quarters, passage.is_looped
    )


def _notes(asked: Sequence[Asked], seconds: Sequence[float]) -> Notes:
    return Notes(
        onset=np.array([float(one.onset) for one in asked]),
        seconds=np.array(seconds),
        pitch=indexes(one.note.pitch for one in asked),
        hand=indexes(-1 for _ in asked),
        is_grace=np.array([one.note.is_grace for one in asked]),
        bar=_bars(asked),
        ornaments=ornaments_of((one.note, one.onset) for one in asked),
    )


def _bars(asked: Sequence[Asked]) -> Indexes:
    """Measures counted in playing order: never falling."""
    passes = groupby(asked, key=lambda one: (one.position.measure, one.position.pass_number))
    return indexes(rank for rank, (_, notes) in enumerate(passes) for _ in notes)

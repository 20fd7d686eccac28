"""From a `Score` to the plain arrays that the free follower and the review work on.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

import numpy as np

from renshu.follow.notes import Link, Notes, Ornamented, indexes
from renshu.follow.places import Places
from renshu.score.notation import Hand, Score, ScoreNote
from renshu.score.passage import Hands


def asked_notes(score: Score, hands: Hands) -> tuple[ScoreNote, ...]:
    """The notes of `hands`, in the order in which `notes_of` numbers them."""
    asked = (note for note in score.notes if hands.include(note.hand))
    return tuple(sorted(asked, key=lambda note: (note.onset, note.pitch)))


def notes_of(score: Score, asked: Sequence[ScoreNote]) -> Notes:
    """The arrays of notes that are sorted by onset, then pitch."""
    return Notes(
        onset=np.array([float(note.onset) for note in asked]),
        seconds=np.array([score.tempo.seconds_at(note.onset) for note in asked]),
        pitch=indexes(note.pitch for note in asked),
        hand=indexes(0 if note.hand is Hand.RIGHT else 1 for note in asked),
        is_grace=np.array([note.is_grace for note in asked]),
        bar=indexes(note.measure for note in asked),
        ornaments=ornaments_of((note, note.onset) for note in asked),
    )


def ornaments_of(notes: Iterable[tuple[ScoreNote, Fraction]]) -> tuple[Ornamented, ...]:
    """The ornaments of notes that begin at the given moments (quarters)."""
    return tuple(
        Ornamented(float(onset), float(onset + note.duration), (note.pitch, *note.ornament.pitches))
        for note, onset in notes
        if note.ornament is not None
    )


def links_of(score: Score) -> tuple[Link, ...]:
    """The steps of the roadmap that do not go on to the next measure of the page."""
    jumps = {(a, b) for a, b in pairwise(score.roadmap.order) if b != a + 1}
    return tuple(_link(score, a, b) for a, b in sorted(jumps))


def places_of(score: Score, asked: Sequence[ScoreNote]) -> Places:
    """The places of a score for the notes that are asked."""
    return Places(notes_of(score, asked), links_of(score))


def _link(score: Score, last: int, first: int) -> Link:
    end, start = score.measures[last].end, score.measures[first].onset
    seconds = score.tempo.seconds_at
    return Link(float(end), float(start), seconds(end), seconds(start))

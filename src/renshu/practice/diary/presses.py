"""The key presses of a take as its review labelled them, each with its place in the score."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.practice.diary.moments import Moments
from renshu.score.notation import Score, ScoreNote


@dataclass(frozen=True, slots=True)
class Press:
    """A key that went down."""

    time: float
    """Seconds from the beginning of the take."""
    pitch: int
    place: int | None
    """The moment that it played; None for a key that played no note."""
    note: ScoreNote | None
    """The note that it played."""
    is_stray: bool
    """Whether nothing of the score explains it: it is no note, and no ornament either."""


def presses(labels: Iterable[Label], score: Score, moments: Moments) -> tuple[Press, ...]:
    """All key presses, in order of time; matches of notes that the score has lost are strays."""
    return tuple(
        _press(label, score, moments) for label in labels if not isinstance(label, Deletion)
    )


def _press(label: Match | Insertion, score: Score, moments: Moments) -> Press:
    key = label.key
    if isinstance(label, Insertion):
        return Press(key.time, key.pitch, None, None, not label.is_ornament)
    note = score.notes_by_id.get(label.note_id)
    place = moments.place_of[note.onset] if note else None
    return Press(key.time, key.pitch, place, note, note is None)


_FAR = 12
"""Moments between two neighbouring presses of one stretch from which one of them is misplaced."""


def extent(pressed: Sequence[Press]) -> tuple[int, int]:
    """The first and the last moment that was played, without keys that the review has elsewhere.

    Where the same music stands in two places of a score, it may have some presses in the other.
    """
    places = sorted(press.place for press in pressed if press.place is not None)
    edges = [at for at, (a, b) in enumerate(pairwise(places), 1) if b - a > _FAR]
    starts, stops = [0, *edges], [*edges, len(places)]
    first, stop = max(zip(starts, stops, strict=True), key=lambda one: one[1] - one[0])
    return places[first], places[stop - 1]

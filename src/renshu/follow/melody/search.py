"""Play to search: a melody of one finger, in any key, to the pieces that have it.

It imports numpy: nothing that a program start needs may import it.
"""

from dataclasses import dataclass
from math import inf

import numpy as np

from renshu.follow.melody.chains import RANGE, Chains, Front, Heard
from renshu.follow.melody.index import MelodyIndex
from renshu.performance.events import KeyDown, PlayedEvent

BREAK = 10.0
"""Seconds of silence after which another melody begins."""
TOGETHER = 0.04
"""Seconds within which keys are one chord, of which the highest is the melody."""
LEAST_NOTES = 4
"""Before that anything fits."""
_MOST_CHAINS = 4096
"""So many of the best chains are looked at for the pieces they are in."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece that has the melody, and where."""

    piece: str
    """As its melody is called."""
    first_measure: int
    """Index of the measure in which the melody begins."""
    measure: int
    """Index of the measure that was reached."""
    transposition: int
    """Semitones by which it was played higher than it is written."""
    share: float
    """0–1, that it is this piece, if it is one of the library."""
    evidence: float
    """Natural logarithm of the odds that it was this melody rather than any intervals that are
    usual in the library."""


class MelodySearch:
    """Listens, and says after every note which pieces have the melody, the likeliest first.

    The melody may lie in any voice and begin anywhere; key, octave and pace are free, and a note
    may be wrong, missing or too many here and there. It never raises, whatever is played.

    Args:
        index: The library.
        most: So many candidates are named.
    """

    def __init__(self, index: MelodyIndex, most: int = 10) -> None:
        self._index = index
        self._most = most
        self._chains = Chains(index)
        self._last = self._chord = -inf

    @property
    def notes(self) -> int:
        """How many notes of the melody have been heard."""
        return len(self._chains.heard)

    def feed(self, event: PlayedEvent) -> tuple[Candidate, ...]:
        """Take one event; after a `KeyDown` there are candidates, unless too little was played."""
        if not isinstance(event, KeyDown):
            return ()
        if event.time - self._last > BREAK:
            self._chains.clear()
            self._chord = -inf
        self._last = max(self._last, event.time)
        self._hear(Heard(self._last, event.pitch))
        return self._candidates() if self.notes >= LEAST_NOTES else ()

    def forget(self) -> None:
        """Begin anew: what was played so far has nothing to do with what comes."""
        self._last = -inf

    def _hear(self, note: Heard) -> None:
        if note.time - self._chord > TOGETHER:
            self._chord = note.time
            self._chains.hear(note)
        elif note.pitch > self._chains.heard[-1].pitch:
            self._chains.take_back()
            self._chains.hear(Heard(self._chord, note.pitch))

    def _candidates(self) -> tuple[Candidate, ...]:
        front, played = self._chains.ended()
        total = front.total(self._chains.weight())
        ranked = np.flatnonzero(total > total.max(initial=-np.inf) - RANGE)
        ranked = ranked[np.argsort(-total[ranked], kind="stable")][:_MOST_CHAINS]
        if not len(ranked):
            return ()
        pieces = self._index.piece[front.place[ranked]]
        odds = np.bincount(pieces, np.exp(total[ranked] - total[ranked[0]]))
        best, first = np.unique(pieces, return_index=True)
        order = np.argsort(-odds[best], kind="stable")[: self._most]
        shares, rows = odds[best[order]] / odds.sum(), ranked[first[order]]
        evidence = np.log(odds[best[order]]) + total[ranked[0]] - np.log(len(self._index))
        return tuple(
            self._candidate(front, row, int(played[row]), one_share, one_evidence)
            for row, one_share, one_evidence in zip(
                rows.tolist(), shares.tolist(), evidence.tolist(), strict=True
            )
        )

    def _candidate(
        self, front: Front, row: int, played: int, share: float, evidence: float
    ) -> Candidate:
        place, start = int(front.place[row]), int(front.start[row])
        return Candidate(
            self._index.pieces[self._index.piece[place]],
            int(self._index.measure[start]),
            int(self._index.measure[place]),
            played - int(self._index.pitch[place]),
            share,
            evidence,
        )

"""Which piece is it? From the first notes, played anywhere in the library, to a piece and a bar.

It imports numpy: nothing that a program start needs may import it.
"""

from dataclasses import dataclass
from math import inf, log

import numpy as np
from numpy.typing import NDArray

from renshu.follow.identify.chains import Chains
from renshu.follow.identify.index import Chosen, Index
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.score.passage import Hands

SURE = 0.99
"""From this confidence on a piece may be opened without asking,"""
LEAST_NOTES = 6
"""if there are so many notes"""
SURPLUS = 11.5
"""and so much evidence: about one in twenty who play something that is not in the library will
still hit on a piece that has the same notes for a bar or two."""
BREAK = 10.0
"""Seconds of silence after which something else begins."""
UNKNOWN = 3.5
"""What a note of music that is not in the library gains in the best of the chains that happen to
fit it, measured by taking pieces out of a library."""

_RANGE = 9.0
"""Chains that are e to this power less likely than the best do not count. It is less than what a
start elsewhere costs, or each note that the best does not explain would let in all places."""
_MOST_CHAINS = 4096
"""Where more fit, there is nothing to say yet."""
_MOST_EQUALS = 9
"""So many pieces are looked at for being equal; where there are more, nothing is sure anyway."""
_AHEAD, _SAME = 12, 0.75
"""Two places have the same music if of the next chords this share is the same."""


@dataclass(frozen=True, slots=True)
class Place:
    """A measure of a piece of the library."""

    piece: str
    """As its outline is called."""
    measure: int
    """Measure index."""
    hands: Hands = Hands.BOTH
    """Those that are playing."""


@dataclass(frozen=True, slots=True)
class Identified:
    """What was played, as far as it is known."""

    place: Place
    """The best guess."""
    equals: tuple[Place, ...]
    """A place in each other piece that has the same music here: other files, other arrangements."""
    confidence: float
    """0–1, that it is this piece, or one of the equals, rather than another of the library."""
    notes: int
    """Notes heard since this music began."""
    evidence: float
    """Natural logarithm of the odds that this was played rather than something that is not in the
    library at all."""

    @property
    def is_certain(self) -> bool:
        """Whether it may be opened without asking."""
        is_enough = self.notes >= LEAST_NOTES and self.evidence >= SURPLUS
        return is_enough and self.confidence >= SURE


class Identifier:
    """Listens, and says after every note which piece of the library it may be, and which bar.

    Players may begin anywhere, with both hands or one, at any pace, and begin again elsewhere. It
    never raises, whatever is played.

    Args:
        index: The library.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._chains = Chains(index)
        self._origin = 0.0
        self._last = -inf

    def feed(self, event: PlayedEvent) -> Identified | None:
        """Take one event; after a `KeyDown` there is an answer, unless all fits or nothing."""
        if not isinstance(event, KeyDown):
            return None
        if event.time - self._last > BREAK:
            self._chains.clear()
            self._origin = event.time
        self._last = max(self._last, event.time)
        self._chains.hear(self._last - self._origin, event.pitch)
        return self._identified()

    def forget(self) -> None:
        """Begin anew: what was played so far has nothing to do with what comes."""
        self._last = -inf

    def _identified(self) -> Identified | None:
        likelihood = self._chains.likelihood
        close = np.flatnonzero(likelihood > self._chains.best - _RANGE)
        if not 0 < len(close) <= _MOST_CHAINS:
            return None
        champions = self._champions(close)
        best = int(champions[0])
        odds = np.exp(likelihood[champions] - likelihood[best])
        is_same = self._is_same_music(best, champions)
        place, *equals = (self._place(other) for other in champions[is_same].tolist())
        share = float(odds[is_same].sum() / odds.sum())
        notes = self._chains.notes_of(best)
        evidence = self._chains.gain(best) - UNKNOWN * notes - log(len(self._index))
        return Identified(place, tuple(equals), share, notes, evidence)

    def _champions(self, chains: Chosen) -> Chosen:
        """Of each piece the likeliest of the chains; the likeliest of all first.

        How many there are in a piece says nothing: one with a bass that goes round and round has
        hundreds.
        """
        ranked = chains[np.argsort(-self._chains.likelihood[chains], kind="stable")]
        _, first = np.unique(self._index.piece_at(ranked), return_index=True)
        return ranked[np.sort(first)]

    def _is_same_music(self, best: int, champions: Chosen) -> NDArray[np.bool_]:
        """At which places the music is that of the best; it is the first of them."""
        back = best - self._chains.start(best)
        is_same = np.zeros(len(champions), np.bool_)
        for rank, other in enumerate(champions[:_MOST_EQUALS].tolist()):
            is_same[rank] = rank == 0 or self._index.is_same_music(best, other, back, _AHEAD, _SAME)
        return is_same

    def _place(self, index: int) -> Place:
        reading = self._index.reading_at(index)
        return Place(reading.piece, int(self._index.measure[index]), reading.hands)

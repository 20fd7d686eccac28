"""Many scores as one row of places, and where each key occurs in it.

Every score is there up to three times: as both hands play it and as each hand plays it alone. These
*readings* lie one behind the other, with an empty margin between them, so that a look a few places
back never leads into another reading.

It imports numpy: nothing that a program start needs may import it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renshu.follow.identify.outline import GRACE, LEFT, Outline
from renshu.score.passage import Hands

Places = NDArray[np.int32]
Bits = NDArray[np.uint32]
Numbers = NDArray[np.float32]
Chosen = NDArray[np.intp]

MARGIN = 3
"""Empty places before each reading: as far back as one step can reach."""
MAX_NOTES = 32
"""Notes of a chord that are told apart: the bits of a mask."""

_PITCHES = 128


@dataclass(frozen=True, slots=True)
class Reading:
    """A row of places: one score as some hands play it."""

    start: int
    stop: int
    piece: str
    hands: Hands


@dataclass(frozen=True, slots=True)
class Holders:
    """The places that have a key in their chord, in order, and its bits in their masks."""

    places: Places
    bits: Bits


class Index:
    """The places of many scores."""

    def __init__(self, outlines: Iterable[Outline]) -> None:
        """Lay out the places of all outlines; those without notes have none."""
        readings = [
            part for number, outline in enumerate(outlines) for part in _readings(number, outline)
        ]
        self._lay_out(readings)
        self._invert(readings)
        self._starts = [reading.start for reading in self.readings]
        self._pieces = np.array([laid.number for laid in readings], np.int32)

    def __len__(self) -> int:
        return len(self.seconds)

    def holders(self, pitch: int) -> Holders:
        """The places that have `pitch` in their chord."""
        first, end = self._bounds[pitch : pitch + 2]
        return Holders(self._places[first:end], self._bits[first:end])

    def reading_at(self, place: int) -> Reading:
        """The reading that holds a place."""
        return self.readings[bisect_right(self._starts, place) - 1]

    def piece_at(self, places: Chosen) -> Places:
        """The numbers of the pieces, in the order of the outlines, that hold places."""
        return self._pieces[np.searchsorted(self._starts, places, "right") - 1]

    def is_same_music(self, one: int, other: int, back: int, ahead: int, share: float) -> bool:
        """Whether the same chords are written around two places.

        Args:
            one: A place.
            other: Another one.
            back: So many places before them must be the same, and the places themselves.
            ahead: Of so many places after them, `share` must be the same.
            share: 0–1.
        """
        first, last = -min(back, one, other), min(ahead, len(self) - 1 - max(one, other))
        around = np.arange(first, last + 1)
        same = self.content[one + around] == self.content[other + around]
        after = same[around > 0]
        return bool(same[around <= 0].all() and after.sum() >= share * len(after))

    def _lay_out(self, readings: "list[_Laid]") -> None:
        self.readings: list[Reading] = []
        end = MARGIN
        for laid in readings:
            self.readings.append(Reading(end, end + len(laid.seconds), laid.piece, laid.hands))
            end += len(laid.seconds) + MARGIN
        self.seconds: Numbers = np.zeros(end, np.float32)
        """Onset of each place at the tempo as written."""
        self.size = np.zeros(end, np.uint8)
        """How many notes each place asks for; grace notes are not counted."""
        self.measure = np.zeros(end, np.int32)
        self.content = np.zeros(end, np.uint64)
        """A hash of the keys of each place."""
        for reading, laid in zip(self.readings, readings, strict=True):
            here = slice(reading.start, reading.stop)
            self.seconds[here], self.size[here] = laid.seconds, laid.size
            self.measure[here], self.content[here] = laid.measure, laid.content

    def _invert(self, readings: "list[_Laid]") -> None:
        pairs = zip(self.readings, readings, strict=True)
        places = [laid.chord.astype(np.int32) + reading.start for reading, laid in pairs]
        place = np.concatenate([np.zeros(0, np.int32), *places])
        pitch = np.concatenate([np.zeros(0, np.uint8), *(laid.pitch for laid in readings)])
        bits = np.concatenate([np.zeros(0, np.uint32), *(laid.bits for laid in readings)])
        order = np.argsort(pitch, kind="stable")
        self._places, self._bits = place[order], bits[order]
        self._bounds = np.searchsorted(pitch[order], np.arange(_PITCHES + 1))


@dataclass(frozen=True, slots=True)
class _Laid:
    """The places of one reading, counted from 0, and its notes sorted by place."""

    number: int
    """Of its outline."""
    piece: str
    hands: Hands
    seconds: Numbers
    size: Chosen
    measure: Places
    content: NDArray[np.uint64]
    chord: Chosen
    pitch: NDArray[np.uint8]
    bits: Bits


def _readings(number: int, outline: Outline) -> Iterator[_Laid]:
    flags = np.frombuffer(outline.flags, np.uint8)
    is_left = (flags & LEFT) > 0
    if len(outline):
        yield _laid(number, outline, Hands.BOTH, np.ones(len(outline), np.bool_))
    if is_left.any() and not is_left.all():
        yield _laid(number, outline, Hands.RIGHT, ~is_left)
        yield _laid(number, outline, Hands.LEFT, is_left)


def _laid(number: int, outline: Outline, hands: Hands, chosen: NDArray[np.bool_]) -> _Laid:
    seconds = np.frombuffer(outline.seconds, np.float32)[chosen]
    measure = np.frombuffer(outline.measures, np.int32)[chosen]
    is_grace = np.frombuffer(outline.flags, np.uint8)[chosen] & GRACE != 0
    is_first = np.diff(seconds, prepend=np.float32(-np.inf)) > 0
    chord, pitch, is_grace = _merged(
        np.cumsum(is_first) - 1, np.frombuffer(outline.pitches, np.uint8)[chosen], is_grace
    )
    starts = np.searchsorted(chord, np.arange(is_first.sum()))
    rank = np.arange(len(chord)) - starts[chord]
    told = rank < MAX_NOTES
    return _Laid(
        number,
        outline.piece,
        hands,
        seconds[is_first],
        np.bincount(chord[told & ~is_grace], minlength=len(starts)),
        measure[is_first],
        np.add.reduceat(np.where(is_grace, np.uint64(0), _HASHES[pitch]), starts),
        chord[told],
        pitch[told],
        np.left_shift(1, rank[told]).astype(np.uint32),
    )


def _merged(
    chord: Chosen, pitch: NDArray[np.uint8], is_grace: NDArray[np.bool_]
) -> tuple[Chosen, NDArray[np.uint8], NDArray[np.bool_]]:
    """Notes by chord and pitch; of several on one key in one chord a main note stands for all."""
    order = np.lexsort((is_grace, pitch, chord))
    chord, pitch, is_grace = chord[order], pitch[order], is_grace[order]
    _, first = np.unique(chord * _PITCHES + pitch, return_index=True)
    return chord[first], pitch[first], is_grace[first]


_HASHES = np.random.default_rng(0).integers(1, 2**63, _PITCHES, np.uint64)
"""A random number for each key; the sum of several stands for the chord."""

"""The lines of many scores as one row of places.

Each note of each line is a place. An empty margin lies before every line, so that a step from one
place to the next never leads from one line into another.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from renshu.follow.melody.melody import Line, Melody

Places = NDArray[np.int32]
Numbers = NDArray[np.float32]

MARGIN = 3
"""Empty places before each line: one more than a step may reach."""
_NOWHERE = np.array([-1000, -2000, -4000], np.int16)
"""Pitches of the empty places, so far from each other and all keys that no interval leads there."""
_WIDEST = 48
"""Semitones; wider intervals are all as rare as this one."""
_UNSEEN = 1.0
"""Added to the count of every interval: none is impossible."""


class MelodyIndex:
    """The places of many melodies, and which of them follow an interval."""

    def __init__(self, melodies: Mapping[str, Melody]) -> None:
        """Lay out all lines of all melodies, which are called by their keys."""
        self.pieces = tuple(melodies)
        """What the melodies are called, in order."""
        self._lay_out(list(_laid(melodies)))
        steps = np.diff(self.pitch, prepend=_NOWHERE[-1])
        order = np.argsort(steps, kind="stable").astype(np.int32)
        bounds = np.searchsorted(steps[order], np.arange(-_MOST, _MOST + 2))
        self._after = order
        self._bounds = bounds
        self.rarity = tuple(self._rarity(back) for back in range(1, MARGIN))
        """By the number of notes that an interval spans, less one, and by the interval, counted
        from `-WIDEST`: the natural logarithm of 1 / its share of the library."""

    def __len__(self) -> int:
        return len(self.pitch)

    def after(self, interval: int) -> Places:
        """The places to which an interval leads from the note before, in order."""
        if abs(interval) > _MOST:
            return self._after[:0]
        first, end = self._bounds[interval + _MOST : interval + _MOST + 2]
        return self._after[first:end]

    def surprise(self, interval: int, back: int) -> float:
        """How rare it is that an interval lies between a note and that `back` notes before it."""
        clipped = min(max(interval, -_WIDEST), _WIDEST)
        return float(self.rarity[back - 1][clipped + _WIDEST])

    def _lay_out(self, lines: list[tuple[int, int, Line]]) -> None:
        size = sum(MARGIN + len(line) for _, _, line in lines) + MARGIN
        self.pitch = np.resize(_NOWHERE, size)
        self.onset: Numbers = np.zeros(size, np.float32)
        """Of each place, in quarters as written."""
        self.measure: Places = np.zeros(size, np.int32)
        self.piece: Places = np.zeros(size, np.int32)
        """The number of the melody to which each place belongs."""
        self.is_start = np.zeros(size, np.bool_)
        """Whether a phrase may begin at each place."""
        self.is_top = np.zeros(size, np.bool_)
        """Whether each place is in a first line."""
        end = 0
        for number, rank, line in lines:
            here = slice(end + MARGIN, end + MARGIN + len(line))
            self.pitch[end : here.start] = _NOWHERE
            self.pitch[here] = np.frombuffer(line.pitches, np.uint8)
            self.onset[here] = line.onsets
            self.measure[here] = line.measures
            self.piece[here] = number
            self.is_start[here] = np.frombuffer(line.starts, np.uint8) > 0
            self.is_top[here] = rank == 0
            end = here.stop
        self.pitch[end:] = _NOWHERE

    def _rarity(self, back: int) -> Numbers:
        steps = self.pitch[back:] - self.pitch[:-back]
        steps = steps[np.abs(steps) <= _MOST].clip(-_WIDEST, _WIDEST) + _WIDEST
        counts = np.bincount(steps, minlength=2 * _WIDEST + 1) + _UNSEEN
        rarity: Numbers = np.log(counts.sum() / counts).astype(np.float32)
        return rarity


_MOST = 127
"""Semitones between the lowest and the highest key that MIDI knows."""


def _laid(melodies: Mapping[str, Melody]) -> Iterator[tuple[int, int, Line]]:
    for number, melody in enumerate(melodies.values()):
        for rank, line in enumerate(melody.lines):
            yield number, rank, line

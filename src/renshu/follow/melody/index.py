"""The lines of many scores as one row of places.

Each note of each line is a place. An empty margin lies before every line, so that a step from one
place to the next never leads from one line into another.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Iterator, Mapping
from math import log

import numpy as np
from numpy.typing import NDArray

from renshu.follow.melody.melody import Line, Melody

Places = NDArray[np.int32]
Numbers = NDArray[np.float32]

MARGIN = 3
"""Empty places before each line: one more than a step may reach."""
_NOWHERE = np.array([-1000, -2000, -4000], np.int16)
"""Pitches of the empty places, so far from each other and all keys that no interval leads there."""
ANYWHERE = log(0.2)
"""For a melody that begins at no bar line and after no rest."""
INSIDE = log(0.5)
"""For one in a line that is not on top."""
LEAST_QUARTERS = np.float32(0.02)
"""Shorter steps count as this long."""
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
        self._sort_steps()
        self._rarity = self._rarities()

    def __len__(self) -> int:
        return len(self.pitch)

    def after(self, interval: int) -> slice:
        """Where the places to which an interval leads from the note before lie in `steps`."""
        first, end = self._bounds[interval + _MOST : interval + _MOST + 2]
        return slice(int(first), int(end))

    def surprise(self, interval: int) -> float:
        """The natural logarithm of 1 / the share that an interval has of the library's steps."""
        clipped = min(max(interval, -_WIDEST), _WIDEST)
        return float(self._rarity[clipped + _WIDEST])

    def _lay_out(self, lines: list[tuple[int, int, Line]]) -> None:
        size = sum(MARGIN + len(line) for _, _, line in lines) + MARGIN
        self.pitch = np.resize(_NOWHERE, size)
        self.onset: Numbers = np.zeros(size, np.float32)
        """Of each place, in quarters as written."""
        self.measure: Places = np.zeros(size, np.int32)
        self.piece: Places = np.zeros(size, np.int32)
        """The number of the melody to which each place belongs."""
        self.is_start = np.zeros(size, np.bool_)
        self._is_top = np.zeros(size, np.bool_)
        end = 0
        for number, rank, line in lines:
            here = slice(end + MARGIN, end + MARGIN + len(line))
            self.pitch[end : here.start] = _NOWHERE
            self.pitch[here] = np.frombuffer(line.pitches, np.uint8)
            self.onset[here] = line.onsets
            self.measure[here] = line.measures
            self.piece[here] = number
            self.is_start[here] = np.frombuffer(line.starts, np.uint8) > 0
            self._is_top[here] = rank == 0
            end = here.stop
        self.pitch[end:] = _NOWHERE

    def _sort_steps(self) -> None:
        intervals = np.diff(self.pitch, prepend=_NOWHERE[-1])
        self.steps: Places = np.argsort(intervals, kind="stable").astype(np.int32)
        """All places, sorted by the interval that leads to them from the note before."""
        self._bounds = np.searchsorted(intervals[self.steps], np.arange(-_MOST, _MOST + 2))
        before = self.steps - 1  # of the first place the last one, which is empty too
        quarters = np.maximum(self.onset[self.steps] - self.onset[before], LEAST_QUARTERS)
        self.steps_written: Numbers = np.log(quarters).astype(np.float32)
        """Of each of them the logarithm of the quarters that it takes,"""
        self.steps_prior = self._prior()[before]
        """and how likely it is that a melody begins with it, against the mean of all: a logarithm.
        All pieces are equally likely, be they long or short."""

    def _prior(self) -> Numbers:
        prior = np.where(self.is_start, 0, ANYWHERE) + np.where(self._is_top, 0, INSIDE)
        is_place = self.pitch >= 0
        share = np.bincount(self.piece, np.where(is_place, np.exp(prior), 0.0))
        prior -= np.log(np.maximum(share, 1.0) / max(share.mean(), 1.0))[self.piece]
        likelihoods: Numbers = prior.astype(np.float32)
        return likelihoods

    def _rarities(self) -> Numbers:
        steps = np.diff(self.pitch)
        steps = steps[np.abs(steps) <= _MOST].clip(-_WIDEST, _WIDEST) + _WIDEST
        counts = np.bincount(steps, minlength=2 * _WIDEST + 1) + _UNSEEN
        rarities: Numbers = np.log(counts.sum() / counts).astype(np.float32)
        return rarities


_MOST = 127
"""Semitones between the lowest and the highest key that MIDI knows."""


def _laid(melodies: Mapping[str, Melody]) -> Iterator[tuple[int, int, Line]]:
    for number, melody in enumerate(melodies.values()):
        for rank, line in enumerate(melody.lines):
            yield number, rank, line

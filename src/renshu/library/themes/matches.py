"""From a few common intervals to all that two places have in common, before and after.

A match goes on as long as the intervals are the same; a note may be changed, added or left out (a
passing note, an ornament written out) where what follows is worth it.

It imports numpy: nothing that a program start needs may import it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from renshu.follow.melody.index import MelodyIndex
from renshu.library.themes.information import Bits
from renshu.library.themes.seeds import INTERVALS, Pairs

Places = NDArray[np.int64]

VARIATION = 5.0
"""Bits that a variation costs: which note it is, and how it is varied."""
MOST_VARIATIONS = 2
"""On each side of the seed."""
LONGEST = 128
"""Notes on each side of the seed; longer matches are cut."""
_KINDS = ((2, 2), (1, 2), (2, 1))
"""How many notes further the next common note is, in one and in the other."""


@dataclass(frozen=True, slots=True)
class Ends:
    """How far matches reach to one side: the last common places, and what lies between."""

    one: Places
    other: Places
    notes: Places
    """Common notes that were added."""
    bits: Bits

    def better(self, other: "Ends") -> "Ends":
        """Of each match the further end, if it tells more."""
        further = other.bits > self.bits
        return Ends(
            np.where(further, other.one, self.one),
            np.where(further, other.other, self.other),
            np.where(further, other.notes, self.notes),
            np.where(further, other.bits, self.bits),
        )


@dataclass(frozen=True, slots=True)
class Matches:
    """Passages of two pieces with the same intervals: places of their first and last notes."""

    one: tuple[Places, Places]
    other: tuple[Places, Places]
    notes: Places
    """How many they have in common."""
    bits: Bits
    """What these notes tell, less what the variations cost."""

    def taken(self, chosen: "NDArray[np.intp] | NDArray[np.bool_]") -> "Matches":
        """Some of them."""
        (a, b), (c, d) = self.one, self.other
        return Matches(
            (a[chosen], b[chosen]), (c[chosen], d[chosen]), self.notes[chosen], self.bits[chosen]
        )


def matches(index: MelodyIndex, seeds: Pairs, information: Bits) -> Matches:
    """What the places of each seed have in common; the same match is there once."""
    told = np.cumsum(information)
    one, other = seeds
    pitch = index.pitch.astype(np.int64)
    after = _reached(pitch, told, _from(one + INTERVALS, other + INTERVALS), 1)
    before = _reached(pitch, told, _from(one, other), -1)
    found = Matches(
        (before.one, after.one),
        (before.other, after.other),
        before.notes + after.notes + INTERVALS + 1,
        before.bits + after.bits + told[one + INTERVALS] - told[one],
    )
    ends = np.stack([before.one, after.one, before.other, after.other])
    _, first = np.unique(ends, axis=1, return_index=True)
    return found.taken(first)


def _from(one: Places, other: Places) -> Ends:
    return Ends(one, other, np.zeros(len(one), np.int64), np.zeros(len(one)))


def _reached(pitch: Places, told: Bits, ends: Ends, way: int) -> Ends:
    """The ends, moved as far as it goes, forward (1) or backward (-1)."""
    ends = _same(pitch, told, ends, way)
    for _ in range(MOST_VARIATIONS):
        for kind in _KINDS:
            ends = ends.better(_same(pitch, told, _varied(pitch, told, ends, way, kind), way))
    return ends


def _same(pitch: Places, told: Bits, ends: Ends, way: int) -> Ends:
    """The ends, moved as long as the intervals are the same."""
    one, other = ends.one.copy(), ends.other.copy()
    moving = np.flatnonzero(np.isfinite(ends.bits))
    for _ in range(LONGEST):
        a, b = one[moving], other[moving]
        moving = moving[_is_same_step(pitch, a, b, way, way)]
        if not len(moving):
            break
        one[moving] += way
        other[moving] += way
    bits = ends.bits + np.abs(told[one] - told[ends.one])
    return Ends(one, other, ends.notes + np.abs(one - ends.one), bits)


def _varied(pitch: Places, told: Bits, ends: Ends, way: int, kind: tuple[int, int]) -> Ends:
    """The ends beyond a variation; where there is none, nothing is told.

    Where one piece has a note more, the step of the other tells what it tells.
    """
    a, b = way * kind[0], way * kind[1]
    fits = _is_same_step(pitch, ends.one, ends.other, a, b)
    one = np.where(fits, ends.one + a, ends.one)
    other = np.where(fits, ends.other + b, ends.other)
    bits = ends.bits - VARIATION
    if kind[0] == 1:
        bits = bits + np.abs(told[one] - told[ends.one])
    elif kind[1] == 1:
        bits = bits + np.abs(told[other] - told[ends.other])
    return Ends(one, other, ends.notes + fits, np.where(fits, bits, -np.inf))


def _is_same_step(pitch: Places, one: Places, other: Places, a: int, b: int) -> NDArray[np.bool_]:
    first = pitch[(one + a).clip(0, len(pitch) - 1)] - pitch[one]
    second = pitch[(other + b).clip(0, len(pitch) - 1)] - pitch[other]
    is_same: NDArray[np.bool_] = (first == second) & (np.abs(first) <= 127)
    return is_same

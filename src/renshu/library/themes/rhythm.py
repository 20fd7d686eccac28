"""What the rhythm of two passages tells beside their intervals.

It is compared without its pace, as the ratio of each duration to the one before. A rhythm that goes
on evenly tells little. Where the rhythms differ it counts for nothing: themes return varied.

It imports numpy: nothing that a program start needs may import it.
"""

import numpy as np

from renshu.follow.melody.index import LEAST_QUARTERS, MelodyIndex
from renshu.library.themes.information import Bits, Keys
from renshu.library.themes.matches import Matches, Places

DIFFERENT = 2.0
"""Bits that each other duration counts against the idea that it is the same rhythm."""
PRIOR = 1.0
"""Bits that this idea costs at the outset."""
MOST = 12.0
"""Bits that it can gain: a passage is a theme for its notes."""
_STEPS = 4
"""Ratios are told apart by so many steps to the octave,"""
_WIDEST = 16
"""up to so many."""


def rhythm_bits(index: MelodyIndex, found: Matches) -> Bits:
    """What the rhythm adds to each match, from 0 to `MOST`."""
    ratios = _ratios(index)
    told = _information(ratios)
    (one, one_last), (other, other_last) = found.one, found.other
    half = np.minimum(one_last - one, other_last - other) // 2
    bits = _common(ratios, told, one, other, half, 1)
    bits += _common(ratios, told, one_last + 2, other_last + 2, half, -1)
    added: Bits = (bits - PRIOR).clip(0, MOST)
    return added


def _common(ratios: Keys, told: Bits, one: Places, other: Places, half: Places, way: int) -> Bits:
    """What half of each match tells, counted from an end of it."""
    bits = np.zeros(len(one))
    for step in range(2, int(half.max(initial=0)) + 2):
        a, b = one + way * step, other + way * step
        counts = step <= half
        a, b = np.where(counts, a, 0), np.where(counts, b, 0)
        gain = np.where(ratios[a] == ratios[b], np.minimum(told[a], told[b]), -DIFFERENT)
        bits += np.where(counts, gain, 0.0)
    return bits


def _ratios(index: MelodyIndex) -> Keys:
    """How much longer each step is than the step before, as a number from 0."""
    quarters = np.diff(index.onset, prepend=index.onset[:1])
    steps = np.log2(np.maximum(quarters, LEAST_QUARTERS)) * _STEPS
    change = np.rint(np.diff(steps, prepend=steps[:1])).astype(np.int64)
    return change.clip(-_WIDEST, _WIDEST) + _WIDEST


def _information(ratios: Keys) -> Bits:
    """The bits of each after the one before it."""
    kinds = 2 * _WIDEST + 1
    pairs = np.concatenate([ratios[:1], ratios[:-1]]) * kinds + ratios
    met = np.bincount(pairs, minlength=kinds * kinds) + 1
    after = met.reshape(kinds, kinds)
    bits: Bits = -np.log2(after / after.sum(1, keepdims=True)).reshape(-1)[pairs]
    return bits

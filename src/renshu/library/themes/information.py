"""How much a note of a melody tells: what tells a theme from a scale.

The information of a note is -log2 of its probability in a model of the library's melodies. The
model takes the better of two: what usually follows the last intervals (n-grams, interpolated after
Witten and Bell, 1991), and that a figure goes on as it began (the short-term model of Conklin and
Witten, "Multiple viewpoint systems for music prediction", 1995). So scales, broken chords, trills,
repeated notes and Alberti basses tell next to nothing, however long they are. A passage and its
return are both in the library: each interval is expected as if it had been met twice less.

It imports numpy: nothing that a program start needs may import it.
"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from renshu.follow.melody.index import MelodyIndex

Bits = NDArray[np.float64]
Keys = NDArray[np.int64]
_Number = TypeVar("_Number", np.int64, np.bool_)

WIDEST = 31
"""Semitones; wider intervals count as this wide."""
OUTSIDE = 2 * WIDEST + 1
"""The symbol of an interval that leads into a line or out of it."""
MOST_BITS = 7.0
"""Of one interval: a rare leap alone makes no theme."""
_SYMBOLS = OUTSIDE + 1
_ORDER = 4
"""Intervals of the longest n-gram."""
_PERIODS = (1, 2, 3, 4, 6, 8)
"""Notes after which a figure may come again."""
_SEEN = 1
"""Notes after which a figure is seen; the longer it goes on, the surer it will."""
_SCALE, _CHORD = (1, 2), (3, 5)
"""Semitones of the steps of a scale, and of a broken chord."""
_OWN = 2
"""How often an interval has been met in the passage itself and in its return."""


def symbols(index: MelodyIndex) -> Keys:
    """The interval to each place from the one before, 0 … 62, or `OUTSIDE`."""
    steps = np.diff(index.pitch.astype(np.int64), prepend=index.pitch[:1])
    return np.where(np.abs(steps) > 127, OUTSIDE, steps.clip(-WIDEST, WIDEST) + WIDEST)


def information(index: MelodyIndex) -> Bits:
    """The bits that the interval to each place tells; 0 where there is none."""
    steps = symbols(index)
    pitch = index.pitch.astype(np.int64)
    chance = np.maximum.reduce([_expected(steps), _figured(steps), _pedalled(pitch)])
    return np.where(steps == OUTSIDE, 0.0, np.minimum(-np.log2(chance), MOST_BITS))


def _expected(steps: Keys) -> Bits:
    """The probability of each interval after those before it."""
    chance = np.full(len(steps), 1 / _SYMBOLS)
    context = np.zeros(len(steps), np.int64)
    for order in range(_ORDER):
        if order:
            context = context * _SYMBOLS + _earlier(steps, order)
        met = np.maximum(_counts(context * _SYMBOLS + steps) - _OWN, 0)
        all_met = np.maximum(_counts(context) - _OWN, 0)
        kinds = _kinds(context, steps)
        chance = (met + kinds * chance) / (all_met + kinds)
    return chance


def _figured(steps: Keys) -> Bits:
    """The probability of each interval where a figure, a scale or a broken chord goes on."""
    ways = [
        _going_on(np.abs(steps - _earlier(steps, period)) <= (period > 1)) for period in _PERIODS
    ]
    sizes = np.abs(steps - WIDEST)
    is_same_way = np.sign(steps - WIDEST) == np.sign(_earlier(steps, 1) - WIDEST)
    for smallest, largest in (_SCALE, _CHORD):
        fits = is_same_way & (sizes >= smallest) & (sizes <= largest)
        ways.append(_going_on(fits) / (largest - smallest + 1))
    best: Bits = np.maximum.reduce(ways)
    return best


def _pedalled(pitch: Keys) -> Bits:
    """The probability of each note where every other note is the same: of it, and of the others."""
    leaps = np.abs(pitch - _earlier(pitch, 2))
    is_pedal = leaps == 0
    is_between = (leaps <= _SCALE[1]) & _earlier(is_pedal, 1)
    chance: Bits = _going_on(is_pedal | is_between) / np.where(is_pedal, 1, _SCALE[1])
    return chance


def _going_on(agrees: NDArray[np.bool_]) -> Bits:
    """The probability that something goes on which has gone on for some notes; 0 where it ends."""
    places = np.arange(len(agrees))
    broken = np.maximum.accumulate(np.where(agrees, -1, places))
    before = places - broken - 1
    return np.where(agrees & (before >= _SEEN), (before + 1) / (before + 3), 0.0)


def _earlier(values: NDArray[_Number], back: int) -> NDArray[_Number]:
    """What stands so many places before each; at the beginning, the values themselves."""
    return np.concatenate([values[:back], values[:-back]])


def _counts(keys: Keys) -> Keys:
    """How often each key occurs among all."""
    _, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return counts[inverse]


def _kinds(context: Keys, steps: Keys) -> Keys:
    """How many different intervals follow the context of each."""
    pairs = np.unique(context * _SYMBOLS + steps)
    contexts, kinds = np.unique(pairs // _SYMBOLS, return_counts=True)
    return kinds[np.searchsorted(contexts, context)]

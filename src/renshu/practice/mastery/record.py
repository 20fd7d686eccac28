"""How well the program has foretold this player so far, and what that corrects.

Every pass was foretold before it was taken in: a prequential record (A. P. Dawid, 1984). A
line through it on the scale of logits, held near the identity, corrects what is foretold next
(J. Platt, 1999): somebody who does worse than was thought is thought less of.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

_BINS = 17
_REACH = 4.0
"""Logits; the record keeps predictions from minus this to plus this."""

_WIDTH_OF_SHIFT, _WIDTH_OF_SLOPE = 0.6, 0.2
"""How far from the identity a correction is expected to lie."""

_FLATTEST, _STEEPEST = 0.3, 1.0
"""A record of things that are mostly known well must not make the rest surer than it was."""

_ROUNDS, _HALVES = 8, 12

Record = tuple[tuple[int, int], ...]
"""How many passes were foretold alike, and how many of those were clean; by bin."""

_Line = tuple[float, float]
"""Shift and slope."""


@dataclass(frozen=True, slots=True)
class Learning:
    """What the passes of one piece tell of the player."""

    evidence: tuple[float, ...]
    """The log likelihood of all of them, by learner."""
    record: Record
    """How well they were foretold."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A line on the scale of logits."""

    shift: float = 0.0
    slope: float = 1.0

    def of(self, chance: float) -> float:
        """The chance as the record corrects it; it grows with the one that is given."""
        return 1 / (1 + math.exp(-self.shift - self.slope * _logit(chance)))


def record(foretold: Iterable[tuple[float, bool]]) -> Record:
    """The record of passes: how likely a clean one was held, and whether it was."""
    counts, clean = [0] * _BINS, [0] * _BINS
    for chance, is_clean in foretold:
        place = round((_logit(chance) + _REACH) * (_BINS - 1) / (2 * _REACH))
        place = min(_BINS - 1, max(0, place))
        counts[place] += 1
        clean[place] += is_clean
    return tuple(zip(counts, clean, strict=True))


def together(records: Iterable[Record]) -> Record:
    """The record of several pieces, in any order."""
    sums = [[0, 0] for _ in range(_BINS)]
    for one in records:
        for total, (count, clean) in zip(sums, one, strict=True):
            total[0] += count
            total[1] += clean
    return tuple((count, clean) for count, clean in sums)


def correction(record: Record) -> Correction:
    """The likeliest line through a record, by Newton's method with steps that are halved."""
    shift, slope = 0.0, 1.0
    for _ in range(_ROUNDS):
        aim = _newton(record, shift, slope)
        shift, slope = _likelier(record, (shift, slope), aim)
    return Correction(shift, min(_STEEPEST, max(_FLATTEST, slope)))


def _likelier(record: Record, line: _Line, aim: _Line) -> _Line:
    """Newton's aim, or so far on the way to it that the line is no less likely.

    Where foretelling was in vain, the aim itself lies ever farther beyond the likeliest line.
    """
    least = _likelihood(record, *line)
    for _ in range(_HALVES):
        if _likelihood(record, *aim) >= least:
            return aim
        aim = (line[0] + aim[0]) / 2, (line[1] + aim[1]) / 2
    return line


def _likelihood(record: Record, shift: float, slope: float) -> float:
    """The logarithm of how likely a line is."""
    total = -((shift / _WIDTH_OF_SHIFT) ** 2 + ((1 - slope) / _WIDTH_OF_SLOPE) ** 2) / 2
    for place, (count, clean) in enumerate(record):
        at = shift + slope * _logit_at(place)
        total += clean * at - count * (max(0.0, at) + math.log1p(math.exp(-abs(at))))
    return total


def _newton(record: Record, shift: float, slope: float) -> _Line:
    up, turn = -shift / _WIDTH_OF_SHIFT**2, (1 - slope) / _WIDTH_OF_SLOPE**2
    up_up, up_turn, turn_turn = 1 / _WIDTH_OF_SHIFT**2, 0.0, 1 / _WIDTH_OF_SLOPE**2
    for place, (count, clean) in enumerate(record):
        at = _logit_at(place)
        held = 1 / (1 + math.exp(-shift - slope * at))
        missing, weight = clean - count * held, count * held * (1 - held)
        up, turn = up + missing, turn + missing * at
        up_up, up_turn = up_up + weight, up_turn + weight * at
        turn_turn += weight * at * at
    area = up_up * turn_turn - up_turn * up_turn
    return (
        shift + (turn_turn * up - up_turn * turn) / area,
        slope + (up_up * turn - up_turn * up) / area,
    )


def _logit_at(place: int) -> float:
    """What was foretold of the passes in a bin."""
    return place * 2 * _REACH / (_BINS - 1) - _REACH


def _logit(chance: float) -> float:
    chance = min(1 - 1e-4, max(1e-4, chance))
    return math.log(chance / (1 - chance))

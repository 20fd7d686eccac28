"""The grade of a score, of its hands and of its bars."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

from renshu.library.difficulty.reasons import reasons_of
from renshu.library.difficulty.workload import Work, strains, workload
from renshu.score.notation import Hand, Score

EASIEST, HARDEST = 1.0, 9.0

PER_STRAIN = 1.35
"""Grades for twice the strain."""
PER_VOCABULARY = 0.65
"""Grades for twice the vocabulary."""
BASE = -5.4
"""Where the scale begins."""

CLEARLY = 0.5
"""Grades by which a bar that stands out is above the middle one."""
MARKED_SHARE = 0.125
"""So many of the bars stand out at most."""
BEND = 0.5
"""Grades from an end of the scale at which it begins to bend."""

HARD_SHARE = 0.1
"""A piece is as hard as this share of its bars, the hardest."""


@dataclass(frozen=True, slots=True)
class Difficulty:
    """How hard a score is, from 1 (first lessons) to 9 (concert études)."""

    grade: float
    reasons: tuple[str, ...]
    """Why, in words, the weightiest first."""
    bars: tuple[float, ...] = ()
    """The grade of each written measure, 0 for one without notes."""
    left: float | None = None
    """The grade of the left hand alone; None where it has nothing to play."""
    right: float | None = None

    def hardest(self, count: int) -> tuple[int, ...]:
        """The indexes of the `count` hardest measures, the hardest first."""
        sounding = [index for index, grade in enumerate(self.bars) if grade]
        return tuple(sorted(sounding, key=lambda index: -self.bars[index])[:count])

    @property
    def standing_out(self) -> frozenset[int]:
        """The indexes of the measures that are clearly harder than most: the ones to practise."""
        sounding = sorted(grade for grade in self.bars if grade)
        if not sounding:
            return frozenset()
        least = sounding[len(sounding) // 2] + CLEARLY
        hardest = self.hardest(math.ceil(len(sounding) * MARKED_SHARE))
        return frozenset(index for index in hardest if self.bars[index] >= least)


def difficulty(score: Score) -> Difficulty:
    """How hard a score is at its written tempo."""
    work = workload(score)
    works = [*work.hands.values(), work.together]
    strain = strains(works, work.seconds)
    words = sum(one.vocabulary for one in works)
    alone = {hand: _graded([one], work.seconds) for hand, one in work.hands.items()}
    return Difficulty(
        _graded(works, work.seconds),
        reasons_of(score, work),
        tuple(_grade(one, words) if one else 0.0 for one in strain),
        alone.get(Hand.LEFT),
        alone.get(Hand.RIGHT),
    )


def _graded(works: Sequence[Work], seconds: Sequence[float]) -> float:
    hard = _mean_of_hardest(strains(works, seconds))
    return _grade(hard, sum(work.vocabulary for work in works))


def _grade(strain: float, vocabulary: int) -> float:
    by_strain = PER_STRAIN * math.log2(0.5 + strain)
    by_vocabulary = PER_VOCABULARY * math.log2(1 + vocabulary)
    return _bounded(BASE + by_strain + by_vocabulary)


def _bounded(grade: float) -> float:
    """A grade bent into the scale at its ends, so that of two the harder stays the harder."""
    above = EASIEST + _bent(grade - EASIEST)
    return HARDEST - _bent(HARDEST - above)


def _bent(value: float) -> float:
    """About `value` where that is clearly positive, and else about 0 (the softplus function)."""
    return max(value, 0.0) + BEND * math.log1p(math.exp(-abs(value) / BEND))


def _mean_of_hardest(values: Sequence[float]) -> float:
    """The mean of the hardest share; the last bar of it counts in part.

    So a piece that is written out twice is as hard as once.
    """
    share = HARD_SHARE * len(values)
    ranked = sorted(values, reverse=True)[: math.ceil(share)]
    parts = [min(1.0, share - place) for place in range(len(ranked))]
    return sum(map(mul, ranked, parts)) / sum(parts) if parts else 0.0

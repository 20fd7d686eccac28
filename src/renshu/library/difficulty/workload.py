"""The work of a score: its efforts by kind, bar by bar, for each hand and for both together."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from renshu.library.difficulty.efforts import WEIGHTS, Count, Kind, hand_counts
from renshu.library.difficulty.grips import Grip, grips_of, vocabulary
from renshu.library.difficulty.together import both_hands_counts
from renshu.score.notation import Hand, Measure, Score
from renshu.score.tempo import DEFAULT_QPM

SLOWEST, FASTEST = 20.0, 300.0
"""Quarters a minute; tempo marks beyond are a writing mistake and are taken as these."""
TRUST = 2 / 3
"""How far a tempo mark counts (0–1): in the files that people have, many are wrong or missing, and
few players take a fast one at its word. Twice the tempo is 1.6 times the strain."""
SHORTEST = 0.5
"""Seconds; a shorter bar (an upbeat, the rest of a split one) is taken as this long."""

Efforts = Mapping[Kind, Sequence[float]]
"""For each kind the efforts in every measure."""


@dataclass(frozen=True, slots=True)
class Work:
    """What one hand has to do, or what comes of two hands playing at once."""

    efforts: Efforts
    vocabulary: int = 0
    """How many different grips."""


@dataclass(frozen=True, slots=True)
class Workload:
    """All the work of a score."""

    seconds: tuple[float, ...]
    """How long each measure lasts, as far as the written tempo is trusted."""
    hands: Mapping[Hand, Work]
    """The hands that have notes."""
    together: Work
    """What is there only because both hands play."""
    grips: Mapping[Hand, Sequence[Grip]]


def workload(score: Score) -> Workload:
    """The work of a score."""
    measures = score.measures
    seconds = tuple(_seconds(measure, score) for measure in measures)
    grips = {hand: grips_of(score, hand) for hand in Hand}
    hands = {
        hand: Work(_table(hand_counts(those, measures, seconds), len(measures)), vocabulary(those))
        for hand, those in grips.items()
        if those
    }
    both = both_hands_counts(grips[Hand.LEFT], grips[Hand.RIGHT], measures)
    return Workload(seconds, hands, Work(_table(both, len(measures))), grips)


def strains(works: Iterable[Work], seconds: Sequence[float]) -> list[float]:
    """Efforts a second in every measure, of some works together."""
    sums = [0.0] * len(seconds)
    for work in works:
        for efforts in work.efforts.values():
            for index, effort in enumerate(efforts):
                sums[index] += effort
    return [total / length for total, length in zip(sums, seconds, strict=True)]


def _table(counts: Iterable[Count], measures: int) -> Efforts:
    table: dict[Kind, list[float]] = defaultdict(lambda: [0.0] * measures)
    for kind, measure, count in counts:
        table[kind][measure] += WEIGHTS[kind] * count
    return table


def _seconds(measure: Measure, score: Score) -> float:
    written = score.tempo.seconds_at(measure.end) - score.tempo.seconds_at(measure.onset)
    quarters = float(measure.duration)
    if not quarters:
        return SHORTEST
    usual = quarters * 60 / DEFAULT_QPM
    bounded = min(max(written, quarters * 60 / FASTEST), quarters * 60 / SLOWEST)
    return max(SHORTEST, usual * math.pow(bounded / usual, TRUST))

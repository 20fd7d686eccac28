"""Which bars are weak: a bar that goes wrong every time before one with many slips once.

A slip passes by itself; what goes wrong in five takes of five has been learnt wrongly, and only
slow repetition undoes it. So takes are counted, not notes: each time that notes of a bar were asked
it was clean or it was not, whatever their number. The chance that it is not the next time is the
mean of a beta distribution, recent times weighing more, with a prior that keeps a single bad take
from looking like a habit (A. Gelman et al., Bayesian Data Analysis, 2013, section 2.4).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from renshu.practice.take import Tally
from renshu.practice.trends.passes import PlayedBar

FORGETTING = 0.85
"""How much less each earlier time weighs than the one after it."""

_When = tuple[datetime, str]
"""A take: when it began, and its id."""

_FAULTY, _CLEAN = 0.5, 1.5
"""The prior: as if it had been played twice, and one of four times not clean."""


@dataclass(frozen=True, slots=True)
class Weakness:
    """How weak a bar is, and why."""

    measure: int
    chance: float
    """That it is not clean the next time, 0–1."""
    faulty: int
    """Takes in which it was not clean …"""
    takes: int
    """… of so many in which it was played."""
    tally: Tally
    """Of all of them."""


def weaknesses(passes: Iterable[PlayedBar]) -> tuple[Weakness, ...]:
    """The bars that were played, the weakest first; equals by the share of wrong notes.

    The order of the passes does not matter.
    """
    bars: dict[int, dict[_When, Tally]] = {}
    for one in passes:
        takes = bars.setdefault(one.measure, {})
        when = one.at, one.take
        before = takes.get(when)
        takes[when] = before + one.tally if before else one.tally
    order = sorted({when for takes in bars.values() for when in takes})
    found = [_weakness(measure, _in_order(takes, order)) for measure, takes in bars.items()]
    return tuple(sorted((one for one in found if one.takes), key=_need))


def chance_of_fault(cleanness: Sequence[bool]) -> float:
    """The chance that a bar is not clean the next time.

    One more clean time never raises it.

    Args:
        cleanness: Whether it was clean, time by time, the oldest first.
    """
    faulty = total = 0.0
    for is_clean in cleanness:
        faulty = FORGETTING * faulty + (not is_clean)
        total = FORGETTING * total + 1
    return (faulty + _FAULTY) / (total + _FAULTY + _CLEAN)


def _in_order(takes: Mapping[_When, Tally], order: Sequence[_When]) -> list[Tally]:
    return [takes[when] for when in order if when in takes and takes[when].asked]


def _weakness(measure: int, tallies: list[Tally]) -> Weakness:
    clean = [tally.is_clean for tally in tallies]
    total = sum(tallies, Tally())
    return Weakness(measure, chance_of_fault(clean), clean.count(False), len(clean), total)


def _need(weakness: Weakness) -> tuple[float, float, int]:
    return -weakness.chance, weakness.tally.accuracy or 0.0, weakness.measure

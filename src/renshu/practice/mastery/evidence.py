"""What measured playing says of a bar: each pass as an observation of one hand, or of both.

A pass with both hands says something of each hand by itself, which had a harder time than alone,
and a pass with one hand something of both together, which will have a harder time; less of it,
for the hands have yet to meet.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from renshu.practice.take import Tally
from renshu.score.notation import Hand
from renshu.score.passage import Hands

MEETING = 0.7
"""Logits by which a bar is harder with both hands than with one."""

_OF_ONE_HAND = 0.4
"""The weight of a pass with one hand, in what it says of both."""

_OF_A_PART = 0.4
"""The weight of a pass that did not go through the whole bar."""

_UNMEASURED = 0.6
"""The tempo, a share of the written one, of a pass of which none was measured: somebody was
looking for the notes."""

_LATEST = 120
"""So many passes of a unit are looked at: what came before them says no more."""

Unit = tuple[int, Hands]
"""A written measure, by index, and the hands that play it."""


@dataclass(frozen=True, slots=True)
class PlayedBar:
    """One time that one hand played a bar, and when."""

    at: datetime
    """Aware UTC."""
    day: date
    """The evening it belongs to, by the clock where it was played."""
    take: str
    stretch: int
    """Index of the stretch in the diary of the take."""
    hands: Hands
    """Those of the stretch."""
    measure: int
    hand: Hand
    tempo: float | None
    is_whole: bool
    tally: Tally

    @property
    def is_clean(self) -> bool:
        """Whether nothing was wrong and nothing missed."""
        return is_clean(self.tally)


@dataclass(frozen=True, slots=True)
class Observation:
    """What one pass says of a unit."""

    at: datetime
    tempo: float
    """Share of the written tempo."""
    offset: float
    """Logits by which the pass was harder than the unit by itself."""
    weight: float
    """How much it says, up to 1."""
    is_clean: bool

    @property
    def is_direct(self) -> bool:
        """Whether it was a whole pass of just this unit."""
        return self.weight == 1 and not self.offset


def is_clean(tally: Tally) -> bool:
    """Whether a pass was clean, as a ladder says it: extra keys are forgiven."""
    return tally.is_clean


def observations(played: Iterable[PlayedBar]) -> Mapping[Unit, tuple[Observation, ...]]:
    """The latest that was observed of each unit, in order of time; given in any order."""
    found: defaultdict[Unit, list[Observation]] = defaultdict(list)
    for together in passes(played):
        for unit, observation in _said(together):
            found[unit].append(observation)
    return {unit: tuple(sorted(found[unit], key=_order)[-_LATEST:]) for unit in sorted(found)}


def passes(played: Iterable[PlayedBar]) -> list[tuple[PlayedBar, ...]]:
    """The bars with the hands that played them together, in order of time."""
    times: defaultdict[tuple[object, ...], int] = defaultdict(int)
    together: defaultdict[tuple[object, ...], list[PlayedBar]] = defaultdict(list)
    for one in sorted(played, key=_place):
        key = (one.take, one.stretch, one.measure)
        together[*key, times[*key, one.hand]].append(one)
        times[*key, one.hand] += 1
    return sorted(map(tuple, together.values()), key=lambda bars: _place(bars[0]))


def summed(tallies: Iterable[Tally]) -> Tally:
    """All counts together."""
    return sum(tallies, Tally())


def _said(together: tuple[PlayedBar, ...]) -> Iterator[tuple[Unit, Observation]]:
    first = together[0]
    is_whole = all(one.is_whole for one in together)
    if first.hands is Hands.BOTH:
        yield from _observed(first, Hands.BOTH, summed(one.tally for one in together), is_whole)
        for one in together:
            hand = Hands(one.hand.value)
            yield from _observed(one, hand, one.tally, one.is_whole, offset=MEETING)
        return
    for one in together:
        yield from _observed(one, Hands(one.hand.value), one.tally, one.is_whole)
        yield from _observed(
            one, Hands.BOTH, one.tally, one.is_whole, offset=-MEETING, weight=_OF_ONE_HAND
        )


def _observed(
    one: PlayedBar,
    hands: Hands,
    tally: Tally,
    is_whole: bool,
    *,
    offset: float = 0.0,
    weight: float = 1.0,
) -> Iterator[tuple[Unit, Observation]]:
    """Nothing of a pass in which nothing was asked."""
    if not tally.asked:
        return
    tempo = one.tempo or _UNMEASURED
    share = weight if is_whole else weight * _OF_A_PART
    yield (one.measure, hands), Observation(one.at, tempo, offset, share, is_clean(tally))


def _place(one: PlayedBar) -> tuple[object, ...]:
    return one.at, one.take, one.stretch, one.measure, one.hand.value, not one.is_clean


def _order(one: Observation) -> tuple[object, ...]:
    return one.at, one.tempo, one.offset, one.weight, one.is_clean

"""The chains of `follow.identify`, one place and one note at a time: slow, and easy to check.

It says the same as the module under test without numpy's columns: the best way to each place that
holds the key, in doubles, by the rules as they are written in its docstrings.
"""

from dataclasses import dataclass, replace
from math import exp, inf, log, log1p

from renshu.follow.identify.chains import (
    ADAPTATION,
    JUMP,
    MISSED,
    PACE_WIDTH,
    RIGHT,
    SPREAD,
    SPREAD_LIMIT,
    USUAL_PACE,
)
from renshu.follow.identify.index import MARGIN, Index

SHORTEST_STEP = 0.01
"""Seconds as written."""
SHORTEST_WAIT = 0.02
"""Seconds as played."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What is known of the best chain that ends at a place."""

    likelihood: float
    base: float
    start: int
    first: int
    pace: float
    began: float
    played: frozenset[int]
    left: int

    @property
    def gain(self) -> float:
        return self.likelihood - self.base


class PlainChains:
    """As `Chains`, without its columns."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.chains: dict[int, Chain] = {}
        self.notes = 0
        self.best = 0.0

    def hear(self, seconds: float, pitch: int) -> None:
        self.notes += 1
        jump = self.best + JUMP - log(len(self._index))
        fresh = max(0.0, jump)
        places = self._index.holders(pitch).places.tolist()
        begun = {place: self._begun(place, pitch, seconds, fresh) for place in places}
        led = {
            place: self._led(place, pitch, seconds)
            for place in places
            if self._reach(place) + RIGHT > begun[place].likelihood
        }
        found = max((chain.likelihood for chain in led.values()), default=-inf)
        for place in places:
            ways = [self.chains[place]] if place in self.chains else []
            if found <= self.best + RIGHT / 2 or fresh == 0:
                ways.append(begun[place])
            if place in led:
                ways.append(led[place])
            if ways:
                self.chains[place] = max(ways, key=lambda chain: chain.likelihood)
        self.best = max([0.0, *(chain.likelihood for chain in self.chains.values())])

    def shares(self) -> dict[int, float]:
        """How likely each place is, against the best."""
        return {place: exp(one.likelihood - self.best) for place, one in self.chains.items()}

    def _size(self, place: int) -> int:
        return max(1, int(self._index.size[place]))

    def _reach(self, place: int) -> float:
        ends = [self.chains.get(place - back) for back in range(MARGIN + 1)]
        return max((end.likelihood for end in ends if end), default=-inf)

    def _begun(self, place: int, pitch: int, seconds: float, fresh: float) -> Chain:
        left = self._size(place) - 1
        likelihood = fresh + RIGHT - log(self._size(place))
        played = frozenset({pitch})
        return Chain(likelihood, fresh, place, self.notes, USUAL_PACE, seconds, played, left)

    def _led(self, place: int, pitch: int, seconds: float) -> Chain:
        ways = [self._stayed(place, pitch, seconds)]
        ways += [self._come(place, back, pitch, seconds) for back in range(1, MARGIN + 1)]
        return max(ways, key=lambda chain: chain.likelihood)

    def _stayed(self, place: int, pitch: int, seconds: float) -> Chain:
        """The next note of the same chord."""
        before = self.chains.get(place)
        if before is None or pitch in before.played:
            return NO_CHAIN
        late = max((before.began - seconds) / SPREAD, SPREAD_LIMIT)
        return replace(
            before,
            likelihood=before.likelihood + RIGHT + late - log(max(1, before.left)),
            played=before.played | {pitch},
            left=max(1, before.left) - 1,
        )

    def _come(self, place: int, back: int, pitch: int, seconds: float) -> Chain:
        """The first note of a chord, from one that lies before it."""
        before = self.chains.get(place - back)
        if before is None:
            return NO_CHAIN
        written = float(self._index.seconds[place]) - float(self._index.seconds[place - back])
        expected = log(max(written, SHORTEST_STEP)) + before.pace
        deviation = log(max(seconds - before.began, SHORTEST_WAIT)) - expected
        between = sum(int(self._index.size[one]) for one in range(place - back + 1, place))
        likelihood = before.likelihood + RIGHT - log1p((deviation / PACE_WIDTH) ** 2)
        likelihood += MISSED * (before.left + between) - log(self._size(place))
        return replace(
            before,
            likelihood=likelihood,
            pace=before.pace + ADAPTATION * min(1.0, max(-1.0, deviation)),
            began=seconds,
            played=frozenset({pitch}),
            left=self._size(place) - 1,
        )


NO_CHAIN = Chain(-inf, 0.0, -1, -1, 0.0, 0.0, frozenset(), 0)

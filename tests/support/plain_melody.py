"""The chains of `follow.melody`, one at a time: slow, and easy to check.

It says the same as the module under test without numpy's columns: every way to every place, in
doubles, by the rules as they are written in its docstrings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, inf, log
from statistics import pstdev

from renshu.follow.melody import chains as real
from renshu.follow.melody.index import MARGIN, MelodyIndex

SLIPS = ((0.04, 2, 2), (0.02, 2, 1), (0.03, 1, 2))
"""How likely another note, one too many, one left out; the notes it takes, played and written."""
SHORTEST_WAIT = 0.02
"""Seconds as played."""
SHORTEST_STEP = 0.02
"""Quarters as written."""


def rhythm_likelihood(deviation: float) -> float:
    """Right rhythm, 0.3 wide, against a wrong one, 0.9 wide, which one step in five has."""

    def density(width: float) -> float:
        return exp(-(deviation**2) / (2 * width**2)) / width

    return log((0.8 * density(0.3) + 0.2 * density(0.9)) / density(0.9))


def rhythm_weight(times: Sequence[float]) -> float:
    """By how much the steps between the last twelve notes differ."""
    if len(times) < 3:
        return 0.3
    steps = [max(after - before, SHORTEST_WAIT) for before, after in pairwise(times[-12:])]
    unevenness = pstdev([log(step) for step in steps])
    return 0.3 + 0.7 * min(max((unevenness - 0.15) / 0.25, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Chain:
    """One way to a place."""

    place: int
    likelihood: float
    rhythm: float
    pace: float
    start: int

    def total(self, weight: float) -> float:
        return self.likelihood + weight * max(self.rhythm, real.LEAST_RHYTHM)


class PlainChains:
    """As `Chains`, without its columns."""

    def __init__(self, index: MelodyIndex) -> None:
        self._index = index
        self._pitch = index.pitch.tolist()
        self.heard: list[tuple[float, int]] = []
        self._fronts: list[list[Chain]] = []

    def hear(self, time: float, pitch: int) -> None:
        self.heard.append((time, pitch))
        ways = list(self._ways()) if len(self.heard) > 1 else []
        weight = self.weight()
        least = max([self._best(), *(way.total(weight) for way in ways)], default=-inf) - real.RANGE
        best: dict[int, Chain] = {}
        for way in sorted(ways, key=lambda one: one.total(weight)):
            if way.total(weight) > least:
                best[way.place] = way
        self._fronts = [*self._fronts, list(best.values())][-real.AGES - 1 :]

    def weight(self) -> float:
        return rhythm_weight([time for time, _ in self.heard])

    def ended(self) -> list[tuple[Chain, float, int]]:
        """The chains of the last three notes, what each pays, and the pitch it ends on."""
        return [
            (chain, age * log(0.05), self.heard[-1 - age][1])
            for age in range(min(3, len(self._fronts)))
            for chain in self._fronts[-1 - age]
        ]

    def _ways(self) -> Iterator[Chain]:
        best = self._best()
        for likely, played, written in ((0.9, 1, 1), *SLIPS):
            yield from self._gone_on(likely, played, written)
        right = log(0.9) + self._surprise(1, 0)
        if self._fresh(best, 0) + right > best - real.RANGE:
            for place in self._places():
                if self._fits(place, 1, 1, 0):
                    yield self._begun(place, self._fresh(best, 0) + right, best)

    def _places(self) -> range:
        return range(MARGIN, len(self._pitch))

    def _best(self) -> float:
        weight = self.weight()
        return max(
            (
                chain.total(weight) + (back + 1) * log(0.05)
                for back, front in enumerate(self._fronts[::-1])
                for chain in front
            ),
            default=-inf,
        )

    def _fresh(self, best: float, back: int) -> float:
        """All notes before the beginning are strays, or were another melody."""
        return max((len(self.heard) - 2 - back) * log(0.05), -12.0, best - 12.0)

    def _surprise(self, played: int, back: int) -> float:
        """Of the steps to the note `back` notes before the last."""
        pitches = [pitch for _, pitch in self.heard[: len(self.heard) - back]][-played - 1 :]
        return sum(self._index.surprise(after - before) for before, after in pairwise(pitches))

    def _fits(self, place: int, played: int, written: int, back: int) -> bool:
        last = len(self.heard) - 1 - back
        interval = self.heard[last][1] - self.heard[last - played][1]
        return bool(self._pitch[place] - self._pitch[place - written] == interval)

    def _slip(self, place: int, played: int, written: int, back: int) -> float:
        """For the note played between: near the one that is written there, or far from it."""
        if played == 1:
            return 0.0
        last = len(self.heard) - 1 - back
        up = self.heard[last][1] - self.heard[last - 1][1]
        meant = self._pitch[place] - self._pitch[place - written + 1]
        return log(0.6 / 4) if abs(meant - up) <= 2 else log(0.4 / 30)

    def _log_seconds(self, played: int) -> float:
        return log(max(self.heard[-1][0] - self.heard[-1 - played][0], SHORTEST_WAIT))

    def _log_quarters(self, place: int, before: int) -> float:
        onset = self._index.onset
        return log(max(float(onset[place]) - float(onset[before]), SHORTEST_STEP))

    def _gone_on(self, likely: float, played: int, written: int) -> Iterator[Chain]:
        if len(self._fronts) < played:
            return
        for before in self._fronts[-played]:
            place = before.place + written
            if place < len(self._pitch) and self._fits(place, played, written, 0):
                expected = before.pace + self._log_quarters(place, before.place)
                deviation = self._log_seconds(played) - expected
                gain = (
                    log(likely) + self._surprise(played, 0) + self._slip(place, played, written, 0)
                )
                yield Chain(
                    place,
                    before.likelihood + gain,
                    before.rhythm + rhythm_likelihood(deviation),
                    before.pace + 0.4 * min(max(deviation, -1.0), 1.0),
                    before.start,
                )

    def _begun(self, place: int, likelihood: float, best: float) -> Chain:
        """A chain of two notes, and of one more where a right one lies before a wrong one."""
        prior = float(self._index.steps_prior[self._index.steps.tolist().index(place)])
        gains = [(0.0, place - 1)]
        for likely, played, written in SLIPS:
            if len(self.heard) >= played + 2 and self._fits(place - 1, played, written, 1):
                gain = log(likely) + self._surprise(played, 1)
                gain += self._fresh(best, played) - self._fresh(best, 0)
                gain += self._slip(place - 1, played, written, 1)
                gains.append((gain, place - 1 - written))
        more, start = max(gains, key=lambda one: one[0])
        pace = self._log_seconds(1) - self._log_quarters(place, place - 1)
        return Chain(place, prior + likelihood + more, 0.0, pace, start)

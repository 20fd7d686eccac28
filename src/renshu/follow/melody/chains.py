"""Chains of played notes through the lines of many scores, and how well each explains them.

A chain leads from note to note of a line by the intervals that were played, whatever the key: a
local alignment (Smith and Waterman, 1981; for melodies Mongeau and Sankoff, 1990) in which a step
may leave out a played note, a written note, or one of each. As every step compares an interval, one
chain has one transposition all along, and a wrong note costs once, not twice. Only chains of two
notes and more are kept, in no order, and only as long as they may still win. Likelihoods are
natural logarithms, against the idea that the intervals came by chance, each as often as it is in
the library. Rhythm counts for little: it is compared after taking out the pace, which may drift.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renshu.follow.melody.index import MelodyIndex, Numbers, Places

EXACT = log(0.9)
"""For a step from one note to the next."""
WRONG = log(0.04)
"""For a note played in place of another."""
EXTRA = log(0.02)
"""For a note too many."""
MISSED = log(0.03)
"""For a note left out."""
STRAY = log(0.05)
"""For each note before the chain begins, or after it ended."""
AGAIN = -9.0
"""At the most for all notes before it: something else was played."""
ANYWHERE = log(0.5)
"""For a beginning that is at no bar line and after no rest."""
INSIDE = log(0.5)
"""For a line that is not on top."""
PACE_WIDTH = 0.5
"""How unevenly it is played: the usual deviation of the logarithm of a step's duration."""
ADAPTATION = 0.5
"""The share of a deviation that is taken for a change of pace."""
LIMIT = 1.5
"""So much at most may the rhythm of a step count against it: it may be remembered wrong."""
RANGE = 12.0
"""Chains that are e to this power less likely than the best are given up."""
AGES = 3
"""A chain may have ended so many notes ago, the present one included."""

_STEPS = (
    (1, 1, EXACT),
    (2, 2, WRONG),
    (2, 1, EXTRA),
    (1, 2, MISSED),
)
"""Played notes, written notes, likelihood."""
_LEAST_SECONDS, _LEAST_QUARTERS = 0.02, 0.02


class Heard(NamedTuple):
    """A played note."""

    time: float
    pitch: int


@dataclass(frozen=True, slots=True)
class Front:
    """Chains that end at the same played note, each at another place."""

    place: Places
    likelihood: Numbers
    pace: Numbers
    """Logarithm of the seconds to the quarter."""
    start: Places
    """The places where the chains began."""

    def __len__(self) -> int:
        return len(self.place)

    def take(self, chosen: "NDArray[np.intp] | NDArray[np.bool_]") -> "Front":
        """Some of them."""
        return Front(
            self.place[chosen], self.likelihood[chosen], self.pace[chosen], self.start[chosen]
        )

    def aged(self, notes: int) -> "Front":
        """The same, so many notes later, none of which belongs to them."""
        return replace(self, likelihood=self.likelihood + np.float32(notes * STRAY))


class Chains:
    """The best chains through the places of an index."""

    def __init__(self, index: MelodyIndex) -> None:
        self._index = index
        self._best_at = np.full(len(index), -np.inf, np.float32)
        self.heard: list[Heard] = []
        """All notes since the beginning."""
        self._fronts: list[Front] = []
        self._prior = np.where(index.is_start, 0, ANYWHERE) + np.where(index.is_top, 0, INSIDE)

    def clear(self) -> None:
        """Forget what was played."""
        self.heard.clear()
        self._fronts.clear()

    def hear(self, note: Heard) -> None:
        """Take a note into account."""
        self.heard.append(note)
        self._fronts.append(self._merged(self._led()))
        del self._fronts[: -AGES - 1]

    def take_back(self) -> None:
        """Forget the last note."""
        self.heard.pop()
        self._fronts.pop()

    def ended(self) -> tuple[Front, NDArray[np.int32]]:
        """The chains of the last notes, and the played pitch at the end of each.

        Those that ended before the last note pay for it.
        """
        recent = self._fronts[-AGES:][::-1]
        aged = [front.aged(age) for age, front in enumerate(recent)]
        pitches = [
            np.full(len(front), self.heard[-1 - age].pitch, np.int32)
            for age, front in enumerate(recent)
        ]
        return joined(aged), np.concatenate([_NO_PLACE, *pitches])

    def _best(self) -> float:
        ends = [
            float(front.likelihood.max(initial=-np.inf)) + age * STRAY
            for age, front in enumerate(self._fronts[::-1], 1)
        ]
        return max(ends, default=-np.inf)

    def _led(self) -> list[Front]:
        """All ways to get to a place with the last note."""
        if len(self.heard) < 2:
            return []
        best = self._best()
        ways = [
            self._stepped(self._fronts[-played], played, written, likelihood)
            for played, written, likelihood in _STEPS
            if len(self._fronts) >= played
        ]
        begun = self._fresh(best) + EXACT + self._index.surprise(self._interval(1), 1)
        if begun > best - RANGE:
            ways.append(self._begun(begun))
        return ways

    def _fresh(self, best: float) -> float:
        """For a beginning at the note before."""
        strays = max(STRAY * (len(self.heard) - 2), AGAIN)
        return max(strays, best + AGAIN)

    def _interval(self, played: int) -> int:
        return self.heard[-1].pitch - self.heard[-1 - played].pitch

    def _seconds(self, played: int) -> float:
        return max(self.heard[-1].time - self.heard[-1 - played].time, _LEAST_SECONDS)

    def _begun(self, likelihood: float) -> Front:
        """Chains that began at the note before."""
        place = self._index.after(self._interval(1))
        start = place - 1
        pace = log(self._seconds(1)) - np.log(self._quarters(place, start))
        likelihoods = np.float32(likelihood) + self._prior[start]
        return Front(place, likelihoods.astype(np.float32), pace.astype(np.float32), start)

    def _stepped(self, front: Front, played: int, written: int, likelihood: float) -> Front:
        """The chains of a front that go on by one kind of step."""
        interval = self._interval(played)
        leads = np.flatnonzero(
            self._index.pitch[np.minimum(front.place + written, len(self._index) - 1)]
            - self._index.pitch[front.place]
            == interval
        )
        before = front.take(leads)
        place = before.place + np.int32(written)
        expected = np.log(self._quarters(place, before.place)) + before.pace
        deviation = log(self._seconds(played)) - expected
        rhythm = np.minimum(np.log1p((deviation / PACE_WIDTH) ** 2), LIMIT)
        gain = np.float32(likelihood + self._index.surprise(interval, written))
        pace = before.pace + ADAPTATION * deviation.clip(-1, 1)
        likelihoods = before.likelihood + gain - rhythm
        return Front(place, likelihoods.astype(np.float32), pace.astype(np.float32), before.start)

    def _quarters(self, place: Places, before: Places) -> Numbers:
        written: Numbers = self._index.onset[place] - self._index.onset[before]
        return np.maximum(written, np.float32(_LEAST_QUARTERS))

    def _merged(self, ways: list[Front]) -> Front:
        """Of each place the best way, if it may still win."""
        best = max([self._best(), *(float(way.likelihood.max(initial=-np.inf)) for way in ways)])
        ways = [way.take(way.likelihood > best - RANGE) for way in ways]
        for way in ways:
            better = way.likelihood > self._best_at[way.place]
            self._best_at[way.place[better]] = way.likelihood[better]
        kept = [way.take(way.likelihood >= self._best_at[way.place]) for way in ways]
        for way in ways:
            self._best_at[way.place] = -np.inf
        return joined(kept)


def joined(fronts: Sequence[Front]) -> Front:
    """All chains of some fronts."""
    return Front(
        np.concatenate([_NO_PLACE, *(front.place for front in fronts)]),
        np.concatenate([_NO_NUMBER, *(front.likelihood for front in fronts)]),
        np.concatenate([_NO_NUMBER, *(front.pace for front in fronts)]),
        np.concatenate([_NO_PLACE, *(front.start for front in fronts)]),
    )


_NO_PLACE = np.zeros(0, np.int32)
_NO_NUMBER = np.zeros(0, np.float32)

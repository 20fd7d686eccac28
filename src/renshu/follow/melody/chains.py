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
from itertools import pairwise
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from renshu.follow.melody.index import LEAST_QUARTERS, MelodyIndex, Numbers, Places
from renshu.follow.melody.rhythm import LEAST_SECONDS, likelihood_of, weight_of

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
AGAIN = -12.0
"""At the most for all notes before it: something else was played."""
NEAR, FAR = log(0.6 / 4), log(0.4 / 30)
"""For a wrong note on a certain key near the right one, or elsewhere."""
KEYS_BESIDE = 2
"""Semitones."""
ADAPTATION = 0.4
"""The share of a deviation that is taken for a change of pace."""
LEAST_RHYTHM = -4.0
"""So much at most may rhythm count against a chain: the player may only look for the keys."""
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


class Heard(NamedTuple):
    """A played note."""

    time: float
    pitch: int


class Front(NamedTuple):
    """Chains that end at the same played note, each at another place: columns of one length."""

    place: Places
    likelihood: Numbers
    """Of the intervals and mistakes."""
    rhythm: Numbers
    """The likelihood of the rhythm."""
    pace: Numbers
    """Logarithm of the seconds to the quarter."""
    start: Places
    """The places where the chains began."""

    def taken(self, chosen: "NDArray[np.intp] | NDArray[np.bool_]") -> "Front":
        """Some of them."""
        return Front(
            self.place[chosen],
            self.likelihood[chosen],
            self.rhythm[chosen],
            self.pace[chosen],
            self.start[chosen],
        )

    def aged(self, notes: int) -> "Front":
        """The same, so many notes later, none of which belongs to them."""
        return self._replace(likelihood=self.likelihood + np.float32(notes * STRAY))

    def total(self, weight: float) -> Numbers:
        """The likelihood of each, with so much weight on its rhythm."""
        rhythm = self.rhythm.clip(LEAST_RHYTHM)
        return (self.likelihood + weight * rhythm).astype(np.float32)


class Chains:
    """The best chains through the places of an index."""

    def __init__(self, index: MelodyIndex) -> None:
        self._index = index
        self._best_at = np.full(len(index), -np.inf, np.float32)
        self.heard: list[Heard] = []
        """All notes since the beginning."""
        self._fronts: list[Front] = []

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
            np.full(len(front.place), self.heard[-1 - age].pitch, np.int32)
            for age, front in enumerate(recent)
        ]
        return joined(aged), np.concatenate([_NO_PLACE, *pitches])

    def weight(self) -> float:
        """What rhythm counts for: less if the player gives all notes the same length."""
        return weight_of([note.time for note in self.heard])

    def _led(self) -> list[Front]:
        """All ways to get to a place with the last note."""
        if len(self.heard) < 2:
            return []
        best = self._best()
        ways = [
            self._stepped(self._fronts[-played], played, written, likelihood)
            for played, written, likelihood in _STEPS
            if len(self._fronts) >= played and len(self._fronts[-played].place)
        ]
        if self._fresh(0, best) + EXACT + self._surprise(0, 1) > best - RANGE:
            ways.append(self._begun(best))
        return ways

    def _best(self) -> float:
        """The likelihood of the best chain before the last note."""
        weight = self.weight()
        ends = [
            float(front.total(weight).max(initial=-np.inf)) + age * STRAY
            for age, front in enumerate(self._fronts[::-1], 1)
        ]
        return max(ends, default=-np.inf)

    def _fresh(self, back: int, best: float) -> float:
        """For a beginning so many notes before the last but one."""
        strays = STRAY * (len(self.heard) - 2 - back)
        return max(strays, AGAIN, best + AGAIN)

    def _surprise(self, back: int, played: int) -> float:
        """How rare the intervals are to the note `back` notes before the last."""
        pitches = [note.pitch for note in self.heard[len(self.heard) - 1 - back - played :]]
        steps = pairwise(pitches[: played + 1])
        return sum(self._index.surprise(after - before) for before, after in steps)

    def _interval(self, played: int) -> int:
        return self.heard[-1].pitch - self.heard[-1 - played].pitch

    def _log_seconds(self, played: int) -> np.float32:
        seconds = self.heard[-1].time - self.heard[-1 - played].time
        return np.float32(log(max(seconds, LEAST_SECONDS)))

    def _begun(self, best: float) -> Front:
        """Chains that began at the note before."""
        here = self._index.after(self._interval(1))
        place = self._index.steps[here]
        start = place - np.int32(1)
        likelihood = self._fresh(0, best) + EXACT + self._surprise(0, 1)
        more, before = self._isolated(start, best)
        return Front(
            place,
            self._index.steps_prior[here] + np.float32(likelihood) + more,
            np.zeros(len(place), np.float32),
            self._log_seconds(1) - self._index.steps_written[here],
            start - before,
        )

    def _isolated(self, start: Places, best: float) -> tuple[Numbers, Places]:
        """What is gained by one right note before a wrong one before the start of a chain.

        With it comes how many places before the start it is; both are 0 where there is none.
        """
        more, back = np.zeros(len(start), np.float32), np.zeros(len(start), np.int32)
        pitch = self._index.pitch
        for played, written, likelihood in _STEPS[1:]:
            if len(self.heard) < played + 2:
                continue
            interval = self.heard[-2].pitch - self.heard[-2 - played].pitch
            gain = likelihood + self._surprise(1, played)
            gain += self._fresh(played, best) - self._fresh(0, best)
            fits = np.flatnonzero(pitch[start] - pitch[start - written] == interval)
            gains = gain + self._slip(start[fits], 1, played, written)
            better = gains > more[fits]
            more[fits[better]], back[fits[better]] = gains[better], written
        return more, back

    def _stepped(self, front: Front, played: int, written: int, likelihood: float) -> Front:
        """The chains of a front that go on by one kind of step."""
        pitch = self._index.pitch
        interval = self._interval(played)
        leads = pitch[front.place + written] - pitch[front.place] == interval
        before = front.taken(np.flatnonzero(leads))
        place = before.place + np.int32(written)
        gain = likelihood + self._surprise(0, played)
        expected = self._log_quarters(place, before.place) + before.pace
        deviation = self._log_seconds(played) - expected
        pace = before.pace + ADAPTATION * deviation.clip(-1, 1)
        return Front(
            place,
            before.likelihood + np.float32(gain) + self._slip(place, 0, played, written),
            before.rhythm + likelihood_of(deviation),
            pace.astype(np.float32),
            before.start,
        )

    def _slip(self, place: Places, back: int, played: int, written: int) -> Numbers:
        """How likely the note is that was played between, for another or for none."""
        if played == 1:
            return np.zeros(len(place), np.float32)
        pitch = self._index.pitch
        wrong = self.heard[-1 - back].pitch - self.heard[-2 - back].pitch
        beside = pitch[place] - pitch[place - written + 1] - wrong
        return np.where(np.abs(beside) <= KEYS_BESIDE, np.float32(NEAR), np.float32(FAR))

    def _log_quarters(self, place: Places, before: Places) -> Numbers:
        written = self._index.onset[place] - self._index.onset[before]
        log_quarters: Numbers = np.log(np.maximum(written, LEAST_QUARTERS))
        return log_quarters

    def _merged(self, ways: list[Front]) -> Front:
        """Of each place the best way, if it may still win."""
        weight = self.weight()
        totals = [way.total(weight) for way in ways]
        least = max([self._best(), *(_most(total) for total in totals)]) - RANGE
        for way, total in zip(ways, totals, strict=True):
            self._best_at[way.place] = np.maximum(self._best_at[way.place], total)
        kept = [
            way.taken(np.flatnonzero((total > least) & (total >= self._best_at[way.place])))
            for way, total in zip(ways, totals, strict=True)
        ]
        for way in ways:
            self._best_at[way.place] = -np.inf
        return joined(kept)


def joined(fronts: Sequence[Front]) -> Front:
    """All chains of some fronts."""
    return Front(*map(np.concatenate, zip(_NO_CHAINS, *fronts, strict=True)))


def _most(numbers: Numbers) -> float:
    return float(numbers.max(initial=-np.inf))


_NO_PLACE = np.zeros(0, np.int32)
_NO_NUMBER = np.zeros(0, np.float32)
_NO_CHAINS = Front(_NO_PLACE, _NO_NUMBER, _NO_NUMBER, _NO_NUMBER, _NO_PLACE)

"""Where the player is: a weight for every place of the score, renewed with every note.

A hidden Markov model over the chords of the score, after Nakamura et al. (2014–2016): at each note
the player stays in a chord (one of its open notes, a late note of the chord before, or a stray
press), goes on to the next chord, skips one or two, or jumps. Every move is weighed by the key, and
by the time since the chord began against the running tempo; a jump by where players go: back a
little, to bars near by, to the beginning, anywhere. Beside its weight each place remembers of its
best path which notes of the chord are still open and how long ago the chord began.

It imports numpy: nothing that a program start needs may import it.
"""

import math
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from renshu.follow.emission import Emission
from renshu.follow.habits import Habits
from renshu.follow.jumps import Jumps
from renshu.follow.places import Floats, Indexes, Linked, Masks, Places
from renshu.follow.running_tempo import RunningTempo
from renshu.follow.trills import Trills

_LONGEST = 60.0
"""Seconds after which time says nothing more."""
_BEGUN_ANEW = 0.2
"""Seconds after which an open note of the chord begins the chord again."""
_SURE = 0.9
_STEPS = (1, 2, 3)


class Move(Enum):
    """How the best place was reached."""

    STAY = 0
    ON = 1
    SKIP = 2
    JUMP = 3


class Belief:
    """Hears notes and weighs places."""

    def __init__(
        self, places: Places, habits: Habits | None = None, combine: np.ufunc = np.add
    ) -> None:
        """Begin before the first note.

        Args:
            places: The score.
            habits: What is assumed about the player.
            combine: How several ways to one place count: `np.add` sums them up (filtering),
                `np.maximum` takes the best (Viterbi).
        """
        self.habits = habits or Habits()
        self.places = places
        self.tempo = RunningTempo(self.habits.rubato)
        self.best = -1
        self.was_open = False
        """Whether the last note was an open note of the best place."""
        self.expected: float | None = None
        """Seconds at which the tempo had the best place, if it was reached by playing on."""
        self.weights = np.zeros(len(places), np.float32)
        self._next = np.zeros(len(places), np.float32)
        self._age = np.zeros(len(places), np.float32)
        self._open = places.full.copy()
        self._left = np.zeros_like(places.full)
        self._combine = combine
        self._emission = Emission(places, self.habits)
        self._jumps = Jumps(places, self.habits)
        self._trills = Trills(self.habits)
        self._time: float | None = None
        self._prepare()

    def hear(self, time: float, pitch: int) -> Move:
        """Take a note: its time in seconds, and its key."""
        trill = self._trills.hear(time, pitch)
        if self._time is None:
            self._time = time
            return self._begin(pitch)
        gap = min(max(0.0, time - self._time), _LONGEST)
        self._time = time
        self._age += np.float32(gap)
        np.minimum(self._age, _LONGEST, out=self._age)
        bits = self.places.row(pitch)
        hit = (self._open & bits) != 0
        stay = self._stay(pitch, gap, trill, hit)
        enter = self._enter(pitch, gap)
        entered = self._entered = enter > stay
        self._combine(stay, enter, out=self._next)
        total = float(self._combine.reduce(self._next))
        if not total > 1e-30:
            return self._begin(pitch)
        self.weights, self._next = self._next, self.weights
        self.weights /= np.float32(total)
        self.best = int(self.weights.argmax())
        self.was_open = bool(hit[self.best])
        move = self._move(time, bool(entered[self.best]))
        if self.weights[self.best] > _SURE:
            self._jumps.visit(self.best)
        self._remember(bits, entered)
        if gap > _BEGUN_ANEW:
            self._age *= ~hit
        return move

    @property
    def certainty(self) -> float:
        """The weight of the best place and its neighbours, in all readings: 0–1."""
        if self.best < 0:
            return 0.0
        near = self.places.counterparts[:, self.best]
        return min(1.0, sum(float(self.weights[k - 1 : k + 2].sum()) for k in near.tolist()))

    def source(self, place: int) -> int:
        """Where the best path to `place` was before the last note; -1 after a jump."""
        return int(self.sources(np.array([place]))[0])

    def sources(self, places: Indexes) -> Indexes:
        """Where the best path to each of `places` was before the last note; -1 after a jump."""
        ways = np.stack([*(arrival[places] for arrival in self._arrivals), self._jump[places]])
        way = ways.argmax(axis=0)
        came = np.where(way < len(_STEPS), places - way - 1, -1)
        links, best = self._links, ways.max(axis=0)
        for link in np.flatnonzero(np.isin(links.target, places)):
            here = int(np.searchsorted(places, links.target[link]))
            if self._linked[link] > best[here]:
                came[here], best[here] = links.source[link], self._linked[link]
        return np.where(self._entered[places], came, places)

    def _prepare(self) -> None:
        places, omission = self.places, self.habits.omission
        self._share = (places.is_real / np.maximum(places.size, 1)).astype(np.float32)
        count = np.array([mask.bit_count() for mask in places.main.tolist()])
        self._leave_untouched = (omission ** count.astype(float)).astype(np.float32)
        skip = omission ** np.clip(count, 1, 2).astype(float)
        self._skip = (skip * places.is_real).astype(np.float32)
        self._distance = [self._distances(step) for step in _STEPS]
        self._links = places.links
        self._linked: Floats = np.zeros(len(places.links.source), np.float32)
        self._entered = np.ones(len(places), bool)
        self._leave = self._leave_untouched.copy()
        self._a, self._b, self._stays, self._enters, self._leaving, self._jump = (
            np.zeros(len(places), np.float32) for _ in range(6)
        )
        self._arrivals = [np.zeros(len(places), np.float32) for _ in _STEPS]

    def _distances(self, step: int) -> Floats:
        row = np.zeros(len(self.places), np.float32)
        seconds = self.places.seconds
        row[step:] = np.maximum(seconds[step:] - seconds[:-step], 1e-3)
        return row

    def _begin(self, pitch: int) -> Move:
        weights = self._jumps.start * self._emission.first(pitch)
        total = float(weights.sum())
        self.weights = weights / np.float32(total) if total > 0 else self._jumps.start.copy()
        self.best = int(self.weights.argmax())
        everywhere = self._entered = np.ones(len(self.places), bool)
        for arrival in self._arrivals:
            arrival[:] = 0
        self._jump[:] = weights
        self._age[:] = 0
        self._remember(self.places.row(pitch), everywhere)
        self.was_open, self.expected = True, None
        return Move.JUMP

    def _stay(self, pitch: int, gap: float, trill: float, hit: NDArray[np.bool_]) -> Floats:
        """Weights of the ways that stay: open, late and stray notes."""
        habits, out = self.habits, self._stays
        together = 2 / (math.pi * habits.spread * (1 + (gap / habits.spread) ** 2))
        np.multiply(self._share, hit, out=out)
        out *= np.float32(together)
        late = (self._left[1:] & self.places.row(pitch)[:-1]) != 0
        out[1:] += late * np.float32(habits.late * together)
        out += self._emission.stray(pitch) * np.float32(math.exp(-gap / habits.extra_gap))
        out += np.float32(trill)
        if (ornament := self._emission.ornament(pitch)) is not None:
            out += ornament * np.float32(math.exp(-gap / habits.ornament_gap))
        out *= self.weights
        return out

    def _enter(self, pitch: int, gap: float) -> Floats:
        """Weights of the ways that begin a chord."""
        rate, deviation = self.tempo.rate, self.tempo.deviation
        np.multiply(self.weights, self._leave, out=self._leaving)
        enter = self._enters
        enter[:] = 0
        for step, distance, arrival in zip(_STEPS, self._distance, self._arrivals, strict=True):
            if step > 1:
                self._leaving[: 1 - step] *= self._skip[step - 1 :]
            self._in_time(step, distance, arrival, rate, deviation)
            arrival[step:] *= self._leaving[:-step]
            self._combine(enter, arrival, out=enter)
        self._link(enter, rate, deviation)
        self._jumps.weigh(self.best, gap, out=self._jump)
        self._combine(enter, self._jump, out=enter)
        enter *= self._emission.first(pitch)
        return enter

    def _link(self, enter: Floats, rate: float, deviation: float) -> None:
        """Add the ways over repeat signs and the like, and from one hand to both or back."""
        links = self._links = self._all_links()
        if not len(links.source):
            return
        late = self._age[links.source] - links.distance * rate
        width = links.distance * deviation * rate + self.habits.jitter
        weights = self.weights[links.source] * self._leave[links.source]
        density = links.share * width / (math.pi * (late * late + width * width))
        self._linked = (weights * density).astype(np.float32)
        self._combine.at(enter, links.target, self._linked)

    def _all_links(self) -> Linked:
        """The links of the score, and those from the best place to the other readings."""
        here, links = self.best, self.places.links
        changes = self.places.others_after(here)
        if not changes:
            return links
        distance = [self.places.seconds[place] - self.places.seconds[here] for place in changes]
        return Linked(
            np.append(links.source, [here] * len(changes)),
            np.append(links.target, changes),
            np.append(links.distance, distance),
            np.append(links.share, [self.habits.change_hands] * len(changes)),
        )

    def _in_time(
        self, step: int, distance: Floats, out: Floats, rate: float, deviation: float
    ) -> None:
        """Density of arriving now, `step` chords on: a Cauchy distribution about the tempo's time.

        Its tails are those of pauses and hesitations.
        """
        width: Floats = self._a[step:]
        square: Floats = self._b[step:]
        density: Floats = out[step:]
        np.multiply(distance[step:], np.float32(rate), out=width)
        np.subtract(self._age[:-step], width, out=density)
        density *= density
        width *= np.float32(deviation)
        width += np.float32(self.habits.jitter)
        np.multiply(width, width, out=square)
        density += square
        width *= np.float32(1 / math.pi)
        np.divide(width, density, out=density)

    def _move(self, time: float, entered: bool) -> Move:
        """How the best place was reached; the tempo learns from it."""
        if not entered:
            return Move.STAY
        ways = [float(arrival[self.best]) for arrival in self._arrivals]
        way = max(range(len(_STEPS)), key=ways.__getitem__)
        played, written = self._age[self.best - _STEPS[way]], self._distance[way][self.best]
        weight = ways[way]
        for link in np.flatnonzero(self._links.target == self.best):
            if self._linked[link] > weight:
                weight, written = self._linked[link], self._links.distance[link]
                played, way = self._age[self._links.source[link]], 0
        if weight < self._jump[self.best]:
            self.expected = None
            return Move.JUMP
        played, written = float(played), float(written)
        self.expected = time - played + written * self.tempo.rate
        self.tempo.observe(played, written)
        return Move.ON if way == 0 else Move.SKIP

    def _remember(self, bits: Masks, entered: NDArray[np.bool_]) -> None:
        """Renew what each place knows of its best path."""
        mask = np.negative(entered.astype(np.uint32))
        self._left[1:] ^= (self._left[1:] ^ self._open[:-1]) & mask[1:]
        self._open ^= (self._open ^ self.places.full) & mask
        played = self._open & bits
        played &= np.negative(played)
        self._open ^= played
        played &= self.places.main
        fresh = entered.astype(np.float32)
        self._leave *= 1 - fresh
        self._leave += self._leave_untouched * fresh
        self._leave *= 1 + (played != 0) * np.float32(1 / self.habits.omission - 1)
        self._age *= 1 - fresh

"""Where the player is: a weight for every place of the score, renewed with every note.

A hidden Markov model over the chords of the score, after Nakamura et al. (2014–2016): at each note
the player stays in a chord (one of its open notes, a late note of the chord before, or a stray
press), goes on to the next chord, skips one or two, or jumps. A chord begins with one of its notes
or with a wrong key in place of one. Every move is weighed by the key, and by the time since the
chord began against the running tempo; a jump by where players go. Beside its weight each place
remembers how its best way has played its chord.

It imports numpy: nothing that a program start needs may import it.
"""

import math
from enum import Enum

import numpy as np

from renshu.follow.emission import Emission
from renshu.follow.habits import Habits
from renshu.follow.jumps import Jumps
from renshu.follow.memory import LONGEST, Memory
from renshu.follow.notes import Floats, Indexes
from renshu.follow.places import MARGIN, Places, Ways, joined
from renshu.follow.running_tempo import RunningTempo
from renshu.follow.trills import Trills

_HOPELESS = np.float32(1e-7)
"""Weight below which nobody is thought to skip chords, beside all that is unlikely already."""
_SURE = 0.7
"""Weight from which the player is taken to be at the best place, when habits are learned."""
_NOTHING = 1e-30
"""Sum of weights below which nothing explains the note: the belief begins anew."""
_ONLY_NOTE = 0.5
"""How often the only note of a chord, or its last one, is left out beside any other: most notes
that are left out lie inside chords (Repp 1996)."""


class Move(Enum):
    """How the best place was reached."""

    STAY = 0
    ON = 1
    JUMP = 2


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
        self._combine = combine
        self._emission = Emission(places, self.habits)
        self._jumps = Jumps(places, self.habits)
        self._memory = Memory(places, self.habits.omission)
        self._trills = Trills(self.habits)
        self._time: float | None = None
        self._prepare()

    def hear(self, time: float, pitch: int) -> Move:
        """Take a note: its time in seconds, and its key."""
        trill = self._trills.hear(time, pitch)
        if self._time is None:
            self._time = time
            return self._begin(pitch)
        gap, self._time = min(max(0.0, time - self._time), LONGEST), time
        self._memory.wait(gap)
        holders = self.places.holders(pitch)
        hits = self._memory.hits(holders)
        np.copyto(self._landed_before, self._landed)
        self._stay(pitch, gap, trill, hits)
        self._enter(pitch, gap)
        np.greater(self._enters, self._stays, out=self._entered)
        self._landed &= self._entered
        self._combine(self._stays, self._enters, out=self.weights)
        total = float(self._combine.reduce(self.weights))
        if not total > _NOTHING:
            return self._begin(pitch)
        self.weights *= np.float32(1 / total)
        before, self.best = self.best, int(self.weights.argmax())
        self.was_open = bool((hits == self.best).any())
        move = self._move(time)
        if move is Move.JUMP or (move is Move.STAY and self.best != before):
            self.expected = None
        self._jumps.wandering.hear()
        if self.weights[self.best] > _SURE:
            self._jumps.wandering.visit(self.best)
        self._memory.play(holders, self._entered, gap)
        return move

    @property
    def certainty(self) -> float:
        """The weight of the best place and its neighbours, in all readings: 0–1."""
        if self.best < 0:
            return 0.0
        near = self.places.counterparts[:, self.best]
        return min(1.0, sum(float(self.weights[k - 1 : k + 2].sum()) for k in near.tolist()))

    @property
    def is_next_nearer(self) -> bool:
        """Whether the moment of the next chord is nearer than that of the best place."""
        due = self._distance[self.best + 1] * self.tempo.rate
        return bool(2 * self._memory.age[self.best] > due)

    def had_landed(self, place: int) -> bool:
        """Whether the best way to `place`, at the note before the last, was a jump."""
        return bool(self._landed_before[place])

    def source(self, place: int) -> int:
        """Where the best way to `place` was before the last note; -1 after a jump."""
        return int(self.sources(np.array([place]))[0])

    def sources(self, places: Indexes) -> Indexes:
        """The same for each of `places`."""
        ways = self._ways
        order = np.argsort(self._ways_weight)  # of several ways to one place the best comes last
        target = ways.target[order]
        weight, came = np.zeros_like(self.weights), np.zeros(len(self.places), np.int64)
        weight[target], came[target] = self._ways_weight[order], ways.source[order]
        best = np.maximum(weight[places], self._next[places])
        on = np.where(weight[places] > self._next[places], came[places], places - 1)
        moved = np.where(self._jump[places] > best, -1, on)
        return np.where(self._entered[places], moved, places)

    def _prepare(self) -> None:
        places, size = self.places, len(self.places)
        self._share = (places.is_real / np.maximum(places.size, 1)).astype(np.float32)
        skip = _ONLY_NOTE * self.habits.omission ** np.clip(places.main_size, 1, 2).astype(float)
        self._skip = (skip * places.is_real).astype(np.float32)
        self._distance = np.zeros(size, np.float32)
        self._distance[1:] = np.maximum(np.diff(places.seconds), 1e-3)
        self._stays, self._enters, self._leaving, self._next, self._jump, self._scratch = (
            np.zeros(size, np.float32) for _ in range(6)
        )
        self._entered, self._landed, self._landed_before = (np.ones(size, bool) for _ in range(3))
        self._ways = places.links
        self._ways_weight: Floats = np.zeros(len(places.links.source), np.float32)

    def _begin(self, pitch: int) -> Move:
        weights = self._jumps.start * self._emission.first(pitch)
        total = float(weights.sum())
        self.weights = weights / np.float32(total) if total > 0 else self._jumps.start.copy()
        self.best = int(self.weights.argmax())
        self._entered[:] = self._landed[:] = True
        self._next[:] = 0
        self._ways_weight[:] = 0
        self._jump[:] = weights
        holders = self.places.holders(pitch)
        self._memory.play(holders, self._entered, 0.0)
        self.was_open, self.expected = True, None
        return Move.JUMP

    def _stay(self, pitch: int, gap: float, trill: float, hits: Indexes) -> None:
        """Weigh the ways that stay: open, late and stray notes."""
        habits, out = self.habits, self._stays
        soon = math.exp(-gap / habits.extra_gap)
        np.multiply(self._emission.stray(pitch), np.float32(soon), out=out)
        out += np.float32(trill)
        if (ornament := self._emission.ornament(pitch)) is not None:
            out += ornament * np.float32(math.exp(-gap / habits.ornament_gap))
        together = 2 / (math.pi * habits.spread * (1 + (gap / habits.spread) ** 2))
        out[hits] += self._share[hits] * np.float32(together)
        out[self._memory.late(self.places.holders(pitch))] += np.float32(habits.late * together)
        out *= self.weights

    def _enter(self, pitch: int, gap: float) -> None:
        """Weigh the ways that begin a chord."""
        np.multiply(self.weights, self._memory.leave, out=self._leaving)
        self._go_on()
        np.copyto(self._enters, self._next)
        self._go_far()
        self._jumps.weigh(self._likeliest(), gap, out=self._jump)
        np.greater(self._jump, self._enters, out=self._landed)
        self._combine(self._enters, self._jump, out=self._enters)
        self._enters *= self._emission.first(pitch)

    def _likeliest(self) -> list[tuple[int, float]]:
        """The best place; in doubt also its rival, the best one that is not beside it. With shares.

        Passages that are alike keep each other company for long: a player may go elsewhere from
        either.
        """
        weight = float(self.weights[self.best])
        if weight > _SURE:
            return [(self.best, 1.0)]
        rest = self.weights.copy()
        rest[self.best - MARGIN : self.best + MARGIN + 1] = 0
        rival = int(rest.argmax())
        both = weight + float(rest[rival])
        return [(self.best, weight / both), (rival, float(rest[rival]) / both)]

    def _go_on(self) -> None:
        """Weigh the ways to the next chord."""
        due, late, density = self._distance[1:], self._scratch[1:], self._next[1:]
        width = self._enters[1:]
        np.multiply(due, np.float32(self.tempo.rate), out=width)
        np.subtract(self._memory.age[:-1], width, out=late)
        width *= np.float32(self.tempo.deviation)
        width += np.float32(self.habits.jitter)
        late *= late
        np.multiply(width, width, out=density)
        density += late
        np.divide(width, density, out=density)
        density *= np.float32(1 / math.pi)
        density *= self._leaving[:-1]

    def _go_far(self) -> None:
        """Add the ways that skip chords, take a repeat, or go on with other hands."""
        alive = np.flatnonzero(self._leaving > _HOPELESS)
        ways = self._ways = joined(
            self._skips(alive),
            self._jumps.wandering.links,
            self.places.changes(self.best, self.habits.change_hands),
        )
        weight: Floats = self._leaving[ways.source] * ways.share * self._in_time(ways)
        self._ways_weight = weight
        self._combine.at(self._enters, ways.target, weight)

    def _skips(self, alive: Indexes) -> Ways:
        source = np.concatenate([alive, alive])
        target = np.concatenate([alive + 2, alive + 3])
        one = self._skip[alive + 1]
        share = np.concatenate([one, one * self._skip[alive + 2]])
        seconds = self.places.seconds
        return Ways(source, target, (seconds[target] - seconds[source]).astype(np.float32), share)

    def _in_time(self, ways: Ways) -> Floats:
        """Density of arriving now: a Cauchy distribution about the time that the tempo gives.

        Its tails are those of pauses and hesitations.
        """
        due: Floats = ways.distance * np.float32(self.tempo.rate)
        width: Floats = due * np.float32(self.tempo.deviation) + np.float32(self.habits.jitter)
        late: Floats = self._memory.age[ways.source] - due
        width, square = width * np.float32(1 / math.pi), late * late + width * width
        return np.divide(width, square, dtype=np.float32)

    def _move(self, time: float) -> Move:
        """How the best place was reached; the tempo learns from it."""
        best = self.best
        if not self._entered[best]:
            return Move.STAY
        weight, source, written = self._next[best], best - 1, self._distance[best]
        for way in np.flatnonzero(self._ways.target == best).tolist():
            if self._ways_weight[way] > weight:
                weight, source = self._ways_weight[way], int(self._ways.source[way])
                written = self._ways.distance[way]
        if weight < self._jump[best]:
            return Move.JUMP
        played = float(self._memory.age[source])
        self.expected = time - played + float(written) * self.tempo.rate
        self.tempo.observe(played, float(written))
        return Move.ON

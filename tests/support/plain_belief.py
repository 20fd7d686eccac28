"""The belief of the free follower, one place at a time: slow, and easy to check.

It says the same as `follow.belief`, `follow.memory` and `follow.emission` without numpy's columns,
in doubles, by the rules as they are written in their docstrings. Where a jump may go, the running
tempo and trills are tested by themselves; here they are taken as they are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import exp, pi

import numpy as np

from renshu.follow.habits import ANY_KEY, MISPLACED, NEAR_KEYS, Habits
from renshu.follow.jumps import Jumps
from renshu.follow.places import MARGIN, Places, Ways
from renshu.follow.running_tempo import RunningTempo
from renshu.follow.trills import Trills

BEGINS_ANEW = 0.2
"""Seconds of silence after which a chord may be struck again from its first note."""
LONGEST = 60.0
"""Seconds after which time says nothing more."""
ONLY_NOTE = 0.5
SURE = 0.7
HOPELESS = 1e-7
NOTHING = 1e-30
ROUNDING = 1e-4


@dataclass
class Place:
    """What is known of the best way to a place."""

    leave: float
    open: set[int]
    """The notes of its chord that were not played."""
    weight: float = 0.0
    age: float = 0.0
    left: set[int] = field(default_factory=set)
    """Those of the chord before that were open when this one began."""
    source: int = -1
    """Where the best way was before; -1 after a jump."""
    sources: frozenset[int] = frozenset({-1})
    """The same, with those of ways that are as good but for rounding."""
    is_entered: bool = True
    has_landed: bool = True
    had_landed: bool = True


@dataclass(frozen=True)
class Way:
    """A way to begin a chord."""

    source: int
    weight: float
    written: float
    """Seconds."""


class PlainBelief:
    """As `Belief`, without its columns."""

    def __init__(
        self,
        places: Places,
        habits: Habits | None = None,
        combine: Callable[[list[float]], float] = sum,
    ) -> None:
        self._habits = habits or Habits()
        self._laid = places
        self._combine = combine
        self.tempo = RunningTempo(self._habits.rubato)
        self._jumps = Jumps(places, self._habits)
        self._trills = Trills(self._habits)
        self.places = [
            Place(self._left_out(at), set(chord)) for at, chord in enumerate(places.chords)
        ]
        self.best = -1
        self.was_open = False
        self.expected: float | None = None
        self._time: float | None = None

    def hear(self, time: float, pitch: int) -> None:
        """Take a note."""
        trill = self._trills.hear(time, pitch)
        if self._time is None:
            self._time = time
            self._begin(pitch)
            return
        gap, self._time = min(max(0.0, time - self._time), LONGEST), time
        for place in self.places:
            place.age = min(place.age + gap, LONGEST)
        stays = [self._staying(at, pitch, gap, trill) for at in range(len(self.places))]
        ways = self._ways()
        jumps = np.zeros(len(self.places), np.float32)
        self._jumps.weigh(self._likeliest(), gap, jumps)
        begun = [self._combine([way.weight for way in some] or [0.0]) for some in ways]
        first = [self._first(at, pitch) for at in range(len(self.places))]
        enters = [
            self._combine([on, jump]) * likely
            for on, jump, likely in zip(begun, jumps.tolist(), first, strict=True)
        ]
        weights = [self._combine([stay, enter]) for stay, enter in zip(stays, enters, strict=True)]
        total = self._combine(weights)
        for at, place in enumerate(self.places):
            place.had_landed = place.has_landed
            place.is_entered = enters[at] > stays[at]
            place.has_landed = bool(jumps[at] > begun[at]) and place.is_entered
        if total <= NOTHING:
            self._begin(pitch)
            return
        hits = {at for at in range(len(self.places)) if self._is_hit(at, pitch)}
        self._move(weights, total, ways, jumps.tolist(), hits, time)
        self._play(pitch, gap)

    @property
    def certainty(self) -> float:
        """The weight of the best place and its neighbours, in all readings."""
        near: list[int] = self._laid.counterparts[:, self.best].tolist()
        return min(1.0, sum([self.places[k + step].weight for k in near for step in (-1, 0, 1)]))

    def _begin(self, pitch: int) -> None:
        weights = [
            float(self._jumps.start[at]) * self._first(at, pitch) for at in range(len(self.places))
        ]
        if not sum(weights):
            weights = [float(start) for start in self._jumps.start]
        for place, weight in zip(self.places, weights, strict=True):
            place.weight = weight / sum(weights)
            place.is_entered = place.has_landed = True
            place.source, place.sources = -1, frozenset({-1})
        self.best = max(range(len(weights)), key=weights.__getitem__)
        self._play(pitch, 0.0)
        self.was_open, self.expected = True, None

    def _move(
        self,
        weights: list[float],
        total: float,
        ways: list[list[Way]],
        jumps: list[float],
        hits: set[int],
        time: float,
    ) -> None:
        before = self.best
        for at, place in enumerate(self.places):
            place.weight = weights[at] / total
            likeliest = max(ways[at], key=lambda way: way.weight, default=Way(at - 1, 0.0, 0.0))
            some = [*ways[at], Way(-1, jumps[at], 0.0)]
            best = max([likeliest, some[-1]], key=lambda way: way.weight)
            equal = [way.source for way in some if way.weight > (1 - ROUNDING) * best.weight]
            place.source = best.source if place.is_entered else at
            place.sources = frozenset(equal if place.is_entered else [at])
        self.best = max(range(len(weights)), key=weights.__getitem__)
        self.was_open = self.best in hits
        here = self.places[self.best]
        if here.is_entered and here.source >= 0:
            way = max(ways[self.best], key=lambda way: way.weight)
            played = self.places[way.source].age
            self.expected = time - played + way.written * self.tempo.rate
            self.tempo.observe(played, way.written)
        elif here.is_entered or self.best != before:
            self.expected = None
        self._jumps.wandering.hear()
        if here.weight > SURE:
            self._jumps.wandering.visit(self.best)

    def _play(self, pitch: int, gap: float) -> None:
        holders = {at for at, table in enumerate(self._laid.table) if pitch in table}
        if gap > BEGINS_ANEW:
            for at in holders:
                self.places[at].open = set(self._laid.chords[at])
                self.places[at].age = 0.0
        open_before = [set(place.open) for place in self.places]
        for at, place in enumerate(self.places):
            if place.is_entered:
                place.left = open_before[at - 1] if at else place.left
                place.open, place.age = set(self._laid.chords[at]), 0.0
                out = self._left_out(at)
                place.leave = out if at in holders else min(1.0, out / self._habits.omission)
        for at in holders:
            self._press(at, pitch)

    def _press(self, at: int, pitch: int) -> None:
        """Of a main note and a grace note on one key the main note comes first."""
        place, graces = self.places[at], self._laid.notes.is_grace
        order = self._laid.chords[at]
        notes = [n for n in order if n in place.open and n in self._laid.table[at][pitch]]
        if notes:
            place.open.remove(notes[0])
            if not graces[notes[0]]:
                place.leave = min(1.0, place.leave / self._habits.omission)

    def _staying(self, at: int, pitch: int, gap: float, trill: float) -> float:
        habits, place = self._habits, self.places[at]
        density = self._stray(at, pitch) * exp(-gap / habits.extra_gap) + trill
        ornament = self._laid.ornament_row(pitch)[at] / habits.ornament_gap
        density += float(ornament) * exp(-gap / habits.ornament_gap)
        together = 2 / (pi * habits.spread * (1 + (gap / habits.spread) ** 2))
        if self._is_hit(at, pitch):
            density += together / len(self._laid.chords[at])
        if at and place.left.intersection(self._laid.table[at - 1].get(pitch, ())):
            density += habits.late * together
        return density * place.weight

    def _is_hit(self, at: int, pitch: int) -> bool:
        return not self.places[at].open.isdisjoint(self._laid.table[at].get(pitch, ()))

    def _ways(self) -> list[list[Way]]:
        """For every place the ways that go on to it."""
        found: list[list[Way]] = [[] for _ in self.places]
        seconds = self._laid.seconds.tolist()
        for at, place in enumerate(self.places[:-1]):
            written = max(seconds[at + 1] - seconds[at], 1e-3)
            weight = place.weight * place.leave
            found[at + 1].append(self._way(at, weight, written))
            if weight > HOPELESS:
                one = weight * self._skipped(at + 1)
                found[at + 2].append(self._way(at, one, seconds[at + 2] - seconds[at]))
                two = one * self._skipped(at + 2)
                found[at + 3].append(self._way(at, two, seconds[at + 3] - seconds[at]))
        linked = self._jumps.wandering.links
        for ways in (linked, self._laid.changes(self.best, self._habits.change_hands)):
            for source, target, written, share in _rows(ways):
                place = self.places[source]
                found[target].append(self._way(source, place.weight * place.leave * share, written))
        return found

    def _way(self, source: int, weight: float, written: float) -> Way:
        """A step of so many seconds, at its time: Cauchy, about what the tempo says."""
        due = written * self.tempo.rate
        width = due * self.tempo.deviation + self._habits.jitter
        off = self.places[source].age - due
        return Way(source, weight * width / pi / (width**2 + off**2), written)

    def _likeliest(self) -> list[tuple[int, float]]:
        weights = [place.weight for place in self.places]
        best = weights[self.best]
        if best > SURE:
            return [(self.best, 1.0)]
        others = [at for at in range(len(weights)) if abs(at - self.best) > MARGIN]
        rival = max(others, key=weights.__getitem__)
        both = best + weights[rival]
        return [(self.best, best / both), (rival, weights[rival] / both)]

    def _left_out(self, at: int) -> float:
        """How likely all of a chord is left out; nobody has to play grace notes."""
        return self._habits.omission ** self._main(at)

    def _main(self, at: int) -> int:
        return sum(not self._laid.notes.is_grace[note] for note in self._laid.chords[at])

    def _skipped(self, at: int) -> float:
        if not self._laid.chords[at]:
            return 0.0
        return ONLY_NOTE * self._habits.omission ** min(2, max(1, self._main(at)))

    def _first(self, at: int, pitch: int) -> float:
        chord = self._laid.chords[at]
        if not chord:
            return 0.0
        if pitch in self._laid.table[at]:
            return (1 - self._habits.slip) / len(chord)
        beside = [
            share / len(chord)
            for distance, share in NEAR_KEYS.items()
            if pitch - distance in self._laid.table[at]
        ]
        instead = (1 - MISPLACED) * (ANY_KEY + sum(beside))
        instead += self._misplaced(at + 1, pitch) + self._misplaced(at - 1, pitch)
        return 0.5 * self._habits.slip * instead

    def _misplaced(self, at: int, pitch: int) -> float:
        """That the key of another chord is pressed."""
        chord = self._laid.chords[at] if 0 <= at < len(self.places) else []
        return MISPLACED / 2 / len(chord) if chord and pitch in self._laid.table[at] else 0.0

    def _stray(self, at: int, pitch: int) -> float:
        if not self._laid.chords[at]:
            return 0.0
        near = max(self._beside(at, pitch), 0.7 * self._beside(at + 1, pitch))
        return near * self._habits.slip / self._habits.extra_gap

    def _beside(self, at: int, pitch: int) -> float:
        if not self._laid.chords[at]:
            return 0.0
        keys = (
            share
            for distance, share in NEAR_KEYS.items()
            if pitch - distance in self._laid.table[at]
        )
        return max(ANY_KEY, self._misplaced(at + 1, pitch), *keys)


def _rows(ways: Ways) -> Iterator[tuple[int, int, float, float]]:
    columns = (ways.source, ways.target, ways.distance, ways.share)
    return zip(*(column.tolist() for column in columns), strict=True)

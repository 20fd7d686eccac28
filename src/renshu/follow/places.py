"""The places of a score as plain arrays: every chord, in three readings.

A player may take both hands, or one alone. Each of these *readings* is a row of chords of its
own; they lie one behind the other in the same arrays, with an empty margin between, so that a
belief over places is at the same time a belief over which hands are playing.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Seconds = NDArray[np.float64]
Indexes = NDArray[np.int64]
Masks = NDArray[np.uint32]

MARGIN = 3
"""Empty places after each reading: as far as one move can skip."""
MAX_NOTES = 32
"""Notes of a chord that are told apart; the bits of a mask."""


@dataclass(frozen=True)
class Ornamented:
    """Further pitches that an ornament allows while its note lasts."""

    onset: float
    """Quarters."""
    offset: float
    pitches: tuple[int, ...]


@dataclass(frozen=True)
class Notes:
    """The notes of a score as arrays, sorted by onset, then pitch."""

    onset: Seconds
    """Quarters."""
    seconds: Seconds
    """The same onsets in seconds at the tempo as written."""
    pitch: Indexes
    hand: Indexes
    """0 right, 1 left, -1 unknown."""
    is_grace: NDArray[np.bool_]
    bar: Indexes
    ornaments: tuple["Ornamented", ...] = ()

    def __len__(self) -> int:
        return len(self.pitch)


@dataclass(frozen=True)
class Reading:
    """One row of chords inside the arrays: its first place, and the one behind the last."""

    start: int
    stop: int


@dataclass(frozen=True)
class Link:
    """A step in the playing order that is not a step on the page."""

    end: float
    """Written quarters where the measure before the jump ends."""
    start: float
    """Written quarters where the measure after it begins."""
    end_seconds: float
    start_seconds: float


@dataclass(frozen=True)
class Linked:
    """The links between places, as arrays."""

    source: Indexes
    target: Indexes
    distance: Seconds
    """Seconds from the source's onset to the target's, as written."""
    share: Seconds
    """Share of players who take it."""


class Places:
    """All places where a player can be."""

    def __init__(self, notes: Notes, links: Sequence[Link] = ()) -> None:
        """Lay out the places of a score.

        Args:
            notes: Its notes; at least one.
            links: Where playing on does not mean the next chord: repeats and the like.
        """
        self.notes = notes
        self.readings: list[Reading] = []
        rows = [self._grouped(hand) for hand in (None, 0, 1)]
        self._lay([row for row in rows if row])
        self.links = self._links(links)

    def _grouped(self, hand: int | None) -> list[list[int]]:
        """Note indexes grouped by onset, for one reading; nothing for a hand that has no notes."""
        chosen = np.arange(len(self.notes))
        if hand is not None:
            chosen = chosen[self.notes.hand == hand]
        if not len(chosen) or (hand is not None and len(chosen) == len(self.notes)):
            return []
        cuts = np.flatnonzero(np.diff(self.notes.onset[chosen]) > 1e-6) + 1
        return [part.tolist() for part in np.split(chosen, cuts)]

    def _lay(self, rows: list[list[list[int]]]) -> None:
        chords: list[list[int]] = [[]] * MARGIN
        for row in rows:
            self.readings.append(Reading(len(chords), len(chords) + len(row)))
            chords += row + [[]] * MARGIN
        self.table = [self._by_pitch(chord) for chord in chords]
        self.first_note = np.array([chord[0] if chord else -1 for chord in chords])
        some = self.first_note.clip(0)
        self.is_real = self.first_note >= 0
        self.onset = np.where(self.is_real, self.notes.onset[some], np.inf)
        self.seconds = np.where(self.is_real, self.notes.seconds[some], 0.0)
        self.bar = np.where(self.is_real, self.notes.bar[some], -1)
        self.chords = [self._ranked(table) for table in self.table]
        self.size = np.array([min(len(ranked), MAX_NOTES) for ranked in self.chords])
        self.full = ((1 << self.size) - 1).astype(np.uint32)

    def _links(self, links: Sequence[Link]) -> Linked:
        source, target, distance = [], [], []
        for reading in self.readings:
            own = self.onset[reading.start : reading.stop]
            for link in links:
                last = int(np.searchsorted(own, link.end - 1e-6)) - 1
                first = int(np.searchsorted(own, link.start - 1e-6))
                if last >= 0 and first < len(own):
                    source.append(reading.start + last)
                    target.append(reading.start + first)
                    before = link.end_seconds - self.seconds[reading.start + last]
                    after = self.seconds[reading.start + first] - link.start_seconds
                    distance.append(max(1e-3, before + after))
        return Linked(
            np.array(source, np.int64),
            np.array(target, np.int64),
            np.array(distance),
            np.ones(len(source)),
        )

    def _by_pitch(self, chord: list[int]) -> dict[int, tuple[int, ...]]:
        """Note indexes by pitch: grace notes, then the main note.

        Of a unison in two voices the first counts for both.
        """
        table: dict[int, tuple[int, ...]] = {}
        for note in sorted(chord, key=lambda note: not self.notes.is_grace[note]):
            known = table.get(int(self.notes.pitch[note]), ())
            if not known or self.notes.is_grace[known[-1]]:
                table[int(self.notes.pitch[note])] = (*known, note)
        return table

    def _ranked(self, table: dict[int, tuple[int, ...]]) -> list[int]:
        """The notes of a chord in the order of their bits: main notes first."""
        notes = [note for same in table.values() for note in same]
        return sorted(notes, key=lambda note: bool(self.notes.is_grace[note]))

    def __len__(self) -> int:
        return len(self.table)

    def row(self, pitch: int) -> Masks:
        """For every place the bit of `pitch` in its chord, 0 where the chord has no such note."""
        return self._bits.get(pitch, self._nothing)

    def main_row(self, pitch: int) -> Masks:
        """The same without grace notes, which nobody has to play."""
        return self.row(pitch) & self.main

    @cached_property
    def main(self) -> Masks:
        """For every place the bits of its main notes."""
        count = [sum(not self.notes.is_grace[n] for n in ranked) for ranked in self.chords]
        return ((1 << np.minimum(count, MAX_NOTES)) - 1).astype(np.uint32)

    def reading_of(self, place: int) -> int:
        """The index of the reading that `place` belongs to."""
        return next(i for i, reading in enumerate(self.readings) if place < reading.stop)

    def others_after(self, place: int) -> list[int]:
        """For each other reading, its first place after the moment of `place`."""
        here = self.reading_of(place)
        found = []
        for index, reading in enumerate(self.readings):
            near = int(self.counterparts[index, place])
            near += bool(self.onset[near] <= self.onset[place])
            if index != here and self.onset[place] < self.onset[near] and near < reading.stop:
                found.append(near)
        return found

    def is_ornament(self, place: int, pitch: int) -> bool:
        """Whether an ornament that sounds at `place` allows `pitch`."""
        onset = self.onset[place]
        return any(
            pitch in ornament.pitches and ornament.onset <= onset < ornament.offset
            for ornament in self.notes.ornaments
        )

    def ornament_row(self, pitch: int) -> Floats:
        """For every place how likely `pitch` is as the next note of an ornament there."""
        row = np.zeros(len(self), np.float32)
        for ornament in self.notes.ornaments:
            if pitch in ornament.pitches:
                row[(self.onset >= ornament.onset) & (self.onset < ornament.offset)] = 1 / (
                    1 + len(ornament.pitches)
                )
        return row

    @cached_property
    def _nothing(self) -> Masks:
        return np.zeros(len(self), np.uint32)

    @cached_property
    def _bits(self) -> dict[int, Masks]:
        rows: dict[int, Masks] = {}
        for place, ranked in enumerate(self.chords):
            for rank, note in enumerate(ranked[:MAX_NOTES]):
                row = rows.setdefault(int(self.notes.pitch[note]), np.zeros(len(self), np.uint32))
                row[place] |= 1 << rank
        return rows

    @cached_property
    def counterparts(self) -> Indexes:
        """For each reading and place, that reading's place at the same moment or next after."""
        rows = []
        for reading in self.readings:
            own = self.onset[reading.start : reading.stop]
            index = np.searchsorted(own, np.where(self.is_real, self.onset, 0.0) - 1e-6)
            rows.append(reading.start + index.clip(0, len(own) - 1))
        return np.array(rows)

    @cached_property
    def bar_starts(self) -> list[Indexes]:
        """For each reading, by bar rank, the first place in that bar or after it."""
        bars = np.unique(self.notes.bar)
        starts = []
        for reading in self.readings:
            own = self.bar[reading.start : reading.stop]
            index = np.searchsorted(own, bars)
            starts.append(reading.start + index.clip(0, len(own) - 1))
        return starts

    @cached_property
    def bar_rank(self) -> Indexes:
        """For each place the rank of its bar among the bars that have notes."""
        return np.searchsorted(np.unique(self.notes.bar), self.bar)

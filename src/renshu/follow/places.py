"""The places of a score as plain arrays: every chord, in three readings.

A player may take both hands, or one alone. Each of these *readings* is a row of chords of its
own; they lie one behind the other in the same arrays, with an empty margin between, so that a
belief over places is at the same time a belief over which hands are playing.

It imports numpy: nothing that a program start needs may import it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from renshu.follow.notes import Flags, Floats, Indexes, Link, Masks, Notes, Seconds, indexes

MARGIN = 3
"""Empty places around each reading: as far as one move can skip."""
MAX_NOTES = 32
"""Notes of a chord that are told apart; the bits of a mask."""
_SAME = 1e-6
"""Quarters within which two onsets are one moment."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One row of chords inside the arrays: its first place, and the one behind the last."""

    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start


@dataclass(frozen=True, slots=True)
class Holders:
    """The places that have a key in their chord, and its bits in their masks."""

    places: Indexes
    bits: Masks


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways from place to place, as arrays."""

    source: Indexes
    target: Indexes
    distance: Floats
    """Seconds from the source's onset to the target's, as written."""
    share: Floats
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
        rows = [row for hand in (None, 0, 1) if (row := self._grouped(hand))]
        laid: list[list[int]] = [[]] * MARGIN
        self.readings: list[Reading] = []
        for row in rows:
            self.readings.append(Reading(len(laid), len(laid) + len(row)))
            laid += row + [[]] * MARGIN
        self._describe(laid)
        self._mask()
        self._relate()
        self.links = self._laid(links)
        """The links of the score, from place to place."""
        self._linked = set(zip(self.links.source.tolist(), self.links.target.tolist(), strict=True))

    def __len__(self) -> int:
        return len(self.chords)

    def reading_of(self, place: int) -> int:
        """The index of the reading that `place` belongs to."""
        return next(i for i, reading in enumerate(self.readings) if place < reading.stop)

    def goes_straight(self, source: int, target: int) -> bool:
        """Whether the way between two places goes over the page, past all that lies between.

        It does not where it goes back, over a repeat sign or to a later ending, or to other hands.
        """
        same = self.reading_of(source) == self.reading_of(target)
        return same and source <= target and (source, target) not in self._linked

    def holders(self, pitch: int) -> Holders:
        """The places that have `pitch` in their chord."""
        return self._holders.get(pitch, self._nowhere)

    def changes(self, place: int, share: float) -> Ways:
        """The ways from `place` on to the other readings, which `share` of the players take."""
        targets = np.delete(self._after[:, place], self.reading_of(place))
        targets = targets[targets >= 0]
        distance = (self.seconds[targets] - self.seconds[place]).astype(np.float32)
        source = np.full(len(targets), place)
        return Ways(source, targets, distance, np.full(len(targets), share, np.float32))

    @property
    def pitches(self) -> Iterable[int]:
        """The keys of the score."""
        return self._holders.keys()

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
                sounding = (self.onset >= ornament.onset) & (self.onset < ornament.offset)
                row[sounding] = 1 / len(ornament.pitches)
        return row

    def _grouped(self, hand: int | None) -> list[list[int]]:
        """Note indexes grouped by onset, for one reading; nothing for a hand that has no notes."""
        chosen = np.arange(len(self.notes))
        if hand is not None:
            chosen = chosen[self.notes.hand == hand]
        if not len(chosen) or (hand is not None and len(chosen) == len(self.notes)):
            return []
        cuts = np.flatnonzero(np.diff(self.notes.onset[chosen]) > _SAME) + 1
        return [part.tolist() for part in np.split(chosen, cuts)]

    def _describe(self, laid: list[list[int]]) -> None:
        self.table = [self._by_pitch(chord) for chord in laid]
        """For every place the notes of each key: grace notes, then the main note."""
        self.chords = [self._ranked(table) for table in self.table]
        """For every place its notes in the order of their bits: main notes first."""
        self.first_note = np.array([chord[0] if chord else -1 for chord in laid])
        self.is_real: Flags = self.first_note >= 0
        some = self.first_note.clip(0)
        self.onset: Seconds = np.where(self.is_real, self.notes.onset[some], np.inf)
        self.seconds: Seconds = np.where(self.is_real, self.notes.seconds[some], 0.0)
        bars = np.unique(self.notes.bar)
        self.bar: Indexes = np.searchsorted(bars, np.where(self.is_real, self.notes.bar[some], -1))
        """For every place the rank of its bar among the bars that have notes."""
        self.bars = len(bars)

    def _by_pitch(self, chord: list[int]) -> dict[int, tuple[int, ...]]:
        """Notes by key; of a unison in two voices the first counts for both."""
        table: dict[int, tuple[int, ...]] = {}
        for note in sorted(chord, key=lambda note: not self.notes.is_grace[note]):
            known = table.get(int(self.notes.pitch[note]), ())
            if not known or self.notes.is_grace[known[-1]]:
                table[int(self.notes.pitch[note])] = (*known, note)
        return table

    def _ranked(self, table: dict[int, tuple[int, ...]]) -> list[int]:
        notes = [note for same in table.values() for note in same]
        return sorted(notes, key=lambda note: bool(self.notes.is_grace[note]))

    def _mask(self) -> None:
        self.size: Indexes = np.array([min(len(chord), MAX_NOTES) for chord in self.chords])
        self.full = self._ones(self.size)
        """For every place the bits of its notes."""
        main = [sum(not self.notes.is_grace[note] for note in chord) for chord in self.chords]
        self.main_size: Indexes = np.minimum(main, MAX_NOTES)
        self.main = self._ones(self.main_size)
        """The same without grace notes, which nobody has to play."""
        bits: dict[int, dict[int, int]] = {}
        for place, chord in enumerate(self.chords):
            for rank, note in enumerate(chord[:MAX_NOTES]):
                at = bits.setdefault(int(self.notes.pitch[note]), {})
                at[place] = at.get(place, 0) | 1 << rank
        self._holders = {
            pitch: Holders(np.array(list(at)), np.array(list(at.values()), self.full.dtype))
            for pitch, at in bits.items()
        }
        self._nowhere = Holders(np.zeros(0, np.int64), np.zeros(0, self.full.dtype))

    def _ones(self, count: Indexes) -> Masks:
        """Masks whose lowest `count` bits are set, as small as the chords allow."""
        kind = np.uint16 if self.size.max() <= 16 else np.uint32
        masks: Masks = ((1 << count) - 1).astype(kind)
        return masks

    def _relate(self) -> None:
        """Tables between readings: by reading and place, and by reading and bar."""
        own = [self.onset[reading.start : reading.stop] for reading in self.readings]
        moment = np.where(self.is_real, self.onset, 0.0)
        starts = np.array([reading.start for reading in self.readings])[:, None]
        last = np.array([len(reading) - 1 for reading in self.readings])[:, None]
        near = np.array([np.searchsorted(onsets, moment - _SAME) for onsets in own])
        self.counterparts: Indexes = starts + near.clip(max=last)
        """The place of a reading at the same moment or next after."""
        after = np.array([np.searchsorted(onsets, moment + _SAME) for onsets in own])
        self._after: Indexes = np.where(after <= last, starts + after, -1)
        ranks = [self.bar[reading.start : reading.stop] for reading in self.readings]
        first = np.array([np.searchsorted(bars, np.arange(self.bars)) for bars in ranks])
        self.bar_starts: Indexes = starts + first.clip(max=last)
        """The first place of a reading in a bar, or after it."""

    def _laid(self, links: Sequence[Link]) -> Ways:
        found = [
            way
            for reading in self.readings
            for link in links
            for way in self._between(reading, link)
        ]
        source, target, distance = zip(*found, strict=True) if found else ((), (), ())
        return Ways(
            indexes(source),
            indexes(target),
            np.array(distance, np.float32),
            np.ones(len(source), np.float32),
        )

    def _between(self, reading: Reading, link: Link) -> list[tuple[int, int, float]]:
        own = self.onset[reading.start : reading.stop]
        source = reading.start + int(np.searchsorted(own, link.end - _SAME)) - 1
        target = reading.start + int(np.searchsorted(own, link.start - _SAME))
        if source < reading.start or target >= reading.stop:
            return []
        before = link.end_seconds - self.seconds[source]
        after = self.seconds[target] - link.start_seconds
        return [(source, target, max(1e-3, float(before + after)))]


def joined(*ways: Ways) -> Ways:
    """Several ways as one."""
    some = [part for part in ways if len(part.source)]
    if len(some) == 1:
        return some[0]
    return Ways(
        np.concatenate([part.source for part in ways]),
        np.concatenate([part.target for part in ways]),
        np.concatenate([part.distance for part in ways]),
        np.concatenate([part.share for part in ways]),
    )

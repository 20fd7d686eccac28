"""Following on plain arrays: each note gets its place and, where there is one, its score note.

The belief knows where the player is; here its best place is turned into one fate per note, with a
memory of which score notes have been played since the player last went elsewhere.

It imports numpy: nothing that a program start needs may import it.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from renshu.follow.belief import Belief, Move
from renshu.follow.places import Places

NEAR = 4
"""Places ahead that can be reached without a jump."""
OVERDUE = 0.5
"""Seconds after which a note that was passed over is given up."""
TEMPO_FROM = 4
"""Matched onsets, since the start, a jump or a pause, from which the tempo is the player's own."""
PAUSE = 1.0
"""Seconds after the expected time beyond which a note is not late: the player had stopped."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What became of one played note."""

    place: int
    """The best place."""
    note: int
    """Index of the score note that was played, or -1."""
    note_place: int
    """The place of that note; the best place where there is none."""
    is_jump: bool
    late: float | None
    """Seconds after the moment at which the running tempo had it; None where that is unknown, and
    as long as the tempo is not yet the player's own."""


@dataclass(frozen=True, slots=True)
class _Due:
    time: float
    note: int
    visit: int


class Tracker:
    """Hears notes one by one and names the score note of each."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.belief = Belief(places)
        self._visit = 0
        self._onsets = 0
        self._pitch = self._pitch_before = -1
        self._played: dict[int, int] = {}
        self._due: deque[_Due] = deque()

    def hear(self, time: float, pitch: int) -> Heard:
        """Take a note."""
        before = self.belief.best
        self._pitch_before, self._pitch = self._pitch, pitch
        move = self.belief.hear(time, pitch)
        if before < 0:
            move = Move.ON
        elif move is Move.JUMP or not self._goes_on(before):
            move = Move.JUMP
            self._visit += 1
            self._due.clear()
        elif move is not Move.STAY:
            self._leave(before, time)
        self._count_onset(time, move)
        return self._assign(time, pitch, move)

    @property
    def visit(self) -> int:
        """The number of the way that the player is on; it changes with every jump and repeat."""
        return self._visit

    @property
    def rests_on_one_note(self) -> bool:
        """Whether nothing but the last note speaks for the best place.

        It was jumped to, or the jump just before it landed on a wrong key.
        """
        if self.belief.best < 0:
            return False
        source = self.belief.source(self.belief.best)
        was_right = source >= 0 and self._pitch_before in self.places.table[source]
        return source < 0 or (self.belief.had_landed(source) and not was_right)

    def is_near(self, place: int, other: int) -> bool:
        """Whether two places, of whichever hands, are no farther apart than a stumble takes."""
        reading = self.places.reading_of(other)
        return abs(int(self.places.counterparts[reading, place]) - other) <= NEAR

    def resume(self, visit: int) -> None:
        """The player never left the way `visit`: what was played on it counts as played."""
        for note, played in self._played.items():
            if played == visit:
                self._played[note] = self._visit

    def open_notes(self) -> tuple[int, ...]:
        """The notes that would count as right next: what is left of the chord, and the next one."""
        place = self.belief.best
        if place < 0:
            return ()
        return (*self._rest(place), *self.places.chords[place + 1])

    def meant_notes(self) -> tuple[int, ...]:
        """The notes that a wrong key now may stand for: while it is their time, the chord's."""
        rest = () if self.belief.best < 0 else self._rest(self.belief.best)
        return rest if rest and not self.belief.is_next_nearer else self.open_notes()

    def _rest(self, place: int) -> tuple[int, ...]:
        return tuple(note for note in self.places.chords[place] if not self._is_played(note))

    def overdue(self, now: float) -> Iterator[tuple[int, float]]:
        """Notes passed over for too long, each named once: note index and when it was due."""
        while self._due and self._due[0].time + OVERDUE <= now:
            due = self._due.popleft()
            if self._played.get(due.note, -1) < due.visit:
                self._played[due.note] = due.visit  # it had its chance
                yield due.note, due.time

    def _is_played(self, note: int) -> bool:
        return self._played.get(note) == self._visit

    def _goes_on(self, before: int) -> bool:
        """Whether the best place is where the last one leads to, or so near that nobody jumped.

        A jump shows only when the notes after it have made another place the best one.
        """
        best = self.belief.best
        near = int(self.places.counterparts[self.places.reading_of(best), before])
        return -1 <= best - near <= NEAR or self.belief.source(best) == before

    def _count_onset(self, time: float, move: Move) -> None:
        """Count the chords that were begun in the present tempo."""
        if move is Move.JUMP or (self._late(time) or 0.0) > PAUSE:
            self._onsets = 0
        if move is not Move.STAY:
            self._onsets += 1

    def _late(self, time: float) -> float | None:
        expected = self.belief.expected
        return None if expected is None else time - expected

    def _leave(self, before: int, time: float) -> None:
        """Note what was left out between the last best place and this one."""
        best = self.belief.best
        straight = self.places.goes_straight(before, best)
        for place in range(before, best if straight else before + 1):
            for note in self._asked_of(self.places.reading_of(best), place):
                if not (self._is_played(note) or self.places.notes.is_grace[note]):
                    self._due.append(_Due(time, note, self._visit))
        if best < before:  # a repeat sign, or other hands
            self._visit += 1

    def _asked_of(self, reading: int, place: int) -> list[int]:
        """The notes of a place that the hands of a reading have: a hand at rest misses nothing."""
        own = self.places.chords[int(self.places.counterparts[reading, place])]
        return [note for note in self.places.chords[place] if note in own]

    def _assign(self, time: float, pitch: int, move: Move) -> Heard:
        place = self.belief.best
        late = self._late(time) if self._onsets > TEMPO_FROM else None
        note = self._choose(place, pitch)
        if note is not None and (move is not Move.STAY or self.belief.was_open):
            return self._match(note, place, move, late)
        beside = self._beside(place) if move is Move.STAY else ()
        for near in beside:
            note = self._choose(near, pitch) if 0 <= near < len(self.places) else None
            if note is not None and not self._is_played(note):
                return self._match(note, near, move, None)
        return Heard(place, -1, place, move is Move.JUMP, None)

    def _beside(self, place: int) -> tuple[int, ...]:
        """Where a note of another chord may belong: the hands are not always together."""
        return (place - 1, place + 1) if self.belief.is_next_nearer else (place - 1,)

    def _choose(self, place: int, pitch: int) -> int | None:
        """The note of `pitch` at a place: the first one that is not played yet, or the last."""
        notes = self.places.table[place].get(pitch, ())
        rest = (note for note in notes if not self._is_played(note))
        return next(rest, notes[-1] if notes else None)

    def _match(self, note: int, place: int, move: Move, late: float | None) -> Heard:
        self._played[note] = self._visit
        return Heard(self.belief.best, note, place, move is Move.JUMP, late)

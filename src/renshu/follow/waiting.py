"""The follower that waits: the score goes on when the right keys have been pressed.

The rules, and what went wrong elsewhere without them:

- Only a key going *down* counts. A held key, a key the pedal keeps sounding, or the same key of the
  chord before satisfies nothing (sightread #258, PianoBooster #294).
- Every key that is not asked is an insertion, with the note it was probably meant for
  (PianoBooster #310).
- A key of the next chord is kept if the chord before it has been begun and not long ago: then one
  hand is ahead of the other. Keys in the wrong order are wrong, and must be pressed again in
  their turn (sightread #127).
- The chords come from the playing order, so a repeat is nothing special (piano-ml #89).
- Notes of a chord may come in any order and at any time. Grace notes and the further notes of
  ornaments are never waited for and never wrong.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import inf

from renshu.follow.alignment import Deletion, FollowEvent, Insertion, Match, Moved
from renshu.follow.asked import Asked, asked, meant
from renshu.follow.ornaments import Ornaments, ornament_keys
from renshu.follow.tolerance import STANDARD, Tolerance
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.score.notation import ScoreNote
from renshu.score.passage import Chord


class Waiting:
    """Waits at each chord until all its keys have gone down. A `Follower`.

    Time is used for nothing but early keys and trills.
    """

    def __init__(
        self, chords: Sequence[Chord], tolerance: Tolerance = STANDARD, *, is_looped: bool = False
    ) -> None:
        self._asked = asked(chords)
        self._tolerance = tolerance
        self._is_looped = is_looped and any(chord.notes for chord in self._asked)
        self._ornaments = Ornaments(tolerance.ornament_gap)
        self._index = 0
        self._pending = self._keys(0)
        self._next = self._keys(1)
        self._graces: dict[int, ScoreNote] = {}
        self._late_graces: dict[int, ScoreNote] = {}
        self._last_match = self._arrived = -inf
        self._arrive(-inf)
        self._go_on(-inf)

    @property
    def state(self) -> Moved:
        """The chord it waits for, and those of its notes that are still to come."""
        if not self._asked:
            return Moved(None)
        here = self._asked[-1] if self.is_done else self._here
        return Moved(here.position, tuple(note.id for note in self._pending.values()))

    @property
    def is_done(self) -> bool:
        """Whether the last chord has been played or skipped; never in a loop."""
        return not self._exists(self._index)

    def feed(self, event: PlayedEvent) -> tuple[FollowEvent, ...]:
        """Take one event; only key-downs mean anything here."""
        return self._press(event) if isinstance(event, KeyDown) else ()

    def advance(self, now: float) -> tuple[FollowEvent, ...]:  # noqa: ARG002 - the protocol's
        """Let time pass: it waits."""
        return ()

    def skip(self, now: float) -> tuple[FollowEvent, ...]:
        """Go on without the notes still to come: they become deletions."""
        deletions = self._deletions(now)
        self._pending.clear()
        self._go_on(now)
        return (*deletions, self.state)

    def finish(self, now: float) -> tuple[FollowEvent, ...]:
        """End: a chord that was begun leaves its other notes as deletions."""
        return self._deletions(now) if self._is_begun else ()

    def _deletions(self, now: float) -> tuple[Deletion, ...]:
        return tuple(Deletion(note.id, self._here.position, now) for note in self._pending.values())

    def _press(self, key: KeyDown) -> tuple[FollowEvent, ...]:
        is_ornament = self._ornaments.take(key.pitch, self._index, key.time)
        if key.pitch in self._pending and not self._is_after_grace(key):
            return self._match(key)
        if key.pitch in self._graces or key.pitch in self._late_graces:
            return (self._match_grace(key),)
        if is_ornament:
            return (Insertion(key, self.state.position, is_ornament=True),)
        if self._is_early(key):
            return (self._match_early(key),)
        return (self._insert(key),)

    def _match(self, key: KeyDown) -> tuple[FollowEvent, ...]:
        label = Match(key, self._pending.pop(key.pitch).id, self._here.position)
        self._last_match = key.time
        self._go_on(key.time)
        return label, self.state

    def _match_early(self, key: KeyDown) -> Match:
        self._last_match = key.time
        return Match(key, self._next.pop(key.pitch).id, self._at(self._index + 1).position)

    def _match_grace(self, key: KeyDown) -> Match:
        is_late = key.pitch in self._late_graces
        note = (self._late_graces if is_late else self._graces).pop(key.pitch)
        index = self._index - 1 if is_late else self._index
        self._ornaments.begin((key.pitch,), index + 1, key.time)
        return Match(key, note.id, self._at(index).position)

    def _insert(self, key: KeyDown) -> Insertion:
        position = self.state.position
        if self.is_done or key.pitch in self._here.notes:
            return Insertion(key, position)
        note = meant(key.pitch, self._pending.values(), self._tolerance.wrong_reach)
        return Insertion(key, position, note.id if note else None)

    def _is_early(self, key: KeyDown) -> bool:
        soon = key.time - self._last_match <= self._tolerance.early_key
        return soon and key.pitch in self._next and self._is_begun

    def _is_after_grace(self, key: KeyDown) -> bool:
        """Whether it is the main note of a chord whose grace note, on the same key, came for it."""
        soon = key.time - self._arrived <= self._tolerance.grace
        return (
            soon and key.pitch in self._late_graces and key.pitch in self._at(self._index - 1).notes
        )

    @property
    def _is_begun(self) -> bool:
        return not self.is_done and len(self._pending) < len(self._here.notes)

    def _go_on(self, time: float) -> None:
        """Go to the next chord that wants a key; one played early altogether is passed."""
        while not self._pending and not self.is_done:
            self._index += 1
            self._pending = self._next
            self._next = self._keys(self._index + 1)
            self._arrive(time)

    def _arrive(self, time: float) -> None:
        """Allow the graces and ornaments of the chord, and late graces of the one before."""
        self._late_graces, self._graces = self._graces, {}
        self._arrived = time
        if self.is_done:
            return
        self._graces = dict(self._here.graces)
        for note in self._here.notes.values():
            if keys := ornament_keys(note):
                self._ornaments.begin(keys, self._index_after(note), time)

    def _index_after(self, note: ScoreNote) -> int:
        """The index of the chord that follows the end of `note`, a note of this chord."""
        chords = len(self._asked)
        end = self._here.chord.onset + note.duration
        following = (index for index in range(chords) if self._onset(index) >= end)
        return self._index // chords * chords + next(following, chords)

    def _onset(self, index: int) -> Fraction:
        return self._asked[index].chord.onset

    @property
    def _here(self) -> Asked:
        return self._at(self._index)

    def _at(self, index: int) -> Asked:
        """Chord number `index`, counted on over the laps of a loop."""
        return self._asked[index % len(self._asked)]

    def _exists(self, index: int) -> bool:
        return bool(self._asked) and (self._is_looped or index < len(self._asked))

    def _keys(self, index: int) -> dict[int, ScoreNote]:
        return dict(self._at(index).notes) if self._exists(index) else {}

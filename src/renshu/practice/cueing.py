"""What a session tells, understood as cues: the player has begun, or finished, one of his chords.

Where the score waits, a chord is a cue when all its keys have gone down. Where the program follows,
its first key is one, a wrong key in a note's place too; grace notes and ornaments are none.
"""

from collections.abc import Sequence

from renshu.follow.alignment import Insertion, Match, Moved
from renshu.practice.accompaniment import Accompaniment
from renshu.practice.accompanying import Cue
from renshu.practice.session import SessionEvent
from renshu.score.notation import Score
from renshu.score.passage import ScorePosition

_CERTAIN = 0.5
"""Certainty below which nobody is accompanied."""
_NEAR = 2
"""Moments of the player's by which he may go back without its being a jump."""
_AGAIN_SECONDS = 0.25
"""After which a chord that is played again is a stumble and no straggling note of its own."""


class Cues:
    """Names the cues of a player whom the program follows.

    Args:
        score: What is played.
        accompaniment: What goes with it.
    """

    def __init__(self, score: Score, accompaniment: Accompaniment) -> None:
        self._notes = score.notes_by_id
        self._music = accompaniment
        self._last: Cue | None = None
        self._is_certain = False
        self._has_jumped = False

    def take(self, events: Sequence[SessionEvent]) -> Cue | None:
        """The cue in what was told at one moment, if there is one."""
        for moved in (event for event in events if isinstance(event, Moved)):
            self._is_certain = moved.position is not None and moved.certainty >= _CERTAIN
            self._has_jumped = self._has_jumped or moved.is_jump
        found = None
        for label in (event for event in events if isinstance(event, Match | Insertion)):
            found = self._cue(label) or found
        return found

    def _cue(self, label: Match | Insertion) -> Cue | None:
        position = self._position(label)
        if position is None or not self._is_certain:
            return None
        here = self._last.place if self._last else 0.0
        place = self._music.find(position, here)
        if place is None or place not in self._music.moments:
            return None
        return self._told(place, label.key.time)

    def _told(self, place: float, time: float) -> Cue | None:
        last, has_jumped = self._last, self._has_jumped
        if last is not None and not has_jumped and self._is_straggling(last, place, time):
            return None
        is_jump = last is None or has_jumped or place < last.place
        self._has_jumped = False
        self._last = Cue(place, time, is_jump)
        return self._last

    def _is_straggling(self, last: Cue, place: float, time: float) -> bool:
        """Whether a note belongs to a chord that has been begun, or to one shortly before."""
        if place > last.place:
            return False
        return place == last.place or time - last.time < _AGAIN_SECONDS

    def _position(self, label: Match | Insertion) -> ScorePosition | None:
        """Where a key belongs that begins a chord."""
        if isinstance(label, Match):
            return None if self._notes[label.note_id].is_grace else label.position
        note = self._notes.get(label.wrong_for or "")
        return ScorePosition(note.onset, note.measure) if note and not note.is_grace else None


class Releases:
    """Names the cues of a player for whom the score waits.

    Args:
        accompaniment: What goes with it.
        waits_for: The chord for which the score waits first.
    """

    def __init__(self, accompaniment: Accompaniment, waits_for: Moved) -> None:
        self._music = accompaniment
        self._waits_for = waits_for
        self._place = 0.0

    def take(self, events: Sequence[SessionEvent], time: float) -> Cue | None:
        """The cue in what was told at `time`, if there is one: a chord is complete."""
        for moved in (event for event in events if isinstance(event, Moved)):
            before, self._waits_for = self._waits_for, moved
            if not self._is_released(before, moved) or moved.position is None:
                continue
            place = self._released(moved, before)
            if place is not None:
                self._place = place
                return Cue(place, time)
        return None

    def _is_released(self, before: Moved, now: Moved) -> bool:
        is_less = set(now.expected) < set(before.expected)
        return not now.expected or before.position != now.position or not is_less

    def _released(self, now: Moved, before: Moved) -> float | None:
        """The moment that is complete: the last one before that for which the score waits now."""
        is_over = now.position == before.position and not now.expected
        if now.position is None:
            return None
        waited_for = self._music.find(now.position, self._place)
        if is_over or waited_for is None:
            return waited_for
        return self._music.before(waited_for)

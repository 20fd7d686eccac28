"""The free follower: it goes wherever the player goes.

It imports numpy: nothing that a program start needs may import it.
"""

from math import inf

from renshu.follow.alignment import Deletion, FollowEvent, Insertion, Label, Match, Moved
from renshu.follow.arrays import asked_notes, places_of
from renshu.follow.asked import meant
from renshu.follow.tolerance import STANDARD, Tolerance
from renshu.follow.tracking import Heard, Tracker
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.score.notation import Score, ScoreNote
from renshu.score.passage import Hands, ScorePosition

LISTENING = 0.5
"""Certainty below which no place is named."""
SURE = 0.95
"""Certainty from which a single note is enough to name a place far away."""


class Free:
    """Follows a player through a score: on, back, ahead, with both hands or one.

    It never raises, whatever is played. A score without notes for `hands` makes every press an
    insertion.

    A single note far away may be a jump, or a wrong key that is right elsewhere. It is told as an
    insertion where the player was, and the jump is told when a second note confirms it.
    """

    def __init__(
        self, score: Score, hands: Hands = Hands.BOTH, tolerance: Tolerance = STANDARD
    ) -> None:
        self._tolerance = tolerance
        self._notes = score.notes_by_id
        self._asked = asked_notes(score, hands)
        self._tracker = Tracker(places_of(score, self._asked)) if self._asked else None
        self._state = Moved(None, certainty=0.0)
        self._here = -1
        self._visit = 0
        self._is_afield = False
        self._time = -inf

    @property
    def state(self) -> Moved:
        """Where the player is believed to be, and the notes that would be right next."""
        return self._state

    @property
    def is_done(self) -> bool:
        """Never: a player may always go back."""
        return False

    def feed(self, event: PlayedEvent) -> tuple[FollowEvent, ...]:
        """Take one event; a `KeyDown` is answered with its label, others only tell the time."""
        if self._tracker is None:
            return (Insertion(event),) if isinstance(event, KeyDown) else ()
        passed = self.advance(event.time)
        if not isinstance(event, KeyDown):
            return passed
        self._time = max(self._time, event.time)
        heard = self._tracker.hear(self._time, event.pitch)
        return (*passed, *self._told(self._tracker, heard, event))

    def advance(self, now: float) -> tuple[FollowEvent, ...]:
        """Let time pass: notes that were passed over become deletions."""
        return self._overdue(now)

    def finish(self, now: float) -> tuple[FollowEvent, ...]:  # noqa: ARG002 - of the protocol
        """End the take: whatever was passed over and has not come is a deletion now."""
        return self._overdue(inf)

    def _overdue(self, now: float) -> tuple[Deletion, ...]:
        if self._tracker is None:
            return ()
        return tuple(
            Deletion(self._asked[index].id, _position(self._asked[index]), due)
            for index, due in self._tracker.overdue(now)
        )

    def _told(self, tracker: Tracker, heard: Heard, key: KeyDown) -> tuple[FollowEvent, ...]:
        before = self._state
        if self._is_believed(tracker, heard):
            is_jump = self._arrive(tracker, heard)
            label = self._label(tracker, heard, key)
            self._state = self._moved(tracker, heard, is_jump=is_jump)
        else:
            self._is_afield = True
            label = self._insertion(tracker, key, self._here, before.expected)
            self._state = self._in_doubt(1 - tracker.belief.certainty)
        return (label, self._state) if self._state != before else (label,)

    def _is_believed(self, tracker: Tracker, heard: Heard) -> bool:
        """Whether the best place may be told: it is near the last one, or more than a guess."""
        lands_wrong = heard.is_jump and heard.note < 0
        near = self._here < 0 or tracker.is_near(heard.place, self._here)
        if near and not lands_wrong:
            return True
        if tracker.rests_on_one_note:
            return tracker.belief.certainty >= SURE
        if heard.is_jump:
            return tracker.belief.certainty >= LISTENING
        return heard.note >= 0 or not self._is_afield

    def _arrive(self, tracker: Tracker, heard: Heard) -> bool:
        """Take the best place for the player's; whether that is a jump to be told."""
        was_afield, self._is_afield = self._is_afield, False
        never_left = was_afield and tracker.is_near(heard.place, self._here)
        if never_left:
            tracker.resume(self._visit)
        self._here, self._visit = heard.place, tracker.visit
        return not never_left and (was_afield or heard.is_jump)

    def _label(self, tracker: Tracker, heard: Heard, key: KeyDown) -> Label:
        if heard.note >= 0:
            note = self._asked[heard.note]
            timing = None if heard.late is None else 1000 * heard.late
            return Match(key, note.id, _position(note), timing)
        return self._insertion(tracker, key, heard.place, self._ids(tracker.meant_notes()))

    def _insertion(
        self, tracker: Tracker, key: KeyDown, place: int, expected: tuple[str, ...]
    ) -> Insertion:
        if tracker.places.is_ornament(place, key.pitch):
            return Insertion(key, self._state.position, is_ornament=True)
        due = (self._notes[note] for note in expected)
        wanted = meant(key.pitch, due, self._tolerance.wrong_reach)
        return Insertion(key, self._state.position, wanted.id if wanted else None)

    def _moved(self, tracker: Tracker, heard: Heard, *, is_jump: bool) -> Moved:
        certainty = tracker.belief.certainty
        here = self._asked[int(tracker.places.first_note[heard.place])]
        position = _position(here) if certainty >= LISTENING else None
        return Moved(position, self._ids(tracker.open_notes()), certainty, is_jump)

    def _in_doubt(self, left: float) -> Moved:
        """The place told before, with what certainty is left for it."""
        certainty = min(self._state.certainty, left)
        position = self._state.position if certainty >= LISTENING else None
        return Moved(position, self._state.expected, certainty)

    def _ids(self, notes: tuple[int, ...]) -> tuple[str, ...]:
        return tuple(self._asked[note].id for note in notes)


def _position(note: ScoreNote) -> ScorePosition:
    return ScorePosition(note.onset, note.measure)

"""The free follower: it goes wherever the player goes.

It imports numpy: nothing that a program start needs may import it.
"""

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


class Free:
    """Follows a player through a score: on, back, ahead, with both hands or one.

    It never raises, whatever is played. A score without notes for `hands` makes every press an
    insertion.
    """

    def __init__(
        self, score: Score, hands: Hands = Hands.BOTH, tolerance: Tolerance = STANDARD
    ) -> None:
        self._tolerance = tolerance
        self._asked = asked_notes(score, hands)
        self._tracker = Tracker(places_of(score, self._asked)) if self._asked else None
        self._state = Moved(None, certainty=0.0)
        self._time = float("-inf")

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
        moved = self._moved(self._tracker, heard)
        return (*passed, self._label(self._tracker, heard, event), *moved)

    def advance(self, now: float) -> tuple[FollowEvent, ...]:
        """Let time pass: notes that were passed over become deletions."""
        return self._overdue(now)

    def finish(self, now: float) -> tuple[FollowEvent, ...]:  # noqa: ARG002 - of the protocol
        """End the take: whatever was passed over and has not come is a deletion now."""
        return self._overdue(float("inf"))

    def _overdue(self, now: float) -> tuple[Deletion, ...]:
        if self._tracker is None:
            return ()
        return tuple(
            Deletion(self._asked[index].id, _position(self._asked[index]), due)
            for index, due in self._tracker.overdue(now)
        )

    def _label(self, tracker: Tracker, heard: Heard, key: KeyDown) -> Label:
        if heard.note >= 0:
            note = self._asked[heard.note]
            timing = None if heard.late is None else 1000 * heard.late
            return Match(key, note.id, _position(note), timing)
        position = self._state.position
        if tracker.is_ornament(key.pitch):
            return Insertion(key, position, is_ornament=True)
        due = (self._asked[index] for index in tracker.open_notes())
        wanted = meant(key.pitch, due, self._tolerance.wrong_reach)
        return Insertion(key, position, wanted.id if wanted else None)

    def _moved(self, tracker: Tracker, heard: Heard) -> tuple[Moved, ...]:
        before, certainty = self._state, tracker.belief.certainty
        here = self._asked[int(tracker.places.first_note[heard.place])]
        self._state = Moved(
            _position(here) if certainty >= LISTENING else None,
            tuple(self._asked[index].id for index in tracker.open_notes()),
            certainty,
            heard.is_jump,
        )
        return (self._state,) if self._state != before else ()


def _position(note: ScoreNote) -> ScorePosition:
    return ScorePosition(note.onset, note.measure)

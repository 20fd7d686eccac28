"""The lines of a take: presses that the review has in the order of the score, one after another.

A line ends where the review leaps, and at every stray key: whether something new was taken up
there is weighed later, with the keys on both sides.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from renshu.follow.alignment import Deletion
from renshu.practice.diary.moments import Moments
from renshu.practice.diary.presses import Press
from renshu.score.notation import Hand, Score, ScoreNote
from renshu.score.passage import Hands

LATE = 3
"""Moments by which a note may come after its own: chords spread, and hands part."""
SKIPPED = 3
"""Moments that a player who goes on may pass over without a word of it in the review."""
_SOON = 6
"""Presses within which a moment that was passed over may still be played, too late."""
_RECENT = 12
"""Presses by which it is told which hands are playing."""
_SOME = 3
"""Presses among them from which a hand is."""
_NEAR = 0.5
"""Seconds by which the review may be wrong about when a missed note was due."""


@dataclass(frozen=True, slots=True)
class Line:
    """Presses that go straight on."""

    first: int
    """Index of its first press."""
    stop: int
    """Index behind its last press."""
    entered: int
    """The moment with which it begins."""
    left: int
    """The furthest moment that it reaches."""
    hands: Hands
    is_leap: bool
    """Whether the review has it begin elsewhere than the line before ends."""
    is_repeat: bool = False
    """Whether it begins where a repeat sign, or the like, leads from the end of the one before."""


class _Reader:
    """Reads presses into lines."""

    def __init__(
        self,
        pressed: Sequence[Press],
        missed: Sequence[Deletion],
        score: Score,
        moments: Moments,
    ) -> None:
        self._pressed, self._moments, self._score = pressed, moments, score
        self._missed_at = [one.time for one in missed]
        self._missed = [moments.place_of.get(one.position.onset, -1) for one in missed]
        self._jumps = Counter((a, b) for a, b in pairwise(score.roadmap.order) if b != a + 1)
        self._taken: Counter[tuple[int, int]] = Counter()
        self._seen: set[str] = set()
        self._heard: set[int] = set()
        self._recent: deque[Hand] = deque(maxlen=_RECENT)
        self._left = -1
        self._left_at = 0.0

    def lines(self) -> list[Line]:
        found: list[Line] = []
        open_since: list[int] = []
        is_leap = is_repeat = False
        for index, press in enumerate(self._pressed):
            if press.note is None or press.place is None:
                if press.is_stray and open_since:
                    found.append(self._line(open_since, is_leap, is_repeat))
                    open_since, is_leap, is_repeat = [], False, False
                continue
            leaps = self._left >= 0 and self._leaps(index, press.note, press.place)
            if leaps:
                if open_since:
                    found.append(self._line(open_since, is_leap, is_repeat))
                is_repeat = self._is_repeat(press.place)
                open_since, is_leap = [], True
                self._forget()
            open_since.append(index)
            self._take(press, press.note, press.place)
        if open_since:
            found.append(self._line(open_since, is_leap, is_repeat))
        return found

    def _line(self, members: Sequence[int], is_leap: bool, is_repeat: bool) -> Line:
        played = [self._pressed[index] for index in members]
        places = [press.place for press in played if press.place is not None]
        notes = [press.note for press in played if press.note is not None]
        return Line(
            members[0],
            members[-1] + 1,
            places[0],
            max(places),
            _hands(notes),
            is_leap,
            is_repeat,
        )

    def _take(self, press: Press, note: ScoreNote, place: int) -> None:
        self._seen.add(note.id)
        self._recent.append(note.hand)
        self._heard.add(place)
        if place >= self._left:
            self._left, self._left_at = place, press.time

    def _forget(self) -> None:
        self._seen.clear()
        self._heard.clear()
        self._recent.clear()
        self._left = -1

    def _leaps(self, index: int, note: ScoreNote, place: int) -> bool:
        if note.id in self._seen or place < self._left - LATE:
            return True
        row = self._moments.rows[self._playing(note.hand)]
        passed = row.between(self._left, place)
        return len(passed) > SKIPPED and self._silent(passed, index) > SKIPPED

    def _playing(self, hand: Hand) -> Hands:
        """Both hands if both have been playing, else the one of the note."""
        others = sum(one is not hand for one in self._recent)
        return Hands.BOTH if others >= _SOME else Hands(hand.value)

    def _silent(self, passed: Sequence[int], index: int) -> int:
        """How many moments were passed over of which the review says nothing."""
        since, until = self._left_at - _NEAR, self._pressed[index].time + _NEAR
        low, high = bisect_left(self._missed_at, since), bisect_right(self._missed_at, until)
        soon = {press.place for press in self._pressed[index : index + _SOON]}
        known = self._heard.union(self._missed[low:high], soon)
        return sum(place not in known for place in passed)

    def _is_repeat(self, place: int) -> bool:
        """Whether the roadmap leads from where the line before ended to `place`, once more."""
        measures = self._moments.measures
        jump = (measures[self._left], measures[place])
        if self._taken[jump] >= self._jumps[jump]:
            self._taken.clear()
            return False
        unplayed = bisect_right(measures, jump[0]) - 1 - self._left
        unplayed += place - bisect_left(measures, jump[1])
        self._taken[jump] += 1
        return unplayed <= LATE


def lines(
    pressed: Sequence[Press], missed: Sequence[Deletion], score: Score, moments: Moments
) -> list[Line]:
    """The lines of a take, in order of time.

    Args:
        pressed: All presses.
        missed: The notes that were passed over, in order of time.
        score: What was played from.
        moments: Its moments.
    """
    return _Reader(pressed, missed, score, moments).lines()


def _hands(notes: Sequence[ScoreNote]) -> Hands:
    found = {note.hand for note in notes}
    if len(found) > 1:
        return Hands.BOTH
    return Hands.LEFT if found == {Hand.LEFT} else Hands.RIGHT

"""The follower of the click: every note has its time, and time does not wait.

A chord opens `early` seconds before it is due and closes `late` seconds after. While it is open, a
press of one of its keys is a match; when it closes, what was not pressed becomes deletions. Where
one key is wanted by several open chords, the press belongs to the one it is nearest in time.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from renshu.follow.alignment import Deletion, FollowEvent, Insertion, Match, Moved
from renshu.follow.asked import Asked, asked, meant
from renshu.follow.ornaments import Ornaments, ornament_keys
from renshu.follow.tolerance import STANDARD, Tolerance
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.score.notation import ScoreNote
from renshu.score.passage import Chord


@dataclass(slots=True)
class _Open:
    """A chord that may be played now."""

    asked: Asked
    due: float
    closes: float
    pending: dict[int, ScoreNote]
    graces: dict[int, ScoreNote]
    is_begun: bool = False

    def asks(self, key: KeyDown) -> bool:
        """Whether the key is still asked for, its main note or then a grace note on the same.

        A grace note on another key is asked for as long as its chord is not due.
        """
        return key.pitch in self.pending or (
            key.pitch in self.graces and (key.pitch in self.asked.notes or key.time <= self.due)
        )

    def allows(self, key: KeyDown) -> bool:
        """Whether the key is a grace note that has not been played."""
        return key.pitch in self.graces

    def is_unfinished(self, key: KeyDown) -> bool:  # noqa: ARG002 - asked like the others
        """Whether any note is still to come."""
        return bool(self.pending)


class Clicking:
    """Judges against a schedule. A `Follower`.

    Nothing depends on how often `advance` is called: `feed` lets time pass by itself.

    Args:
        chords: What is asked, in performed quarters.
        seconds_of: The monotonic seconds at which a performed moment (quarters) is due.
        tolerance: How near is near enough.
        period: Seconds after which the chords are due again, over and over; None for once.
    """

    def __init__(
        self,
        chords: Sequence[Chord],
        seconds_of: Callable[[Fraction], float],
        tolerance: Tolerance = STANDARD,
        *,
        period: float | None = None,
    ) -> None:
        self._asked = asked(chords)
        self._dues = [seconds_of(chord.chord.onset) for chord in self._asked]
        self._seconds_of = seconds_of
        self._tolerance = tolerance
        self._period = period
        self._postponed = 0.0
        self._ornaments = Ornaments(tolerance.ornament_gap)
        self._open: list[_Open] = []
        self._to_open = 0
        self._to_reach = 0
        closes = (self._due(i) + self._late(chord) for i, chord in enumerate(self._asked))
        self._end = max(closes, default=-inf) + tolerance.chord_spread
        self._state = self._moved_to(0) if self._asked else Moved(None)

    @property
    def state(self) -> Moved:
        """The last chord that was due, and its notes."""
        return self._state

    @property
    def is_done(self) -> bool:
        """Whether every chord has been closed; never in a loop."""
        return not self._exists(self._to_reach) and not self._open

    @property
    def end(self) -> float:
        """Seconds when the last chord is closed for certain; infinite in a loop."""
        return inf if self._period is not None else self._end + self._postponed

    def feed(self, event: PlayedEvent) -> tuple[FollowEvent, ...]:
        """Take one event; only key-downs mean anything here."""
        passed = self.advance(event.time)
        return (*passed, self._press(event)) if isinstance(event, KeyDown) else passed

    def advance(self, now: float) -> tuple[FollowEvent, ...]:
        """Open, reach and close the chords whose time has come, in order of that time."""
        return tuple(self._pass_time(now))

    def postpone(self, seconds: float) -> None:
        """Time has stood still for so long: what is not over yet is due later."""
        self._postponed += seconds
        for chord in self._open:
            chord.due += seconds
            chord.closes += seconds

    def finish(self, now: float) -> tuple[FollowEvent, ...]:
        """End: open chords that were due, or begun, leave their other notes as deletions."""
        passed = self.advance(now)
        over = [chord for chord in self._open if chord.is_begun or chord.due <= now]
        self._open.clear()
        return (*passed, *(deletion for chord in over for deletion in _deletions(chord)))

    def _pass_time(self, now: float) -> Iterator[FollowEvent]:
        while True:
            opens = self._due(self._to_open) - self._tolerance.early
            due = self._due(self._to_reach)
            first = min(self._open, key=lambda chord: chord.closes, default=None)
            closes = first.closes if first else inf
            if min(opens, due, closes) > now or min(due, closes) == inf:
                return
            if opens <= min(due, closes):
                self._open_next()
            elif due <= closes:
                yield self._reach_next()
            elif first is not None:
                self._open.remove(first)
                yield from _deletions(first)

    def _open_next(self) -> None:
        chord, due = self._at(self._to_open), self._due(self._to_open)
        closes = due + self._late(chord)
        self._open.append(_Open(chord, due, closes, dict(chord.notes), dict(chord.graces)))
        self._begin_ornaments(chord)
        self._to_open += 1

    def _late(self, chord: Asked) -> float:
        return self._tolerance.late + (self._tolerance.roll if chord.is_rolled else 0.0)

    def _begin_ornaments(self, chord: Asked) -> None:
        onset, due = chord.chord.onset, self._due(self._to_open)
        for note in chord.notes.values():
            if keys := ornament_keys(note):
                seconds = self._seconds_of(onset + note.duration) - self._seconds_of(onset)
                end = due - self._postponed + seconds + self._tolerance.late
                self._ornaments.begin(keys, end, due)

    def _reach_next(self) -> Moved:
        self._state = self._moved_to(self._to_reach)
        self._to_reach += 1
        return self._state

    def _press(self, key: KeyDown) -> Match | Insertion:
        is_ornament = self._ornaments.take(key.pitch, key.time - self._postponed, key.time)
        chord = self._nearest(key, _Open.asks) or self._nearest(key, _Open.allows)
        if chord is not None:
            return self._match(key, chord) if key.pitch in chord.pending else _grace(key, chord)
        if is_ornament:
            return Insertion(key, self._state.position, is_ornament=True)
        return self._insert(key)

    def _match(self, key: KeyDown, chord: _Open) -> Match:
        note = chord.pending.pop(key.pitch)
        timing = None if chord.is_begun and chord.asked.is_rolled else 1000 * (key.time - chord.due)
        if not chord.is_begun:
            chord.is_begun = True
            chord.closes = max(chord.closes, key.time + self._tolerance.chord_spread)
        return Match(key, note.id, chord.asked.position, timing)

    def _insert(self, key: KeyDown) -> Insertion:
        chord = self._nearest(key, _Open.is_unfinished)
        if chord is None or key.pitch in chord.asked.notes:
            return Insertion(key, self._state.position)
        note = meant(key.pitch, chord.pending.values(), self._tolerance.wrong_reach)
        return Insertion(key, chord.asked.position, note.id if note else None)

    def _nearest(self, key: KeyDown, fits: Callable[[_Open, KeyDown], bool]) -> _Open | None:
        chords = (chord for chord in self._open if fits(chord, key))
        return min(chords, key=lambda chord: abs(key.time - chord.due), default=None)

    def _moved_to(self, index: int) -> Moved:
        chord = self._at(index)
        return Moved(chord.position, tuple(note.id for note in chord.notes.values()))

    def _at(self, index: int) -> Asked:
        """Chord number `index`, counted on over the laps of a loop."""
        return self._asked[index % len(self._asked)]

    def _exists(self, index: int) -> bool:
        return bool(self._asked) and (self._period is not None or index < len(self._asked))

    def _due(self, index: int) -> float:
        if not self._exists(index):
            return inf
        lap, place = divmod(index, len(self._asked))
        return self._dues[place] + lap * (self._period or 0.0) + self._postponed


def _deletions(chord: _Open) -> Iterator[Deletion]:
    for note in chord.pending.values():
        yield Deletion(note.id, chord.asked.position, chord.due)


def _grace(key: KeyDown, chord: _Open) -> Match:
    return Match(key, chord.graces.pop(key.pitch).id, chord.asked.position)

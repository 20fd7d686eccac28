"""Plays along with a player: what lies on the player's notes comes with them, the rest in tempo.

This is the tight synchronisation of Antescofo (Cont, Echeveste, Giavitto, Jacquemard: “Correct
automatic accompaniment despite machine listening or human errors”, 2012): each note of the
accompaniment belongs to the last note of the player's before it, and waits for that one; between
two of them time goes on at the player's tempo. The tempo is followed by a Kalman filter, as in
Raphael's “Music Plus One” (2010), on the log of the player's seconds per written second. So nothing
ever runs ahead of the player: at a pause it waits, and after the player's last note it plays to the
next one that is written, and no farther.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from renshu.follow.running_tempo import RunningTempo
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.practice.accompaniment import Accompaniment, Window
from renshu.practice.performing import Stroke, in_order

RUBATO = 0.08
"""Relative scatter of the times between two chords in a steady tempo."""
_MISSED_SECONDS = 0.12
"""A note that the player has overtaken by less than this is still played, at once."""
_LINGER = 4.0
"""Quarters after the player's last moment for which a note may sound on alone."""
_HELD = 0.1
"""Share of its length by which a note may end before the player's next moment and still last on."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The player has begun one of the moments at which he has something to play."""

    place: float
    """Performed quarters."""
    time: float
    """Monotonic seconds."""
    is_jump: bool = False
    """Whether he came from somewhere else than the moment before."""


@dataclass(frozen=True, slots=True)
class PlannedNote:
    """A stroke as it was planned."""

    down: float
    """Monotonic seconds."""
    up: float
    """Infinite while it lasts until the player goes on."""
    stroke: Stroke


class Accompanist:
    """Answers each cue with a plan, which takes the place of all that was still to come.

    Args:
        accompaniment: What to play.
        share: The share of the written tempo with which to begin.
        is_steady: Whether the tempo stays, whatever the player's is: then the score waits, and what
            is held is held until the player goes on.
    """

    def __init__(
        self, accompaniment: Accompaniment, share: float, *, is_steady: bool = False
    ) -> None:
        self._accompaniment = accompaniment
        self._share = share
        self._is_steady = is_steady
        self._tempo = RunningTempo(RUBATO)
        self._last: Cue | None = None
        self.plan: tuple[PlannedNote, ...] = ()
        """What was planned last, with what was down already."""

    @property
    def place(self) -> float:
        """Where the player was cued last; 0 before that."""
        return self._last.place if self._last else 0.0

    def begin(self, now: float) -> tuple[PlayedEvent, ...]:
        """Play what comes before the player's first moment."""
        window = self._accompaniment.before_all()
        return self._planned(window, Cue(0.0, now), ())

    def take(self, cue: Cue) -> tuple[PlayedEvent, ...]:
        """The plan from a cue on: all that is to be sounded, what is down already let go in it."""
        self._learn(cue)
        self.plan = tuple(self._in_this_lap(cue))
        sounding = tuple(note for note in self.plan if note.down <= cue.time < note.up)
        missed = () if cue.is_jump else tuple(self._just_missed(cue))
        window = self._accompaniment.window(cue.place)
        self._last = cue
        return self._planned(window, cue, sounding, missed)

    def stop(self) -> None:
        """Forget what was planned, as on a pause."""
        self.plan = ()

    def _learn(self, cue: Cue) -> None:
        last = self._last
        if last is None or cue.is_jump or self._is_steady:
            return
        written = self._written(last.place, cue.place)
        self._tempo.observe(cue.time - last.time, written)

    def _written(self, place: float, other: float) -> float:
        """Seconds from one place to another in the tempo with which it began."""
        music = self._accompaniment
        way = music.ahead(other, place)
        return (music.seconds(place + way) - music.seconds(place)) / self._share

    def _just_missed(self, cue: Cue) -> Iterator[Stroke]:
        """What was still to come when the player went past it a moment ago."""
        for note in self.plan:
            is_soon = cue.time < note.down < cue.time + _MISSED_SECONDS
            if is_soon and note.stroke.start < cue.place:
                yield note.stroke

    def _in_this_lap(self, cue: Cue) -> Iterator[PlannedNote]:
        """The plan as it lies after the cue, which may have begun another lap of a loop."""
        music, last = self._accompaniment, self._last
        begins_lap = last is not None and music.is_looped and cue.place < last.place
        lap = music.quarters if begins_lap and not cue.is_jump else 0.0
        for note in self.plan:
            stroke = note.stroke
            yield replace(
                note, stroke=replace(stroke, start=stroke.start - lap, end=stroke.end - lap)
            )

    def _planned(
        self,
        window: Window,
        cue: Cue,
        sounding: Iterable[PlannedNote],
        missed: Iterable[Stroke] = (),
    ) -> tuple[PlayedEvent, ...]:
        lasting = [self._prolonged(note, window, cue) for note in sounding]
        fresh = [self._note(stroke, window, cue) for stroke in (*missed, *window.strokes)]
        self.plan = (*lasting, *_once(fresh))
        events: list[PlayedEvent] = [
            KeyDown(note.down, note.stroke.pitch, note.stroke.velocity)
            for note in self.plan[len(lasting) :]
        ]
        ups = (note for note in self.plan if note.up != float("inf"))
        events.extend(KeyUp(note.up, note.stroke.pitch) for note in ups)
        return tuple(sorted(events, key=in_order))

    def _note(self, stroke: Stroke, window: Window, cue: Cue) -> PlannedNote:
        down = max(cue.time, self._moment(stroke.start, window, cue))
        return PlannedNote(down, max(down + 0.02, self._end(stroke, window, cue)), stroke)

    def _prolonged(self, note: PlannedNote, window: Window, cue: Cue) -> PlannedNote:
        """A note that is down as it goes on after the cue; after a jump it ends."""
        gone = cue.is_jump or note.stroke.end <= window.start
        return replace(note, up=cue.time if gone else self._end(note.stroke, window, cue))

    def _end(self, stroke: Stroke, window: Window, cue: Cue) -> float:
        if self._is_steady and stroke.end >= window.end - _HELD * (stroke.end - stroke.start):
            return float("inf")
        latest = max(window.end, window.start + _LINGER)
        return self._moment(min(stroke.end, latest), window, cue)

    def _moment(self, place: float, window: Window, cue: Cue) -> float:
        """When a place is due, at the player's tempo, in monotonic seconds."""
        music = self._accompaniment
        written = music.seconds(place) - music.seconds(window.start)
        return cue.time + written / self._share * self._tempo.rate


def _once(notes: Iterable[PlannedNote]) -> tuple[PlannedNote, ...]:
    """Notes in order; of two on one key at one moment the first is played."""
    table: dict[tuple[float, int], PlannedNote] = {}
    for note in notes:
        table.setdefault((note.down, note.stroke.pitch), note)
    return tuple(table.values())

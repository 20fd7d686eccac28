"""A take told again: what was played and what was said of it, moment by moment.

Times are those of the take, in seconds from its beginning.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from renshu.follow.alignment import Deletion, Insertion, Label, Match, Moved
from renshu.performance.events import KeyDown, PedalMove, PlayedEvent
from renshu.practice.take import Take
from renshu.score.notation import Score
from renshu.score.passage import ScorePosition

Told = PlayedEvent | Label | Moved
"""What happens in a replay: a key or pedal, where the music is, a verdict."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened in a take."""

    time: float
    told: Told


class Retelling:
    """A take as a story with a beginning and an end.

    Before the verdict on a right note comes the place that it moves the music to. Labels of notes
    that the score does not have are left out.

    Args:
        take: What was played, and its labels.
        score: What it was played from.
    """

    def __init__(self, take: Take, score: Score) -> None:
        self._events = take.events
        self.moments: tuple[Moment, ...] = tuple(_moments(take, score))
        """In order of time."""
        self._times = [moment.time for moment in self.moments]
        self._places = [
            (moment.time, moment.told.position)
            for moment in self.moments
            if isinstance(moment.told, Moved) and moment.told.position is not None
        ]
        self._place_times = [time for time, _ in self._places]
        self.seconds = max(take.seconds, self._times[-1] if self._times else 0.0)
        """How long it takes."""

    @property
    def first_place(self) -> ScorePosition | None:
        """Where the music began; None where nothing was right."""
        return self._places[0][1] if self._places else None

    def between(self, after: float, until: float) -> Sequence[Moment]:
        """What happened after one moment up to another, the latter included."""
        return self.moments[bisect_right(self._times, after) : bisect_right(self._times, until)]

    def measure_at(self, seconds: float) -> int | None:
        """Index of the measure in which the music was; None before the first right note."""
        index = bisect_right(self._place_times, seconds) - 1
        return self._places[index][1].measure if index >= 0 else None

    def bar_on(self, seconds: float) -> float:
        """When the next bar was begun; the end where none was."""
        here = self.measure_at(seconds)
        for time, place in self._places[bisect_right(self._place_times, seconds) :]:
            if place.measure != here:
                return time
        return self.seconds

    def bar_back(self, seconds: float) -> float:
        """When the bar before was begun; the beginning where none was."""
        begins = [time for time in self._bar_begins() if time < seconds]
        return begins[-2] if len(begins) > 1 else 0.0

    def time_of(self, measure: int, seconds: float) -> float | None:
        """When a bar was played: the next time after a moment, else the first time of all."""
        times = [time for time, place in self._places if place.measure == measure]
        return next((time for time in times if time >= seconds), times[0] if times else None)

    def sounds(self, start: float) -> Iterator[PlayedEvent]:
        """What is heard from a moment on: the pedals as they were then, and what was played."""
        index = bisect_left([event.time for event in self._events], start)
        pedals = {one.pedal: one for one in self._events[:index] if isinstance(one, PedalMove)}
        for pedal in pedals.values():
            yield PedalMove(start, pedal.pedal, pedal.value)
        yield from self._events[index:]

    def _bar_begins(self) -> Iterator[float]:
        measure = None
        for time, place in self._places:
            if place.measure != measure:
                yield time
                measure = place.measure


def _moments(take: Take, score: Score) -> list[Moment]:
    known = [label for label in take.labels if _is_of(label, score)]
    told = [Moment(event.time, event) for event in take.events]
    for label in known:
        told += _told(label)
    return sorted(told, key=lambda moment: (moment.time, _rank(moment.told)))


def _told(label: Label) -> Iterator[Moment]:
    time = label.time if isinstance(label, Deletion) else label.key.time
    if isinstance(label, Match):
        yield Moment(time, Moved(label.position, (label.note_id,)))
    yield Moment(time, label)


def _is_of(label: Label, score: Score) -> bool:
    note = label.wrong_for if isinstance(label, Insertion) else label.note_id
    return note is None or note in score.notes_by_id


def _rank(told: Told) -> int:
    """At one moment: a key, then where that is, then what is said of it, then the rest."""
    if isinstance(told, KeyDown):
        return 0
    if isinstance(told, Moved):
        return 1
    return 2 if isinstance(told, Match | Insertion) else 3

"""A passage played by the program for the player to listen to. Times are seconds from its start."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, count, groupby, takewhile

from renshu.follow.alignment import Moved
from renshu.performance.events import PlayedEvent, delayed
from renshu.practice.performing import Rendition, Stroke, for_hands, in_order, rendition
from renshu.practice.timetable import Timetable
from renshu.score.notation import Score, ScoreNote
from renshu.score.passage import Passage


class Recital:
    """What is heard of a passage, and where the music is meanwhile; a loop has no end.

    Args:
        score: The score.
        passage: Which stretch of it, by which hands.
        share: Of the written tempo.
        as_written: Whether every bar comes once, repeats or not.
        notes: What to play of it; if None, the notes of the hands of the passage.

    Raises:
        NotAllowedError: The passage lies outside the score.
    """

    def __init__(
        self,
        score: Score,
        passage: Passage,
        share: float = 1.0,
        *,
        as_written: bool = False,
        notes: Iterable[ScoreNote] | None = None,
    ) -> None:
        timetable = Timetable(score, passage, share, as_written=as_written)
        asked = for_hands(score, passage.hands) if notes is None else notes
        played = rendition(score, passage, asked, as_written=as_written)
        self._period = timetable.period
        self._events = played.events(timetable.seconds_at)
        self._places = _places(played)
        self._times = [timetable.seconds_at(stroke.onset) for stroke, _ in self._places]
        self.seconds = timetable.seconds
        """From the first to the last bar line."""
        self.upbeat = max(0.0, -self._events[0].time) if self._events else 0.0
        """For which grace notes are heard before the first bar line."""

    def events(self, begin: float) -> Iterator[PlayedEvent]:
        """What a keyboard would say if the first bar line were at `begin`, in order of time."""
        if self._period is None:
            return (delayed(event, begin) for event in self._events)
        return self._laps(begin, self._period)

    def is_over(self, seconds: float) -> bool:
        """Whether all has been heard by then; never in a loop."""
        return self._period is None and seconds > self.seconds

    def place(self, seconds: float) -> Moved | None:
        """The chord that was begun last; None before the first."""
        inside = seconds if self._period is None or seconds < 0 else seconds % self._period
        index = bisect_right(self._times, inside) - 1
        return self._places[index][1] if index >= 0 else None

    def _laps(self, begin: float, period: float) -> Iterator[PlayedEvent]:
        """Lap after lap; graces before the first bar line are heard at the end of the lap before.

        What ends at the very end of a lap goes before what begins with the next.
        """
        before = list(takewhile(lambda event: event.time < 0, self._events))
        lap = [*self._events[len(before) :], *(delayed(event, period) for event in before)]
        lap.sort(key=in_order)
        laps = (delayed(event, begin + number * period) for number in count() for event in lap)
        return chain((delayed(event, begin) for event in before), laps if lap else ())


def _places(played: Rendition) -> list[tuple[Stroke, Moved]]:
    """The first stroke of every chord, and what the cursor shows there."""

    def chord(stroke: Stroke) -> tuple[object, object]:
        return stroke.onset, stroke.position

    places = []
    for _, group in groupby(sorted(played.strokes, key=lambda one: one.onset), chord):
        strokes = list(group)
        ids = tuple(dict.fromkeys(stroke.note_id for stroke in strokes))
        places.append((strokes[0], Moved(strokes[0].position, ids)))
    return places


def opening(score: Score, passage: Passage, seconds: float) -> Passage:
    """As much of a passage as is heard in so many seconds, in whole bars, one at the least."""
    measures = [one for one in score.measures if passage.start < one.end <= passage.end]
    start = score.tempo.seconds_at(passage.start)
    heard = [one.end for one in measures if score.tempo.seconds_at(one.end) - start <= seconds]
    first = measures[0].end if measures else passage.end
    return replace(passage, end=max([first, *heard]), is_looped=False)

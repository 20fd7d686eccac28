"""The notes beside the player's: which of them lie between two moments that the player marks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from renshu.practice.performing import Stroke, beside_hands, rendition
from renshu.score.notation import Score
from renshu.score.passage import Passage, ScorePosition, played_measures, unfold

_TINY = 1e-6
_BACK = 0.25
"""How much farther a place behind counts than one ahead: who is between two goes on."""


@dataclass(frozen=True, slots=True)
class Window:
    """What is left to the accompaniment from one of the player's moments to the next."""

    start: float
    """Performed quarters."""
    end: float
    """The player's next moment; the end of the passage where there is none."""
    strokes: tuple[Stroke, ...]
    """Those that begin in it; in a loop they may belong to the next lap, and lie after its end."""


class Accompaniment:
    """All that the player leaves to others in a passage: the other hand, a voice.

    Places are performed quarters. In a loop they come back; a window may reach into the next lap.

    Args:
        score: The score.
        passage: What the player plays.
        as_written: Whether every bar comes once, repeats or not.
    """

    def __init__(self, score: Score, passage: Passage, *, as_written: bool = False) -> None:
        notes = beside_hands(score, passage.hands)
        played = rendition(score, passage, notes, as_written=as_written)
        self.tempo = played.tempo
        self.quarters = float(played.quarters)
        self.is_looped = passage.is_looped
        self._strokes = played.strokes
        self._starts = [stroke.start for stroke in played.strokes]
        chords = unfold(score, passage, as_written=as_written)
        self.moments = sorted({float(one.onset) for one in chords if not one.is_grace})
        """Where the player has something to play."""
        self._shifts: dict[int, list[float]] = {}
        for part in played_measures(score, passage, as_written=as_written):
            shifts = self._shifts.setdefault(part.measure.index, [])
            shifts.append(float(part.onset - part.start))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to play."""
        return not self._strokes

    def find(self, position: ScorePosition, near: float) -> float | None:
        """When a place of the score is played: the time that is nearest, and rather ahead."""
        shifts = self._shifts.get(position.measure, ())
        times = (float(position.onset) + shift for shift in shifts)
        return min(times, key=lambda time: self._distance(near, time), default=None)

    def seconds(self, place: float) -> float:
        """Written seconds up to a place, which may lie in the next lap."""
        if place > self.quarters and self.is_looped:
            return self.tempo.seconds_at(self.quarters) + self.seconds(place - self.quarters)
        return self.tempo.seconds_at(place)

    def window(self, place: float) -> Window:
        """What is to be played from a moment of the player's to the next."""
        end = self.after(place)
        return Window(place, end, tuple(self._between(place, end)))

    def before_all(self) -> Window:
        """What is to be played before the player's first moment."""
        end = self.moments[0] if self.moments else self.quarters
        return Window(0.0, end, tuple(self._between(float("-inf"), end)))

    def after(self, place: float) -> float:
        """The player's next moment after a place."""
        index = bisect_right(self.moments, place + _TINY)
        if index < len(self.moments):
            return self.moments[index]
        if self.is_looped and self.moments:
            return self.quarters + self.moments[0]
        return self.quarters

    def before(self, place: float) -> float | None:
        """The player's last moment before a place; None where there is none."""
        index = bisect_left(self.moments, place - _TINY) - 1
        if index >= 0:
            return self.moments[index]
        return self.moments[-1] if self.is_looped and self.moments else None

    def ahead(self, place: float, other: float) -> float:
        """How far a place lies after another, in quarters; negative where it lies before."""
        way = place - other
        return way % self.quarters if self.is_looped and way < 0 else way

    def _between(self, start: float, end: float) -> Iterator[Stroke]:
        yield from self._strokes[self._index(start) : self._index(end)]
        if end > self.quarters:
            for stroke in self._strokes[: self._index(end - self.quarters)]:
                lap = self.quarters
                yield replace(stroke, start=stroke.start + lap, end=stroke.end + lap)

    def _index(self, place: float) -> int:
        return bisect_left(self._starts, place - _TINY)

    @staticmethod
    def _distance(near: float, time: float) -> float:
        return time - near if time >= near else (near - time) * (1 + _BACK)

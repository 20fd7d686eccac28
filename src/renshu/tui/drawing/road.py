"""The road of the falling notes: what is played when, in performed quarters, laps included."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from renshu.practice.metronome import beats
from renshu.score.bars import printed
from renshu.score.notation import Hand, Score, ScoreNote
from renshu.score.passage import Passage, PlayedMeasure, ScorePosition, played_measures

_GRACE_QUARTERS = 1 / 8
"""How long a grace note is drawn, just before its main note."""


@dataclass(frozen=True, slots=True)
class RoadNote:
    """One key press in playing order."""

    id: str
    pitch: int
    start: float
    """Performed quarters, as all times here."""
    end: float
    hand: Hand
    finger: str
    """A digit, or nothing."""
    name: str
    """As it is spelled, without its octave."""


@dataclass(frozen=True, slots=True)
class RoadBar:
    """The beginning of a measure."""

    onset: float
    measure: int
    """Index of the written measure."""
    number: str
    """As it is printed."""
    is_jump: bool
    """Whether the measure before it in playing order is not the one before it in the score."""


class Occurrence(NamedTuple):
    """A note in one of the laps of a road."""

    key: int
    """Unlike that of any other occurrence."""
    note: RoadNote
    shift: float
    """Quarters by which it comes later than in the first lap."""


class Road:
    """What comes when in a passage, in playing order; a loop goes on without end.

    Args:
        score: The score.
        passage: What is played; both hands are on the road, whichever is practised.
        as_written: Whether every bar comes once, repeats or not.
    """

    def __init__(self, score: Score, passage: Passage, *, as_written: bool = False) -> None:
        parts = played_measures(score, passage, as_written=as_written)
        self.is_looped = passage.is_looped
        self.length = sum(float(part.end - part.start) for part in parts)
        self.notes = _notes(score, passage, parts)
        self.bars = _bars(score, parts, is_looped=passage.is_looped)
        self.beats = tuple(float(beat.onset) for beat in beats(score, parts))
        self._starts = [note.start for note in self.notes]
        self._moments = sorted(set(self._starts))
        self._longest = max((note.end - note.start for note in self.notes), default=0.0)
        self._places = _places(parts)
        self._keys: dict[str, list[int]] = {}
        for key, note in enumerate(self.notes):
            self._keys.setdefault(note.id, []).append(key)

    def notes_between(self, low: float, high: float) -> Iterator[Occurrence]:
        """The notes that sound at any time from `low` up to `high`."""
        for lap in self._laps(low - self._longest, high):
            shift = lap * self.length
            first = bisect_left(self._starts, low - shift - self._longest)
            last = bisect_left(self._starts, high - shift)
            for key in range(first, last):
                note = self.notes[key]
                if note.end + shift > low:
                    yield Occurrence(key + lap * len(self.notes), note, shift)

    def bars_between(self, low: float, high: float) -> Iterator[tuple[float, RoadBar]]:
        """The bars that begin from `low` up to `high`, and when they do."""
        for lap in self._laps(low, high):
            shift = lap * self.length
            for bar in self.bars:
                if low <= bar.onset + shift < high:
                    yield bar.onset + shift, bar

    def beats_between(self, low: float, high: float) -> Iterator[float]:
        """The beats from `low` up to `high`."""
        for lap in self._laps(low, high):
            shift = lap * self.length
            first, last = (bisect_left(self.beats, at - shift) for at in (low, high))
            yield from (beat + shift for beat in self.beats[first:last])

    def find(self, place: ScorePosition, near: float) -> float | None:
        """When a place of the score is played: the time that is nearest, and rather ahead."""
        found = self._places.get(place.measure, ())
        times = [float(onset + place.onset - start) for onset, start in found]
        return min(self._in_laps(times, near), key=lambda time: _distance(near, time), default=None)

    def occurrence(self, note_id: str, near: float) -> int | None:
        """The key of the occurrence of a note that is nearest to a time."""
        keys = self._keys.get(note_id, ())
        laps = self._near_laps(near) if self.is_looped else (0,)
        pairs = ((key, lap) for lap in laps for key in keys)
        count, length = len(self.notes), self.length
        nearest = min(
            pairs,
            key=lambda pair: abs(self.notes[pair[0]].start + pair[1] * length - near),
            default=None,
        )
        return nearest[0] + nearest[1] * count if nearest else None

    def start_of(self, key: int) -> float:
        """When an occurrence begins."""
        lap, index = divmod(key, len(self.notes))
        return self.notes[index].start + lap * self.length

    def next_onset(self, after: float) -> float:
        """When the next note begins after a time; that time itself where none does."""
        lap = self._lap(after)
        inside = after - lap * self.length
        place = bisect_right(self._moments, inside + 1e-9)
        if place < len(self._moments):
            return self._moments[place] + lap * self.length
        if self.is_looped and self._moments:
            return self._moments[0] + (lap + 1) * self.length
        return after

    def measure_at(self, time: float) -> int | None:
        """Index of the written measure that is played at a time."""
        inside = time - self._lap(time) * self.length
        if not 0 <= inside < self.length:
            return None
        place = bisect_right(self.bars, inside, key=lambda bar: bar.onset) - 1
        return self.bars[place].measure

    @property
    def usual_step(self) -> float:
        """Quarters from one moment to the next where the music is busy: a tenth are shorter."""
        steps = sorted(late - early for early, late in pairwise(self._moments))
        return steps[len(steps) // 10] if steps else 1.0

    def _in_laps(self, times: list[float], near: float) -> Iterator[float]:
        laps = self._near_laps(near) if self.is_looped else (0,)
        return (time + lap * self.length for lap in laps for time in times)

    def _near_laps(self, near: float) -> range:
        lap = self._lap(near)
        return range(max(0, lap - 1), lap + 2)

    def _laps(self, low: float, high: float) -> range:
        return range(self._lap(low), self._lap(high) + 1) if self.is_looped else range(1)

    def _lap(self, time: float) -> int:
        return max(0, int(time // self.length)) if self.is_looped and self.length else 0


def finger(note: ScoreNote) -> str:
    """The digit of the finger that the score asks for first, or nothing."""
    return next((sign for sign in note.fingering or "" if sign.isdecimal()), "")


def _distance(here: float, there: float) -> float:
    return there - here if there >= here else 2 * (here - there)


def _notes(
    score: Score, passage: Passage, parts: tuple[PlayedMeasure, ...]
) -> tuple[RoadNote, ...]:
    by_measure: dict[int, list[ScoreNote]] = {}
    for note in score.notes:
        if passage.start <= note.onset < passage.end:
            by_measure.setdefault(note.measure, []).append(note)
    made = (
        _note(note, float(part.onset + note.onset - part.start))
        for part in parts
        for note in by_measure.get(part.measure.index, ())
    )
    return tuple(sorted(made, key=lambda note: note.start))


def _note(note: ScoreNote, start: float) -> RoadNote:
    if note.is_grace:
        start, end = start - _GRACE_QUARTERS, start
    else:
        end = start + float(note.duration)
    name = str(note.spelling).rstrip("-0123456789")
    return RoadNote(note.id, note.pitch, start, end, note.hand, finger(note), name)


def _bars(
    score: Score, parts: tuple[PlayedMeasure, ...], *, is_looped: bool
) -> tuple[RoadBar, ...]:
    before = parts[-1].measure.index if is_looped and parts else -1
    bars: list[RoadBar] = []
    for part in parts:
        here = part.measure.index
        is_jump = bool(bars or is_looped) and here != before + 1
        bars.append(RoadBar(float(part.onset), here, printed(score, here), is_jump))
        before = here
    return tuple(bars)


def _places(
    parts: tuple[PlayedMeasure, ...],
) -> dict[int, tuple[tuple[Fraction, Fraction], ...]]:
    """By measure index, when it is played: performed and written time of its beginning."""
    table: dict[int, tuple[tuple[Fraction, Fraction], ...]] = {}
    for part in parts:
        index = part.measure.index
        table[index] = (*table.get(index, ()), (part.onset, part.start))
    return table

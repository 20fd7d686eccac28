"""A score as the program itself would play it: which key, when, for how long, and how hard.

All places are performed quarters, as floats: who plays in which tempo turns them into seconds. What
the hand measures in seconds, such as a grace note or a rolled chord, is put in the written tempo.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby, zip_longest

from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.practice.loudness import WrittenLoudness
from renshu.practice.ornamenting import touches
from renshu.score.notation import OrnamentKind, Score, ScoreNote
from renshu.score.passage import (
    Hands,
    Passage,
    PlayedMeasure,
    ScorePosition,
    performed_tempo,
    played_measures,
)
from renshu.score.tempo import TempoMap

_GRACE_SECONDS = 0.08
_ROLL_SECONDS = 0.035
"""From one key of a rolled chord to the next."""
_PEDAL_SECONDS = 0.06
"""By which the pedal follows the keys, so that it does not catch the chord before."""
_GAP_SECONDS = 0.03
"""For which a key is up before it is struck again."""
_USUAL, _LEGATO = 0.93, 1.0
"""Shares of its written length for which a key is down."""
_LENGTHS = {
    "staccatissimo": 0.25, "spiccato": 0.25, "staccato": 0.5, "detached-legato": 0.75,
    "tenuto": _LEGATO,
}  # fmt: skip
_TOGETHER = 1e-6
"""Quarters within which two strokes are one."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One key, struck and let go."""

    start: float
    """Performed quarters; a grace note begins before its `onset`."""
    end: float
    pitch: int
    velocity: int
    onset: Fraction
    """Performed quarters at which its chord is written."""
    position: ScorePosition
    note_id: str


@dataclass(frozen=True, slots=True)
class PedalStroke:
    """The sustain pedal goes down or comes up."""

    moment: float
    """Performed quarters."""
    is_down: bool


@dataclass(frozen=True, slots=True)
class Rendition:
    """How a passage is played."""

    strokes: tuple[Stroke, ...]
    """In order of their starts."""
    pedals: tuple[PedalStroke, ...]
    quarters: Fraction
    """From its first to its last bar line."""
    tempo: TempoMap
    """The written tempo over performed quarters."""

    def events(self, moment_at: Callable[[float], float]) -> tuple[PlayedEvent, ...]:
        """What a keyboard would say, in order of time.

        Args:
            moment_at: Gives the seconds at which performed quarters are due.
        """
        events: list[PlayedEvent] = []
        for stroke in self.strokes:
            events.append(KeyDown(moment_at(stroke.start), stroke.pitch, stroke.velocity))
            events.append(KeyUp(moment_at(stroke.end), stroke.pitch))
        for pedal in self.pedals:
            value = 127 if pedal.is_down else 0
            events.append(PedalMove(moment_at(pedal.moment), Pedal.SUSTAIN, value))
        return tuple(sorted(events, key=in_order))


def in_order(event: PlayedEvent) -> tuple[float, bool]:
    """By what events are sorted: by time, and what ends goes before what begins."""
    return event.time, isinstance(event, KeyDown)


def for_hands(score: Score, hands: Hands) -> tuple[ScoreNote, ...]:
    """The notes that a hand, or both, are asked for."""
    return tuple(note for note in score.notes if hands.include(note.hand))


def beside_hands(score: Score, hands: Hands) -> tuple[ScoreNote, ...]:
    """The notes that the player leaves to others: the other hand, and a voice or solo part."""
    other_hand = (note for note in score.notes if not hands.include(note.hand))
    return (*other_hand, *score.other_notes)


def rendition(
    score: Score, passage: Passage, notes: Iterable[ScoreNote], *, as_written: bool = False
) -> Rendition:
    """Play some notes of a score as they are written.

    Dynamics, hairpins and accents are obeyed, and articulations and slurs; ornaments are played
    plainly, grace notes before the beat, chords with a wavy line rolled from the lowest key up.

    Args:
        score: The score.
        passage: Which stretch of it.
        notes: The notes to play; those outside the passage are left out.
        as_written: Whether every bar comes once, repeats or not.
    """
    measures = played_measures(score, passage, as_written=as_written)
    last = measures[-1] if measures else None
    quarters = last.onset + last.end - last.start if last else Fraction(0)
    tempo = performed_tempo(score, measures)
    performer = _Performer(score, tempo)
    by_measure = _by_measure(notes)
    strokes = [
        stroke
        for part in measures
        for stroke in performer.strokes(part, by_measure.get(part.measure.index, ()))
    ]
    pedals = [pedal for part in measures for pedal in performer.pedals(part)]
    return Rendition(_let_go(strokes, quarters, tempo), tuple(pedals), quarters, tempo)


class _Performer:
    """Plays measure after measure."""

    def __init__(self, score: Score, tempo: TempoMap) -> None:
        self._score = score
        self._tempo = tempo
        self._loudness = WrittenLoudness(score)
        self._slurs = _Slurs(score)
        self._pedals = [span for span in score.spans if span.kind == "pedal"]

    def strokes(self, part: PlayedMeasure, notes: Sequence[ScoreNote]) -> Iterator[Stroke]:
        inside = [note for note in notes if part.start <= note.onset < part.end]
        for onset, group in groupby(sorted(inside, key=_onset), _onset):
            together = list(group)
            place = ScorePosition(onset, part.measure.index, part.pass_number)
            at = part.onset + onset - part.start
            yield from self._graces([note for note in together if note.is_grace], at, place)
            yield from self._chord([note for note in together if not note.is_grace], at, place)

    def pedals(self, part: PlayedMeasure) -> Iterator[PedalStroke]:
        """Pedal changes inside a measure; one that is held already goes down with its beginning."""
        late = self._quarters(_PEDAL_SECONDS, part.onset)
        for span in self._pedals:
            begin, end = max(span.onset, part.start), min(span.end, part.end)
            if begin < end:
                yield PedalStroke(float(part.onset + begin - part.start) + late, is_down=True)
                yield PedalStroke(float(part.onset + end - part.start), is_down=False)

    def _graces(
        self, notes: Sequence[ScoreNote], at: Fraction, place: ScorePosition
    ) -> Iterator[Stroke]:
        length = self._quarters(_GRACE_SECONDS, at)
        for number, note in enumerate(notes):
            start = float(at) - (len(notes) - number) * length
            yield self._stroke(note, start, start + length, at, place)

    def _chord(
        self, notes: Sequence[ScoreNote], at: Fraction, place: ScorePosition
    ) -> Iterator[Stroke]:
        rolled = sorted(note.pitch for note in notes if _is_rolled(note))
        for note in notes:
            late = rolled.index(note.pitch) * _ROLL_SECONDS if _is_rolled(note) else 0.0
            half = float(note.duration) / 2
            start = float(at) + min(half, self._quarters(late, at))
            length = (float(at) + float(note.duration) - start) * self._share(note)
            yield from self._adorned(note, start, length, at, place)

    def _adorned(
        self, note: ScoreNote, start: float, length: float, at: Fraction, place: ScorePosition
    ) -> Iterator[Stroke]:
        quarter = 60.0 / self._tempo.qpm_at(at)
        for touch in touches(note, length * quarter):
            begin = start + touch.start / quarter
            stroke = self._stroke(note, begin, begin + touch.seconds / quarter, at, place)
            yield replace(stroke, pitch=touch.pitch)

    def _stroke(
        self, note: ScoreNote, start: float, end: float, at: Fraction, place: ScorePosition
    ) -> Stroke:
        velocity = self._loudness.velocity(note)
        return Stroke(start, end, note.pitch, velocity, at, place, note.id)

    def _share(self, note: ScoreNote) -> float:
        """Which share of its written length a key is down."""
        shares = [_LENGTHS[name] for name in note.articulations if name in _LENGTHS]
        if shares:
            return min(shares)
        return _LEGATO if self._slurs.cover(note) else _USUAL

    def _quarters(self, seconds: float, at: Fraction) -> float:
        return seconds * self._tempo.qpm_at(at) / 60.0


class _Slurs:
    """The stretches of each staff that are slurred."""

    def __init__(self, score: Score) -> None:
        self._onsets: dict[int, list[Fraction]] = {}
        self._ends: dict[int, list[Fraction]] = {}
        slurs = (span for span in score.spans if span.kind == "slur")
        for slur in sorted(slurs, key=lambda span: span.onset):
            ends = self._ends.setdefault(slur.staff, [])
            self._onsets.setdefault(slur.staff, []).append(slur.onset)
            ends.append(max([slur.end, *ends[-1:]]))

    def cover(self, note: ScoreNote) -> bool:
        """Whether a note leads over to the next one under a slur."""
        index = bisect_right(self._onsets.get(note.staff, ()), note.onset) - 1
        return index >= 0 and note.onset < self._ends[note.staff][index]


def _let_go(strokes: Iterable[Stroke], quarters: Fraction, tempo: TempoMap) -> tuple[Stroke, ...]:
    """Strokes in order, each let go before its key is struck again, and all at the last bar line.

    Of two voices that strike one key at once it is struck once, as long as the longer one lasts.
    """
    by_pitch: dict[int, list[Stroke]] = {}
    for stroke in sorted(strokes, key=_start):
        same = by_pitch.setdefault(stroke.pitch, [])
        if same and stroke.start - same[-1].start < _TOGETHER:
            same[-1] = replace(same[-1], end=max(same[-1].end, stroke.end))
        else:
            same.append(stroke)
    freed = (one for same in by_pitch.values() for one in _freed(same, float(quarters), tempo))
    return tuple(sorted(freed, key=lambda stroke: (stroke.start, stroke.pitch)))


def _freed(same: Sequence[Stroke], quarters: float, tempo: TempoMap) -> Iterator[Stroke]:
    for stroke, following in zip_longest(same, same[1:]):
        gap = _GAP_SECONDS * tempo.qpm_at(stroke.onset) / 60.0
        next_start = following.start if following else quarters + gap
        latest = max(next_start - gap, (stroke.start + next_start) / 2)
        yield replace(stroke, end=min(stroke.end, latest))


def _by_measure(notes: Iterable[ScoreNote]) -> dict[int, list[ScoreNote]]:
    table: dict[int, list[ScoreNote]] = {}
    for note in notes:
        table.setdefault(note.measure, []).append(note)
    return table


def _is_rolled(note: ScoreNote) -> bool:
    return note.ornament is not None and note.ornament.kind is OrnamentKind.ARPEGGIO


def _onset(note: ScoreNote) -> Fraction:
    return note.onset


def _start(stroke: Stroke) -> float:
    return stroke.start

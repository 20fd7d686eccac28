"""A stretch of a score to practise, and the chords to press in it, in playing order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from renshu.score.notation import Hand, Measure, Score, ScoreNote
from renshu.score.roadmap import Step
from renshu.score.tempo import TempoMap, TempoMark


class Hands(StrEnum):
    """The hands that a passage asks for."""

    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"

    def include(self, hand: Hand) -> bool:
        """Whether notes of `hand` are asked."""
        return self is Hands.BOTH or self.value == hand.value


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of written time, `start` ≤ onset < `end` in quarters, for some hands."""

    start: Fraction
    end: Fraction
    hands: Hands = Hands.BOTH
    is_looped: bool = False

    def __post_init__(self) -> None:
        """Refuse an empty stretch.

        Raises:
            ValueError: `end` is not after `start`.
        """
        if self.end <= self.start:
            raise ValueError(f"a passage from {self.start} to {self.end} is empty")


@dataclass(frozen=True, slots=True)
class ScorePosition:
    """A place in the score: a written onset, and where it lies in the playing order."""

    onset: Fraction
    """Written time in quarters."""
    measure: int
    """Index of the written measure."""
    pass_number: int = 1


@dataclass(frozen=True, slots=True)
class Chord:
    """The notes that begin at one moment of the playing order."""

    onset: Fraction
    """Performed time in quarters, 0 at the beginning of the passage."""
    position: ScorePosition
    notes: tuple[ScoreNote, ...]
    """Sorted by pitch; grace notes come in chords of their own, before their main chord, with the
    main chord's onset."""

    @property
    def is_grace(self) -> bool:
        """Whether it is made of grace notes only."""
        return all(note.is_grace for note in self.notes)


@dataclass(frozen=True, slots=True)
class PlayedMeasure:
    """A measure, or the part of it inside the passage, in performed time."""

    onset: Fraction
    """Performed time in quarters."""
    start: Fraction
    """Written time where the part begins."""
    end: Fraction
    measure: Measure
    pass_number: int


def whole(score: Score, hands: Hands = Hands.BOTH) -> Passage:
    """The passage that is the whole score."""
    return Passage(Fraction(0), score.end, hands)


def bars(score: Score, first: int, last: int, hands: Hands = Hands.BOTH) -> Passage:
    """The passage from measure index `first` to `last`, both included."""
    return Passage(score.measures[first].onset, score.measures[last].end, hands)


def played_measures(
    score: Score, passage: Passage, *, as_written: bool = False
) -> tuple[PlayedMeasure, ...]:
    """The measures of `passage` in playing order.

    The whole score follows the roadmap. A shorter passage follows the longest stretch of the
    roadmap that stays inside it: a loop over bars 7–10 with a repeat sign after bar 8 goes
    7, 8, 9, 10. With `as_written` every bar comes once.
    """
    steps = _steps(score, passage, as_written=as_written)
    onset = Fraction(0)
    played = []
    for step in steps:
        measure = score.measures[step.measure]
        start, end = max(measure.onset, passage.start), min(measure.end, passage.end)
        played.append(PlayedMeasure(onset, start, end, measure, step.pass_number))
        onset += end - start
    return tuple(played)


def unfold(score: Score, passage: Passage, *, as_written: bool = False) -> tuple[Chord, ...]:
    """The chords of `passage` in playing order, for its hands."""
    by_measure: dict[int, list[ScoreNote]] = {}
    for note in score.notes:
        inside = passage.start <= note.onset < passage.end
        if inside and passage.hands.include(note.hand):
            by_measure.setdefault(note.measure, []).append(note)
    return tuple(
        chord
        for played in played_measures(score, passage, as_written=as_written)
        for chord in _chords(played, by_measure.get(played.measure.index, ()))
    )


def performed_tempo(score: Score, played: Sequence[PlayedMeasure]) -> TempoMap:
    """The tempo map over performed time."""
    marks = []
    for part in played:
        marks.append(TempoMark(part.onset, score.tempo.qpm_at(part.start)))
        marks.extend(
            TempoMark(part.onset + mark.onset - part.start, mark.qpm, mark.text)
            for mark in score.tempo.marks
            if part.start <= mark.onset < part.end
        )
    return TempoMap.of(marks)


def _steps(score: Score, passage: Passage, *, as_written: bool) -> Sequence[Step]:
    touched = {
        measure.index
        for measure in score.measures
        if measure.onset < passage.end and measure.end > passage.start
    }
    if as_written:
        return [Step(index, 1) for index in sorted(touched)]
    if len(touched) == len(score.measures):
        return score.roadmap.steps
    runs = [
        list(run)
        for inside, run in groupby(score.roadmap.steps, lambda step: step.measure in touched)
        if inside
    ]
    longest = max(runs, key=len, default=[])
    return longest or [Step(index, 1) for index in sorted(touched)]


def _chords(played: PlayedMeasure, notes: Sequence[ScoreNote]) -> Iterator[Chord]:
    def moment(note: ScoreNote) -> Fraction:
        return note.onset

    for onset, together in groupby(sorted(notes, key=moment), moment):
        sounding = list(together)
        place = ScorePosition(onset, played.measure.index, played.pass_number)
        performed = played.onset + onset - played.start
        for note in (note for note in sounding if note.is_grace):
            yield Chord(performed, place, (note,))
        main = sorted((n for n in sounding if not n.is_grace), key=lambda note: note.pitch)
        if main:
            yield Chord(performed, place, tuple(main))

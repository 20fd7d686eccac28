"""The beats of a score as players count them: bar 5, beat 3."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import count, pairwise

from renshu.score.notation import Measure, Score


@dataclass(frozen=True, slots=True)
class BarBeat:
    """One beat of a written measure."""

    measure: int
    """Index of the measure."""
    number: int
    """From 1; those of a pickup bar are counted as in the full bar."""
    onset: Fraction
    end: Fraction

    @property
    def is_first(self) -> bool:
        """Whether it stands on the bar line, or at the beginning of a pickup."""
        return self.number == 1


def bar_beats(score: Score) -> tuple[BarBeat, ...]:
    """All beats, in written order."""
    return tuple(beat for measure in score.measures for beat in _beats_of(score, measure))


def beat_at(score: Score, moment: Fraction) -> BarBeat:
    """The beat in which a written time lies; the last one after the end.

    Raises:
        ValueError: The score has no measure.
    """
    beats = bar_beats(score)
    if not beats:
        raise ValueError("a score without measures has no beats")
    onsets = [beat.onset for beat in beats]
    return beats[max(0, bisect_right(onsets, moment) - 1)]


def beats_away(score: Score, moment: Fraction, steps: int) -> Fraction:
    """The edge of a beat so many beats after a moment, or before it where negative.

    A moment inside a beat goes to its end or its beginning with the first step. The edges end with
    those of the score.
    """
    edges = [*(beat.onset for beat in bar_beats(score)), score.end]
    place = bisect_right(edges, moment) - 1
    is_inside = place >= 0 and edges[place] != moment
    target = place + steps + (1 if is_inside and steps < 0 else 0)
    return edges[min(max(0, target), len(edges) - 1)]


def _beats_of(score: Score, measure: Measure) -> Iterator[BarBeat]:
    skipped = _skipped(score, measure)
    for number, (start, end) in enumerate(pairwise(_beat_starts(measure)), start=1):
        onset = measure.onset + max(Fraction(0), start - skipped)
        if onset >= measure.end:
            return
        if end > skipped:
            yield BarBeat(
                measure.index, number, onset, min(measure.end, measure.onset + end - skipped)
            )


def _beat_starts(measure: Measure) -> Iterator[Fraction]:
    """Quarters from the beginning of the full bar to its beats, counted on where it is overfull."""
    signature = measure.time_signature
    for bar in count():
        for start in signature.beat_starts:
            yield bar * signature.measure_duration + start


def _skipped(score: Score, measure: Measure) -> Fraction:
    """Quarters of the full bar that lie before a pickup."""
    full = measure.time_signature.measure_duration
    is_pickup = measure.index == 0 and measure.duration < full and len(score.measures) > 1
    return full - measure.duration if is_pickup else Fraction(0)

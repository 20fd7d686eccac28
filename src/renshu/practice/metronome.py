"""The metronome: beats of the played measures and of the count-in, in performed quarters.

Compound metres (6/8, 9/8, 12/8) click dotted beats. A bar that is shorter than its time signature
is a pickup or one half of a split bar; its beats lie where they would in the full bar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from renshu.score.notation import Measure, Score
from renshu.score.passage import PlayedMeasure


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat."""

    onset: Fraction
    """Performed quarters; negative in a count-in."""
    is_accent: bool
    """The first of its bar."""


def beats(score: Score, played: Sequence[PlayedMeasure]) -> tuple[Beat, ...]:
    """The beats of the measures, in playing order."""
    return tuple(beat for part in played for beat in _beats_of(score, part))


def count_in(score: Score, played: PlayedMeasure, bars: int, skipped: Fraction) -> tuple[Beat, ...]:
    """The beats before the music enters, counted back from its entry at 0.

    They are so many full bars, then the part of the bar that lies before the entry: a pickup of one
    quarter in 3/4 comes after `1 2 3 1 2`.

    Args:
        score: The score.
        played: The measure in which the music enters.
        bars: Full bars to count.
        skipped: Quarters of `played` that lie before the entry.
    """
    if bars <= 0:
        return ()
    signature = played.measure.time_signature
    full, step = signature.measure_duration, signature.beat_duration
    inside = (_before(score, played) + skipped) % full
    length = bars * full + inside
    onsets = (step * number for number in range(ceil(length / step)))
    return tuple(Beat(onset - length, onset % full == 0) for onset in onsets)


def count_in_duration(beats: Sequence[Beat]) -> Fraction:
    """Quarters from the first of the counted beats to the entry of the music."""
    return -beats[0].onset if beats else Fraction(0)


def _beats_of(score: Score, part: PlayedMeasure) -> Iterator[Beat]:
    signature = part.measure.time_signature
    full, step = signature.measure_duration, signature.beat_duration
    before = _before(score, part)
    place = ceil(before / step) * step
    while place - before < part.end - part.start:
        yield Beat(part.onset + place - before, place % full == 0)
        place += step


def _before(score: Score, part: PlayedMeasure) -> Fraction:
    """Quarters from the beginning of the full bar to the beginning of the part."""
    return _missing(score, part.measure) + part.start - part.measure.onset


def _missing(score: Score, measure: Measure) -> Fraction:
    """Quarters by which a measure begins later than the full bar it belongs to."""
    full = measure.time_signature.measure_duration
    if measure.duration >= full:
        return Fraction(0)
    if measure.index == 0:
        return full - measure.duration if len(score.measures) > 1 else Fraction(0)
    earlier = score.measures[measure.index - 1]
    belongs = earlier.index > 0 and earlier.duration + measure.duration == full
    return earlier.duration if belongs else Fraction(0)

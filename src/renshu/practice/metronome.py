"""The metronome: beats of the played measures and of the count-in, in performed quarters.

Compound metres (6/8, 9/8, 12/8) click dotted beats, and a metre written as a sum (3+2) clicks its
groups. A bar that is shorter than its time signature is a pickup or one half of a split bar; its
beats lie where they would in the full bar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count, pairwise

from renshu.practice.subdivision import Subdivision
from renshu.score.notation import Measure, Score, TimeSignature
from renshu.score.passage import PlayedMeasure

_STEPS = {Subdivision.EIGHTHS: Fraction(1, 2), Subdivision.SIXTEENTHS: Fraction(1, 4)}
"""Quarters from one click to the next, where a note value is named."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One beat."""

    onset: Fraction
    """Performed quarters; negative in a count-in."""
    is_accent: bool
    """The first of its bar."""
    is_division: bool = False
    """Whether it lies between two beats."""


def beats(
    score: Score,
    played: Sequence[PlayedMeasure],
    subdivision: Subdivision = Subdivision.OFF,
) -> tuple[Beat, ...]:
    """The beats of the measures, in playing order, and what is clicked between them."""
    return tuple(beat for part in played for beat in _beats_of(score, part, subdivision))


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
    full = signature.measure_duration
    length = bars * full + (_before(score, played) + skipped) % full
    pulses = _pulses(signature, Subdivision.OFF, Fraction(0), length)
    return tuple(Beat(pulse.onset - length, pulse.is_accent) for pulse in pulses)


def count_in_duration(beats: Sequence[Beat]) -> Fraction:
    """Quarters from the first of the counted beats to the entry of the music."""
    return -beats[0].onset if beats else Fraction(0)


def _beats_of(score: Score, part: PlayedMeasure, subdivision: Subdivision) -> Iterator[Beat]:
    before = _before(score, part)
    end = before + part.end - part.start
    for pulse in _pulses(part.measure.time_signature, subdivision, before, end):
        onset = part.onset + pulse.onset - before
        yield Beat(onset, pulse.is_accent, pulse.is_division)


def _pulses(
    signature: TimeSignature, subdivision: Subdivision, start: Fraction, end: Fraction
) -> Iterator[Beat]:
    """The clicks of a metre, counted from the beginning of a full bar, `start` ≤ onset < `end`."""
    bar = _bar(signature, subdivision)
    full = signature.measure_duration
    for lap in count(start // full):
        for beat in bar:
            onset = lap * full + beat.onset
            if onset >= end:
                return
            if onset >= start:
                yield Beat(onset, beat.is_accent, beat.is_division)


def _bar(signature: TimeSignature, subdivision: Subdivision) -> tuple[Beat, ...]:
    """The clicks of one full bar."""
    starts = (*signature.beat_starts, signature.measure_duration)
    clicks = []
    for beat, following in pairwise(starts):
        clicks.append(Beat(beat, is_accent=beat == 0))
        step = _STEPS.get(subdivision, (following - beat) / 3)
        onset = beat + step
        while subdivision is not Subdivision.OFF and onset < following:
            clicks.append(Beat(onset, is_accent=False, is_division=True))
            onset += step
    return tuple(clicks)


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

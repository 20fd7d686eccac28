"""What a score asks of the hands, counted in efforts: a plain key press is one.

What else makes a grip hard is counted as further efforts. The numbers are small and round on
purpose: how well the grades agree with those of publishers hardly changes when any of them is
halved or doubled (`tests/benchmarks/difficulty.py` measures it).
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum, auto
from itertools import pairwise
from types import MappingProxyType

from renshu.library.difficulty.grips import TICKS, Grip, ticks
from renshu.score.notation import Measure, OrnamentKind, ScoreNote
from renshu.score.pitch import is_black_key


class Kind(StrEnum):
    """What makes a passage hard."""

    PRESS = auto()
    CHORD = auto()
    STRETCH = auto()
    MOVE = auto()
    LEAP = auto()
    BLACK = auto()
    ACCIDENTAL = auto()
    VOICES = auto()
    REPEAT = auto()
    ORNAMENT = auto()
    CROSS_RHYTHM = auto()
    CROSSING = auto()


WEIGHTS: Mapping[Kind, float] = MappingProxyType(
    {
        Kind.PRESS: 1.0,
        Kind.CHORD: 0.5,
        Kind.STRETCH: 1.0,
        Kind.MOVE: 1.0,
        Kind.LEAP: 1.0,
        Kind.BLACK: 1.0,
        Kind.ACCIDENTAL: 0.5,
        Kind.VOICES: 1.0,
        Kind.REPEAT: 0.5,
        Kind.ORNAMENT: 0.5,
        Kind.CROSS_RHYTHM: 0.5,
        Kind.CROSSING: 0.5,
    }
)
"""Efforts for one count of each kind."""

Count = tuple[Kind, int, float]
"""A kind, the index of the measure, and how many of it."""

POSITION = 9
"""Semitones that a hand covers without moving: five fingers, a little spread."""
COMFORT = 7
"""Semitones of a chord that is no stretch."""
LEAP = 5
"""Semitones that a hand moves with the fingers' help; further is a leap."""
QUICKLY = 0.2
"""Seconds from key press to key press below which repeating a grip is an effort of its own."""
TRILL = 5.0
"""Presses that a trill or tremolo adds in a quarter note."""
MOST_TRILLED = 20.0
"""A trill is no harder for being longer than this many presses."""

_TRILLED = {OrnamentKind.TRILL, OrnamentKind.TREMOLO}
_SHARPS = "FCGDAEB"


def hand_counts(
    grips: Sequence[Grip], measures: Sequence[Measure], seconds: Sequence[float]
) -> Iterator[Count]:
    """What one hand has to do.

    Args:
        grips: The grips of the hand.
        measures: All measures of the score.
        seconds: How long each of them lasts.
    """
    sounding = [grip for grip in grips if grip.pitches]
    for grip in sounding:
        yield from _shape(grip, measures[grip.measure])
    yield from _ornaments(grips)
    yield from _moves(sounding)
    yield from _voices(sounding)
    yield from _repeats(sounding, measures, seconds)


def altered(note: ScoreNote, fifths: int) -> bool:
    """Whether a note is altered against the key signature."""
    order, sign = (_SHARPS, 1) if fifths > 0 else (_SHARPS[::-1], -1)
    in_key = sign if note.spelling.step in order[: abs(fifths)] else 0
    return note.spelling.alter != in_key


def _shape(grip: Grip, measure: Measure) -> Iterator[Count]:
    at = grip.measure
    black = sum(map(is_black_key, grip.pitches))
    yield Kind.PRESS, at, 1
    yield Kind.CHORD, at, len(grip.pitches) - 1
    yield Kind.STRETCH, at, max(0, grip.span - COMFORT) / 5
    yield Kind.BLACK, at, black
    yield Kind.ACCIDENTAL, at, sum(altered(note, measure.key_fifths) for note in grip.notes)


def _moves(grips: Sequence[Grip]) -> Iterator[Count]:
    """The least way of the hand along the keyboard.

    The hand stays where it is while it covers the keys, and else moves just far enough; no other
    path through the same grips is shorter. Where it lies at first stays open until it has to move.
    It stands for the fingering: what R. Parncutt et al. (1997) and A. Al Kasimi et al. (2007)
    minimise over fingers is, for the most part, this way. How hard a move is grows with the
    logarithm of its width (P. Fitts, 1954).
    """
    lowest, highest = -math.inf, math.inf
    for grip in grips:
        # Where the lower end of the hand may lie so that it covers the grip.
        least, most = sorted((grip.pitches[-1] - POSITION, grip.pitches[0]))
        width = max(least - highest, lowest - most, 0)
        lowest, highest = _nearest(lowest, highest, least, most)
        if width:
            yield Kind.MOVE, grip.measure, math.log2(1 + width / 2)
        if width > LEAP:
            yield Kind.LEAP, grip.measure, math.log2((1 + width) / (1 + LEAP))


def _nearest(lowest: float, highest: float, least: float, most: float) -> tuple[float, float]:
    """The part of one interval that is nearest to another: what they share, or an end."""
    return min(max(lowest, least), most), max(min(highest, most), least)


def _voices(grips: Sequence[Grip]) -> Iterator[Count]:
    """Presses while the same hand holds another key."""
    held: list[int] = []
    for grip in grips:
        held = [end for end in held if end > grip.onset]
        if held:
            yield Kind.VOICES, grip.measure, 1
        held += [ticks(note.offset) for note in grip.notes]


def _repeats(
    grips: Sequence[Grip], measures: Sequence[Measure], seconds: Sequence[float]
) -> Iterator[Count]:
    for before, grip in pairwise(grips):
        if before.pitches == grip.pitches:
            quarters = float(measures[grip.measure].duration) or 1.0
            pace = seconds[grip.measure] / quarters / TICKS
            if (grip.onset - before.onset) * pace < QUICKLY:
                yield Kind.REPEAT, grip.measure, 1


def _ornaments(grips: Iterable[Grip]) -> Iterator[Count]:
    for grip in grips:
        signs = {note.ornament.kind: note for note in grip.notes if note.ornament}
        presses = grip.graces + sum(_presses(kind, note) for kind, note in signs.items())
        if presses:
            yield Kind.ORNAMENT, grip.measure, presses


def _presses(kind: OrnamentKind, note: ScoreNote) -> float:
    """How many presses an ornament adds, whatever the tempo."""
    if kind in _TRILLED:
        return min(MOST_TRILLED, TRILL * float(note.duration))
    return 0.5 if kind is OrnamentKind.ARPEGGIO else 2.0

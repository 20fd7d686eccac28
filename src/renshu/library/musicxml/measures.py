"""Lay the measures of all parts out in written time.

The policy, in order:

1. A measure lasts as long as its longest voice in any part: pickups, bars split at a repeat sign,
   short and over-full bars are taken as they are written.
2. Within a sixteenth of a quarter of the full length it lasts the full length, since converters
   round tuplets.
3. A measure with nothing in it lasts the full length of its time signature.
4. A whole-measure rest never makes a measure longer than the full length.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import zip_longest

from renshu.library.musicxml.reading import ReadPart
from renshu.library.musicxml.xml import Element, text_of, whole_number_of, whole_text
from renshu.score.notation import Measure, TimeSignature

_ROUNDING = Fraction(1, 16)
_COMMON_TIME = TimeSignature(4, 4)


def lay_out(parts: Sequence[ReadPart], *, leading: ReadPart) -> tuple[Measure, ...]:
    """The measures of the score; numbers, keys and rehearsal marks are those of `leading`."""
    count = max(len(part.measures) for part in parts)
    columns = list(zip_longest(*(part.measures for part in parts)))
    signature, fifths, onset = _COMMON_TIME, 0, Fraction(0)
    measures = []
    for index in range(count):
        column = [element for element in columns[index] if element is not None]
        first = leading.measures[index] if index < len(leading.measures) else column[0]
        signature = _time_signature(column, signature)
        fifths = _key(first, fifths)
        filled = max(part.lengths[index] for part in parts if index < len(part.lengths))
        duration = _duration(filled, signature.measure_duration)
        measures.append(
            Measure(
                index, first.get("number", ""), onset, duration, signature, fifths, _mark(column)
            )
        )
        onset += duration
    return tuple(measures)


def _duration(filled: Fraction, full: Fraction) -> Fraction:
    if filled == 0 or abs(filled - full) <= _ROUNDING:
        return full
    return filled


def _time_signature(column: Sequence[Element], before: TimeSignature) -> TimeSignature:
    for measure in column:
        for time in measure.iterfind("attributes/time"):
            found = time_signature_of(time)
            if found is not None:
                return found
    return before


def time_signature_of(time: Element) -> TimeSignature | None:
    """A time signature; several fractions (3/8 + 2/4) are added up; None for senza misura."""
    beats = [sum(_terms(element)) for element in time.findall("beats")]
    types = [whole_number_of(text_of(element)) or 4 for element in time.findall("beat-type")]
    if not beats or len(beats) != len(types):
        return None
    largest = max(types)
    total = sum(beat * largest // kind for beat, kind in zip(beats, types, strict=True))
    return TimeSignature(total, largest) if total > 0 else None


def _terms(beats: Element) -> list[int]:
    return [whole_number_of(term) or 0 for term in re.split(r"[+,]", text_of(beats))]


def _key(measure: Element, before: int) -> int:
    found = [
        whole_number_of(text_of(element)) for element in measure.iterfind("attributes/key/fifths")
    ]
    return next((fifths for fifths in found if fifths is not None), before)


def _mark(column: Sequence[Element]) -> str | None:
    for measure in column:
        for mark in measure.iterfind("direction/direction-type/rehearsal"):
            if whole_text(mark):
                return whole_text(mark)
    return None

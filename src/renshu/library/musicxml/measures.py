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
_DOUBLE = {"light-light", "light-heavy", "heavy-light", "heavy-heavy"}
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
        number, mark = first.get("number", ""), _mark(column)
        is_closed = any(map(_has_double_bar, column))
        measures.append(Measure(index, number, onset, duration, signature, fifths, mark, is_closed))
        onset += duration
    return tuple(measures)


def _has_double_bar(measure: Element) -> bool:
    """Whether it ends with two thin lines, or a thin and a thick one."""
    return any(
        text_of(line.find("bar-style")) in _DOUBLE and line.get("location", "right") == "right"
        for line in measure.iterfind("barline")
    )


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
    beats = [_terms(element) for element in time.findall("beats")]
    types = [whole_number_of(text_of(element)) or 4 for element in time.findall("beat-type")]
    if not beats or len(beats) != len(types):
        return None
    largest = max(types)
    groups = tuple(
        term * largest // kind
        for terms, kind in zip(beats, types, strict=True)
        for term in terms
        if term > 0
    )
    if not groups:
        return None
    return TimeSignature(sum(groups), largest, groups if len(groups) > 1 else ())


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

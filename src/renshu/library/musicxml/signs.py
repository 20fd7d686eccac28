"""Repeat signs, endings and jumps as they stand in the measures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from renshu.library.musicxml.reading import ReadPart
from renshu.library.musicxml.xml import Element, whole_number_of, whole_text
from renshu.score.unfolding import BarSigns, Ending, Jump, Marker

_DA_CAPO = r"(d\.? *c\.?|da +capo)"
_DAL_SEGNO = r"(d\.? *s\.?|d[ae]l +segno)"
_AL_FINE = r" *(al|a la|to|e poi) +fine"
_AL_CODA = r" *((al|a la|to) +coda|e poi (la )?coda)"
_WORDS: tuple[tuple[str, Jump | Marker], ...] = (
    (_DA_CAPO + _AL_FINE, Jump(Marker.START, Marker.FINE)),
    (_DA_CAPO + _AL_CODA, Jump(Marker.START, Marker.TO_CODA, Marker.CODA)),
    (_DA_CAPO, Jump(Marker.START)),
    (_DAL_SEGNO + _AL_FINE, Jump(Marker.SEGNO, Marker.FINE)),
    (_DAL_SEGNO + _AL_CODA, Jump(Marker.SEGNO, Marker.TO_CODA, Marker.CODA)),
    (_DAL_SEGNO, Jump(Marker.SEGNO)),
    (r"fine", Marker.FINE),
    (r"to *coda( *[\U0001D10C𝄌])?", Marker.TO_CODA),
    (r"coda", Marker.CODA),
    (r"segno", Marker.SEGNO),
)
_HINT = re.compile(r"d|fine|to|coda|segno")
"""How the words of every sign begin."""
_SOUNDS: tuple[tuple[str, Jump | Marker], ...] = (
    ("coda", Marker.CODA),
    ("dacapo", Jump(Marker.START)),
    ("dalsegno", Jump(Marker.SEGNO)),
    ("fine", Marker.FINE),
    ("segno", Marker.SEGNO),
    ("tocoda", Marker.TO_CODA),
)
_RIGHTWARD = (Marker.TO_CODA, Marker.FINE)
"""Markers that stand at the end of their bar."""


@dataclass
class _Signs:
    """The signs of one bar while they are gathered from all parts."""

    starts_repeat: bool = False
    repeat_times: int = 0
    passes: tuple[int, ...] = ()
    markers: list[Marker] = field(default_factory=list)
    jumps: list[Jump] = field(default_factory=list)
    stops_ending: str = ""


def bar_signs(parts: Sequence[ReadPart]) -> list[BarSigns]:
    """The signs of each bar; what several parts say counts once."""
    count = max(len(part.measures) for part in parts)
    bars = [_Signs() for _ in range(count)]
    for part in parts:
        for index, measure in enumerate(part.measures):
            for barline in measure.iterfind("barline"):
                _read_barline(barline, bars, index)
            for element in measure:
                if element.tag in {"direction", "sound"}:
                    _read_direction(element, bars[index])
    return [_finished(bars, index) for index in range(count)]


def _read_barline(barline: Element, bars: list[_Signs], index: int) -> None:
    repeat, ending = barline.find("repeat"), barline.find("ending")
    if repeat is not None and repeat.get("direction") == "forward":
        bars[index].starts_repeat = True
    elif repeat is not None:
        times = whole_number_of(repeat.get("times", "2")) or 2
        bars[index].repeat_times = max(bars[index].repeat_times, times)
    if ending is None:
        return
    if ending.get("type") == "start":
        bars[index].passes = bars[index].passes or passes_of(ending)
    else:
        bars[index].stops_ending = ending.get("type", "stop")


def passes_of(ending: Element) -> tuple[int, ...]:
    """The passes an `<ending>` lists: `1, 2`, `1.-3.` or its text where the number says nothing."""
    for text in (ending.get("number", ""), whole_text(ending)):
        passes: set[int] = set()
        for first, last in re.findall(r"(\d+)(?:\D*?-\D*?(\d+))?", text):
            passes.update(range(int(first), min(int(last or first), int(first) + 31) + 1))
        passes.discard(0)
        if passes:
            return tuple(sorted(passes))
    return (1,)


def _read_direction(element: Element, bar: _Signs) -> None:
    sign = _sign_of(element)
    if isinstance(sign, Jump) and sign not in bar.jumps:
        bar.jumps.append(sign)
    elif isinstance(sign, Marker) and sign not in bar.markers:
        bar.markers.append(sign)


def _sign_of(element: Element) -> Jump | Marker | None:
    by_words = _sign_in_words(element)
    if by_words is not None:
        return by_words
    sounds = [element] if element.tag == "sound" else element.findall("sound")
    for sound in sounds:
        for attribute, sign in _SOUNDS:
            if sound.get(attribute):
                return sign
    for tag, sign in (("segno", Marker.SEGNO), ("coda", Marker.CODA)):
        if element.find(f"direction-type/{tag}") is not None:
            return sign
    return None


def _sign_in_words(element: Element) -> Jump | Marker | None:
    pieces = ("".join(map(str, e.itertext())) for e in element.iterfind("direction-type/words"))
    words = " ".join(pieces).strip().lower()
    for pattern, sign in _WORDS if _HINT.match(words) else ():
        if re.fullmatch(pattern + r"[.: ]*", words):
            return sign
    return None


def _finished(bars: Sequence[_Signs], index: int) -> BarSigns:
    bar = bars[index]
    return BarSigns(
        bar.starts_repeat,
        bar.repeat_times,
        _ending(bars, index) if bar.passes else None,
        tuple(sorted(bar.markers, key=lambda marker: marker in _RIGHTWARD)),
        tuple(bar.jumps),
    )


def _ending(bars: Sequence[_Signs], index: int) -> Ending:
    for last in range(index, len(bars)):
        if last > index and bars[last].passes:
            return Ending(bars[index].passes, last - 1, is_closed=False)
        if bars[last].stops_ending:
            return Ending(bars[index].passes, last, bars[last].stops_ending == "stop")
    return Ending(bars[index].passes, len(bars) - 1, is_closed=False)

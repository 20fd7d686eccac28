"""What a player types to mean a stretch of the piece: `5-8`, `5.3-8.1`, or its name."""

import re
from collections.abc import Iterable

from renshu.practice.section import Section
from renshu.score.bars import printed
from renshu.score.beats import BarBeat, bar_beats
from renshu.score.notation import Score

_SPAN = re.compile(r"\s*(\w+)(?:[.:](\d+))?\s*(?:[-–—]\s*(\w+)(?:[.:](\d+))?\s*)?")


def parse_span(score: Score, text: str) -> Section | None:
    """The stretch that `5`, `5-8` or `5.3-8.1` means; None where that is none of the score.

    Both ends are included: `5.3-8.1` ends with the first beat of bar 8.
    """
    found = _SPAN.fullmatch(text)
    if found is None:
        return None
    first = _beats(score, found[1], found[2])
    last = _beats(score, found[3], found[4]) if found[3] else first
    if not first or not last or last[-1].end <= first[0].onset:
        return None
    return Section(first[0].onset, last[-1].end)


def named(sections: Iterable[Section], text: str) -> Section | None:
    """The section that a name means: all of it, or as much as no other name begins with."""
    wanted = text.strip().casefold()
    if not wanted:
        return None
    having = [one for one in sections if one.name.casefold().startswith(wanted)]
    exact = [one for one in having if one.name.casefold() == wanted]
    return next(iter(exact), having[0] if len(having) == 1 else None)


def _beats(score: Score, bar: str, number: str | None) -> list[BarBeat]:
    beats = [one for one in bar_beats(score) if printed(score, one.measure) == bar]
    return beats if number is None else [one for one in beats if one.number == int(number)]

"""Gradual tempo changes (rit., accel.) as many small tempo marks.

A file says only where a change begins. It ends at the next tempo mark or at the words that call
the tempo back, and after two measures at the latest; then the former tempo returns, unless the
mark there says otherwise. By its end a change has slowed the tempo to three quarters, or sped it
up to five quarters of what it was, or to the tempo of the mark if that lies the same way.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from renshu.score.notation import Measure
from renshu.score.tempo import TempoMap, TempoMark

SLOWED = 0.75
"""What is left of the tempo at the end of a ritardando."""
SPED = 1.25
"""What an accelerando makes of the tempo."""
STEPS_PER_QUARTER = 2
MOST_MEASURES = 2
MOST_STEPS = 64

_SLOWER = re.compile(
    r"\b(rit|riten\w*|ritard\w*|rall\w*|allarg\w*|slarg\w*|slent\w*|calando|smorz\w*|morendo)\b"
)
_FASTER = re.compile(r"\b(accel\w*|stringendo|string\.|affrett\w*|stretto)(?!\w)")
_BACK = re.compile(r"\b(a tempo|tempo (i|1|primo)\b|in tempo|l'istesso)")
_TINY = 0.01


@dataclass(frozen=True, slots=True)
class TempoWords:
    """Words at one moment that may change or restore the tempo."""

    onset: Fraction
    text: str


def with_gradual_changes(
    tempo: TempoMap, words: Iterable[TempoWords], measures: Sequence[Measure]
) -> TempoMap:
    """`tempo` with the changes that `words` ask for."""
    ordered = sorted(words, key=lambda word: word.onset)
    turns = sorted(
        {mark.onset for mark in tempo.marks}
        | {word.onset for word in ordered if _BACK.search(word.text.lower()) or _share(word.text)}
    )
    added: list[TempoMark] = []
    for word in ordered:
        share = _share(word.text)
        if share is not None:
            end = _end(word.onset, turns, measures)
            added.extend(_steps(word, share, end, tempo))
    if not added:
        return tempo
    changed = TempoMap.of((*added, *tempo.marks))
    return TempoMap(changed.marks, tempo.is_written)


def _share(text: str) -> float | None:
    text = text.lower()
    if _BACK.search(text):
        return None
    if _SLOWER.search(text):
        return SLOWED
    return SPED if _FASTER.search(text) else None


def _end(onset: Fraction, turns: Sequence[Fraction], measures: Sequence[Measure]) -> Fraction:
    """The next place at which something happens to the tempo, or the end of the next measure."""
    here = bisect_right(measures, onset, key=lambda measure: measure.onset) - 1
    latest = measures[min(here + MOST_MEASURES, len(measures)) - 1].end
    following = bisect_right(turns, onset)
    return min(latest, turns[following]) if following < len(turns) else latest


def _steps(word: TempoWords, share: float, end: Fraction, tempo: TempoMap) -> Iterator[TempoMark]:
    before, after = tempo.qpm_at(word.onset), tempo.qpm_at(end)
    goal = before * share
    if abs(after - before) > _TINY and (after < before) == (share < 1):
        goal = after
    count = min(MOST_STEPS, max(1, int((end - word.onset) * STEPS_PER_QUARTER)))
    for step in range(count):
        place = word.onset + (end - word.onset) * step / count
        qpm = before + (goal - before) * (step + 1) / count
        yield TempoMark(place, qpm, word.text if step == 0 else "")
    yield TempoMark(end, after)

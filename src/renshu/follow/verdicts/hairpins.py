"""Hairpins played the other way round: a crescendo that fades, a diminuendo that grows."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from renshu.follow.verdicts.kinds import Verdict, VerdictKind
from renshu.follow.verdicts.levels import is_stressed
from renshu.follow.verdicts.robust import median, polish
from renshu.follow.verdicts.runs import Run, Stroke
from renshu.follow.verdicts.strength import is_heard, needed, own_scatter, region
from renshu.score.notation import Score, Span

_IN_HALF = 4
"""Notes of half a hairpin below which it says nothing."""

_ENDS = {"crescendo": VerdictKind.SOFTER, "diminuendo": VerdictKind.LOUDER}
"""What the end of a hairpin is when it was played the other way round."""


@dataclass(frozen=True, slots=True)
class _Struck:
    stroke: Stroke
    bar: tuple[int, int]
    """Number of the run, index of the measure."""
    loudness: float
    """The velocity, less what the hand and the octave add."""


def hairpin_verdicts(score: Score, runs: Sequence[Run]) -> Iterator[Verdict]:
    """One verdict for each hairpin whose second half goes clearly against its first.

    A hairpin without effect is not mentioned: only the wrong direction is certain.
    """
    hairpins = [span for span in score.spans if span.kind in _ENDS]
    strokes = [stroke for run in runs for moment in run.moments for stroke in moment.strokes]
    if not hairpins or not is_heard(strokes):
        return
    struck = _struck(runs)
    own = _scatter_in_bars(struck)
    for number in range(len(runs)):
        inside = [one for one in struck if one.bar[0] == number]
        onsets = [one.stroke.note.onset for one in inside]
        for hairpin in hairpins:
            first, middle, last = (
                bisect_left(onsets, onset)
                for onset in (hairpin.onset, (hairpin.onset + hairpin.end) / 2, hairpin.end)
            )
            yield from _judged(hairpin, inside[first:middle], inside[middle:last], own)


def _judged(
    hairpin: Span, first: Sequence[_Struck], second: Sequence[_Struck], own: float
) -> Iterator[Verdict]:
    fewer = min(len(first), len(second))
    if fewer < _IN_HALF:
        return
    rise = median([n.loudness for n in second]) - median([n.loudness for n in first])
    against = (-rise if hairpin.kind == "crescendo" else rise) / own
    if against > needed(fewer):
        match = second[0].stroke.match
        yield Verdict(_ENDS[hairpin.kind], match.key.time, match.position, None, against)


def _struck(runs: Sequence[Run]) -> list[_Struck]:
    """All notes without a loudness of their own; what regions add is told apart bar by bar."""
    plain = [
        (stroke, (number, stroke.note.measure))
        for number, run in enumerate(runs)
        for moment in run.moments
        for stroke in moment.strokes
        if stroke.note.ornament is None and not is_stressed(stroke.note)
    ]
    added = polish([(bar, region(s), float(s.sound.velocity)) for s, bar in plain])
    return [_Struck(s, bar, s.sound.velocity - added[region(s)]) for s, bar in plain]


def _scatter_in_bars(struck: Sequence[_Struck]) -> float:
    bars: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for one in struck:
        bars[one.bar].append(one.loudness)
    return own_scatter(bars.values(), [one.stroke for one in struck])

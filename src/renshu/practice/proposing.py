"""Sections proposed: the phrases of a piece, and the bars that go worst.

Phrases are found all at once: of all ways to part the piece the one is taken whose bar lines speak
for it most, in lengths as regular music has them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from renshu.practice.boundaries import WEIGHTS, Boundary, Reason, boundaries
from renshu.practice.section import Section
from renshu.practice.take import Tally
from renshu.score.beats import beat_at
from renshu.score.notation import Hand, Score

_LONGEST = 12
"""Bars of a phrase."""

_LENGTHS = {1: -4.0, 2: -2.0, 3: -1.0, 4: 0.0, 5: -0.8, 6: -0.4, 7: -0.9, 8: 0.0}
"""How well so many bars make a phrase to practise."""

_LONGER = -0.7
"""For each bar above eight."""

_PHRASE = -0.6
"""For each phrase: without a reason none is parted."""

_WEAK = 0.9
"""Bars of which less is right are weak."""

_LATEST = 3
"""So many of the latest times that a bar was played tell how it goes."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A section worth practising on its own, and why."""

    section: Section
    reason: str


def phrases(score: Score) -> tuple[Proposal, ...]:
    """The whole piece in sections, in order."""
    lines = boundaries(score)
    edges = _parted(score, lines)
    starts = [_with_upbeat(score, edge, lines) for edge in edges]
    ends = [*starts[1:], score.end]
    return tuple(
        Proposal(Section(start, end), _reason(score, edge, lines[edge]))
        for edge, start, end in zip(edges, starts, ends, strict=True)
    )


def weakest(
    score: Score, takes: Sequence[Mapping[int, Tally]], most: int = 3
) -> tuple[Proposal, ...]:
    """The bars that go worst, the worst first, with a bar before and after.

    Args:
        score: The score.
        takes: How each measure went, by index, the newest take first.
        most: So many proposals at most; weak neighbours are one.
    """
    shares = {
        bar: share
        for bar in range(len(score.measures))
        if (share := _share(bar, takes)) is not None and share < _WEAK
    }
    worst = sorted(shares, key=lambda bar: (shares[bar], bar))[: 2 * most]
    stretches = sorted(_joined(sorted(worst)), key=lambda one: min(shares[bar] for bar in one))
    return tuple(_around(score, stretch, shares) for stretch in stretches[:most])


def _parted(score: Score, lines: Sequence[Boundary]) -> list[int]:
    """The measures with which phrases begin: the best way to part the piece."""
    count = len(lines)
    if not count:
        return []
    best, came_from = [0.0], [0]
    for end in range(1, count + 1):
        worths = {
            start: best[start] + lines[start].strength + _fit(score, start, end)
            for start in range(max(0, end - _LONGEST), end)
        }
        start = max(worths, key=lambda one: worths[one])
        best.append(worths[start])
        came_from.append(start)
    edges = []
    place = count
    while place > 0:
        place = came_from[place]
        edges.append(place)
    return edges[::-1]


def _fit(score: Score, start: int, end: int) -> float:
    """How well the measures make a phrase; a pickup is no bar of its own."""
    bars = end - start
    if start == 0 and bars > 1 and _pickup(score):
        bars -= 1
    return _PHRASE + _LENGTHS.get(bars, _LONGER * (bars - 8))


def _with_upbeat(score: Score, edge: int, lines: Sequence[Boundary]) -> Fraction:
    """Where a phrase begins: before its bar line, if it has the upbeat that the piece begins with.

    What is printed to part the piece parts it where it stands.
    """
    measure = score.measures[edge]
    upbeat = _pickup(score)
    start = measure.onset - upbeat
    is_printed = any(WEIGHTS[reason] > WEIGHTS[Reason.TEMPO] for reason in lines[edge].reasons)
    if edge == 0 or not upbeat or is_printed or start <= score.measures[edge - 1].onset:
        return measure.onset
    sung = [note for note in score.notes if note.measure == edge - 1 and note.hand is Hand.RIGHT]
    begins = any(note.onset == start for note in sung)
    is_crossed = any(note.onset < start < note.offset for note in sung)
    return start if begins and not is_crossed and _is_beat(score, start) else measure.onset


def _is_beat(score: Score, moment: Fraction) -> bool:
    return beat_at(score, moment).onset == moment


def _pickup(score: Score) -> Fraction:
    """Quarters of the pickup that the piece begins with; 0 where it has none."""
    first = score.measures[0]
    is_short = first.duration < first.time_signature.measure_duration
    return first.duration if is_short and len(score.measures) > 1 else Fraction(0)


def _reason(score: Score, edge: int, line: Boundary) -> str:
    reason = line.reasons[0] if line.reasons else Reason.EVEN
    mark = score.measures[edge].rehearsal_mark
    return f"{Reason.MARK.value} {mark}" if mark else reason.value


def _share(bar: int, takes: Sequence[Mapping[int, Tally]]) -> float | None:
    """How much of a bar was right the latest times it was played."""
    latest = [take[bar] for take in takes if bar in take and take[bar].asked][:_LATEST]
    asked = sum(one.asked + one.extra for one in latest)
    return sum(one.matched for one in latest) / asked if asked else None


def _joined(bars: Sequence[int]) -> list[list[int]]:
    """Bars that touch, or have one bar between them, together."""
    stretches: list[list[int]] = []
    for bar in bars:
        if stretches and bar - stretches[-1][-1] <= 2:
            stretches[-1].append(bar)
        else:
            stretches.append([bar])
    return stretches


def _around(score: Score, bars: Sequence[int], shares: Mapping[int, float]) -> Proposal:
    first = score.measures[max(0, bars[0] - 1)]
    last = score.measures[min(len(score.measures) - 1, bars[-1] + 1)]
    worst = min(shares[bar] for bar in bars)
    return Proposal(Section(first.onset, last.end), f"weak: {worst:.0%} right")

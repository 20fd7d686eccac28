"""Verdicts in words: what a review says beside the counts of right and wrong notes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from renshu.follow.verdicts.kinds import Verdict, VerdictKind
from renshu.score.bars import printed
from renshu.score.notation import Score

_NOTES = {
    VerdictKind.SHORT: "held too short",
    VerdictKind.LONG: "held too long",
    VerdictKind.EARLY: "early",
    VerdictKind.LATE: "late",
}
"""What is said of single notes."""
_BARS = {
    VerdictKind.LOUDER: "louder than written",
    VerdictKind.SOFTER: "softer than written",
    VerdictKind.PEDAL_MISSING: "pedal missing",
}
"""What is said of bars."""
_SHORTLY = {
    VerdictKind.SHORT: "short",
    VerdictKind.LONG: "long",
    VerdictKind.EARLY: "early",
    VerdictKind.LATE: "late",
    VerdictKind.LOUDER: "louder",
    VerdictKind.SOFTER: "softer",
    VerdictKind.PEDAL_MISSING: "pedal",
}
_FEW = 3
"""So many stretches of bars are named; more are counted."""


def remarks(verdicts: Iterable[Verdict], score: Score) -> str:
    """One line for the whole take; empty where there is nothing to say."""
    by_kind: dict[VerdictKind, list[Verdict]] = {}
    for verdict in verdicts:
        by_kind.setdefault(verdict.kind, []).append(verdict)
    line = " · ".join(_sentences(by_kind, score))
    return line[:1].upper() + line[1:]


def bar_remarks(verdicts: Iterable[Verdict], measure: int) -> str:
    """A few words about one bar, for a line of a table."""
    kinds = Counter(v.kind for v in verdicts if v.position and v.position.measure == measure)
    return ", ".join(
        f"{kinds[kind]} {word}" if kind in _NOTES and kinds[kind] > 1 else word
        for kind, word in _SHORTLY.items()
        if kinds[kind]
    )


def _sentences(by_kind: dict[VerdictKind, list[Verdict]], score: Score) -> Iterator[str]:
    for kind, words in _NOTES.items():
        if found := len(by_kind.get(kind, ())):
            yield f"{found} {'note' if found == 1 else 'notes'} {words}"
    for kind, words in _BARS.items():
        if bars := _bars(by_kind.get(kind, ())):
            yield f"{words} in {_named(bars, score)}"
    if VerdictKind.PEDAL_UNUSED in by_kind:
        yield "the score asks for the pedal, and none was pressed."


def _bars(verdicts: Iterable[Verdict]) -> list[int]:
    return sorted({verdict.position.measure for verdict in verdicts if verdict.position})


def _named(bars: Sequence[int], score: Score) -> str:
    """`bar 3`, `bars 5–8, 11`, or how many where they are scattered."""
    stretches = list(_stretches(bars))
    if len(stretches) > _FEW:
        return f"{len(bars)} bars"
    names = ", ".join(
        printed(score, run.start)
        if len(run) == 1
        else f"{printed(score, run.start)}–{printed(score, run.stop - 1)}"
        for run in stretches
    )
    return f"{'bar' if len(bars) == 1 else 'bars'} {names}"


def _stretches(bars: Sequence[int]) -> Iterator[range]:
    """Bars that follow each other, put together."""
    first = 0
    for index in range(1, len(bars) + 1):
        if index == len(bars) or bars[index] != bars[index - 1] + 1:
            yield range(bars[first], bars[index - 1] + 1)
            first = index

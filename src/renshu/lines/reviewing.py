"""A take looked back on, in a few sentences: counts, what else a teacher says, where to go next."""

from collections.abc import Iterator, Sequence

from renshu.evening.percent import percent
from renshu.evening.remarks import remarks
from renshu.evening.review import ENOUGH, by_need, spot_around
from renshu.follow.verdicts.judging import judge
from renshu.follow.verdicts.kinds import Aspect
from renshu.lines.names import counted, sentence
from renshu.practice.take import Summary, Take, Tally, summarise
from renshu.score.bars import printed
from renshu.score.notation import Score

_FEW = 5
"""So many bars are told of, the worst first."""


def review(take: Take, score: Score, aspects: Sequence[Aspect]) -> Iterator[str]:
    """The review of a take.

    Args:
        take: What was played.
        score: What was asked.
        aspects: The classes of verdicts that the player wants to hear of.
    """
    summary = summarise(take.labels, score)
    yield f"You played {_counts(summary.total)}{_share(summary.total)}."
    if summary.median_timing_ms is not None:
        yield f"Timing is off by {summary.median_timing_ms:.0f} milliseconds."
    weak = [bar for bar in by_need(summary) if _is_weak(summary.per_measure[bar])]
    for bar in weak[:_FEW]:
        yield f"Bar {printed(score, bar)}: {_counts(summary.per_measure[bar])}."
    verdicts = judge(score, take.labels, take.events, take.mode, aspects=aspects)
    if said := remarks(verdicts, score):
        yield sentence(said.replace(" · ", "; ").replace("–", " to ").removesuffix("."))
    yield _advice(summary, score, weak)


def _advice(summary: Summary, score: Score, weak: Sequence[int]) -> str:
    if summary.total.asked == 0:
        return "No notes of this score were recognised."
    if not weak:
        return "All that was played sits well: try it a little faster, or go on."
    spot = spot_around(summary.per_measure, weak[0])
    first, last = printed(score, spot.start), printed(score, spot.stop - 1)
    bars = first if len(spot) == 1 else f"{first}-{last}"
    return f"Another look would help there: loop {bars}."


def _counts(tally: Tally) -> str:
    others = {"wrong": tally.wrong, "missed": tally.missed, "extra": tally.extra}
    told = [counted(tally.matched, "note") + " right"]
    return ", ".join(told + [f"{count} {what}" for what, count in others.items() if count])


def _share(tally: Tally) -> str:
    return "" if tally.accuracy is None else f", {percent(tally.accuracy)}"


def _is_weak(tally: Tally) -> bool:
    return tally.accuracy is not None and tally.accuracy < ENOUGH

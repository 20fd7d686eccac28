"""A take in words: what went well, which bars want another look."""

from collections.abc import Mapping

from renshu.evening.percent import percent
from renshu.practice.take import Summary, Tally
from renshu.score.bars import printed
from renshu.score.notation import Score

ENOUGH = 0.95
"""From this share of right notes on a bar needs no special care."""

_LONGEST_SPOT = 4


def summary_line(summary: Summary) -> tuple[tuple[str, str], ...]:
    """The counts, each with the part (colour) it is drawn as."""
    total = summary.total
    accuracy = total.accuracy
    timing = summary.median_timing_ms
    return (
        (percent(accuracy), "accent"),
        (f"● {total.matched} right", "right"),
        (f"× {total.wrong} wrong", "wrong"),
        (f"○ {total.missed} missed", "missed"),
        (f"+ {total.extra} extra", "fair"),
        ("" if timing is None else f"timing ±{timing:.0f} ms", "words"),
    )


def advice(summary: Summary, score: Score) -> str:
    """One sentence: where to go next."""
    weak = by_need(summary)
    if summary.total.asked == 0:
        return "No notes of this score were recognised in what was played."
    if not weak or _share(summary.per_measure[weak[0]]) >= ENOUGH:
        return "All that was played sits well: try it a little faster, or go on."
    spot = spot_around(summary.per_measure, weak[0])
    first, last = printed(score, spot.start), printed(score, spot.stop - 1)
    where = f"Bar {first} wants" if len(spot) == 1 else f"Bars {first}–{last} want"
    return f"{where} another look: Enter repeats the chosen bars."


def by_need(summary: Summary) -> tuple[int, ...]:
    """Measure indexes that were played, the worst first; equals in the order of the score."""
    return tuple(
        sorted(summary.per_measure, key=lambda bar: (_share(summary.per_measure[bar]), bar))
    )


def spot_around(tallies: Mapping[int, Tally], measure: int) -> range:
    """The bar with its weak neighbours, as far as they hang together; four bars at the most."""
    first = last = measure
    while last - first + 1 < _LONGEST_SPOT:
        if _is_weak(tallies.get(last + 1)):
            last += 1
        elif _is_weak(tallies.get(first - 1)):
            first -= 1
        else:
            break
    return range(first, last + 1)


def bar_cells(bar: str, sign: str, tally: Tally) -> tuple[str, ...]:
    """The line of one bar in the table of a review."""
    accuracy = tally.accuracy
    share = percent(accuracy)
    counts = (tally.matched, tally.wrong, tally.missed, tally.extra)
    return (bar, sign * 3, share, *(str(count) if count else "·" for count in counts))


def _is_weak(tally: Tally | None) -> bool:
    return tally is not None and _share(tally) < ENOUGH


def _share(tally: Tally) -> float:
    accuracy = tally.accuracy
    return 1.0 if accuracy is None else accuracy

"""Trends as words, tables and JSON: the same numbers that charts and pictures show."""

from collections.abc import Iterable, Sequence
from datetime import date

from renshu.evening.percent import percent
from renshu.evening.trends import Practised
from renshu.practice.plan.reasons import days_text
from renshu.practice.trends.figures import Figures, Point, Span
from renshu.practice.trends.heat import HeatRow
from renshu.practice.trends.metrics import Metric
from renshu.practice.trends.milestones import Milestone
from renshu.practice.trends.weakness import Weakness

POINT_HEADS = ("From", "Takes", "Minutes", "Right", "Tempo", "Off the beat")
BAR_HEADS = ("Bar", "Weak", "Not clean", "Right", "×", "○", "+")


def point_cells(point: Point, span: Span) -> tuple[str, ...]:
    """One span in the table of a trend."""
    figures = point.figures
    return (
        span_text(point.first, span),
        str(figures.takes),
        f"{figures.minutes:.0f}",
        *(metric.text(metric.of(figures)) for metric in list(Metric)[:3]),
    )


def span_text(first: date, span: Span) -> str:
    """A span as calendars name it."""
    forms = {
        Span.DAY: "%a %d %b %Y",
        Span.WEEK: "week of %d %b %Y",
        Span.MONTH: "%B %Y",
        Span.YEAR: "%Y",
    }
    return f"{first:{forms[span]}}"


def figures_text(figures: Figures) -> str:
    """What was played in a time, in a line."""
    if not figures.takes:
        return "nothing played"
    takes = "1 take" if figures.takes == 1 else f"{figures.takes:,} takes"
    right = Metric.ACCURACY.text(Metric.ACCURACY.of(figures))
    return " · ".join(
        filter(None, (duration_text(figures.minutes), takes, right and f"{right} right"))
    )


def duration_text(minutes: float) -> str:
    """Minutes, or hours and minutes."""
    hours, rest = divmod(round(minutes), 60)
    if not hours:
        return f"{rest} min"
    return f"{hours:,} h {rest:02d} min" if hours < 100 else f"{hours:,} h"


def streak_text(practised: Practised) -> str:
    """The streak that stands, and the longest there was."""
    current, longest = practised.current, practised.longest
    if longest is None:
        return ""
    now = f"streak of {days_text(current.days)}" if current else "no streak now"
    return f"{now} · longest {days_text(longest.days)}"


def weakness_cells(weakness: Weakness, bar: str) -> tuple[str, ...]:
    """One bar in the table of weak bars.

    Args:
        weakness: How weak it is.
        bar: Its printed number.
    """
    tally, right = weakness.tally, weakness.tally.accuracy
    return (
        bar,
        f"{weakness.chance:.0%}",
        f"{weakness.faulty} of {weakness.takes}",
        percent(right),
        *(str(count) if count else "·" for count in (tally.wrong, tally.missed, tally.extra)),
    )


def point_json(point: Point, span: Span) -> dict[str, object]:
    """One span; shares are 0–1 and more, None where nothing is known."""
    return {"from": point.first.isoformat(), "span": span.value, **figures_json(point.figures)}


def figures_json(figures: Figures) -> dict[str, object]:
    """The figures of a time."""
    tally = figures.tally
    return {
        "takes": figures.takes,
        "minutes": round(figures.minutes, 2),
        "accuracy": _rounded(figures.accuracy),
        "tempo": _rounded(figures.tempo),
        "steadiness_ms": _rounded(figures.steadiness_ms),
        "matched": tally.matched,
        "wrong": tally.wrong,
        "missed": tally.missed,
        "extra": tally.extra,
    }


def day_json(day: date, figures: Figures) -> dict[str, object]:
    """One day of the calendar."""
    return {"day": day.isoformat(), **figures_json(figures)}


def bar_json(weakness: Weakness, bar: str, rows: Sequence[HeatRow]) -> dict[str, object]:
    """One bar: how weak it is, and how it went each time, the newest first."""
    times = [
        {"day": row.day.isoformat(), "matched": one.matched, "wrong": one.wrong,
         "missed": one.missed, "extra": one.extra}
        for row in rows if (one := row.bars.get(weakness.measure)) is not None
    ]  # fmt: skip
    return {
        "bar": bar,
        "measure": weakness.measure,
        "weakness": _rounded(weakness.chance),
        "faulty": weakness.faulty,
        "takes": weakness.takes,
        "accuracy": _rounded(weakness.tally.accuracy),
        "times": times,
    }


def milestone_json(milestone: Milestone) -> dict[str, object]:
    """One milestone."""
    return {"day": milestone.day.isoformat(), "key": milestone.key, "text": milestone.text}


def news_text(reached: Iterable[Milestone]) -> str:
    """What the player is told when something was reached, as a sentence."""
    told = [one.text for one in reached]
    return f"Milestone: {'; '.join(told)}." if told else ""


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)

"""What stands at the sides of a curve: round numbers, and days by the names of calendars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from renshu.practice.trends.metrics import Metric

_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1_000, 2_000, 5_000)


@dataclass(frozen=True, slots=True)
class Scale:
    """The side of a curve."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    """Numbers, and how they are written."""
    goal: float | None = None
    """Where a line is drawn across."""


def scale_of(metric: Metric, values: Sequence[float], goal: float | None = None) -> Scale:
    """Round numbers around all values and the goal.

    Args:
        metric: What the values are; amounts and distances begin at nothing.
        values: At least one.
        goal: What is to be reached, if anything is.
    """
    seen = [*values, *([] if goal is None else [goal])]
    begins_at_nothing = metric in {Metric.MINUTES, Metric.STEADINESS}
    least = 0.0 if begins_at_nothing else min(seen)
    step = next((one for one in _STEPS if (max(seen) - least) / one <= 5), 10_000)
    low = least // step * step
    high = max(low + step, -(-max(seen) // step) * step)
    count = round((high - low) / step)
    marks = [low + step * place for place in range(count + 1)]
    return Scale(low, high, tuple((mark, metric.text(mark)) for mark in marks), goal)


def day_ticks(first: date, last: date, most: int) -> tuple[tuple[date, str], ...]:
    """The days that are named below a curve, evenly apart, and their names.

    Args:
        first: Of the curve.
        last: Of the curve.
        most: So many names have room.
    """
    days = (last - first).days
    count = max(1, min(most, days + 1))
    places = [first + timedelta(days=days * at // max(1, count - 1)) for at in range(count)]
    form = "%d %b" if days < 300 else "%b %Y"
    named = [(day, f"{day:{form}}") for day in dict.fromkeys(places)]
    return tuple(
        (day, text) for at, (day, text) in enumerate(named) if at == 0 or text != named[at - 1][1]
    )

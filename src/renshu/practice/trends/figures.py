"""Sums over a time: how much was played in it, how right, how fast and how steadily."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from renshu.practice.take import Tally


class Span(StrEnum):
    """How long a time one point of a trend stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    def begins(self, day: date) -> date:
        """The first day of the span in which a day lies; weeks begin on Monday."""
        match self:
            case Span.WEEK:
                return day - timedelta(days=day.weekday())
            case Span.MONTH:
                return day.replace(day=1)
            case Span.YEAR:
                return day.replace(month=1, day=1)
        return day

    def after(self, first: date) -> date:
        """The first day of the next span."""
        days = {Span.DAY: 1, Span.WEEK: 7, Span.MONTH: 31, Span.YEAR: 366}
        return self.begins(first + timedelta(days=days[self]))

    @property
    def next(self) -> "Span":
        """The next longer one; after years come days again."""
        every = list(Span)
        return every[(every.index(self) + 1) % len(every)]


NOTHING = Tally()
"""No note counted."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A mean, with what it was weighed by, so that means can be added."""

    total: float = 0.0
    weight: float = 0.0

    @property
    def mean(self) -> float | None:
        """None where nothing is known."""
        return self.total / self.weight if self.weight else None

    def __add__(self, other: "Weighed") -> "Weighed":
        return Weighed(self.total + other.total, self.weight + other.weight)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was played in a time. They add up, in any order."""

    takes: int = 0
    seconds: float = 0.0
    tally: Tally = NOTHING
    tempi: Weighed = Weighed()
    """Shares of the written tempo, weighed by right notes."""
    timings: Weighed = Weighed()
    """Median distances from the beat in milliseconds, weighed by right notes."""

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.takes + other.takes,
            self.seconds + other.seconds,
            self.tally + other.tally,
            self.tempi + other.tempi,
            self.timings + other.timings,
        )

    @property
    def accuracy(self) -> float | None:
        """Share of right notes; None where nothing was asked."""
        return self.tally.accuracy

    @property
    def tempo(self) -> float | None:
        """Share of the written tempo; None where it is not known."""
        return self.tempi.mean

    @property
    def steadiness_ms(self) -> float | None:
        """How far right notes were from the beat, or from one's own tempo: less is better."""
        return self.timings.mean

    @property
    def minutes(self) -> float:
        """Time at the piano."""
        return self.seconds / 60


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a trend."""

    first: date
    """The first day of its span."""
    figures: Figures


def together(parts: Iterable[Figures]) -> Figures:
    """The sum of all, as if one were added after the other."""
    columns = zip(*map(_numbers, (Figures(), *parts)), strict=True)
    takes, seconds, *counts, tempo, right, timing, weight = map(sum, columns)
    return Figures(takes, seconds, Tally(*counts), Weighed(tempo, right), Weighed(timing, weight))


def _numbers(one: Figures) -> tuple[float, ...]:
    tally, tempi, timings = one.tally, one.tempi, one.timings
    return (
        one.takes, one.seconds, tally.matched, tally.wrong, tally.missed, tally.extra,
        tempi.total, tempi.weight, timings.total, timings.weight,
    )  # fmt: skip


def trend(days: Iterable[tuple[date, Figures]], span: Span) -> tuple[Point, ...]:
    """The figures of days as those of longer spans, oldest first; empty spans are left out.

    Args:
        days: In any order; a day may come more than once, as when it has several pieces.
        span: How long a time a point stands for.
    """
    spans: dict[date, list[Figures]] = {}
    for day, figures in days:
        spans.setdefault(span.begins(day), []).append(figures)
    return tuple(Point(first, together(spans[first])) for first in sorted(spans))


def fitting_span(first: date, last: date, most: int = 60) -> Span:
    """The shortest span of which a time has no more than so many."""
    days = (last - first).days + 1
    for span, length in ((Span.DAY, 1), (Span.WEEK, 7), (Span.MONTH, 30)):
        if days <= most * length:
            return span
    # Sixty months are five years: ten are still read more gladly by month than by year.
    return Span.MONTH if days <= 2.5 * most * 30 else Span.YEAR

"""A year of practice as weeks of seven days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

LEVELS = (0.0, 10.0, 25.0, 45.0)
"""Minutes above which a day has levels 1 to 4."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Weeks side by side, Mondays at the top."""

    first: date
    """A Monday."""
    last: date
    """The last day that is shown."""

    @property
    def weeks(self) -> int:
        """How many columns."""
        return (self.last - self.first).days // 7 + 1

    def day(self, week: int, weekday: int) -> date | None:
        """The day of a cell; None for a cell outside."""
        day = self.first + timedelta(days=7 * week + weekday)
        is_inside = 0 <= weekday < 7 and self.first <= day <= self.last
        return day if is_inside else None

    def cell(self, day: date) -> tuple[int, int] | None:
        """Week and weekday of a day; None where it is not shown."""
        if not self.first <= day <= self.last:
            return None
        return divmod((day - self.first).days, 7)

    def months(self) -> tuple[tuple[int, date], ...]:
        """The weeks with which months begin, and the first day of each that is shown."""
        found = []
        for week in range(self.weeks):
            monday = self.first + timedelta(days=7 * week)
            if week == 0 or monday.month != (monday - timedelta(days=7)).month:
                found.append((week, monday))
        return tuple(found)


def calendar(last: date, weeks: int) -> Calendar:
    """So many weeks, the last of them that with the day `last`."""
    monday = last - timedelta(days=last.weekday())
    return Calendar(monday - timedelta(weeks=weeks - 1), last)


def level(minutes: float) -> int:
    """How much a day was practised: 0 for not at all, 4 for a long evening."""
    return sum(minutes > least for least in LEVELS)


def totals(minutes: Mapping[date, float], shown: Calendar) -> tuple[int, float]:
    """On how many of the shown days something was played, and for how many minutes in all."""
    inside = [each for day, each in minutes.items() if shown.cell(day) is not None and each > 0]
    return len(inside), sum(inside)

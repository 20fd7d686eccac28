"""Days as a player has them: an evening goes on after midnight, a day of rest breaks nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

REST_EVERY = 7
"""Days of which one may be a day of rest without ending a streak."""


def evening_of(started_at: datetime, utc_offset: timedelta, border_hour: int) -> date:
    """The day that a take belongs to, by the clock on the wall where it was played.

    Neither travel nor daylight saving can move a take afterwards: the clock is that of the moment.

    Args:
        started_at: Aware.
        utc_offset: East of UTC, where and when it was played.
        border_hour: When a day begins, such as 4 for four in the morning.
    """
    wall = started_at.astimezone(timezone(utc_offset))
    return (wall - timedelta(hours=border_hour)).date()


@dataclass(frozen=True, slots=True)
class Streak:
    """Days of practice that hang together."""

    first: date
    last: date
    days: int
    """On which something was played: days of rest do not count."""
    rested: date | None = None
    """The latest day of rest in it."""

    def reaches(self, day: date) -> bool:
        """Whether practice on `day` would go on with it."""
        return self.with_day(day) is not None

    def with_day(self, day: date) -> "Streak | None":
        """The streak with one more day of practice; None where too much lies between."""
        missed = (day - self.last).days - 1
        if missed == 0:
            return Streak(self.first, day, self.days + 1, self.rested)
        rest = day - timedelta(days=1)
        is_due = self.rested is None or (rest - self.rested).days >= REST_EVERY
        return Streak(self.first, day, self.days + 1, rest) if missed == 1 and is_due else None


def streaks(days: Iterable[date]) -> tuple[Streak, ...]:
    """The streaks in some days of practice, oldest first.

    Of seven days in a row one may be a day of rest; a second one, or two in a row, ends a streak.

    Args:
        days: In any order; a day may come more than once.
    """
    found: list[Streak] = []
    for day in sorted(set(days)):
        longer = found[-1].with_day(day) if found else None
        if longer is not None:
            found[-1] = longer
        else:
            found.append(Streak(day, day, 1))
    return tuple(found)


def current_streak(found: tuple[Streak, ...], today: date) -> Streak | None:
    """The streak that stands: one that practice today belongs to, or would go on with."""
    latest = found[-1] if found else None
    if latest is None or latest.last > today:
        return None
    return latest if latest.last == today or latest.reaches(today) else None


def longest_streak(found: tuple[Streak, ...]) -> Streak | None:
    """The one of most days; of equals the first."""
    return max(found, key=lambda one: one.days, default=None)

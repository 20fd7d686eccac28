"""The player's days: a take after midnight belongs to the evening before."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from renshu.practice.trends.days import evening_of


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock on the wall where the player is, and when his day begins."""

    utc_offset: timedelta = timedelta()
    """East of UTC."""
    border_hour: int = 4

    def day(self, moment: datetime) -> date:
        """The evening that a moment belongs to."""
        return evening_of(moment, self.utc_offset, self.border_hour)

    def beginning(self, day: date) -> datetime:
        """When a day begins; aware UTC."""
        border = datetime.combine(day, time(self.border_hour), timezone(self.utc_offset))
        return border.astimezone(UTC)

"""The card of a section: how it stands, and when it wants to be played again."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta

from renshu.practice.section import Section
from renshu.score.passage import Hands

HORIZONS = (0.0, 0.5, 1.0, 2.0, 4.0, 7.0, 14.0, 30.0, 60.0, 120.0, 240.0, 480.0, 960.0)
"""Days ahead for which a forecast is worked out."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The chance of a clean pass from some moment on, if nothing is played."""

    known_at: datetime
    """Aware UTC."""
    chances: tuple[float, ...]
    """At each of `HORIZONS` days after it."""

    def at(self, now: datetime) -> float:
        """The chance at a moment: between two horizons on the line from one to the other."""
        days = max(0.0, (now - self.known_at) / _DAY)
        after = bisect_right(HORIZONS, days)
        if after == len(HORIZONS):
            return self.chances[-1]
        low, high = HORIZONS[after - 1], HORIZONS[after]
        share = (days - low) / (high - low)
        return self.chances[after - 1] * (1 - share) + self.chances[after] * share


@dataclass(frozen=True, slots=True)
class SectionCard:
    """A section of a piece, played by some hands. Tempi are shares of the written one."""

    score_id: str
    title: str
    """The piece's."""
    section: Section
    """Its name is empty where the player has not kept it."""
    hands: Hands
    first_bar: str
    """Printed numbers."""
    last_bar: str
    due: datetime | None
    """Aware UTC; None for a section that has not been practised."""
    stability: float
    """Days until the chance of remembering it has fallen to 90 %; 0 for a new one."""
    difficulty: float
    """FSRS's, 1 to 10; 0 for a new one."""
    goal_tempo: float
    clean_tempo: float | None
    """The fastest at which it was clean from beginning to end."""
    practised_at: datetime | None
    """Aware UTC."""
    passes: int
    """How often it was played from beginning to end."""
    seconds: float
    """What one pass takes at the goal tempo."""
    forecast: Forecast
    chance: float = 0.0
    """Of a clean pass at the goal tempo, at the moment that was asked about."""

    @property
    def is_new(self) -> bool:
        """Whether it has not been practised yet."""
        return self.practised_at is None

"""How somebody practises: their evenings, and how fast they learn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

LOOKED_BACK = 28
"""Days that tell of somebody's evenings."""
SECURE = 0.8
"""From this chance of a clean pass on a section is ready."""

_USUAL_EVENINGS = 4
_USUAL_MINUTES = 20.0
_USUAL_SPEED = 1.5
"""Minutes of practice for each second of music, as long as nothing is known: 16 bars of a moderate
tempo, half a minute of music, take three quarters of an hour."""
_ENOUGH_DAYS = 3
_ENOUGH_SECTIONS = 3


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The evenings of somebody's week."""

    evenings: int = _USUAL_EVENINGS
    """A week, 1 to 7."""
    minutes: float = _USUAL_MINUTES
    """An evening."""
    is_known: bool = False
    """Whether it was measured; otherwise it is a guess."""


def rhythm(days: Iterable[tuple[date, float]], today: date) -> Rhythm:
    """The evenings of the last four weeks; a guess where there are fewer than three.

    Args:
        days: The days on which something was played, and the minutes.
        today: The player's day, which does not count: it is not over.
    """
    earliest = today - timedelta(days=LOOKED_BACK)
    recent = [(day, minutes) for day, minutes in days if earliest <= day < today and minutes >= 1]
    if len(recent) < _ENOUGH_DAYS:
        return Rhythm()
    # Somebody who has just begun is measured from that day on, and by one week at least.
    weeks = max(1.0, (today - min(day for day, _ in recent)).days / 7)
    evenings = max(1, min(7, round(len(recent) / weeks)))
    return Rhythm(evenings, median(minutes for _, minutes in recent), is_known=True)


def speed(learnt: Sequence[tuple[float, float]]) -> float:
    """Minutes of practice that a second of music takes until it is secure.

    Args:
        learnt: For each section that is secure, the minutes that it was practised, and the seconds
            that it lasts; fewer than three tell nothing.
    """
    speeds = [minutes / seconds for minutes, seconds in learnt if seconds > 0 and minutes > 0]
    return median(speeds) if len(speeds) >= _ENOUGH_SECTIONS else _USUAL_SPEED

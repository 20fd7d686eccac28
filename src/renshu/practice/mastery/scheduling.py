"""When a section wants to be played again: the FSRS scheduler, fed with what was measured.

The algorithm is that of the package `fsrs` (J. Ye, J. Su and Y. Cao, “A Stochastic Shortest Path
Algorithm for Optimizing Spaced Repetition Scheduling”, KDD 2022), with its own weights. A section
is promoted once in an evening at the most, however often it was played; chance has no part.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from renshu.practice.mastery.rating import Rating

if TYPE_CHECKING:
    import fsrs

RETENTION = 0.9
"""The chance of remembering at which a section is due."""

LONGEST = 180
"""Days; fingers want to be reminded of the best-known piece twice a year."""


class Verdict(StrEnum):
    """What the player says against the measured results."""

    KNOWN = "known"
    """I know this."""
    AGAIN = "again"
    """I want to learn it again."""
    DUE = "due"
    """Ask me on that day."""


@dataclass(frozen=True, slots=True)
class Overrule:
    """A verdict of the player: a fact."""

    said_at: datetime
    """Aware UTC."""
    verdict: Verdict
    due: datetime | None = None
    """Of `Verdict.DUE`; aware UTC."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Where a section stands in the schedule."""

    due: date
    stability: float
    """Days."""
    difficulty: float
    """1 to 10."""


def schedule(ratings: Mapping[date, Rating]) -> Schedule | None:
    """The schedule of a section; None where no day has a rating.

    Args:
        ratings: One a day, in any order: the days of the player, whose borders others draw.
    """
    import fsrs

    if not ratings:
        return None
    # A card that is given no number sleeps until the clock gives it one of its own.
    card = fsrs.Card(card_id=1, due=_moment(min(ratings)))
    for day in sorted(ratings):
        card, _ = _scheduler().review_card(card, fsrs.Rating(ratings[day]), _moment(day))
    return Schedule(card.due.date(), card.stability or 0.0, card.difficulty or 0.0)


def overruled(
    measured: Mapping[date, Rating], said: Iterable[tuple[date, Overrule]]
) -> Mapping[date, Rating]:
    """The ratings of all days: what the player says of a day goes before what was measured on it.

    Args:
        measured: By the day.
        said: With the day on which it was said; of several the last one holds.
    """
    ratings = dict(measured)
    for day, one in sorted(said, key=lambda pair: (pair[1].said_at, pair[1].verdict)):
        if one.verdict in _RATINGS:
            ratings[day] = _RATINGS[one.verdict]
    return ratings


_RATINGS = {Verdict.KNOWN: Rating.EASY, Verdict.AGAIN: Rating.AGAIN}


def _moment(day: date) -> datetime:
    """FSRS counts whole days, which must not depend on the hour of playing."""
    return datetime.combine(day, time(), UTC)


@cache
def _scheduler() -> "fsrs.Scheduler":
    import fsrs

    return fsrs.Scheduler(
        desired_retention=RETENTION,
        learning_steps=(timedelta(days=1),),
        relearning_steps=(timedelta(days=1),),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )

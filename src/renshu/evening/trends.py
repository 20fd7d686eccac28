"""Day to year: what the screen, the commands and pictures show of many takes together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from renshu.practice.trends.days import (
    Streak,
    current_streak,
    evening_of,
    longest_streak,
    streaks,
)
from renshu.practice.trends.figures import (
    Figures,
    Point,
    Span,
    fitting_span,
    together,
    trend,
)
from renshu.practice.trends.milestones import Milestone, milestones
from renshu.practice.trends.passes import PlayedBar

if TYPE_CHECKING:
    from renshu.evening.services import Services
    from renshu.library.catalogue import Entry

NO_TAKE = "No take yet: open a score, play, and press Escape; from then on this shows your way."


@dataclass(frozen=True, slots=True)
class Scope:
    """Which pieces are looked at."""

    name: str
    """The title of a piece, the name of a series; `all pieces`."""
    score_ids: frozenset[str] | None = None
    """None for all."""


EVERYTHING = Scope("all pieces")


@dataclass(frozen=True, slots=True)
class Trend:
    """The figures of some pieces, day by day."""

    scope: Scope
    days: tuple[tuple[date, Figures], ...]
    """Oldest first; days without practice are left out."""
    goal: float
    """Share of the written tempo that is to be reached."""

    @property
    def fitting(self) -> Span:
        """The span in which all of it is seen well."""
        if not self.days:
            return Span.DAY
        return fitting_span(self.days[0][0], self.days[-1][0])

    def points(self, span: Span) -> tuple[Point, ...]:
        """The figures of each span, oldest first."""
        return trend(self.days, span)

    @property
    def whole(self) -> Figures:
        """All days together."""
        return together(figures for _, figures in self.days)


@dataclass(frozen=True, slots=True)
class Practised:
    """On which days something was played."""

    days: Mapping[date, Figures]
    today: date
    current: Streak | None
    longest: Streak | None

    @property
    def minutes(self) -> dict[date, float]:
        """Minutes of each day."""
        return {day: figures.minutes for day, figures in self.days.items()}


@dataclass(frozen=True, slots=True)
class BarHistory:
    """How the bars of one piece went, time by time."""

    passes: tuple[PlayedBar, ...]
    goal: float
    """Share of the written tempo that is to be reached."""


def player_day(now: datetime, border_hour: int) -> date:
    """The player's day.

    Args:
        now: Aware, by the clock on the player's wall.
        border_hour: When a day begins.
    """
    return evening_of(now, now.utcoffset() or timedelta(0), border_hour)


def today(services: "Services", now: datetime | None = None) -> date:
    """The evening that it is now, by the clock on the player's wall."""
    return player_day((now or datetime.now(UTC)).astimezone(), services.settings.day_border)


def read_trend(services: "Services", scope: Scope = EVERYTHING) -> Trend:
    """The figures of some pieces. This waits for the disk.

    Raises:
        HistoryError: The history cannot be read.
    """
    days = services.history.trends.days(services.settings.day_border, scope.score_ids)
    return Trend(scope, days, _goal(services, scope.score_ids))


def read_days(services: "Services", now: datetime | None = None) -> Practised:
    """All days of practice. This waits for the disk.

    Raises:
        HistoryError: The history cannot be read.
    """
    days = dict(services.history.trends.days(services.settings.day_border))
    found, here = streaks(days), today(services, now)
    return Practised(days, here, current_streak(found, here), longest_streak(found))


def read_bars(services: "Services", score_id: str) -> BarHistory:
    """How the bars of a piece went lately. This waits for the disk.

    Raises:
        HistoryError: The history cannot be read.
    """
    passes = services.history.trends.bars(score_id, services.settings.day_border)
    return BarHistory(passes, _goal(services, frozenset({score_id})))


def read_milestones(services: "Services") -> tuple[Milestone, ...]:
    """All that was reached so far, oldest first. This waits for the disk.

    Raises:
        HistoryError: The history cannot be read.
    """
    border, kept = services.settings.day_border, services.history.trends
    goals = ((goal.score_id, goal.tempo) for goal in services.history.goals.all())
    return milestones(kept.days(border), kept.firsts(border).values(), kept.runs(border), goals)


def new_milestones(services: "Services", now: datetime | None = None) -> tuple[Milestone, ...]:
    """What was reached this evening and was not told before; from now on it is told.

    Older ones, as of a history that comes from elsewhere, are taken as told. This waits for the
    disk.

    Raises:
        HistoryError: The history cannot be read or written.
    """
    told = services.history.trends.tell(read_milestones(services))
    here = today(services, now)
    return tuple(one for one in told if one.day == here)


def scopes(services: "Services", score_id: str | None, title: str = "") -> tuple[Scope, ...]:
    """What can be looked at, from a piece: it alone, its series, all. This waits for the disk.

    Raises:
        LibraryError: The library cannot be read.
    """
    if score_id is None:
        return (EVERYTHING,)
    piece = Scope(title, frozenset({score_id}))
    series = series_of(services, score_id)
    return (piece, series, EVERYTHING) if series is not None else (piece, EVERYTHING)


def series_of(services: "Services", score_id: str) -> Scope | None:
    """The series that a piece comes from, with all of its pieces that were ever opened."""
    entries = services.catalogue.entries()
    name = next((_series(one) for one in entries if one.score_id == score_id), "")
    return _named_series(entries, name) if name else None


def find_series(services: "Services", name: str) -> Scope | None:
    """The series that is called so, in whatever case; None where there is none."""
    entries = services.catalogue.entries()
    wanted = name.strip().casefold()
    known = sorted({_series(entry) for entry in entries} - {""})
    exact = [one for one in known if one.casefold() == wanted]
    found = next(iter([*exact, *(one for one in known if wanted in one.casefold())]), None)
    return _named_series(entries, found) if found else None


def _named_series(entries: "Iterable[Entry]", name: str) -> Scope:
    ids = (entry.score_id for entry in entries if _series(entry) == name)
    return Scope(name, frozenset(one for one in ids if one is not None))


def _series(entry: "Entry") -> str:
    return (entry.anime.series or entry.anime.title) if entry.anime else entry.source


def _goal(services: "Services", score_ids: frozenset[str] | None) -> float:
    """The tempo that one piece is to reach: the player's goal, or as it is written."""
    if score_ids is None or len(score_ids) != 1:
        return 1.0
    goals = services.history.goals.all()
    return next((goal.tempo for goal in goals if goal.score_id in score_ids), 1.0)

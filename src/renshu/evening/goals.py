"""Setting a goal: what the player types, and what is kept of it."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from renshu.errors import RenshuError, ScoreError
from renshu.evening.choices import parse_tempo
from renshu.practice.plan.goal import Goal

if TYPE_CHECKING:
    from pathlib import Path

    from renshu.evening.services import Services
    from renshu.score.notation import Score

DAY_ADVICE = "A day is written 2026-12-24, or 24 December, or in so many weeks: 3 weeks."

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAYS = {"day": 1, "week": 7}


def set_goal(services: "Services", path: "Path", by: str, tempo: str, today: date) -> Goal:
    """Read a score, and keep a goal for it; a file from outside comes into the library.

    Args:
        services: Where history and library are. This waits for the disk.
        path: The score.
        by: A day, as `parse_day` reads it.
        tempo: As one types a tempo; empty for the written one.
        today: The player's day.

    Raises:
        RenshuError: The score cannot be read, or day or tempo make no sense.
    """
    from renshu.library.loading import load

    score = load(path, services.cache).to_practise().score
    goal = goal_for(score, by, tempo, today)
    services.catalogue.add([path])
    services.catalogue.opened(path, score, datetime.now(UTC))
    services.history.goals.set(goal)
    _reckon_anew(services, score)
    return goal


def drop_goal(services: "Services", score_id: str, title: str) -> bool:
    """Keep the goal of a piece no longer. This waits for the disk.

    Returns:
        Whether there was one.

    Raises:
        HistoryError: The history cannot be read or written.
    """
    from renshu.evening.archive import find_score

    dropped = services.history.goals.remove(score_id)
    if dropped:
        # A score that is gone has nothing to be reckoned for.
        with suppress(ScoreError):
            _reckon_anew(services, find_score(services, score_id, title).score)
    return dropped


def _reckon_anew(services: "Services", score: "Score") -> None:
    """The goal's tempo is that at which sections have to be clean: what was begun counts anew."""
    from renshu.evening.mastery import refresh

    now = datetime.now(UTC)
    if services.history.mastery.cards(now, score.id):
        refresh(services, score, now)


def goal_for(score: "Score", by: str, tempo: str, today: date) -> Goal:
    """The goal that somebody means.

    Args:
        score: The piece.
        by: A day, as `parse_day` reads it.
        tempo: As one types a tempo; empty for the written one.
        today: The player's day.

    Raises:
        RenshuError: One of them makes no sense, in a sentence.
    """
    day = parse_day(by, today)
    if day is None:
        raise RenshuError(f"“{by}” is no day. {DAY_ADVICE}")
    if day < today:
        raise RenshuError(f"{day} has passed; a goal lies ahead.")
    share = parse_tempo(tempo, score.tempo.qpm_at(0)) if tempo.strip() else 1.0
    if share is None:
        raise RenshuError(f"“{tempo}” is no tempo: write 80%, or 96 for quarters a minute.")
    return Goal(score.id, score.title, day, share)


def parse_day(text: str, today: date) -> date | None:
    """The day that `2026-12-24`, `24 December` or `3 weeks` means; None for anything else.

    A day without a year is the next one of that name.
    """
    said = text.strip().lower()
    if found := re.fullmatch(r"(?:in )?(\d{1,3}) (day|week)s?", said):
        return date.fromordinal(today.toordinal() + int(found[1]) * _DAYS[found[2]])
    if found := re.fullmatch(r"(\d{1,2})\.? ([a-z]{3,9})", said):
        return _next_day(int(found[1]), found[2], today)
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _next_day(day: int, month: str, today: date) -> date | None:
    if month[:3] not in _MONTHS:
        return None
    number = _MONTHS.index(month[:3]) + 1
    for year in (today.year, today.year + 1):
        try:
            found = date(year, number, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None

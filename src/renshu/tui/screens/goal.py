"""Setting a goal: a piece that is to be ready by a day."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from renshu.errors import RenshuError
from renshu.evening.goals import DAY_ADVICE, drop_goal, set_goal
from renshu.evening.trends import today
from renshu.tui.browsing.forms import FormField, Section
from renshu.tui.screens.form import FormScreen

if TYPE_CHECKING:
    from pathlib import Path

    from renshu.practice.plan.goal import Goal
    from renshu.tui.services import ScreenServices

_BY, _TEMPO = "by", "tempo"


def goal_form(
    services: "ScreenServices", path: "Path", title: str, goal: "Goal | None"
) -> FormScreen:
    """The form of a goal; without a day there is none any more.

    Args:
        services: Where history and library are.
        path: The score.
        title: What to call it.
        goal: The goal that it has so far.
    """
    day = goal.by.isoformat() if goal else ""
    tempo = f"{goal.tempo:.0%}" if goal else "100%"
    fields = (
        FormField(_BY, "by", day, "24 December, 2026-12-24, 3 weeks"),
        FormField(_TEMPO, "at tempo", tempo, "100%"),
    )

    def save(changed: Mapping[str, str]) -> None:
        by, at = changed.get(_BY, day), changed.get(_TEMPO, tempo)
        if by:
            set_goal(services, path, by, at, today(services))
        elif goal is None:
            raise RenshuError(f"A goal has a day. {DAY_ADVICE}")
        else:
            drop_goal(services, goal.score_id, title)

    heading = f"By when shall “{title}” be ready?"
    advice = "Enter keeps it; without a day there is no goal. The plan spreads the work."
    return FormScreen((Section(heading, fields),), save, advice)

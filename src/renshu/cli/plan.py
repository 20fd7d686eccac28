"""The command about tonight: what to practise, and goals."""

import argparse
import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from renshu.cli.finding import score_path
from renshu.cli.output import print_json, print_line
from renshu.cli.rooms import open_folders
from renshu.config import load_settings
from renshu.errors import RenshuError
from renshu.evening.diary import catch_up
from renshu.evening.goals import drop_goal, set_goal
from renshu.evening.plan_words import goal_lines, plan_json, plan_lines
from renshu.evening.services import Services
from renshu.evening.tonight import Evening, evening
from renshu.evening.trends import player_day


def plan(options: argparse.Namespace) -> int:
    """Print what to practise tonight; or set, list or drop goals."""
    with _services() as services:
        if options.goal is not None:
            _set_goal(services, options)
        elif options.drop_goal is not None:
            _drop_goal(services, options)
        elif options.goals:
            _list_goals(services, as_json=options.json)
        else:
            _print_plan(services, options)
    return 0


def _print_plan(services: Services, options: argparse.Namespace) -> None:
    minutes = options.minutes or services.settings.minutes
    catch_up(services)
    tonight = evening(services, minutes, _now())
    if options.json:
        print_json(plan_json(tonight.tonight.plan))
    else:
        for line in plan_lines(tonight):
            print_line(line)


def _set_goal(services: Services, options: argparse.Namespace) -> None:
    if options.by is None:
        raise RenshuError("A goal needs its day: --by 2026-12-24, --by “24 December”.")
    path = score_path(options.goal, services.catalogue).absolute()
    day = player_day(_now(), services.settings.day_border)
    goal = set_goal(services, path, options.by, options.tempo or "", day)
    found = _evening(services)
    if options.json:
        print_json(_goals_json(found, goal.score_id)[0])
        return
    for one in found.forecasts:
        if one.goal == goal:
            print_line(one.sentence(found.rhythm, found.today))


def _drop_goal(services: Services, options: argparse.Namespace) -> None:
    from renshu.library.loading import load

    path = score_path(options.drop_goal, services.catalogue)
    score = load(path, services.cache).score
    if not drop_goal(services, score.id, score.title):
        raise RenshuError(f"{score.title} has no goal.")
    if options.json:
        print_json({"score": score.id})
    else:
        print_line(f"{score.title} has no goal any more.")


def _list_goals(services: Services, *, as_json: bool) -> None:
    found = _evening(services)
    if as_json:
        for goal in _goals_json(found):
            print_json(goal)
        return
    lines = tuple(goal_lines(found))
    for line in lines or ("There is no goal yet: --goal SCORE --by DAY sets one.",):
        print_line(line)


def _goals_json(found: Evening, score_id: str | None = None) -> list[dict[str, object]]:
    return [
        {
            "score": one.goal.score_id,
            "title": one.goal.title,
            "by": one.goal.by.isoformat(),
            "tempo": one.goal.tempo,
            "fits": one.fits,
            "ready": one.ready.isoformat() if one.ready else None,
            "sentence": one.sentence(found.rhythm, found.today),
        }
        for one in found.forecasts
        if score_id in {None, one.goal.score_id}
    ]


def _evening(services: Services) -> Evening:
    return evening(services, services.settings.minutes, _now())


def _now() -> datetime:
    return datetime.now().astimezone()


@contextmanager
def _services() -> Iterator[Services]:
    folders = open_folders()
    services = Services(folders, load_settings(folders.settings)[0])
    try:
        services.catalogue.refresh()
        yield services
    finally:
        asyncio.run(services.close())

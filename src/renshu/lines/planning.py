"""The plan for tonight, told in sentences; what is of the piece that is open can be gone to."""

from dataclasses import replace
from datetime import datetime

from renshu.errors import RenshuError
from renshu.evening import choices
from renshu.evening.diary import catch_up
from renshu.evening.plan_words import plan_lines
from renshu.evening.tonight import evening
from renshu.lines.room import Room

_MOST = 600


def tell_plan(room: Room, argument: str, _: float) -> str | None:
    """Tell what to practise tonight, in so many minutes or in as many as usual."""
    services, now = room.services, datetime.now().astimezone()
    minutes = int(argument) if argument.isdecimal() else services.settings.minutes
    if (argument and not argument.isdecimal()) or not 1 <= minutes <= _MOST:
        return f"Minutes are a number from 1 to {_MOST}, such as plan 40."
    try:
        catch_up(services)
        found = evening(services, minutes, now)
    except RenshuError as error:
        return error.sentence
    room.planned = found.tonight.plan.items
    room.say_all(" ".join(line.split()).replace("–", " to ") for line in plan_lines(found))
    if room.planned:
        room.say_all(["The order visit, with a number, goes there."])
    return None


def visit(room: Room, argument: str, _: float) -> str | None:
    """Go to a place of the plan that was told last."""
    if not room.planned:
        return "The order plan tells first what there is to visit."
    if not argument.isdecimal() or not 1 <= int(argument) <= len(room.planned):
        return f"It is a number of the plan, from 1 to {len(room.planned)}."
    one = room.planned[int(argument) - 1].candidate
    if one.score_id != room.score.id:
        return f"That is another piece: leave, and open {one.title}."
    setup = replace(room.setup, tempo=choices.playable(one.tempo))
    room.again(choices.for_passage(setup, one.passage))
    return None

"""The plan in words and as data, for commands, lines and screen."""

from collections.abc import Iterable, Iterator

from renshu.evening.tonight import Evening
from renshu.history.listing import passage_json
from renshu.practice.plan.item import Item, Plan, Why

EMPTY = "There is nothing to plan with yet: `renshu import` adds scores."
DONE = "Nothing is left to do tonight; play what you like."

KINDS = {
    Why.DUE: "due",
    Why.WEAK: "weak spot",
    Why.RETURNING: "coming back",
    Why.NEW: "new",
    Why.JOY: "for joy",
    Why.AGAIN: "again",
}


def plan_json(plan: Plan) -> dict[str, object]:
    """The form in which `renshu plan --json` prints a plan."""
    return {"minutes": plan.minutes, "items": [_item_json(item) for item in plan.items]}


def plan_lines(evening: Evening) -> Iterator[str]:
    """The plan in sentences, and what is likely to become of goals."""
    plan = evening.tonight.plan
    yield greeting(evening)
    if not plan.items:
        yield DONE if evening.tonight.agenda else EMPTY
    for number, item in enumerate(plan.items, start=1):
        yield f"{number}. {item_text(item)}"
        yield f"   {item.reason}"
    yield from goal_lines(evening)


def goal_lines(evening: Evening) -> Iterator[str]:
    """A sentence for each goal."""
    for one in evening.forecasts:
        yield one.sentence(evening.rhythm, evening.today)


def greeting(evening: Evening) -> str:
    """How the evening stands: what is planned, what was played already, the streak."""
    plan = evening.tonight.plan
    parts = [f"Tonight: {things(plan.items)}, {minutes_text(plan.minutes)}"]
    if evening.played >= 1:
        parts.append(f"{minutes_text(round(evening.played))} played today")
    if evening.streak > 1:
        parts.append(f"{evening.streak} days in a row")
    return "; ".join(parts) + "."


def item_text(item: Item) -> str:
    """What to play, and for how long: `4 minutes: Air, bars 5–8, at 80%`."""
    return f"{minutes_text(item.minutes)}: {item.candidate.title}, {spot_text(item)}"


def spot_text(item: Item) -> str:
    """Where, and how fast: `bars 5–8, at 80%`."""
    one = item.candidate
    where = "from beginning to end" if one.is_whole else one.place
    return f"{where}, at {one.tempo:.0%}" if round(one.tempo, 2) != 1 else where


def minutes_text(minutes: int) -> str:
    """So many minutes, in words."""
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def things(items: Iterable[Item]) -> str:
    """How many there are, in words."""
    count = len(tuple(items))
    return "1 thing" if count == 1 else f"{count} things"


def _item_json(item: Item) -> dict[str, object]:
    one = item.candidate
    return {
        "minutes": item.minutes,
        "reason": item.reason,
        "score": one.score_id,
        "passage": passage_json(one.passage),
        "hands": one.passage.hands.value,
        "tempo": one.tempo,
    }

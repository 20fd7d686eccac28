"""Why something is in the plan, in a sentence."""

from datetime import date

from renshu.practice.plan.candidate import Candidate
from renshu.practice.plan.goal import Situation
from renshu.practice.plan.item import Why


def reason(why: Why, one: Candidate, known: Situation) -> str:
    """The sentence.

    Args:
        why: What the visit is for.
        one: What is visited.
        known: The day, the goals, and when each piece was played last.
    """
    sentence = _sentence(why, one, known)
    goal = known.goals.get(one.score_id)
    if goal is None or why is Why.JOY:
        return sentence
    return f"{sentence} Your goal is {day_text(goal.by, known.today)}."


def again(one: Candidate) -> str:
    """The sentence for what did not go well before."""
    return f"Once more after something else: {one.place} did not go well before."


def day_text(day: date, today: date) -> str:
    """A day as one says it: `12 December`, with the year where it is another."""
    year = f" {day.year}" if day.year != today.year and (day - today).days > 300 else ""
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def days_text(days: int) -> str:
    """So many days, in words."""
    return "1 day" if days == 1 else f"{days} days"


def _sentence(why: Why, one: Candidate, known: Situation) -> str:
    match why:
        case Why.DUE:
            return _due(one, known.today)
        case Why.WEAK:
            return f"A weak spot: {one.chance:.0%} likely to be clean at tempo, as you play it now."
        case Why.RETURNING:
            return _returning(one, known)
        case Why.NEW:
            return one.wish or "A new step: the next section you have not practised yet."
        case Why.JOY:
            return "For joy: play it from beginning to end, whatever happens."
        case Why.AGAIN:
            return again(one)


def _due(one: Candidate, today: date) -> str:
    late = (today - one.due).days if one.due else 0
    due = f"Due for {days_text(late)}" if late > 0 else "Due today"
    if one.due and one.practised and one.practised >= one.due:
        # Less than half of a section leaves its day as it was.
        return f"{due}: so far you have played only a part of it."
    days = _days_since(one.practised, today)
    return f"{due}: you last played it {days_text(days)} ago."


def _returning(one: Candidate, known: Situation) -> str:
    last = known.played.get(one.score_id, one.practised)
    goes = "go" if one.is_plural else "goes"
    away = days_text(_days_since(last, known.today))
    return f"You last played {one.title} {away} ago; {one.place} {goes} first."


def _days_since(day: date | None, today: date) -> int:
    return (today - day).days if day else 0


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

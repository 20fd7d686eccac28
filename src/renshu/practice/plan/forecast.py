"""Whether goals can be reached, and how they are spread over the evenings that are left.

Goals share the time there is: that with the nearest day comes first, the order that misses as few
days as possible (J. R. Jackson, “Scheduling a Production Line to Minimize Maximum Tardiness”,
1955). A part of each evening goes to what was learnt before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from renshu.practice.plan.candidate import Candidate
from renshu.practice.plan.goal import Goal
from renshu.practice.plan.pace import SECURE, Rhythm
from renshu.practice.plan.reasons import day_text

_SHARE = 0.6
"""Of an evening that goes to goals."""
_FAR = 5 * 365
"""Days after which nobody can tell."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is likely to become of a goal."""

    goal: Goal
    minutes: float
    """Of practice that are left."""
    ready: date | None
    """When it is likely to be ready; None where that is years away."""
    late: str = ""
    """The bars that will not be ready in time; empty where all will."""
    steps: int = 0
    """New sections that have to be begun on each evening that is left, to be in time."""

    @property
    def fits(self) -> bool:
        """Whether it will be ready in time."""
        return not self.late

    def sentence(self, rhythm: Rhythm, today: date) -> str:
        """What to tell the player, honestly."""
        if self.minutes <= 0:
            return f"{self.goal.title} is ready: every section is secure at its tempo."
        by = day_text(self.goal.by, today)
        head = _at_your(rhythm)
        if self.fits and self.ready is not None:
            likely = f"about {day_text(self.ready, today)} is likely"
            return f"{head}, {self.goal.title} will be ready by {by}; {likely}."
        when = f"about {day_text(self.ready, today)}" if self.ready else "a day years from now"
        late = f"{self.late} of {self.goal.title}"
        return f"{head}, {late} will not be ready by {by}; {when} is likely."


def forecasts(
    goals: Iterable[Goal],
    sections: Iterable[Candidate],
    speed: float,
    rhythm: Rhythm,
    today: date,
) -> tuple[Forecast, ...]:
    """What is likely to become of each goal, the nearest day first.

    Args:
        goals: In any order.
        sections: The sections of their pieces, and of others.
        speed: Minutes of practice that a second of music takes.
        rhythm: The player's evenings.
        today: The player's day, which counts as an evening.
    """
    whole = [one for one in sections if not one.is_whole]
    before = 0.0
    found = []
    for goal in sorted(goals, key=lambda one: (one.by, one.score_id)):
        mine = _in_order(one for one in whole if one.score_id == goal.score_id)
        found.append(_forecast(goal, mine, speed, before, rhythm, today))
        before += found[-1].minutes
    return tuple(found)


def evenings_until(day: date, rhythm: Rhythm, today: date) -> int:
    """How many evenings are left, today and the day itself included; 0 where it has passed."""
    days = (day - today).days
    return days * rhythm.evenings // 7 + 1 if days >= 0 else 0


def _forecast(
    goal: Goal,
    sections: Sequence[Candidate],
    speed: float,
    before: float,
    rhythm: Rhythm,
    today: date,
) -> Forecast:
    """One goal, when the minutes of the goals before it are spent."""
    needed = [_minutes(one, speed) for one in sections]
    evening = rhythm.minutes * _SHARE
    evenings = evenings_until(goal.by, rhythm, today)
    there = evenings * evening - before
    ready = _day_of((before + sum(needed)) / evening, rhythm, today)
    new = sum(one.is_new for one in sections)
    steps = ceil(new / evenings) if evenings else new
    return Forecast(goal, sum(needed), ready, _late(sections, needed, there), steps)


def _minutes(one: Candidate, speed: float) -> float:
    """What it still takes until it is secure: the less, the better it goes."""
    return one.seconds * speed * max(0.0, 1 - one.chance / SECURE)


def _day_of(evenings: float, rhythm: Rhythm, today: date) -> date | None:
    """The day of the last of so many evenings, which lie as far apart as usual from today on."""
    days = ceil(max(0, ceil(evenings) - 1) * 7 / rhythm.evenings)
    return today + timedelta(days=days) if days <= _FAR else None


def _late(sections: Sequence[Candidate], needed: Sequence[float], there: float) -> str:
    """The bars from the first section on for which there is no time left, in order of the piece."""
    used = 0.0
    late = []
    for one, minutes in zip(sections, needed, strict=True):
        used += minutes
        if minutes > 0 and used > there:
            late.append(one)
    if not late:
        return ""
    bars = (late[0].bars.split("–")[0], late[-1].bars.split("–")[-1])
    return f"bars {bars[0]}–{bars[1]}" if bars[0] != bars[1] else f"bar {bars[0]}"


def _in_order(sections: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The sections in the order of the piece; what is practised hands apart counts once."""
    kept: list[Candidate] = []
    for one in sorted(sections, key=_place):
        if not kept or one.passage.start >= kept[-1].passage.end:
            kept.append(one)
    return tuple(kept)


def _place(one: Candidate) -> tuple[object, ...]:
    passage = one.passage
    return passage.start, passage.hands.value, passage.end


def _at_your(rhythm: Rhythm) -> str:
    evenings = "evening" if rhythm.evenings == 1 else "evenings"
    usual = f"{rhythm.evenings} {evenings} a week of {round(rhythm.minutes)} minutes"
    return f"At your {usual}" if rhythm.is_known else f"At {usual} (yours are not known yet)"

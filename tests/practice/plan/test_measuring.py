"""How long a visit is: so many passes, within bounds."""

from dataclasses import replace

import pytest

from renshu.practice.plan.goal import Situation
from renshu.practice.plan.item import Why
from renshu.practice.plan.measuring import item_of
from support.candidates import TODAY, practised

KNOWN = Situation(TODAY)


@pytest.mark.parametrize(
    ("why", "seconds", "minutes"),
    [
        (Why.DUE, 5, 2),
        (Why.DUE, 30, 3),
        (Why.DUE, 99, 4),
        (Why.WEAK, 5, 3),
        (Why.WEAK, 28, 4),
        (Why.WEAK, 99, 5),
        (Why.RETURNING, 5, 2),
        (Why.RETURNING, 99, 4),
        (Why.NEW, 5, 4),
        (Why.NEW, 25, 6),
        (Why.NEW, 99, 8),
        (Why.JOY, 30, 1),
        (Why.JOY, 90, 2),
        (Why.JOY, 480, 10),
        (Why.AGAIN, 25, 3),
    ],
)
def test_minutes_by_the_length_of_the_music(why: Why, seconds: float, minutes: int) -> None:
    one = replace(practised("a", 0), seconds=seconds, tempo=1.0)
    item = item_of(why, one, KNOWN)
    assert item.minutes == minutes
    assert item.most == (minutes if why is Why.JOY else minutes + 2)
    assert (item.why, item.candidate, item.key) == (why, one, one.key)
    assert item.reason


def test_slow_practice_takes_longer_but_never_for_ever() -> None:
    one = replace(practised("a", 0), seconds=15.0)
    made = [item_of(Why.NEW, replace(one, tempo=tempo), KNOWN).minutes for tempo in (1.0, 0.5, 0)]
    assert made == [4, 7, 8]

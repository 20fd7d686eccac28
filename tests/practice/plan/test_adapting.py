"""The plan changes with what is played."""

from dataclasses import replace

import pytest

from renshu.practice.plan.adapting import Tonight, Went, went
from renshu.practice.plan.goal import Situation
from renshu.practice.plan.item import Why
from renshu.practice.plan.ranking import agenda
from renshu.practice.take import Tally
from support.candidates import TODAY, practised

PIECES = [practised(piece, 0, chance=0.5) for piece in "abcdefgh"]


def tonight(minutes: int = 12) -> Tonight:
    return Tonight(agenda(PIECES, Situation(TODAY)), minutes)


def pieces(evening: Tonight) -> list[str]:
    return [item.candidate.score_id for item in evening.plan.items]


def test_what_went_badly_comes_back_once_after_something_else() -> None:
    first = tonight().plan.items[0]
    after = tonight().after(first, Went.BADLY, 2)
    assert pieces(after)[2] == "a"
    back = after.plan.items[2]
    assert back.why is Why.AGAIN
    long = replace(first, minutes=8, most=8)
    assert tonight(30).after(long, Went.BADLY, 8).plan.items[2].minutes <= 3 + 2
    assert back.reason == "Once more after something else: bars 1–4 did not go well before."
    assert "a" not in pieces(after.after(back, Went.BADLY, 2))


def test_what_took_longer_takes_from_what_is_less_urgent() -> None:
    first = tonight().plan.items[0]
    quick, slow = tonight().after(first, Went.WELL, 2), tonight().after(first, Went.WELL, 7)
    assert pieces(slow) == pieces(quick)[: len(pieces(slow))]
    assert slow.plan.minutes <= 5


def test_more_minutes_bring_more() -> None:
    assert len(pieces(tonight().for_minutes(20))) > len(pieces(tonight()))


def test_an_evening_that_is_over_asks_for_nothing() -> None:
    first = tonight(5).plan.items[0]
    assert tonight(5).after(first, Went.BADLY, 6).plan.items == ()


@pytest.mark.parametrize(
    ("tally", "expected"),
    [
        (Tally(), Went.SKIPPED),
        (Tally(matched=20), Went.WELL),
        (Tally(matched=19, missed=1), Went.WELL),
        (Tally(matched=17, wrong=3), Went.FAIRLY),
        (Tally(matched=12, missed=8), Went.BADLY),
    ],
)
def test_how_it_went_is_told_by_what_was_right(tally: Tally, expected: Went) -> None:
    assert went(tally) is expected

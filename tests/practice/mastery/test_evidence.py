"""What a pass says of a bar with one hand, and with both."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from renshu.practice.mastery.evidence import (
    MEETING,
    Observation,
    PlayedBar,
    is_clean,
    observations,
    passes,
    summed,
)
from renshu.practice.take import Tally
from renshu.score.passage import Hands
from support.bars_played import FIRST_EVENING, passed_section, played_bars

BOTH, LEFT, RIGHT = (0, Hands.BOTH), (0, Hands.LEFT), (0, Hands.RIGHT)


def said(played: Sequence[PlayedBar]) -> dict[tuple[int, Hands], Observation]:
    """Of each unit the only thing that was observed."""
    found = observations(played)
    assert all(len(one) == 1 for one in found.values())
    return {unit: one[0] for unit, one in found.items()}


def test_both_hands_say_all_of_both_and_of_each_that_it_was_harder() -> None:
    found = said(played_bars("+"))
    assert [(one.offset, one.weight) for one in (found[BOTH], found[LEFT], found[RIGHT])] == [
        (0, 1),
        (MEETING, 1),
        (MEETING, 1),
    ]
    assert all(one.is_clean for one in found.values())
    assert [found[unit].is_direct for unit in (BOTH, LEFT, RIGHT)] == [True, False, False]


def test_one_hand_says_all_of_itself_and_less_of_both() -> None:
    found = said(played_bars("-", hands=Hands.LEFT))
    assert set(found) == {LEFT, BOTH}
    assert found[LEFT] == Observation(FIRST_EVENING, 1.0, 0.0, 1.0, is_clean=False)
    assert found[BOTH] == Observation(FIRST_EVENING, 1.0, -MEETING, 0.4, is_clean=False)


def test_half_a_bar_says_less() -> None:
    assert said(played_bars("~"))[BOTH].weight == pytest.approx(0.4)
    found = said(played_bars("~", hands=Hands.RIGHT))
    assert [found[RIGHT].weight, found[BOTH].weight] == pytest.approx([0.4, 0.16])
    assert not found[RIGHT].is_direct


def test_with_both_hands_a_slip_of_one_is_one_of_both() -> None:
    clean = played_bars("+")
    slip = [replace(clean[0], tally=Tally(7, missed=1)), clean[1]]
    found = said(slip)
    assert not found[BOTH].is_clean
    assert {found[LEFT].is_clean, found[RIGHT].is_clean} == {True, False}
    half = said([replace(clean[0], is_whole=False), clean[1]])
    assert half[BOTH].weight == pytest.approx(0.4)
    assert sorted([half[LEFT].weight, half[RIGHT].weight]) == [0.4, 1]


def test_where_no_tempo_was_measured_it_was_slow() -> None:
    assert said(played_bars("+", tempo=None))[BOTH].tempo == 0.6
    assert said(played_bars("+", tempo=0.9))[BOTH].tempo == 0.9


def test_where_nothing_was_asked_nothing_is_said() -> None:
    assert observations([replace(one, tally=Tally()) for one in played_bars("+")]) == {}
    assert observations([]) == {}


def test_what_came_latest_is_looked_at_in_order_of_time() -> None:
    found = observations([*played_bars("+" * 70, 1), *played_bars("-" * 70)])[BOTH]
    assert len(found) == 120
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert [one.is_clean for one in found] == [False] * 50 + [True] * 70


def test_bars_of_one_time_are_together_with_both_hands() -> None:
    section = passed_section("+-+")
    found = passes(reversed(section))
    assert [(together[0].measure, len(together)) for together in found] == [(0, 2), (1, 2), (2, 2)]
    looped = [*section, *(replace(one, at=one.at + timedelta(minutes=1)) for one in section)]
    assert [together[0].measure for together in passes(looped)] == [0, 1, 2, 0, 1, 2]
    assert all(len({one.at for one in together}) == 1 for together in passes(looped))


def test_another_stretch_or_take_is_another_time() -> None:
    one = played_bars("+", hands=Hands.LEFT)[0]
    others = [replace(one, stretch=1), replace(one, take="other"), replace(one, measure=1)]
    assert len(passes([one, *others])) == 4


def test_counts_add_up_and_extra_keys_are_forgiven() -> None:
    assert summed([Tally(1, 2, 3, 4), Tally(10, 20, 30, 40)]) == Tally(11, 22, 33, 44)
    assert summed([]) == Tally()
    assert is_clean(Tally(4, extra=2))
    assert not is_clean(Tally(4, wrong=1))
    assert not is_clean(Tally())

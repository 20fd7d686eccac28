from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from renshu.practice.take import Tally
from renshu.practice.trends.passes import PlayedBar
from renshu.practice.trends.weakness import Weakness, chance_of_fault, weaknesses

BEGAN = datetime(2026, 11, 1, 19, tzinfo=UTC)
DAY = date(2026, 11, 1)


def bar(take: int, measure: int, tally: Tally) -> PlayedBar:
    at = BEGAN + timedelta(minutes=take)
    return PlayedBar(f"take {take}", at, DAY, measure, None, None, tally)


def order(passes: Sequence[PlayedBar]) -> list[int]:
    return [one.measure for one in weaknesses(passes)]


def test_wrong_in_five_takes_of_five_outranks_five_slips_in_one() -> None:
    always = [bar(take, 0, Tally(7, wrong=1)) for take in range(5)]
    once = [bar(take, 1, Tally(3, wrong=5) if take == 2 else Tally(8)) for take in range(5)]
    assert order([*once, *always]) == [0, 1]


def test_wrong_in_five_takes_of_five_outranks_five_slips_among_many_takes() -> None:
    always = [bar(take, 0, Tally(7, wrong=1)) for take in range(5)]
    scattered = [
        bar(take, 1, Tally(7, missed=1) if take % 4 == 0 else Tally(8)) for take in range(20)
    ]
    assert order([*scattered, *always]) == [0, 1]


def test_a_habit_outranks_a_single_bad_take() -> None:
    habit = [bar(take, 0, Tally(7, wrong=1)) for take in range(4)]
    assert order([bar(9, 1, Tally(1, wrong=7)), *habit]) == [0, 1]


def test_what_went_wrong_lately_outranks_what_has_been_mended() -> None:
    mended = [bar(take, 0, Tally(8, wrong=take < 3)) for take in range(6)]
    new = [bar(take, 1, Tally(8, wrong=take >= 3)) for take in range(6)]
    assert order([*mended, *new]) == [1, 0]


def test_the_figures_by_hand() -> None:
    played = [bar(0, 3, Tally(4)), bar(1, 3, Tally(3, wrong=1))]
    (one,) = weaknesses(played)
    assert one.chance == pytest.approx((1 + 0.5) / (1.85 + 2))
    assert one == Weakness(3, one.chance, 1, 2, Tally(7, 1))


@pytest.mark.parametrize(
    ("tally", "faulty"),
    [
        (Tally(4), 0),
        (Tally(4, extra=3), 0),
        (Tally(4, wrong=1), 1),
        (Tally(4, missed=1), 1),
        (Tally(4, wrong=1, extra=1), 1),
        (Tally(wrong=1), 1),
    ],
)
def test_a_bar_is_clean_as_a_round_of_a_ladder_is(tally: Tally, faulty: int) -> None:
    """Extra keys are counted and forgiven."""
    (one,) = weaknesses([bar(0, 0, tally)])
    assert (one.faulty, one.tally) == (faulty, tally)


def test_of_bars_alike_that_with_less_right_comes_first_then_by_place() -> None:
    played = [bar(0, 3, Tally(4, 4)), bar(0, 1, Tally(7, 1)), bar(0, 2, Tally(7, 1))]
    assert order([*played, bar(0, 0, Tally(0, 2))]) == [0, 3, 1, 2]


def test_a_time_at_which_nothing_was_asked_does_not_count() -> None:
    (one,) = weaknesses([bar(0, 0, Tally(extra=2)), bar(1, 0, Tally(2, extra=2))])
    assert (one.takes, one.faulty, one.tally) == (1, 0, Tally(2, extra=2))
    assert weaknesses([bar(0, 0, Tally(extra=2))]) == ()


def test_loops_of_one_take_are_one_time() -> None:
    looped = [bar(0, 0, Tally(4)), bar(0, 0, Tally(3, wrong=1))]
    (one,) = weaknesses(looped)
    assert (one.faulty, one.takes) == (1, 1)


def test_a_bar_in_which_nothing_was_asked_is_not_weak() -> None:
    assert weaknesses([bar(0, 0, Tally())]) == ()


@given(st.lists(st.booleans(), min_size=1, max_size=40), st.randoms(use_true_random=False))
def test_times_are_weighed_in_the_order_in_which_they_were_played(
    times: list[bool], dice: Random
) -> None:
    played = [bar(take, 3, Tally(3, int(not clean))) for take, clean in enumerate(times)]
    dice.shuffle(played)
    (one,) = weaknesses(played)
    assert one.chance == chance_of_fault(times)


@given(st.lists(st.booleans(), max_size=40))
@example([False] * 40)
@example([])
def test_one_more_clean_time_never_makes_a_bar_weaker(times: list[bool]) -> None:
    assert chance_of_fault([*times, True]) <= chance_of_fault(times)
    assert 0 < chance_of_fault(times) < 1


@given(
    st.lists(
        st.builds(
            bar,
            st.integers(0, 6),
            st.integers(0, 4),
            st.builds(Tally, st.integers(0, 5), st.integers(0, 2), st.integers(0, 2)),
        ),
        max_size=20,
    ),
    st.randoms(),
)
def test_the_order_of_import_changes_nothing(passes: list[PlayedBar], dice: Random) -> None:
    found = weaknesses(passes)
    shuffled = list(passes)
    dice.shuffle(shuffled)
    assert weaknesses(shuffled) == found

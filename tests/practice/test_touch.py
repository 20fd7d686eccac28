"""The velocity curve of a player on a keyboard."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.touch import LEAST_NOTES, SHARES, learned

curves = st.lists(st.integers(1, 127), min_size=5, max_size=5).map(sorted).map(tuple)
takes = st.lists(st.integers(1, 127), max_size=300)


def test_the_first_take_is_the_curve() -> None:
    assert learned((), range(1, 102)) == (6, 26, 51, 76, 96)


def test_a_short_take_or_a_keyboard_without_touch_says_nothing() -> None:
    assert learned((), [50] * (LEAST_NOTES - 1)) == ()
    assert learned((1, 2, 3, 4, 5), [64] * 500) == (1, 2, 3, 4, 5)


def test_a_curve_comes_to_where_the_player_is() -> None:
    curve: tuple[int, ...] = (80, 90, 100, 110, 120)
    for _ in range(40):
        curve = learned(curve, range(1, 102))
    assert curve == (6, 26, 51, 76, 96)


def test_one_loud_take_moves_it_by_a_fifth() -> None:
    assert learned((40, 50, 60, 70, 80), range(50, 151))[2] == 68


@pytest.mark.parametrize(
    ("count", "kinds", "is_learned"), [(60, 5, True), (59, 5, False), (60, 4, False)]
)
def test_sixty_notes_of_five_kinds_are_enough(count: int, kinds: int, is_learned: bool) -> None:
    take = [50 + number % kinds for number in range(count)]
    assert learned((), take) == ((50, 51, 52, 53, 54) if is_learned else ())
    assert (learned((1, 2, 3, 4, 5), take) != (1, 2, 3, 4, 5)) is is_learned


def test_a_curve_of_another_shape_is_begun_anew() -> None:
    assert learned((1, 2, 3), range(1, 102)) == (6, 26, 51, 76, 96)


@given(curves, takes)
def test_a_curve_stays_in_order_and_in_range(curve: tuple[int, ...], take: list[int]) -> None:
    after = learned(curve, take)
    assert len(after) == len(SHARES)
    assert all(one <= other for one, other in pairwise(after))
    assert all(1 <= one <= 127 for one in after)

"""The chance of several bars at once."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.mastery.joint import all_clean

chances = st.floats(0.001, 0.999)


@given(st.lists(chances, min_size=1, max_size=12))
def test_between_the_product_and_the_hardest_bar(bars: list[float]) -> None:
    joint = all_clean(bars)
    assert math.prod(bars) - 0.01 <= joint <= min(bars) + 0.01


@given(st.lists(chances, min_size=1, max_size=8), st.floats(0, 0.5))
def test_a_better_bar_makes_no_section_worse(bars: list[float], more: float) -> None:
    better = [min(0.999, bars[0] + more), *bars[1:]]
    assert all_clean(better) >= all_clean(bars) - 1e-12


@given(st.lists(chances, max_size=8), chances)
def test_one_more_bar_makes_no_section_easier(bars: list[float], another: float) -> None:
    assert all_clean([*bars, another]) <= all_clean(bars) + 1e-12


def test_nothing_to_play_is_clean_and_one_bar_is_itself() -> None:
    assert all_clean([]) == 1
    assert all_clean([0.7]) == pytest.approx(0.7, abs=0.01)


def test_certainty_is_no_trouble() -> None:
    assert all_clean([1.0, 1.0]) == pytest.approx(1, abs=1e-4)
    assert all_clean([0.0, 1.0]) == pytest.approx(0, abs=1e-4)


def test_two_bars_by_the_formula() -> None:
    """Half and half under the normal copula: a quarter, and the arc sine of what they share."""
    assert all_clean([0.5, 0.5]) == pytest.approx(0.25 + math.asin(0.1) / (2 * math.pi), abs=1e-3)


def test_eight_good_bars_are_likelier_than_if_they_knew_nothing_of_each_other() -> None:
    assert all_clean([0.9] * 8) > 0.9**8 + 0.02

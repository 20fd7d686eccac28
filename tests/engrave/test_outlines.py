"""Outlines of glyphs as dots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.engrave.outlines import fill, trace
from support.dots import drawn


def square(left: float, top: float, side: float) -> list[tuple[float, float]]:
    right, bottom = left + side, top + side
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


@given(st.integers(-5, 5), st.integers(-5, 5), st.integers(1, 9))
def test_a_square_on_the_borders_of_dots_is_filled_whole(x: int, y: int, side: int) -> None:
    bitmap = fill([square(x - 0.5, y - 0.5, side)])
    assert drawn(bitmap.mask) == ["#" * side] * side
    assert (bitmap.left, bitmap.top) == (-x, -y)


def test_a_hole_wound_the_other_way_stays_open() -> None:
    outer, inner = square(-0.5, -0.5, 5), square(0.5, 0.5, 3)[::-1]
    assert drawn(fill([outer, inner]).mask) == ["#####", "#...#", "#...#", "#...#", "#####"]


def test_overlapping_shapes_wound_alike_make_no_hole() -> None:
    assert drawn(fill([square(-0.5, -0.5, 2), square(0.5, -0.5, 2)]).mask) == ["###", "###"]


@pytest.mark.parametrize(
    "path",
    [
        "M0 0L10 0L10 10L0 10Z",
        "M0 0h10v10h-10z",
        "m0 0l10 0l0 10l-10 0z",
        "M0 0H10V10H0Z",
        "M0 0 10 0 10 10 0 10z",
    ],
)
def test_the_ways_to_write_a_square(path: str) -> None:
    assert [set(polygon) for polygon in trace(path)] == [{(0, 0), (10, 0), (10, 10), (0, 10)}]


@pytest.mark.parametrize(
    "path",
    ["M0 0C0 10 10 10 10 0z", "M0 0c0 10 10 10 10 0z", "M0 0Q5 15 10 0z", "M0 0q5 15 10 0z"],
)
def test_a_curve_bulges(path: str) -> None:
    (polygon,) = trace(path)
    assert max(y for _, y in polygon) == pytest.approx(7.5)
    assert polygon[-1] == pytest.approx((10, 0))


def test_a_smooth_curve_goes_on_in_the_direction_it_came() -> None:
    (polygon,) = trace("M0 0c0 10 10 10 10 0s10 -10 10 0z")
    assert min(y for _, y in polygon) == pytest.approx(-7.5)

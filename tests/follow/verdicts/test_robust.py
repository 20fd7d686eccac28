"""Medians by hand."""

import pytest

from renshu.follow.verdicts.robust import median, polish, scatter, weighted_median


@pytest.mark.parametrize(
    ("values", "middle"), [([3.0], 3), ([1.0, 9.0], 5), ([9.0, 1.0, 2.0], 2), ([4.0, 1, 2, 9], 3)]
)
def test_the_median(values: list[float], middle: float) -> None:
    assert median(values) == middle


def test_the_scatter_is_that_of_what_is_ordinary() -> None:
    assert scatter([]) == 0
    assert scatter([5.0]) == 0
    assert scatter([1.0, 2, 3, 4, 100]) == pytest.approx(1.4826)
    assert scatter([1.0, 2, 3, 4, 100], 0.0) == pytest.approx(3 * 1.4826)


@pytest.mark.parametrize(
    ("pairs", "middle"),
    [
        ([(1.0, 1.0)], 1),
        ([(1.0, 1.0), (2.0, 1.0)], 1),
        ([(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)], 2),
        ([(3.0, 1.0), (1.0, 5.0), (2.0, 1.0)], 1),
        ([(1.0, 1.0), (2.0, 1.0), (3.0, 5.0)], 3),
    ],
)
def test_half_of_the_weight_is_below(pairs: list[tuple[float, float]], middle: float) -> None:
    assert weighted_median(pairs) == middle


def test_what_columns_add_is_told_from_what_rows_are() -> None:
    table = {(row, column): 10.0 * row + column for row in range(4) for column in (0, 3, 7)}
    table[2, 3] += 50  # a slip
    added = polish([(row, column, value) for (row, column), value in table.items()])
    assert [added[column] - added[3] for column in (0, 3, 7)] == pytest.approx([-3, 0, 4])


def test_what_cannot_be_told_apart_is_the_rows() -> None:
    assert polish([("soft", "left", 40.0), ("loud", "right", 80.0)]) == {"left": 0, "right": 0}


def test_of_one_value_the_weighted_median_is_it() -> None:
    assert weighted_median([(3.0, 0.25)]) == 3.0

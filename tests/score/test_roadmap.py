from hypothesis import given
from hypothesis import strategies as st

from renshu.score.roadmap import Roadmap


def test_passes_are_counted_per_measure() -> None:
    roadmap = Roadmap.of([0, 1, 0, 1, 2])
    assert [step.pass_number for step in roadmap.steps] == [1, 1, 2, 2, 1]


def test_linear_is_each_measure_once_in_order() -> None:
    assert Roadmap.of(range(4)).is_linear
    assert not Roadmap.of([0, 0]).is_linear
    assert not Roadmap.of([1, 2]).is_linear


@given(st.lists(st.integers(0, 20)))
def test_the_order_comes_back(order: list[int]) -> None:
    assert list(Roadmap.of(order).order) == order

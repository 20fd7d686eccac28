"""Laws of the mapping from Verovio's units to dots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.engrave.drawing import SPACE, Staff
from renshu.engrave.scale import CELL, PHASE, Scale, page_width

spaces = st.integers(3, 12)
gaps = st.lists(st.floats(0, 5000), min_size=1, max_size=4)


def staves(gaps: list[float]) -> list[Staff]:
    found, top = [], 300.0
    for gap in gaps:
        lines = tuple(top + SPACE * line for line in range(5))
        found.append(Staff(0, 1000, lines))
        top = lines[-1] + gap
    return found


@given(gaps, spaces)
def test_every_staff_line_is_on_the_middle_of_a_dot_and_each_staff_in_phase(
    gaps: list[float], space: int
) -> None:
    scale = Scale(staves(gaps), space, 100)
    for staff in staves(gaps):
        rows = [scale.y(line) for line in staff.lines]
        assert rows == [pytest.approx(rows[0] + space * line) for line in range(5)]
        assert rows[0] % CELL == PHASE


@given(gaps, spaces, st.floats(-2000, 12000), st.floats(0, 3000))
def test_what_is_lower_on_paper_is_not_higher_in_dots(
    gaps: list[float], space: int, y: float, more: float
) -> None:
    scale = Scale(staves(gaps), space, 100)
    # Staves that nearly touch may overlap by the half cell they were moved.
    assert scale.y(y + more) >= scale.y(y) - CELL / 2


@given(spaces, st.integers(40, 600))
def test_a_page_fills_the_dots_it_was_made_for(space: int, dots: int) -> None:
    assert Scale([], space, 0).x(page_width(dots, space)) == pytest.approx(dots)


def test_outside_the_staves_a_space_is_a_space() -> None:
    scale = Scale(staves([2000, 0]), 4, 100)
    assert scale.y(300) - scale.y(300 - SPACE) == pytest.approx(4)
    assert scale.y(300 + 5 * SPACE) - scale.y(300 + 4 * SPACE) == pytest.approx(4)

"""Laws of the mapping from Verovio's units to dots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.engrave.drawing import SPACE, Staff
from renshu.engrave.picture import Layout
from renshu.engrave.scale import PHASE, STAFF_LINE, Scale, page_width

spaces = st.integers(3, 7)
layouts = st.builds(lambda space: Layout(100, space), spaces) | st.builds(
    lambda space, grain: Layout(100, space * grain, (10 * grain, 20 * grain), grain),
    st.integers(8, 24),
    st.integers(1, 3),
)
gaps = st.lists(st.floats(0, 5000), min_size=1, max_size=4)


def staves(gaps: list[float]) -> list[Staff]:
    found, top = [], 300.0
    for gap in gaps:
        lines = tuple(top + SPACE * line for line in range(5))
        found.append(Staff(0, 1000, lines))
        top = lines[-1] + gap
    return found


@given(gaps, layouts)
def test_every_staff_line_is_on_the_middle_of_a_dot_and_each_staff_in_phase(
    gaps: list[float], layout: Layout
) -> None:
    scale = Scale(staves(gaps), layout, 100)
    for staff in staves(gaps):
        rows = [scale.y(line) for line in staff.lines]
        assert rows == [pytest.approx(rows[0] + layout.staff_space * line) for line in range(5)]
        assert layout.is_fine or round(rows[0], 6) % layout.cell[1] == PHASE


@given(gaps, layouts)
def test_staff_lines_fill_whole_pixels(gaps: list[float], layout: Layout) -> None:
    scale = Scale(staves(gaps), layout, 100)
    thickness = scale.thickness(STAFF_LINE)
    assert thickness % layout.grain == 0
    for staff in staves(gaps):
        for line in staff.lines:
            first = scale.edge(scale.row(line), thickness)
            assert first % layout.grain == 0
            assert first <= scale.row(line) < first + thickness


@given(gaps, layouts, st.floats(-2000, 12000), st.floats(0, 3000))
def test_what_is_lower_on_paper_is_not_higher_in_dots(
    gaps: list[float], layout: Layout, y: float, more: float
) -> None:
    scale = Scale(staves(gaps), layout, 100)
    # Staves that nearly touch may overlap by the half cell they were moved.
    assert scale.y(y + more) >= scale.y(y) - layout.cell[1] / 2


@given(layouts, st.integers(40, 600))
def test_a_page_fills_the_dots_it_was_made_for(layout: Layout, dots: int) -> None:
    space = layout.staff_space
    assert Scale([], layout, 0).x(page_width(dots, space)) == pytest.approx(dots)


def test_outside_the_staves_a_space_is_a_space() -> None:
    scale = Scale(staves([2000, 0]), Layout(100), 100)
    assert scale.y(300) - scale.y(300 - SPACE) == pytest.approx(4)
    assert scale.y(300 + 5 * SPACE) - scale.y(300 + 4 * SPACE) == pytest.approx(4)

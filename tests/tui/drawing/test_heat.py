from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.take import Tally
from renshu.practice.trends.calendar import calendar
from renshu.practice.trends.heat import HeatRow
from renshu.practice.trends.metrics import Metric
from renshu.tui.drawing import day_grid, heat
from renshu.tui.drawing.row import plain
from renshu.tui.drawing.trend_axis import day_ticks, scale_of

SUNDAY = date(2026, 11, 22)


def test_rows_are_bars_side_by_side() -> None:
    shape = heat.fit(6, 1, 40, 10)
    bars = {0: Tally(4), 1: Tally(3, 1), 2: Tally(9, 1), 3: Tally(0, 4)}
    row = HeatRow("k", SUNDAY, datetime(2026, 11, 22, tzinfo=UTC), bars)
    lines = [
        heat.numbers(shape, ["1", "2", "3", "4", "5", "6"], 1),
        heat.weak_line(shape, {0: 0.1, 1: 0.2, 2: 0.35, 3: 0.9}, 1),
        heat.heat_line(shape, row, "Sun 22 Nov", 1, is_here=True),
    ]
    assert [line.rstrip() for line in plain(lines).splitlines()] == [
        "bar           1  2        5",
        "weak             ▂▂ ▄▄ ██ ·  ·",
        "Sun 22 Nov    ▇▇ ▃▃ ▅▅ ▁▁ ·  ·",
    ]


@given(
    st.integers(1, 400), st.integers(0, 200), st.integers(20, 200), st.integers(3, 60), st.data()
)
def test_a_cell_that_is_pointed_at_is_the_one_that_is_drawn(
    bars: int, rows: int, width: int, height: int, data: st.DataObject
) -> None:
    bar = data.draw(st.integers(0, bars - 1))
    row = data.draw(st.integers(0, max(0, rows - 1)))
    shape = heat.fit(bars, rows, width, height).showing(bar, row)
    assert bar in shape.shown
    x = heat.LABEL + (bar - shape.first_bar) * shape.cell_width
    assert x < width
    assert shape.at(x, 0) == (bar, None)
    if rows:
        assert shape.at(x, heat.HEADS + row - shape.first_row) == (bar, row)


def test_a_year_of_days_is_a_grid() -> None:
    shown = calendar(SUNDAY, 5)
    minutes = {SUNDAY: 70.0, date(2026, 11, 20): 5.0, date(2026, 11, 2): 20.0}
    lines = [day_grid.weekday(shown, at, minutes, 2, SUNDAY) for at in range(7)]
    text = plain([day_grid.months(shown, 2), *lines])
    assert [line.rstrip() for line in text.splitlines()] == [
        "     Oct Nov",
        "Mon  · · ▄ · ·",
        "     · · · · ·",
        "Wed  · · · · ·",
        "     · · · · ·",
        "Fri  · · · · ▂",
        "     · · · · ·",
        "Sun  · · · · █",
    ]
    assert day_grid.day_at(shown, 5 + 2 * 4, 7, 2) == SUNDAY
    assert day_grid.day_at(shown, 2, 7, 2) is None


@pytest.mark.parametrize(
    ("width", "fit"), [(120, (53, 2)), (110, (53, 1)), (80, (53, 1)), (30, (25, 1))]
)
def test_as_much_of_a_year_is_shown_as_has_room(width: int, fit: tuple[int, int]) -> None:
    assert day_grid.fit(width) == fit


@given(
    st.sampled_from(Metric),
    st.lists(st.floats(0, 9_000), min_size=1, max_size=20),
    st.none() | st.floats(10, 200),
)
def test_a_scale_holds_all_values_between_round_numbers(
    metric: Metric, values: list[float], goal: float | None
) -> None:
    scale = scale_of(metric, values, goal)
    assert scale.low < scale.high
    assert all(scale.low <= value <= scale.high for value in [*values, *([goal] if goal else [])])
    assert 2 <= len(scale.ticks) <= 8
    assert scale.ticks[0][0] == scale.low


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 4000), st.integers(1, 9))
def test_named_days_lie_on_the_curve(first: date, days: int, most: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    ticks = day_ticks(first, last, most)
    assert 1 <= len(ticks) <= most
    assert all(first <= day <= last for day, _ in ticks)
    assert len({text for _, text in ticks}) == len(ticks)

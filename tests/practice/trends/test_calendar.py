from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.trends.calendar import calendar, level, totals

SUNDAY = date(2026, 11, 22)


def test_weeks_stand_side_by_side() -> None:
    shown = calendar(SUNDAY, 4)
    assert shown.first == date(2026, 10, 26)
    assert shown.weeks == 4
    assert shown.day(3, 6) == SUNDAY
    assert shown.months() == ((0, date(2026, 10, 26)), (1, date(2026, 11, 2)))


def test_what_comes_after_today_is_no_cell() -> None:
    shown = calendar(SUNDAY - timedelta(days=3), 2)
    assert shown.day(1, 3) == SUNDAY - timedelta(days=3)
    assert shown.day(1, 4) is None
    assert shown.cell(SUNDAY) is None


@pytest.mark.parametrize(
    ("minutes", "expected"), [(0, 0), (0.5, 1), (10, 1), (10.1, 2), (40, 3), (46, 4), (300, 4)]
)
def test_a_longer_evening_has_a_higher_level(minutes: float, expected: int) -> None:
    assert level(minutes) == expected


def test_only_days_that_are_shown_are_counted() -> None:
    minutes = {SUNDAY: 30.0, SUNDAY - timedelta(days=1): 0.0, SUNDAY - timedelta(days=99): 20.0}
    assert totals(minutes, calendar(SUNDAY, 4)) == (1, 30.0)


@given(st.dates(date(2000, 1, 3), date(2100, 1, 1)), st.integers(1, 60), st.integers(0, 500))
def test_a_day_is_in_its_own_cell(last: date, weeks: int, back: int) -> None:
    shown = calendar(last, weeks)
    assert shown.weeks == weeks
    day = last - timedelta(days=back)
    cell = shown.cell(day)
    if cell is not None:
        assert shown.day(*cell) == day
        assert cell[1] == day.weekday()

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


def test_a_cell_outside_has_no_day() -> None:
    shown = calendar(SUNDAY, 4)
    assert shown.day(0, 0) == shown.first
    assert shown.day(1, 0) == shown.first + timedelta(days=7)
    outside = ((-1, 6), (0, -1), (0, 7), (1, 7), (2, -1), (4, 0))
    assert [shown.day(week, weekday) for week, weekday in outside] == [None] * 6
    assert shown.cell(shown.first) == (0, 0)
    assert shown.cell(SUNDAY) == (3, 6)
    assert shown.cell(shown.first - timedelta(days=1)) is None
    assert shown.cell(SUNDAY + timedelta(days=1)) is None


def test_a_month_begins_with_the_week_whose_monday_is_in_it() -> None:
    """In November 2026 the first is a Sunday, in June a Monday."""
    assert [week for week, _ in calendar(date(2026, 11, 8), 3).months()] == [0, 2]
    assert [day.day for _, day in calendar(date(2026, 6, 1), 2).months()] == [25, 1]


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(0, 0), (0.5, 1), (10, 1), (10.1, 2), (25, 2), (26, 3), (45, 3), (46, 4), (300, 4)],
)
def test_a_longer_evening_has_a_higher_level(minutes: float, expected: int) -> None:
    assert level(minutes) == expected


def test_only_days_that_are_shown_are_counted() -> None:
    minutes = {SUNDAY: 30.0, SUNDAY - timedelta(days=1): 0.0, SUNDAY - timedelta(days=99): 20.0}
    assert totals(minutes, calendar(SUNDAY, 4)) == (1, 30.0)
    assert totals(minutes | {SUNDAY - timedelta(days=2): 12.5}, calendar(SUNDAY, 4)) == (2, 42.5)
    assert totals({}, calendar(SUNDAY, 4)) == (0, 0)


@given(st.dates(date(2000, 1, 3), date(2100, 1, 1)), st.integers(1, 60), st.integers(0, 500))
def test_a_day_is_in_its_own_cell(last: date, weeks: int, back: int) -> None:
    shown = calendar(last, weeks)
    assert shown.weeks == weeks
    day = last - timedelta(days=back)
    cell = shown.cell(day)
    if cell is not None:
        assert shown.day(*cell) == day
        assert cell[1] == day.weekday()

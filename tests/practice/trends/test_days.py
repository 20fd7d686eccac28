from datetime import UTC, date, datetime, timedelta, timezone
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.trends.days import (
    Streak,
    current_streak,
    evening_of,
    longest_streak,
    streaks,
)

BERLIN, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tokyo")
MONDAY = date(2026, 11, 16)


def played(moment: datetime, border: int = 4) -> date:
    """The evening of a take that begins when a clock somewhere shows a time."""
    return evening_of(moment.astimezone(UTC), moment.utcoffset() or timedelta(), border)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 23, 59, tzinfo=BERLIN), date(2026, 11, 22)),
        (datetime(2026, 11, 23, 1, 30, tzinfo=BERLIN), date(2026, 11, 22)),
        (datetime(2026, 11, 23, 3, 59, 59, tzinfo=BERLIN), date(2026, 11, 22)),
        (datetime(2026, 11, 23, 4, 0, tzinfo=BERLIN), date(2026, 11, 23)),
        # Clocks go back at 3:00 on 25 October: the hour from 2 to 3 comes twice.
        (datetime(2026, 10, 25, 2, 30, fold=0, tzinfo=BERLIN), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 3, 59, tzinfo=BERLIN), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 4, 0, tzinfo=BERLIN), date(2026, 10, 25)),
        # And forward at 2:00 on 29 March.
        (datetime(2026, 3, 29, 1, 59, tzinfo=BERLIN), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 3, 1, tzinfo=BERLIN), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 4, 0, tzinfo=BERLIN), date(2026, 3, 29)),
        # An evening in Tokyo is noon in Berlin, and stays an evening in Tokyo.
        (datetime(2026, 11, 22, 22, 0, tzinfo=TOKYO), date(2026, 11, 22)),
        (datetime(2026, 11, 23, 2, 0, tzinfo=TOKYO), date(2026, 11, 22)),
        (datetime(2026, 1, 1, 0, 30, tzinfo=TOKYO), date(2025, 12, 31)),
    ],
)
def test_a_take_belongs_to_the_evening_it_was_played_in(moment: datetime, day: date) -> None:
    assert played(moment) == day


@pytest.mark.parametrize(("border", "day"), [(0, 23), (3, 23), (4, 22), (6, 22)])
def test_the_border_can_be_set(border: int, day: int) -> None:
    moment = datetime(2026, 11, 23, 3, 30, tzinfo=BERLIN)
    assert played(moment, border) == date(2026, 11, day)


@given(
    st.datetimes(datetime(2000, 1, 2), datetime(2099, 1, 1)),  # noqa: DTZ001
    st.integers(-14 * 4, 14 * 4),
    st.integers(0, 23),
)
def test_only_the_clock_on_the_wall_counts(wall: datetime, quarters: int, border: int) -> None:
    zone = timezone(timedelta(minutes=15 * quarters))
    assert played(wall.replace(tzinfo=zone), border) == (wall - timedelta(hours=border)).date()


def days(pattern: str) -> list[date]:
    """A sign a day from a Monday on: `x` is practice."""
    return [MONDAY + timedelta(days=at) for at, sign in enumerate(pattern) if sign == "x"]


@pytest.mark.parametrize(
    ("pattern", "lengths"),
    [
        ("", ()),
        ("x", (1,)),
        ("xxx", (3,)),
        ("xx.xx", (4,)),
        ("xx..xx", (2, 2)),
        ("x.x.x", (2, 1)),
        ("xxx.xxx.xxx", (6, 3)),
        ("xxx.xxxxxx.xxx", (12,)),
        (".x.......x", (1, 1)),
    ],
)
def test_one_day_of_rest_in_seven_breaks_no_streak(pattern: str, lengths: tuple[int, ...]) -> None:
    assert tuple(one.days for one in streaks(days(pattern))) == lengths


@pytest.mark.parametrize(
    ("pattern", "today", "length"),
    [
        ("xxx", 2, 3),
        ("xxx", 3, 3),
        ("xxx", 4, 3),
        ("xxx", 5, None),
        ("x.xx", 4, 3),
        ("x.xx", 5, None),
        ("", 0, None),
    ],
)
def test_a_streak_stands_as_long_as_it_can_go_on(
    pattern: str, today: int, length: int | None
) -> None:
    standing = current_streak(streaks(days(pattern)), MONDAY + timedelta(days=today))
    assert (standing.days if standing else None) == length


def test_the_longest_streak_is_told() -> None:
    found = streaks(days("xx...xxxx...xxx"))
    assert longest_streak(found) == Streak(
        MONDAY + timedelta(days=5), MONDAY + timedelta(days=8), 4
    )
    assert longest_streak(()) is None


@given(st.lists(st.integers(0, 60)), st.randoms())
def test_every_day_is_in_one_streak_in_whatever_order_they_come(
    offsets: list[int], dice: Random
) -> None:
    played_on = [MONDAY + timedelta(days=offset) for offset in offsets]
    found = streaks(played_on)
    assert sum(one.days for one in found) == len(set(played_on))
    shuffled = list(played_on)
    dice.shuffle(shuffled)
    assert streaks(shuffled) == found

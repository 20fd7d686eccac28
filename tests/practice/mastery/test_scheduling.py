"""Ratings of evenings, and the schedule that FSRS makes of them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.mastery.card import HORIZONS, Forecast
from renshu.practice.mastery.clock import Clock
from renshu.practice.mastery.evidence import passes
from renshu.practice.mastery.rating import Rating, rate, rate_days, section_passes
from renshu.practice.mastery.scheduling import (
    LONGEST,
    Overrule,
    Schedule,
    Verdict,
    overruled,
    schedule,
)
from renshu.score.passage import Hands
from support.bars_played import FIRST_EVENING, passed_section

BARS = frozenset(range(4))
DAY = FIRST_EVENING.date()


def rated(*played: tuple[str, float]) -> Rating:
    """One evening, of passes with their tempi."""
    bars = [
        one
        for turn, (signs, tempo) in enumerate(played)
        for one in passed_section(signs, turn / 1000, tempo=tempo)
    ]
    return rate(section_passes(passes(bars), BARS, Hands.BOTH), 1.0)


@pytest.mark.parametrize(
    ("played", "rating"),
    [
        ((("++++", 1.0),), Rating.EASY),
        ((("++++", 0.92), ("++++", 1.0), ("+--+", 1.0)), Rating.EASY),
        ((("++++", 1.0), ("++-+", 1.0)), Rating.GOOD),
        ((("----", 1.0), ("++++", 1.0)), Rating.GOOD),
        ((("++++", 0.6), ("++++", 1.0)), Rating.GOOD),
        ((("++++", 0.6),), Rating.HARD),
        ((("+++-", 1.0),), Rating.HARD),
        ((("----", 1.0), ("--+-", 0.5)), Rating.AGAIN),
    ],
)
def test_an_evening_is_rated_by_what_was_measured(
    played: tuple[tuple[str, float], ...], rating: Rating
) -> None:
    assert rated(*played) is rating


def test_an_evening_with_too_little_of_a_section_is_not_rated() -> None:
    few = section_passes(passes(passed_section("+")), BARS, Hands.BOTH)
    half = section_passes(passes(passed_section("++")), BARS, Hands.BOTH)
    assert rate_days(few, BARS, 1.0) == {}
    assert rate_days(half, BARS, 1.0) == {DAY: Rating.GOOD}


def test_a_section_is_as_fast_as_its_slowest_bar_if_any_was_measured() -> None:
    unknown, slow = passed_section("+", tempo=None), passed_section("++", tempo=0.8)
    bars = [*unknown, *(one for one in slow if one.measure == 1)]
    for played, tempo in ((bars, 0.8), (unknown, None)):
        once = [replace(one, take="t") for one in played]
        (found,) = section_passes(passes(once), BARS, Hands.BOTH)
        assert found.tempo == tempo
        assert found.is_at(0.8) is (tempo is not None)
    (nearly,) = section_passes(passes(slow), frozenset(range(2)), Hands.BOTH)
    assert [nearly.is_at(goal) for goal in (0.8, 0.88, 0.9)] == [True, True, False]


def test_what_is_played_around_a_section_is_no_part_of_it() -> None:
    (found,) = section_passes(passes(passed_section("+-++-")), frozenset((2, 3)), Hands.BOTH)
    assert (found.bars, found.is_clean) == (frozenset((2, 3)), True)


def test_other_hands_are_another_section() -> None:
    left = passes(passed_section("++++", hands=Hands.LEFT))
    assert section_passes(left, BARS, Hands.BOTH) == ()
    assert section_passes(left, BARS, Hands.LEFT)[0].is_clean


def days(*ratings: Rating, apart: int = 1) -> dict[date, Rating]:
    return {DAY + timedelta(days=apart * place): one for place, one in enumerate(ratings)}


def test_intervals_grow_with_good_evenings() -> None:
    """The figures are those of FSRS 6 with its own weights."""
    day, ratings, intervals = DAY, {}, []
    for _ in range(5):
        ratings[day] = Rating.GOOD
        found = schedule(ratings)
        assert found is not None
        intervals.append((found.due - day).days)
        day = found.due
    assert intervals == [2, 11, 46, 163, 180]
    assert intervals[-1] == LONGEST


def test_the_longest_interval_is_half_a_year() -> None:
    found = schedule(days(*[Rating.EASY] * 6, apart=100))
    assert found is not None
    assert found.due == DAY + timedelta(days=500 + LONGEST)


def test_what_failed_comes_back_tomorrow() -> None:
    found = schedule(days(Rating.GOOD, Rating.AGAIN, apart=5))
    assert found is not None
    assert found.due == DAY + timedelta(days=6)


def test_nothing_played_is_not_scheduled() -> None:
    assert schedule({}) is None


@given(st.lists(st.sampled_from(Rating), min_size=1, max_size=6))
def test_the_order_in_which_days_come_in_changes_nothing(ratings: list[Rating]) -> None:
    found = list(days(*ratings, apart=3).items())
    assert schedule(dict(found)) == schedule(dict(found[::-1]))


@given(st.lists(st.sampled_from(Rating), max_size=5))
def test_a_better_last_evening_never_comes_back_sooner(before: list[Rating]) -> None:
    found = [schedule(days(*before, last, apart=4)) for last in Rating]
    dues = [one.due for one in found if one is not None]
    assert dues == sorted(dues)
    assert len(dues) == 4


def said(verdict: Verdict, hours: float = 0) -> Overrule:
    return Overrule(FIRST_EVENING + timedelta(hours=hours), verdict)


def test_what_the_player_says_holds_on_its_day() -> None:
    measured = days(Rating.AGAIN, Rating.GOOD)
    assert overruled(measured, [(DAY, said(Verdict.KNOWN))])[DAY] is Rating.EASY
    both = [(DAY, said(Verdict.KNOWN)), (DAY, said(Verdict.AGAIN, 1))]
    assert overruled(measured, both[::-1])[DAY] is Rating.AGAIN
    assert overruled(measured, [(DAY, said(Verdict.DUE))]) == measured


def test_a_schedule_tells_days() -> None:
    found = schedule(days(Rating.EASY))
    assert isinstance(found, Schedule)
    assert found.due == DAY + timedelta(days=8)
    assert found.stability == pytest.approx(8.2956)


def test_a_night_belongs_to_the_evening_before() -> None:
    tokyo = Clock(timedelta(hours=9))
    assert tokyo.day(datetime(2026, 3, 2, 18, 30, tzinfo=UTC)) == date(2026, 3, 2)
    assert tokyo.day(datetime(2026, 3, 2, 19, 0, tzinfo=UTC)) == date(2026, 3, 3)
    begins = tokyo.beginning(date(2026, 3, 3))
    assert begins == datetime(2026, 3, 2, 19, 0, tzinfo=UTC)
    assert begins.tzinfo is UTC


@given(st.floats(0, 5000), st.integers(-12, 12))
def test_a_day_begins_no_later_than_what_belongs_to_it(days_later: float, hours: int) -> None:
    clock, at = Clock(timedelta(hours=hours)), FIRST_EVENING + timedelta(days=days_later)
    begins = clock.beginning(clock.day(at))
    assert begins <= at < begins + timedelta(days=1)


def test_a_forecast_lies_between_its_horizons() -> None:
    forecast = Forecast(FIRST_EVENING, tuple(1 / (1 + days) for days in HORIZONS))
    assert forecast.at(FIRST_EVENING - timedelta(days=1)) == 1
    assert forecast.at(FIRST_EVENING + timedelta(days=1)) == 0.5
    assert forecast.at(FIRST_EVENING + timedelta(days=5.5)) == pytest.approx((1 / 5 + 1 / 8) / 2)
    assert forecast.at(FIRST_EVENING + timedelta(days=5000)) == 1 / 961

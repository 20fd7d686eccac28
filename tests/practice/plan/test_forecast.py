"""Goals are spread over the evenings that are left, and it is said where they will not fit."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.plan.candidate import Candidate
from renshu.practice.plan.forecast import Forecast, evenings_until, forecasts
from renshu.practice.plan.goal import Goal
from renshu.practice.plan.pace import Rhythm, rhythm, speed
from support.candidates import TODAY, section

FOUR = Rhythm(4, 25, is_known=True)


def piece(sections: int, seconds: float = 10) -> list[Candidate]:
    return [replace(section("a", number), seconds=seconds) for number in range(sections)]


def forecast(goal: Goal, sections: list[Candidate], known: Rhythm = FOUR) -> Forecast:
    (one,) = forecasts([goal], sections, 1.5, known, TODAY)
    return one


def test_a_goal_that_fits_is_told_with_a_likely_day() -> None:
    # 60 minutes at 15 an evening are 4 evenings: today, and 3 more at 4 a week.
    one = forecast(Goal("a", "Etude", date(2026, 12, 12)), piece(4))
    assert one.fits
    assert one.ready == TODAY + timedelta(days=6)
    assert one.sentence(FOUR, TODAY) == (
        "At your 4 evenings a week of 25 minutes, Etude will be ready by 12 December; "
        "about 28 November is likely."
    )


def test_a_goal_that_does_not_fit_names_the_bars_and_a_likely_day() -> None:
    # 12 evenings of 15 minutes are left; 16 sections need 240 minutes.
    one = forecast(Goal("a", "Etude", date(2026, 12, 12)), piece(16))
    assert not one.fits
    assert one.sentence(FOUR, TODAY) == (
        "At your 4 evenings a week of 25 minutes, bars 49–64 of Etude will not be ready by "
        "12 December; about 19 December is likely."
    )
    assert one.steps == 2


def test_what_is_ready_is_told_so() -> None:
    ready = [replace(one, chance=0.9, practised=TODAY) for one in piece(2)]
    one = forecast(Goal("a", "Etude", TODAY), ready)
    assert one.fits
    assert one.sentence(FOUR, TODAY) == "Etude is ready: every section is secure at its tempo."


def test_a_guess_is_told_as_one() -> None:
    one = forecast(Goal("a", "Etude", TODAY + timedelta(days=60)), piece(2), Rhythm())
    assert one.sentence(Rhythm(), TODAY).startswith(
        "At 4 evenings a week of 20 minutes (yours are not known yet), "
    )


def test_a_day_that_has_passed_leaves_no_evening() -> None:
    goal = Goal("a", "Etude", TODAY - timedelta(days=1))
    assert evenings_until(goal.by, FOUR, TODAY) == 0
    assert forecast(goal, piece(1)).late == "bars 1–4"


def test_goals_share_the_time() -> None:
    near = Goal("a", "A", TODAY + timedelta(days=20))
    far = Goal("b", "B", TODAY + timedelta(days=30))
    sections = [*piece(8), *(replace(one, score_id="b") for one in piece(8))]
    first, second = forecasts([far, near], sections, 1.5, FOUR, TODAY)
    assert (first.goal, second.goal) == (near, far)
    assert first.ready is not None
    assert second.ready is not None
    assert first.ready < second.ready


@given(
    st.integers(0, 30),
    st.integers(0, 200),
    st.integers(1, 7),
    st.floats(1, 120),
    st.floats(0.1, 9),
)
def test_what_fits_is_ready_in_time_and_what_does_not_is_not(
    count: int, days: int, evenings: int, minutes: float, pace: float
) -> None:
    goal = Goal("a", "A", TODAY + timedelta(days=days))
    known = Rhythm(evenings, minutes, is_known=True)
    (one,) = forecasts([goal], piece(count), pace, known, TODAY)
    if one.fits:
        assert one.ready is not None
        assert one.ready <= goal.by
    else:
        assert one.late
        assert one.ready is None or one.ready > goal.by


def test_the_rhythm_is_that_of_the_last_four_weeks() -> None:
    days = [(TODAY - timedelta(days=2 * ago), 20.0 + ago % 3) for ago in range(1, 40)]
    found = rhythm([*days, (TODAY, 5.0)], TODAY)
    assert (found.evenings, found.minutes, found.is_known) == (4, 21.0, True)


def test_two_evenings_tell_nothing() -> None:
    days = [(TODAY - timedelta(days=ago), 40.0) for ago in (1, 2)]
    assert rhythm(days, TODAY) == Rhythm()


@pytest.mark.parametrize(
    ("learnt", "expected"),
    [([], 1.5), ([(10, 5)] * 2, 1.5), ([(10, 5), (10, 10), (40, 10), (0, 3)], 2.0)],
)
def test_speed_is_the_median_of_what_was_learnt(
    learnt: list[tuple[float, float]], expected: float
) -> None:
    assert speed(learnt) == expected

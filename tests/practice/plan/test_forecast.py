"""Goals are spread over the evenings that are left, and it is said where they will not fit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.plan.candidate import Candidate
from renshu.practice.plan.forecast import Forecast, evenings_until, forecasts
from renshu.practice.plan.goal import Goal
from renshu.practice.plan.pace import Rhythm, rhythm, speed
from renshu.score.passage import Hands
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


def test_evenings_are_counted_with_today_and_the_day_itself() -> None:
    days = (-400, -1, 0, 1, 2, 6, 7, 14)
    counted = [evenings_until(TODAY + timedelta(days=at), FOUR, TODAY) for at in days]
    assert counted == [0, 0, 1, 1, 2, 4, 5, 9]


def test_one_bar_and_one_evening_are_told_in_the_singular() -> None:
    weekly = Rhythm(1, 30.4, is_known=True)
    bar = [replace(section("a", 0), bars="7", seconds=60)]
    one = forecast(Goal("a", "Etude", TODAY), bar, weekly)
    assert one.late == "bar 7"
    assert one.sentence(weekly, TODAY) == (
        "At your 1 evening a week of 30 minutes, bar 7 of Etude will not be ready by 22 November; "
        "about 20 December is likely."
    )


def test_what_is_years_away_has_no_day() -> None:
    one = forecast(Goal("a", "Etude", TODAY), piece(400, 60))
    assert one.ready is None
    assert one.sentence(FOUR, TODAY).endswith("; a day years from now is likely.")


def test_what_goes_well_takes_less_and_what_is_secure_nothing() -> None:
    """Ten seconds at one and a half minutes for each: a quarter hour, half, nothing."""
    for chance, minutes in ((0.0, 15.0), (0.4, 7.5), (0.8, 0.0), (1.0, 0.0)):
        (one,) = [replace(each, chance=chance) for each in piece(1)]
        assert forecast(Goal("a", "A", TODAY), [one]).minutes == pytest.approx(minutes)


def test_sections_that_are_secure_are_never_late() -> None:
    done = replace(piece(2)[1], chance=0.9)
    late = forecast(Goal("a", "A", TODAY), [*piece(1, 60), done])
    assert late.late == "bars 1–4"


def test_what_is_practised_hands_apart_counts_once() -> None:
    apart = [replace(one, passage=replace(one.passage, hands=Hands.LEFT)) for one in piece(2)]
    whole = replace(piece(1)[0], passage=replace(piece(1)[0].passage, is_looped=False))
    goal = Goal("a", "A", TODAY + timedelta(days=60))
    assert forecast(goal, [*apart, *piece(2), whole]).minutes == forecast(goal, piece(2)).minutes


def test_new_sections_are_spread_over_the_evenings_that_are_left() -> None:
    practised = [replace(one, practised=TODAY) for one in piece(9)[6:]]
    for days, steps in ((0, 6), (2, 3), (4, 2), (20, 1), (-1, 6)):
        goal = Goal("a", "A", TODAY + timedelta(days=days))
        assert forecast(goal, [*piece(6), *practised]).steps == steps
    assert forecast(Goal("a", "A", TODAY), practised).steps == 0


def test_goals_share_the_time() -> None:
    near = Goal("a", "A", TODAY + timedelta(days=20))
    far = Goal("b", "B", TODAY + timedelta(days=30))
    sections = [*piece(8), *(replace(one, score_id="b") for one in piece(8))]
    first, second = forecasts([far, near], sections, 1.5, FOUR, TODAY)
    assert (first.goal, second.goal) == (near, far)
    assert first.ready is not None
    assert second.ready is not None
    assert first.ready < second.ready
    soon = Goal("b", "B", near.by)
    assert [one.fits for one in forecasts([near, soon], sections, 1.5, FOUR, TODAY)] == [
        True,
        False,
    ]


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


@pytest.mark.parametrize(
    ("ago", "evenings"),
    [
        ((1, 2, 3), 3),
        (range(1, 8), 7),
        (range(1, 29), 7),
        ((1, 8, 14), 2),
        ((1, 14, 28), 1),
        ((27, 28, 26), 1),
        ((1, 2, 29), None),
        ((0, 1, 2), None),
    ],
)
def test_evenings_a_week(ago: Sequence[int], evenings: int | None) -> None:
    found = rhythm([(TODAY - timedelta(days=each), 30.0) for each in ago], TODAY)
    assert (found.evenings if found.is_known else None) == evenings


def test_less_than_a_minute_is_no_evening() -> None:
    days = [
        (TODAY - timedelta(days=ago), minutes) for ago, minutes in ((1, 1.0), (2, 9.0), (3, 0.9))
    ]
    assert not rhythm(days, TODAY).is_known
    assert rhythm([*days, (TODAY - timedelta(days=4), 5.0)], TODAY).minutes == 5.0


def test_two_evenings_tell_nothing() -> None:
    days = [(TODAY - timedelta(days=ago), 40.0) for ago in (1, 2)]
    assert rhythm(days, TODAY) == Rhythm()


@pytest.mark.parametrize(
    ("learnt", "expected"),
    [
        ([], 1.5),
        ([(10, 5)] * 2, 1.5),
        ([(10, 5), (10, 10), (40, 10), (0, 3)], 2.0),
        ([(9, 3)] * 3, 3.0),
        ([(3, 1)] * 3, 3.0),
        ([(9, 3), (9, 3), (9, 0)], 1.5),
    ],
)
def test_speed_is_the_median_of_what_was_learnt(
    learnt: list[tuple[float, float]], expected: float
) -> None:
    assert speed(learnt) == expected

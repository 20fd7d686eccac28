from hypothesis import given
from hypothesis import strategies as st

from renshu.tui.gliding import LONGEST_GLIDE, SETTLING_SECONDS, Glide

places = st.floats(0, 100)
seconds = st.floats(0.01, 10)


def test_it_glides_to_where_the_score_waits_and_stays() -> None:
    glide = Glide()
    glide.rest_at(2.0, 10.0)
    assert glide.at(10.0) == 0.0
    assert 1.0 < glide.at(10.0 + SETTLING_SECONDS / 2) < 2.0
    assert glide.at(10.0 + SETTLING_SECONDS) == glide.at(99.0) == 2.0


def test_it_goes_on_at_the_written_pace_until_one_is_learnt() -> None:
    glide = Glide()
    glide.go_on_from(0.0, 10.0, until=1.0, usual=1.0)
    assert glide.at(10.5) == 0.5
    glide.go_on_from(1.0, 10.5, until=2.0, usual=1.0)
    assert glide.at(10.5 + 0.25) == 1.5
    assert glide.at(10.5 + 9.0) == 2.0


def test_the_other_notes_of_a_chord_change_nothing() -> None:
    glide = Glide()
    glide.go_on_from(0.0, 10.0, until=1.0, usual=1.0)
    glide.go_on_from(0.0, 10.1, until=1.0, usual=1.0)
    assert glide.at(10.5) == 0.5


def test_far_away_it_is_at_once() -> None:
    glide = Glide()
    glide.rest_at(LONGEST_GLIDE + 1, 10.0)
    assert glide.at(10.0) == LONGEST_GLIDE + 1


def test_with_reduced_motion_it_steps() -> None:
    glide = Glide(is_stepping=True)
    glide.go_on_from(1.0, 10.0, until=2.0, usual=1.0)
    assert {glide.at(10.0 + passed) for passed in (0.0, 0.1, 1.0, 9.0)} == {1.0}


@given(st.lists(st.tuples(places, seconds, seconds), max_size=8), seconds)
def test_it_never_runs_ahead_of_the_next_note(
    steps: list[tuple[float, float, float]], later: float
) -> None:
    """Wherever it was told to be, it comes to be there, and not past what comes next."""
    glide, now = Glide(), 0.0
    for place, step, passed in steps:
        now += passed
        glide.go_on_from(place, now, until=place + step, usual=1.0)
        settled = glide.at(now + max(later, SETTLING_SECONDS))
        assert place <= settled <= place + step


@given(places, seconds, places)
def test_nothing_jumps_that_is_near(first: float, passed: float, second: float) -> None:
    glide = Glide()
    glide.leap(first)
    before = glide.at(passed)
    glide.rest_at(second, passed)
    if abs(second - first) <= LONGEST_GLIDE:
        assert abs(glide.at(passed) - before) < 1e-9


def test_after_a_leap_the_written_pace_is_the_best_guess_again() -> None:
    glide = Glide()
    for quarter in range(5):
        glide.go_on_from(quarter, quarter / 2, until=quarter + 1, usual=1.0)
    glide.leap(20.0)
    glide.go_on_from(20.0, 30.0, until=28.0, usual=1.0)
    assert glide.at(31.0) == 21.0

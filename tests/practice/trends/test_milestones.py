from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.take import Tally
from renshu.practice.trends.figures import Figures
from renshu.practice.trends.milestones import Run, milestones

FIRST = date(2026, 1, 1)


def evening(number: int) -> date:
    return FIRST + timedelta(days=number)


def run(number: int, tempo: float | None = 1.0, wrong: int = 0, score: str = "s") -> Run:
    at = datetime(2026, 1, 1, 20, tzinfo=UTC) + timedelta(days=number)
    return Run(at, evening(number), score, "宝物", tempo, Tally(100 - wrong, wrong))


def told(*args: object, **more: object) -> list[tuple[date, str]]:
    return [(one.day, one.text) for one in milestones(*args, **more)]  # type: ignore[arg-type]


def test_takes_hours_and_days_are_counted_to_the_day() -> None:
    days = [(evening(number), Figures(30, 1200.0)) for number in range(4)]
    assert told(days, (), ()) == [
        (evening(0), "first take"),
        (evening(0), "10 takes"),
        (evening(2), "1 hour at the piano"),
        (evening(2), "a streak of 3 days of practice"),
        (evening(3), "100 takes"),
    ]


def test_a_streak_is_reached_once() -> None:
    days = [(evening(number), Figures(1)) for number in (0, 1, 2, 10, 11, 12)]
    assert [text for _, text in told(days, (), ())] == [
        "first take",
        "a streak of 3 days of practice",
    ]


def test_the_way_of_a_piece() -> None:
    runs = [
        run(0, 0.7, wrong=9),
        run(1, 0.7),
        run(2, 0.99),
        run(3, 1.0),
        run(3, 1.1),
        run(4, 1.0, wrong=5),
        run(5, 1.05),
    ]
    assert told((), (), runs) == [
        (evening(0), "first time through “宝物”"),
        (evening(1), "first time 98% right all through “宝物”"),
        (evening(2), "first time 98% right at tempo all through “宝物”"),
        (evening(5), "learnt: “宝物”"),
    ]


def test_the_players_goal_is_the_tempo_to_reach() -> None:
    assert (evening(1), "first time 98% right at tempo all through “宝物”") in told(
        (), (), [run(1, 0.8)], [("s", 0.8)]
    )
    assert "tempo s" not in [one.key for one in milestones((), (), [run(1, 0.8)])]


def test_an_unknown_tempo_is_not_at_tempo() -> None:
    assert [text for _, text in told((), (), [run(1, None)])] == [
        "first time through “宝物”",
        "first time 98% right all through “宝物”",
    ]


@pytest.mark.parametrize(
    ("tempo", "right", "reached"),
    [
        (0.98, 98, ["through", "clean", "tempo"]),
        (0.979, 98, ["through", "clean"]),
        (1.0, 97, ["through"]),
    ],
)
def test_two_percent_are_forgiven(tempo: float, right: int, reached: list[str]) -> None:
    found = milestones((), (), [run(0, tempo, wrong=100 - right)])
    assert [one.key for one in found] == [f"{key} s" for key in reached]


def test_every_piece_has_its_own_way() -> None:
    runs = [run(day, score=score) for day in range(3) for score in "ab"]
    keys = [one.key for one in milestones((), (), runs)]
    assert sorted(keys) == sorted(
        f"{key} {score}" for score in "ab" for key in ("through", "clean", "tempo", "learnt")
    )
    assert "learnt a" not in [one.key for one in milestones((), (), [run(0), run(0), run(1)])]


def test_many_takes_and_hours_at_once_are_all_told() -> None:
    (one,) = [(evening(0), Figures(1200, 3600.0 * 1000))]
    assert [text for _, text in told([one], (), ())] == [
        "first take",
        "10 takes",
        "100 takes",
        "500 takes",
        "1,000 takes",
        "1 hour at the piano",
        "10 hours at the piano",
        "50 hours at the piano",
        "100 hours at the piano",
        "250 hours at the piano",
        "500 hours at the piano",
        "1,000 hours at the piano",
    ]
    keys = [one.key for one in milestones([one], (), ())]
    assert keys[:2] == ["take 1", "take 10"]
    assert keys[-1] == "hours 1000"


def test_a_number_is_passed_on_the_day_that_reaches_it() -> None:
    days = [(evening(number), Figures(5, 1800.0)) for number in (0, 1, 2)]
    assert told(days[::-1], (), ()) == [
        (evening(0), "first take"),
        (evening(1), "10 takes"),
        (evening(1), "1 hour at the piano"),
        (evening(2), "a streak of 3 days of practice"),
    ]
    assert told([(evening(0), Figures(0, 9999.0))], (), ()) == []


def test_a_longer_streak_goes_on_where_a_shorter_one_ended() -> None:
    days = [(evening(n), Figures(1)) for n in (*range(4), *range(10, 17))]
    assert [(day, text) for day, text in told(days, (), ()) if "streak" in text] == [
        (evening(2), "a streak of 3 days of practice"),
        (evening(16), "a streak of 7 days of practice"),
    ]


def test_of_two_runs_at_one_moment_the_order_is_settled() -> None:
    """The slower first, then the worse: what each reached is told once, of the first."""
    slow, fast = run(0, 0.5), run(0, 1.0)
    runs = [fast, slow, run(0, None), run(0, 1.0, wrong=1)]
    assert [one.key for one in milestones((), (), runs)] == ["through s", "clean s", "tempo s"]


def test_pieces_are_counted_by_their_first_days() -> None:
    firsts = [evening(number) for number in (9, 3, 7, 1, 5)]
    assert told((), firsts, ()) == [(evening(9), "5 pieces played")]


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 60), st.integers(1, 4000)), max_size=30),
    st.lists(st.builds(run, st.integers(0, 40), st.floats(0.5, 1.2), st.integers(0, 4))),
    st.randoms(),
)
def test_the_order_of_import_changes_nothing(
    played: list[tuple[int, int, int]], runs: list[Run], dice: Random
) -> None:
    by_day = {evening(day): Figures(takes, float(seconds)) for day, takes, seconds in played}
    days = list(by_day.items())
    found = milestones(days, (), runs)
    for each in (days, runs):
        dice.shuffle(each)
    assert milestones(days, (), runs) == found
    assert len({one.key for one in found}) == len(found)

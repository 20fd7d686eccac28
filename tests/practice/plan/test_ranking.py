"""What comes first tonight, and the sentence that says why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from renshu.practice.plan.candidate import Candidate
from renshu.practice.plan.fitting import fit
from renshu.practice.plan.goal import Goal, Situation
from renshu.practice.plan.item import Item, Why
from renshu.practice.plan.ranking import agenda
from renshu.score.passage import Hands
from support.candidates import TODAY, practised, run_through, section


def ranked(*candidates: Candidate, known: Situation | None = None) -> tuple[Item, ...]:
    return agenda(candidates, known or Situation(TODAY))


def test_what_is_half_known_comes_before_what_is_known_and_what_is_lost() -> None:
    half, known, lost = (
        practised(piece, 0, chance=chance)
        for piece, chance in (("a", 0.5), ("b", 0.95), ("c", 0.02))
    )
    assert [item.candidate for item in ranked(known, lost, half)] == [half, known, lost]


def test_a_goal_makes_a_section_more_urgent() -> None:
    mine, other = practised("a", 0, chance=0.7), practised("b", 0, chance=0.5)
    goal = Goal("a", "A", TODAY + timedelta(days=20))
    first = ranked(mine, other, known=Situation(TODAY, {"a": goal}))[0]
    assert first.candidate == mine
    assert first.reason == "Due today: you last played it 3 days ago. Your goal is 12 December."


def test_what_is_not_due_is_left_alone_unless_it_is_weak() -> None:
    known, weak = practised("a", 0, due_in=5), practised("a", 1, due_in=5, chance=0.2)
    (item,) = ranked(known, weak)
    assert item.candidate == weak
    assert item.reason == "A weak spot: 20% likely to be clean at tempo, as you play it now."


def test_what_was_played_in_part_since_it_was_due_says_so() -> None:
    (item,) = ranked(practised("a", 0, ago=4, due_in=-12))
    assert item.reason == "Due for 12 days: so far you have played only a part of it."
    (item,) = ranked(practised("a", 0, ago=0))
    assert item.reason == "Due today: so far you have played only a part of it."


def test_of_a_piece_that_was_away_the_weakest_spot_goes_first() -> None:
    whole = [practised("zanarkand", number, ago=41, due_in=-3) for number in range(3)]
    bridge = replace(whole[1], chance=0.4, name="bridge", title="To Zanarkand")
    (item,) = ranked(whole[0], bridge, whole[2])
    assert item.why is Why.RETURNING
    assert item.candidate == bridge
    assert item.reason == "You last played To Zanarkand 41 days ago; the bridge goes first."


def test_what_goes_first_is_named_by_its_bars_and_hand() -> None:
    one = practised("zanarkand", 1, ago=30, due_in=-3)
    assert ranked(one)[0].reason.endswith("; bars 5–8 go first.")
    left = replace(one, passage=replace(one.passage, hands=Hands.LEFT))
    assert ranked(left)[0].reason.endswith("; the left hand of bars 5–8 goes first.")


def test_what_was_never_learnt_is_not_brought_back() -> None:
    assert ranked(practised("a", 0, ago=41, due_in=-30, stability=1.0)) == ()


def test_the_new_step_is_the_next_section_of_what_was_played_last() -> None:
    candidates = (
        section("a", 1),
        section("b", 3),
        section("b", 2),
        practised("a", 0, ago=9, due_in=9),
        practised("b", 0, ago=1, due_in=9),
    )
    new = [item.candidate for item in ranked(*candidates) if item.why is Why.NEW]
    assert new[0] == section("b", 2)


def test_a_new_step_is_taken_in_a_goal_first_and_as_many_as_it_needs() -> None:
    candidates = (section("a", 0), section("b", 0), section("b", 1), practised("c", 0), *dues(8))
    goal = Goal("b", "B", TODAY + timedelta(days=3))
    items = fit(ranked(*candidates, known=Situation(TODAY, {"b": goal}, steps=2)), 20).items
    new = [item.candidate for item in items if item.why is Why.NEW]
    assert new == [section("b", 0), section("b", 1)]


def dues(count: int) -> list[Candidate]:
    return [practised("d", number) for number in range(count)]


def test_one_new_step_is_enough_until_nothing_else_is_left() -> None:
    candidates = (section("a", 0), section("a", 1), section("b", 0), *dues(9))
    new = [
        sum(item.why is Why.NEW for item in fit(ranked(*candidates), asked).items)
        for asked in (12, 20, 40)
    ]
    assert new == [1, 1, 3]


def test_who_has_played_nothing_begins_with_new_steps_of_several_pieces() -> None:
    easy = replace(section("a", 0), wish="A short and easy piece to begin with.")
    items = fit(ranked(easy, section("a", 1), section("b", 0), section("c", 0)), 40).items
    assert [item.candidate.score_id for item in items] == ["a", "b", "c"]
    assert items[0].reason == "A short and easy piece to begin with."


def test_for_joy_the_piece_is_played_that_was_not_played_for_longest() -> None:
    pieces = (
        run_through("a", ago=2),
        run_through("b", ago=9),
        run_through("c", ago=30, chance=0.3),
        run_through("d", ago=40, seconds=1200),
    )
    (item,) = [item for item in ranked(*pieces) if item.why is Why.JOY][:1]
    assert item.candidate.score_id == "b"
    assert item.minutes == 2


def test_for_joy_somebody_of_whose_pieces_none_goes_well_plays_what_hangs_together() -> None:
    pieces = run_through("a", chance=0.4), run_through("b", ago=9, chance=0.1)
    joys = [item for item in ranked(*pieces) if item.why is Why.JOY]
    assert [item.candidate.score_id for item in joys] == ["a"]
    assert joys[0].reason == "For joy: play it from beginning to end, whatever happens."


def test_five_minutes_are_for_what_is_most_urgent() -> None:
    candidates = (*dues(6), section("a", 0), run_through("song"))
    items = fit(ranked(*candidates), 5).items
    assert [item.why for item in items] == [Why.DUE, Why.DUE]
    assert sum(item.minutes for item in items) == 5


def test_nothing_to_practise_is_an_empty_plan() -> None:
    plan = fit(ranked(), 40)
    assert (plan.minutes, plan.items) == (0, ())


def test_a_goal_next_year_is_told_with_its_year() -> None:
    goal = Goal("d", "D", date(2027, 11, 1))
    assert ranked(*dues(1), known=Situation(TODAY, {"d": goal}))[0].reason.endswith(
        "is 1 November 2027."
    )


def test_new_steps_are_of_the_nearest_goal_then_of_what_is_in_work_then_of_the_rest() -> None:
    fresh = [replace(section(piece, 0), turn=turn) for piece, turn in (("x", 2), ("y", 1))]
    work = [
        step
        for piece, ago in (("old", 9), ("now", 1))
        for step in (practised(piece, 0, ago=ago, due_in=9), section(piece, 1))
    ]
    goals = {name: Goal(name, name, TODAY + timedelta(days=days)) for name, days in GOALS}
    wanted = [section(name, 0) for name, _ in GOALS]
    for known, first in (
        (Situation(TODAY, goals, steps=3), ["near", "far", "now"]),
        (Situation(TODAY), ["now", "old", "far"]),
    ):
        new = [one.candidate for one in ranked(*fresh, *work, *wanted, known=known)]
        assert [one.score_id for one in new if one.is_new] == first
    alone = [item.candidate.score_id for item in ranked(*fresh)]
    assert alone == ["y", "x"]


GOALS = (("far", 30), ("near", 20))


def test_of_each_piece_the_first_section_comes_before_the_second_of_any() -> None:
    both = [section("a", 0), section("a", 1), section("b", 0), section("b", 1)]
    new = [item.candidate for item in ranked(*both)]
    assert new == [section("a", 0), section("b", 0), section("a", 1)]


def test_a_new_section_is_begun_with_both_hands() -> None:
    hands = [section("a", 0, hands=each) for each in (Hands.LEFT, Hands.RIGHT, Hands.BOTH)]
    assert [item.candidate for item in ranked(*hands)] == [hands[2]]
    assert ranked(*hands[:2])[0].candidate == hands[1]


@pytest.mark.parametrize(("ago", "why"), [(20, Why.DUE), (21, Why.RETURNING), (41, Why.RETURNING)])
def test_after_three_weeks_a_piece_has_to_be_brought_back(ago: int, why: Why) -> None:
    assert [item.why for item in ranked(practised("a", 0, ago=ago))] == [why]


def test_a_piece_is_away_only_if_nothing_of_it_was_played() -> None:
    long, lately = practised("a", 0, ago=41), practised("a", 1, ago=2, due_in=9)
    assert [item.why for item in ranked(long, lately)] == [Why.DUE]


@pytest.mark.parametrize(("stability", "comes"), [(6.9, False), (7.0, True)])
def test_what_had_lasted_a_week_was_learnt(stability: float, comes: bool) -> None:
    assert bool(ranked(practised("a", 0, ago=41, stability=stability))) is comes


@pytest.mark.parametrize(
    ("due_in", "chance", "ago", "why"),
    [
        (0, 0.9, 3, Why.DUE),
        (1, 0.9, 3, None),
        (1, 0.59, 3, Why.WEAK),
        (1, 0.6, 3, None),
        (1, 0.1, 30, None),
    ],
)
def test_due_or_weak(due_in: int, chance: float, ago: int, why: Why | None) -> None:
    found = ranked(practised("a", 0, due_in=due_in, chance=chance, ago=ago))
    assert [item.why for item in found] == ([why] if why else [])


def test_the_weakest_comes_first_of_weak_spots() -> None:
    weak = [practised(piece, 0, due_in=9, chance=chance) for piece, chance in WEAKNESSES]
    assert [item.candidate.score_id for item in ranked(*weak)] == ["b", "c", "a"]


WEAKNESSES = (("a", 0.5), ("b", 0.1), ("c", 0.3))


@pytest.mark.parametrize(
    ("chances", "joys"),
    [([0.6, 0.59], ["a"]), ([0.59, 0.2], ["a", "b"]), ([0.19, 0.1], [])],
)
def test_for_joy_is_what_goes_well_or_best(chances: list[float], joys: list[str]) -> None:
    pieces = [
        run_through(name, ago=9 - place, chance=chance)
        for place, (name, chance) in enumerate(zip("ab", chances, strict=True))
    ]
    found = fit(ranked(*pieces), 60).items
    assert [item.candidate.score_id for item in found] == joys[:1]


def test_a_run_through_is_no_longer_than_eight_minutes_and_not_of_today() -> None:
    assert ranked(run_through("a", seconds=480))
    assert not ranked(run_through("a", seconds=481))
    played = [run_through("a", ago=0), run_through("b", ago=1)]
    assert ranked(*played)[0].candidate.score_id == "b"


def test_an_evening_is_ranked_as_far_as_anybody_could_play() -> None:
    many = [practised(f"piece {n}", 0) for n in range(99)]
    assert len(ranked(*many)) == 60

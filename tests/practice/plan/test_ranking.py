"""What comes first tonight, and the sentence that says why."""

from dataclasses import replace
from datetime import date, timedelta

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

"""What holds for every plan, whatever there is to practise."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from random import Random

from hypothesis import example, given
from hypothesis import strategies as st

from renshu.practice.plan.adapting import Tonight, Went
from renshu.practice.plan.candidate import Candidate
from renshu.practice.plan.fitting import fit
from renshu.practice.plan.goal import Situation
from renshu.practice.plan.item import Item, Why
from renshu.practice.plan.ranking import agenda
from support.candidates import TODAY, evenings, practised, run_through, section

KNOWN = Situation(TODAY)
minutes = st.integers(0, 180)


def ranked(candidates: Sequence[Candidate]) -> tuple[Item, ...]:
    return agenda(candidates, KNOWN)


@given(evenings, minutes)
@example([practised("a", 0)], 1)
def test_no_plan_takes_more_minutes_than_were_asked(
    candidates: list[Candidate], asked: int
) -> None:
    plan = fit(ranked(candidates), asked)
    assert plan.minutes <= asked
    assert all(item.minutes >= 1 for item in plan.items)


@given(evenings, minutes)
def test_no_notes_are_visited_twice(candidates: list[Candidate], asked: int) -> None:
    items = fit(ranked(candidates), asked).items
    assert len({item.key for item in items}) == len(items)
    sections = [item.candidate for item in items if not item.candidate.is_whole]
    for one in sections:
        assert not any(one.shares_music_with(other) for other in sections if other is not one)


@given(evenings, minutes, minutes)
def test_more_minutes_only_add_to_a_plan(
    candidates: list[Candidate], asked: int, more: int
) -> None:
    ranks = ranked(candidates)
    fewer = {item.key for item in fit(ranks, asked).items}
    assert fewer <= {item.key for item in fit(ranks, asked + more).items}


@given(evenings, st.integers(1, 180))
def test_every_evening_has_time_for_what_is_most_urgent(
    candidates: list[Candidate], asked: int
) -> None:
    ranks = ranked(candidates)
    keys = {item.key for item in fit(ranks, asked).items}
    assert not ranks or ranks[0].key in keys


@given(evenings, minutes, st.integers())
def test_the_order_of_candidates_changes_nothing(
    candidates: list[Candidate], asked: int, seed: int
) -> None:
    shuffled = Random(seed).sample(candidates, len(candidates))  # noqa: S311
    assert fit(ranked(candidates), asked) == fit(ranked(shuffled), asked)


@given(evenings, minutes)
@example([practised("a", number) for number in range(4)] + [practised("b", 0)], 60)
def test_pieces_alternate_wherever_they_can(candidates: list[Candidate], asked: int) -> None:
    items = [item for item in fit(ranked(candidates), asked).items if item.why is not Why.JOY]
    pieces = [item.candidate.score_id for item in items]
    most = max(Counter(pieces).values(), default=0)
    if 2 * most <= len(pieces):
        assert all(one != following for one, following in pairwise(pieces))


@given(evenings, minutes, st.data())
def test_an_evening_ends_in_the_time_there_is_whatever_is_played(
    candidates: list[Candidate], asked: int, data: st.DataObject
) -> None:
    tonight = Tonight(ranked(candidates), asked)
    for _ in range(3 * len(candidates) + 3):
        plan = tonight.plan
        assert plan.minutes + tonight.spent <= max(asked, tonight.spent)
        if not plan.items:
            return
        item = data.draw(st.sampled_from(plan.items))
        tonight = tonight.after(
            item, data.draw(st.sampled_from(Went)), data.draw(st.floats(0.5, 9))
        )
    raise AssertionError("the evening never ends")


@given(evenings, minutes, st.data())
def test_what_was_skipped_or_went_well_is_not_asked_again(
    candidates: list[Candidate], asked: int, data: st.DataObject
) -> None:
    tonight = Tonight(ranked(candidates), asked)
    if not tonight.plan.items:
        return
    item = data.draw(st.sampled_from(tonight.plan.items))
    for after in (tonight.after(item, Went.WELL, 2.0), tonight.without(item)):
        assert item.key not in {one.key for one in after.plan.items}


def test_a_whole_evening_has_every_kind_of_visit() -> None:
    candidates = [
        *(practised("etude", number, chance=0.5) for number in range(3)),
        *(practised("waltz", number, ago=41, due_in=-4) for number in range(3)),
        practised("march", 0, due_in=9, chance=0.2),
        section("march", 1),
        run_through("song"),
    ]
    items = fit(ranked(candidates), 40).items
    assert {item.why for item in items} == {
        Why.DUE, Why.WEAK, Why.NEW, Why.RETURNING, Why.JOY,
    }  # fmt: skip
    assert items[-1].why is Why.JOY

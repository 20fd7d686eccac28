"""As much as there is time for, and in which order: by pieces and minutes."""

from collections.abc import Sequence

import pytest

from renshu.practice.plan.fitting import fit, interleaved
from renshu.practice.plan.item import Item, Plan, Why
from support.candidates import practised


def visits(words: str) -> list[Item]:
    """Visits as `piece minutes-most`, the most urgent first; a star is for joy."""
    found = []
    for number, word in enumerate(words.split()):
        minutes, _, most = word.strip("*")[1:].partition("-")
        why = Why.JOY if word.endswith("*") else Why.DUE
        made = Item(why, practised(word[0], number), "", int(minutes), int(most or minutes))
        found.append(made)
    return found


def told(items: Sequence[Item]) -> str:
    return " ".join(f"{item.candidate.score_id}{item.minutes}" for item in items)


@pytest.mark.parametrize(
    ("agenda", "minutes", "plan"),
    [
        ("a3 b4 c2", 9, "a3 b4 c2"),
        ("a3 b4 c2", 20, "a3 b4 c2"),
        ("a3 b4 c2", 8, "a3 b4"),
        ("a3 b4 c1", 6, "a3"),
        ("a3 b4", 2, "a2"),
        ("a3 b4", 1, "a1"),
        ("a3 b4", 0, ""),
        ("", 30, ""),
        ("a3-5 b4-6", 7, "a3 b4"),
        ("a3-5 b4-6", 8, "a4 b4"),
        ("a3-5 b4-6", 9, "a4 b5"),
        ("a3-5 b4-6", 11, "a5 b6"),
        ("a3-5 b4-6", 30, "a5 b6"),
        ("a3-3 b4-6", 9, "a3 b6"),
        ("a3-5 b4-6 c9", 9, "a4 b5"),
    ],
)
def test_the_first_that_fit_and_the_spare_minutes_among_them(
    agenda: str, minutes: int, plan: str
) -> None:
    found = fit(visits(agenda), minutes)
    assert told(found.items) == plan
    assert found.asked == minutes
    assert found.minutes <= minutes


@pytest.mark.parametrize(
    ("agenda", "after", "order"),
    [
        ("a1 a1 b1 b1", None, "a1 b1 a1 b1"),
        ("a1 a1 b1 c1", None, "a1 b1 a1 c1"),
        ("a1 b1 c1", None, "a1 b1 c1"),
        ("a1 b1 c1", "a", "b1 a1 c1"),
        ("a1 b1 c1", "b", "a1 b1 c1"),
        ("a1 a1", "a", "a1 a1"),
        ("a1 b1 c1 c1 c1", None, "a1 c1 b1 c1 c1"),
        ("a1 b1 c1 c1", None, "a1 c1 b1 c1"),
        ("j5* a1 b1", None, "a1 b1 j5"),
        ("a1 j5* a1 b1", None, "a1 b1 a1 j5"),
    ],
)
def test_pieces_alternate_the_most_urgent_first(agenda: str, after: str | None, order: str) -> None:
    assert told(interleaved(visits(agenda), after)) == order


def test_a_plan_goes_on_with_another_piece_than_the_last_one() -> None:
    assert told(fit(visits("a3 b4"), 7, "a").items) == "b4 a3"
    assert fit((), 12) == Plan(12)

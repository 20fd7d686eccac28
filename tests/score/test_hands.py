from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.score.hands import HandChoice, with_choices
from renshu.score.notation import Hand
from support.musicxml import note, score_of

SCORE = score_of("".join(note(pitch) for pitch in ("C4", "E4", "G4", "C5")), note("C3", 16))

choices = st.builds(
    HandChoice,
    st.fractions(0, 4, max_denominator=4),
    st.fractions(5, 8, max_denominator=4),
    st.sampled_from(Hand),
    st.sampled_from([None, 1, 2]),
    st.integers(0, 60),
    st.integers(60, 127),
)


def hands(*chosen: HandChoice) -> str:
    return "".join(n.hand.value[0] for n in with_choices(SCORE, chosen).notes)


@pytest.mark.parametrize(
    ("choice", "result"),
    [
        (HandChoice(Fraction(0), Fraction(8), Hand.LEFT), "lllll"),
        (HandChoice(Fraction(1), Fraction(2), Hand.LEFT), "rlrrr"),
        (HandChoice(Fraction(0), Fraction(8), Hand.LEFT, highest=60), "lrrrl"),
        (HandChoice(Fraction(0), Fraction(8), Hand.LEFT, lowest=65), "rrllr"),
        (HandChoice(Fraction(0), Fraction(8), Hand.LEFT, staff=2), "rrrrr"),
    ],
)
def test_a_choice_reaches_as_far_as_it_says(choice: HandChoice, result: str) -> None:
    assert hands(choice) == result


def test_the_later_choice_wins() -> None:
    left, right = (HandChoice(Fraction(0), Fraction(2), hand) for hand in (Hand.LEFT, Hand.RIGHT))
    assert hands(left, right) == "rrrrr"
    assert hands(right, left) == "llrrr"


@pytest.mark.parametrize(("start", "end", "lowest"), [(2, 2, 0), (3, 2, 0), (0, 2, 128)])
def test_a_choice_that_means_nothing_is_refused(start: int, end: int, lowest: int) -> None:
    with pytest.raises(ValueError, match="means no note"):
        HandChoice(Fraction(start), Fraction(end), Hand.LEFT, lowest=lowest)


@given(st.lists(choices, max_size=4))
def test_nothing_but_hands_is_changed(chosen: list[HandChoice]) -> None:
    changed = with_choices(SCORE, chosen)
    assert changed.id == SCORE.id
    assert [(n.id, n.pitch, n.onset) for n in changed.notes] == [
        (n.id, n.pitch, n.onset) for n in SCORE.notes
    ]

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.score.beats import bar_beats, beat_at, beats_away
from renshu.score.notation import Score
from support.notation import score
from support.strategies import scores

PICKUP = score("C4 | D4 E4 F4 G4 | A4 B4 C5 D5")


def test_a_pickup_counts_as_the_end_of_a_full_bar() -> None:
    beats = bar_beats(PICKUP)
    assert [(one.measure, one.number) for one in beats[:4]] == [(0, 4), (1, 1), (1, 2), (1, 3)]


def test_a_moment_between_two_beats_belongs_to_the_first() -> None:
    assert beat_at(PICKUP, Fraction(5, 2)).number == 2


@pytest.mark.parametrize(
    ("moment", "steps", "there"),
    [
        ("1", 1, "2"),
        ("1", -1, "0"),
        ("5/2", 1, "3"),
        ("5/2", -1, "2"),
        ("0", -3, "0"),
        ("8", 9, "9"),
    ],
)
def test_steps_go_from_beat_to_beat_and_stop_at_the_ends(
    moment: str, steps: int, there: str
) -> None:
    assert beats_away(PICKUP, Fraction(moment), steps) == Fraction(there)


@given(scores())
def test_the_beats_of_a_measure_fill_it(piece: Score) -> None:
    """Law: beats follow on each other from the first bar line to the last."""
    beats = bar_beats(piece)
    assert [one.end for one in beats] == [*(one.onset for one in beats[1:]), piece.end]
    assert all(one.onset < one.end and one.number > 0 for one in beats)


@given(scores(), st.fractions(0, 20, max_denominator=12), st.integers(1, 5))
def test_going_on_and_back_leads_no_further_on(piece: Score, moment: Fraction, steps: int) -> None:
    """Law: so many beats on and back again is the beat's beginning or before."""
    there = beats_away(piece, beats_away(piece, moment, steps), -steps)
    assert there <= max(moment, Fraction(0))

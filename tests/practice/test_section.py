from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.section import Section, neighbour, overlapping, spanned
from renshu.score.passage import Hands, Passage, unfold
from support.notation import score

PIECE = score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 E5 F5 G5")
A, B, C = (
    Section(Fraction(0), Fraction(4)),
    Section(Fraction(4), Fraction(8)),
    Section(Fraction(6), Fraction(9)),
)


def test_a_section_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        Section(Fraction(3), Fraction(3))


def test_its_passage_goes_round() -> None:
    passage = B.passage(Hands.LEFT)
    assert passage == Passage(Fraction(4), Fraction(8), Hands.LEFT, is_looped=True)


def test_overlapping_plays_the_first_beat_of_what_follows() -> None:
    chords = unfold(PIECE, overlapping(PIECE, Section(Fraction(1), Fraction(4)).passage()))
    assert [chord.notes[0].pitch for chord in chords] == [62, 64, 65, 67]


def test_nothing_follows_the_end() -> None:
    last = Passage(Fraction(8), Fraction(12))
    assert overlapping(PIECE, last) == last


@given(st.fractions(0, 11, max_denominator=8), st.fractions(0, 11, max_denominator=8))
def test_a_span_is_whole_beats_and_has_both_its_moments(one: Fraction, other: Fraction) -> None:
    """Law: the order of the two does not matter."""
    section = spanned(PIECE, one, other)
    assert section == spanned(PIECE, other, one)
    assert section.start <= min(one, other)
    assert max(one, other) < section.end
    assert section.start.denominator == section.end.denominator == 1
    assert section.end - section.start < abs(one - other) + 2


def test_neighbours_follow_the_piece_and_go_round() -> None:
    assert neighbour((C, A, B), A, 1) == B
    assert neighbour((C, A, B), C, 1) == A
    assert neighbour((C, A, B), A, -1) == C
    assert neighbour((C, A, B), Passage(Fraction(5), Fraction(6)), 1) == C
    assert neighbour((C, A, B), Passage(Fraction(5), Fraction(6)), -1) == B
    assert neighbour((C, A, B), Passage(Fraction(9), Fraction(10)), 1) == A
    assert neighbour((C, B), Passage(Fraction(1), Fraction(2)), -1) == C
    assert neighbour((A, B, C), Passage(Fraction(0), Fraction(2)), -1) == C
    assert neighbour((), A, 1) is None

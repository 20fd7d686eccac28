from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.evening.spans import named, parse_span
from renshu.practice.section import Section, spanned
from renshu.score.bars import span_text
from support.notation import score

PIECE = score("G4 | C4 D4 E4 F4 | G4 A4 B4 C5 | D5 E5 F5 G5")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2", 1, 5),
        ("2-3", 1, 9),
        (" 2 – 4 ", 1, 13),
        ("2.3-3.1", 3, 6),
        ("2:3-3", 3, 9),
        ("2.2", 2, 3),
        ("1.4-2", 0, 5),
    ],
)
def test_what_is_typed_is_to_the_beat(text: str, start: int, end: int) -> None:
    assert parse_span(PIECE, text) == Section(Fraction(start), Fraction(end))


@pytest.mark.parametrize("text", ["", "9", "3-2", "2.5", "2.0", "2.3-2.1", "refrain", "2-", "-2"])
def test_what_is_no_stretch_is_told_apart(text: str) -> None:
    assert parse_span(PIECE, text) is None


@given(st.fractions(0, 12, max_denominator=4), st.fractions(0, 12, max_denominator=4))
def test_every_stretch_is_read_back_from_its_words(one: Fraction, other: Fraction) -> None:
    """Law: what is shown can be typed."""
    section = spanned(PIECE, one, other)
    assert parse_span(PIECE, span_text(PIECE, section.start, section.end)) == section


def test_a_name_may_be_cut_short_where_that_is_clear() -> None:
    verse, bridge, brisk = (
        Section(Fraction(n), Fraction(n + 1), name)
        for n, name in enumerate(("Verse", "Bridge", "Bri"))
    )
    assert named((verse, bridge, brisk), "ve") == verse
    assert named((verse, bridge, brisk), "BRI") == brisk
    assert named((verse, bridge, brisk), "br") is None
    assert named((verse, bridge, brisk), " ") is None

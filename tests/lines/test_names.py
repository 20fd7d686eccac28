"""Names as a voice says them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.lines.names import duration, key_signature, listed, spoken, spoken_key
from renshu.score.pitch import Spelling


@pytest.mark.parametrize(
    ("step", "alter", "octave", "said"),
    [
        ("F", 1, 5, "F sharp 5"),
        ("B", -1, 3, "B flat 3"),
        ("C", 0, 4, "C 4"),
        ("G", 2, 4, "G double sharp 4"),
        ("D", -2, -1, "D double flat -1"),
        ("A", 3, 4, "A altered by 3 4"),
    ],
)
def test_a_written_pitch(step: str, alter: int, octave: int, said: str) -> None:
    assert spoken(Spelling(step, alter, octave)) == said


@given(st.integers(0, 127))
def test_a_key_is_named_as_one_that_sounds_so(pitch: int) -> None:
    step, *sign, octave = spoken_key(pitch).split()
    alter = {"sharp": 1, "flat": -1}[sign[0]] if sign else 0
    assert Spelling(step, alter, int(octave)).pitch == pitch


@pytest.mark.parametrize(
    ("quarters", "said"),
    [
        ("4", "whole"),
        ("3", "dotted half"),
        ("7/2", "double dotted half"),
        ("1/2", "eighth"),
        ("1/3", "triplet eighth"),
        ("2/3", "triplet quarter"),
        ("1/5", "quintuplet sixteenth"),
        ("5", "whole tied to quarter"),
        ("9/2", "whole tied to eighth"),
        ("5/4", "quarter tied to sixteenth"),
        ("5/11", "5/11 quarters"),
    ],
)
def test_a_duration_is_a_note_value(quarters: str, said: str) -> None:
    assert duration(Fraction(quarters)) == said


@given(st.fractions(Fraction(1, 64), 64, max_denominator=64))
def test_every_duration_has_a_name(quarters: Fraction) -> None:
    assert duration(quarters)


@pytest.mark.parametrize(
    ("fifths", "said"),
    [
        (0, "no signs, C major or A minor"),
        (1, "1 sharp, G major or E minor"),
        (-3, "3 flats, E flat major or C minor"),
        (7, "7 sharps, C sharp major or A sharp minor"),
        (-7, "7 flats, C flat major or A flat minor"),
        (9, "9 sharps"),
    ],
)
def test_a_key_signature(fifths: int, said: str) -> None:
    assert key_signature(fifths) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["C"], "C"), (["C", "E"], "C and E"), (["C", "E", "G"], "C, E and G")],
)
def test_a_row_of_words(words: list[str], said: str) -> None:
    assert listed(words) == said

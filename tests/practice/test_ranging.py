"""The range test: keys and transposition."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.practice.ranging import Measured, measured
from renshu.score.compass import BY_KEYS, Compass, parse_compass


@pytest.mark.parametrize("count", BY_KEYS)
def test_a_keyboard_as_it_is_sold_is_known_by_its_keys(count: int) -> None:
    compass = BY_KEYS[count]
    found = measured(compass.lowest, compass.highest)
    assert found == Measured(compass, 0)
    assert found is not None
    assert found.name == str(count)


@pytest.mark.parametrize("count", BY_KEYS)
@pytest.mark.parametrize("semitones", [-5, -2, 1, 3, 6])
def test_a_keyboard_set_to_transpose_is_recognised(count: int, semitones: int) -> None:
    compass = BY_KEYS[count]
    found = measured(compass.lowest + semitones, compass.highest + semitones)
    assert found == Measured(compass, semitones)


def test_a_shifted_octave_is_as_the_player_wants_it() -> None:
    found = measured(48, 108)
    assert found == Measured(Compass(48, 108), 0)
    assert found is not None
    assert found.name == "C3-C8"
    assert measured(50, 110) == Measured(Compass(48, 108), 2)


def test_an_unusual_number_of_keys_asks_for_middle_c() -> None:
    assert measured(40, 103) is None
    assert measured(40, 103, 60) == Measured(Compass(40, 103), 0)
    assert measured(40, 103, 63) == Measured(Compass(37, 100), 3)


def test_it_is_told_in_a_sentence() -> None:
    assert str(measured(36, 96)) == "61 keys, C2 to C7."
    assert "set to play 2 semitones higher" in str(measured(38, 98))
    assert "set to play a semitone lower" in str(measured(35, 95))


@given(st.integers(0, 120), st.integers(12, 100), st.none() | st.integers(20, 100))
def test_what_is_found_can_be_kept_as_a_setting(lowest: int, span: int, middle: int | None) -> None:
    highest = min(127, lowest + span)
    found = measured(lowest, highest, middle)
    if found is not None and found.compass.lowest < found.compass.highest:
        assert parse_compass(found.name) == found.compass

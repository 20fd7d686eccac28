import pytest
from hypothesis import given
from hypothesis import strategies as st

from renshu.score.compass import BY_KEYS, GRAND, Compass, parse_compass
from renshu.score.pitch import pitch_name

keys = st.integers(GRAND.lowest, GRAND.highest)


@pytest.mark.parametrize(
    ("text", "compass"),
    [
        ("88", Compass(21, 108)),
        ("61", Compass(36, 96)),
        (" 25 ", Compass(48, 72)),
        ("A0-C8", GRAND),
        ("c2 – f#5", Compass(36, 78)),
        ("Bb1-Eb3", Compass(34, 51)),
    ],
)
def test_a_keyboard_is_named(text: str, compass: Compass) -> None:
    assert parse_compass(text) == compass


@pytest.mark.parametrize("text", ["", "60", "C4", "C5-C4", "A0-C9", "H1-C4", "all", "-61"])
def test_what_is_no_keyboard_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must be a number of keys"):
        parse_compass(text)


def test_keyboards_have_as_many_keys_as_they_are_called_by() -> None:
    for count, compass in BY_KEYS.items():
        assert compass.highest - compass.lowest + 1 == count


@given(keys, keys)
def test_the_names_of_two_keys_lead_back_to_them(one: int, other: int) -> None:
    low, high = sorted((one, other))
    if low < high:
        assert parse_compass(f"{pitch_name(low)}-{pitch_name(high)}") == Compass(low, high)


@given(keys, keys, keys)
def test_a_wider_compass_has_what_it_had(low: int, high: int, key: int) -> None:
    wide = Compass(48, 72).widened(min(low, high), max(low, high))
    assert 48 in wide
    assert 72 in wide
    assert low in wide
    assert (key in wide) == (wide.lowest <= key <= wide.highest)

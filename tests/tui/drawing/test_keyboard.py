from hypothesis import given
from hypothesis import strategies as st

from renshu.score.compass import BY_KEYS, GRAND, Compass
from renshu.tui.drawing.keyboard import ROWS, KeyboardShape, KeyState, Print, draw, fit
from renshu.tui.drawing.row import plain

LOWEST, HIGHEST = GRAND.lowest, GRAND.highest
OCTAVE = KeyboardShape(60, 71, 3)


def test_a_wide_octave_with_names() -> None:
    names = {60: "z", 61: "s", 62: "x", 71: "m"}
    assert plain(draw(OCTAVE, {}, Print(names))).split("\n") == [
        "                     ",
        "  s                  ",
        "z  x              m  ",
    ]


def test_every_c_says_its_octave_where_it_has_room_and_nothing_else_to_say() -> None:
    two = KeyboardShape(60, 84, 2)
    assert plain(draw(two, {84: KeyState.DOWN})).split("\n")[2] == "C4            C5            ○ "


def test_expected_keys_tell_the_finger_and_the_hand() -> None:
    states = {60: KeyState.EXPECTED_LEFT, 61: KeyState.EXPECTED, 64: KeyState.RIGHT}
    rows = draw(OCTAVE, states, Print(fingers={60: "5", 61: "2", 64: "3"}))
    assert plain(rows).split("\n")[1:] == ["  2                  ", "5     ●              "]
    grounds = {span.text[:1]: span.ground for span in rows[2]}
    assert grounds["5"] == "key-expected-left"


def test_keys_that_the_piano_lacks_are_drawn_as_missing() -> None:
    shape = fit(60, 55, 75, BY_KEYS[25])
    assert (shape.lowest, shape.highest) == (48, 76)
    rows = draw(shape, {75: KeyState.EXPECTED})
    missing = [span for span in rows[2] if span.ground == "key-absent"]
    assert "".join(span.text for span in missing).split() == ["·", "·"]
    assert "•" in plain(rows)


def test_states_have_signs_of_their_own() -> None:
    states = {
        60: KeyState.EXPECTED,
        61: KeyState.WRONG,
        64: KeyState.RIGHT,
        66: KeyState.EXPECTED,
        71: KeyState.DOWN,
    }
    assert plain(draw(OCTAVE, states)).split("\n") == [
        "                     ",
        "  ×        •         ",
        "•     ●           ○  ",
    ]


def test_narrow_black_keys_are_half_cells() -> None:
    rows = draw(KeyboardShape(60, 71, 1), {61: KeyState.WRONG})
    assert plain(rows).split("\n") == ["▐▐ ▐▐▐ ", "×▐ ▐▐▐ ", "       "]


def test_all_88_keys_fit_120_columns_and_the_piece_fits_80() -> None:
    assert fit(120, 40, 70) == KeyboardShape(LOWEST, HIGHEST, 2)
    assert fit(160, 40, 70) == KeyboardShape(LOWEST, HIGHEST, 3)
    assert fit(80, 40, 70) == KeyboardShape(36, 71, 3)
    assert fit(80, 33, 100) == KeyboardShape(33, 100, 2)
    assert fit(80, LOWEST, HIGHEST) == KeyboardShape(LOWEST, HIGHEST, 1)


def test_a_smaller_piano_has_wider_keys() -> None:
    assert fit(80, 40, 70, BY_KEYS[61]) == KeyboardShape(36, 96, 2, BY_KEYS[61])
    assert fit(120, 40, 70, BY_KEYS[61]) == KeyboardShape(36, 96, 3, BY_KEYS[61])
    assert fit(80, 48, 72, Compass(49, 70)) == KeyboardShape(48, 72, 3, Compass(49, 70))


@given(st.integers(60, 200), st.integers(LOWEST, HIGHEST), st.integers(LOWEST, HIGHEST))
def test_every_row_is_as_wide_as_the_shape_says(width: int, one: int, other: int) -> None:
    shape = fit(width, min(one, other), max(one, other))
    rows = plain(draw(shape, {})).split("\n")
    assert len(rows) == ROWS
    assert {len(text) for text in rows} == {shape.width}
    assert shape.width <= width


@given(st.integers(60, 200), st.integers(LOWEST, HIGHEST), st.sampled_from(KeyState))
def test_a_state_is_drawn_in_the_columns_of_its_key(
    width: int, pitch: int, state: KeyState
) -> None:
    shape = fit(width, pitch, pitch)
    quiet, loud = draw(shape, {}), draw(shape, {pitch: state})
    columns = shape.columns(pitch)
    assert len(columns) >= 1
    for before, after in zip(quiet, loud, strict=True):
        changed = {
            column
            for column, (old, new) in enumerate(zip(cells(before), cells(after), strict=True))
            if old != new
        }
        assert changed <= set(columns)


def cells(row: object) -> list[tuple[str, str, str]]:
    return [
        (sign, span.ink, span.ground)
        for span in row  # type: ignore[attr-defined]
        for sign in span.text
    ]

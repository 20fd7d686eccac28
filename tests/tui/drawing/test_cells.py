"""Dots as characters."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from renshu.engrave.picture import Mask, SystemPicture
from renshu.tui.drawing.cells import cell_values, system_cells
from renshu.tui.drawing.characters import BRAILLE, HALVES, OCTANTS, QUADRANTS


def dots_named(character: str) -> int:
    """The dots in the name that Unicode gives a braille character, as a cell."""
    places = {1: 0, 4: 1, 2: 2, 5: 3, 3: 4, 6: 5, 7: 6, 8: 7}
    name = unicodedata.name(character)
    return sum(1 << places[int(dot)] for dot in name.rpartition("-")[2])


def test_braille_characters_have_the_dots_of_their_names() -> None:
    assert BRAILLE[0] == " "
    assert [dots_named(character) for character in BRAILLE[1:]] == list(range(1, 256))


def test_octants_are_all_different_and_fill_their_block() -> None:
    assert len(set(OCTANTS)) == 256
    block = sorted(ord(character) for character in OCTANTS if 0x1CD00 <= ord(character) < 0x1CE00)
    assert block == list(range(0x1CD00, 0x1CDE6))


def test_octants_that_the_standard_names() -> None:
    # BLOCK OCTANT-3, -23, -1234, -24568 and -2345678 by their numbers in the code chart.
    assert OCTANTS[0b00000100] == "\U0001cd00"
    assert OCTANTS[0b00000110] == "\U0001cd01"
    assert OCTANTS[0b11111110] == "\U0001cde5"
    assert (OCTANTS[0b00001111], OCTANTS[0b11110000]) == ("▀", "▄")
    assert (OCTANTS[0b01010101], OCTANTS[0b10101010]) == ("▌", "▐")


def test_coarser_characters_lose_detail_but_no_dot() -> None:
    for cell in range(1, 256):
        assert QUADRANTS[cell] != " "
        assert HALVES[cell] != " "
    assert (QUADRANTS[0b00000001], QUADRANTS[0b10000000]) == ("▘", "▗")
    assert (HALVES[0b00000001], HALVES[0b10000000]) == ("▀", "▄")


@given(st.lists(st.integers(0, (1 << 26) - 1), min_size=4, max_size=4))
def test_cells_hold_exactly_the_dots(rows: list[int]) -> None:
    cells = cell_values(tuple(rows), 13)
    for column, cell in enumerate(cells):
        for row in range(4):
            assert cell >> 2 * row & 3 == rows[row] >> 2 * column & 3


def picture(ink: tuple[int, ...], staff: tuple[int, ...]) -> SystemPicture:
    return SystemPicture(
        width=8,
        height=len(ink),
        ink=Mask(8, len(ink), ink),
        staff=Mask(8, len(staff), staff),
        heads={},
        measures=(),
        staves=(),
        texts=(),
    )


def test_ink_wins_over_staff_lines() -> None:
    (cells,) = system_cells(picture((0b11, 0, 0, 0), (0, 0b1111, 0, 0)))
    assert [cell.ink for cell in cells] == ["ink", "staff", "", ""]
    assert [cell.text for cell in cells] == ["⠉", "⠒", " ", " "]


def test_a_window_is_a_part_of_the_whole() -> None:
    whole = system_cells(picture((0b10110011,) * 8, (0b11111111,) * 8))
    part = system_cells(picture((0b10110011,) * 8, (0b11111111,) * 8), left=1, right=3)
    assert part == tuple(row[1:3] for row in whole)

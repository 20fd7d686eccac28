"""Characters that show a cell of dots, two across and four down.

A cell is a number whose bit `2 * row + column` is a dot. Each table below has a character for
each of the 256 cells.
"""

from collections.abc import Callable

_QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_HALVES = " ▀▄█"

_BRAILLE_BITS = (0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)
"""A braille dot counts down the left column, then the right, and then the lowest row."""

_OCTANTS = 0x1CD00
"""The first block octant of Unicode 16; those that existed before are left out of the block."""

_OTHER_OCTANTS = {
    0x01: "\U0001cea8",
    0x02: "\U0001ceab",
    0x03: "\U0001fb82",
    0x14: "\U0001fbe6",
    0x28: "\U0001fbe7",
    0x3F: "\U0001fb85",
    0x40: "\U0001cea3",
    0x80: "\U0001cea0",
    0xC0: "▂",
    0xFC: "▆",
}


def _table(character: Callable[[int], str]) -> tuple[str, ...]:
    return tuple(character(cell) for cell in range(256))


def _braille(cell: int) -> str:
    dots = sum(bit for index, bit in enumerate(_BRAILLE_BITS) if cell >> index & 1)
    return chr(0x2800 + dots) if cell else " "


def _rows(cell: int) -> tuple[int, int]:
    """The upper and the lower half of a cell, each as two dots."""
    return (cell | cell >> 2) & 3, (cell >> 4 | cell >> 6) & 3


def _quadrant(cell: int) -> str:
    upper, lower = _rows(cell)
    return _QUADRANTS[upper | lower << 2]


def _half(cell: int) -> str:
    upper, lower = _rows(cell)
    return _HALVES[bool(upper) | bool(lower) << 1]


def _octants() -> tuple[str, ...]:
    known = {cell: _quadrant(cell) for cell in range(256) if _is_quadrants(cell)} | _OTHER_OCTANTS
    new = (chr(code) for code in range(_OCTANTS, _OCTANTS + 256 - len(known)))
    return _table(lambda cell: known[cell] if cell in known else next(new))


def _is_quadrants(cell: int) -> bool:
    return all(cell >> shift & 3 == cell >> shift + 2 & 3 for shift in (0, 4))


BRAILLE = _table(_braille)
"""In every font, and in tmux, over ssh and in a browser."""

OCTANTS = _octants()
"""Solid, for terminals that draw Unicode 16 themselves."""

QUADRANTS = _table(_quadrant)
"""Half the height of detail, in old fonts."""

HALVES = _table(_half)
"""A quarter of the detail, where nothing else is to be had."""

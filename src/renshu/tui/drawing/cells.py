"""An engraved system as text cells, each with one part to colour it by.

A terminal gives a cell one foreground colour: ink wins over staff lines. All that touches every
dot happens on whole rows at once.
"""

from renshu.engrave.picture import SystemPicture
from renshu.tui.drawing.characters import BRAILLE
from renshu.tui.drawing.row import Cell

EMPTY, STAFF, INK = "", "staff", "ink"
"""The parts of a cell: nothing, staff lines alone, or anything else."""

DOTS_WIDE, DOTS_HIGH = 2, 4
"""Dots of a text cell."""

_SPREAD = tuple(bytes(byte >> shift & 3 for shift in (0, 2, 4, 6)) for byte in range(256))
"""For eight dots of a row: two of them in each of four cells."""


def system_cells(
    picture: SystemPicture,
    characters: tuple[str, ...] = BRAILLE,
    left: int = 0,
    right: int | None = None,
) -> tuple[tuple[Cell, ...], ...]:
    """The rows of cells of a system.

    Args:
        picture: The system.
        characters: The character for each of the 256 cells.
        left: The first column wanted.
        right: The column behind the last wanted; all if None.
    """
    columns = -(-picture.width // DOTS_WIDE)
    window = slice(left, columns if right is None else right)
    known = _known_cells(characters)
    return tuple(
        tuple(
            [
                known[ink][staff]
                for ink, staff in zip(
                    cell_values(picture.ink.rows[top : top + DOTS_HIGH], columns)[window],
                    cell_values(picture.staff.rows[top : top + DOTS_HIGH], columns)[window],
                    strict=True,
                )
            ]
        )
        for top in range(0, picture.height, DOTS_HIGH)
    )


def cell_values(rows: tuple[int, ...], columns: int) -> bytes:
    """The cells of up to four rows of dots, one byte each; bit `2 * row + column` is a dot."""
    size = -(-columns // 4)
    cells = 0
    for index, row in enumerate(rows):
        spread = b"".join([_SPREAD[byte] for byte in row.to_bytes(size, "little")])
        cells |= int.from_bytes(spread) << DOTS_WIDE * index
    return cells.to_bytes(size * 4)[:columns]


class _Column(dict[int, Cell]):
    """The cells of one ink, by their staff dots, each made when first needed."""

    def __init__(self, ink: int, characters: tuple[str, ...]) -> None:
        self._ink = ink
        self._characters = characters

    def __missing__(self, staff: int) -> Cell:
        part = INK if self._ink else STAFF if staff else EMPTY
        cell = self[staff] = Cell(self._characters[self._ink or staff], part)
        return cell


_known: dict[tuple[str, ...], tuple[_Column, ...]] = {}


def _known_cells(characters: tuple[str, ...]) -> tuple[_Column, ...]:
    """Cells that stay the same from system to system, so that equal ones are one object."""
    if characters not in _known:
        _known[characters] = tuple(_Column(ink, characters) for ink in range(256))
    return _known[characters]

"""A row of cells laid flat: the grounds of its cells and the pictures over them, for sixels.

Sixels have no layers: a cursor behind the notes has to be painted together with them.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from renshu.tui.drawing.pieces import Picture, Piece
from renshu.tui.drawing.raster import TONES, Colour, blend

FEW_COLOURS = 64
"""With fewer, nothing is blended: the VT340 and xterm, as it comes, have sixteen."""

_INK = bytes(255 if tone >> 4 >= TONES // 2 else 0 for tone in range(256))
_LINES = bytes(255 if tone >> 4 < TONES // 2 <= tone & 15 else 0 for tone in range(256))


class Paints:
    """The colours of one picture, each with its number.

    Args:
        count: How many there may be.
        colour_of: The colour of a part of the theme.
    """

    def __init__(self, count: int, colour_of: Callable[[str], Colour]) -> None:
        self.colours: list[Colour] = []
        """By number."""
        self._levels = 4 if count >= FEW_COLOURS else 1
        self._colour_of = colour_of
        self._numbers: dict[Colour, int] = {}
        self._tables: dict[tuple[Colour, str, str], bytes] = {}

    def number(self, colour: Colour) -> int:
        """The number of a colour."""
        if colour not in self._numbers:
            self._numbers[colour] = len(self.colours)
            self.colours.append(colour)
        return self._numbers[colour]

    def of(self, part: str) -> int:
        """The number of the colour of a part."""
        return self.number(self._colour_of(part))

    def over(self, ground: Colour, picture: Picture) -> bytes:
        """For each tone of a picture the number of its colour on a ground."""
        key = ground, picture.ink, picture.lines
        if key not in self._tables:
            ink, lines = self._colour_of(picture.ink), self._colour_of(picture.lines)
            self._tables[key] = bytes(
                self.number(self._mixed(ground, lines, ink, tone)) for tone in range(256)
            )
        return self._tables[key]

    def _mixed(self, ground: Colour, lines: Colour, ink: Colour, tone: int) -> Colour:
        below = blend(lines, ground, self._share(tone & 15)) if tone >> 4 < TONES // 2 else ground
        return blend(ink, below, self._share(tone >> 4))

    def _share(self, shade: int) -> float:
        return round(shade / (TONES - 1) * self._levels) / self._levels


def flat(
    columns: range,
    grounds: Sequence[Colour],
    pieces: Sequence[Piece],
    cell: tuple[int, int],
    paints: Paints,
) -> list[bytes]:
    """The pixels of a row of cells, as numbers of paints.

    Args:
        columns: Which columns of the screen.
        grounds: The ground of each.
        pieces: The pictures in them, those that cover others behind those.
        cell: Pixels of a cell, across and down.
        paints: Gets the colours that are needed.
    """
    across, down = cell
    fields = list(_fields(columns, grounds))
    bare = b"".join(bytes((paints.number(colour),)) * (len(one) * across) for one, colour in fields)
    parts = list(_parts(fields, pieces, across))
    lines = []
    for line in range(down):
        pixels = bytearray(bare)
        for part in parts:
            _paint(pixels, part, part.piece.row * down + line, paints)
        lines.append(bytes(pixels))
    return lines


class _Part(NamedTuple):
    """A piece on one ground."""

    piece: Piece
    ground: Colour
    at: int
    """The pixel of the row where it begins."""
    source: slice
    """The pixels of its picture."""


_Field = tuple[range, Colour]


def _fields(columns: range, grounds: Sequence[Colour]) -> Iterator[_Field]:
    """Columns side by side that have one ground."""
    start = columns.start
    for colour, cells in groupby(grounds):
        width = sum(1 for _ in cells)
        yield range(start, start + width), colour
        start += width


def _parts(fields: Sequence[_Field], pieces: Sequence[Piece], across: int) -> Iterator[_Part]:
    left = fields[0][0].start
    for piece in pieces:
        for columns, ground in fields:
            first, last = max(columns.start, piece.x), min(columns.stop, piece.x + piece.columns)
            if first < last:
                start = (piece.column + first - piece.x) * across
                source = slice(start, start + (last - first) * across)
                yield _Part(piece, ground, (first - left) * across, source)


def _paint(pixels: bytearray, part: _Part, row: int, paints: Paints) -> None:
    picture = part.piece.picture
    tones = picture.raster.rows[row][part.source]
    place = slice(part.at, part.at + len(tones))
    if picture.layer == 0:
        pixels[place] = tones.translate(paints.over(part.ground, picture))
        return
    if not tones.strip(b"\0"):
        return
    for where, name in ((_LINES, picture.lines), (_INK, picture.ink)):
        mask = int.from_bytes(tones.translate(where), "little")
        if mask:
            colour = int.from_bytes(bytes((paints.of(name),)) * len(tones), "little")
            under = int.from_bytes(pixels[place], "little")
            pixels[place] = (under & ~mask | colour & mask).to_bytes(len(tones), "little")

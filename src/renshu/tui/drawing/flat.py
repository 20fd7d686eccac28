"""A row of cells laid flat: the grounds of its cells and the pictures over them, for sixels.

Sixels have no layers: a cursor behind the notes has to be painted together with them.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

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
    _, down = cell
    fields = list(_fields(columns, grounds))
    return [_line(line, fields, pieces, cell, paints) for line in range(down)]


_Field = tuple[range, Colour]


def _fields(columns: range, grounds: Sequence[Colour]) -> Iterator[_Field]:
    """Columns side by side that have one ground."""
    start = columns.start
    for colour, cells in groupby(grounds):
        width = sum(1 for _ in cells)
        yield range(start, start + width), colour
        start += width


def _line(
    line: int,
    fields: Sequence[_Field],
    pieces: Sequence[Piece],
    cell: tuple[int, int],
    paints: Paints,
) -> bytes:
    across, left = cell[0], fields[0][0].start
    pixels = bytearray()
    for columns, colour in fields:
        pixels += bytes((paints.number(colour),)) * (len(columns) * across)
    for piece in pieces:
        tones = piece.picture.raster.rows[piece.row * cell[1] + line]
        for columns, colour in fields:
            first, last = max(columns.start, piece.x), min(columns.stop, piece.x + piece.columns)
            if first < last:
                at = (piece.column + first - piece.x) * across
                shown = tones[at : at + (last - first) * across]
                _paint(pixels, (first - left) * across, shown, piece.picture, colour, paints)
    return bytes(pixels)


def _paint(
    pixels: bytearray, at: int, tones: bytes, picture: Picture, ground: Colour, paints: Paints
) -> None:
    place = slice(at, at + len(tones))
    if picture.layer == 0:
        pixels[place] = tones.translate(paints.over(ground, picture))
        return
    for where, part in ((_LINES, picture.lines), (_INK, picture.ink)):
        mask = int.from_bytes(tones.translate(where), "little")
        if mask:
            colour = int.from_bytes(bytes((paints.of(part),)) * len(tones), "little")
            under = int.from_bytes(pixels[place], "little")
            pixels[place] = (under & ~mask | colour & mask).to_bytes(len(tones), "little")

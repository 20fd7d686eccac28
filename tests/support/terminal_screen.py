"""A terminal as far as pictures go: reads what a program writes, and keeps what is seen.

Kitty's pictures lie over the cells; sixels are painted. Text wipes the sixels of its cells and
leaves Kitty's pictures alone. Colours are (red, green, blue).
"""

import re
import struct
import zlib
from base64 import standard_b64decode
from collections.abc import Iterable
from dataclasses import dataclass, field

from textual.strip import Strip

Colour = tuple[int, int, int]
Pixels = list[list[tuple[int, int, int, int]]]

_TOKENS = re.compile(
    r"\x1b_G(?P<keys>[^;\x1b]*)(?:;(?P<data>[^\x1b]*))?\x1b\\"
    r"|\x1bP[\d;]*q(?P<sixel>[^\x1b]*)\x1b\\"
    r"|\x1b\[(?P<row>\d+);(?P<column>\d+)H"
    r"|\x1b(?P<cursor>[78])"
)


def read_png(data: bytes) -> Pixels:
    """The pixels of a PNG with a palette: red, green, blue, opacity."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    chunks: dict[bytes, bytes] = {}
    at = 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        assert checksum == zlib.crc32(kind + body)
        chunks[kind] = body
        at += 12 + length
    width, height, bits, kind_of_colour, *_ = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (bits, kind_of_colour) == (8, 3)
    palette, opacity = chunks[b"PLTE"], chunks[b"tRNS"]
    raw = zlib.decompress(chunks[b"IDAT"])
    rows = [raw[y * (width + 1) : (y + 1) * (width + 1)] for y in range(height)]
    assert all(row[0] == 0 for row in rows)
    return [[(*_three(palette, index), opacity[index]) for index in row[1:]] for row in rows]


def _three(palette: bytes, index: int) -> Colour:
    red, green, blue = palette[3 * index : 3 * index + 3]
    return red, green, blue


def read_sixel(text: str) -> list[list[Colour | None]]:
    """The pixels of the inside of a sixel sequence; None where nothing is painted."""
    size = re.match(r'"1;1;(\d+);(\d+)', text)
    assert size
    width, height = int(size[1]), int(size[2])
    pixels: list[list[Colour | None]] = [[None] * width for _ in range(height)]
    registers: dict[int, Colour] = {}
    register, x, y = 0, 0, 0
    signs = re.sub(r"!(\d+)(.)", lambda found: int(found[1]) * found[2], text[size.end() :])
    for found in re.finditer(r"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|([$-])|([?-~])", signs):
        number, red, green, blue, move, sign = found.groups()
        if number is not None:
            register = int(number)
            if red is not None:
                registers[register] = (int(red), int(green), int(blue))
        elif move is not None:
            x, y = 0, y + 6 * (move == "-")
        else:
            for bit in range(6):
                if ord(sign) - 63 >> bit & 1:
                    pixels[y + bit][x] = registers[register]
            x += 1
    return pixels


@dataclass
class Placement:
    """A part of a picture on the screen."""

    image: int
    keys: dict[str, str]
    row: int
    column: int


@dataclass
class TerminalScreen:
    """What is seen of pictures."""

    images: dict[int, Pixels] = field(default_factory=dict)
    sent: list[int] = field(default_factory=list)
    """The numbers of pictures, as often as they were sent."""
    placements: dict[tuple[int, int], Placement] = field(default_factory=dict)
    sixels: list[tuple[int, int, list[list[Colour | None]] | int]] = field(default_factory=list)
    """What was painted where, and between that how many cells of text were written."""
    _row: int = 0
    _column: int = 0
    _data: str = ""
    _image: int = 0

    def feed(self, text: str) -> None:
        """Obey what a program writes."""
        for found in _TOKENS.finditer(text):
            if found["row"]:
                self._row, self._column = int(found["row"]) - 1, int(found["column"]) - 1
            elif found["sixel"] is not None:
                self.sixels.append((self._row, self._column, read_sixel(found["sixel"])))
            elif found["keys"] is not None:
                keys = dict(pair.split("=") for pair in found["keys"].split(","))
                self._command(keys, found["data"] or "")

    def wipe(self, strips: Iterable[tuple[int, int, Strip]]) -> None:
        """Text is written: sixels of its cells are gone."""
        for y, x, strip in strips:
            self.sixels.append((y, x, strip.cell_length))

    def painted(self, cell: tuple[int, int]) -> dict[tuple[int, int], Colour]:
        """The pixels that sixels left, by row and column of pixels, if a cell has this size."""
        across, down = cell
        canvas: dict[tuple[int, int], Colour] = {}
        for row, column, what in self.sixels:
            if isinstance(what, int):
                for y in range(row * down, (row + 1) * down):
                    for x in range(column * across, (column + what) * across):
                        canvas.pop((y, x), None)
            else:
                for y, line in enumerate(what, row * down):
                    for x, colour in enumerate(line, column * across):
                        if colour is not None:
                            canvas[y, x] = colour
        return canvas

    def _command(self, keys: dict[str, str], data: str) -> None:
        assert keys.get("q") == "2", "the terminal would answer"
        match keys.get("a", "continued"):
            case "t" | "continued":
                self._receive(keys, data)
            case "p":
                assert keys["C"] == "1"
                number = int(keys["i"])
                assert number in self.images, "not sent"
                place = Placement(number, keys, self._row, self._column)
                self.placements[number, int(keys["p"])] = place
            case "d":
                self._delete(keys)

    def _receive(self, keys: dict[str, str], data: str) -> None:
        assert len(data) <= 4096
        if "i" in keys:
            self._image, self._data = int(keys["i"]), ""
        self._data += data
        if keys["m"] == "0":
            self.sent.append(self._image)
            self.images[self._image] = read_png(standard_b64decode(self._data))

    def _delete(self, keys: dict[str, str]) -> None:
        image = int(keys["i"])
        if keys["d"] == "I":
            del self.images[image]
            self.placements = {k: v for k, v in self.placements.items() if k[0] != image}
        else:
            del self.placements[image, int(keys["p"])]

    def cells(self) -> dict[tuple[int, int], list[tuple[int, int, int, int]]]:
        """For each cell under pictures: layer, picture, and which of its cells is shown."""
        seen: dict[tuple[int, int], list[tuple[int, int, int, int]]] = {}
        for place in self.placements.values():
            keys = {name: int(value) for name, value in place.keys.items() if name not in "aCq"}
            across, down = keys["w"] // keys["c"], keys["h"] // keys["r"]
            for row in range(keys["r"]):
                for column in range(keys["c"]):
                    cell = (
                        keys["z"],
                        place.image,
                        keys["y"] // down + row,
                        keys["x"] // across + column,
                    )
                    seen.setdefault((place.row + row, place.column + column), []).append(cell)
        return seen

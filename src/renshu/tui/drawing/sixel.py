"""Pictures as sixels: bands of six rows of pixels, one colour after the other.

From chapter 14 of DEC's VT330/VT340 programmer reference manual, volume 2
(https://vt100.net/docs/vt3xx-gp/chapter14.html).
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

from renshu.tui.drawing.raster import Colour

UNPAINTED = 255
"""The index of pixels that stay what they were."""

_BAND = 6
_REPEATED = re.compile(r"(.)\1{3,}")


def sixel(rows: Sequence[bytes], colours: Sequence[Colour]) -> str:
    """A picture whose pixels are indexes of colours, or `UNPAINTED`.

    Args:
        rows: Rows of pixels, a byte each, all of one length.
        colours: The colours; no more than the terminal has registers.
    """
    # The second parameter leaves what is not painted as it was.
    head = f'\x1bP0;1;0q"1;1;{len(rows[0])};{len(rows)}'
    bands = [rows[top : top + _BAND] for top in range(0, len(rows), _BAND)]
    used = [_used(band, len(colours)) for band in bands]
    registers = "".join(_register(index, colours[index]) for index in sorted({*chain(*used)}))
    painted = "-".join(map(_band, bands, used))
    return f"{head}{registers}{painted}\x1b\\"


def _used(rows: Sequence[bytes], count: int) -> list[int]:
    """Which of so many indexes are there; to look for each is faster than to look at each pixel."""
    return [index for index in range(min(count, UNPAINTED)) if any(index in row for row in rows)]


def _register(index: int, colour: Colour) -> str:
    red, green, blue = (round(part * 100 / 255) for part in colour)
    return f"#{index};2;{red};{green};{blue}"


def _band(rows: Sequence[bytes], used: Sequence[int]) -> str:
    return "$".join(f"#{index}{_shortened(_column_bits(rows, index))}" for index in used)


def _column_bits(rows: Sequence[bytes], index: int) -> str:
    """For each column a sign that says in which of the rows the colour is."""
    total = 0
    for bit, row in enumerate(rows):
        total |= int.from_bytes(row.translate(_only(index, bit)), "little")
    bits = total.to_bytes(len(rows[0]), "little")
    return bits.translate(_SIGNS).decode("ascii")


@cache
def _only(index: int, bit: int) -> bytes:
    """Turns an index into a bit, and every other into nothing."""
    return bytes(1 << bit if value == index else 0 for value in range(256))


_SIGNS = bytes(min(63 + value, 126) for value in range(256))


def _shortened(signs: str) -> str:
    """Equal signs in a row as their number, and none at the end."""
    return _REPEATED.sub(_count, signs.rstrip("?"))


def _count(found: "re.Match[str]") -> str:
    return f"!{len(found[0])}{found[1]}"

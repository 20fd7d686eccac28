"""Pictures of a few tones, to be coloured by the theme: what pixels are made from.

A pixel is one byte: how much of it ink covers, from 0 to 15, in the upper half, and how much of it
lines do, over which the ink stands, in the lower. So one picture does for every theme.
"""

from dataclasses import dataclass
from functools import lru_cache

from renshu.engrave.picture import Mask
from renshu.engrave.shades import shades

Colour = tuple[int, int, int]
"""Red, green, blue, from 0 to 255."""

TONES = 16
"""Shades of ink, and of lines."""

_INK = bytes(round(shade * (TONES - 1) / 255) << 4 for shade in range(256))
_LINES = bytes(round(shade * (TONES - 1) / 255) for shade in range(256))


@dataclass(frozen=True, slots=True)
class Raster:
    """Rows of pixels, a byte each."""

    width: int
    height: int
    rows: tuple[bytes, ...]


def raster(ink: Mask, lines: Mask, grain: int) -> Raster:
    """The pixels of two masks of one size, `grain` dots of which are a pixel each way."""
    rows = tuple(
        _both(above.translate(_INK), below.translate(_LINES))
        for above, below in zip(shades(ink, grain), shades(lines, grain), strict=True)
    )
    return Raster(len(rows[0]) if rows else 0, len(rows), rows)


def _both(above: bytes, below: bytes) -> bytes:
    joined = int.from_bytes(above, "little") | int.from_bytes(below, "little")
    return joined.to_bytes(len(above), "little")


@lru_cache(maxsize=64)
def palette(ink: Colour, lines: Colour) -> tuple[tuple[int, int, int, int], ...]:
    """For each of the 256 tones its colour and how opaque it is, from 0 to 255."""
    return tuple(_mixed(ink, tone >> 4, lines, tone & 15) for tone in range(256))


def _mixed(ink: Colour, above: int, lines: Colour, below: int) -> tuple[int, int, int, int]:
    top = above / (TONES - 1)
    rest = below / (TONES - 1) * (1 - top)
    if not (whole := top + rest):
        return (0, 0, 0, 0)
    red, green, blue = blend(ink, lines, top / whole)
    return red, green, blue, round(255 * whole)


def blend(above: Colour, below: Colour, share: float) -> Colour:
    """One colour over another, with so much of it as `share`."""
    red, green, blue = (
        round(one * share + other * (1 - share)) for one, other in zip(above, below, strict=True)
    )
    return red, green, blue

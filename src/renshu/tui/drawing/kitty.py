"""Commands of Kitty's graphics protocol: send a picture, put parts of it on cells, take them away.

See https://sw.kovidgoyal.net/kitty/graphics-protocol/. None of these makes the terminal answer
(`q=2`) or moves its cursor (`C=1`).
"""

from base64 import standard_b64encode
from collections.abc import Iterator
from dataclasses import dataclass

_CHUNK = 4096
"""Bytes of a picture in one command, as the protocol wants it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of cells of a picture, and the cells of the screen that show it."""

    column: int
    row: int
    """The upper left cell in the picture."""
    x: int
    y: int
    """The upper left cell on the screen."""
    columns: int
    rows: int


def send(image: int, data: bytes) -> str:
    """Give the terminal a PNG picture, under a number; nothing is shown yet."""
    return "".join(_chunks(image, standard_b64encode(data).decode("ascii")))


def _chunks(image: int, text: str) -> Iterator[str]:
    for start in range(0, len(text), _CHUNK):
        more = int(start + _CHUNK < len(text))
        keys = f"q=2,m={more}" if start else f"a=t,f=100,i={image},q=2,m={more}"
        yield f"\x1b_G{keys};{text[start : start + _CHUNK]}\x1b\\"


def put(image: int, placement: int, part: Part, cell: tuple[int, int], layer: int) -> str:
    """Show a part of a picture over some cells.

    Args:
        image: The number of the picture.
        placement: A number for this part, to take it away by.
        part: What of the picture, and where.
        cell: Pixels of a cell, across and down.
        layer: Above 0; the higher one covers the lower.
    """
    across, down = cell
    return (
        f"\x1b[{part.y + 1};{part.x + 1}H\x1b_Ga=p,i={image},p={placement},"
        f"x={part.column * across},y={part.row * down},"
        f"w={part.columns * across},h={part.rows * down},"
        f"c={part.columns},r={part.rows},z={layer},C=1,q=2\x1b\\"
    )


def take_away(image: int, placement: int) -> str:
    """Show a part no more; the terminal keeps the picture."""
    return f"\x1b_Ga=d,d=i,i={image},p={placement},q=2\x1b\\"


def forget(image: int) -> str:
    """Let the terminal forget a picture, and show it nowhere."""
    return f"\x1b_Ga=d,d=I,i={image},q=2\x1b\\"

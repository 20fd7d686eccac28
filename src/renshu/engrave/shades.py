"""Masks that were engraved several times too large, as shades of grey: edges without steps."""

from renshu.engrave.picture import Mask

_BITS = tuple(bytes(byte >> bit & 1 for bit in range(8)) for byte in range(256))
"""For eight dots of a row: one byte each."""


def shades(mask: Mask, grain: int) -> list[bytes]:
    """The rows of pixels of a mask, a byte each: 0 where no dot is set, 255 where all are.

    Args:
        mask: A mask with `grain` times as many dots as pixels, both ways.
        grain: Dots of a pixel each way; at most 15.
    """
    full = grain * grain
    levels = bytes(round(255 * min(count, full) / full) for count in range(256))
    return [
        _row(mask.rows[top : top + grain], mask.width, grain).translate(levels)
        for top in range(0, mask.height, grain)
    ]


def _row(rows: tuple[int, ...], width: int, grain: int) -> bytes:
    """How many dots are set in each pixel; all are counted at once, a byte to a pixel."""
    size = -(-width // 8)
    down = sum(int.from_bytes(_bytes(row, size), "little") for row in rows if row)
    across = sum(down >> 8 * step for step in range(grain))
    return across.to_bytes(8 * size + 1, "little")[:width:grain]


def _bytes(row: int, size: int) -> bytes:
    return b"".join([_BITS[byte] for byte in row.to_bytes(size, "little")])

"""PNG files with a palette: the smallest form of a picture that terminals read."""

import struct
import zlib
from collections.abc import Sequence

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BITS, _WITH_PALETTE = 8, 3
_LEVEL = 3
"""Of compression: more costs time that nobody gets back from a pipe on the same machine."""


def png(rows: Sequence[bytes], palette: Sequence[tuple[int, int, int, int]]) -> bytes:
    """A picture whose pixels are indexes into a palette of red, green, blue and opacity.

    The format is that of https://www.w3.org/TR/png-3/: header, palette, opacities, pixels.

    Args:
        rows: Rows of pixels, a byte each, all of one length.
        palette: At most 256 colours.
    """
    size = struct.pack(">II", len(rows[0]), len(rows))
    pixels = b"".join([b"\0" + row for row in rows])
    return _SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", size + bytes((_BITS, _WITH_PALETTE, 0, 0, 0))),
            _chunk(b"PLTE", b"".join(bytes(colour[:3]) for colour in palette)),
            _chunk(b"tRNS", bytes(colour[3] for colour in palette)),
            _chunk(b"IDAT", zlib.compress(pixels, _LEVEL)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

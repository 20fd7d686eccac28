"""Glyphs drawn by hand for four dots a staff space, where outlines fall apart.

`bitmaps.txt` has the drawings, `bitmaps_grace.txt` those that differ beside grace notes, and
`bitmaps_low.txt` those for staves that are lower. A drawing is headed by its code points in SMuFL,
the column and row of its origin, and its name. A head is three dots high, so that it fills the gap
between two staff lines and does not touch them.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from renshu.engrave.outlines import Bitmap
from renshu.engrave.picture import Mask

STAFF_SPACE = 4
"""Dots a staff space that the drawings are made for; they do for less, too."""


@cache
def bitmaps(staff_space: int = STAFF_SPACE, *, is_grace: bool = False) -> dict[int, Bitmap]:
    """The drawings by code point for a size; none where outlines are clear enough."""
    if staff_space > STAFF_SPACE:
        return {}
    found = _read("bitmaps.txt")
    if staff_space < STAFF_SPACE:
        found |= _read("bitmaps_low.txt")
    if is_grace:
        found |= _read("bitmaps_grace.txt")
    return found


def _read(name: str) -> dict[int, Bitmap]:
    found = {}
    for head, *lines in _drawings(files(__package__).joinpath(name).read_text("utf-8")):
        codes, origin, _ = head.split(maxsplit=2)
        left, top = (int(number) for number in origin.split(","))
        bitmap = Bitmap(_mask(lines), left, top)
        found.update({int(code, 16): bitmap for code in codes.split(",")})
    return found


def _drawings(text: str) -> Iterator[list[str]]:
    """The lines of each drawing: a head, and rows of `#` and `.`."""
    drawing: list[str] = []
    for line in text.splitlines():
        if line[0] not in "#." and drawing:
            yield drawing
            drawing = []
        drawing.append(line)
    yield drawing


def _mask(lines: list[str]) -> Mask:
    rows = (sum(1 << x for x, sign in enumerate(line) if sign == "#") for line in lines)
    return Mask(max(map(len, lines)), len(lines), tuple(rows))

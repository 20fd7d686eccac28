"""What a terminal is asked, and what its answers mean; nothing here reads or writes."""

import re

from renshu.tui.terminal.abilities import Place, TerminalAbilities, cell_of, sensible

QUESTIONS = (
    b"\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"  # Kitty's protocol: would a picture do?
    b"\x1b[>q"  # XTVERSION: name and version
    b"\x1b[16t"  # XTWINOPS: the size of a cell in pixels
    b"\x1b[14t\x1b[18t"  # XTWINOPS: the size of the window, in pixels and in cells
    b"\x1b[?1;1;0S"  # XTSMGRAPHICS: how many colours a sixel picture may have
    b"\x1b[c"  # primary device attributes: everything answers, and in turn, so this ends it
)
"""All questions in one go. A terminal leaves unanswered what it does not know."""

LAST_ANSWER = re.compile(rb"\x1b\[\?[\d;]*c")
"""The answer after which no other comes."""

_KITTY = re.compile(rb"\x1b_Gi=31;OK\x1b\\")
_NAME = re.compile(rb"\x1bP>\|([^\x1b]*)\x1b\\")
_VERSION = re.compile(r"(.*?)[ (]+v?(\d[\d.]*)")
_CELL = re.compile(rb"\x1b\[6;(\d+);(\d+)t")
_PIXELS = re.compile(rb"\x1b\[4;(\d+);(\d+)t")
_CELLS = re.compile(rb"\x1b\[8;(\d+);(\d+)t")
_COLOURS = re.compile(rb"\x1b\[\?1;0;(\d+)S")

_SIXEL = b"4"
"""Among the primary device attributes."""


def understand(
    answers: bytes, place: Place = Place.HERE, window: tuple[int, int, int, int] | None = None
) -> TerminalAbilities:
    """What a terminal's answers to the `QUESTIONS` mean; unknown and broken ones mean nothing.

    Args:
        answers: All that came back.
        place: Where the terminal is.
        window: Its rows, columns, and pixels across and down as the system knows them.
    """
    name, version = _name_and_version(answers)
    attributes = LAST_ANSWER.search(answers)
    colours = _COLOURS.search(answers)
    return TerminalAbilities(
        place=place,
        name=name,
        version=version,
        has_kitty=bool(_KITTY.search(answers)),
        has_sixel=attributes is not None and _SIXEL in attributes[0][3:-1].split(b";")[1:],
        sixel_colours=int(colours[1]) if colours else 16,
        cell=_cell(answers) or cell_of(window),
    )


def _name_and_version(answers: bytes) -> tuple[str, tuple[int, ...]]:
    told = _NAME.search(answers)
    if told is None:
        return "", ()
    text = told[1].decode("ascii", "replace").strip()
    found = _VERSION.match(text)
    if found is None:
        return text.lower(), ()
    return found[1].strip().lower(), tuple(int(part) for part in found[2].split(".") if part)


def _cell(answers: bytes) -> tuple[int, int] | None:
    if cell := _CELL.search(answers):
        return sensible(int(cell[2]), int(cell[1]))
    pixels, cells = _PIXELS.search(answers), _CELLS.search(answers)
    if pixels and cells and int(cells[1]) and int(cells[2]):
        return sensible(int(pixels[2]) // int(cells[2]), int(pixels[1]) // int(cells[1]))
    return None

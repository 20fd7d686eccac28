"""Draws an engraved score as a terminal would show it, as SVG, to be looked at.

    PYTHONPATH=tests python -m support.terminal_picture SCORE [--columns 120] [--space 4]
        [--octants] [--systems 2] > picture.svg

A cell is ten by twenty; a dot is round as in braille, or square as in octants.
"""

import argparse
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from xml.sax.saxutils import escape

from renshu.engrave.manuscript import Manuscript
from renshu.engrave.painter import Painter
from renshu.engrave.picture import Layout, Mask, SystemPicture
from renshu.engrave.svg import read_system
from renshu.engrave.typesetting import Typesetter
from support.tiny_scores import numbered

COLOURS = {"ground": "#111114", "staff": "#5c5c74", "ink": "#cdd6f4", "words": "#f9e2af"}
DOT = 5


def engraved(musicxml: bytes, layout: Layout) -> Iterator[SystemPicture]:
    """The systems of a score, in this process."""
    manuscript = Manuscript(musicxml)
    painter = Painter(layout)
    measure = 0
    for svg in Typesetter(manuscript.score).systems(layout):
        picture = painter.paint(read_system(svg), measure, manuscript.numbers[measure])
        measure += len(picture.measures)
        yield picture


def drawn(pictures: list[SystemPicture], *, is_round: bool = True) -> str:
    """The systems below each other."""
    width = max(picture.width for picture in pictures) * DOT
    height = sum(picture.height for picture in pictures) * DOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">',
        f'<rect width="100%" height="100%" fill="{COLOURS["ground"]}"/>',
    ]
    top = 0
    for picture in pictures:
        parts.append(f'<g transform="translate(0,{top * DOT})">{_system(picture, is_round)}</g>')
        top += picture.height
    return "".join([*parts, "</svg>"])


def _system(picture: SystemPicture, is_round: bool) -> str:
    quiet = _without(picture.staff, picture.ink)
    texts = "".join(
        f'<text x="{text.x * DOT}" y="{text.y * DOT + 5}" font-size="16" textLength="'
        f'{len(text.text) * 10}" font-family="monospace" fill="{COLOURS["words"]}">'
        f"{escape(text.text)}</text>"
        for text in picture.texts
    )
    return _dots(quiet, "staff", is_round) + _dots(picture.ink, "ink", is_round) + texts


def _without(staff: Mask, ink: Mask) -> Mask:
    """The staff lines that are left where a cell with ink shows ink alone."""
    rows = list(staff.rows)
    for top in range(0, ink.height, 4):
        used = 0
        for row in ink.rows[top : top + 4]:
            used |= row
        pairs = (used | used >> 1) & int("01" * (ink.width // 2 + 1), 2)
        for y in range(top, min(top + 4, len(rows))):
            rows[y] &= ~(pairs | pairs << 1)
    return Mask(staff.width, staff.height, tuple(rows))


def _dots(mask: Mask, colour: str, is_round: bool) -> str:
    size, radius = (3, 1.5) if is_round else (DOT, 0)
    shapes = (
        f'<rect x="{x * DOT + (DOT - size) / 2}" y="{y * DOT + (DOT - size) / 2}" '
        f'width="{size}" height="{size}" rx="{radius}"/>'
        for y, row in enumerate(mask.rows)
        for x in range(mask.width)
        if row >> x & 1
    )
    return f'<g fill="{COLOURS[colour]}">{"".join(shapes)}</g>'


def main() -> None:
    """Write the picture to standard output."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("score", type=Path)
    parser.add_argument("--columns", type=int, default=120)
    parser.add_argument("--space", type=int, default=4)
    parser.add_argument("--systems", type=int, default=2)
    parser.add_argument("--octants", action="store_true")
    options = parser.parse_args()
    layout = Layout(options.columns * 2, options.space)
    pictures = engraved(numbered(options.score.read_bytes()), layout)
    shown = list(islice(pictures, options.systems))
    sys.stdout.write(drawn(shown, is_round=not options.octants))


if __name__ == "__main__":
    main()

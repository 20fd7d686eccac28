"""Engraves many scores, checks the laws of engraving, and writes pictures to be looked at.

    PYTHONPATH=tests python tests/benchmarks/gallery.py FOLDER [SCORE …]

Without scores: the starter library, 40 shared scores, and every sign of notation. For each, what is
wrong, how many bars a system has and how many rows it takes at 120 and at 80 columns; and in the
folder `index.html` with systems from its beginning and its middle, as text and as pixels.
"""

import struct
import sys
import zlib
from collections.abc import Iterator
from html import escape
from pathlib import Path

from renshu.engrave.picture import Layout, SystemPicture
from renshu.engrave.shades import shades
from renshu.errors import RenshuError
from renshu.library.loaded import Loaded
from renshu.library.musicxml import read
from support import constructs
from support.engraving_laws import broken
from support.shared import shared_folder
from support.terminal_picture import drawn, engraved

WIDE, NARROW, PIXELS = Layout(236), Layout(156, 3), Layout(3540, 36, (30, 60), grain=3)
"""120 columns, 80 columns, and 120 columns of ten by twenty pixels, all without their margins."""

SHARED = 40
SHOWN = 3
"""Systems of a score in its picture, taken from its beginning and its middle."""

STAFF, INK = 110, 20
"""How dark staff lines and ink are."""


def main() -> None:
    """Write the pictures, and a line for each score to standard output."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "index.html").open("w", encoding="utf-8") as index:
        index.write("<body bgcolor=#ccc>")
        for name, data in scores([Path(name) for name in sys.argv[2:]]):
            said = entry(folder, name, data)
            sys.stdout.write(said + "\n")
            index.write(
                f'<h2>{escape(said)}</h2><img src="{name}.svg"><br>'
                f'<img src="{name}.small.svg"><br><img src="{name}.png">'
            )


def scores(paths: list[Path]) -> Iterator[tuple[str, bytes]]:
    """Names and contents of what is to be engraved."""
    if not paths:
        starter = Path(__file__).parents[2] / "scores"
        real = sorted((shared_folder() / "musicxml" / "real").iterdir())
        paths = sorted(starter.glob("*.musicxml")) + real[:: max(len(real) // SHARED, 1)][:SHARED]
        yield from ((name, make()) for name, make in constructs.ALL.items())
    yield from ((path.name, path.read_bytes()) for path in paths)


def entry(folder: Path, name: str, data: bytes) -> str:
    """Write the pictures of a score; what is to be said of it."""
    try:
        loaded = read(data, name if "." in name else f"{name}.musicxml")
        wide, narrow, fine = (of(loaded, layout) for layout in (WIDE, NARROW, PIXELS))
    except RenshuError as error:
        return f"{name}: {error.sentence}"
    faults = [
        fault
        for layout, systems in ((WIDE, wide), (NARROW, narrow), (PIXELS, fine))
        for fault in broken(loaded, systems, layout)
    ]
    (folder / f"{name}.svg").write_text(drawn(sample(wide)), encoding="utf-8")
    (folder / f"{name}.small.svg").write_text(drawn(sample(narrow)), encoding="utf-8")
    (folder / f"{name}.png").write_bytes(png(sample(fine), PIXELS.grain))
    return f"{name[:40]:40} {size(wide)} | {size(narrow)} | {'; '.join(faults[:3]) or 'right'}"


def of(loaded: Loaded, layout: Layout) -> list[SystemPicture]:
    """The systems of a score."""
    return list(engraved(loaded.musicxml, layout))


def size(systems: list[SystemPicture]) -> str:
    """Bars of its systems, the last left out, and rows."""
    bars = [len(system.measures) for system in systems[:-1] or systems]
    rows = [system.height / 4 for system in systems]
    return (
        f"{min(bars):2}-{max(bars):2} bars, {sum(bars) / len(bars):4.1f} on average, "
        f"{sum(rows) / len(rows):4.1f} rows, {max(rows):2.0f} at most"
    )


def sample(systems: list[SystemPicture]) -> list[SystemPicture]:
    """Some systems from the beginning and the middle."""
    middle = max(len(systems) // 2, SHOWN - 1)
    return systems[: SHOWN - 1] + systems[middle : middle + 1]


def png(systems: list[SystemPicture], grain: int) -> bytes:
    """The systems below each other in grey, without their words."""
    width = max(system.width for system in systems) // grain
    rows = [row for system in systems for row in _grey(system, grain)]
    data = zlib.compress(b"".join(b"\0" + row for row in rows))
    head = struct.pack(">IIBBBBB", width, len(rows), 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _grey(system: SystemPicture, grain: int) -> Iterator[bytes]:
    for staff, ink in zip(shades(system.staff, grain), shades(system.ink, grain), strict=True):
        yield bytes(
            min(255 - quiet * (255 - STAFF) // 255, 255 - black * (255 - INK) // 255)
            for quiet, black in zip(staff, ink, strict=True)
        )


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


if __name__ == "__main__":
    main()

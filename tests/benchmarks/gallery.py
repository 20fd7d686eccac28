"""Engraves many scores and writes a page of their systems, to be looked at.

    PYTHONPATH=tests python tests/benchmarks/gallery.py FOLDER SCORE…

For each score: whether every note and measure is there once, and an SVG of some systems.
"""

import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from renshu.engrave.picture import Layout, SystemPicture
from renshu.errors import EngravingError
from support.terminal_picture import drawn, engraved
from support.tiny_scores import note_ids, numbered

SHOWN = 4
"""Systems of a score in its picture, taken from its beginning and its middle."""


def main() -> None:
    """Write `index.html` into the folder and a line for each score to standard output."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for number, path in enumerate(map(Path, sys.argv[2:])):
        try:
            score = numbered(contents(path))
            systems = list(engraved(score, Layout(240)))
        except (EngravingError, ET.ParseError) as error:
            said = f"{path.name}: {error}"
        else:
            said = f"{path.name}: {len(systems)} systems, {verdict(score, systems)}"
            (folder / f"{number}.svg").write_text(drawn(sample(systems), is_round=False))
            entries.append(f'<h2>{said}</h2><img src="{number}.svg">')
        sys.stdout.write(said + "\n")
    (folder / "index.html").write_text("<body bgcolor=#ccc>" + "".join(entries), encoding="utf-8")


def contents(path: Path) -> bytes:
    """The MusicXML of a file, compressed or not."""
    data = path.read_bytes()
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.startswith("META-INF")]
        return archive.read(next(name for name in names if name.endswith((".xml", ".musicxml"))))


def verdict(score: bytes, systems: list[SystemPicture]) -> str:
    """Whether notes are missing, or there twice."""
    heads = [note for system in systems for note in system.heads]
    missing = note_ids(score) - set(heads)
    twice = len(heads) - len(set(heads))
    return f"{len(heads)} heads, {len(missing)} missing, {twice} twice"


def sample(systems: list[SystemPicture]) -> list[SystemPicture]:
    """Some systems from the beginning and the middle."""
    middle = max(len(systems) // 2, SHOWN // 2)
    return systems[: SHOWN // 2] + systems[middle : middle + SHOWN // 2]


if __name__ == "__main__":
    main()

"""Folders and archives that are dragged in: odd names, loops of links, bombs, great numbers."""

import os
import random
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from warnings import catch_warnings
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from renshu.library.cache import Cache
from renshu.library.catalogue import Catalogue
from renshu.library.importing.importer import Importer
from renshu.library.importing.reports import import_json
from support.fuzzing.bytes_damaged import damaged
from support.fuzzing.target import Target
from support.musicxml import note, part, score_xml

SONG = score_xml(part(note("C4", 16))).encode()
NAMES = (
    "a.musicxml", "b.xml", "楽譜.mxl", "\x1b[2J.xml", "na\nme.mxl", ".hidden.xml", "c.MUSICXML",
    "x" * 240 + ".xml", "-rf.xml", "a b.xml", "%s%n.xml", "con.xml", "\udcff.xml", "z.zip", "y.mid",
    "renshu.toml", "noend", "\u202elmx.xml", "0000.json",
)  # fmt: skip
INNER = ("../up.xml", "/abs.xml", "a/../../b.xml", "C:\\x.xml", "a.xml", "in.zip", "d/", ".xml")


def make(chance: random.Random) -> bytes:
    """The number that a whole folder is made from."""
    return chance.randbytes(8)


def check(case: bytes) -> str:
    """Import it: nothing outside the program's folders is written, and every file is accounted."""
    chance = random.Random(case)  # noqa: S311 - repeatable, nothing secret
    with TemporaryDirectory() as name:
        root = Path(name)
        own = root / "own"
        own.mkdir()
        fill(own, chance, 3)
        before = seen(own)
        outcome = imported(own, root / "home", is_copied=chance.random() < 0.5)
        assert seen(own) == before, "what was dragged in has changed"
        assert {path.name for path in root.iterdir()} == {"own", "home"}
    return outcome


def imported(own: Path, home: Path, *, is_copied: bool) -> str:
    """What an import of a folder says."""
    home.mkdir()
    catalogue = Catalogue(home / "library.db", starter=home / "none")
    try:
        importer = Importer(catalogue, home / "copies", Cache(home / "cache"))
        importer.announce([own], is_copied=is_copied)
        told = importer.run()
        import_json(told)
        assert told.is_complete
        assert importer.is_done()
    finally:
        catalogue.close()
    return "imported" if told.entered.added else "nothing found"


def seen(folder: Path) -> set[tuple[str, int, int]]:
    """All that a folder holds, as far as can be told from outside."""
    found = set()
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            status = os.lstat(os.path.join(place, name))  # noqa: PTH118 - a path may be too long
            found.add((name, status.st_size, status.st_mtime_ns if name in files else 0))
    return found


def fill(folder: Path, chance: random.Random, depth: int) -> None:
    """Put odd things into a folder."""
    for _ in range(chance.randint(0, 5)):
        path, put = folder / chance.choice(NAMES), chance.choice(_THINGS)
        # What is there already may be a pipe, into which nobody should write, or a link.
        if not os.path.lexists(path):
            with suppress(OSError):  # A file system may refuse a name.
                put(path, chance, depth)


def _score(path: Path, chance: random.Random, _: int) -> None:
    path.write_bytes(damaged(SONG, chance) if chance.random() < 0.3 else SONG)


def _archive(path: Path, chance: random.Random, _: int) -> None:
    path = path.with_name(f"{path.stem}.zip"[-200:])
    whole = archive(chance, 2)
    path.write_bytes(damaged(whole, chance) if chance.random() < 0.4 else whole)


def archive(chance: random.Random, depth: int) -> bytes:
    """A zip file with odd names, bombs, and other archives in it."""
    buffer = BytesIO()
    with (
        catch_warnings(action="ignore"),
        ZipFile(buffer, "w", chance.choice((ZIP_DEFLATED, ZIP_STORED))) as made,
    ):
        for _ in range(chance.randint(0, 5)):
            made.writestr(chance.choice((*INNER, *NAMES[:12])), _content(chance, depth))
    return buffer.getvalue()


def _content(chance: random.Random, depth: int) -> bytes:
    match chance.randrange(5):
        case 0:
            return b" " * chance.choice((1000, 3_000_000))
        case 1 if depth:
            return archive(chance, depth - 1)
        case 2:
            return b""
        case _:
            return SONG


def _link(path: Path, chance: random.Random, _: int) -> None:
    path.symlink_to(chance.choice((".", "..", "nowhere", "/dev/zero", "a.musicxml", str(path))))


def _pipe(path: Path, _: random.Random, __: int) -> None:
    os.mkfifo(path)


def _folder(path: Path, chance: random.Random, depth: int) -> None:
    path.mkdir()
    if depth:
        fill(path, chance, depth - 1)


def _deep(path: Path, chance: random.Random, _: int) -> None:
    path = path.with_name("deep")
    path.mkdir()
    for _level in range(chance.choice((10, 400))):
        path = path / "d"
        path.mkdir()
    (path / "a.xml").write_bytes(SONG)


def _many(path: Path, chance: random.Random, _: int) -> None:
    path = path.with_name("many")
    path.mkdir()
    for number in range(chance.choice((20, 200))):
        (path / f"{number}.txt").touch()


_THINGS: tuple[Callable[[Path, random.Random, int], None], ...] = (
    _score, _score, _score, _archive, _archive, _link, _pipe, _folder, _folder, _deep, _many,
)  # fmt: skip

FOLDERS = Target("folders", make, check, 20.0)

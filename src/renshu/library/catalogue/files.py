"""The files of the library: finding them, and telling cheaply whether one has changed."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = frozenset({".musicxml", ".xml", ".mxl"})
"""What a score's name ends in, in a folder."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells, without reading, that a file is as it was."""

    size: int
    modified_ns: int


def stamp(path: Path) -> Stamp | None:
    """The stamp of a file; None where there is none, or no plain file."""
    try:
        return _stamp(path.stat()) if path.is_file() else None
    except OSError:
        return None


def scores_below(folder: Path) -> Iterator[tuple[Path, Stamp]]:
    """The score files in a folder and all folders in it; hidden ones are passed over.

    Folders that cannot be read, and links to folders, are passed over too.
    """
    # A stack of our own: folders may lie deeper in each other than functions may.
    within = [_items(folder)]
    while within:
        item = next(within[-1], None)
        if item is None:
            within.pop()
        elif _is_folder(item):
            within.append(_items(Path(item.path)))
        elif (found := _score(item)) is not None:
            yield found


def digest(path: Path) -> str:
    """The SHA-256 of a file's content.

    Raises:
        OSError: It cannot be read.
    """
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def whole_path(path: Path) -> Path:
    """The path from the root, without `..`; links are not followed."""
    return Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 (Path.absolute keeps `..`)


def place_name(path: Path, starter: Path) -> str:
    """How a place is written: whole, but bare for what lies in the starter folder.

    So another installation of the program finds the same starter scores.
    """
    return str(path).removeprefix(f"{starter}{os.sep}")


def is_storable(path: Path) -> bool:
    """Whether a file's name is text; on some systems it may be any bytes."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _items(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What is in a folder and not hidden, by name."""
    try:
        with os.scandir(folder) as scan:
            shown = (item for item in scan if not item.name.startswith("."))
            return iter(sorted(shown, key=lambda item: item.name))
    except OSError:
        return iter(())


def _is_folder(item: os.DirEntry[str]) -> bool:
    try:
        return item.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _score(item: os.DirEntry[str]) -> tuple[Path, Stamp] | None:
    """A score file with its stamp; None for anything else."""
    try:
        if Path(item.name).suffix.lower() in SUFFIXES and item.is_file():
            return Path(item.path), _stamp(item.stat())
    except OSError:
        pass
    return None


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns)

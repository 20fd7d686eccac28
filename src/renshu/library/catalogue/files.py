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
    try:
        with os.scandir(folder) as scan:
            found = sorted(scan, key=lambda item: item.name)
    except OSError:
        return
    for item in found:
        if not item.name.startswith("."):
            yield from _scores_in(item)


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


def _scores_in(item: os.DirEntry[str]) -> Iterator[tuple[Path, Stamp]]:
    try:
        if item.is_dir(follow_symlinks=False):
            yield from scores_below(Path(item.path))
        elif Path(item.name).suffix.lower() in SUFFIXES and item.is_file():
            yield Path(item.path), _stamp(item.stat())
    except OSError:
        return


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns)

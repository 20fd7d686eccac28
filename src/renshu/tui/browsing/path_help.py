"""Completing a path that is typed, as shells do."""

from itertools import takewhile
from pathlib import Path

from renshu.library.catalogue.files import SUFFIXES

_ARCHIVE = ".zip"


def completed(text: str) -> str | None:
    """The text with its last name completed as far as it is clear; None where nothing fits.

    Only folders, scores and archives count. A folder that is whole ends in a slash. This reads the
    folder.
    """
    head, slash, begun = text.rpartition("/")
    folder = Path(f"{head}{slash}" or ".").expanduser()
    names = sorted(_fitting(folder, begun))
    if not names:
        return None
    common = _beginning(names[0], names[-1])
    whole = f"{head}{slash}{common}"
    return whole + "/" if len(names) == 1 and (folder / common).is_dir() else whole


def _beginning(one: str, other: str) -> str:
    """What two names have in common: where they are the first and the last of many, what all do."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(sign for sign, _ in same)


def _fitting(folder: Path, begun: str) -> list[str]:
    try:
        there = list(folder.iterdir())
    except OSError:
        return []
    return [one.name for one in there if one.name.startswith(begun) and _matters(one, begun)]


def _matters(path: Path, begun: str) -> bool:
    if path.name.startswith(".") and not begun.startswith("."):
        return False
    return path.suffix.lower() in {*SUFFIXES, _ARCHIVE} or path.is_dir()

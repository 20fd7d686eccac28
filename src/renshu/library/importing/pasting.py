"""The paths in what a terminal writes when files are dragged into it.

Terminals quote them in one of several ways: as for a shell, with a backslash before each space, as
`file:` addresses, or not at all; on Windows in double quotes.
"""

import re
import shlex
from pathlib import Path
from urllib.parse import unquote, urlsplit

_ON_WINDOWS = re.compile(r"[\"']?(?:[A-Za-z]:[\\/]|\\\\\w)")
_WINDOWS_PIECE = re.compile(r"\"([^\"]+)\"|'([^']+)'|([^\"']+)")
_NEXT_ON_WINDOWS = re.compile(r"\s+(?=[A-Za-z]:[\\/]|\\\\\w)")
_DRIVE = re.compile(r"/[A-Za-z]:/")


def paths_from_paste(text: str) -> tuple[Path, ...]:
    """The whole paths that a pasted text consists of; empty if it is anything else.

    Whether there is something at a path is not asked.
    """
    lines = [line for line in (raw.strip(" \t\0") for raw in text.splitlines()) if line]
    found = [_in_line(line) for line in lines]
    if not all(found):
        return ()
    return tuple(dict.fromkeys(Path(name) for names in found for name in names))


def _in_line(line: str) -> list[str]:
    """The paths in one line; none if something in it is no path."""
    if _ON_WINDOWS.match(line):
        return _windows_paths(line)
    names: list[str] = []
    for piece in _pieces(line):
        if _is_start(piece):
            names.append(piece)
        elif names:
            # A space that the terminal has not quoted belongs to the name.
            names[-1] += f" {piece}"
        else:
            return []
    return [_local(name) for name in names]


def _pieces(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:
        # A quotation mark in a name that is not quoted.
        return line.split()


def _is_start(piece: str) -> bool:
    return piece.startswith(("/", "~/", "file:/"))


def _local(name: str) -> str:
    if not name.startswith("file:/"):
        return name
    path = unquote(urlsplit(name.replace("#", "%23").replace("?", "%3F")).path)
    return path[1:] if _DRIVE.match(path) else path


def _windows_paths(line: str) -> list[str]:
    names: list[str] = []
    for quoted, single, plain in _WINDOWS_PIECE.findall(line):
        whole = quoted or single
        names += [whole] if whole else _NEXT_ON_WINDOWS.split(plain.strip())
    return [name for name in names if name]

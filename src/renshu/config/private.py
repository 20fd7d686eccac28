"""What is nobody's business in a report: who the player is, and what is practised."""

import getpass
import platform
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_TITLE = re.compile("“[^”\n]*”")
_FILE = re.compile(
    r"""(?P<quote>['"])[^'"\n]*?(?P<suffix>\.\w{1,8})?(?P=quote)"""
    r"""|(?<![\w.])[^\s'":;,()]*\.(?P<score>musicxml|mxl|xml|midi?|zip)\b""",
    re.IGNORECASE,
)
_LEAST_NAME = 3
"""Letters: a name of fewer stands in too many words."""


def without_names(text: str) -> str:
    """The text with the home folder as `~`, and without the names of player and machine."""
    for name, sign in _names():
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", sign, text)
    return text


def without_private(text: str) -> str:
    """The same, also without titles, and of quoted words and score files with no name."""
    return without_names(_FILE.sub(_unnamed, _TITLE.sub("“…”", text)))


def _unnamed(file: re.Match[str]) -> str:
    if file["score"]:
        return f"….{file['score']}"
    return f"{file['quote']}…{file['suffix'] or ''}{file['quote']}"


@cache
def _names() -> tuple[tuple[str, str], ...]:
    return tuple((name, sign) for name, sign in _known() if len(name) >= _LEAST_NAME)


def _known() -> Iterator[tuple[str, str]]:
    try:
        yield str(Path.home()), "~"
        yield getpass.getuser(), "‹player›"
    except (RuntimeError, KeyError, OSError):
        pass  # A user without an entry has neither.
    host = platform.node()
    yield host, "‹machine›"
    yield host.partition(".")[0], "‹machine›"

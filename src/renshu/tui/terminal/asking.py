"""Asks the terminal what it can show, before anybody else reads the keyboard."""

import os
import select
import struct
import termios
import time
import tty
from collections.abc import Mapping
from contextlib import closing, suppress
from fcntl import ioctl

from renshu.tui.terminal.abilities import Place, TerminalAbilities, place_of
from renshu.tui.terminal.answers import LAST_ANSWER, QUESTIONS, understand

PATIENCE = 0.15
"""Seconds for the answer of a terminal that may never answer."""

LONG_PATIENCE = 1.0
"""Seconds for one that is known to answer, but may still be opening its window. What it answers
after that would be taken for keys."""

_ANSWERING = ("KITTY_WINDOW_ID", "XTERM_VERSION", "GHOSTTY_RESOURCES_DIR", "WEZTERM_PANE")
"""Variables that terminals set which answer for sure."""

_MUTE = {"dumb", "linux", "cons25", ""}
"""Kinds of terminals that would show a question instead of answering."""

_TIDY = b"\r\x1b[K"
"""Takes away what a terminal may have shown of a question it does not know."""


def find_abilities(environment: Mapping[str, str] = os.environ) -> TerminalAbilities:
    """What this program's terminal can show.

    Nothing is asked in tmux, over ssh and in a browser: pictures do not arrive there, and a late
    answer would be taken for keys.
    """
    place = place_of(environment)
    mute = environment.get("TERM", "") in _MUTE
    if place is not Place.HERE or mute or environment.get("TERM_PROGRAM") == "Apple_Terminal":
        return TerminalAbilities(place)
    patience = LONG_PATIENCE if any(map(environment.__contains__, _ANSWERING)) else PATIENCE
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return TerminalAbilities(place)
    with closing(os.fdopen(terminal, "rb", buffering=0)):
        return understand(ask(terminal, patience), place, window_size(terminal))


def ask(terminal: int, patience: float = PATIENCE) -> bytes:
    """Put the questions to a terminal and collect its answers.

    Args:
        terminal: A descriptor to read and to write. Its mode is afterwards what it was.
        patience: Seconds to wait for the last answer.

    Returns:
        All that came; nothing if it is no terminal.
    """
    try:
        before = termios.tcgetattr(terminal)
    except termios.error:
        return b""
    try:
        tty.setcbreak(terminal, termios.TCSANOW)
        os.write(terminal, QUESTIONS)
        answers = _read(terminal, time.monotonic() + patience)
        os.write(terminal, _TIDY)
    except OSError:
        return b""
    finally:
        with suppress(termios.error):
            termios.tcsetattr(terminal, termios.TCSANOW, before)
    return answers


def window_size(terminal: int) -> tuple[int, int, int, int] | None:
    """Rows, columns, and pixels across and down; the pixels are 0 where nobody knows them."""
    try:
        return struct.unpack("HHHH", ioctl(terminal, termios.TIOCGWINSZ, bytes(8)))
    except OSError:
        return None


def _read(terminal: int, deadline: float) -> bytes:
    answers = b""
    while not LAST_ANSWER.search(answers):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([terminal], [], [], left)[0]:
            break
        if not (more := os.read(terminal, 4096)):
            break
        answers += more
    return answers

"""The computer's keyboard without a screen: what is typed, as it is typed."""

import os
import sys
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def read_typed(take: Callable[[str | None], object]) -> None:
    """Read standard input in a thread of its own, for as long as the program lives.

    Args:
        take: Called in that thread with what was typed, and with None at the end of the input.
    """
    threading.Thread(target=_read, args=(take,), name="typing", daemon=True).start()


@contextmanager
def unbuffered() -> Iterator[bool]:
    """Let a terminal give every character at once and show none by itself.

    Yields:
        Whether there is such a terminal; input from elsewhere comes in lines, and stays as it is.
    """
    if not sys.stdin.isatty():
        yield False
        return
    try:
        import termios
        import tty
    except ImportError:  # a system whose terminals give lines only
        yield False
        return
    before = termios.tcgetattr(sys.stdin)
    tty.setcbreak(sys.stdin)
    try:
        yield True
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def _read(take: Callable[[str | None], object]) -> None:
    decoder = getincrementaldecoder("utf-8")("replace")
    while data := os.read(sys.stdin.fileno(), 1024):
        take(decoder.decode(data))
    take(None)

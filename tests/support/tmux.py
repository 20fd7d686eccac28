"""A terminal that a test can type into and read: tmux, on a socket of its own."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

PATIENCE = 30.0
"""Seconds until a screen that does not come is a failure; machines may be busy."""


class Terminal:
    """One tmux session with one program in it."""

    def __init__(self, socket: Path, columns: int, rows: int) -> None:
        self._socket = socket
        self._size = ("-x", str(columns), "-y", str(rows))

    def start(self, command: str, environment: Mapping[str, str]) -> None:
        """Run a shell command in a new session; its shell stays when the program ends."""
        settings = [word for pair in environment.items() for word in ("-e", "=".join(pair))]
        begin = ("-f", os.devnull, "new-session", "-d", *self._size, *settings, "sh")
        # A server that was told to end may still be about to, and takes nobody in.
        for _ in range(20):
            with suppress(subprocess.CalledProcessError):
                self._tmux(*begin)
                break
            time.sleep(0.2)
        self._tmux("set-option", "-g", "remain-on-exit", "on")
        self.type_text(command)
        self.press("Enter")

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names, such as `Escape`, `Enter`, `C-q`."""
        self._tmux("send-keys", *keys)

    def type_text(self, text: str) -> None:
        """Type characters as they are."""
        self._tmux("send-keys", "-l", text)

    def screen(self) -> str:
        """What the terminal shows now."""
        return self._tmux("capture-pane", "-p")

    def wait_for(self, what: str | Callable[[str], object], patience: float = PATIENCE) -> str:
        """The first screen that contains a text, or for which a function is true.

        Raises:
            AssertionError: it does not come; the message holds the last screen.
        """
        shows = (lambda screen: what in screen) if isinstance(what, str) else what
        deadline = time.monotonic() + patience
        while not shows(screen := self.screen()):
            assert time.monotonic() < deadline, f"waited in vain for {what!r}:\n{screen}"
            time.sleep(0.05)
        return screen

    def close(self) -> None:
        """End the session and what runs in it."""
        with suppress(subprocess.CalledProcessError):
            self._tmux("kill-server")

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-S", str(self._socket), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@contextmanager
def terminal(folder: Path, columns: int = 120, rows: int = 40) -> Iterator[Terminal]:
    """A terminal of a size; skips the test where tmux is missing."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")
    opened = Terminal(folder / "tmux", columns, rows)
    try:
        yield opened
    finally:
        opened.close()

"""A terminal of the test's own, read as fast or as slowly as a test wants."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence


class PseudoTerminal:
    """A program in a terminal that remembers all that was written to it.

    Args:
        command: The program.
        environment: Its variables.
        size: Columns and rows.
        bytes_per_second: How fast the terminal reads; as fast as it can where nothing is said.
    """

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = (120, 40),
        bytes_per_second: float | None = None,
    ) -> None:
        self._speed = bytes_per_second
        self._written = bytearray()
        self._terminal, other = pty.openpty()
        columns, rows = size
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        # setsid makes it the program's own terminal, from which Ctrl+C comes as a signal.
        self.process = subprocess.Popen(
            ["setsid", "--ctty", *command],
            stdin=other,
            stdout=other,
            stderr=other,
            env=environment,
        )
        os.close(other)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def written(self) -> str:
        """All that came so far."""
        return self._written.decode("utf-8", "replace")

    def type(self, text: str) -> None:
        """Type characters."""
        os.write(self._terminal, text.encode())

    def wait_for(self, what: str | Callable[[str], object], seconds: float = 30.0) -> str:
        """All that came, as soon as a text is in it, or a function of it is true.

        Raises:
            AssertionError: That does not happen.
        """
        shows = (lambda written: what in written) if isinstance(what, str) else what
        end = time.monotonic() + seconds
        while not shows(written := self.written):
            assert time.monotonic() < end, f"waited in vain for {what!r}:\n{written[-3000:]}"
            time.sleep(0.02)
        return written

    def close(self) -> None:
        """End the program, if it has not ended, and the terminal."""
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(20)
        self._reader.join(20)
        os.close(self._terminal)

    def _read(self) -> None:
        portion = 4096 if self._speed is None else max(1, int(self._speed / 20))
        while self.process.poll() is None or self._has_more():
            if not self._has_more(0.05):
                continue
            try:
                data = os.read(self._terminal, portion)
            except OSError:
                return
            self._written += data
            if self._speed is not None:
                time.sleep(len(data) / self._speed)

    def _has_more(self, seconds: float = 0.0) -> bool:
        return bool(select.select([self._terminal], [], [], seconds)[0])

"""Ends what sounds on an instrument when the program cannot: it was killed outright, or crashed.

A small process stands by, `python -m renshu.midi.guard API PORT`, which does nothing but read. A
byte means that the program has let the instrument go; the end of the stream without one means that
it is no more. Only then is a MIDI library loaded.
"""

import contextlib
import subprocess
import sys
from typing import IO

_PATIENCE = 2.0
"""Seconds for the process to end when nothing is left to guard."""


class Guard:
    """Stands by for one open output of this program.

    Args:
        api: The MIDI system: `alsa`, `jack`, `core`, `winmm`.
        port: The full name of the output.
    """

    def __init__(self, api: str, port: str) -> None:
        command = [sys.executable, "-P", "-m", "renshu.midi.guard", api, port]
        self._process: subprocess.Popen[bytes] | None = None
        # Without a guard the output sounds just the same.
        with contextlib.suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )

    @property
    def pid(self) -> int | None:
        """The process that stands by."""
        return self._process.pid if self._process else None

    def dismiss(self) -> None:
        """The output was let go in order. More than once does no harm."""
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            process.communicate(b"\n", timeout=_PATIENCE)


def stand_by(api: str, port: str, program: IO[bytes]) -> None:
    """Wait until the program ends or lets the output go; in the first case end all that sounds."""
    if not program.read(1):
        _end_all(api, port)


def _end_all(api: str, port: str) -> None:
    from renshu.errors import PortError
    from renshu.midi.messages import silence
    from renshu.midi.names import find
    from renshu.midi.system import open_output

    with contextlib.suppress(PortError):
        client = open_output(api)
        try:
            if found := find(client.names(), port, client.api):
                client.open(found, is_guarded=False)
                for message in silence():
                    client.send(message)
        finally:
            client.delete()


if __name__ == "__main__":
    stand_by(sys.argv[1], sys.argv[2], sys.stdin.buffer)

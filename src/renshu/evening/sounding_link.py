"""The program's side of the process that sounds: starts it, tells it, notices its end."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import IO

from renshu.errors import PortError
from renshu.evening.sounding_orders import Cancel, Forget, Light, Order, Schedule, Send, encode
from renshu.performance.events import PlayedEvent
from renshu.sound.agenda import Sound

_PATIENCE = 2.0
"""Seconds for the process to end what sounds, and itself."""


def command(preferred: str | None, *, is_hushed: bool) -> list[str]:
    """The command line of the process; -P keeps the player's current folder off its path."""
    module = "renshu.evening.sounding_child"
    options = ["-X", "utf8", "-P", "-m", module]
    return [sys.executable, *options, preferred or "", "hushed" if is_hushed else ""]


def start(preferred: str | None, *, is_hushed: bool) -> "subprocess.Popen[bytes]":
    """Start the process; arguments as those of `Link`.

    Raises:
        PortError: The system does not let it.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command(preferred, is_hushed=is_hushed),
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise PortError("What sounds on the MIDI output could not be started.") from error
    if process.stdin is not None and hasattr(os, "set_blocking"):
        # Whoever tells it something is never kept waiting.
        os.set_blocking(process.stdin.fileno(), False)
    return process


class Link:
    """A MIDI output that a process of its own sounds on; a sink of the scheduler.

    Args:
        preferred: The name of the output.
        on_end: Called on a thread of its own when it sounds no more without having been closed,
            with whether the output still is there: then the process was killed, or crashed.
        is_hushed: Whether keys may be down because of one that was killed before.

    Raises:
        PortError: There is no output, or no process.
    """

    def __init__(
        self,
        preferred: str | None,
        on_end: Callable[["Link", bool], None],
        *,
        is_hushed: bool = False,
    ) -> None:
        self._on_end = on_end
        self._is_closed = False
        self._process = start(preferred, is_hushed=is_hushed)
        self._orders = _piped(self._process.stdin)
        self._answers = _piped(self._process.stdout)
        self.name = self._opened()
        """The plain name of the output."""
        Thread(target=self._listen, name="output listens", daemon=True).start()

    @property
    def pid(self) -> int:
        """The process that sounds."""
        return self._process.pid

    def schedule(self, strand: int, sound: Sound) -> None:
        """See `Sink.schedule`."""
        self._tell(Schedule(strand, sound))

    def send(self, strand: int, event: PlayedEvent) -> None:
        """See `Sink.send`."""
        self._tell(Send(strand, event))

    def forget(self, strand: int) -> None:
        """See `Sink.forget`."""
        self._tell(Forget(strand))

    def cancel(self, strand: int) -> None:
        """See `Sink.cancel`."""
        self._tell(Cancel(strand))

    def light(self, event: PlayedEvent, channel: int) -> None:
        """Send what stands for a key light, now, on a channel from 0 to 15."""
        self._tell(Light(event, channel))

    def close(self) -> None:
        """End all that sounds, and the process. More than once does no harm."""
        self._is_closed = True
        with suppress(OSError):
            self._orders.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _opened(self) -> str:
        word, _, more = self._answer()
        if word == "open":
            return more
        self.close()
        self._answers.close()
        raise PortError(more or "What sounds on the MIDI output could not be started.")

    def _answer(self) -> tuple[str, str, str]:
        return self._answers.readline().decode().rstrip("\n").partition(" ")

    def _listen(self) -> None:
        """Wait for the end, which comes with a word where the output has gone."""
        with self._answers:
            word, _, _ = self._answer()
        if not self._is_closed:
            self.close()
            self._on_end(self, word != "gone")

    def _tell(self, order: Order) -> None:
        try:
            is_taken = self._orders.write(encode(order)) is not None
        except (OSError, ValueError):
            # Its end is noticed elsewhere.
            return
        if not is_taken:
            # It has stopped reading: nothing that is told from now on would come in time.
            self._process.kill()


def _piped(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise PortError("What sounds on the MIDI output cannot be reached.")
    return pipe

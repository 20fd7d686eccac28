"""The parent's side, blocking."""

import contextlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self, cast

from renshu.workers.faults import (
    DiedError,
    FaultError,
    RefusedError,
    TimedOutError,
    WorkerError,
)
from renshu.workers.frames import read_frame, write_frame

OnProgress = Callable[[Any], None]
"""Takes the payload of a progress frame."""


def command(module: str, arguments: Sequence[str]) -> list[str]:
    """The command line of a child; -P keeps the player's current folder off its path."""
    return [sys.executable, "-P", "-m", module, *arguments]


def result(kind: str, payload: Any) -> Any:
    """What the last frame of an exchange means.

    Raises:
        RefusedError: It is a refusal.
        FaultError: It is a fault.
    """
    if kind == "refusal":
        raise RefusedError(payload)
    if kind == "fault":
        said, trace = payload
        fault = FaultError(said)
        fault.add_note(f"In the worker:\n{trace}")
        raise fault
    return payload


@contextlib.contextmanager
def log_file(path: Path | None) -> Iterator[Any]:
    """Where a child's standard error goes: to the end of a file, or nowhere."""
    if path is None:
        yield subprocess.DEVNULL
        return
    with path.open("ab") as file:
        yield file


def ignore(_: Any) -> None:
    """Let progress pass."""


class Worker:
    """A child process asked one thing at a time, blocking; it starts with the first request.

    Args:
        module: The module the child runs.
        arguments: The child's command line.
        log: The file that gets the child's standard error; None drops it.
    """

    def __init__(self, module: str, *arguments: str, log: Path | None = None) -> None:
        self._command = command(module, arguments)
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._number = 0

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        return self._process.pid if self._process else None

    def call(
        self, request: Any, on_progress: OnProgress = ignore, timeout: float | None = None
    ) -> Any:
        """Send a request and wait for its answer.

        Args:
            request: Anything msgpack can carry.
            on_progress: Called with each progress payload.
            timeout: Seconds after which the child is ended.

        Raises:
            RefusedError: The child raised a `RenshuError`.
            FaultError: The child met a bug.
            DiedError: The child ended, or none could be started; the next call starts another.
            TimedOutError: The time is over.
        """
        process = self._running()
        self._number += 1
        with _Alarm(process, timeout) as alarm:
            try:
                return self._exchange(process, request, on_progress)
            except (EOFError, OSError) as error:
                self.close()
                if alarm.has_rung:
                    raise TimedOutError(f"no answer within {timeout:g} s") from error
                raise DiedError("the worker ended") from error
            except WorkerError:
                raise
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process and self._process.poll() is None:
            return self._process
        self.close()
        try:
            with log_file(self._log) as log:
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    start_new_session=True,
                )
        except OSError as error:
            raise DiedError("the worker does not start") from error
        return self._process

    def _exchange(
        self, process: subprocess.Popen[bytes], request: Any, on_progress: OnProgress
    ) -> Any:
        write_frame(cast("BinaryIO", process.stdin), [self._number, request])
        while True:
            _, kind, payload = read_frame(cast("BinaryIO", process.stdout))
            if kind != "progress":
                return result(kind, payload)
            on_progress(payload)


class _Alarm:
    """Ends a process when its time is over, so that a blocked read sees the end of the stream."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float | None) -> None:
        self.has_rung = False
        self._process = process
        self._timer = None if seconds is None else threading.Timer(seconds, self._ring)

    def _ring(self) -> None:
        self.has_rung = True
        self._process.kill()

    def __enter__(self) -> Self:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._timer:
            self._timer.cancel()

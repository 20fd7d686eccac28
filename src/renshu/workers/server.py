"""The child's side: a loop that answers requests."""

import contextlib
import os
import sys
import threading
import traceback
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, BinaryIO

from renshu.errors import RenshuError
from renshu.workers.frames import read_frame, write_frame

Progress = Callable[[Any], None]
"""Sends what is known so far; raises `WithdrawnError` once the parent wants no more."""

Handler = Callable[[Any, Progress], Any]
"""Answers a request; the sentence of a `RenshuError` it raises travels to the parent."""


class WithdrawnError(BaseException):
    """The request was taken back. No `Exception`, so that no handler swallows it."""


def serve(handler: Handler) -> None:
    """Answer requests from standard input for as long as the parent lives.

    What libraries print goes to standard error: frames alone may reach the pipe.
    """
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    inbox = _Inbox(os.fdopen(os.dup(0), "rb"))
    while True:
        number, request = inbox.requests.get()
        kind, result = _handled(handler, request, inbox.progress(number, replies))
        write_frame(replies, [number, kind, result])


def _handled(handler: Handler, request: Any, progress: Progress) -> tuple[str, Any]:
    try:
        return "answer", handler(request, progress)
    except WithdrawnError:
        return "answer", None
    except RenshuError as error:
        return "refusal", error.sentence
    except Exception as error:  # noqa: BLE001 - a bug must not end the worker unheard
        sys.excepthook(type(error), error, error.__traceback__)
        trace = "".join(traceback.format_exception(error))
        return "fault", [f"{type(error).__name__}: {error}", trace]


class _Inbox:
    """Requests, read by a thread: one under way can be taken back, a lost parent ends the child."""

    def __init__(self, stream: BinaryIO) -> None:
        self.requests: SimpleQueue[tuple[int, Any]] = SimpleQueue()
        self._withdrawn: set[int] = set()
        threading.Thread(target=self._listen, args=(stream,), daemon=True).start()

    def progress(self, number: int, replies: BinaryIO) -> Progress:
        """What the handler of this request reports through."""

        def report(payload: Any) -> None:
            if number in self._withdrawn:
                raise WithdrawnError
            write_frame(replies, [number, "progress", payload])

        return report

    def _listen(self, stream: BinaryIO) -> None:
        with contextlib.suppress(EOFError):
            while True:
                number, *request = read_frame(stream)
                if request:
                    self.requests.put((number, request[0]))
                else:
                    self._withdrawn.add(number)
        os._exit(0)

"""Unexpected errors: the whole story goes into the log, one sentence to the player."""

import asyncio
import sys
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from renshu.config import Folders
from renshu.errors import RenshuError

_MOST_ALIKE = 3
"""Times that one error of one place is logged: what fails with every note fills no disk."""


class UnexpectedError(RenshuError):
    """An error that should not happen, as it is told to the player; the program goes on."""

    title = "Something went wrong"


def log_fault(folders: Folders, error: BaseException) -> str:
    """Write an error into the log and say in a sentence what happened; this never raises."""
    said = error.sentence if isinstance(error, RenshuError) else "Something went wrong in renshu."
    return f"{said} What you played is kept.{_logged(folders, error)}"


class Strays:
    """Catches the errors that nobody waits for: in threads, in callbacks, in forgotten tasks.

    Python would write a traceback on the terminal, and nowhere else.

    Args:
        folders: Where the log is.
        tell: Called in any thread with what the player should know.
    """

    def __init__(self, folders: Folders, tell: Callable[[RenshuError], object]) -> None:
        self._folders, self._tell = folders, tell
        self._hooks = ExitStack()
        self._counts: Counter[tuple[object, ...]] = Counter()

    def begin(self, loop: asyncio.AbstractEventLoop | None = None) -> None:
        """Catch from now on.

        Args:
            loop: Whose callbacks and tasks are meant as well.
        """
        self._hook(threading, "excepthook", threading.__excepthook__)
        self._hook(sys, "unraisablehook", sys.__unraisablehook__)
        if loop is not None:
            loop.set_exception_handler(self._take_from_loop)
            self._hooks.callback(loop.set_exception_handler, None)

    def end(self) -> None:
        """Catch no more."""
        self._hooks.close()

    def take(self, error: BaseException) -> None:
        """Log an error, unless it has come often enough, and tell of it once; this never raises."""
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = (type(error), trace and trace.tb_frame.f_code, trace and trace.tb_lineno)
        self._counts[place] += 1
        if self._counts[place] <= _MOST_ALIKE:
            where = _logged(self._folders, error)
            if self._counts[place] == 1:
                self._tell(UnexpectedError(f"Something went wrong in renshu; it goes on.{where}"))

    def _hook(self, module: Any, name: str, usual: object) -> None:
        """Put a hook of ours in the place of Python's own, and before one of somebody else."""
        before = getattr(module, name)

        def hook(fault: Any) -> None:
            if isinstance(fault.exc_value, Exception):
                self.take(fault.exc_value)
            if before is not usual:
                before(fault)

        setattr(module, name, hook)
        self._hooks.callback(setattr, module, name, before)

    def _take_from_loop(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.take(context.get("exception") or RuntimeError(context["message"]))


def _logged(folders: Folders, error: BaseException) -> str:
    """Write it into the log; says where, as far as that could be done."""
    from renshu.config.error_log import log_error

    path = log_error(error, folders)
    return f" Please report the file {path}." if path else ""

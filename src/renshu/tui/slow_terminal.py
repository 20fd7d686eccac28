"""A terminal that reads slowly, as over a bad line, keeps nobody from being heard.

Textual hands its frames to a thread that writes them, through a queue of thirty. Where the terminal
is behind, the queue is full, and the event loop waits: half a minute of notes with it. So here a
frame is painted only when the one before is on its way out. What changes meanwhile is gathered, as
in any batch of Textual's, and painted once when the terminal has caught up.
"""

import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any, TextIO, cast

from rich.console import RenderableType
from textual.app import App, ScreenStackError
from textual.driver import Driver
from textual.screen import Screen

MOST_BEHIND = 4096
"""Characters that may wait for the terminal before painting stops: a fifth of a second on a line
of 20 KB/s."""

LEAST_COST = 256
"""What a write counts for at least, so that many small ones do not fill the queue of thirty."""


class Backlog:
    """What has been handed over and is not written yet.

    Args:
        on_behind: Called, in the thread that hands over, when too much waits.
        on_caught_up: Called, in the thread that writes, when nothing waits any more.
    """

    def __init__(self, on_behind: Callable[[], None], on_caught_up: Callable[[], None]) -> None:
        self._on_behind, self._on_caught_up = on_behind, on_caught_up
        self._changing = threading.Lock()
        self._waiting = 0
        self._is_behind = False

    def add(self, text: str) -> None:
        """A text is handed over."""
        with self._changing:
            self._waiting += _cost(text)
            begins = self._waiting > MOST_BEHIND and not self._is_behind
            self._is_behind = self._is_behind or begins
        if begins:
            self._on_behind()

    def take(self, cost: int) -> None:
        """Texts of that cost have been written."""
        with self._changing:
            self._waiting -= cost
            ends = self._waiting <= 0 and self._is_behind
            self._is_behind = self._is_behind and not ends
        if ends:
            self._on_caught_up()


class Metered:
    """A file that tells the backlog what it has really written."""

    def __init__(self, file: TextIO, backlog: Backlog) -> None:
        self._file, self._backlog = file, backlog
        self._unflushed = 0

    def write(self, text: str) -> None:
        """Write, or take to write; what a terminal that has gone does not take is let go."""
        with suppress(OSError):
            self._file.write(text)
        self._unflushed += _cost(text)

    def flush(self) -> None:
        """Write all that was taken."""
        with suppress(OSError):
            self._file.flush()
        written, self._unflushed = self._unflushed, 0
        self._backlog.take(written)

    def fileno(self) -> int:
        """The file's number."""
        return self._file.fileno()


class Patience(Driver):
    """Makes a driver patient that comes after it, and that writes into its `_file` in a thread."""

    _file: "TextIO | Metered"

    def __init__(self, app: "PatientApp", **options: Any) -> None:
        super().__init__(app, **options)
        self._patient_app = app
        self._backlog = Backlog(app.stop_painting, self._go_on_painting)
        self._file = Metered(cast("TextIO", self._file), self._backlog)

    def write(self, data: str) -> None:
        """Hand over; this never waits for the terminal."""
        self._backlog.add(data)
        super().write(data)  # type: ignore[safe-super]

    def _go_on_painting(self) -> None:
        with suppress(RuntimeError):  # the loop is over, and nothing will be painted any more
            self._loop.call_soon_threadsafe(self._patient_app.go_on_painting)


class PatientApp(App[None], inherit_bindings=False):
    """An app that paints as fast as its terminal reads, and no faster."""

    def __init__(self) -> None:
        super().__init__()
        self._rest = ExitStack()
        self._has_missed_a_frame = False

    def get_driver_class(self) -> type[Driver]:
        """The usual driver, made patient."""
        usual = super().get_driver_class()
        return cast("type[Driver]", type(f"Patient{usual.__name__}", (Patience, usual), {}))

    def stop_painting(self) -> None:
        """The terminal is behind."""
        self._rest.enter_context(self.batch_update())

    def go_on_painting(self) -> None:
        """The terminal has caught up: what has changed meanwhile is painted."""
        self._rest.close()
        with suppress(ScreenStackError):  # the program has ended meanwhile
            if self._has_missed_a_frame:
                self.screen.refresh()
            self._has_missed_a_frame = False
            self.screen.check_idle()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        # After a change of layout Textual paints even in a batch, and throws that away.
        self._has_missed_a_frame |= bool(self._batch_count) and renderable is not None
        super()._display(screen, renderable)


def _cost(text: str) -> int:
    return max(len(text), LEAST_COST)

"""Sounds clicks at their time, from a thread of its own.

A screen that draws thirty times a second cannot sound a beat: it may be late by a frame and more.
It names the clicks of the next 100 ms instead, and this thread waits for each.
"""

import heapq
import sys
import time
from collections.abc import Callable
from threading import Condition, Thread

Sink = Callable[[bool], None]
"""Sounds one click at once, accented or not; called on the clicking thread."""

LATE = 0.03
"""Seconds after which a click is left out rather than sounded: a late beat misleads."""


class Clicker:
    """The clicking thread and the clicks that it waits for. Every method may be called anywhere.

    It wakes up as much before a click as another thread may keep the interpreter for itself
    (`sys.getswitchinterval`, 5 ms unless changed), and waits the rest out without letting go.
    """

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._waiting: list[tuple[float, bool]] = []
        self._changed = Condition()
        self._is_open = True
        self.trouble: Exception | None = None
        """What the sink raised, where a click could not be sounded; clicking goes on."""
        self._thread = Thread(target=self._run, name="clicks", daemon=True)
        self._thread.start()

    def schedule(self, moment: float, is_accent: bool) -> None:
        """Sound a click at a moment in monotonic seconds; clicks may come in any order."""
        with self._changed:
            heapq.heappush(self._waiting, (moment, is_accent))
            self._changed.notify()

    def cancel(self) -> None:
        """Forget the clicks that have not sounded, as on a pause."""
        with self._changed:
            self._waiting.clear()
            self._changed.notify()

    def close(self) -> None:
        """Forget all clicks and end the thread. More than once does no harm."""
        with self._changed:
            self._is_open = False
            self._waiting.clear()
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while (click := self._next_click()) is not None:
            self._sound(*click)

    def _next_click(self) -> tuple[float, bool] | None:
        """Wait until a click is close at hand; `None` when there will be no more."""
        with self._changed:
            while self._is_open:
                if not self._waiting:
                    self._changed.wait()
                elif (pause := self._waiting[0][0] - _lead() - time.monotonic()) > 0:
                    self._changed.wait(pause)
                else:
                    return heapq.heappop(self._waiting)
        return None

    def _sound(self, moment: float, is_accent: bool) -> None:
        while (now := time.monotonic()) < moment:
            pass
        if now - moment > LATE:
            return
        try:
            self._sink(is_accent)
        except Exception as error:  # noqa: BLE001 - a sink that has gone must not end the beat
            self.trouble = error


def _lead() -> float:
    """Seconds for which another thread may keep the interpreter to itself."""
    return sys.getswitchinterval()

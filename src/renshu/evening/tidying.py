"""When Python looks for garbage: not while somebody plays, as far as that can be.

A full collection looks at every object there is, and keeps the screen waiting for 25 ms once a
score is open. So whatever stands is put aside (`gc.freeze`) after the first frame, after the
engraving, and whenever a full collection has found it to be in use. What has gone meanwhile is let
go of between two rooms, where nobody notices. The memory goes back to the system then: the threads
that look back on takes leave tens of megabytes that the C library of Linux would keep.
"""

import gc
import sys
from collections.abc import Mapping


class Tidying:
    """The collector of the whole process, and so of one program at most; idle until it begins."""

    def __init__(self) -> None:
        self._is_begun = False

    def begin(self) -> None:
        """From now on keep collections short."""
        self._is_begun = True
        gc.callbacks.append(_put_survivors_aside)
        self.tidy_up()

    def put_aside(self) -> None:
        """What stands now lives long. This costs nothing."""
        if self._is_begun:
            gc.freeze()

    def tidy_up(self) -> None:
        """Let go of all that has gone, also of what was put aside. This takes its time."""
        if self._is_begun:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            _give_back()

    def end(self) -> None:
        """Leave the collector as it was."""
        if self._is_begun:
            self._is_begun = False
            gc.callbacks.remove(_put_survivors_aside)
            gc.unfreeze()


def _put_survivors_aside(phase: str, information: Mapping[str, int]) -> None:
    if phase == "stop" and information["generation"] == 2:
        gc.freeze()


def _give_back() -> None:
    if sys.platform == "linux":
        import ctypes

        # There are C libraries without it.
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)

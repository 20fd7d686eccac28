"""What happened last, kept in memory so that the report of an error can tell it."""

import time
from collections import deque
from collections.abc import Iterator

KEPT = 200
"""Events; with chords, some twenty seconds of playing and what came before."""


class Recent:
    """The last events of the program, of all its threads.

    Nothing private is to be noted: no title, no file name, nothing that was typed.
    """

    def __init__(self) -> None:
        self._events: deque[tuple[float, str, object]] = deque(maxlen=KEPT)

    def note(self, kind: str, what: object) -> None:
        """Remember an event; it is not put into words before somebody asks.

        Args:
            kind: Such as `played` or `screen`.
            what: A value that does not change any more.
        """
        self._events.append((time.monotonic(), kind, what))

    def lines(self) -> Iterator[str]:
        """The events, the oldest first, each with the seconds since it happened."""
        now = time.monotonic()
        for moment, kind, what in tuple(self._events):
            yield f"{moment - now:10.3f} s  {kind:8} {what}"


RECENT = Recent()
"""That of this process."""

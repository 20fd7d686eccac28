"""Whether the machine slept, or the program stood still, from one look at the time to the next.

Where sleep stops the monotonic clock (Linux, macOS) a second clock tells of it that goes on; where
it does not (Windows), and where a program is stopped by a signal, the looks are far apart.
"""

import time
from collections.abc import Callable

LONGEST_LOOK = 5.0
"""Monotonic seconds between two looks after which nobody was awake; thirty a second are usual."""
LEAST_SLEEP = 1.0
"""Seconds of sleep that are worth noticing: the two clocks are not read at the same moment."""


def seconds_asleep() -> float:
    """So long the machine has slept since it was started; 0 where no clock tells."""
    clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return 0.0 if clock is None else time.clock_gettime(clock) - time.monotonic()


class Wakefulness:
    """Looks at the time whenever something happens.

    Args:
        asleep: How long the machine has slept, in seconds from any beginning.
    """

    def __init__(self, asleep: Callable[[], float] = seconds_asleep) -> None:
        self._asleep = asleep
        self._slept = asleep()
        self._seen: float | None = None

    def look(self, now: float) -> float | None:
        """Take note of the time.

        Args:
            now: Monotonic seconds; earlier ones than those of the last look mean nothing.

        Returns:
            The time of the last look if there was a sleep since; else None.
        """
        seen, self._seen = self._seen, max(now, self._seen or now)
        slept, self._slept = self._slept, self._asleep()
        if seen is None:
            return None
        has_slept = self._slept - slept > LEAST_SLEEP or now - seen > LONGEST_LOOK
        return seen if has_slept else None

"""How late keys are heard after the click they are meant for: the whole way of sound and key.

The player taps one key with the click. What is measured holds everything between the moment for
which a click is named and the stamp of the key: the sound's way out, the key's way in, and the
player's own habit. People who tap with a click are 20–50 ms early, trained musicians less
(Aschersleben, "Temporal control of movements in sensorimotor synchronization", Brain and Cognition
48, 2002; Repp, "Sensorimotor synchronization", Psychonomic Bulletin & Review 12, 2005). This habit
is not taken out. Whoever taps early plays early against the same click, so the sum is what verdicts
must take off: on a machine without any delay it is below 0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor, sqrt
from statistics import fmean, median, stdev

from renshu.errors import CalibrationError
from renshu.practice.timetable import Click

TAPS = 20
"""So many taps make a measurement."""
INTERVAL = 0.6
"""Seconds from click to click: the pace at which people tap most steadily."""
LISTENED = 4
"""Clicks before anybody is expected to tap."""
EARLIEST = -0.2
"""Seconds: a tap that comes earlier than this before a click is a late one of the click before."""

_APART = INTERVAL / 4
"""Seconds from one tap to the next, at the least."""
MOST_SPREAD = 0.05
"""Seconds: steady players have 10–20 ms, beginners up to 40."""
LEAST_TAPS = 14
"""So many must be left when those that went astray are left out."""
_ASTRAY = 3.0
"""Times the spread by which a tap is off that is left out."""
_LEAST_SPREAD = 0.01
_NORMAL = 1.4826
"""The standard deviation of a normal distribution, in median absolute deviations."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was measured."""

    latency: float
    """Seconds from the time of a click to the stamp of the key that is meant for it."""
    spread: float
    """The standard deviation of single taps, in seconds."""
    taps: int
    """How many taps it rests on."""

    @property
    def uncertainty(self) -> float:
        """The standard error of the latency, in seconds."""
        return self.spread / sqrt(self.taps)


class Tapping:
    """The clicks of one measurement and the taps that answer them.

    Args:
        start: Monotonic seconds of the first click.
    """

    def __init__(self, start: float) -> None:
        self._start = start
        self._given = 0
        self._taps: list[float] = []

    @property
    def count(self) -> int:
        """How many taps there are."""
        return len(self._taps)

    @property
    def is_done(self) -> bool:
        """Whether all taps are there."""
        return self.count >= TAPS

    def clicks(self, until: float) -> Iterator[Click]:
        """The clicks up to `until` that have not been given out; the first of four is accented."""
        while not self.is_done and (moment := self._start + INTERVAL * self._given) <= until:
            yield Click(moment, self._given % 4 == 0)
            self._given += 1

    def tap(self, time: float) -> None:
        """A key went down; the other keys of a chord are none, nor is one before its time."""
        first = self._start + LISTENED * INTERVAL + EARLIEST
        earliest = self._taps[-1] + _APART if self._taps else first
        if not self.is_done and time >= earliest:
            self._taps.append(time)

    def result(self) -> Calibration:
        """What the taps say; raises as `estimate`."""
        return estimate([asynchrony(time - self._start) for time in self._taps])


def asynchrony(seconds: float) -> float:
    """How late a tap is for its click, in seconds: from `EARLIEST` up to an interval later.

    Args:
        seconds: From the first click to the tap.
    """
    return seconds - INTERVAL * floor((seconds - EARLIEST) / INTERVAL)


def estimate(asynchronies: Sequence[float]) -> Calibration:
    """The latency that taps show: the mean of those that did not go astray.

    Args:
        asynchronies: How late each tap was, in seconds.

    Raises:
        CalibrationError: The taps are too few or too far apart to say anything.
    """
    if len(asynchronies) < LEAST_TAPS:
        raise CalibrationError(f"At least {LEAST_TAPS} taps are needed.")
    middle = median(asynchronies)
    scatter = _NORMAL * median(abs(one - middle) for one in asynchronies)
    reach = _ASTRAY * max(scatter, _LEAST_SPREAD)
    kept = [one for one in asynchronies if abs(one - middle) <= reach]
    if len(kept) < LEAST_TAPS or stdev(kept) > MOST_SPREAD:
        raise CalibrationError("The taps were too uneven to measure anything; please try again.")
    return Calibration(fmean(kept), stdev(kept), len(kept))

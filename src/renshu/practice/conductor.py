"""The click of a session: when the music enters, and how time stands still and goes on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from renshu.practice.timetable import Click, Timetable


class Conductor:
    """Puts a timetable into monotonic time, and gives out its clicks.

    Args:
        timetable: What is due when.
        bars: How many to count in.
        has_clicks: Whether it clicks after the count-in, too.
    """

    def __init__(self, timetable: Timetable, bars: int, *, has_clicks: bool) -> None:
        self.entry = 0.0
        """Monotonic seconds when the music enters, or enters again."""
        self._timetable = timetable
        self._bars = bars
        self._has_clicks = has_clicks
        self._origin = 0.0
        self._place = 0.0
        self._clicks: Iterator[Click] = iter(())
        self._waiting: Click | None = None

    @property
    def origin(self) -> float:
        """Monotonic seconds when the first bar line was due, as time went on since."""
        return self._origin

    @property
    def end(self) -> float:
        """Monotonic seconds of the last bar line; infinite in a loop."""
        if self._timetable.period is not None:
            return float("inf")
        return self._origin + self._timetable.seconds

    def count_in(self, now: float) -> float:
        """Count in from `now` to the beginning, or to the place of the pause.

        Returns:
            By how many seconds all that is to come is due later than before; at first, than if
            the music had begun at 0.
        """
        counted = self._timetable.count_in(self._place, self._bars)
        before, self.entry = self._origin, now + counted.seconds
        self._origin = self.entry - self._place
        self._clicks = chain(
            _shifted(counted.clicks, self.entry),
            _shifted(self._clicks_during(), self._origin),
        )
        return self._origin - before

    def pause(self, now: float) -> None:
        """Let time stand still; clicks to come are forgotten."""
        self._place = max(self._place, now - self._origin)
        self._clicks, self._waiting = iter(()), None

    def quarters_at(self, now: float) -> float:
        """Performed quarters at `now`, as long as time does not stand still."""
        return self._timetable.quarters_at(now - self._origin)

    def clicks(self, until: float) -> Iterator[Click]:
        """The clicks up to `until` that have not been given out."""
        while (click := self._peek()) is not None and click.time <= until:
            self._waiting = None
            yield click

    def _clicks_during(self) -> Iterator[Click]:
        return self._timetable.clicks(self._place) if self._has_clicks else iter(())

    def _peek(self) -> Click | None:
        self._waiting = self._waiting or next(self._clicks, None)
        return self._waiting


def _shifted(clicks: Iterable[Click], seconds: float) -> Iterator[Click]:
    return (replace(click, time=seconds + click.time) for click in clicks)

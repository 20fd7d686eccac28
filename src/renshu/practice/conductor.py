"""The click of a session: when the music enters, and how time stands still and goes on."""

from collections.abc import Iterator
from fractions import Fraction
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
        self._first_origin = self._origin = 0.0
        self._place = 0.0
        self._clicks: Iterator[Click] = iter(())
        self._waiting: Click | None = None

    @property
    def end(self) -> float:
        """Monotonic seconds of the last bar line; infinite in a loop."""
        if self._timetable.period is not None:
            return float("inf")
        return self._origin + self._timetable.seconds

    def due(self, onset: Fraction) -> float:
        """Monotonic seconds of a performed moment (quarters), if time never stands still."""
        return self._first_origin + self._timetable.seconds_at(onset)

    def start(self, now: float) -> None:
        """Begin to count in."""
        self._count_in(now)
        self._first_origin = self._origin

    def pause(self, now: float) -> None:
        """Let time stand still; clicks to come are forgotten."""
        self._place = max(self._place, now - self._origin)
        self._clicks, self._waiting = iter(()), None

    def resume(self, now: float) -> float:
        """Count in again from the place of the pause.

        Returns:
            For how many seconds the music has stood still when it enters.
        """
        before = self._origin
        self._count_in(now)
        return self._origin - before

    def clicks(self, until: float) -> Iterator[Click]:
        """The clicks up to `until` that have not been given out."""
        while (click := self._peek()) is not None and click.time <= until:
            self._waiting = None
            yield click

    def _count_in(self, now: float) -> None:
        place = self._place
        counted = self._timetable.count_in(place, self._bars)
        self.entry = now + counted.seconds
        self._origin = self.entry - place
        entry, origin = self.entry, self._origin
        before = (Click(entry + click.time, click.is_accent) for click in counted.clicks)
        during = (
            Click(origin + click.time, click.is_accent) for click in self._timetable.clicks(place)
        )
        self._clicks = chain(before, during) if self._has_clicks else before

    def _peek(self) -> Click | None:
        self._waiting = self._waiting or next(self._clicks, None)
        return self._waiting

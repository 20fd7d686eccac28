"""Tempo: between quarters of the score and seconds."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

DEFAULT_QPM = 100.0
"""Quarters a minute where the score does not say: a moderate walking tempo."""


@dataclass(frozen=True, slots=True)
class TempoMark:
    """From `onset` (quarters) on, `qpm` quarters a minute."""

    onset: Fraction
    qpm: float
    text: str = ""
    """The words beside the mark, such as `Lent et douloureux`."""


@dataclass(frozen=True)
class TempoMap:
    """Tempo marks in rising order of onset; each holds until the next.

    A gradual change (ritardando) is given as many small marks.
    """

    marks: tuple[TempoMark, ...] = ()
    is_written: bool = True
    """False where the file has no tempo mark and `DEFAULT_QPM` stands in."""

    @classmethod
    def of(cls, marks: Iterable[TempoMark]) -> "TempoMap":
        """A map of any marks: sorted, the last one at each onset kept, a start supplied."""
        latest = {mark.onset: mark for mark in sorted(marks, key=lambda mark: mark.onset)}
        if not latest:
            return cls((TempoMark(Fraction(0), DEFAULT_QPM),), is_written=False)
        first = min(latest)
        if first > 0:
            latest[Fraction(0)] = TempoMark(Fraction(0), latest[first].qpm)
        return cls(tuple(latest[onset] for onset in sorted(latest)))

    def qpm_at(self, onset: Fraction | float) -> float:
        """Quarters a minute in force at `onset`."""
        return self.marks[self._index_at(onset)].qpm

    def seconds_at(self, onset: Fraction | float) -> float:
        """Seconds from the beginning of the score to `onset` (quarters)."""
        index = self._index_at(onset)
        mark = self.marks[index]
        return self._starts[index] + float(onset - mark.onset) * 60.0 / mark.qpm

    def onset_at(self, seconds: float) -> float:
        """Quarters reached after `seconds`; the inverse of `seconds_at`."""
        index = max(0, bisect_right(self._starts, seconds) - 1)
        mark = self.marks[index]
        return float(mark.onset) + (seconds - self._starts[index]) * mark.qpm / 60.0

    def _index_at(self, onset: Fraction | float) -> int:
        return max(0, bisect_right(self._onsets, onset) - 1)

    @cached_property
    def _onsets(self) -> tuple[Fraction, ...]:
        return tuple(mark.onset for mark in self.marks)

    @cached_property
    def _starts(self) -> tuple[float, ...]:
        starts = [0.0]
        for mark, following in zip(self.marks, self.marks[1:], strict=False):
            starts.append(starts[-1] + float(following.onset - mark.onset) * 60.0 / mark.qpm)
        return tuple(starts)

"""When the moments of a passage are due, and when the metronome clicks."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from renshu.errors import NotAllowedError
from renshu.practice.metronome import Beat, beats, count_in, count_in_duration
from renshu.practice.subdivision import Subdivision
from renshu.score.notation import Score
from renshu.score.passage import Passage, PlayedMeasure, performed_tempo, played_measures


@dataclass(frozen=True, slots=True)
class Click:
    """One click of the metronome."""

    time: float
    """Monotonic seconds."""
    is_accent: bool
    """The first of its bar."""
    is_division: bool = False
    """Whether it lies between two beats."""


@dataclass(frozen=True, slots=True)
class CountIn:
    """The clicks before the music enters."""

    clicks: tuple[Click, ...]
    """Seconds before the entry: negative."""
    seconds: float


class Timetable:
    """A passage at a share of its written tempo. Seconds count from its beginning.

    Args:
        score: The score.
        passage: What is played.
        share: Of the written tempo.
        as_written: Whether every bar comes once, repeats or not.
        subdivision: What is clicked between the beats.

    Raises:
        NotAllowedError: The passage lies outside the score.
    """

    def __init__(
        self,
        score: Score,
        passage: Passage,
        share: float,
        *,
        as_written: bool = False,
        subdivision: Subdivision = Subdivision.OFF,
    ) -> None:
        self._score = score
        self._is_looped = passage.is_looped
        self._share = share
        self._measures = played_measures(score, passage, as_written=as_written)
        if not self._measures:
            raise NotAllowedError("There is no bar in this passage.")
        self._tempo = performed_tempo(score, self._measures)
        self._beats = beats(score, self._measures, subdivision)
        last = self._measures[-1]
        self._quarters = last.onset + last.end - last.start
        self.seconds = self.seconds_at(self._quarters)
        """From the first to the last bar line."""

    @property
    def period(self) -> float | None:
        """Seconds after which it starts over, if it does."""
        return self.seconds if self._is_looped else None

    def seconds_at(self, onset: Fraction | float) -> float:
        """Seconds from the beginning to `onset` (performed quarters)."""
        return self._tempo.seconds_at(onset) / self._share

    def quarters_at(self, seconds: float) -> float:
        """Performed quarters at so many seconds from the beginning, before which it is below 0.

        A loop does not start over: its second time follows on the first.
        """
        if seconds < 0:
            return seconds * self._share * self._tempo.qpm_at(Fraction(0)) / 60.0
        if not self._is_looped:
            return self._tempo.onset_at(seconds * self._share)
        laps, inside = divmod(seconds, self.seconds)
        return laps * float(self._quarters) + self._tempo.onset_at(inside * self._share)

    def clicks(self, start: float) -> Iterator[Click]:
        """The clicks from `start` seconds on, endless in a loop."""
        for lap in count() if self._is_looped else range(1):
            for beat in self._beats:
                time = self.seconds_at(beat.onset) + lap * self.seconds
                if time >= start:
                    yield Click(time, beat.is_accent, beat.is_division)

    def count_in(self, entry: float, bars: int) -> CountIn:
        """The clicks before the music enters `entry` seconds after its beginning."""
        onset = self._onset_at(max(0.0, entry))
        part = self._measure_at(onset)
        counted = count_in(self._score, part, bars, onset - part.onset)
        beat = 60.0 / self._tempo.qpm_at(onset) / self._share
        return CountIn(
            tuple(_click(one, beat) for one in counted), float(count_in_duration(counted)) * beat
        )

    def _onset_at(self, seconds: float) -> Fraction:
        inside = seconds % self.seconds if self._is_looped else min(seconds, self.seconds)
        return Fraction(self._tempo.onset_at(inside * self._share)).limit_denominator(960)

    def _measure_at(self, onset: Fraction) -> PlayedMeasure:
        return max(
            (part for part in self._measures if part.onset <= onset), key=lambda part: part.onset
        )


def _click(beat: Beat, quarter: float) -> Click:
    return Click(float(beat.onset) * quarter, beat.is_accent)

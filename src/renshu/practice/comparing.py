"""Two takes of one piece side by side: bar by bar how fast, how exactly in time, how rightly."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, zip_longest
from statistics import median

from renshu.follow.alignment import Match
from renshu.practice.take import Take, Tally, summarise
from renshu.score.notation import Score


@dataclass(frozen=True, slots=True)
class BarPlayed:
    """How one bar went in one take, all the times that it was played together."""

    tally: Tally
    tempo: float | None = None
    """Share of the written tempo, the median of all times; None where too little was played."""
    timings_ms: tuple[float, ...] = ()
    """Of each right note, in order of time: negative is early."""

    @property
    def timing_ms(self) -> float | None:
        """The median timing: whether the bar as a whole came early or late."""
        return median(self.timings_ms) if self.timings_ms else None

    @property
    def spread_ms(self) -> float | None:
        """How far from its median timing half of the bar's notes were: the median deviation."""
        middle = self.timing_ms
        return None if middle is None else median(abs(one - middle) for one in self.timings_ms)


@dataclass(frozen=True, slots=True)
class TakePlayed:
    """How all of one take went."""

    total: Tally
    bars: Mapping[int, BarPlayed]
    """By measure index; only bars that were played."""
    tempo: float | None
    """The median over its bars."""
    spread_ms: float | None
    """The median over its bars."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two takes of one piece."""

    first: TakePlayed
    second: TakePlayed

    @property
    def bars(self) -> tuple[int, ...]:
        """The measure indexes of all bars that were played in either, in order."""
        return tuple(sorted(self.first.bars.keys() | self.second.bars.keys()))

    @property
    def changes(self) -> Mapping[int, float]:
        """By how much the share of right notes rose, by measure index, where both have the bar."""
        both = self.first.bars.keys() & self.second.bars.keys()
        return {
            bar: _share(self.second.bars[bar]) - _share(self.first.bars[bar])
            for bar in sorted(both)
        }


def compare(first: Take, second: Take, score: Score) -> Comparison:
    """Lay two takes side by side.

    Args:
        first: A take.
        second: Another take of the same piece.
        score: The piece, in any key.
    """
    return Comparison(take_played(first, score), take_played(second, score))


def take_played(take: Take, score: Score) -> TakePlayed:
    """How a take went, bar by bar."""
    summary = summarise(take.labels, score)
    matches = _matches(take, score)
    tempos, timings = _tempos(matches, score), _timings(matches)
    bars = {
        bar: BarPlayed(tally, tempos.get(bar), tuple(timings.get(bar, ())))
        for bar, tally in summary.per_measure.items()
    }
    return TakePlayed(
        summary.total,
        bars,
        _median(bar.tempo for bar in bars.values()),
        _median(bar.spread_ms for bar in bars.values()),
    )


def _matches(take: Take, score: Score) -> list[Match]:
    """The right notes that take up time of their own, in order of time."""
    notes = score.notes_by_id
    found = [
        label
        for label in take.labels
        if isinstance(label, Match) and label.note_id in notes and not notes[label.note_id].is_grace
    ]
    return sorted(found, key=lambda match: match.key.time)


def _timings(matches: Iterable[Match]) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    for match in matches:
        if match.timing_ms is not None:
            found.setdefault(match.position.measure, []).append(match.timing_ms)
    return found


@dataclass(frozen=True, slots=True)
class _Moment:
    """The first key of a chord that was played right."""

    measure: int
    onset: Fraction
    time: float


def _tempos(matches: Sequence[Match], score: Score) -> dict[int, float]:
    """The tempo of each bar: written seconds by played seconds, the median over its visits."""
    found: dict[int, list[float]] = {}
    for visit in _visits(_moments(matches)):
        first, last = visit[0], visit[-1]
        written = score.tempo.seconds_at(last.onset) - score.tempo.seconds_at(first.onset)
        if (played := last.time - first.time) > 0 and written > 0:
            found.setdefault(first.measure, []).append(written / played)
    return {measure: median(tempos) for measure, tempos in found.items()}


def _moments(matches: Iterable[Match]) -> list[_Moment]:
    """One for every chord: the note that was played first stands for it."""
    moments: list[_Moment] = []
    for match in matches:
        position = match.position
        if not moments or moments[-1].onset != position.onset:
            moments.append(_Moment(position.measure, position.onset, match.key.time))
    return moments


def _visits(moments: Iterable[_Moment]) -> Iterator[list[_Moment]]:
    """The moments of a bar from each time that it was gone through.

    Where the music went on into the next bar, its first moment is the last of the visit.
    """
    for run in _runs(moments):
        bars = [list(group) for _, group in groupby(run, key=lambda moment: moment.measure)]
        for bar, following in zip_longest(bars, bars[1:], fillvalue=()):
            yield [*bar, *following[:1]]


def _runs(moments: Iterable[_Moment]) -> Iterator[list[_Moment]]:
    """Stretches in which the music went on without a leap."""
    run: list[_Moment] = []
    for moment in moments:
        if run and not (moment.onset > run[-1].onset and moment.measure <= run[-1].measure + 1):
            yield run
            run = []
        run.append(moment)
    if run:
        yield run


def _median(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None


def _share(bar: BarPlayed) -> float:
    accuracy = bar.tally.accuracy
    return 1.0 if accuracy is None else accuracy

"""What was matched, as runs of moments, and the clock that the player kept in them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from renshu.follow.alignment import Label, Match
from renshu.follow.verdicts.robust import median, weighted_median
from renshu.performance.events import PlayedEvent
from renshu.performance.performed import PerformedNote, perform
from renshu.score.notation import Score, ScoreNote
from renshu.score.passage import ScorePosition

_TOGETHER = 0.5
"""Seconds within which the notes of one moment come, rolled chords included."""
_BEHIND = Fraction(1, 2)
"""Quarters by which a note may come after its turn without having gone back: hands part."""
_AROUND = 4
"""Gaps on each side from which the tempo of a moment is taken."""
_FEWEST = 3
"""Gaps below which a player has no tempo yet."""
_LEAP = 0.3
"""A gap in less than this share of its time was leapt over, not played."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key press that plays a note of the score, from its onset to its offset."""

    match: Match
    note: ScoreNote
    sound: PerformedNote


@dataclass(frozen=True, slots=True)
class Moment:
    """The strokes that belong together: a chord, or what was played of it."""

    position: ScorePosition
    written: float
    """Seconds from the beginning of the score, by its own tempo."""
    time: float
    """Seconds: when it was played, the median of its strokes."""
    strokes: tuple[Stroke, ...]
    """In order of time."""

    @property
    def onset(self) -> Fraction:
        """Written time in quarters."""
        return self.position.onset


@dataclass(frozen=True)
class Run:
    """Moments played one after the other, without a jump, in written order."""

    score: Score
    moments: tuple[Moment, ...]

    def pace(self, index: int) -> float | None:
        """Seconds played for each written second around a moment; None where too few are known.

        It is the median of the gaps around, the longer ones weighing more: one hesitation does
        not change it, a ritardando does.
        """
        near = self.moments[max(0, index - _AROUND) : index + _AROUND + 1]
        gaps = [
            (
                (late.time - early.time) / (late.written - early.written),
                late.written - early.written,
            )
            for early, late in pairwise(near)
        ]
        return weighted_median(gaps) if len(gaps) >= _FEWEST else None

    def time_of(self, onset: Fraction) -> float | None:
        """When the player came to a written time, in seconds; None beyond what was played."""
        after = bisect_left(self._onsets, onset)
        if after == len(self.moments) or onset < self._onsets[0]:
            return None
        late = self.moments[after]
        if late.onset == onset:
            return late.time
        early = self.moments[after - 1]
        share = float((onset - early.onset) / (late.onset - early.onset))
        return early.time + share * (late.time - early.time)

    def between(self, start: Fraction, end: Fraction) -> tuple[Moment, ...]:
        """The moments with `start` ≤ onset < `end`, in quarters."""
        return self.moments[bisect_left(self._onsets, start) : bisect_left(self._onsets, end)]

    @cached_property
    def _onsets(self) -> tuple[Fraction, ...]:
        return tuple(moment.onset for moment in self.moments)


@dataclass
class _Gathering:
    """The run that is being gathered."""

    moments: dict[Fraction, list[Stroke]] = field(default_factory=dict)
    """By written onset."""
    last: Fraction | None = None

    def takes(self, stroke: Stroke) -> bool:
        """Whether a stroke goes on from here, or belongs to what was played just now."""
        onset = stroke.note.onset
        if self.last is None:
            return True
        if (there := self.moments.get(onset)) is not None:
            is_new = all(other.note.id != stroke.note.id for other in there)
            return is_new and stroke.sound.onset - there[0].sound.onset <= _TOGETHER
        return onset > self.last - _BEHIND

    def add(self, stroke: Stroke) -> None:
        """Take a stroke in."""
        onset = stroke.note.onset
        self.moments.setdefault(onset, []).append(stroke)
        self.last = onset if self.last is None else max(onset, self.last)


def runs(score: Score, labels: Iterable[Label], events: Iterable[PlayedEvent]) -> tuple[Run, ...]:
    """The runs of a take, in order of time. Grace notes are in none of them."""
    found: list[Run] = []
    gathering = _Gathering()
    for stroke in _strokes(score, labels, events):
        if not gathering.takes(stroke):
            found += _finished(score, gathering)
            gathering = _Gathering()
        gathering.add(stroke)
    return (*found, *_finished(score, gathering))


def _strokes(
    score: Score, labels: Iterable[Label], events: Iterable[PlayedEvent]
) -> Iterator[Stroke]:
    sounds = {(note.onset, note.pitch): note for note in perform(events).notes}
    matches = [label for label in labels if isinstance(label, Match)]
    for match in sorted(matches, key=lambda match: match.key.time):
        note = score.notes_by_id.get(match.note_id)
        sound = sounds.get((match.key.time, match.key.pitch))
        if note is not None and sound is not None and not note.is_grace:
            yield Stroke(match, note, sound)


def _finished(score: Score, gathering: _Gathering) -> Iterator[Run]:
    moments = [
        Moment(
            strokes[0].match.position,
            score.tempo.seconds_at(onset),
            median([stroke.sound.onset for stroke in strokes]),
            tuple(strokes),
        )
        for onset, strokes in sorted(gathering.moments.items())
    ]
    first = 0
    for index in range(1, len(moments)):
        if _is_leap(moments, index):
            yield Run(score, tuple(moments[first:index]))
            first = index
    if moments:
        yield Run(score, tuple(moments[first:]))


def _is_leap(moments: Sequence[Moment], index: int) -> bool:
    """Whether the player left something out before a moment, by the pace before and after it."""
    near = moments[max(0, index - _AROUND) : index + _AROUND + 1]
    paces = [
        (late.time - early.time) / (late.written - early.written) for early, late in pairwise(near)
    ]
    early, late = moments[index - 1], moments[index]
    pace = (late.time - early.time) / (late.written - early.written)
    return late.onset - early.onset >= 1 and pace < _LEAP * median(paces)

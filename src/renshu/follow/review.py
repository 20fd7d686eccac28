"""The review: a take aligned with its score after the fact, all notes known.

Its labels are what the history keeps. It imports numpy: nothing that a program start needs may
import it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.follower import Mode
from renshu.follow.habits import Habits
from renshu.follow.local_tempo import due_times
from renshu.follow.matching import Passed, align
from renshu.follow.reviewed import Reviewed, in_free_order, in_playing_order
from renshu.follow.tolerance import STANDARD
from renshu.performance.events import KeyDown, PlayedEvent
from renshu.score.notation import Score
from renshu.score.passage import Passage

SecondsOf = Callable[[Fraction], float]
"""The seconds at which a performed moment (quarters from the beginning of the passage) was due."""

_STRAIGHT = Habits(jump=0.001)
"""Of players whose passage is fixed: they go on, or they mend what went wrong."""
_BESIDE = 0.75
"""Seconds within which a wrong key and the moment of the note it was meant for lie."""


def review(
    score: Score,
    passage: Passage,
    mode: Mode,
    events: Iterable[PlayedEvent],
    *,
    seconds_of: SecondsOf | None = None,
    as_written: bool = False,
) -> tuple[Label, ...]:
    """Align a take.

    Every `KeyDown` gets one `Match` or `Insertion`. In free mode the player may go anywhere in the
    score, and a note that is played again is matched again; in the other modes the passage is
    followed in playing order. Deletions stand only inside stretches that were played, for the
    hands that played; grace notes are optional.

    Args:
        score: What was played from.
        passage: What was asked; in free mode only its hands count.
        mode: How the player was followed.
        events: In order of time.
        seconds_of: The schedule of the click, against which timings are taken; the laps of a loop
            follow each other at once. Without it timings are against the player's own local tempo.
            In wait mode there are none.
        as_written: Whether every bar came once, repeats or not.

    Returns:
        The labels in order of time.
    """
    keys = [event for event in events if isinstance(event, KeyDown)]
    if mode is Mode.FREE:
        asked = in_free_order(score, passage.hands)
    else:
        asked = in_playing_order(score, passage, as_written=as_written)
    if asked is None or not keys:
        return tuple(Insertion(key) for key in keys)
    times = np.maximum.accumulate([key.time for key in keys]).tolist()
    habits = None if mode is Mode.FREE else _STRAIGHT
    labels: list[Label] = []
    for passed in align(asked.places, times, [key.pitch for key in keys], habits):
        part = _Part(asked, passed, keys)
        labels += part.labels(None if mode is Mode.WAIT else part.timings(seconds_of))
    return tuple(sorted(labels, key=_time))


def _time(label: Label) -> float:
    return label.time if isinstance(label, Deletion) else label.key.time


@dataclass(frozen=True, slots=True)
class _Part:
    """One stretch of the take, and the labels of its notes."""

    asked: Reviewed
    passed: Passed
    keys: Sequence[KeyDown]

    def labels(self, timings: Mapping[int, float] | None) -> Iterator[Label]:
        missed = [(at, index) for at, index in self.passed.missed if not self._is_grace(index)]
        for place, index in missed:
            one = self.asked.notes[index]
            yield Deletion(one.note.id, one.position, self._clock(place))
        meant = self._meant(missed)
        for offset, (index, key) in enumerate(self._presses()):
            if index >= 0:
                one = self.asked.notes[index]
                yield Match(key, one.note.id, one.position, (timings or {}).get(offset))
            else:
                yield self._insertion(offset, key, meant.get(offset))

    def timings(self, seconds_of: SecondsOf | None) -> dict[int, float]:
        """By note of the stretch: milliseconds after its moment, where something can be said."""
        due = {} if seconds_of else self._local_due()
        found = {}
        for offset, (index, key) in enumerate(self._presses()):
            if index < 0 or self._is_grace(index):
                continue
            if seconds_of:
                found[offset] = 1000 * self._off_click(index, key.time, seconds_of)
            elif (moment := due.get(self.passed.places[offset])) is not None:
                found[offset] = 1000 * (key.time - moment)
        return found

    def _presses(self) -> Iterator[tuple[int, KeyDown]]:
        stretch = self.passed.stretch
        return zip(self.passed.notes, self.keys[stretch.first : stretch.stop], strict=True)

    def _insertion(self, offset: int, key: KeyDown, meant: int | None) -> Insertion:
        place = int(self.passed.stretch.places[offset])
        here = self.asked.notes[int(self.asked.places.first_note[place])]
        allowed = meant is None and self.asked.places.is_ornament(place, key.pitch)
        wrong_for = None if meant is None else self.asked.notes[meant].note.id
        return Insertion(key, here.position, wrong_for, allowed)

    def _meant(self, missed: Sequence[tuple[int, int]]) -> dict[int, int]:
        """Which missed note each stray press was meant for, the likeliest pairs first."""
        moments = [(self._clock(place), index) for place, index in missed]
        pairs = sorted(
            (self._distance(key, moment, index), offset, index)
            for offset, (note, key) in enumerate(self._presses())
            if note < 0
            for moment, index in moments
            if self._is_beside(key, moment, index)
        )
        found: dict[int, int] = {}
        for _, offset, index in pairs:
            if offset not in found and index not in found.values():
                found[offset] = index
        return found

    def _is_beside(self, key: KeyDown, moment: float, index: int) -> bool:
        reach = abs(key.pitch - self.asked.notes[index].note.pitch)
        return 0 < reach <= STANDARD.wrong_reach and abs(key.time - moment) <= _BESIDE

    def _distance(self, key: KeyDown, moment: float, index: int) -> float:
        """A semitone weighs as much as a tenth of the time that may lie between."""
        semitones = abs(key.pitch - self.asked.notes[index].note.pitch)
        return abs(key.time - moment) / _BESIDE + semitones / 10

    def _local_due(self) -> dict[int, float]:
        clock = self.passed.clock
        due = zip(clock.places.tolist(), due_times(clock).tolist(), strict=True)
        return {place: moment for place, moment in due if not np.isnan(moment)}

    def _off_click(self, index: int, time: float, seconds_of: SecondsOf) -> float:
        off = time - seconds_of(self.asked.notes[index].onset)
        lap = seconds_of(self.asked.quarters) - seconds_of(Fraction(0))
        return off - lap * max(0, round(off / lap)) if self.asked.is_looped else off

    def _clock(self, place: int) -> float:
        return self.passed.clock.at(float(self.asked.places.seconds[place]))

    def _is_grace(self, index: int) -> bool:
        return self.asked.notes[index].note.is_grace

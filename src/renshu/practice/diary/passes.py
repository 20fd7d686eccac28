"""How each bar of a stretch went, hand by hand."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from renshu.follow.alignment import Deletion, Insertion, Label
from renshu.practice.diary.moments import Moments
from renshu.practice.diary.parts import Part
from renshu.practice.diary.presses import Press
from renshu.practice.diary.stretches import BarPass, Stretch
from renshu.practice.diary.tempo import tempo
from renshu.practice.take import tally
from renshu.score.notation import Hand, Score
from renshu.score.passage import Hands

_MIDDLE = 60
"""The key between the hands, where nothing else tells them apart."""


class _Visit(NamedTuple):
    """One hand in one bar, between two repeats."""

    leg: int
    measure: int
    hand: Hand


class Passes:
    """The bars of one stretch.

    Args:
        part: Its presses and labels.
        stretch: What the diary says of it.
        number: Its index in the diary.
        score: What was played from.
        moments: Its moments.
    """

    def __init__(
        self, part: Part, stretch: Stretch, number: int, score: Score, moments: Moments
    ) -> None:
        self._part, self._stretch, self._number = part, stretch, number
        self._score, self._moments = score, moments

    def __iter__(self) -> Iterator[BarPass]:
        """Each time that a hand played or should have played a bar, in order of the music."""
        visits: defaultdict[_Visit, list[Label]] = defaultdict(list)
        for label in (*self._part.labels, *self._part.missed):
            visits[self._visit(label)].append(label)
        for visit in sorted(visits):
            labels = visits[visit]
            yield BarPass(
                self._number,
                visit.measure,
                visit.hand,
                min(map(_time, labels)),
                self._tempo(visit),
                self._is_whole(visit),
                tally(labels),
            )

    def _visit(self, label: Label) -> _Visit:
        """Where a label counts: with its note, else where the music was."""
        note_id = label.wrong_for if isinstance(label, Insertion) else label.note_id
        note = self._score.notes_by_id.get(note_id) if note_id else None
        leg = self._part.leg(_time(label))
        if note is not None:
            return _Visit(leg, note.measure, note.hand)
        measure = label.position.measure if label.position else self._around(_time(label))
        pitch = _MIDDLE if isinstance(label, Deletion) else label.key.pitch
        return _Visit(leg, measure, self._nearest(measure, pitch))

    def _around(self, time: float) -> int:
        """The bar of the last note that was played until a time, or of the first one."""
        played = [(press.time, press.note.measure) for press in self._part.presses if press.note]
        at = max(0, bisect_right([when for when, _ in played], time) - 1)
        return played[at][1]

    def _nearest(self, measure: int, pitch: int) -> Hand:
        """The hand that a stray key is nearest to, among those that play."""
        if self._stretch.passage.hands is not Hands.BOTH:
            return Hand(self._stretch.passage.hands.value)
        near = self._keys.get(measure) or [(_MIDDLE, Hand.RIGHT), (_MIDDLE - 1, Hand.LEFT)]
        return min(near, key=lambda one: (abs(one[0] - pitch), one))[1]

    @cached_property
    def _keys(self) -> dict[int, list[tuple[int, Hand]]]:
        """By bar the keys of each hand."""
        keys: dict[int, list[tuple[int, Hand]]] = {}
        for note in self._score.notes:
            keys.setdefault(note.measure, []).append((note.pitch, note.hand))
        return keys

    @cached_property
    def _legs(self) -> list[list[Press]]:
        """The presses between two repeats."""
        edges = [0, *self._part.legs, len(self._part.presses)]
        return [list(self._part.presses[a:b]) for a, b in pairwise(edges)]

    def _tempo(self, visit: _Visit) -> float | None:
        """Of the bar, up to the first moment of the next; else that of the whole stretch."""
        low, high = self._places_of(visit.measure)
        inside = [
            press
            for press in self._legs[visit.leg]
            if press.place is not None and low <= press.place <= high
        ]
        return tempo(inside, self._moments) or self._stretch.tempo

    def _places_of(self, measure: int) -> tuple[int, int]:
        """The first moment of a bar, and the one behind its last."""
        measures = self._moments.measures
        return bisect_left(measures, measure), bisect_right(measures, measure)

    def _is_whole(self, visit: _Visit) -> bool:
        """Whether the hand's first and last moment in the bar lie within what was played."""
        low, high = self._places_of(visit.measure)
        row = self._moments.rows[Hands(visit.hand.value)].between(low - 1, high)
        reached = [press.place for press in self._legs[visit.leg] if press.place is not None]
        return bool(row and reached) and min(reached) <= row[0] and max(reached) >= row[-1]


def _time(label: Label) -> float:
    return label.time if isinstance(label, Deletion) else label.key.time

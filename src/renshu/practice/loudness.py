"""How loud the written dynamics want each note: marks, hairpins and accents as MIDI velocities."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from renshu.score.notation import Mark, Score, ScoreNote, Span

_VELOCITIES = {
    "ppp": 20, "pp": 34, "p": 48, "mp": 60, "mf": 72, "f": 88, "ff": 104, "fff": 118,
}  # fmt: skip
"""Dynamics that hold until the next one."""
_AFTERWARDS = {"fp": "p", "sfp": "p", "sfpp": "pp", "sfzp": "p"}
"""What holds after a dynamic that begins with an accent."""
UNMARKED = 72
"""Where nothing is written: mf, as notation programs play it."""
_STEP = 14
"""What a hairpin adds or takes where no dynamic says how far it goes."""
_STRESSES = {"accent": 14, "strong-accent": 22, "stress": 10, "tenuto": 4, "unstress": -8}
_SUDDEN = 18
"""What sf, sfz, fp and the like add to the notes that they stand at."""
_UPPER = 1
"""The staff that the dynamics of the whole piano are put to."""
_NEAR = Fraction(1)
"""Quarters after a hairpin within which a dynamic says where it leads."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From `onset` on it is so loud; a hairpin changes it evenly up to `end`."""

    onset: Fraction
    end: Fraction
    first: float
    last: float

    def at(self, onset: Fraction) -> float:
        if onset >= self.end:
            return self.last
        way = float((onset - self.onset) / (self.end - self.onset))
        return self.first + (self.last - self.first) * way


@dataclass(frozen=True)
class WrittenLoudness:
    """The loudness that a score asks for. Dynamics of the upper staff hold for all staves."""

    score: Score

    def velocity(self, note: ScoreNote) -> int:
        """How hard a note is struck, 1–127."""
        stress = max((_STRESSES.get(name, 0) for name in note.articulations), key=abs, default=0)
        sudden = _SUDDEN if note.onset in self._sudden else 0
        return min(127, max(1, round(self._level(note) + max(stress, sudden, key=abs))))

    def _level(self, note: ScoreNote) -> float:
        if note.staff not in self._stretches:
            self._stretches[note.staff] = _stretches(self.score, note.staff)
        stretches = self._stretches[note.staff]
        index = bisect_right(stretches, note.onset, key=lambda stretch: stretch.onset) - 1
        return stretches[index].at(note.onset) if index >= 0 else UNMARKED

    @cached_property
    def _stretches(self) -> dict[int, Sequence[_Stretch]]:
        return {}

    @cached_property
    def _sudden(self) -> frozenset[Fraction]:
        dynamics = (mark for mark in self.score.marks if mark.kind == "dynamic")
        return frozenset(mark.onset for mark in dynamics if _is_sudden(mark))


def _stretches(score: Score, staff: int) -> Sequence[_Stretch]:
    """The loudness of a staff from stretch to stretch."""
    marks = [mark for mark in score.marks if _holds(mark) and mark.staff in {staff, _UPPER}]
    marks.sort(key=lambda mark: (mark.onset, mark.staff == staff))
    found: list[_Stretch] = []
    signs: list[Mark | Span] = [*marks, *_hairpins(score, staff)]
    for sign in sorted(signs, key=_order):
        before = found[-1].at(sign.onset) if found else UNMARKED
        if isinstance(sign, Mark):
            level = _velocity(sign)
            found.append(_Stretch(sign.onset, sign.onset, level, level))
        else:
            goal = _goal(sign, before, marks)
            found.append(_Stretch(sign.onset, sign.end, before, goal))
    return found


def _hairpins(score: Score, staff: int) -> Iterable[Span]:
    staves = {staff, _UPPER}
    kinds = {"crescendo", "diminuendo"}
    return (span for span in score.spans if span.kind in kinds and span.staff in staves)


def _order(sign: Mark | Span) -> tuple[Fraction, bool]:
    """A dynamic that stands where a hairpin begins comes before it."""
    return sign.onset, isinstance(sign, Span)


def _goal(hairpin: Span, before: float, marks: Iterable[Mark]) -> float:
    """Where a hairpin leads: to the dynamic at its end, if that lies the same way."""
    sign = 1 if hairpin.kind == "crescendo" else -1
    last = hairpin.end + _NEAR
    following = (_velocity(mark) for mark in marks if hairpin.onset < mark.onset <= last)
    goal = next(following, before)
    return goal if (goal - before) * sign > 0 else before + sign * _STEP


def _holds(mark: Mark) -> bool:
    return mark.kind == "dynamic" and (mark.text in _VELOCITIES or mark.text in _AFTERWARDS)


def _is_sudden(mark: Mark) -> bool:
    return mark.text not in _VELOCITIES and mark.text.startswith(("sf", "fz", "fp", "rf"))


def _velocity(mark: Mark) -> float:
    return _VELOCITIES[_AFTERWARDS.get(mark.text, mark.text)]

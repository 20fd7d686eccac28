"""The written loudness: which dynamic holds where, and where none can be told."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from renshu.score.notation import Mark, Score, ScoreNote

_LEVELS = {
    name: level for level, name in enumerate(("ppp", "pp", "p", "mp", "mf", "f", "ff", "fff"))
}
"""Dynamics that hold until the next one, from soft to loud."""
_AFTERWARDS = {"fp": "p", "sfp": "p", "sfpp": "pp", "sfzp": "p"}
"""What holds after a dynamic that begins with an accent."""
_STRESSED = frozenset({"accent", "strong-accent", "stress", "tenuto", "unstress"})
_CHANGING = ("cresc", "dim", "decresc", "morendo", "perdendo", "calando", "smorz", "sempre piu")
_UPPER = 1
"""The staff that the dynamics of the whole piano are put to."""


@dataclass(frozen=True)
class WrittenLevels:
    """The dynamic in force for every note of a score."""

    score: Score

    def level_of(self, note: ScoreNote) -> int | None:
        """0 for ppp to 7 for fff; None where nothing steady is written.

        That is before the first dynamic, from a hairpin or `cresc.` on until the next dynamic, and
        for notes with an accent of their own.
        """
        if is_stressed(note) or note.onset in self._accents:
            return None
        onsets, marks = self._marks_of(note.staff)
        index = bisect_right(onsets, note.onset) - 1
        return _level(marks[index]) if index >= 0 else None

    def _marks_of(self, staff: int) -> tuple[Sequence[Fraction], Sequence[Mark]]:
        """The marks for a staff: its own and those of the upper one, which hold for both."""
        if staff not in self._marks:
            marks = sorted(
                (m for m in self._steady if m.staff in {staff, _UPPER}),
                key=lambda mark: (mark.onset, mark.kind == "words", mark.staff == staff),
            )
            self._marks[staff] = [mark.onset for mark in marks], marks
        return self._marks[staff]

    @cached_property
    def _marks(self) -> dict[int, tuple[Sequence[Fraction], Sequence[Mark]]]:
        return {}

    @cached_property
    def _steady(self) -> Sequence[Mark]:
        """Dynamics that hold, words after which none does, and hairpins as such words."""
        hairpins = [
            Mark("words", span.onset, _CHANGING[0], _UPPER)
            for span in self.score.spans
            if span.kind in {"crescendo", "diminuendo"}
        ]
        return [*(mark for mark in self.score.marks if _is_steady(mark)), *hairpins]

    @cached_property
    def _accents(self) -> frozenset[Fraction]:
        """Moments of sf, sfz, fp and the like."""
        return frozenset(
            m.onset for m in self.score.marks if m.kind == "dynamic" and m.text not in _LEVELS
        )


def is_stressed(note: ScoreNote) -> bool:
    """Whether a note has a loudness of its own."""
    return not _STRESSED.isdisjoint(note.articulations)


def _is_steady(mark: Mark) -> bool:
    """Whether what a mark says holds until the next one."""
    if mark.kind == "dynamic":
        return mark.text in _LEVELS or mark.text in _AFTERWARDS
    return mark.kind == "words" and mark.text.lower().startswith(_CHANGING)


def _level(mark: Mark) -> int | None:
    return _LEVELS.get(_AFTERWARDS.get(mark.text, mark.text))

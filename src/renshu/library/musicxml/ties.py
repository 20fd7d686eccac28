"""Merge tied notes into key presses.

A note that ends a tie joins the press of the same sounding pitch that stops where it begins: first
one whose tie is open in the same voice, then on the same staff, then anywhere in the part. A tie
that begins and never ends joins the next note of that pitch on the staff where the press began,
if it follows at once. A let-ring tie joins nothing. An end without a beginning is a press of
its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from renshu.library.musicxml.reading import ReadNote
from renshu.score.notation import Measure

_NEARBY = Fraction(1, 48)


@dataclass
class Press:
    """One key press while its ties are being joined."""

    first: ReadNote
    onset: Fraction
    """Written time."""
    end: Fraction
    is_open: bool
    """Whether a tie leads on from it."""
    tied: list[ReadNote] = field(default_factory=list)

    @property
    def notes(self) -> list[ReadNote]:
        """All notes that are one press."""
        return [self.first, *self.tied]

    @property
    def is_grace(self) -> bool:
        """Whether it is a grace note that no main note prolongs."""
        return self.first.is_grace and self.end == self.onset


def merge_ties(notes: Iterable[ReadNote], measures: Sequence[Measure]) -> list[Press]:
    """The key presses of one part, in order of onset."""
    presses: list[Press] = []
    sounding: dict[int, list[Press]] = {}
    for note in sorted(notes, key=lambda note: _moment(note, measures)):
        onset = measures[note.measure].onset + note.onset
        candidates = [p for p in sounding.get(note.pitch, ()) if p.end >= onset - _NEARBY]
        held = _held(note, onset, candidates)
        starts = _has_tie(note, "start")
        if held is None:
            held = Press(note, onset, onset + note.duration, starts)
            presses.append(held)
            candidates.append(held)
        else:
            held.end = onset + note.duration
            held.is_open = starts
            held.tied.append(note)
        sounding[note.pitch] = candidates
    return presses


def _moment(note: ReadNote, measures: Sequence[Measure]) -> tuple[Fraction, bool]:
    return measures[note.measure].onset + note.onset, not note.is_grace


def _held(note: ReadNote, onset: Fraction, candidates: Sequence[Press]) -> Press | None:
    """The press that `note` prolongs, if any."""
    reaching = [p for p in candidates if p.is_open and abs(p.end - onset) <= _NEARBY]
    reaching = [p for p in reaching if not (p.first.is_grace and note.is_grace)]
    if not _has_tie(note, "stop"):
        reaching = [p for p in reaching if p.first.staff == note.staff and not note.is_grace]
    if not reaching:
        return None
    return min(reaching, key=lambda press: _distance(_last(press), note))


def _distance(before: ReadNote, note: ReadNote) -> tuple[bool, bool]:
    return before.voice != note.voice, before.staff != note.staff


def _last(press: Press) -> ReadNote:
    return press.tied[-1] if press.tied else press.first


def _has_tie(note: ReadNote, kind: str) -> bool:
    ties = note.element.findall("tie") or note.element.findall("notations/tied")
    return any(tie.get("type") == kind for tie in ties)

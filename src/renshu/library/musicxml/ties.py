"""Merge tied notes into key presses.

A note that ends a tie joins the press of the same sounding pitch that stops where it begins: first
one whose tie is open in the same voice, then on the same staff, then anywhere in the part. A tie
that begins and never ends joins the next note of that pitch on the staff where the press began,
if it follows at once and no other note there ends it. A let-ring tie joins nothing. An end without
a beginning is a press of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from renshu.library.musicxml.reading import ReadNote
from renshu.score.notation import Measure

_NEARBY = Fraction(1, 48)
_MOST_OPEN = 16
"""Open ties of one pitch that are kept in mind; no two hands can hold more."""


@dataclass(eq=False)
class Press:
    """One key press while its ties are being joined."""

    first: ReadNote
    onset: Fraction
    """Written time."""
    end: Fraction
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
    open_presses: dict[int, list[Press]] = {}
    for note, ties in sorted(((note, _ties(note)) for note in notes), key=_turn):
        onset = measures[note.measure].onset + note.onset
        waiting = [p for p in open_presses.get(note.pitch, ()) if p.end >= onset - _NEARBY]
        press = _held(note, onset, waiting, ends_tie="stop" in ties) if waiting else None
        if press is None:
            press = Press(note, onset, onset + note.duration)
            presses.append(press)
        else:
            waiting.remove(press)
            press.end = onset + note.duration
            press.tied.append(note)
        if "start" in ties:
            waiting.append(press)
        open_presses[note.pitch] = waiting[-_MOST_OPEN:]
    return presses


def _turn(tied: tuple[ReadNote, set[str | None]]) -> tuple[int, float, bool, bool]:
    """Notes in order of onset; of one moment those first that are written to end a tie."""
    note, ties = tied
    return note.measure, float(note.onset), not note.is_grace, "stop" not in ties


def _held(
    note: ReadNote, onset: Fraction, waiting: Sequence[Press], *, ends_tie: bool
) -> Press | None:
    """The press among those with an open tie that `note` prolongs, if any."""
    reaching = [p for p in waiting if abs(p.end - onset) <= _NEARBY]
    reaching = [p for p in reaching if not (p.first.is_grace and note.is_grace)]
    if not ends_tie:
        reaching = [p for p in reaching if p.first.staff == note.staff and not note.is_grace]
    return min(reaching, key=lambda press: _distance(press.notes[-1], note), default=None)


def _distance(before: ReadNote, note: ReadNote) -> tuple[bool, bool]:
    return before.voice != note.voice, before.staff != note.staff


def _ties(note: ReadNote) -> set[str | None]:
    """`start` and `stop`, as far as they hold."""
    return {tie.get("type") for tie in note.element.findall("tie") or note.signs("tied")}

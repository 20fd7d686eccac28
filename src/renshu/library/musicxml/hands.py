"""Which hand plays a note: the block of its voice first, then its staff."""

from collections import Counter
from collections.abc import Sequence
from statistics import mean

from renshu.library.musicxml.reading import ReadNote, ReadPart
from renshu.score.notation import Hand

_VOICES_PER_STAFF = 4


class Hands:
    """Assigns hands to the notes of one part."""

    def __init__(self, part: ReadPart) -> None:
        self._first_left_staff = _first_left_staff(part)
        self._has_voice_blocks = _has_voice_blocks(part.notes)

    def of(self, note: ReadNote) -> Hand:
        """The hand that plays `note`."""
        staff = note.staff
        if self._has_voice_blocks:
            staff = (note.voice - 1) // _VOICES_PER_STAFF + 1
        return Hand.LEFT if staff >= self._first_left_staff else Hand.RIGHT


def _has_voice_blocks(notes: Sequence[ReadNote]) -> bool:
    """Whether voices 1–4 belong to the first staff, 5–8 to the second, and so on.

    Programs that number this way let a note change its staff and keep its voice, which then tells
    the hand. Others number the voices of all staves from 1.
    """
    if all(note.voice <= _VOICES_PER_STAFF for note in notes):
        return False
    staves = Counter((note.voice, note.staff) for note in notes)
    for voice in {note.voice for note in notes}:
        home = (voice - 1) // _VOICES_PER_STAFF + 1
        at_home = staves[voice, home]
        if at_home < max(count for (other, _), count in staves.items() if other == voice):
            return False
    return True


def _first_left_staff(part: ReadPart) -> int:
    """The uppermost staff of the left hand; a lone staff belongs to the right."""
    if part.staves <= 2:
        return 2
    middle = [note.pitch for note in part.notes if note.staff == 2]
    return 3 if part.staves == 3 and middle and mean(middle) >= 60 else 2 if part.staves == 3 else 3

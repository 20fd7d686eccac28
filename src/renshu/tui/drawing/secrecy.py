"""Which notes of a score are hidden from the player just now."""

from collections.abc import Iterable

from renshu.evening.verdicts import PLAYED, Verdict
from renshu.practice.hiding import Hiding
from renshu.score.notation import Score, ScoreNote
from renshu.tui.drawing.overlay import Veil
from renshu.tui.drawing.system import SystemDrawing
from renshu.tui.drawing.veil import Curtain


class Secrecy:
    """What is hidden, but for the notes that have been played right since.

    Args:
        score: The score.
    """

    def __init__(self, score: Score) -> None:
        self._score = score
        self._curtain = Curtain(score)
        self._reveals = True
        self._revealed: set[str] = set()
        self.hiding = Hiding()
        """What is hidden."""

    def change(self, hiding: Hiding, *, reveals: bool) -> bool:
        """Hide something else; says whether it is.

        Args:
            hiding: What is hidden from now on.
            reveals: Whether notes appear once they have been played right.
        """
        if (hiding, reveals) == (self.hiding, self._reveals):
            return False
        self.hiding, self._reveals = hiding, reveals
        return True

    def is_secret(self, note: ScoreNote) -> bool:
        """Whether a note is not to be read, nor a verdict on it."""
        return note.id not in self._revealed and self.hiding.hides(note.measure, note.hand)

    def among(self, note_ids: Iterable[str]) -> frozenset[str]:
        """Those of some notes that are secret."""
        notes = self._score.notes_by_id
        return frozenset(note_id for note_id in note_ids if self.is_secret(notes[note_id]))

    @property
    def heads(self) -> frozenset[str]:
        """The ids of all heads of secret notes."""
        if self.hiding.is_open:
            return frozenset()
        secret = (note for note in self._score.notes if self.is_secret(note))
        return frozenset(head for note in secret for head in (note.id, *note.tied))

    def reveal(self, note: ScoreNote, verdict: Verdict) -> bool:
        """Let a note appear if it was played right; says whether it does."""
        is_news = self._reveals and verdict in PLAYED and self.is_secret(note)
        if is_news:
            self._revealed.add(note.id)
        return is_news

    def forget_from(self, measure: int) -> bool:
        """Hide again what was revealed from a measure on; says whether anything was."""
        notes = self._score.notes_by_id
        gone = {note_id for note_id in self._revealed if notes[note_id].measure >= measure}
        self._revealed -= gone
        return bool(gone)

    def veil(self, drawing: SystemDrawing) -> Veil:
        """What is hidden of a system."""
        return self._curtain.veil(drawing, self.hiding, self._revealed)

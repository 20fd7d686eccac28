"""The key of the practice room: a piece some semitones higher or lower, engraved so."""

from dataclasses import replace

from renshu.library.transposing import transpose
from renshu.score.transposing import reach
from renshu.tui.screens.practice_choices import WithChoices


class WithKey(WithChoices):
    """A room in which a piece is played in any key; it is remembered with the piece."""

    def action_transpose_up(self) -> None:
        """A semitone higher."""
        self._transpose(self._conditions.transposition + 1)

    def action_transpose_down(self) -> None:
        """A semitone lower."""
        self._transpose(self._conditions.transposition - 1)

    def action_as_written(self) -> None:
        """In the key that it is written in."""
        self._transpose(0)

    def _transpose(self, semitones: int) -> None:
        if semitones not in reach(self._original.score):
            self.notify("It cannot be transposed any further.")
            return
        self._conditions = replace(self._conditions, transposition=semitones)
        self._loaded = transpose(self._original, semitones)
        self._score = self._chosen()
        self._desk.set_loaded(self._loaded)
        self._memory.note_transposition(semitones)
        self._again(self._run.setup)
        self.run_worker(self._remember, thread=True, group="remembering")

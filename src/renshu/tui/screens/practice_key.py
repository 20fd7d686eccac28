"""The key of the practice room: a piece some semitones higher or lower, engraved so."""

from dataclasses import replace

from renshu.library.transposing import transpose
from renshu.score.transposing import reach
from renshu.tui.drawing.conditions import key_name
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
        self.notify(_sentence(semitones, self._score.measures[0].key_fifths))
        self.run_worker(self._remember, thread=True, group="remembering")


def _sentence(semitones: int, fifths: int) -> str:
    if not semitones:
        return f"As it is written: {key_name(fifths)}."
    way = "higher" if semitones > 0 else "lower"
    count = "a semitone" if abs(semitones) == 1 else f"{abs(semitones)} semitones"
    return f"Transposed {count} {way}: {key_name(fifths)}."

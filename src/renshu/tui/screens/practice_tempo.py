"""The tempo of the practice room: typed, tapped, or a little slower and faster."""

from renshu.evening import choices
from renshu.tui.screens.practice_choices import WithChoices
from renshu.tui.screens.tempo import TempoScreen


class WithTempo(WithChoices):
    """A room whose tempo is set to the percent."""

    def action_tempo(self) -> None:
        """Ask for the tempo, in percent or quarters a minute, or tapped."""
        measure = self._score.measures[self._here]
        beat = float(measure.time_signature.beat_duration)
        written = self._score.tempo.qpm_at(measure.onset)
        screen = TempoScreen(written, self._run.setup.tempo, beat)
        self.app.push_screen(screen, self._set_tempo)

    def action_little_slower(self) -> None:
        """One percent slower."""
        self._again(choices.at_tempo(self._run.setup, -choices.FINE_STEP))

    def action_little_faster(self) -> None:
        """One percent faster."""
        self._again(choices.at_tempo(self._run.setup, choices.FINE_STEP))

    def _set_tempo(self, share: float | None) -> None:
        if share is not None:
            self._again(choices.at_share(self._run.setup, share))

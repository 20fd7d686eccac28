"""The practice room as the orders from the piano see it."""

from collections.abc import Mapping

from renshu.score.notation import Score
from renshu.tui.screens.practice_piano import WithPiano


class WithOrders(WithPiano):
    """A room that can be ordered about from the piano."""

    @property
    def practised(self) -> Score:
        """The piece as it is played."""
        return self._run.score

    def label_keys(self, labels: Mapping[int, str]) -> None:
        """Print on keys what they order; where it is nothing, the computer keys again."""
        self._desk.set_names(labels or self._piano.names())

    def action_again(self) -> None:
        """Begin the same passage again."""
        self._again(self._run.setup)

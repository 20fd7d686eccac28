"""The practice room as the piano's orders and its ways see it."""

from collections.abc import Mapping

from renshu.config.port_settings import PortSettings, with_port
from renshu.evening.latency import latency
from renshu.performance.events import KeyDown
from renshu.practice.session import Command
from renshu.practice.take import Take
from renshu.practice.touch import learned
from renshu.score.notation import Score
from renshu.tui.screens.practice_piano import WithPiano


class WithOrders(WithPiano):
    """A room that can be ordered about from the piano, and knows how late its keys are heard."""

    @property
    def practised(self) -> Score:
        """The piece as it is played."""
        return self._run.score

    def label_keys(self, labels: Mapping[int, str]) -> None:
        """Print on keys what they order; where it is nothing, what they usually have."""
        self._desk.set_orders(labels)

    def action_again(self) -> None:
        """Begin the same passage again."""
        self._again(self._run.setup)

    def _command(self, command: Command) -> None:
        if command is Command.START:
            self._run.session.latency = latency(self._services, self._source)
        super()._command(command)

    def _review(self, take: Take) -> None:
        if self._source is not None:
            self._learn_touch(self._source, take)
        super()._review(take)

    def _learn_touch(self, port: str, take: Take) -> None:
        """Learn how hard the player strikes on this keyboard."""
        ports = self._services.settings.ports
        known = ports.get(port, PortSettings()).touch
        touch = learned(known, [key.velocity for key in take.events if isinstance(key, KeyDown)])
        if touch != known:
            self.app.remember(ports=with_port(ports, port, touch=touch))  # type: ignore[attr-defined]

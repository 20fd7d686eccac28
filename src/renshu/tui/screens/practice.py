"""The room to practise in, with all that a player can do there."""

import asyncio

from textual import work

from renshu.evening.status import repaired
from renshu.practice.session import Command, State
from renshu.practice.take import EndedBy
from renshu.tui.actions import Where, bindings
from renshu.tui.screens.dialogs import NoticesScreen
from renshu.tui.screens.practice_commands import WithOrders
from renshu.tui.screens.practice_key import WithKey
from renshu.tui.screens.practice_ladder import WithLadder
from renshu.tui.screens.practice_lights import WithLights
from renshu.tui.screens.practice_marking import WithMarking
from renshu.tui.screens.practice_memory import WithMemory
from renshu.tui.screens.practice_sound import WithSound
from renshu.tui.screens.practice_tempo import WithTempo
from renshu.tui.screens.practice_views import WithViews

_COMMANDS = {
    State.READY: Command.START,
    State.PLAYING: Command.PAUSE,
    State.COUNTING_IN: Command.PAUSE,
    State.PAUSED: Command.RESUME,
}
"""What the one key for starting, pausing and going on means."""


class PracticeScreen(
    WithLights,
    WithSound,
    WithMarking,
    WithOrders,
    WithLadder,
    WithTempo,
    WithMemory,
    WithKey,
    WithViews,
    inherit_bindings=False,
):
    """One score, practised for as long as the player likes."""

    BINDINGS = bindings(Where.PRACTICE)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (23, "-tall")]  # noqa: RUF012 - Textual's own form

    def on_mount(self) -> None:
        """Say what is not as the file has it."""
        if count := len(self._score.notices):
            self.notify(repaired(count))

    def action_start(self) -> None:
        """Start, pause or go on."""
        if self.stop_listening():
            return
        if (command := _COMMANDS.get(self._run.state)) is not None:
            self._command(command)

    def action_skip(self) -> None:
        """Go past the keys it waits for."""
        self._command(Command.SKIP)

    def action_stop(self) -> None:
        """Stop and review; where nothing was played, leave."""
        if self.stop_listening():
            return
        if self._is_worth_keeping:
            self._ended_by = EndedBy.PLAYER
            self._command(Command.STOP)
        elif self._is_looking_back:
            return
        elif self._run.state in {State.PLAYING, State.COUNTING_IN, State.PAUSED}:
            self._again(self._run.setup)
        else:
            self._leave()

    @work(exclusive=True, group="leaving")
    async def _leave(self) -> None:
        await asyncio.to_thread(self._remember)
        self.dismiss()

    def action_notices(self) -> None:
        """What loading repaired or left out."""
        notices = [str(notice) for notice in self._score.notices]
        heading = "Repaired or left out" if notices else "Nothing was repaired or left out."
        self.app.push_screen(NoticesScreen(heading, notices))

    def finish_now(self) -> None:
        """Keep what is being played: the program is about to end. This takes its time."""
        self._remember()
        take = self._run.look_back(EndedBy.PLAYER) if self._is_worth_keeping else None
        if take is not None:
            self._run.keep(take)

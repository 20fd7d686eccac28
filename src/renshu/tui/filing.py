"""What is played is kept: looked back on and stored, in a thread, while the player goes on."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen

from renshu.errors import RenshuError
from renshu.evening.mastery import keep_cards
from renshu.evening.run import Run
from renshu.practice.take import EndedBy, Take

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp


class Filing:
    """Keeps the takes of a room.

    Args:
        room: Whose threads they are kept in.
    """

    def __init__(self, room: Screen[None]) -> None:
        self._room = room

    def file(
        self, run: Run, ended_by: EndedBy, then: Callable[[Take], object] | None = None
    ) -> None:
        """Keep what a run has heard, if it has heard anything.

        Args:
            run: Is over, and hears nothing any more.
            ended_by: Why it ended.
            then: Called on the screen with the take; the player is told what cannot be stored.
        """
        work = partial(self._keep, run, ended_by, then)
        self._room.run_worker(work, thread=True, group="filing")

    def _keep(self, run: Run, ended_by: EndedBy, then: Callable[[Take], object] | None) -> None:
        app: RenshuApp = self._room.app  # type: ignore[assignment]
        take = run.look_back(ended_by)
        if take is None:
            return
        try:
            run.keep(take)
        except RenshuError as error:
            app.call_from_thread(app.tell_fault, error)
        if then is not None:
            app.call_from_thread(then, take)
        keep_cards(app.services, run.score)

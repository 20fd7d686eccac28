"""A blind start: the program names a piece that the player knows, and nothing else."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual import work

from renshu.errors import RenshuError
from renshu.tui.screens.library_room import LibraryRoom
from renshu.tui.services import ScreenServices

if TYPE_CHECKING:
    from renshu.library.catalogue import Entry

NOTHING_KNOWN = "No piece is known well enough yet: play one through, and most of it right."


class WithBlindStart(LibraryRoom):
    """A library that names a piece to be played by heart."""

    @work(thread=True, exclusive=True, group="blind")
    def action_blind(self) -> None:
        """Name a piece that is due, and open the practice room without its notation."""
        import random

        try:
            entry = named(self._services, datetime.now(UTC), random.random())  # noqa: S311
        except RenshuError as error:
            self.app.call_from_thread(self.tell, error.sentence)
            return
        if entry is None:
            self.app.call_from_thread(self.tell, NOTHING_KNOWN)
        else:
            self.app.call_from_thread(self._start_blind, entry)

    def _start_blind(self, entry: "Entry") -> None:
        self.app.open_score(entry.path, entry.title, is_blind=True)  # type: ignore[attr-defined]


def named(services: ScreenServices, now: datetime, chance: float) -> "Entry | None":
    """A piece of the library that is to be known by heart. This waits for the disk.

    Args:
        services: The library and the history.
        now: The time, aware.
        chance: A number that was drawn, from 0 up to but not including 1.

    Raises:
        RenshuError: One of them cannot be read.
    """
    from renshu.practice.blind import Candidate, choose

    entries = {one.id: one for one in services.catalogue.entries() if not one.is_missing}
    learnt, played = services.history.learnt(), services.history.last_played()
    candidates = [
        Candidate(one.id, min(1.0, learnt.get(one.score_id, 0) / one.bars), played[one.score_id])
        for one in entries.values()
        if one.bars and one.score_id in played
    ]
    chosen = choose(candidates, now, chance)
    return entries[chosen.number] if chosen else None

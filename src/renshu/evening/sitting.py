"""An evening at the piano: the plan, and what comes of it while it is played."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from renshu.evening.tonight import Evening, evening
from renshu.practice.plan.adapting import Tonight, went
from renshu.practice.plan.item import Item

if TYPE_CHECKING:
    from renshu.evening.services import Services
    from renshu.history.facts import TakeRow

LEAST_MINUTES = 5
STEP = 5
"""Minutes that one key adds or takes away."""

_LATEST = 50
"""Takes that are looked through for those of a visit."""


class Sitting:
    """Lasts as long as the program runs; on another day it begins anew.

    Args:
        services: Where history and library are.
    """

    def __init__(self, services: "Services") -> None:
        self._services = services
        self._minutes = services.settings.minutes
        self._begun: tuple[Item, datetime] | None = None
        self.evening: Evening | None = None
        """What is known; None before anything was read."""

    def look(self, now: datetime) -> Evening:
        """How the evening stands now, with what was played since. This waits for the disk.

        What was planned stays as long as something of it was played; otherwise all is read anew.

        Args:
            now: Aware, by the clock on the player's wall.

        Raises:
            RenshuError: History or library cannot be read.
        """
        self._come_back()
        known, read = self.evening, evening(self._services, self._minutes, now)
        if known is not None and known.today == read.today and known.tonight.visits:
            tonight = known.tonight.for_minutes(self._minutes)
            read = replace(read, tonight=tonight, entries={**read.entries, **known.entries})
        self.evening = read
        return read

    def begin(self, item: Item) -> None:
        """The player goes to the piano with an item: what they play from now on belongs to it."""
        self._begun = item, datetime.now(UTC)

    def skip(self, item: Item) -> None:
        """The player does not want an item tonight."""
        self._change(lambda tonight: tonight.without(item))

    def give(self, minutes: int) -> None:
        """The player has so many minutes tonight."""
        self._minutes = max(LEAST_MINUTES, minutes)
        self._change(lambda tonight: tonight.for_minutes(self._minutes))

    @property
    def minutes(self) -> int:
        """What the player has tonight."""
        return self._minutes

    def _come_back(self) -> None:
        """Take note of what was played for the item that was begun last, if anything was."""
        if self._begun is None:
            return
        item, since = self._begun
        rows = self._services.history.takes(item.candidate.score_id, limit=_LATEST)
        played = [row for row in rows if _is_of(row, item, since)]
        if played:
            self._begun = None
            how, minutes = went(played[0].tally), _minutes(played)
            self._change(lambda tonight: tonight.after(item, how, minutes))

    def _change(self, change: Callable[[Tonight], Tonight]) -> None:
        if self.evening is not None:
            self.evening = replace(self.evening, tonight=change(self.evening.tonight))


def _is_of(row: "TakeRow", item: Item, since: datetime) -> bool:
    """Whether a take was played for an item: after it was begun, and some of its notes."""
    mine, theirs = item.candidate.passage, row.facts.passage
    is_here = theirs.start < mine.end and mine.start < theirs.end
    return is_here and row.facts.started_at >= since and row.tally.asked > 0


def _minutes(rows: "Sequence[TakeRow]") -> float:
    """From the beginning of the first of some takes to the end of the last."""
    began = min(row.facts.started_at for row in rows)
    ended = max(row.facts.started_at + timedelta(seconds=row.seconds) for row in rows)
    return (ended - began) / timedelta(minutes=1)

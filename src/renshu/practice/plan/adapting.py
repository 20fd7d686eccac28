"""The evening as it goes: the plan changes with what was played."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from renshu.practice.plan.fitting import fit
from renshu.practice.plan.item import Item, Plan, Why
from renshu.practice.plan.reasons import again
from renshu.practice.take import Tally

_WELL = 0.95
_BADLY = 0.8
_COMES_BACK_AFTER = 2
"""Visits to other spots before one that went badly comes back."""
_AGAIN_MINUTES = 3


class Went(StrEnum):
    """How a visit went."""

    WELL = "well"
    FAIRLY = "fairly"
    BADLY = "badly"
    SKIPPED = "skipped"


def went(tally: Tally) -> Went:
    """How it went, by the share of what was right."""
    accuracy = tally.accuracy
    if accuracy is None:
        return Went.SKIPPED
    if accuracy >= _WELL:
        return Went.WELL
    return Went.BADLY if accuracy < _BADLY else Went.FAIRLY


@dataclass(frozen=True, slots=True)
class Visit:
    """What was made of an item."""

    item: Item
    went: Went
    minutes: float
    """What it took."""


@dataclass(frozen=True, slots=True)
class Tonight:
    """One evening: what matters, the time there is, and what was played of it."""

    agenda: tuple[Item, ...]
    """The most urgent first."""
    minutes: int
    """What the player has for all of the evening."""
    visits: tuple[Visit, ...] = ()

    @property
    def spent(self) -> float:
        """Minutes that the visits took."""
        return sum(visit.minutes for visit in self.visits)

    @property
    def plan(self) -> Plan:
        """What is left to do, in the time that is left."""
        left = max(0, int(self.minutes - self.spent + 1e-9))
        played = [visit for visit in self.visits if visit.went is not Went.SKIPPED]
        after = played[-1].item.candidate.score_id if played else None
        return fit(tuple(self._left()), left, after)

    def after(self, item: Item, how: Went, minutes: float) -> "Tonight":
        """The evening after a visit.

        Args:
            item: What was visited.
            how: How it went; once more, later, where it went badly for the first time.
            minutes: What it took.
        """
        return replace(self, visits=(*self.visits, Visit(item, how, minutes)))

    def without(self, item: Item) -> "Tonight":
        """The evening without a visit that the player does not want."""
        return self.after(item, Went.SKIPPED, 0.0)

    def for_minutes(self, minutes: int) -> "Tonight":
        """The same evening with more time, or less."""
        return replace(self, minutes=minutes)

    def _left(self) -> Iterator[Item]:
        """What was not visited, and in its midst what comes back."""
        visited = {visit.item.key for visit in self.visits}
        fresh = [item for item in self.agenda if item.key not in visited]
        yield from fresh[:_COMES_BACK_AFTER]
        yield from self._coming_back()
        yield from fresh[_COMES_BACK_AFTER:]

    def _coming_back(self) -> Iterator[Item]:
        counts = Counter(visit.item.key for visit in self.visits)
        for visit in self.visits:
            item = visit.item
            if visit.went is Went.BADLY and counts[item.key] == 1 and item.why is not Why.JOY:
                yield replace(
                    item, why=Why.AGAIN, reason=again(item.candidate),
                    minutes=min(item.minutes, _AGAIN_MINUTES),
                )  # fmt: skip

"""The tempo ladder: a section goes faster when it goes well, and slower when it does not.

So many clean rounds among the last few are a step up, so many rounds in a row that are not clean a
step down. Both begin to count anew on each rung. The goal is reached when it is clean at the goal.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from renshu.errors import RenshuError
from renshu.practice.take import Tally


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms on which a ladder is climbed. Tempi are shares of the written one."""

    goal: float = 1.0
    floor: float = 0.3
    step: float = 0.05
    """From one rung to the next."""
    clean: int = 2
    """So many clean rounds …"""
    of: int = 3
    """… among the last so many raise the tempo."""
    failures: int = 3
    """So many rounds in a row that are not clean lower it."""
    forgiven: int = 0
    """So many notes may be wrong or missed in a round that is clean."""

    def __post_init__(self) -> None:
        """Refuse terms that nobody can climb on.

        Raises:
            RenshuError: With a sentence for the player.
        """
        if not 0 < self.floor <= self.goal:
            raise RenshuError("The goal of a ladder cannot be below its floor.")
        if self.step <= 0 or self.failures < 1 or self.forgiven < 0:
            raise RenshuError("A ladder has steps, and failures are counted from one.")
        if not 1 <= self.clean <= self.of:
            raise RenshuError("More rounds cannot be clean than are looked at.")

    def is_clean(self, round_: Tally) -> bool:
        """Whether a round went well: wrong and missed notes count, extra keys do not."""
        return round_.asked > 0 and round_.wrong + round_.missed <= self.forgiven


@dataclass(frozen=True, slots=True)
class Ladder:
    """Where on the ladder the player stands."""

    terms: Terms
    tempo: float
    """Share of the written tempo."""
    recent: tuple[bool, ...] = ()
    """The latest rounds on this rung, and whether each was clean."""
    is_climbed: bool = False
    """Whether it has been clean at the goal."""

    @classmethod
    def at(cls, tempo: float, terms: Terms) -> "Ladder":
        """The foot of a ladder at a tempo, which is brought between floor and goal."""
        return cls(terms, min(terms.goal, max(terms.floor, tempo)))

    def after(self, *, is_clean: bool) -> "Ladder":
        """Where the player stands after one more round."""
        terms = self.terms
        kept = max(terms.of, terms.failures)
        recent = (*self.recent, is_clean)[-kept:]
        if is_clean and sum(recent[-terms.of :]) >= terms.clean:
            return self._on(terms.step, is_climbed=self.is_climbed or self.tempo >= terms.goal)
        if len(recent) >= terms.failures and not any(recent[-terms.failures :]):
            return self._on(-terms.step, is_climbed=self.is_climbed)
        return replace(self, recent=recent)

    def _on(self, step: float, *, is_climbed: bool) -> "Ladder":
        """Another rung, where counting begins anew."""
        tempo = round(self.tempo + step, 4)
        return replace(Ladder.at(tempo, self.terms), is_climbed=is_climbed)


@dataclass(frozen=True, slots=True)
class Round:
    """A round of a section that was played on a ladder."""

    at: datetime
    """When it ended; aware UTC."""
    tempo: float
    tally: Tally
    is_clean: bool
    then: float
    """The tempo of the round after it."""


class Outcome(StrEnum):
    """How a rung was left."""

    UP = "up"
    DOWN = "down"
    STAYED = "stayed"
    """The player is on it still, or left off there."""
    CLIMBED = "goal"
    """It was clean at the goal."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A tempo, and the rounds that were played at it one after the other."""

    tempo: float
    rounds: tuple[Round, ...]
    outcome: Outcome


def rungs(rounds: Iterable[Round], terms: Terms) -> tuple[Rung, ...]:
    """The rounds of a section by rungs, in order of time."""
    return tuple(
        _rung(tuple(together), terms) for _, together in groupby(rounds, key=lambda one: one.tempo)
    )


def _rung(rounds: tuple[Round, ...], terms: Terms) -> Rung:
    last = rounds[-1]
    recent = [one.is_clean for one in rounds[-terms.of :]]
    if last.then != last.tempo:
        outcome = Outcome.UP if last.then > last.tempo else Outcome.DOWN
    elif last.tempo >= terms.goal and last.is_clean and sum(recent) >= terms.clean:
        outcome = Outcome.CLIMBED
    else:
        outcome = Outcome.STAYED
    return Rung(last.tempo, rounds, outcome)

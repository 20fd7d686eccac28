"""How a section went on one evening, as the four ratings of FSRS."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from renshu.practice.mastery.evidence import PlayedBar, is_clean, summed
from renshu.practice.take import Tally
from renshu.score.passage import Hands

_NEAR = 0.9
"""From this share of the goal tempo on a pass counts as one at the goal."""

_HOLDS, _FAILS = 0.95, 0.85
"""Shares of right notes: from the one on it holds, below the other it fails."""

_ENOUGH = 0.5
"""Share of the bars of a section that must have been played for the evening to be rated."""


class Rating(IntEnum):
    """The words and numbers of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class SectionPass:
    """One time that a section, or a part of it, was played."""

    at: datetime
    """Aware UTC."""
    day: date
    """The evening."""
    tempo: float | None
    """Share of the written tempo: that of the slowest bar."""
    bars: frozenset[int]
    """Those that were played."""
    is_whole: bool
    """Whether these are all of its bars, each from beginning to end."""
    tally: Tally

    @property
    def is_clean(self) -> bool:
        """Whether it was whole, and nothing wrong or missed."""
        return self.is_whole and is_clean(self.tally)

    def is_at(self, goal: float) -> bool:
        """Whether it was played at the goal tempo, or nearly."""
        return self.tempo is not None and self.tempo >= _NEAR * goal


def section_passes(
    played: Iterable[tuple[PlayedBar, ...]], bars: frozenset[int], hands: Hands
) -> tuple[SectionPass, ...]:
    """The passes of a section with some hands, in order of time.

    Args:
        played: Passes of bars with the hands that played them together, in order of time.
        bars: The bars of the section in which these hands have something to play.
        hands: Those of the stretch in which it was played.
    """
    found: list[list[tuple[PlayedBar, ...]]] = []
    current: dict[tuple[str, int], list[tuple[PlayedBar, ...]]] = {}
    for bar in played:
        first = bar[0]
        if first.measure not in bars or first.hands is not hands:
            continue
        key = (first.take, first.stretch)
        going_on = current.get(key)
        if going_on is None or first.measure in {one[0].measure for one in going_on}:
            going_on = current[key] = []
            found.append(going_on)
        going_on.append(bar)
    return tuple(_section_pass(one, bars) for one in found)


def rate_days(
    passes: Iterable[SectionPass], bars: frozenset[int], goal: float
) -> dict[date, Rating]:
    """One rating for each evening on which enough of a section was played."""
    days: defaultdict[date, list[SectionPass]] = defaultdict(list)
    for one in passes:
        days[one.day].append(one)
    return {
        day: rate(those, goal)
        for day, those in days.items()
        if len(frozenset().union(*(one.bars for one in those))) >= _ENOUGH * len(bars)
    }


def rate(passes: Sequence[SectionPass], goal: float) -> Rating:
    """What the passes of an evening say of a section.

    What was known when the evening began counts most, as in any test: clean at once at the goal is
    easy; clean at the goal after some trying, or nearly clean, good; clean at a slower tempo only,
    or mostly right, hard; what fails to the end wants to be learned again.

    Args:
        passes: In order of time; at least one.
        goal: The goal tempo, a share of the written one.
    """
    at_goal = [one for one in passes if one.is_at(goal)]
    if passes[0] in at_goal and all(one.is_clean for one in at_goal[:2]):
        return Rating.EASY
    if any(one.is_clean for one in at_goal) or _accuracy(at_goal) >= _HOLDS:
        return Rating.GOOD
    if any(one.is_clean for one in passes) or _accuracy(passes) >= _FAILS:
        return Rating.HARD
    return Rating.AGAIN


def _section_pass(played: Sequence[tuple[PlayedBar, ...]], bars: frozenset[int]) -> SectionPass:
    every = [one for bar in played for one in bar]
    tempi = [one.tempo for one in every if one.tempo is not None]
    reached = frozenset(one.measure for one in every)
    is_whole = reached == bars and all(one.is_whole for one in every)
    first, tally = every[0], summed(one.tally for one in every)
    return SectionPass(first.at, first.day, min(tempi, default=None), reached, is_whole, tally)


def _accuracy(passes: Sequence[SectionPass]) -> float:
    """Share of what was asked that was right; 0 where nothing was."""
    asked = sum(one.tally.asked for one in passes)
    return sum(one.tally.matched for one in passes) / asked if asked else 0.0

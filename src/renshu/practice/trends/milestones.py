"""Milestones: what a player has reached, and on which day.

They are computed anew from the whole history each time, so takes that come from another machine
find their place; only which of them the player was told of is kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from renshu.practice.take import Tally
from renshu.practice.trends.days import streaks
from renshu.practice.trends.figures import Figures

TAKES = (10, 100, 500, 1_000, 5_000, 10_000)
HOURS = (1, 10, 50, 100, 250, 500, 1_000)
STREAKS = (3, 7, 14, 30, 100, 365)
PIECES = (5, 10, 25, 50, 100)

RIGHT = 0.98
"""The share of right notes of a run that counts. To be clean, as rounds and bars are, is too much
to ask of a whole piece."""

LEARNT_DAYS = 3
"""On so many days a piece is played so and at tempo, then it is learnt."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece played through from its beginning to its end, with both hands."""

    at: datetime
    """When its take began; aware."""
    day: date
    score_id: str
    title: str
    tempo: float | None
    """Share of the written tempo."""
    tally: Tally

    @property
    def is_right(self) -> bool:
        """Whether nearly every note was right, extra presses counting against it."""
        accuracy = self.tally.accuracy
        return accuracy is not None and accuracy >= RIGHT


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something reached for the first time."""

    key: str
    """What tells it from all others, on every machine."""
    day: date
    text: str
    """What was reached, as a phrase."""


def milestones(
    days: Iterable[tuple[date, Figures]],
    firsts: Iterable[date],
    runs: Iterable[Run],
    goals: Iterable[tuple[str, float]] = (),
) -> tuple[Milestone, ...]:
    """All that was reached so far, oldest first.

    Args:
        days: What was played on each day.
        firsts: For every piece the day on which it was played first.
        runs: The pieces played through; in any order.
        goals: For pieces that have one, the tempo they are to reach; others have the written one.
    """
    practised = sorted((day, figures) for day, figures in days if figures.takes)
    found = (
        *_amounts(practised),
        *_streaks(practised),
        *_counted("pieces", PIECES, sorted(firsts), "pieces played"),
        *_runs(sorted(runs, key=_in_order), dict(goals)),
    )
    return tuple(sorted(found, key=lambda one: one.day))


def _amounts(practised: Sequence[tuple[date, Figures]]) -> Iterator[Milestone]:
    takes, seconds = 0, 0.0
    for day, figures in practised:
        if not takes:
            yield Milestone("take 1", day, "first take")
        for count in _passed(TAKES, takes, takes + figures.takes):
            yield Milestone(f"take {count}", day, f"{count:,} takes")
        for count in _passed(HOURS, seconds / 3600, (seconds + figures.seconds) / 3600):
            words = "1 hour" if count == 1 else f"{count:,} hours"
            yield Milestone(f"hours {count}", day, f"{words} at the piano")
        takes, seconds = takes + figures.takes, seconds + figures.seconds


def _streaks(practised: Sequence[tuple[date, Figures]]) -> Iterator[Milestone]:
    longest = 0
    for day, so_far in _streak_days([day for day, _ in practised]):
        for count in _passed(STREAKS, longest, so_far):
            yield Milestone(f"streak {count}", day, f"a streak of {count} days of practice")
        longest = max(longest, so_far)


def _streak_days(days: Sequence[date]) -> Iterator[tuple[date, int]]:
    """Each day of practice, and which of its streak it is."""
    lengths = iter(one.days for one in streaks(days))
    left = length = 0
    for day in days:
        if not left:
            left = length = next(lengths)
        yield day, length - left + 1
        left -= 1


def _counted(
    kind: str, counts: Sequence[int], days: Sequence[date], words: str
) -> Iterator[Milestone]:
    for count in counts:
        if count <= len(days):
            yield Milestone(f"{kind} {count}", days[count - 1], f"{count} {words}")


def _runs(runs: Sequence[Run], goals: dict[str, float]) -> Iterator[Milestone]:
    told: set[str] = set()
    at_tempo: dict[str, set[date]] = {}
    for run in runs:
        for key, words in _reached(run, goals.get(run.score_id, 1.0), at_tempo):
            if key not in told:
                told.add(key)
                yield Milestone(key, run.day, f"{words} “{run.title}”")


def _reached(run: Run, goal: float, at_tempo: dict[str, set[date]]) -> Iterator[tuple[str, str]]:
    yield f"through {run.score_id}", "first time through"
    if not run.is_right:
        return
    # The keys keep the word that histories have had from the first.
    yield f"clean {run.score_id}", f"first time {RIGHT:.0%} right all through"
    # Two percent below is what nobody hears.
    if run.tempo is not None and run.tempo >= 0.98 * goal:
        yield f"tempo {run.score_id}", f"first time {RIGHT:.0%} right at tempo all through"
        days = at_tempo.setdefault(run.score_id, set())
        days.add(run.day)
        if len(days) >= LEARNT_DAYS:
            yield f"learnt {run.score_id}", "learnt:"


def _in_order(run: Run) -> tuple[object, ...]:
    return run.at, run.score_id, run.tempo or 0.0, run.tally.accuracy or 0.0


def _passed(counts: Sequence[int], before: float, now: float) -> Iterator[int]:
    return (count for count in counts if before < count <= now)

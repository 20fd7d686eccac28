"""The cards of a piece, dealt from what was played of it: a pure function of facts.

This module loads numpy: import it late.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from renshu.practice.mastery.card import HORIZONS, Forecast, SectionCard
from renshu.practice.mastery.clock import Clock
from renshu.practice.mastery.evidence import PlayedBar, Unit, passes
from renshu.practice.mastery.piece import PieceMastery, notes_of, of_bars
from renshu.practice.mastery.rating import SectionPass, rate_days, section_passes
from renshu.practice.mastery.scheduling import Overrule, Schedule, overruled, schedule
from renshu.practice.section import Section
from renshu.score.bars import bars_of, printed
from renshu.score.notation import Score
from renshu.score.passage import Hands, Passage


@dataclass(frozen=True)
class Facts:
    """All that the cards of a piece are dealt from."""

    score: Score
    sections: tuple[Section, ...]
    """Those that are kept, and those that are proposed."""
    played: tuple[PlayedBar, ...]
    """In any order."""
    overrules: Mapping[Passage, tuple[Overrule, ...]]
    """By section and hands."""
    goals: Mapping[Passage, float]
    """Goal tempi that are not the usual one, by section and hands."""
    usual_goal: float = 1.0
    clock: Clock = field(default_factory=Clock)
    """Of the last evening."""

    @cached_property
    def passes(self) -> Sequence[tuple[PlayedBar, ...]]:
        """The bars that were played, in order of time."""
        return passes(self.played)

    @cached_property
    def notes(self) -> Mapping[Unit, int]:
        """How many notes each bar asks for, by bar and hands."""
        return notes_of(self.score)


def deal(facts: Facts, mastery: PieceMastery, now: datetime) -> tuple[SectionCard, ...]:
    """The cards of a piece: each section with both hands, and with one where that was practised.

    Args:
        facts: What happened, and what the player said.
        mastery: How well the bars are known.
        now: The moment from which chances are foretold; aware UTC.
    """
    forecasts = _Forecasts(mastery, now)
    return tuple(
        card
        for section in facts.sections
        for hands in Hands
        if (card := _card(facts, section, hands, forecasts)) is not None
    )


class _Forecasts:
    """The chances of all bars in the days to come, worked out once a tempo."""

    def __init__(self, mastery: PieceMastery, now: datetime) -> None:
        self._mastery, self._now = mastery, now
        self._known: dict[float, tuple[Mapping[Unit, float], ...]] = {}

    def of(self, bars: Iterable[int], hands: Hands, tempo: float) -> Forecast:
        if tempo not in self._known:
            days = (self._now + timedelta(days=ahead) for ahead in HORIZONS)
            self._known[tempo] = tuple(self._mastery.bars(day, tempo) for day in days)
        bars = tuple(bars)
        chances = (of_bars(known, bars, hands) for known in self._known[tempo])
        return Forecast(self._now, tuple(chances))


def _card(
    facts: Facts, section: Section, hands: Hands, forecasts: _Forecasts
) -> SectionCard | None:
    """None for hands that have nothing to play, or were not practised alone."""
    touched = bars_of(facts.score, section.passage(hands))
    bars = frozenset(bar for bar in touched if (bar, hands) in facts.notes)
    key = Passage(section.start, section.end, hands)
    said = facts.overrules.get(key, ())
    played = section_passes(facts.passes, bars, hands)
    if not bars or (hands is not Hands.BOTH and not played and not said):
        return None
    goal = facts.goals.get(key, facts.usual_goal)
    clean = [one.tempo for one in played if one.is_clean and one.tempo is not None]
    card = SectionCard(
        score_id=facts.score.id,
        title=facts.score.title,
        section=section,
        hands=hands,
        first_bar=printed(facts.score, touched.start),
        last_bar=printed(facts.score, touched.stop - 1),
        due=None,
        stability=0.0,
        difficulty=0.0,
        goal_tempo=goal,
        clean_tempo=max(clean, default=None),
        practised_at=max((one.at for one in played), default=None),
        passes=sum(one.is_whole for one in played),
        seconds=_seconds(facts.score, section) / goal,
        forecast=forecasts.of(bars, hands, goal),
    )
    return _scheduled(card, _schedule(facts, bars, played, said, goal), said, facts.clock)


def _schedule(
    facts: Facts,
    bars: frozenset[int],
    played: Iterable[SectionPass],
    said: Iterable[Overrule],
    goal: float,
) -> Schedule | None:
    by_day = [(facts.clock.day(one.said_at), one) for one in said]
    return schedule(overruled(rate_days(played, bars, goal), by_day))


def _scheduled(
    card: SectionCard, found: Schedule | None, said: Sequence[Overrule], clock: Clock
) -> SectionCard:
    """The card as FSRS has it, or on the day that the player has named since it was played."""
    if found is not None:
        due = clock.beginning(found.due)
        card = replace(card, due=due, stability=found.stability, difficulty=found.difficulty)
    latest = max(said, key=lambda one: (one.said_at, one.verdict), default=None)
    if latest is None or latest.due is None:
        return card
    is_played_since = card.practised_at is not None and card.practised_at > latest.said_at
    return card if is_played_since else replace(card, due=latest.due)


def _seconds(score: Score, section: Section) -> float:
    return score.tempo.seconds_at(section.end) - score.tempo.seconds_at(section.start)

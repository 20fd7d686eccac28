"""What to practise tonight, from all that is known: cards, goals, evenings, and the library."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from statistics import fmean
from typing import TYPE_CHECKING

from renshu.evening.choices import TEMPO_STEP
from renshu.evening.fresh import (
    AT_FIRST,
    CAREFULLY,
    NEXT,
    OTHER,
    TO_BEGIN_WITH,
    first_sections,
    new_sections,
    stepped,
    unbegun,
)
from renshu.evening.trends import player_day
from renshu.practice.plan.adapting import Tonight
from renshu.practice.plan.candidate import Candidate
from renshu.practice.plan.forecast import Forecast, forecasts
from renshu.practice.plan.goal import Goal, Situation
from renshu.practice.plan.pace import SECURE, Rhythm, rhythm, speed
from renshu.practice.plan.ranking import agenda
from renshu.practice.trends.days import current_streak, streaks
from renshu.score.passage import Hands, Passage

if TYPE_CHECKING:
    from renshu.evening.services import Services
    from renshu.library.catalogue import Entry
    from renshu.practice.mastery.card import SectionCard

_UNTRIED = 0.7
"""Share of the goal tempo at which a section is practised that was never clean."""


@dataclass(frozen=True, slots=True)
class Evening:
    """What is known when the player sits down."""

    today: date
    tonight: Tonight
    entries: "Mapping[str, Entry]"
    """Where the scores are, by score id."""
    forecasts: tuple[Forecast, ...]
    """What is likely to become of each goal, the nearest day first."""
    rhythm: Rhythm
    played: float
    """Minutes that were played today before."""
    streak: int
    """Days of practice that hang together."""


def evening(services: "Services", minutes: int, now: datetime) -> Evening:
    """All that is known, and the plan made of it. This waits for the disk.

    Args:
        services: Where history and library are.
        minutes: What the player has.
        now: Aware, by the clock on the player's wall.

    Raises:
        RenshuError: History or library cannot be read.
    """
    history, border = services.history, services.settings.day_border
    today = player_day(now, border)
    cards = history.mastery.cards(now.astimezone(UTC))
    goals = {goal.score_id: goal for goal in history.goals.all()}
    days = [(one.day, one.seconds / 60) for one in history.days(border)]
    entries, candidates = _candidates(services, cards, goals, now)
    pace = rhythm(days, today)
    found = forecasts(goals.values(), candidates, _speed(cards), pace, today)
    known = Situation(today, goals, sum(one.steps for one in found))
    standing = current_streak(streaks(day for day, _ in days), today)
    return Evening(
        today,
        Tonight(agenda(candidates, known), minutes),
        entries,
        found,
        pace,
        dict(days).get(today, 0.0),
        standing.days if standing else 0,
    )


def _candidates(
    services: "Services",
    cards: "Iterable[SectionCard]",
    goals: Mapping[str, Goal],
    now: datetime,
) -> "tuple[dict[str, Entry], list[Candidate]]":
    """What could be practised, and where its scores are."""
    library = services.catalogue.entries()
    shift = (now.utcoffset() or timedelta(0)) - timedelta(hours=services.settings.day_border)
    entries = _by_score(library)
    known = [
        _candidate(card, goals.get(card.score_id), shift)
        for card in cards
        if card.score_id in entries
    ]
    found = [*known, *_run_throughs(known)]
    begun = {one.score_id for one in found}
    found += _sections_of_goals(services, entries, [goals[one] for one in goals.keys() - begun])
    if not any(one.is_new for one in found):
        pieces = 1 if begun else AT_FIRST
        others = unbegun(services, library, begun)
        for entry, one in first_sections(services, others, pieces, _said(services, begun)):
            entries.setdefault(one.score_id, entry)
            found.append(one)
    return entries, found


def _said(services: "Services", begun: Collection[str]) -> str:
    """Why a piece is proposed that was never begun; what was played may be in no library now."""
    if begun:
        return NEXT
    return OTHER if services.history.takes(limit=1) else TO_BEGIN_WITH


def _by_score(entries: "Iterable[Entry]") -> "dict[str, Entry]":
    """The entries whose files are there, by score id."""
    there = (entry for entry in entries if not entry.is_missing and not entry.fault)
    return {entry.score_id: entry for entry in there if entry.score_id is not None}


def _candidate(card: "SectionCard", goal: Goal | None, shift: timedelta) -> Candidate:
    section = card.section
    goal_tempo = goal.tempo if goal else card.goal_tempo
    return Candidate(
        card.score_id,
        card.title,
        section.passage(card.hands),
        card.first_bar if card.first_bar == card.last_bar else f"{card.first_bar}–{card.last_bar}",
        card.seconds,
        section.name,
        card.chance,
        card.stability,
        (card.due + shift).date() if card.due else None,
        (card.practised_at + shift).date() if card.practised_at else None,
        _tempo(card, goal_tempo),
    )


def _tempo(card: "SectionCard", goal_tempo: float) -> float:
    """A step faster than it was clean at, in steps of five percent, and never above the goal."""
    if card.is_new:
        share = goal_tempo * CAREFULLY
    elif card.clean_tempo is None:
        share = goal_tempo * _UNTRIED
    else:
        share = min(goal_tempo, card.clean_tempo + TEMPO_STEP)
    return stepped(share)


def _run_throughs(known: Iterable[Candidate]) -> Iterator[Candidate]:
    """The pieces of which every section has been practised, from beginning to end."""
    pieces: defaultdict[str, list[Candidate]] = defaultdict(list)
    for one in known:
        if one.passage.hands is Hands.BOTH:
            pieces[one.score_id].append(one)
    for sections in pieces.values():
        if all(one.practised is not None for one in sections):
            yield _run_through(sections)


def _run_through(sections: list[Candidate]) -> Candidate:
    sections = sorted(sections, key=lambda one: one.passage.start)
    first, last = sections[0], max(sections, key=lambda one: one.passage.end)
    days = [one.practised for one in sections if one.practised is not None]
    return Candidate(
        first.score_id,
        first.title,
        Passage(Fraction(0), last.passage.end),
        f"{first.bars.split('–')[0]}–{last.bars.split('–')[-1]}",
        sum(one.seconds for one in sections),
        chance=fmean(one.chance for one in sections),
        practised=max(days),
        tempo=1.0,
    )


def _sections_of_goals(
    services: "Services", entries: "Mapping[str, Entry]", goals: Iterable[Goal]
) -> Iterator[Candidate]:
    """The sections of pieces that have a goal and were never begun."""
    from renshu.errors import ScoreError
    from renshu.library.loading import load

    for goal in sorted(goals, key=lambda one: one.score_id):
        if (entry := entries.get(goal.score_id)) is None:
            continue
        try:
            score = load(entry.path, services.cache).score
        except ScoreError:
            continue
        yield from new_sections(score, entry.title, goal.tempo)


def _speed(cards: "Iterable[SectionCard]") -> float:
    """Minutes of practice a second of music, as measured on what is secure."""
    return speed(
        [
            (card.passes * card.seconds / 60, card.seconds)
            for card in cards
            if card.passes and card.chance >= SECURE
        ]
    )

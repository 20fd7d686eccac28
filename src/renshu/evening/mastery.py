"""Mastery as all front ends share it: worked out when something was played or said, and shown."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from renshu.errors import HistoryError, ScoreError
from renshu.evening.services import Services
from renshu.practice.mastery.clock import Clock
from renshu.practice.mastery.scheduling import Overrule, Verdict
from renshu.practice.section import Section, section_of
from renshu.score.notation import Score
from renshu.score.passage import Hands, Passage

if TYPE_CHECKING:
    from renshu.practice.mastery.card import SectionCard
    from renshu.practice.mastery.dealing import Facts
    from renshu.practice.mastery.evidence import PlayedBar, Unit
    from renshu.practice.mastery.piece import PieceMastery


@dataclass(frozen=True, slots=True)
class Known:
    """How well a piece is known at some moment."""

    bars: "Mapping[Unit, float]"
    """The chance of a clean pass at the goal tempo, by bar and hands."""
    cards: "tuple[SectionCard, ...]"
    """Of its sections."""
    piece: float
    """The chance of a clean pass of all of it with both hands."""
    share: float
    """The share of its bars that are mastered."""


def refresh(services: Services, score: Score, now: datetime) -> None:
    """Work out the cards of a piece anew, and keep them. This takes its time: do it in a thread.

    Args:
        services: Where the history is.
        score: The piece as it is written.
        now: Aware UTC.

    Raises:
        HistoryError: The history cannot be read or written.
    """
    from renshu.practice.mastery.dealing import deal
    from renshu.practice.mastery.piece import learning

    facts, mastery = _known(services, score)
    cards, told = deal(facts, mastery, now), learning(mastery.skills)
    services.history.mastery.keep(score.id, cards, told, len(facts.played))


def keep_cards(services: Services, score: Score) -> None:
    """Work out the cards of a piece of which a take was stored. This never raises.

    What fails now is done when the program starts again.
    """
    try:
        refresh(services, score, datetime.now(UTC))
    except HistoryError:
        return
    except Exception as error:  # noqa: BLE001 - a take is kept whatever becomes of the cards
        services.report(error)


def refresh_if_stale(services: Services, score: Score) -> None:
    """Work out the cards of a piece if its diaries have changed. This waits for the disk.

    Raises:
        HistoryError: The history cannot be read or written.
    """
    if services.history.mastery.is_stale(score.id):
        refresh(services, score, datetime.now(UTC))


def refresh_stale(services: Services, is_wanted: Callable[[], bool] = lambda: True) -> int:
    """Work out what is missing, of pieces that are in the library; how many there were.

    Args:
        services: Where takes and scores are.
        is_wanted: Asked before each piece whether to go on.

    Raises:
        HistoryError: The history cannot be read or written.
    """
    from renshu.evening.archive import find_score

    done = 0
    for score_id in services.history.mastery.stale():
        if not is_wanted():
            break
        try:
            score = find_score(services, score_id, "").score
        except ScoreError:
            continue
        keep_cards(services, score)
        done += 1
    return done


def known(services: Services, score: Score, now: datetime) -> Known:
    """How well a piece is known. This waits for the disk.

    Raises:
        HistoryError: The history cannot be read.
    """
    from renshu.practice.mastery.dealing import deal
    from renshu.practice.mastery.piece import of_bars, share_mastered

    facts, mastery = _known(services, score)
    bars = mastery.bars(now, facts.usual_goal)
    cards = (replace(card, chance=card.forecast.at(now)) for card in deal(facts, mastery, now))
    every = [measure.index for measure in score.measures]
    return Known(bars, tuple(cards), of_bars(bars, every, Hands.BOTH), share_mastered(bars))


def overrule(
    services: Services,
    score: Score,
    passage: Passage,
    verdict: Verdict,
    due: datetime | None = None,
) -> None:
    """Take down what the player says of a section against what was measured.

    Raises:
        HistoryError: The history cannot be read or written.
    """
    now = datetime.now(UTC)
    services.history.mastery.overrule(score.id, passage, Overrule(now, verdict, due))
    refresh(services, score, now)


def _known(services: Services, score: Score) -> "tuple[Facts, PieceMastery]":
    from renshu.practice.mastery.piece import piece_mastery

    facts = _facts(services, score)
    elsewhere = services.history.mastery.learning(but_of=score.id)
    return facts, piece_mastery(facts.notes, facts.played, elsewhere)


def _facts(services: Services, score: Score) -> "Facts":
    from renshu.practice.mastery.dealing import Facts

    history, border = services.history, services.settings.day_border
    played = history.mastery.played(score.id, border)
    said = history.mastery.overrules(score.id)
    goals = [goal.tempo for goal in history.goals.all() if goal.score_id == score.id]
    return Facts(
        score,
        _sections(score, history.sections.kept(score.id), said),
        played,
        said,
        {
            replace(kept.passage, is_looped=False): kept.ladder.terms.goal
            for kept in history.sections.ladders(score.id)
        },
        goals[0] if goals else 1.0,
        Clock(_offset(played), border),
    )


def _sections(
    score: Score, kept: Iterable[Section], said: Iterable[Passage]
) -> tuple[Section, ...]:
    """Those kept, the phrases that are not, and those of which the player has said something."""
    from renshu.practice.proposing import phrases

    found: list[Section] = []
    spoken = sorted(said, key=lambda one: (one.start, one.end))
    others = (*(one.section for one in phrases(score)), *map(section_of, spoken))
    for section in (*kept, *others):
        if not any(section.has_stretch_of(one) for one in found):
            found.append(section)
    return tuple(found)


def _offset(played: "Iterable[PlayedBar]") -> timedelta:
    """Where the player is: the clock of this machine, as it was when something was played last."""
    latest = max((one.at for one in played), default=datetime.now(UTC))
    return latest.astimezone().utcoffset() or timedelta()

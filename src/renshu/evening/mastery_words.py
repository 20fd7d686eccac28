"""Mastery in words, table cells and JSON, as all front ends tell it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from renshu.evening.mastery import Known
from renshu.evening.percent import percent
from renshu.evening.status import HANDS
from renshu.practice.mastery.clock import Clock
from renshu.score.bars import printed
from renshu.score.notation import Score
from renshu.score.passage import Hands
from renshu.score.quarters import quarters_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from renshu.practice.mastery.card import SectionCard
    from renshu.practice.mastery.evidence import Unit

CARD_HEADS = ("Section", "Bars", "Hands", "Clean pass", "Passes", "Fastest clean", "Due")
BAR_HEADS = ("Bar", "Both", "Left", "Right")


def piece_line(score: Score, found: Known) -> str:
    """How well a piece is known, in a sentence."""
    if not any(card.practised_at for card in found.cards):
        return f"{score.title}: nothing has been practised yet; what follows is a first guess."
    return (
        f"{score.title}: {percent(found.share)} of the bars are mastered; "
        f"the chance of a clean pass of all of it is {found.piece:.0%}."
    )


def card_cells(card: "SectionCard", now: datetime, border_hour: int) -> tuple[object, ...]:
    """The line of a section in a table; a day begins at `border_hour`."""
    bars = (
        card.first_bar if card.first_bar == card.last_bar else f"{card.first_bar}–{card.last_bar}"
    )
    return (
        card.section.name,
        bars,
        HANDS[card.hands],
        f"{card.chance:.0%}",
        card.passes,
        "" if card.clean_tempo is None else f"{card.clean_tempo:.0%}",
        due_text(card.due, now, border_hour),
    )


def due_text(due: datetime | None, now: datetime, border_hour: int) -> str:
    """When something wants to be played again, in words; nothing for what is new.

    Args:
        due: Aware.
        now: Aware.
        border_hour: When a day begins by the clock of this machine.
    """
    if due is None:
        return ""
    clock = Clock(now.astimezone().utcoffset() or timedelta(), border_hour)
    days = (clock.day(due) - clock.day(now)).days
    if days <= 0:
        return "now"
    return "tomorrow" if days == 1 else f"in {days} days"


def card_json(card: "SectionCard") -> dict[str, object]:
    """A section; tempi are shares of the written one, places quarters as `P/Q`, times UTC."""
    return {
        "section": card.section.name,
        "start": quarters_text(card.section.start),
        "end": quarters_text(card.section.end),
        "bars": [card.first_bar, card.last_bar],
        "hands": card.hands.value,
        "chance": round(card.chance, 4),
        "goal_tempo": card.goal_tempo,
        "clean_tempo": card.clean_tempo,
        "passes": card.passes,
        "practised_at": card.practised_at.isoformat() if card.practised_at else None,
        "due": card.due.isoformat() if card.due else None,
        "stability_days": round(card.stability, 2),
    }


def bar_cells(score: Score, chances: "Mapping[Unit, float]", bar: int) -> tuple[str, ...]:
    """The line of a bar in a table; nothing for hands that rest."""
    shares = (chances.get((bar, hands)) for hands in (Hands.BOTH, Hands.LEFT, Hands.RIGHT))
    return printed(score, bar), *(percent(share) for share in shares)


def bar_json(score: Score, chances: "Mapping[Unit, float]", bar: int) -> dict[str, object]:
    """A bar: the chance of a clean pass by hands, those left out that rest."""
    found = {hands.value: chances.get((bar, hands)) for hands in Hands}
    told = {hands: round(share, 4) for hands, share in found.items() if share is not None}
    return {"bar": printed(score, bar), "measure": bar, "chance": told}

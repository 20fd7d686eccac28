"""The list of sections says how likely a clean pass is, and hears what the player says of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.pilot import Pilot

from renshu.config import Settings
from renshu.follow.follower import Mode
from renshu.practice.mastery.card import SectionCard
from support.notation import score
from support.screens import make_app, practise, running, screen_text, settle

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp

SCALE = score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 E5 F5 G5 | A5 B5 C6 D6")
WAITING = Settings(mode=Mode.WAIT)


def cards(pilot: Pilot[None]) -> tuple[SectionCard, ...]:
    history = cast("RenshuApp", pilot.app).services.history
    return history.mastery.cards(datetime.now(UTC), SCALE.id)


async def known(pilot: Pilot[None], times: int) -> SectionCard:
    """The card, once the player's words have been taken down."""
    history = cast("RenshuApp", pilot.app).services.history
    for _ in range(100):
        await settle(pilot)
        said = history.mastery.overrules(SCALE.id).values()
        if sum(map(len, said)) == times and cards(pilot):
            break
        await pilot.pause(0.05)
    (card,) = cards(pilot)
    return card


async def test_what_the_player_says_goes_before_what_was_measured(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await pilot.press("f11")
        await settle(pilot)
        assert cards(pilot) == ()
        await pilot.press("i")
        card = await known(pilot, 1)
        assert card.due is not None
        assert card.due > datetime.now(UTC) + timedelta(days=4)
        await pilot.press("a")
        again = await known(pilot, 2)
        assert again.due is not None
        assert again.due < card.due


async def test_the_player_names_a_day(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await pilot.press("f11")
        await settle(pilot)
        await pilot.press("d")
        await settle(pilot)
        await pilot.press("ctrl+u", "end", "ctrl+u", *"3 weeks", "enter")
        await known(pilot, 1)
        await settle(pilot)
        assert "in 21 days" in screen_text(pilot)

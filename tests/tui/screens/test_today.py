"""The plan on the screen: seen, begun, played, and changed by what was played."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.pilot import Pilot

from renshu.config import Settings
from renshu.score.notation import Score
from renshu.tui.screens.practice import PracticeScreen
from renshu.tui.screens.today import TodayScreen
from support.evenings import card, keep_cards, make_services, open_score, song
from support.screens import make_app, running, screen_text, settle

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp

SCORES = {"air.musicxml": song(16), "canon.musicxml": song(16, 1)}


def prepare(home: Path) -> tuple[Score, Score]:
    """Somebody who has sections due in two pieces."""
    services = make_services(home, SCORES)
    now = datetime.now(UTC)
    air, canon = (open_score(services, name) for name in SCORES)
    for score in (air, canon):
        cards = [card(score, range(4 * n, 4 * n + 4), chance=0.5, now=now) for n in range(3)]
        new = card(score, range(12, 16), ago=None, now=now)
        keep_cards(services, score, [*cards, new])
    services.catalogue.close()
    services.history.close()
    return air, canon


@asynccontextmanager
async def tonight(
    home: Path, settings: Settings | None = None, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Pilot[None]]:
    """The plan, opened from the library."""
    async with running(make_app(home, settings=settings), size) as pilot:
        await pilot.press("p")
        await settle(pilot)
        yield pilot


async def test_the_plan_is_a_list_with_reasons(tmp_path: Path) -> None:
    prepare(tmp_path)
    async with tonight(tmp_path) as pilot:
        told = screen_text(pilot)
        assert "Tonight · 8 things in 30 minutes" in told
        assert "Due today: you last played it 3 days ago." in told
        assert "A new step" in told


async def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    async with tonight(tmp_path) as pilot:
        assert "There is nothing to plan with yet" in screen_text(pilot)
        await pilot.press("enter", "s", "g")
        await settle(pilot)
        assert isinstance(pilot.app.screen, TodayScreen)


async def test_everything_is_there_in_a_small_terminal(tmp_path: Path) -> None:
    prepare(tmp_path)
    async with tonight(tmp_path, size=(80, 24)) as pilot:
        told = screen_text(pilot)
        assert "bars 1–4" in told
        assert "Due today: you last played it 3 days ago." in told
        assert "Play" in told


async def test_one_key_goes_to_the_piano_and_back(tmp_path: Path) -> None:
    prepare(tmp_path)
    async with tonight(tmp_path) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, PracticeScreen)
        told = screen_text(pilot)
        assert "loop 1–4" in told
        assert "75%" in told
        await pilot.press("z", "x", "c")
        await pilot.press("escape")
        await settle(pilot)
        assert "Review" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        told = screen_text(pilot)
        assert isinstance(pilot.app.screen, TodayScreen)
        assert "It did not go well yet." in told
        assert "Once more after something else" in told


async def test_who_leaves_without_playing_finds_all_as_it_was(tmp_path: Path) -> None:
    prepare(tmp_path)
    async with tonight(tmp_path) as pilot:
        before = screen_text(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert screen_text(pilot) == before


async def test_more_minutes_less_minutes_and_skips_are_one_key_each(tmp_path: Path) -> None:
    prepare(tmp_path)
    async with tonight(tmp_path, Settings(minutes=10)) as pilot:
        assert "in 10 minutes" in screen_text(pilot)
        await pilot.press("plus")
        assert "in 15 minutes" in screen_text(pilot)
        await pilot.press("minus", "minus", "minus")
        assert "in 5 minutes" in screen_text(pilot)
        await pilot.press("s")
        told = screen_text(pilot)
        assert "Not tonight." in told
        assert "▸ ○" in told


async def test_the_evening_lasts_while_the_player_looks_elsewhere(tmp_path: Path) -> None:
    prepare(tmp_path)
    async with tonight(tmp_path) as pilot:
        await pilot.press("s")
        await pilot.press("escape")
        await settle(pilot)
        assert "library" in screen_text(pilot)
        await pilot.press("p")
        await settle(pilot)
        assert "Not tonight." in screen_text(pilot)


async def test_a_goal_is_set_and_taken_back(tmp_path: Path) -> None:
    air, _ = prepare(tmp_path)
    async with tonight(tmp_path) as pilot:
        await pilot.press("g")
        await settle(pilot)
        assert "By when shall “air” be ready?" in screen_text(pilot)
        await pilot.press(*"soon", "enter")
        await settle(pilot)
        assert "“soon” is no day." in " ".join(screen_text(pilot).split())
        await pilot.press(*["backspace"] * 4, *"30", "space", *"weeks", "enter")
        await settle(pilot)
        assert "air will be ready by" in " ".join(screen_text(pilot).split())
        history = cast("RenshuApp", pilot.app).services.history
        assert [goal.score_id for goal in history.goals.all()] == [air.id]
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("g")
        await settle(pilot)
        await pilot.press("end", *["backspace"] * 10, "enter")
        await settle(pilot)
        assert history.goals.all() == ()


async def test_a_goal_can_be_set_from_the_library(tmp_path: Path) -> None:
    prepare(tmp_path)
    async with running(make_app(tmp_path)) as pilot:
        await pilot.press("g")
        await settle(pilot)
        assert "By when shall “air” be ready?" in screen_text(pilot)


async def test_the_program_can_open_with_the_plan(tmp_path: Path) -> None:
    prepare(tmp_path)
    async with running(make_app(tmp_path, settings=replace(Settings(), today=True))) as pilot:
        await settle(pilot)
        assert isinstance(pilot.app.screen, TodayScreen)

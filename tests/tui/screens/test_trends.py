"""The rooms of trends, with a player's history in them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from renshu.history.store import DAY_BORDER_HOUR
from renshu.library.loaded import Loaded
from renshu.score.bars import looped
from renshu.score.passage import Hands, Passage
from renshu.tui.app import RenshuApp
from renshu.tui.screens.heat import HeatScreen
from renshu.tui.screens.practice import PracticeScreen
from renshu.tui.screens.review import ReviewScreen
from renshu.tui.widgets.day_grid import DayGrid
from renshu.tui.widgets.heat_map import HeatMap
from support.notation import score
from support.screens import make_app, running, screen_text, settle
from support.takes import Bar, make_take

SONG = score(" | ".join(["C4 D4 E4 F4", "G4 A4 B4 C5"] * 4))
SIZES = [(120, 40), (80, 24)]


def with_history(home: Path, evenings: int = 5) -> RenshuApp:
    """Some evenings up to today: bar 4 goes wrong every time, bar 7 once badly."""
    app = make_app(home, engraved=SONG)
    begun = datetime.now(UTC).astimezone() - timedelta(hours=DAY_BORDER_HOUR)
    here = begun.replace(hour=20, minute=0)
    for days in range(evenings):
        bars = [Bar(matched=4)] * 8
        bars[3] = Bar(matched=3, wrong=1)
        if days == 2:
            bars[6] = Bar(missed=4)
        began = (here - timedelta(days=days)).astimezone(UTC)
        take = make_take(SONG.id, began, bars, 600.0)
        app.services.history.finish(replace(take, title="Song"))
    return app


@pytest.mark.parametrize("size", SIZES)
async def test_the_weakest_bar_has_the_cursor_and_is_practised(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = with_history(tmp_path)
    async with running(app, size) as pilot:
        app.show_bars(Loaded.of(SONG, b""))
        await settle(pilot)
        shown = screen_text(pilot)
        assert app.screen.query_one(HeatMap).bar == 3
        assert "Not clean in 5 of the latest 5 takes." in shown
        assert shown.count("▇▇ ▇▇ ▇▇ ▃▃ ▇▇") == 5
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, PracticeScreen)


async def test_the_numbers_of_the_bars_are_a_table(tmp_path: Path) -> None:
    app = with_history(tmp_path)
    async with running(app) as pilot:
        app.show_bars(Loaded.of(SONG, b""))
        await settle(pilot)
        assert "▇ all right" in screen_text(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert "▇ all right" not in screen_text(pilot)
        lines = [line.split() for line in screen_text(pilot).splitlines()]
        bars = [line[line[0] == "▸"] for line in lines if "of" in line and "5" in line]
        assert bars[:2] == ["4", "7"]
        await pilot.press("down")
        await settle(pilot)
        assert app.screen.query_one(HeatMap).bar == 6
        await pilot.press("n", "d", "left", "down")
        await settle(pilot)
        assert "by takes" in screen_text(pilot)
        assert "Bar 6 ·" in screen_text(pilot)


async def test_hands_and_tempi_that_were_not_played_say_so(tmp_path: Path) -> None:
    app = with_history(tmp_path)
    async with running(app) as pilot:
        app.show_bars(Loaded.of(SONG, b""))
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        assert "Not played yet like this" in screen_text(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, HeatScreen)


async def test_a_cell_can_be_pointed_at_and_a_second_click_practises(tmp_path: Path) -> None:
    app = with_history(tmp_path)
    async with running(app) as pilot:
        chosen: list[Passage | None] = []
        app.push_screen(HeatScreen(app.services, Loaded.of(SONG, b"")), chosen.append)
        await settle(pilot)
        await pilot.click(HeatMap, offset=(2 + 14 + 3 * 1, 3))
        await settle(pilot)
        assert "Bar 2 ·" in screen_text(pilot)
        await pilot.click(HeatMap, offset=(2 + 14 + 3 * 1, 3), times=2)
        await settle(pilot)
        assert chosen == [looped(SONG, range(1, 2), Hands.BOTH)]


@pytest.mark.parametrize("size", SIZES)
async def test_curves_follow_each_other(tmp_path: Path, size: tuple[int, int]) -> None:
    app = with_history(tmp_path)
    async with running(app, size) as pilot:
        await pilot.press("r")
        await settle(pilot)
        shown = screen_text(pilot)
        assert "Right notes" in shown
        assert any("\u2800" < char <= "\u28ff" for char in shown)
        await pilot.press("tab")
        await settle(pilot)
        assert "Share of the written tempo: nothing is known yet." in screen_text(pilot)
        await pilot.press("tab", "tab")
        await settle(pilot)
        assert "Minutes at the piano" in screen_text(pilot)
        await pilot.press("n")
        await settle(pilot)
        assert len([line for line in screen_text(pilot).splitlines() if " 97%" in line]) == 4


async def test_a_curve_is_kept_as_a_picture(tmp_path: Path) -> None:
    app = with_history(tmp_path)
    async with running(app) as pilot:
        await pilot.press("r", "s")
        await settle(pilot)
        await pilot.press("s")
        await settle(pilot)
        assert (tmp_path / "data" / "pictures" / "Accuracy of all pieces.svg").exists()


@pytest.mark.parametrize("size", SIZES)
async def test_the_calendar_shows_the_takes_of_a_day(tmp_path: Path, size: tuple[int, int]) -> None:
    app = with_history(tmp_path, evenings=3)
    async with running(app, size) as pilot:
        app.open_calendar()
        await settle(pilot)
        today = app.screen.query_one(DayGrid).day
        assert "streak of 3 days" in screen_text(pilot)
        assert "10 min · 1 take · 97% right" in screen_text(pilot)
        await pilot.press("left")
        await settle(pilot)
        assert app.screen.query_one(DayGrid).day == today - timedelta(days=1)
        assert "20:00" in screen_text(pilot)
        await pilot.press("pageup", "shift+left")
        await settle(pilot)
        assert "nothing played" in screen_text(pilot)


async def test_a_day_in_numbers_leads_back_to_the_year(tmp_path: Path) -> None:
    app = with_history(tmp_path, evenings=3)
    async with running(app) as pilot:
        app.open_calendar()
        await settle(pilot)
        today = app.screen.query_one(DayGrid).day
        await pilot.press("n")
        await settle(pilot)
        assert "first take" in screen_text(pilot)
        await pilot.press("down")
        await settle(pilot)
        yesterday = today - timedelta(days=1)
        assert f"{yesterday:%A} {yesterday:%d %B %Y} ·" in screen_text(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen.query_one(DayGrid).day == today - timedelta(days=1)


async def test_a_day_can_be_pointed_at(tmp_path: Path) -> None:
    app = with_history(tmp_path, evenings=3)
    async with running(app) as pilot:
        app.open_calendar()
        await settle(pilot)
        grid = app.screen.query_one(DayGrid)
        week, weekday = grid.shown.weeks - 2, 2
        left = (grid.size.width - 5 - 2 * grid.shown.weeks) // 2
        await pilot.click(DayGrid, offset=(left + 5 + 2 * week, 1 + weekday))
        await settle(pilot)
        assert grid.day == grid.shown.day(week, weekday)


@pytest.mark.parametrize("key", ["r", "y"])
async def test_an_empty_room_says_what_to_do(tmp_path: Path, key: str) -> None:
    app = make_app(tmp_path)
    async with running(app) as pilot:
        await pilot.press(key)
        await settle(pilot)
        assert "open a score, play, and press Escape" in screen_text(pilot)
        await pilot.press("s", "n", "n", "enter", "escape")
        await settle(pilot)
        assert "library" in screen_text(pilot)


async def test_bars_of_nothing_say_so(tmp_path: Path) -> None:
    app = make_app(tmp_path, engraved=SONG)
    async with running(app) as pilot:
        app.show_bars(Loaded.of(SONG, b""))
        await settle(pilot)
        assert "This piece was not played yet." in screen_text(pilot)
        await pilot.press("w", "enter", "n", "enter")
        await settle(pilot)
        assert isinstance(app.screen, HeatScreen)


async def test_what_is_reached_is_told_once(tmp_path: Path) -> None:
    app = with_history(tmp_path, evenings=1)
    told: list[str] = []
    async with running(app) as pilot:
        for _ in range(2):
            app.tell_milestones()
            await settle(pilot)
            told += [note.message for note in app._notifications]
            app.clear_notifications()
            await settle(pilot)
        assert told == ["Milestone: first take."]


async def test_the_review_of_a_take_has_a_way_to_its_bars(tmp_path: Path) -> None:
    app = with_history(tmp_path, evenings=1)
    async with running(app) as pilot:
        take = app.services.history.take(app.services.history.takes()[0].id)
        app.push_screen(ReviewScreen(app.services, Loaded.of(SONG, b""), replace(take, labels=())))
        await settle(pilot)
        await pilot.press("v")
        await settle(pilot)
        assert isinstance(app.screen, HeatScreen)

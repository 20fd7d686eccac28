"""The room of the takes: found, replayed, compared, deleted and brought back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from renshu.evening.take_files import take_path
from renshu.follow.follower import Mode
from renshu.follow.review import review
from renshu.history.store import History
from renshu.library.loaded import Loaded
from renshu.practice.take import EndedBy, Take
from renshu.score.passage import whole
from renshu.tui.app import RenshuApp
from renshu.tui.screens.compare import CompareScreen
from renshu.tui.screens.history import EMPTY, NOT_FOUND, HistoryScreen
from renshu.tui.screens.practice import PracticeScreen
from renshu.tui.screens.replay import ReplayScreen
from renshu.tui.screens.review import ReviewScreen
from renshu.tui.widgets.desk import Desk
from renshu.tui.widgets.listing import Listing
from support.notation import score
from support.pianist import Missed, Mistake, Wrong, play
from support.screens import make_app, running, screen_text, settle
from support.takes import later, make_take

SONG = score(" | ".join(["C4 D4 E4 F4", "G4 A4 B4 C5"] * 3), title="The Song")
EVENING = datetime(2026, 11, 20, 19, tzinfo=UTC)


def song_take(number: int, *, misses: int = 0) -> Take:
    """The take of one evening after another, a note wrong in each."""
    mistakes: list[Mistake] = [Wrong(3), *(Missed(5 + chord) for chord in range(misses))]
    events = play(SONG, mistakes=mistakes, tempo=0.6 + 0.1 * number).events
    return Take(
        f"{number}" * 32, SONG.id, SONG.title, EVENING + timedelta(days=number), whole(SONG),
        Mode.FREE, 1.0, events, review(SONG, whole(SONG), Mode.FREE, events), EndedBy.END,
    )  # fmt: skip


@pytest.fixture
def app(tmp_path: Path) -> RenshuApp:
    """A program with three takes of a song that it knows, and one of another piece."""
    app = make_app(tmp_path, engraved=SONG)
    app.services.last_opened = Loaded.of(SONG, b"")
    takes = [song_take(number, misses=2 - number) for number in range(3)]
    takes.append(make_take("other", EVENING - timedelta(days=9)))
    history = History(app.services.folders.history)
    history.merge((take, timedelta()) for take in takes)
    history.close()
    return app


async def in_history(pilot: Pilot[None]) -> HistoryScreen:
    app = cast("RenshuApp", pilot.app)
    app.open_history()
    await settle(pilot)
    return cast("HistoryScreen", app.screen)


def listed(pilot: Pilot[None]) -> int:
    return len(pilot.app.screen.query_one(Listing)._lines)


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settle(pilot)


async def test_takes_are_listed_evening_by_evening(app: RenshuApp) -> None:
    async with running(app) as pilot:
        await in_history(pilot)
        shown = screen_text(pilot)
        assert "4 takes" in shown
        assert "22 Nov 2026" in shown
        assert shown.index("22 Nov") < shown.index("20 Nov") < shown.index("11 Nov")


async def test_an_empty_history_says_what_to_do(tmp_path: Path) -> None:
    async with running(make_app(tmp_path)) as pilot:
        await in_history(pilot)
        assert EMPTY in screen_text(pilot)
        await press(pilot, "space", "c", "e", "a", "x", "u", "f", "enter")
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_takes_are_found_by_words_of_the_title(app: RenshuApp) -> None:
    async with running(app) as pilot:
        screen = await in_history(pilot)
        await press(pilot, "slash", *"song")
        assert listed(pilot) == 3
        await press(pilot, *"xx")
        assert NOT_FOUND in screen_text(pilot)
        await press(pilot, "escape")
        assert listed(pilot) == 4
        assert not screen.query(Input)


async def test_only_takes_of_a_piece(app: RenshuApp) -> None:
    async with running(app) as pilot:
        await in_history(pilot)
        await press(pilot, "end", "f")
        assert listed(pilot) == 1
        await press(pilot, "f")
        assert listed(pilot) == 4
        app.pop_screen()
        app.open_history(SONG.id, SONG.title)
        await settle(pilot)
        assert (listed(pilot), "History: The Song" in screen_text(pilot)) == (3, True)


async def test_a_deleted_take_comes_back_with_its_file(app: RenshuApp) -> None:
    async with running(app) as pilot:
        screen = await in_history(pilot)
        take = app.services.history.take("2" * 32)
        assert screen.selected == take.id
        path = take_path(app.services.folders.takes, take)
        path.write_bytes(b"")
        await press(pilot, "x")
        assert (listed(pilot), path.exists()) == (3, False)
        await press(pilot, "u")
        assert (listed(pilot), path.exists()) == (4, True)
        assert app.services.history.take(take.id) == take


async def test_a_take_is_written_where_the_player_says(app: RenshuApp, tmp_path: Path) -> None:
    async with running(app) as pilot:
        await in_history(pilot)
        for name, is_written in (("take.txt", False), ("take.csv", True)):
            await press(pilot, "e")
            app.screen.query_one(Input).value = str(tmp_path / name)
            await press(pilot, "enter")
            assert (tmp_path / name).exists() == is_written
            await press(pilot, "escape") if not is_written else None
        assert "take.csv" in screen_text(pilot)


async def test_a_take_is_judged_again(app: RenshuApp) -> None:
    async with running(app) as pilot:
        history = app.services.history
        history.judge_again("2" * 32, (), 0)
        await in_history(pilot)
        await press(pilot, "a")
        assert history.take("2" * 32).labels == song_take(2).labels


async def test_older_verdicts_are_made_anew_by_themselves(app: RenshuApp) -> None:
    history = History(app.services.folders.history)
    history.merge([(replace(song_take(7), labels=(), judge=0), timedelta())])
    history.close()
    async with running(app) as pilot:
        await settle(pilot)
        assert app.services.history.take("7" * 32).labels == song_take(7).labels


async def test_two_takes_side_by_side(app: RenshuApp) -> None:
    async with running(app) as pilot:
        await in_history(pilot)
        await press(pilot, "c")
        assert "A The Song" in screen_text(pilot)
        await press(pilot, "down", "down", "c")
        assert isinstance(app.screen, CompareScreen)
        shown = screen_text(pilot)
        assert "A  20 Nov 2026" in shown
        assert "60% tempo" in shown
        assert "Tempo, share of the written one" in shown
        await press(pilot, "tab")
        assert "Timing of each note" in screen_text(pilot)
        await press(pilot, "s")
        assert app.screen.query_one(Listing)._lines.key(0) == "1"
        await press(pilot, "enter")
        assert isinstance(app.screen, PracticeScreen)


async def test_takes_of_two_pieces_are_not_compared(app: RenshuApp) -> None:
    async with running(app) as pilot:
        await in_history(pilot)
        await press(pilot, "end", "c", "home", "c")
        assert isinstance(app.screen, HistoryScreen)
        assert "different pieces" in screen_text(pilot)
        await press(pilot, "end", "c")
        assert app.screen.chosen is None


async def test_a_take_is_replayed_with_cursor_and_verdicts(app: RenshuApp) -> None:
    async with running(app) as pilot:
        await in_history(pilot)
        await press(pilot, "space")
        assert isinstance(app.screen, ReplayScreen)
        desk = app.screen.query_one(Desk)
        assert desk.measure == 0
        await press(pilot, "right", "right")
        assert desk.measure == 2
        assert desk._tallies[0].wrong == 1
        await press(pilot, "home")
        assert desk.measure == 0
        assert desk._tallies[0].wrong == 0
        await press(pilot, "space")
        assert "paused" in screen_text(pilot).splitlines()[0]
        await press(pilot, "down", "g", *"5", "enter")
        first = screen_text(pilot).splitlines()[0]
        assert "75% speed" in first
        assert "bar 5" in first
        await press(pilot, "escape")
        assert isinstance(app.screen, HistoryScreen)


async def test_a_review_leads_to_the_takes_of_its_piece(app: RenshuApp) -> None:
    async with running(app) as pilot:
        await in_history(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, ReviewScreen)
        await press(pilot, "h")
        assert listed(pilot) == 3


async def test_takes_are_read_as_they_are_looked_at(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    history = History(app.services.folders.history)
    takes = (make_take(started_at=later(number), bars=()) for number in range(600))
    history.merge((take, timedelta()) for take in takes)
    history.close()
    async with running(app) as pilot:
        screen = await in_history(pilot)
        assert listed(pilot) == 600
        assert screen._found is not None
        assert screen._found.pages_read == 1
        await press(pilot, "end")
        assert screen._found.pages_read <= 3

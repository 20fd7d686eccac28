"""What lies over a room, a dialog or the word that the terminal is too small, hides no piano."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.pilot import Pilot

from renshu.config import Settings
from renshu.follow.follower import Mode
from renshu.library import loading
from renshu.library.loaded import Loaded
from renshu.performance.events import KeyDown, KeyUp
from renshu.tui.screens.practice import PracticeScreen
from renshu.tui.screens.review import ReviewScreen
from support.notation import score
from support.screens import make_app, practise, running, screen_text, settle
from support.tiny_scores import piano_score

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp

SCALE = score("C4 D4 E4 F4 | G4 A4 B4 C5")


async def play(pilot: Pilot[None], app: "RenshuApp", *pitches: int) -> None:
    for number, pitch in enumerate(pitches):
        app.play(KeyDown(float(number), pitch))
        app.play(KeyUp(number + 0.9, pitch))
    await settle(pilot)


@pytest.mark.parametrize("key", ["f1", "ctrl+g", "f7", "ctrl+p"])
async def test_the_piano_is_heard_behind_a_dialog(tmp_path: Path, key: str) -> None:
    app = make_app(tmp_path, engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        await pilot.press(key)
        await settle(pilot)
        assert not isinstance(app.screen, PracticeScreen)
        await play(pilot, app, 60, 62)
        await pilot.press("escape")
        await settle(pilot)
        assert "100% right" in screen_text(pilot)


async def test_the_piano_is_heard_while_the_terminal_is_too_small(tmp_path: Path) -> None:
    app = make_app(tmp_path, engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        await pilot.resize_terminal(40, 10)
        await settle(pilot)
        await play(pilot, app, 60, 62)
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert "100% right" in screen_text(pilot)


async def test_a_run_that_ends_while_the_terminal_is_too_small_is_reviewed(tmp_path: Path) -> None:
    app = make_app(tmp_path, settings=Settings(mode=Mode.WAIT), engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        await play(pilot, app, 60)
        await pilot.resize_terminal(40, 10)
        await settle(pilot)
        await play(pilot, app, 62, 64, 65, 67, 69, 71, 72)
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, PracticeScreen)


async def test_a_score_that_is_read_while_the_terminal_is_too_small_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    song = tmp_path / "song.musicxml"
    song.write_bytes(piano_score(["C5:16"], ["C4:16"]))
    may_go_on = asyncio.Event()

    async def load(*_: object) -> Loaded:
        await may_go_on.wait()
        return Loaded.of(SCALE, b"")

    monkeypatch.setattr(loading, "load_async", load)
    app = make_app(tmp_path, engraved=SCALE)
    async with running(app) as pilot:
        app.open_score(song, "Song")
        await pilot.pause()
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        may_go_on.set()
        await pilot.pause(0.1)
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert isinstance(app.screen, PracticeScreen)
        await pilot.press("escape")
        await settle(pilot)
        assert "library" in screen_text(pilot)

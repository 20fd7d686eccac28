"""A damaged history, offered back on the screen."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from textual.widgets import Label

from renshu.config import Folders
from renshu.database.backups import back_up
from renshu.history.schema import HISTORY
from renshu.history.store import History
from renshu.performance.events import KeyDown
from renshu.tui.screens.mending import MendingScreen
from support.damage import something_else
from support.notation import score
from support.screens import make_app, practise, running, screen_text, settle
from support.takes import make_take

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp

SCALE = score("C4 D4 E4 F4")


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """Those of a player whose history was damaged after it was copied."""
    folders = Folders.below(tmp_path)
    folders.prepare()
    history = History(folders.history)
    history.finish(make_take())
    history.close()
    back_up(folders.history, HISTORY, folders.backups, date(2026, 11, 20))
    something_else(folders.history)
    return folders


def words(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


async def test_enter_brings_the_copy_back(tmp_path: Path, folders: Folders) -> None:
    async with running(make_app(tmp_path)) as pilot:
        told = words(screen_text(pilot))
        assert "The history can be brought back" in told
        assert "the copy of 2026-11-20" in told
        await pilot.press("enter")
        await settle(pilot)
        app = cast("RenshuApp", pilot.app)
        assert len(app.services.history.takes()) == 1
        assert any("has 1 take again" in n.message for n in app._notifications)
    assert len(list(folders.data.glob("history-damaged-*.db"))) == 1


async def test_escape_leaves_it_and_one_plays_all_the_same(
    tmp_path: Path, folders: Folders
) -> None:
    before = folders.history.read_bytes()
    app = make_app(tmp_path, engraved=SCALE)
    async with running(app) as pilot:
        await pilot.press("escape")
        await practise(pilot, SCALE)
        app.play(KeyDown(1.0, 60))
        await pilot.press("escape")
        await settle(pilot)
        assert "● 1 right" in screen_text(pilot)
        assert len(list(folders.waiting.glob("*.json"))) == 1
    assert folders.history.read_bytes() == before
    async with running(make_app(tmp_path)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert len(cast("RenshuApp", pilot.app).services.history.takes()) == 2
    assert list(folders.waiting.glob("*.json")) == []


@pytest.mark.usefixtures("folders")
async def test_it_is_not_asked_while_somebody_plays(tmp_path: Path) -> None:
    app = make_app(tmp_path, engraved=SCALE)
    async with running(app, size=(80, 24)) as pilot:
        assert isinstance(app.screen, MendingScreen)
        await pilot.press("escape")
        await practise(pilot, SCALE)
        app._told.clear()
        app.play(KeyDown(1.0, 60))
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(app.screen, MendingScreen)
        await pilot.press("escape")
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(app.screen, MendingScreen)


@pytest.mark.parametrize(("line", "takes"), [("Bring it back", 1), ("Not now", None)])
async def test_a_click_answers(
    tmp_path: Path, folders: Folders, line: str, takes: int | None
) -> None:
    app = make_app(tmp_path)
    async with running(app) as pilot:
        answer = next(one for one in app.screen.query(Label) if line in str(one.render()))
        await pilot.click(answer)
        await settle(pilot)
        assert not isinstance(app.screen, MendingScreen)
        if takes is not None:
            assert len(app.services.history.takes()) == takes
    assert bool(list(folders.data.glob("history-damaged-*.db"))) == (takes is not None)

"""Choosing keyboards on the screen."""

from pathlib import Path

import pytest

from renshu.config import Settings, load_settings
from renshu.performance.events import KeyDown
from renshu.tui.screens.keyboards import KeyboardsScreen
from renshu.tui.widgets.head_line import HeadLine
from support.midi_ports import FakeSystem
from support.plugged import PIANO, PLAIN, Plugged, listening, plugged
from support.screens import make_app, running, screen_text, settle

STAGE = "Stage:Stage MIDI 1 24:0"
PLAIN_STAGE = "Stage:Stage MIDI 1"


async def heard_by(piano: Plugged, *names: str) -> None:
    for _ in range(200):
        if piano.app.heard == names:
            return
        await piano.pilot.pause(0.02)
    raise AssertionError(piano.app.heard)


async def test_a_keyboard_is_chosen_by_name_and_remembered(tmp_path: Path) -> None:
    async with plugged(tmp_path, PIANO, STAGE) as piano:
        await heard_by(piano, PLAIN)
        await piano.pilot.press("ctrl+k")
        await settle(piano.pilot)
        assert PLAIN_STAGE in screen_text(piano.pilot)
        await piano.pilot.press("down", "enter")
        await heard_by(piano, PLAIN_STAGE)
    settings, _ = load_settings(piano.app.services.folders.settings)
    assert settings.keyboard == PLAIN_STAGE
    async with plugged(tmp_path, PIANO, STAGE, settings=settings) as piano:
        await heard_by(piano, PLAIN_STAGE)


async def test_two_keyboards_are_heard_together(tmp_path: Path) -> None:
    async with plugged(tmp_path, PIANO, STAGE) as piano:
        await piano.pilot.press("ctrl+k")
        await settle(piano.pilot)
        await piano.pilot.press("down", "space")
        await heard_by(piano, PLAIN, PLAIN_STAGE)
        await piano.pilot.pause(1.1)
        assert "together" in screen_text(piano.pilot)
        await piano.pilot.press("escape")
        heard = listening(piano)
        await piano.play([KeyDown(1.0, 60)])
        await piano.play([KeyDown(1.2, 48)], STAGE)
        assert [event.pitch for event in heard if isinstance(event, KeyDown)] == [60, 48]
        settings, _ = load_settings(piano.app.services.folders.settings)
        assert settings.together == (PLAIN_STAGE,)


async def test_a_port_that_another_program_holds_is_told_plainly(tmp_path: Path) -> None:
    system = FakeSystem(PIANO)
    system.held_by_others.add(PIANO)
    async with running(make_app(tmp_path, settings=Settings(), midi=system)) as pilot:
        for _ in range(100):
            if pilot.app._notifications:
                break
            await pilot.pause(0.02)
        (told,) = pilot.app._notifications
        assert "cannot be opened; another program may hold it: close that one" in told.message


async def test_what_is_played_shows_which_keyboard_it_is(tmp_path: Path) -> None:
    async with plugged(tmp_path) as piano:
        await piano.pilot.press("ctrl+k")
        await settle(piano.pilot)
        await piano.strike(61)
        assert "♪ C♯4" in screen_text(piano.pilot)


async def test_whoever_points_at_the_keyboard_in_the_head_line_chooses_it(tmp_path: Path) -> None:
    async with plugged(tmp_path) as piano:
        piano.app.clear_notifications()
        await settle(piano.pilot)
        await piano.pilot.click(HeadLine, offset=(5, 0))
        await settle(piano.pilot)
        assert not isinstance(piano.app.screen, KeyboardsScreen)
        await piano.pilot.click(HeadLine, offset=(117, 0))
        await settle(piano.pilot)
        assert isinstance(piano.app.screen, KeyboardsScreen)


@pytest.mark.parametrize("name", ["Keyboards:", "Calibrate:", "Range:", "From the piano:"])
async def test_the_palette_offers_it(tmp_path: Path, name: str) -> None:
    async with plugged(tmp_path) as piano:
        await piano.pilot.press("ctrl+p", *name.removesuffix(":").lower().replace(" ", ""))
        await settle(piano.pilot)
        await piano.pilot.pause(0.3)
        assert name in screen_text(piano.pilot)


async def test_a_plug_that_is_pulled_while_the_program_ends_is_no_error(tmp_path: Path) -> None:
    async with plugged(tmp_path, PIANO) as piano:
        await heard_by(piano, PLAIN)
        await piano.pilot.app.query_one(HeadLine).remove()
        piano.system.ports.clear()
        for _ in range(200):
            if piano.app.port is None:
                break
            await piano.pilot.pause(0.02)
        await settle(piano.pilot)
    assert piano.app.port is None
    assert piano.app.return_code in {None, 0}

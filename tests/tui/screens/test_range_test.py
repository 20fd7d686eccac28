"""The range test on the screen."""

from pathlib import Path

from renshu.config import Settings, load_settings
from renshu.config.port_settings import PortSettings
from renshu.performance.events import PedalMove
from renshu.tui.screens.range_test import NOT_A_KEYBOARD
from support.plugged import PLAIN, Plugged, listening, plugged
from support.screens import make_app, running, screen_text, settle


async def test_the_outermost_keys_say_which_piano_it_is(tmp_path: Path) -> None:
    async with plugged(tmp_path) as piano:
        await piano.pilot.press("f22")
        await settle(piano.pilot)
        assert "Press the lowest key" in screen_text(piano.pilot)
        await piano.strike(36)
        assert "Press the highest key" in screen_text(piano.pilot)
        await piano.strike(40)
        assert "less than an octave" in screen_text(piano.pilot)
        await piano.strike(96)
        assert "61 keys, C2 to C7." in screen_text(piano.pilot)
        await piano.pilot.press("enter")
        await settle(piano.pilot)
        assert load_settings(piano.app.services.folders.settings)[0].piano == "61"


async def transposed(piano: Plugged) -> int:
    return piano.app.services.settings.ports.get(PLAIN, PortSettings()).transpose


async def test_a_keyboard_set_to_transpose_is_set_right(tmp_path: Path) -> None:
    async with plugged(tmp_path) as piano:
        await piano.pilot.press("f22")
        await settle(piano.pilot)
        await piano.strike(38, 98)
        assert "2 semitones higher" in screen_text(piano.pilot)
        await piano.pilot.press("enter")
        await settle(piano.pilot)
        assert await transposed(piano) == 2
        await piano.pilot.pause(0.1)
        heard = listening(piano)
        await piano.strike(62)
        assert [event.pitch for event in heard if not isinstance(event, PedalMove)] == [60, 60]
        await piano.pilot.press("f22")
        await settle(piano.pilot)
        await piano.strike(36, 96)
        assert "61 keys, C2 to C7." in screen_text(piano.pilot)
        await piano.pilot.press("enter")
        await settle(piano.pilot)
        assert await transposed(piano) == 0


async def test_an_unusual_keyboard_is_asked_for_middle_c(tmp_path: Path) -> None:
    async with plugged(tmp_path) as piano:
        await piano.pilot.press("f22")
        await settle(piano.pilot)
        await piano.strike(40, 103)
        assert "Press middle C" in screen_text(piano.pilot)
        await piano.strike(60)
        assert "64 keys, E2 to G7." in screen_text(piano.pilot)
        await piano.pilot.press("escape")
        await settle(piano.pilot)
        assert piano.app.services.settings.piano == Settings().piano


async def test_without_a_keyboard_nothing_is_asked(tmp_path: Path) -> None:
    async with running(make_app(tmp_path)) as pilot:
        await pilot.press("f22")
        await settle(pilot)
        assert NOT_A_KEYBOARD[:40] in screen_text(pilot)

"""Calibration on the screen: taps on a fake port, and on the computer's keys."""

from pathlib import Path
from random import Random

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer

from renshu.config import load_settings
from renshu.config.port_settings import COMPUTER_KEYS
from renshu.performance.events import KeyDown
from renshu.practice.calibration import INTERVAL, LISTENED, TAPS
from renshu.tui.screens.calibration import SILENT, CalibrationScreen
from support.plugged import PLAIN, Plugged, plugged
from support.screens import make_app, running, screen_text, settle
from support.sounding import Heard


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Heard:
    return Heard(monkeypatch)


async def opened(pilot: Pilot[None], key: str = "f21") -> CalibrationScreen:
    await pilot.press(key)
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, CalibrationScreen)
    while screen.output is None:
        await pilot.pause(0.02)
    return screen


async def tap(piano: Plugged, screen: CalibrationScreen, delays: list[float]) -> None:
    assert screen._tapping is not None
    first = screen._tapping._start + LISTENED * INTERVAL
    await piano.play(
        KeyDown(first + place * INTERVAL + delay, 60) for place, delay in enumerate(delays)
    )


def steady(delay: float) -> list[float]:
    chance = Random(3)  # noqa: S311 - no secrets
    return [delay + chance.gauss(0, 0.008) for _ in range(TAPS)]


async def test_a_planted_delay_is_found_and_kept_for_keyboard_and_output(
    tmp_path: Path, sound: Heard
) -> None:
    async with plugged(tmp_path) as piano:
        screen = await opened(piano.pilot)
        await piano.pilot.press("enter")
        await tap(piano, screen, steady(0.04)[:7])
        assert "7 of 20" in screen_text(piano.pilot)
        assert screen._tapping is not None
        await tap(piano, screen, [9.0 * INTERVAL + one for one in steady(0.04)[7:]])
        text = screen_text(piano.pilot)
        assert "ms after the click" in text
        assert not piano.app.services.settings.ports
        await piano.pilot.press("enter")
        await settle(piano.pilot)
        kept = load_settings(piano.app.services.folders.settings)[0].ports[PLAIN].latency
        assert kept[PLAIN] == pytest.approx(40.0, abs=5.0)
        assert not isinstance(piano.app.screen, CalibrationScreen)
    assert sound.is_ready


async def test_erratic_taps_are_refused_and_may_be_tried_again(
    tmp_path: Path, sound: Heard
) -> None:
    async with plugged(tmp_path) as piano:
        screen = await opened(piano.pilot)
        await piano.pilot.press("enter")
        chance = Random(1)  # noqa: S311 - no secrets
        await tap(piano, screen, [chance.uniform(-0.19, 0.25) for _ in range(TAPS)])
        assert "too uneven" in screen_text(piano.pilot)
        await piano.pilot.press("enter")
        await tap(piano, screen, steady(0.02))
        assert "Enter keeps this" in screen_text(piano.pilot)
        await piano.pilot.press("escape")
        assert not piano.app.services.settings.ports
    assert sound.is_ready


async def test_the_mouse_begins(tmp_path: Path, sound: Heard) -> None:
    async with plugged(tmp_path) as piano:
        await piano.pilot.press("ctrl+k")
        await settle(piano.pilot)
        footer = piano.app.screen.query_one(Footer)
        key = next(one for one in footer.children if "Calibrate" in str(one.render()))
        await piano.pilot.click(key)
        await settle(piano.pilot)
        screen = piano.app.screen
        assert isinstance(screen, CalibrationScreen)
        while screen.output is None:
            await piano.pilot.pause(0.02)
        await piano.pilot.click("#about")
        assert screen._tapping is not None
    assert sound.is_ready


async def test_the_computer_keys_are_calibrated_by_themselves(tmp_path: Path, sound: Heard) -> None:
    async with running(make_app(tmp_path)) as pilot:
        screen = await opened(pilot)
        assert screen.keyboard == COMPUTER_KEYS
        await pilot.press("enter", "q")
        assert screen._tapping is not None
        assert screen._tapping.count == 0
    assert sound.is_ready


async def test_without_anything_that_sounds_there_is_nothing_to_tap_with(tmp_path: Path) -> None:
    async with running(make_app(tmp_path)) as pilot:
        await pilot.press("f21")
        await settle(pilot)
        assert SILENT[:40] in screen_text(pilot)
        await pilot.press("enter")
        screen = pilot.app.screen
        assert isinstance(screen, CalibrationScreen)
        assert screen._tapping is None

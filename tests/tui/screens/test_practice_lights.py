"""Key lights while one practises, on a MIDI output of the test's own and on true JACK ports."""

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from textual.pilot import Pilot

from renshu.config import Settings, Views, load_settings
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp
from renshu.tui.screens.review import ReviewScreen
from support.notation import score
from support.screens import make_app, practise, running, screen_text, settle
from support.sounding import Heard

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp

DUET = score("[C4< G4] A4 B4 C5 | [D4< A4] B4 C5 D5")
LIT = Settings(mode=Mode.WAIT, key_lights=True, views=Views.FALLING_KEYS)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    return Heard(monkeypatch)


def room(home: Path, heard: Heard, settings: Settings = LIT) -> "RenshuApp":
    app = make_app(home, engraved=DUET, settings=settings)
    app.services.sounding = heard.sounding()
    return app


def lit(heard: Heard) -> set[tuple[int, int]]:
    """Channel, counted from 1, and pitch of the keys that are lit."""
    found: set[tuple[int, int]] = set()
    for data in heard.sent:
        place = (data[0] & 0xF) + 1, data[1]
        if data[0] >> 4 == 0x9:
            found.add(place)
        elif data[0] >> 4 == 0x8:
            found.discard(place)
    return found


def down(pilot: Pilot[None], pitch: int, velocity: int = 64, moment: float | None = None) -> None:
    struck = time.monotonic() if moment is None else moment
    cast("RenshuApp", pilot.app).play(KeyDown(struck, pitch, velocity))


def up(pilot: Pilot[None], pitch: int) -> None:
    cast("RenshuApp", pilot.app).play(KeyUp(time.monotonic(), pitch))


async def opened(pilot: Pilot[None], heard: Heard) -> None:
    await practise(pilot, DUET)
    for _ in range(100):
        if heard.is_ready:
            break
        await pilot.pause(0.02)
    await settle(pilot)


async def test_the_next_keys_are_lit_by_hand_and_go_dark_when_they_are_played(
    tmp_path: Path, heard: Heard
) -> None:
    async with running(room(tmp_path, heard)) as pilot:
        await opened(pilot, heard)
        assert lit(heard) == {(3, 60), (4, 67)}
        down(pilot, 60)
        assert lit(heard) == {(4, 67)}
        down(pilot, 67)
        assert lit(heard) == {(4, 69)}
        up(pilot, 67)
        down(pilot, 61)
        assert lit(heard) == {(4, 69)}, "a wrong key changes nothing"
    assert lit(heard) == set()


async def test_they_are_dark_when_it_is_over_and_lit_again_in_the_next_run(
    tmp_path: Path, heard: Heard
) -> None:
    async with running(room(tmp_path, heard)) as pilot:
        await opened(pilot, heard)
        down(pilot, 60)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert lit(heard) == set()
        await pilot.press("escape")
        await settle(pilot)
        assert lit(heard) == {(3, 60), (4, 67)}


async def test_a_key_turns_them_on_and_off_and_is_remembered(tmp_path: Path, heard: Heard) -> None:
    app = room(tmp_path, heard, replace(LIT, key_lights=False))
    async with running(app) as pilot:
        await opened(pilot, heard)
        assert lit(heard) == set()
        await pilot.press("ctrl+w")
        await settle(pilot)
        assert "lit over MIDI" in screen_text(pilot)
        assert lit(heard) == {(3, 60), (4, 67)}
        assert load_settings(app.services.folders.settings)[0].key_lights
        await pilot.press("ctrl+w")
        await settle(pilot)
        assert lit(heard) == set()


async def test_what_is_hidden_is_not_lit(tmp_path: Path, heard: Heard) -> None:
    async with running(room(tmp_path, heard)) as pilot:
        await opened(pilot, heard)
        await pilot.press("ctrl+r", "ctrl+r")
        await settle(pilot)
        assert lit(heard) == {(4, 67)}, "the left hand is played from memory"


async def test_a_keyboard_that_sends_its_lights_back_plays_nothing(
    tmp_path: Path, heard: Heard
) -> None:
    async with running(room(tmp_path, heard)) as pilot:
        await opened(pilot, heard)
        await pilot.press("ctrl+w")
        # However long this machine takes, the keyboard answers at once.
        moment = time.monotonic()
        await pilot.press("ctrl+w")
        await settle(pilot)
        down(pilot, 67, velocity=1, moment=moment)
        up(pilot, 67)
        down(pilot, 60, velocity=1, moment=moment)
        up(pilot, 60)
        assert "right" not in screen_text(pilot).splitlines()[0]
        assert lit(heard) == {(3, 60), (4, 67)}


async def test_without_an_output_all_goes_on(tmp_path: Path, heard: Heard) -> None:
    heard.system.ports.clear()
    async with running(room(tmp_path, heard)) as pilot:
        await practise(pilot, DUET)
        await settle(pilot)
        down(pilot, 60)
        down(pilot, 67)
        await settle(pilot)
        assert "100% right" in screen_text(pilot)

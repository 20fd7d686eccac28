"""Sections, loops, tempo and ladder, driven by a pianist over a port that is not there."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.pilot import Pilot

from renshu.config import Settings
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp
from support.notation import score
from support.screens import make_app, practise, running, screen_text, settle

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp
    from renshu.tui.screens.practice import PracticeScreen

SCALE = score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 E5 F5 G5 | A5 B5 C6 D6")
FIRST, SECOND = (60, 62, 64, 65), (67, 69, 71, 72)
WAITING = Settings(mode=Mode.WAIT)


def press(pilot: Pilot[None], *pitches: int) -> None:
    """Press and let go of keys, one after the other."""
    app = cast("RenshuApp", pilot.app)
    for pitch in pitches:
        app.play(KeyDown(time.monotonic(), pitch))
        app.play(KeyUp(time.monotonic(), pitch))


def press_together(pilot: Pilot[None], *pitches: int) -> None:
    app = cast("RenshuApp", pilot.app)
    for pitch in pitches:
        app.play(KeyDown(time.monotonic(), pitch))
    for pitch in pitches:
        app.play(KeyUp(time.monotonic(), pitch))


def room(pilot: Pilot[None]) -> "PracticeScreen":
    return cast("PracticeScreen", pilot.app.screen)


async def answer(pilot: Pilot[None], text: str) -> None:
    """Type over what stands in a line, and take it."""
    await pilot.press("ctrl+u", "end", "ctrl+u", *text, "enter")
    await settle(pilot)


async def loop(pilot: Pilot[None], text: str) -> None:
    await pilot.press("f5")
    await settle(pilot)
    await answer(pilot, text)


async def test_a_loop_is_typed_to_the_beat_and_goes_round(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await loop(pilot, "1.3-2.2")
        assert "loop 1.3–2.2" in screen_text(pilot)
        press(pilot, 64, 65, 67, 69, 64)
        await settle(pilot)
        assert "100% right" in screen_text(pilot)
        assert room(pilot)._moment == 3


async def test_the_overlap_is_played_before_it_goes_round(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await loop(pilot, "1")
        await pilot.press("plus")
        press(pilot, *FIRST, 67, 60)
        await settle(pilot)
        assert "100% right" in screen_text(pilot)
        assert "loop 1 " in screen_text(pilot)


async def test_a_section_is_marked_with_keys_and_moved_beat_by_beat(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        press(pilot, 60)
        await pilot.press("left_square_bracket")
        press(pilot, 62, 64, 65, 67)
        await pilot.press("right_square_bracket")
        await settle(pilot)
        assert "loop 1.2–2.2" in screen_text(pilot)
        await pilot.press("shift+up", "shift+right", "shift+right")
        assert "loop 1–2" in screen_text(pilot)
        await pilot.press("shift+down", "shift+left")
        assert "loop 1.2–2.3" in screen_text(pilot)


async def test_a_section_is_marked_by_playing_its_first_and_last_chord(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await pilot.press("ctrl+b")
        press_together(pilot, 40, 41)
        await settle(pilot)
        assert "No place" in screen_text(pilot)
        press(pilot, 64)
        await settle(pilot)
        assert "It begins at 1.3" in screen_text(pilot)
        press(pilot, 69)
        await settle(pilot)
        assert "loop 1.3–2.2" in screen_text(pilot)
        assert "right" not in screen_text(pilot).split("\n")[0]


async def test_sections_are_kept_listed_renamed_and_deleted(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await loop(pilot, "2-3")
        await pilot.press("alt+k")
        await settle(pilot)
        await answer(pilot, "Bridge")
        await pilot.press("f5")
        await loop(pilot, "bri")
        assert "loop 2–3" in screen_text(pilot)
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await pilot.press("f11")
        await settle(pilot)
        assert "★  Bridge" in screen_text(pilot)
        await pilot.press("n")
        await settle(pilot)
        await answer(pilot, "Refrain")
        assert "★  Refrain" in screen_text(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "loop 2–3" in screen_text(pilot)
        await pilot.press("f11")
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert "★  Refrain" not in screen_text(pilot)


async def test_next_and_previous_go_through_the_sections(tmp_path: Path) -> None:
    long = score(" | ".join(["C4 D4 E4 F4", "G4 A4 B4 C5"] * 8))
    async with running(make_app(tmp_path, settings=WAITING, engraved=long)) as pilot:
        await practise(pilot, long)
        shown = []
        for key in ("ctrl+l", "ctrl+right", "ctrl+right", "ctrl+left"):
            await pilot.press(key)
            shown.append(screen_text(pilot).split("loop ")[1].split(" ")[0])
        assert shown == ["1–4", "5–8", "9–12", "5–8"]


async def test_the_tempo_is_typed_or_tapped(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await pilot.press("ctrl+a")
        await answer(pilot, "300")
        assert "from 25% to 200%" in screen_text(pilot)
        await answer(pilot, "75")
        assert "♩=75 (125%)" in screen_text(pilot)
        await pilot.press("ctrl+up")
        assert "(126%)" in screen_text(pilot)
        await pilot.press("ctrl+a")
        for _ in range(4):
            await pilot.press("space")
            await pilot.pause(0.6)
        await pilot.press("enter")
        await settle(pilot)
        tempo = room(pilot)._run.setup.tempo
        assert 1.2 < tempo < 2.0


async def test_clean_rounds_make_a_waiting_loop_faster_and_that_is_kept(tmp_path: Path) -> None:
    app = make_app(tmp_path, settings=WAITING, engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        await loop(pilot, "1")
        await pilot.press("ctrl+d")
        assert "(60%)" in screen_text(pilot)
        press(pilot, *FIRST, 61, *FIRST)
        await settle(pilot)
        assert "ladder ●○→100%" in screen_text(pilot)
        press(pilot, *FIRST)
        await settle(pilot)
        assert "(65%)" in screen_text(pilot)
        press(pilot, *FIRST)
        await settle(pilot)
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await loop(pilot, "1")
        assert "(65%)" in screen_text(pilot)
        assert "ladder ●→100%" in screen_text(pilot)
        press(pilot, *FIRST)
        await settle(pilot)
        assert "(70%)" in screen_text(pilot)
        await pilot.press("alt+d")
        await settle(pilot)
        shown = screen_text(pilot)
        assert "65%  ●●" in shown
        assert "60%  ●○●" in shown
        assert shown.count("↑ up") == 2

"""Sections, loops, tempo and ladder, driven by a pianist over a port that is not there."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Label

from renshu.config import Settings
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp
from renshu.practice.session import State
from renshu.tui.widgets.bar_strip import BarStrip
from renshu.tui.widgets.notation import Notation
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


async def test_the_terms_of_a_ladder_are_changed(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await loop(pilot, "1")
        await pilot.press("ctrl+d", "alt+d")
        await settle(pilot)
        await pilot.press("t")
        await settle(pilot)
        await answer(pilot, "62")
        assert "goal 62%" in str(pilot.app.screen.query_one("#sentence", Label).render())
        await pilot.press("escape")
        await settle(pilot)
        press(pilot, *FIRST, *FIRST)
        await settle(pilot)
        assert "(62%)" in screen_text(pilot)
        press(pilot, *FIRST, *FIRST)
        await settle(pilot)
        assert "the goal is reached" in screen_text(pilot)


async def test_a_section_is_drawn_with_the_mouse(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        strip = pilot.app.screen.query_one(BarStrip)
        left = strip._left
        await pilot.mouse_down(BarStrip, offset=(left + 4, 0))
        await pilot.hover(BarStrip, offset=(left + 9, 0))
        await pilot.mouse_up(BarStrip, offset=(left + 9, 0))
        await settle(pilot)
        assert "loop 2–3" in screen_text(pilot)
        await pilot.press("f5")
        view = pilot.app.screen.query_one(Notation)
        top = next(y for y in range(view.size.height) if view._page.system_at(y, 2) == 0)
        columns = [
            next(x for x in range(1, 60) if view._moment_at(x, top) == onset) for onset in (2, 5)
        ]
        await pilot.mouse_down(Notation, offset=(columns[0], top))
        await pilot.mouse_up(Notation, offset=(columns[1], top))
        await settle(pilot)
        assert "loop 1.3–2.2" in screen_text(pilot)


async def test_a_click_on_the_bar_strip_still_begins_at_the_bar(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        left = pilot.app.screen.query_one(BarStrip)._left
        await pilot.click(BarStrip, offset=(left + 9, 0))
        await settle(pilot)
        assert "from bar 3" in screen_text(pilot)


async def test_in_tempo_mode_the_next_round_is_faster_and_counted_in(tmp_path: Path) -> None:
    fast = score("C4=1/2 D4=1/2 | E4=1/2 F4=1/2 | G4 A4", qpm=240, meter="1/4")
    settings = Settings(mode=Mode.TEMPO, count_in=1)
    async with running(make_app(tmp_path, settings=settings, engraved=fast)) as pilot:
        await practise(pilot, fast)
        await loop(pilot, "1-2")
        await pilot.press("ctrl+d", "space")
        told = await play_with_the_click(pilot, until="(65%)")
        assert {"(60%)", "next round ↑ 65%", "(65%)"} <= told
        assert room(pilot)._run.state in {State.COUNTING_IN, State.PLAYING}


async def play_with_the_click(pilot: Pilot[None], until: str) -> set[str]:
    """Play every note of the loop on time, and collect what the head tells, until it tells that."""
    run = room(pilot)._run
    timetable, told = run.session._conductor._timetable, set[str]()
    due = [timetable.seconds_at(chord.onset) for chord in run.session.chords]
    played, patience = 0, time.monotonic() + 15
    while until not in told and time.monotonic() < patience:
        lap, place = divmod(played, len(due))
        moment = run.session._conductor.entry + due[place] + lap * (timetable.period or 0)
        if room(pilot)._run is run and time.monotonic() >= moment:
            press(pilot, run.session.chords[place].notes[0].pitch)
            played += 1
        head = screen_text(pilot).split("\n")[0]
        told |= {fact.strip() for fact in head.split("·")} | set(head.split())
        await pilot.pause(0.005)
    return told


async def test_letters_with_alt_are_commands_and_no_piano_keys(tmp_path: Path) -> None:
    """As terminals send them: with the letter as their character."""
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await loop(pilot, "2")
        pilot.app.post_message(Key("alt+k", "k"))
        await settle(pilot)
        assert "What is the section 2 called?" in screen_text(pilot)
        assert not room_below(pilot)._run.has_notes


def room_below(pilot: Pilot[None]) -> "PracticeScreen":
    return cast("PracticeScreen", pilot.app.screen_stack[-2])

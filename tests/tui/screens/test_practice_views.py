"""What stands on the desk of the practice room, and that all of it shows what is played."""

import time
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from renshu.config import Settings, Views, load_settings
from renshu.evening.verdicts import Verdict
from renshu.follow.alignment import Match, Moved
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp
from renshu.score.passage import ScorePosition
from renshu.tui.widgets.bar_strip import BarStrip
from renshu.tui.widgets.desk import Desk
from renshu.tui.widgets.falling_notes import FallingNotes
from renshu.tui.widgets.keyboard_strip import KeyboardStrip
from renshu.tui.widgets.notation import Notation
from support.notation import score
from support.pianist import Wrong
from support.pianist import play as pianist
from support.screens import make_app, practise, running, screen_text, settle

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp

SCALE = score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 E5 F5 G5")
LONG = score(" | ".join(["C4=4"] * 300))
FALLING = Settings(mode=Mode.WAIT, views=Views.FALLING_KEYS)
PARTS: dict[str, type[Widget]] = {
    "score": Notation, "falling": FallingNotes, "keys": KeyboardStrip,
}  # fmt: skip


def seen(pilot: Pilot[None]) -> Views:
    screen = pilot.app.screen
    return Views("+".join(name for name, kind in PARTS.items() if screen.query_one(kind).size))


def falling(pilot: Pilot[None]) -> FallingNotes:
    return pilot.app.screen.query_one(FallingNotes)


def press(pilot: Pilot[None], *pitches: int) -> None:
    app = cast("RenshuApp", pilot.app)
    for pitch in pitches:
        app.play(KeyDown(time.monotonic(), pitch))
        app.play(KeyUp(time.monotonic(), pitch))


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_one_key_goes_through_the_views_and_the_choice_is_kept(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(tmp_path, engraved=SCALE)
    async with running(app, size) as pilot:
        await practise(pilot, SCALE)
        for views in (*Views, Views.SCORE_KEYS, Views.FALLING_KEYS):
            assert seen(pilot) is views
            await pilot.press("tab")
            await settle(pilot)
    kept, _ = load_settings(app.services.folders.settings)
    assert kept.views is Views.ALL


async def test_every_view_shows_what_a_pianist_played(tmp_path: Path) -> None:
    settings = Settings(mode=Mode.WAIT, views=Views.ALL)
    async with running(make_app(tmp_path, settings=settings, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        played = pianist(SCALE, mistakes=[Wrong(1, semitones=1)])
        press(pilot, *[key.pitch for key in played.keys[:2]], 62)
        await settle(pilot)
        assert sorted(falling(pilot).verdicts.values()) == [Verdict.RIGHT] * 2
        shown = screen_text(pilot)
        assert shown.count("×") == 2, "a ghost in the score, and one among the falling notes"
        assert pilot.app.screen.query_one(KeyboardStrip).expected == {64}
        assert "67% right" in shown


async def test_the_falling_notes_come_to_rest_on_the_keys_that_are_asked(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=FALLING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        press(pilot, 60, 62)
        await pilot.pause(0.5)
        assert falling(pilot).place == 2.0


async def test_nothing_is_repainted_while_nothing_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(make_app(tmp_path, settings=FALLING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        press(pilot, 60)
        await pilot.pause(0.5)
        repainted: list[object] = []
        monkeypatch.setattr(falling(pilot), "refresh", lambda *regions: repainted.extend(regions))
        await pilot.pause(0.3)
        assert repainted == []


async def test_a_click_on_a_falling_note_begins_at_its_bar(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=FALLING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        lines = screen_text(pilot).splitlines()
        row = next(y for y, line in enumerate(lines) if line.strip().startswith("3▁"))
        await pilot.click(offset=(60, row - 1))
        await settle(pilot)
        assert "bar 3/3 · from bar 3" in screen_text(pilot)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_what_is_clicked_in_a_long_strip_is_where_it_jumps(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(make_app(tmp_path, settings=FALLING, engraved=LONG), size) as pilot:
        await practise(pilot, LONG)
        strip = pilot.app.screen.query_one(BarStrip)
        for x, y in ((40, 0), (20, strip.size.height - 1), (70, strip.size.height - 1)):
            await pilot.hover(BarStrip, offset=(x, y))
            named = str(strip.tooltip)
            await pilot.click(BarStrip, offset=(x, y))
            await settle(pilot)
            assert f"{named}/300" in screen_text(pilot)


async def test_bars_stay_as_they_went_until_they_are_played_again(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=FALLING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        press(pilot, 60, 62, 64, 65, 67, 68, 66)
        await pilot.press("f5", "backspace", "2", "enter")
        await settle(pilot)
        assert "▇▇▇ ▁▁▁ ·" in screen_text(pilot)
        press(pilot, 67, 69)
        await settle(pilot)
        assert "▇▇▇ ▇▇▇ ·" in screen_text(pilot)


async def test_hidden_notes_fall_on_unseen_and_are_in_their_place_when_seen(
    tmp_path: Path,
) -> None:
    async with running(make_app(tmp_path, settings=FALLING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await pilot.press("tab", "tab")
        await settle(pilot)
        assert seen(pilot) is Views.SCORE
        press(pilot, 60, 62)
        await pilot.pause(0.5)
        await pilot.press("tab")
        await settle(pilot)
        assert falling(pilot).place == 2.0
        assert screen_text(pilot).count("●") == 2


async def test_the_strip_turns_with_its_ends_and_the_wheel(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=FALLING, engraved=LONG), (80, 24)) as pilot:
        await practise(pilot, LONG)
        assert "›" in screen_text(pilot)
        for _ in range(9):
            await pilot.click(BarStrip, offset=(79, 0))
        assert "‹" in screen_text(pilot)
        assert "›" not in screen_text(pilot)
        await pilot.hover(BarStrip, offset=(78, 0))
        assert pilot.app.screen.query_one(BarStrip).tooltip == "bar 300"


async def test_a_bar_can_be_named_to_begin_at(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=FALLING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await pilot.press("ctrl+g", "backspace", "9", "enter")
        assert "There is no such bar; the last is 3." in screen_text(pilot)
        await pilot.press("backspace", "2", "enter")
        await settle(pilot)
        assert "bar 2/3 · from bar 2" in screen_text(pilot)


async def test_names_are_shown_on_notes_and_keys_and_go_again(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=FALLING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await pilot.press("f6")
        before = screen_text(pilot)
        await pilot.press("ctrl+n")
        await settle(pilot)
        keys = screen_text(pilot).splitlines()[-3]
        assert "D E F G A B C D E" in keys
        assert screen_text(pilot).count("D") > before.count("D") + 7
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert screen_text(pilot) == before


async def test_zoom_makes_falling_notes_longer(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=FALLING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        before = screen_text(pilot)
        await pilot.press("f9")
        await settle(pilot)
        assert screen_text(pilot) != before
        await pilot.press("f9", "f9")
        await settle(pilot)
        assert screen_text(pilot) == before


async def test_the_note_of_a_jump_back_keeps_its_verdict(tmp_path: Path) -> None:
    settings = Settings(views=Views.FALLING_KEYS)
    async with running(make_app(tmp_path, settings=settings, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        desk, note = pilot.app.screen.query_one(Desk), SCALE.notes[1]
        there = ScorePosition(Fraction(8), 2)
        here = ScorePosition(note.onset, 0)
        desk.hear(Moved(there), 0.0)
        desk.hear(Match(KeyDown(1.0, 62), note.id, here), 1.0)
        desk.hear(Moved(here, (), 1.0, is_jump=True), 1.0)
        assert falling(pilot).verdicts == {1: Verdict.RIGHT}


async def test_a_smaller_piano_shows_what_it_lacks_and_does_not_ask_for_it(
    tmp_path: Path,
) -> None:
    high = score("C4> D6> E4>")
    settings = Settings(mode=Mode.WAIT, views=Views.FALLING_KEYS, piano="25")
    async with running(make_app(tmp_path, settings=settings, engraved=high)) as pilot:
        await practise(pilot, high)
        assert "!" in screen_text(pilot)
        press(pilot, 60)
        await settle(pilot)
        assert pilot.app.screen.query_one(KeyboardStrip).expected == {64}

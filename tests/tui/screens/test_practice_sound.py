"""The program plays, too: heard over a MIDI output of the test's own."""

import time
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from textual.pilot import Pilot

from renshu.config import Settings, load_settings
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp
from renshu.score.notation import Score
from renshu.tui.app import RenshuApp
from renshu.tui.widgets.desk import Desk
from support.notation import score
from support.screens import make_app, practise, running, screen_text, settle
from support.sounding import Heard
from support.waiting import wait_until

DUET = score("[C4< C5] [D4< D5] | [E4< E5] [F4< F5] | [G4< G5] [E4< E5]", qpm=300)
SLOW = score("[C4< C5] [D4<=1/2 D5]=1/2 E4<=1/2 F5 G5", qpm=120)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    return Heard(monkeypatch)


def room(home: Path, heard: Heard, music: Score = DUET, **settings: object) -> RenshuApp:
    """The program with the output of the test."""
    chosen = replace(Settings(mode=Mode.WAIT), **settings)  # type: ignore[arg-type]
    app = make_app(home, engraved=music, settings=chosen)
    app.services.sounding = heard.sounding()
    return app


async def until(pilot: Pilot[None], condition: object, seconds: float = 10.0) -> None:
    """Let the program go on until something has come true."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        await pilot.pause(0.02)
    assert condition()


def press(pilot: Pilot[None], *pitches: int) -> None:
    app = cast("RenshuApp", pilot.app)
    for pitch in pitches:
        app.play(KeyDown(time.monotonic(), pitch))
        app.play(KeyUp(time.monotonic(), pitch))


async def test_listening_plays_the_passage_and_the_cursor_goes_with_it(
    tmp_path: Path, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(room(tmp_path, heard)) as pilot:
        await practise(pilot, DUET)
        await pilot.press("right")
        await pilot.press("ctrl+v")
        await pilot.pause()
        assert "♪ listen" in screen_text(pilot)
        desk = pilot.app.screen.query_one(Desk)
        bars: list[int | None] = []
        show, hear = desk.hear, bars.append
        monkeypatch.setattr(desk, "hear", lambda event, now: (show(event, now), hear(desk.measure)))
        await until(pilot, lambda: 2 in bars)
        await until(pilot, lambda: len(heard.keys) == 8)
        assert sorted(heard.keys[:2]) == [64, 76]
        await until(pilot, lambda: "♪ listen" not in screen_text(pilot))
        assert heard.down == set()
        assert "bar 2/3" in screen_text(pilot)


async def test_one_hand_is_listened_to_in_a_loop_at_the_tempo(tmp_path: Path, heard: Heard) -> None:
    async with running(room(tmp_path, heard)) as pilot:
        await practise(pilot, DUET)
        await pilot.press("f3", "f5", "backspace", "2", "enter", *["down"] * 4, "ctrl+v")
        await until(pilot, lambda: len(heard.keys) >= 5)
        assert heard.keys[:5] == [76, 77, 76, 77, 76]
        await pilot.press("ctrl+v")
        await pilot.pause()
        assert heard.down == set()
        count = len(heard.keys)
        await pilot.pause(0.5)
        assert len(heard.keys) == count


@pytest.mark.parametrize("key", ["escape", "space", "up", "f2"])
async def test_any_command_ends_the_listening(tmp_path: Path, heard: Heard, key: str) -> None:
    async with running(room(tmp_path, heard, SLOW)) as pilot:
        await practise(pilot, SLOW)
        await pilot.press("ctrl+v")
        await until(pilot, lambda: bool(heard.keys))
        await pilot.press(key)
        await pilot.pause()
        assert heard.down == set()
        assert "♪ listen" not in screen_text(pilot)
        assert "bar 1/1" in screen_text(pilot)


async def test_a_key_of_the_piano_ends_the_listening_and_counts(
    tmp_path: Path, heard: Heard
) -> None:
    async with running(room(tmp_path, heard)) as pilot:
        await practise(pilot, DUET)
        await pilot.press("ctrl+v")
        await until(pilot, lambda: bool(heard.keys))
        press(pilot, 60, 72)
        await settle(pilot)
        assert heard.down == set()
        assert "100% right" in screen_text(pilot)


async def test_leaving_the_room_or_the_program_is_silence(tmp_path: Path, heard: Heard) -> None:
    app = room(tmp_path, heard, SLOW)
    async with running(app) as pilot:
        await practise(pilot, SLOW)
        await pilot.press("ctrl+v")
        await until(pilot, lambda: bool(heard.keys))
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert heard.down == set()
    assert heard.clients[0].is_deleted


async def test_where_the_score_waits_the_other_hand_comes_with_the_player(
    tmp_path: Path, heard: Heard
) -> None:
    async with running(room(tmp_path, heard, SLOW, accompany=True)) as pilot:
        await practise(pilot, SLOW)
        await pilot.press("f3")
        await pilot.pause()
        assert "right hand · accompanied · wait" in screen_text(pilot)
        await until(pilot, lambda: heard.is_ready)
        await pilot.pause(0.2)
        assert heard.keys == []
        press(pilot, 72)
        await until(pilot, lambda: heard.keys == [60])
        press(pilot, 74)
        await until(pilot, lambda: heard.keys == [60, 62, 64])
        await pilot.pause(0.3)
        assert heard.down == {64}
        await pilot.press("escape")
        await settle(pilot)
        assert heard.down == set()


async def test_where_the_program_follows_it_accompanies(tmp_path: Path, heard: Heard) -> None:
    app = room(tmp_path, heard, DUET, accompany=True, mode=Mode.FREE)
    async with running(app) as pilot:
        await practise(pilot, DUET)
        await pilot.press("f3")
        await until(pilot, lambda: heard.is_ready)
        for pitch in (72, 74, 76, 77):
            press(pilot, pitch)
            await pilot.pause(0.2)
        assert heard.keys[-2:] == [64, 65]
        await pilot.pause(0.5)
        assert heard.down == set()


async def test_against_the_click_it_keeps_the_clicks_time(tmp_path: Path, heard: Heard) -> None:
    app = room(tmp_path, heard, DUET, accompany=True, mode=Mode.TEMPO)
    async with running(app) as pilot:
        await practise(pilot, DUET)
        await pilot.press("f3")
        await until(pilot, lambda: heard.is_ready)
        await pilot.press("space")
        await until(pilot, lambda: len(heard.keys) >= 3)
        assert heard.keys[:3] == [60, 62, 64]
        await pilot.press("space")
        await pilot.pause()
        assert heard.down == set()
        count = len(heard.keys)
        await pilot.pause(0.3)
        assert len(heard.keys) == count


async def test_the_choice_is_remembered_and_says_where_it_means_nothing(
    tmp_path: Path, heard: Heard
) -> None:
    app = room(tmp_path, heard)
    async with running(app) as pilot:
        await practise(pilot, DUET)
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert "There is nothing else to play here" in screen_text(pilot)
        await pilot.press("f3")
        await pilot.pause()
        assert "accompanied" in screen_text(pilot)
        assert load_settings(app.services.folders.settings)[0].accompany
        await pilot.press("ctrl+y")
        await pilot.pause()
        assert "accompanied" not in screen_text(pilot)


async def test_subdivisions_are_clicked_more_softly(tmp_path: Path, heard: Heard) -> None:
    app = room(tmp_path, heard, SLOW, metronome=True, mode=Mode.TEMPO)
    async with running(app) as pilot:
        await practise(pilot, SLOW)
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "Between the beats: eighths." in screen_text(pilot)
        wait_until(lambda: heard.is_ready)
        await pilot.press("space")
        await until(pilot, lambda: len(heard.clicks) >= 7)
        assert heard.clicks[:7] == [
            (76, 100), (77, 100), (77, 100), (77, 100), (76, 100), (77, 50), (77, 100),
        ]  # fmt: skip

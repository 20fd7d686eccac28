import asyncio
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from textual.pilot import Pilot

from renshu.config import Settings
from renshu.errors import HistoryError
from renshu.evening.archive import bring_back
from renshu.evening.loudspeaker import Loudspeaker
from renshu.evening.services import Services
from renshu.evening.verdicts import MARKS, Verdict
from renshu.follow.alignment import Moved
from renshu.follow.follower import Mode
from renshu.library.loaded import Loaded
from renshu.performance.events import KeyDown, KeyUp
from renshu.practice.take import EndedBy, Take
from renshu.score.notation import Notice
from renshu.score.passage import ScorePosition
from renshu.tui.widgets.desk import Desk
from renshu.tui.widgets.keyboard_strip import KeyboardStrip
from support.notation import score
from support.screens import make_app, practise, running, screen_text, settle
from support.sounding import FakeDevice
from support.tiny_scores import piano_score
from support.waiting import wait_until

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp

SCALE = score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 E5 F5 G5")
WAITING = Settings(mode=Mode.WAIT)


def play(pilot: Pilot[None], *pitches: int) -> None:
    """Press and let go of keys, as a MIDI keyboard does."""
    app = cast("RenshuApp", pilot.app)
    for pitch in pitches:
        app.play(KeyDown(time.monotonic(), pitch))
        app.play(KeyUp(time.monotonic(), pitch))


def heard_pitches(device: FakeDevice) -> list[int]:
    """The keys that are down on the synthesiser, once it has sounded what it was sent."""
    assert device.synth is not None
    device.synth.render(64, time.monotonic() + 0.01)
    return list(device.synth._strings)


async def test_right_and_wrong_show_at_once(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        assert "bar 1/3 · ♩=60 · both hands · wait" in screen_text(pilot)
        play(pilot, 60, 62, 65)
        await settle(pilot)
        shown = screen_text(pilot)
        assert "67% right" in shown
        assert "×" in shown


async def test_keys_pressed_while_the_room_opens_do_no_harm(tmp_path: Path) -> None:
    app = make_app(tmp_path, settings=WAITING, engraved=SCALE)
    async with running(app) as pilot:
        app.practise(Loaded.of(SCALE, b""))
        play(pilot, 60)
        await settle(pilot)
        play(pilot, 60)
        assert "bar 1/3" in screen_text(pilot)


async def test_the_bar_moves_with_the_music_and_the_page_turns(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE), (60, 20)) as pilot:
        await practise(pilot, SCALE)
        play(pilot, 60, 62, 64, 65, 67, 69, 71, 72)
        await settle(pilot)
        assert "bar 3/3" in screen_text(pilot)


async def test_escape_keeps_the_take_and_shows_the_review(tmp_path: Path) -> None:
    app = make_app(tmp_path, settings=WAITING, engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        play(pilot, 60, 61, 62)
        await pilot.press("escape")
        await settle(pilot)
        assert "● 2 right   × 1 wrong" in screen_text(pilot)
        (row,) = app.services.history.takes()
        assert row.ended_by is EndedBy.PLAYER
        assert len(list(app.services.folders.takes.glob("*.mid"))) == 1


async def test_playing_to_the_end_ends_the_take(tmp_path: Path) -> None:
    app = make_app(tmp_path, settings=WAITING, engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        play(pilot, 60, 62, 64, 65, 67, 69, 71, 72, 74, 76, 77, 79)
        await settle(pilot)
        assert "played to the end" in screen_text(pilot)
        assert "100%" in screen_text(pilot)


async def test_escape_with_nothing_played_goes_back_to_the_library(tmp_path: Path) -> None:
    app = make_app(tmp_path, engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        await pilot.press("escape")
        await settle(pilot)
        assert "library" in screen_text(pilot)
        assert app.services.history.takes() == ()


async def test_a_bar_of_the_review_is_practised_in_a_loop(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        play(pilot, 60, 62, 64, 65, 67, 68, 69)
        await pilot.press("escape")
        await settle(pilot)
        assert "Bar 2 wants another look" in screen_text(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "bar 2/3 · loop 2 ·" in screen_text(pilot)
        play(pilot, 67, 69, 71, 72, 67)
        await settle(pilot)
        assert "bar 2/3" in screen_text(pilot)


async def test_changing_something_keeps_what_was_played(tmp_path: Path) -> None:
    app = make_app(tmp_path, settings=WAITING, engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        play(pilot, 60, 62)
        await pilot.press("f3")
        await settle(pilot)
        assert "right hand" in screen_text(pilot)
        assert "%" not in screen_text(pilot).splitlines()[0]
        assert [row.tally.matched for row in app.services.history.takes()] == [2]


async def test_a_new_run_knows_of_no_key_that_was_down(tmp_path: Path) -> None:
    app = make_app(tmp_path, settings=WAITING, engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        app.play(KeyDown(0.0, 61))
        await settle(pilot)
        assert MARKS[Verdict.WRONG] in screen_text(pilot)
        await pilot.press("f3")
        await settle(pilot)
        assert MARKS[Verdict.WRONG] not in screen_text(pilot)


KEYS = (
    ("f2", "wait"),
    ("f2 f2", "tempo"),
    ("down down", "♩=54 (90%)"),
    ("f3 f3", "left hand"),
    ("right", "bar 2/3 · from bar 2"),
    ("right right left", "bar 2/3 · from bar 2"),
    ("ctrl+g backspace 2 enter", "bar 2/3 · from bar 2"),
    ("f6 g backspace 3 enter", "bar 3/3 · from bar 3"),
    ("right home", "bar 1/3 · ♩=60"),
    ("f4", "click"),
    ("pageup", "computer keys, octave 5"),
    ("f6", "no keyboard"),
    ("f2 space space", "paused"),
    ("f5 backspace 2 minus 3 enter", "loop 2–3"),
    ("f5", "Free mode becomes wait mode until the loop ends."),
    ("f5 backspace 2 enter", "both hands · wait"),
    ("f5 backspace 2 enter f5", "bar 1/3 · ♩=60 · both hands · free"),
    ("f5 backspace 2 enter f2 home", "bar 1/3 · ♩=60 · both hands · tempo"),
    ("f5 backspace 9 enter", "Bars are written 5 or 5-8, beats 5.3-8.1; the last bar"),
)


async def test_keys_do_what_they_say(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, engraved=SCALE)) as pilot:
        for keys, shown in KEYS:
            await practise(pilot, SCALE)
            await pilot.press(*keys.split())
            await pilot.pause()
            assert shown in screen_text(pilot), keys


async def test_a_piece_of_the_library_is_as_it_was_the_last_time(tmp_path: Path) -> None:
    song = piano_score(["C5:16", "D5:16", "E5:16"], ["C4:16", "D4:16", "E4:16"])
    async with running(make_app(tmp_path, scores={"song.musicxml": song})) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        assert "as last time" not in screen_text(pilot)
        await pilot.press("f3", "down", "down", "f5", "backspace", "2", "minus", "3", "enter")
        await pilot.press("escape")
        await settle(pilot)
        assert "library" in screen_text(pilot)
    for leaving in ("escape", "ctrl+q"):
        async with running(make_app(tmp_path)) as pilot:
            await pilot.press("enter")
            await settle(pilot)
            head = screen_text(pilot).splitlines()[0]
            assert "loop 2–3 · ♩=90 (90%) · right hand · wait · as last time" in head
            await pilot.press("f5")
            await settle(pilot)
            assert "right hand · free" in screen_text(pilot)
            await pilot.press("f5", "backspace", "2", "minus", "3", "enter")
            await settle(pilot)
            await pilot.press(leaving)
            await settle(pilot)
    async with running(make_app(tmp_path)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press(*["up", "up", "f5", "f3", "f3", "escape"])
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "bar 1/3 · ♩=100 · both hands · free" in screen_text(pilot)


@pytest.mark.parametrize(("count", "told"), [(1, "1 place of the score was"), (2, "2 places of")])
async def test_what_was_repaired_is_counted(tmp_path: Path, count: int, told: str) -> None:
    notices = (Notice("Piano", "1", "a rest is too long"),) * count
    async with running(make_app(tmp_path, engraved=SCALE)) as pilot:
        await practise(pilot, replace(SCALE, notices=notices))
        assert told in " ".join(screen_text(pilot).split())


async def test_the_player_says_which_hand_plays(tmp_path: Path) -> None:
    song = piano_score(["C5:16", "D5:16"], ["C4:16", "D4:16"])
    async with running(make_app(tmp_path, scores={"song.musicxml": song})) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        keys = pilot.app.screen.query_one(KeyboardStrip)
        await pilot.press("f3", "f8", "enter")
        await settle(pilot)
        assert keys.expected == {74}
        await pilot.press("f3")
        await settle(pilot)
        assert keys.expected == {60, 72}
        await pilot.press("escape")
        await settle(pilot)
    async with running(make_app(tmp_path)) as pilot:
        await pilot.press("enter")
        await settle(pilot)
        keys = pilot.app.screen.query_one(KeyboardStrip)
        assert keys.expected == {60, 72}
        await pilot.press("f8", "1", "space", *"written", "enter")
        await settle(pilot)
        assert keys.expected == {60}
        await pilot.press("f8", "backspace", "enter")
        await pilot.pause()
        told = " ".join(screen_text(pilot).replace("│", " ").split())
        assert "then left, right or written." in told


async def test_a_score_that_cannot_be_engraved_can_still_be_played(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING)) as pilot:
        await practise(pilot, SCALE)
        assert "This score cannot be engraved." in screen_text(pilot)
        play(pilot, 60)
        await settle(pilot)
        assert "100%" in screen_text(pilot)


async def test_a_keyboard_that_is_plugged_in_is_named(tmp_path: Path) -> None:
    from renshu.tui.messages import KeyboardChanged

    async with running(make_app(tmp_path, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        assert "computer keys" in screen_text(pilot)
        pilot.app.post_message(KeyboardChanged("Roland FP-30"))
        await settle(pilot)
        assert "Roland FP-30" in screen_text(pilot).splitlines()[0]
        await pilot.press("z")
        await settle(pilot)
        assert "%" not in screen_text(pilot).splitlines()[0]


async def test_the_computer_keys_sound_and_fall_silent_with_the_room(tmp_path: Path) -> None:
    app, device = make_app(tmp_path, engraved=SCALE), FakeDevice()
    app.services.loudspeaker = Loudspeaker(device.connect)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        await asyncio.to_thread(wait_until, lambda: app.services.loudspeaker.is_open)
        app.play(KeyDown(time.monotonic(), 60))
        heard = asyncio.to_thread(wait_until, lambda: heard_pitches(device) == [72])
        await asyncio.gather(heard, pilot.press("q"))  # a key of the computer comes up by itself
        app.pop_screen()
        await settle(pilot)
        assert heard_pitches(device) == []
    assert device.is_closed


async def test_leaving_keeps_what_is_being_played(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        play(pilot, 60, 62)
        await pilot.press("ctrl+q")
    services = Services(make_app(tmp_path).services.folders, Settings())
    assert [row.tally.matched for row in services.history.takes()] == [2]
    assert bring_back(services) == 0
    await services.close()


async def test_a_take_that_cannot_be_stored_is_shown_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(tmp_path, settings=WAITING, engraved=SCALE)

    def refuse(_: Take) -> None:
        raise HistoryError("The history cannot be written: the disk is full.")

    async with running(app) as pilot:
        await practise(pilot, SCALE)
        monkeypatch.setattr(app.services.history, "finish", refuse)
        play(pilot, 60, 62)
        await pilot.press("escape")
        await settle(pilot)
        assert "● 2 right" in screen_text(pilot)
        assert "the disk is full" in screen_text(pilot)


async def test_against_the_click_it_counts_in_first(tmp_path: Path) -> None:
    fast = score("C4 D4 E4 F4", qpm=240)
    settings = Settings(mode=Mode.TEMPO, count_in=1)
    async with running(make_app(tmp_path, settings=settings, engraved=fast)) as pilot:
        await practise(pilot, fast)
        assert "tempo" in screen_text(pilot)
        await pilot.press("space")
        await pilot.pause()
        assert "count" in screen_text(pilot)


async def test_keys_are_shown_to_play_only_while_the_place_is_known(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        assert screen_text(pilot).count("•") == 1
        desk = pilot.app.screen.query_one(Desk)
        place = ScorePosition(Fraction(0), 0)
        notes = tuple(note.id for note in SCALE.notes[:3])
        for certainty, shown in ((0.9, 3), (0.4, 0), (0.5, 3)):
            desk.hear(Moved(place, notes, certainty), 0.0)
            await settle(pilot)
            assert screen_text(pilot).count("•") == shown
        desk.hear(Moved(None, notes), 0.0)
        await settle(pilot)
        assert "•" not in screen_text(pilot)


async def test_waiting_shows_what_is_left_of_the_chord_and_enter_goes_past(tmp_path: Path) -> None:
    chords = score("[C4 E4 G4] [D4 F4] E4 F4")
    async with running(make_app(tmp_path, settings=WAITING, engraved=chords)) as pilot:
        await practise(pilot, chords)
        keys = pilot.app.screen.query_one(KeyboardStrip)
        assert keys.expected == {60, 64, 67}
        play(pilot, 64)
        assert keys.expected == {60, 67}
        await pilot.press("enter")
        assert keys.expected == {62, 65}
        await settle(pilot)
        assert "bar 1/1" in screen_text(pilot)


async def test_repeats_are_played_or_left_out(tmp_path: Path) -> None:
    twice = score("C4 D4 E4 F4 | G4 A4 B4 C5", order=[0, 0, 1])
    async with running(make_app(tmp_path, settings=WAITING, engraved=twice)) as pilot:
        await practise(pilot, twice)
        await pilot.press("f10")
        play(pilot, 60, 62, 64, 65)
        await settle(pilot)
        assert "bar 2/2" in screen_text(pilot)
        await pilot.press("f10")
        play(pilot, 60, 62, 64, 65)
        await settle(pilot)
        assert "bar 1/2" in screen_text(pilot)


async def test_a_room_that_is_opened_while_the_last_one_closes_hears_the_player(
    tmp_path: Path,
) -> None:
    app = make_app(tmp_path, settings=WAITING, engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        app.screen.dismiss()
        await practise(pilot, SCALE)
        play(pilot, 60, 62, 65)
        await settle(pilot)
        assert "67% right" in screen_text(pilot)

"""Orders from the piano in the rooms, and whole sessions without the computer's keyboard."""

from pathlib import Path

import pytest

from renshu.config import Settings
from renshu.config.port_settings import PortSettings, with_latency, with_port
from renshu.follow.alignment import Deletion, Match
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown
from renshu.practice.session import State
from renshu.score.compass import BY_KEYS
from renshu.tui.orders import PLACES
from renshu.tui.screens.practice import PracticeScreen
from renshu.tui.screens.review import ReviewScreen
from renshu.tui.widgets.orders_panel import OrdersPanel
from support.notation import score
from support.pianist import play
from support.plugged import PLAIN, Plugged, plugged
from support.screens import practise, screen_text, settle
from support.sounding import Heard
from support.tiny_scores import piano_score

SCALE = score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 E5 F5 G5")
SONG = piano_score(["C5:4 D5:4 E5:4 F5:4", "G5:4 A5:4 B5:4 C6:4"], ["C4:16", "G4:16"])
OTHER = piano_score(["G5:4 G5:4 A5:4 A5:4"], ["G3:16"])
TARGETS = (60, 62, 64, 65, 67, 69, 71, 72, 74, 76, 77, 79)


def key_of(action: str) -> int:
    """The key that orders something, on a piano of 88 keys."""
    return next(key for key, place in zip(TARGETS, PLACES, strict=True) if action in place)


def room(piano: Plugged) -> PracticeScreen:
    screen = piano.app.screen
    assert isinstance(screen, PracticeScreen)
    return screen


async def test_what_can_be_ordered_is_shown_while_the_grip_is_held(tmp_path: Path) -> None:
    async with plugged(tmp_path) as piano:
        await practise(piano.pilot, SCALE)
        await piano.play(KeyDown(100.0 + 0.01 * place, 21 + place) for place in range(3))
        text = screen_text(piano.pilot)
        assert "C4 start" in text
        assert "E4 slower" in text
        assert "StAgS" in "".join(text.splitlines()[-8:]).replace(" ", "")
        assert not room(piano)._run.has_notes
        await piano.order()
        await piano.strike(60)
        assert not piano.app.screen.query(OrdersPanel)
        assert room(piano)._run.has_notes


async def test_orders_do_what_the_keys_of_the_computer_do(tmp_path: Path) -> None:
    async with plugged(tmp_path) as piano:
        await practise(piano.pilot, SCALE)
        await piano.order(key_of("practice.slower"), key_of("practice.slower"))
        assert room(piano)._run.setup.tempo == pytest.approx(0.9)
        await piano.order(key_of("practice.faster"))
        assert room(piano)._run.setup.tempo == pytest.approx(0.95)
        await piano.order(key_of("practice.hands"))
        assert "right" in screen_text(piano.pilot)
        await piano.order(key_of("practice.start"))
        assert room(piano)._run.state is State.PLAYING
        assert not room(piano)._run.has_notes


async def test_an_order_while_playing_is_not_part_of_the_take(tmp_path: Path) -> None:
    async with plugged(tmp_path) as piano:
        await practise(piano.pilot, SCALE)
        await piano.strike(60, 62, 64)
        await piano.order(key_of("practice.stop"))
        assert isinstance(piano.app.screen, ReviewScreen)
        assert "● 3 right   × 0 wrong   ○ 0 missed   + 0 extra" in screen_text(piano.pilot)


async def test_they_are_listed_where_the_player_asks(tmp_path: Path) -> None:
    async with plugged(tmp_path) as piano:
        await piano.pilot.press("f12")
        await settle(piano.pilot)
        text = screen_text(piano.pilot)
        assert "Hold the three lowest keys, A0 to B0" in text
        assert "C4   Open" in text
        await piano.order(key_of("dialog.close"))
        assert "Hold the three" not in screen_text(piano.pilot)
        await practise(piano.pilot, score("[A0 C4]"))
        await piano.pilot.press("f12")
        await settle(piano.pilot)
        assert "Hold the three highest keys, B♭7 to C8" in screen_text(piano.pilot)


async def test_a_whole_session_from_the_piano(tmp_path: Path) -> None:
    scores = {"song.musicxml": SONG, "zother.musicxml": OTHER}
    async with plugged(tmp_path, scores=scores) as piano:
        assert "2 scores" in screen_text(piano.pilot)
        await piano.order(key_of("list.down"), key_of("list.up"), key_of("library.open"))
        assert "bar 1/2" in screen_text(piano.pilot)
        await piano.order(key_of("practice.mode"))
        assert "wait" in screen_text(piano.pilot)
        await piano.strike(72, 60, 74, 76, 78)
        await piano.order(key_of("practice.stop"))
        assert "● 4 right   × 1 wrong" in screen_text(piano.pilot)
        await piano.order(key_of("review.practise"))
        assert room(piano)._run.setup.passage.is_looped
        await piano.strike(72, 60)
        await piano.order(key_of("practice.again"))
        assert not room(piano)._run.has_notes
        await piano.order(key_of("practice.stop"))
        assert "2 scores" in screen_text(piano.pilot)
        assert len(piano.app.services.history.takes()) == 2


async def test_a_piece_is_chosen_by_playing_it(tmp_path: Path) -> None:
    scores = {"song.musicxml": SONG, "zother.musicxml": OTHER}
    async with plugged(tmp_path, scores=scores) as piano:
        await piano.strike(72, 60, 74, 76, 77, 79, 67, 81, 83, 84)
        assert "bar 2/2" in screen_text(piano.pilot)
        await piano.order(key_of("practice.stop"))
        assert "2 scores" in screen_text(piano.pilot)


async def test_notes_without_a_key_are_shown_and_not_asked(tmp_path: Path) -> None:
    low = score("[C2 C5] [E1 D5] E1 E5")
    settings = Settings(mode=Mode.WAIT, piano="61")
    async with plugged(tmp_path, settings=settings) as piano:
        await practise(piano.pilot, low)
        outside = {note.id for note in low.notes if note.pitch not in BY_KEYS[61]}
        assert outside <= room(piano)._run.unasked
        await piano.strike(36, 72, 74, 76)
        assert "● 4 right   × 0 wrong   ○ 0 missed" in screen_text(piano.pilot)


async def test_what_was_calibrated_is_taken_off_against_the_click(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = Heard(monkeypatch)
    ports = with_latency(with_port({}, PLAIN), PLAIN, PLAIN, 80.0)
    assert ports[PLAIN] == PortSettings(latency={PLAIN: 80.0})
    settings = Settings(mode=Mode.TEMPO, count_in=0, ports=ports)
    async with plugged(tmp_path, settings=settings) as piano:
        await practise(piano.pilot, SCALE)
        while not sound.is_ready:
            await piano.pilot.pause(0.02)
        await piano.pilot.press("space")
        session = room(piano)._run.session
        start = session._conductor.entry
        await piano.play(
            key for key in play(SCALE, start=start + 0.08).events if key.time < start + 2
        )
        timings = [one.timing_ms for one in session.labels if isinstance(one, Match)]
        assert timings == pytest.approx([0.0, 0.0], abs=1.0)
        assert not [one for one in session.labels if isinstance(one, Deletion)]
        assert session.events[0].time == pytest.approx(0.08, abs=0.001)


async def test_the_touch_of_the_player_is_learned_from_takes(tmp_path: Path) -> None:
    long = score(" | ".join(["C4 D4 E4 F4"] * 20))
    async with plugged(tmp_path, settings=Settings(mode=Mode.WAIT)) as piano:
        await practise(piano.pilot, long)
        await piano.play(play(long).events)
        await settle(piano.pilot)
        assert isinstance(piano.app.screen, ReviewScreen)
        softest, *_, hardest = piano.app.services.settings.ports[PLAIN].touch
        assert 50 <= softest < 60
        assert 70 < hardest <= 80

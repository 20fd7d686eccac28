"""A piece in another key: engraved, judged, remembered and reviewed in it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.pilot import Pilot

from renshu.config import Settings
from renshu.engrave.picture import Layout, SystemPicture
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp
from renshu.tui.screens.review import ReviewScreen
from renshu.tui.widgets.keyboard_strip import KeyboardStrip
from renshu.tui.widgets.notation import Notation
from support.screens import make_app, running, screen_text, settle
from support.tiny_scores import piano_score

if TYPE_CHECKING:
    from renshu.engrave.engraver import Engraver
    from renshu.tui.app import RenshuApp

SONG = piano_score(["C5:4 D5:4 E5:4 F5:4", "G5:16"], ["C4:16", "C4:16"])
WAITING = Settings(mode=Mode.WAIT)


class Listening:
    """An engraver that keeps what it is asked for, and draws nothing."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []

    async def engrave(
        self, musicxml: bytes, _: Layout, __: Callable[[SystemPicture], None]
    ) -> tuple[SystemPicture, ...]:
        self.asked.append(musicxml)
        return ()

    async def start(self) -> None:
        """Nothing to load."""

    async def close(self) -> None:
        """Nothing to end."""


def make(home: Path) -> tuple["RenshuApp", Listening]:
    app, engraver = make_app(home, scores={"song.musicxml": SONG}, settings=WAITING), Listening()
    app.services.engraver = cast("Engraver", engraver)
    return app, engraver


async def open_song(pilot: Pilot[None]) -> None:
    await pilot.press("enter")
    await settle(pilot)
    await pilot.pause(0.2)
    await settle(pilot)


def press(pilot: Pilot[None], *pitches: int) -> None:
    app = cast("RenshuApp", pilot.app)
    for pitch in pitches:
        app.play(KeyDown(time.monotonic(), pitch))
        app.play(KeyUp(time.monotonic(), pitch))


async def test_a_piece_is_engraved_and_judged_in_the_key_that_was_chosen(tmp_path: Path) -> None:
    app, engraver = make(tmp_path)
    async with running(app) as pilot:
        await open_song(pilot)
        strip = pilot.app.screen.query_one(KeyboardStrip)
        assert strip.expected == {60, 72}
        await pilot.press("ctrl+shift+up", "ctrl+shift+up")
        await settle(pilot)
        assert "transposed +2" in screen_text(pilot)
        assert strip.expected == {62, 74}
        assert b"<fifths>0</fifths>" in engraver.asked[0]
        assert b"<fifths>2</fifths>" in engraver.asked[-1]
        press(pilot, 62, 74, 76, 78)
        await settle(pilot)
        assert "100% right" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "transposed +2" in screen_text(pilot)
        shown = pilot.app.screen.query_one(Notation)
        assert b"<fifths>2</fifths>" in shown._loaded.musicxml


async def test_the_key_is_remembered_and_the_history_is_that_of_the_piece(tmp_path: Path) -> None:
    app, _ = make(tmp_path)
    async with running(app) as pilot:
        await open_song(pilot)
        await pilot.press("ctrl+shift+down")
        await settle(pilot)
        press(pilot, 59, 71, 73)
        await pilot.press("escape")
        await settle(pilot)
    again, engraver = make(tmp_path)
    async with running(again) as pilot:
        await open_song(pilot)
        assert "transposed -1" in screen_text(pilot)
        assert pilot.app.screen.query_one(KeyboardStrip).expected == {59, 71}
        (row,) = again.services.history.takes()
        assert row.facts.conditions.transposition == -1
        assert row.tally.matched == 3
        await pilot.press("ctrl+home")
        await settle(pilot)
        assert pilot.app.screen.query_one(KeyboardStrip).expected == {60, 72}
        (entry,) = again.services.catalogue.entries()
        assert again.services.catalogue.state(entry.id).transposition == 0
        assert row.facts.score_id == entry.score_id
        await again.review(row.id).wait()
        await settle(pilot)
        assert "transposed -1" in screen_text(pilot)
        assert b"<fifths>5</fifths>" in engraver.asked[-1], "an old take, in its own key"


async def test_it_goes_an_octave_and_no_further(tmp_path: Path) -> None:
    app, _ = make(tmp_path)
    async with running(app) as pilot:
        await open_song(pilot)
        for _ in range(13):
            await pilot.press("ctrl+shift+up")
        await settle(pilot)
        assert "It cannot be transposed any further." in screen_text(pilot)
        assert pilot.app.screen.query_one(KeyboardStrip).expected == {72, 84}

"""The blind start, from the library to the review, by a pianist who knows the piece."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual.pilot import Pilot

from renshu.config import Settings, Views
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp
from renshu.practice.hiding import Hidden
from renshu.tui.screens.library_blind import NOTHING_KNOWN
from renshu.tui.screens.practice import PracticeScreen
from renshu.tui.screens.review import ReviewScreen
from renshu.tui.widgets.desk import Desk
from renshu.tui.widgets.keyboard_strip import KeyboardStrip
from renshu.tui.widgets.score_view import BLIND
from support.screens import make_app, running, screen_text, settle
from support.tiny_scores import piano_score

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp

SONG = piano_score(["C5:4 D5:4 E5:4 F5:4", "G5:4 A5:4 B5:4 C6:4"], ["C4:16", "G3:16"])
OTHER = piano_score(["D5:16"], ["D4:16"])
ALL_NOTES = (60, 72, 74, 76, 77, 55, 79, 81, 83, 84)


def press(pilot: Pilot[None], *pitches: int) -> None:
    app = cast("RenshuApp", pilot.app)
    for pitch in pitches:
        app.play(KeyDown(time.monotonic(), pitch))
        app.play(KeyUp(time.monotonic(), pitch))


def make(home: Path) -> "RenshuApp":
    scores = {"song.musicxml": SONG, "a-other.musicxml": OTHER}
    return make_app(home, scores=scores, settings=Settings(mode=Mode.WAIT, views=Views.ALL))


async def learn(app: "RenshuApp") -> None:
    """Play the song through, all of it right."""
    async with running(app) as pilot:
        song = next(one for one in app.services.catalogue.entries() if "song" in str(one.path))
        app.open_score(song.path, song.title)
        await settle(pilot)
        press(pilot, *ALL_NOTES)
        await settle(pilot)
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_where_nothing_is_known_that_is_said(tmp_path: Path) -> None:
    async with running(make(tmp_path)) as pilot:
        await pilot.press("b")
        await settle(pilot)
        assert NOTHING_KNOWN in screen_text(pilot)


async def test_a_piece_is_named_and_nothing_else_is_shown(tmp_path: Path) -> None:
    await learn(make(tmp_path))
    app = make(tmp_path)
    async with running(app) as pilot:
        await pilot.press("b")
        await settle(pilot)
        room = pilot.app.screen
        assert isinstance(room, PracticeScreen)
        shown = screen_text(pilot)
        assert BLIND in shown
        assert "song" in shown.splitlines()[0]
        assert "blind" in shown.splitlines()[0]
        assert "free" in shown.splitlines()[0]
        assert room.query_one(KeyboardStrip).expected == frozenset()
        press(pilot, *ALL_NOTES[5:])
        await pilot.pause(0.2)
        await settle(pilot)
        assert room.query_one(KeyboardStrip).expected == frozenset()
        assert not room.query_one(Desk).is_peeking
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "blind" in screen_text(pilot)
        row = app.services.history.takes()[0]
        assert row.facts.conditions.hidden is Hidden.BLIND
        assert row.tally.matched == 5, "from any place of the piece"


async def test_a_blind_start_changes_nothing_of_what_is_remembered(tmp_path: Path) -> None:
    await learn(make(tmp_path))
    app = make(tmp_path)
    async with running(app) as pilot:
        (entry,) = (one for one in app.services.catalogue.entries() if "song" in str(one.path))
        before = app.services.catalogue.state(entry.id)
        await pilot.press("b")
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert app.services.catalogue.state(entry.id) == before

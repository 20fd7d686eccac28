"""A room that the player has left takes no memory."""

import gc
import time
from pathlib import Path
from typing import TYPE_CHECKING, cast
from weakref import ref

from textual.pilot import Pilot
from textual.screen import Screen

from renshu.config import Settings
from renshu.evening.tidying import Tidying
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown
from renshu.tui.screens.practice import PracticeScreen
from renshu.tui.screens.review import ReviewScreen
from renshu.tui.widgets.key_line import KeyLine
from support.notation import score
from support.screens import make_app, practise, running, settle

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp

SHORT = score("C4 D4")
WAITING = Settings(mode=Mode.WAIT)

Traces = tuple["ref[object]", ...]


class CountingTidying(Tidying):
    """Knows how often it was called."""

    count = 0

    def tidy_up(self) -> None:
        """One more time."""
        self.count += 1
        super().tidy_up()


def traces(room: Screen[object]) -> Traces:
    """The room, the line at its foot, and what was drawn there."""
    line = next(iter(room.query(KeyLine)), room)
    return ref(room), ref(line), ref(line._styles_cache)


async def visit(pilot: Pilot[None]) -> Traces:
    """Go to the practice room and leave it."""
    await practise(pilot, SHORT)
    assert isinstance(pilot.app.screen, PracticeScreen)
    return await leave(pilot)


async def play(pilot: Pilot[None]) -> Traces:
    """Play to the end, look at the review and go back to the practice room."""
    app = cast("RenshuApp", pilot.app)
    for pitch in (60, 62):
        app.play(KeyDown(time.monotonic(), pitch))
    await settle(pilot)
    assert isinstance(app.screen, ReviewScreen)
    return await leave(pilot)


async def leave(pilot: Pilot[None]) -> Traces:
    """Leave whatever is on top."""
    left = traces(pilot.app.screen)
    await pilot.press("escape")
    await settle(pilot)
    return left


def is_there(traces: Traces) -> bool:
    gc.collect()
    return any(trace() is not None for trace in traces)


async def test_a_practice_room_that_was_left_is_gone_once_the_next_one_was(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, engraved=SHORT)) as pilot:
        before = await visit(pilot)
        await visit(pilot)
        assert not is_there(before)


async def test_reviews_go_though_the_player_stays_in_the_practice_room(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SHORT)) as pilot:
        await practise(pilot, SHORT)
        before = await play(pilot)
        await play(pilot)
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert not is_there(before)


async def test_the_room_under_a_dialog_is_left_in_peace(tmp_path: Path) -> None:
    app = make_app(tmp_path, engraved=SHORT)
    app.services.tidying = tidying = CountingTidying()
    async with running(app) as pilot:
        await practise(pilot, SHORT)
        await pilot.press("f1")
        await leave(pilot)
        assert tidying.count == 0
        await leave(pilot)
        assert tidying.count == 1

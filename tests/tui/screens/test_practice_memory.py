"""Playing from memory and reading at sight, by a pianist at a keyboard that is not there."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from textual.pilot import Pilot

from renshu.config import Settings, Views, load_settings
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp
from renshu.practice.conditions import Peek
from renshu.practice.hiding import Guard, Hidden
from renshu.tui.screens.review import ReviewScreen
from renshu.tui.widgets.desk import Desk
from renshu.tui.widgets.keyboard_strip import KeyboardStrip
from renshu.tui.widgets.notation import Notation
from support.notation import score
from support.screens import make_app, practise, running, screen_text, settle

if TYPE_CHECKING:
    from renshu.tui.app import RenshuApp

SCALE = score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 E5 F5 G5")
WAITING = Settings(mode=Mode.WAIT)


def press(pilot: Pilot[None], *pitches: int) -> None:
    app = cast("RenshuApp", pilot.app)
    for pitch in pitches:
        app.play(KeyDown(time.monotonic(), pitch))
        app.play(KeyUp(time.monotonic(), pitch))


def notation(pilot: Pilot[None]) -> str:
    """The rows of the notation, without cursor and colours."""
    view = pilot.app.screen.query_one(Notation)
    lines = screen_text(pilot).splitlines()[view.region.y : view.region.bottom]
    return "\n".join(lines).replace("●", "")


async def hide(pilot: Pilot[None], times: int) -> None:
    for _ in range(times):
        await pilot.press("ctrl+r")
        await settle(pilot)


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_key_hides_more_and_more_and_then_nothing(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE), size) as pilot:
        await practise(pilot, SCALE)
        seen = [notation(pilot)]
        for told in ("heads from", "left hand from", "right hand", "every other bar", "the other"):
            await hide(pilot, 1)
            assert told in screen_text(pilot).splitlines()[0]
            seen.append(notation(pilot))
        assert len(set(seen)) >= 4
        assert seen[0] == seen[2], "there is nothing for the left hand"
        await hide(pilot, 1)
        assert notation(pilot) == seen[3], "all is of the right hand"
        await hide(pilot, 1)
        assert notation(pilot) == seen[0]
        await pilot.press("ctrl+e")
        await settle(pilot)
        assert notation(pilot) == seen[3], "the way back begins with all hidden"


async def test_what_is_played_right_appears_and_the_keys_tell_nothing(tmp_path: Path) -> None:
    settings = Settings(mode=Mode.WAIT, views=Views.ALL)
    async with running(make_app(tmp_path, settings=settings, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        strip = pilot.app.screen.query_one(KeyboardStrip)
        assert strip.expected == {60}
        await hide(pilot, 6)
        hidden = notation(pilot)
        assert strip.expected == frozenset()
        press(pilot, 60, 65)
        await settle(pilot)
        assert "●" in screen_text(pilot), "the right one"
        assert "×" in screen_text(pilot), "the wrong one"
        assert notation(pilot) != hidden
        assert "▇" not in screen_text(pilot).splitlines()[20]


async def test_hidden_notes_can_stay_hidden_until_the_review(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await hide(pilot, 6)
        await pilot.press("ctrl+o")
        await settle(pilot)
        hidden = notation(pilot)
        press(pilot, 60, 62)
        await settle(pilot)
        assert notation(pilot) == hidden
        assert "●" not in screen_text(pilot)
        settings, _ = load_settings(cast("RenshuApp", pilot.app).services.folders.settings)
        assert settings.memory_reveals is False


async def test_a_peek_shows_the_bar_until_it_is_over_and_the_take_tells(tmp_path: Path) -> None:
    app = make_app(tmp_path, settings=WAITING, engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        await hide(pilot, 6)
        desk = pilot.app.screen.query_one(Desk)
        press(pilot, 60, 62)
        await pilot.press("end")
        await settle(pilot)
        assert desk.is_peeking
        assert "from memory, 1 peek" in screen_text(pilot)
        assert pilot.app.screen.query_one(KeyboardStrip).expected == {64}
        press(pilot, 64, 65, 67)
        await settle(pilot)
        assert not desk.is_peeking
        await pilot.press("end", "end", "end")
        await settle(pilot)
        assert "from memory, 3 peeks" in screen_text(pilot)
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert "from memory, 3 peeks" in screen_text(pilot)
        (row,) = app.services.history.takes()
        conditions = app.services.history.take(row.id).conditions
        assert conditions.hidden is Hidden.ALL
        assert [peek.measure for peek in conditions.peeks] == [0, 1, 1]
        assert all(isinstance(peek, Peek) and peek.time >= 0 for peek in conditions.peeks)
        await pilot.press("h")
        await settle(pilot)
        assert "from memory, 3 peeks" in screen_text(pilot)


async def test_where_nothing_is_hidden_there_is_nothing_to_peek_at(tmp_path: Path) -> None:
    app = make_app(tmp_path, settings=WAITING, engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        await pilot.press("end")
        await settle(pilot)
        assert "Nothing is hidden." in screen_text(pilot)
        press(pilot, 60)
        await pilot.press("escape")
        await settle(pilot)
        (row,) = app.services.history.takes()
        assert row.facts.conditions.peeks == ()


async def test_bars_that_were_played_fade_and_the_guard_is_remembered(tmp_path: Path) -> None:
    app = make_app(tmp_path, settings=WAITING, engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        start = notation(pilot)
        await pilot.press("ctrl+f", "ctrl+f")
        pilot.app.clear_notifications()
        await settle(pilot)
        assert app.services.settings.guard is Guard.WINDOW
        assert notation(pilot) == start, "two bars ahead can be read"
        press(pilot, *(note.pitch for note in SCALE.notes[:8]))
        await settle(pilot)
        gone = notation(pilot)
        assert gone != start
        await pilot.press("ctrl+f")
        await settle(pilot)
        assert "All bars can be read." in screen_text(pilot)
        kept, _ = load_settings(app.services.folders.settings)
        assert kept.guard is Guard.OFF


async def test_memory_is_found_in_the_palette_and_in_the_help(tmp_path: Path) -> None:
    async with running(make_app(tmp_path, settings=WAITING, engraved=SCALE)) as pilot:
        await practise(pilot, SCALE)
        await pilot.press("ctrl+p", *"from memory hide heads")
        await pilot.pause(0.6)
        await pilot.press("enter")
        await settle(pilot)
        assert "heads from memory" in screen_text(pilot)
        await pilot.press("f1")
        await settle(pilot)
        assert pilot.app.screen.query("Static")

"""Letters that were typed before their line was there."""

from pathlib import Path

from textual.app import App
from textual.events import Key
from textual.widgets import Input

from renshu.tui.widgets.listing import Listing
from support.screens import make_app, settle


def type_at_once(app: App[None], text: str) -> None:
    """Keys that all arrive while the list has the focus, as from a screen that was busy."""
    names = {"/": "slash"}
    for letter in text:
        app.query_one(Listing)._forward_event(Key(names.get(letter, letter), letter))


async def test_what_is_typed_before_the_search_line_is_there_is_searched(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        type_at_once(app, "/satie")
        await settle(pilot)
        assert app.screen.query_one(Input).value == "satie"
        assert len(app.screen_stack) == 1


async def test_keys_that_are_no_letters_stay_commands(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", "s", "escape")
        await settle(pilot)
        assert not app.screen.query(Input)

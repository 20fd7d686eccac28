"""The line at the foot of every room tells the keys that mean something there, whatever happens."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen, Screen
from textual.widgets import Input, Static

from renshu.tui.app import RenshuApp
from renshu.tui.screens.history import HistoryScreen
from renshu.tui.screens.library import LibraryScreen
from renshu.tui.screens.trends import TrendsScreen
from renshu.tui.widgets.key_line import KeyLine
from support.screens import make_app, running, settle


class Part(Static, can_focus=True):
    """Has a key of its own while it has the focus."""

    BINDINGS = [("p", "part", "Part")]  # noqa: RUF012 - Textual's own form


class Room(Screen[None]):
    """A room in which a key comes and goes."""

    BINDINGS = [("r", "room", "Room"), ("s", "sometimes", "Sometimes")]  # noqa: RUF012 - as above
    is_sometimes = False

    def compose(self) -> ComposeResult:
        """Two things to focus, and the line."""
        yield Part("part")
        yield Input()
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether the key is there."""
        is_there = super().check_action(action, parameters)
        return self.is_sometimes if action == "sometimes" else is_there


class Dialog(ModalScreen[None]):
    """Lies over all."""

    BINDINGS = [("d", "dialog", "Dialog")]  # noqa: RUF012 - Textual's own form

    def compose(self) -> ComposeResult:
        """The line alone."""
        yield KeyLine()


class House(App[None]):
    """Rooms one over the other."""

    BINDINGS = [Binding("h,f1", "app.help", "Help", id="help")]  # noqa: RUF012 - as above

    def get_default_screen(self) -> Room:
        """A room."""
        return Room()


async def push(app: App[None]) -> None:
    await app.push_screen(Room())


async def ask(app: App[None]) -> None:
    await app.push_screen(Dialog())


async def pop(app: App[None]) -> None:
    if len(app.screen_stack) > 1:
        await app.pop_screen()


async def focus_part(app: App[None]) -> None:
    app.screen.set_focus(next(iter(app.screen.query(Part)), None))


async def focus_input(app: App[None]) -> None:
    app.screen.set_focus(next(iter(app.screen.query(Input)), None))


async def toggle(app: App[None]) -> None:
    if isinstance(app.screen, Room):
        app.screen.is_sometimes = not app.screen.is_sometimes
        app.screen.refresh_bindings()


async def remap(app: App[None]) -> None:
    is_as_usual = not app._keymap
    app.set_keymap({"help": "x"} if is_as_usual else {})


STEPS: tuple[Callable[[App[None]], Any], ...] = (
    push, ask, pop, focus_part, focus_input, toggle, remap,
)  # fmt: skip


def wanted(app: App[None]) -> str:
    """What the line has to say: there is room for everything in this house."""
    labels: dict[str, str] = {}
    for _, binding, _, _ in app.screen.active_bindings.values():
        if binding.show:
            sign = app.get_key_display(binding)
            labels.setdefault(binding.action, f" {sign} {binding.description} ")
    return "".join(labels.values()).rstrip()


def seen(app: App[None]) -> str:
    """What stands in the last line of the screen."""
    return str(app.screen._compositor.render_strips()[app.size.height - 1].text).rstrip()


@pytest.mark.parametrize("seed", range(4))
async def test_the_line_tells_the_keys_of_where_the_player_is(seed: int) -> None:
    dice, app = random.Random(seed), House()  # noqa: S311 - nothing secret
    async with app.run_test(size=(100, 10)) as pilot:
        for _ in range(25):
            step = dice.choice(STEPS)
            await step(app)
            await pilot.pause()
            assert seen(app) == wanted(app), step.__name__
            assert ("Help" in seen(app)) != app.screen.is_modal


async def test_all_keys_that_are_shown_fit_and_help_is_one_of_them(tmp_path: Path) -> None:
    app = make_app(tmp_path)
    async with app.run_test(size=(62, 24)) as pilot:
        await settle(pilot)
        line = app.screen.query_one(KeyLine)
        narrow = [key.action for key in line.keys]
        assert narrow[-1] == "app.help"
        assert cell_len(seen(app)) <= 62
        await pilot.resize_terminal(140, 24)
        await settle(pilot)
        wide = [key.action for key in line.keys]
        assert len(wide) > len(narrow)
        assert [one for one in wide if one in narrow] == narrow
        await pilot.resize_terminal(62, 24)
        await settle(pilot)
        assert [key.action for key in line.keys] == narrow


async def test_a_click_is_the_key_and_the_mouse_is_told_what_it_does(tmp_path: Path) -> None:
    async with running(make_app(tmp_path)) as pilot:
        line = pilot.app.screen.query_one(KeyLine)
        key = next(one for one in line.keys if one.action == "app.help")
        x = seen(pilot.app).index(key.label)
        plain = line.render_line(0)
        await pilot.hover(KeyLine, (x, 0))
        assert line.tooltip == key.words
        assert line.render_line(0) != plain
        assert line.render_line(0).text == plain.text
        await pilot.hover(KeyLine, (line.size.width - 1, 0))
        assert line.tooltip is None
        assert line.render_line(0) == plain
        await pilot.click(KeyLine, (x, 0))
        await settle(pilot)
        assert type(pilot.app.screen).__name__ == "HelpScreen"


Counts = dict[str, int]


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Counts:
    """How often lines were drawn, and screens composed."""
    counts: Counts = {"drawn": 0, "composed": 0}

    def count(of: type, method: str, name: str) -> None:
        original = getattr(of, method)

        def counted(*arguments: object) -> object:
            counts[name] += 1
            return original(*arguments)

        monkeypatch.setattr(of, method, counted)

    count(KeyLine, "render_line", "drawn")
    for screen in (LibraryScreen, HistoryScreen, TrendsScreen):
        count(screen, "compose", "composed")
    return counts


ROOMS: Mapping[str, Callable[[RenshuApp], object]] = {
    "history": lambda app: app.open_history(),
    "trends": lambda app: app.open_trends(),
}


@pytest.mark.parametrize("room", ROOMS)
async def test_a_room_that_opens_is_composed_once_and_its_keys_are_drawn_once_or_twice(
    tmp_path: Path, drawn: Counts, room: str
) -> None:
    app = make_app(tmp_path)
    async with running(app) as pilot:
        drawn.update(drawn=0, composed=0)
        ROOMS[room](app)
        await settle(pilot)
        assert drawn["composed"] == 1
        assert 1 <= drawn["drawn"] <= 2
        before = drawn["drawn"]
        app.screen.refresh_bindings()
        await settle(pilot)
        assert drawn["drawn"] == before

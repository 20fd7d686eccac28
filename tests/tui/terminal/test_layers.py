"""The law of pictures: whatever happens, the terminal shows what shines through the windows."""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from rich.console import RenderableType
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from renshu.config import Cells
from renshu.evening.verdicts import Verdict
from renshu.score.passage import ScorePosition
from renshu.tui import themes
from renshu.tui.app import FIRST_CSS, ROOMS_CSS
from renshu.tui.drawing.pixel_system import PixelDrawing
from renshu.tui.drawing.stamps import Grid
from renshu.tui.terminal.choosing import Output
from renshu.tui.terminal.kitty_layer import KittyLayer
from renshu.tui.terminal.picture_app import seen_screens
from renshu.tui.terminal.picture_layer import PictureLayer, pieces_in
from renshu.tui.terminal.sixel_layer import SixelLayer
from renshu.tui.terminal.windows import Windows, Written, written
from renshu.tui.widgets.score_view import ScoreView
from support.notation import score
from support.systems import pictures
from support.terminal_screen import TerminalScreen

SONG = score(" | ".join(["C5 D5 E5 F5", "G5 [A4 C5] B4 C5"] * 6))
CELL = 2, 4
STEPS, FEWER_STEPS = 60, 12


class Dialog(ModalScreen[None]):
    """Covers the middle of the notation; around it the notation is seen."""

    DEFAULT_CSS = "Dialog { align: center middle; background: black 50%; }"

    def compose(self) -> ComposeResult:
        box = Static("A question?")
        box.styles.width, box.styles.height = 20, 5
        box.styles.background = "blue"
        yield box


class Stage(App[None]):
    """One view of notation before a terminal that understands pictures."""

    CSS_PATH = [FIRST_CSS, ROOMS_CSS]  # noqa: RUF012 - Textual's own form

    def __init__(self, layer: PictureLayer) -> None:
        super().__init__()
        self.layer = layer
        self.view = ScoreView(SONG)
        self.terminal = TerminalScreen()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.variable_defaults()

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.layer.add(self.view)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        self.after_frame(list(written(renderable)))

    def after_frame(self, strips: Sequence[Written]) -> None:
        self.terminal.wipe(strips)
        self.terminal.feed(self.layer.frame(strips, self.seen))

    @property
    def seen(self) -> tuple[Screen[Any], ...]:
        return seen_screens(self)


Step = Callable[[random.Random], object]


def steps(app: Stage) -> Sequence[Step]:
    view = app.view
    places = [ScorePosition(note.onset, note.measure) for note in SONG.notes]
    ids = [note.id for note in SONG.notes]

    def dialog(_: random.Random) -> None:
        if isinstance(app.screen, Dialog):
            app.pop_screen()
        else:
            app.push_screen(Dialog())

    return (
        lambda dice: view.move_to(dice.choice(places)),
        lambda dice: view.mark(dice.choice(ids), dice.choice(list(Verdict))),
        lambda dice: view.add_ghost(dice.randint(55, 85), None, dice.choice(places)),
        lambda dice: view.forget_from(dice.randint(0, 11)),
        lambda dice: view.set_loop(range(dice.randint(0, 5), dice.randint(5, 11))),
        lambda dice: view.set_quiet(frozenset(dice.sample(ids, 9))),
        lambda dice: view.set_names_shown(dice.random() < 0.5),
        # It goes with a step, too: by the clock it would go between a frame and its test.
        lambda _: app.notify("A word.", timeout=1000),
        lambda _: app.clear_notifications(),
        dialog,
    )


async def played(app: Stage, pilot: Pilot[None], count: int = STEPS) -> Iterator[int]:
    app.view.set_systems([PixelDrawing(one, Grid(CELL)) for one in pictures(SONG)])
    await pilot.pause()
    return iter(range(count))


def whole_screen(app: Stage) -> list[Written]:
    return [(y, 0, strip) for y, strip in enumerate(app.screen._compositor.render_strips())]


@pytest.mark.parametrize("height", [10, 14, 30])
async def test_kitty_shows_what_shines_through_and_is_sent_each_picture_once(height: int) -> None:
    layer = KittyLayer(Output(Cells.KITTY, CELL))
    app, dice = Stage(layer), random.Random(height)  # noqa: S311 - nothing secret
    async with app.run_test(size=(60, height), notifications=True) as pilot:
        for _ in await played(app, pilot):
            dice.choice(steps(app))(dice)
            await pilot.pause()
            assert {cell: sorted(shown) for cell, shown in app.terminal.cells().items()} == wanted(
                app, layer
            )
        assert len(app.terminal.sent) == len(set(app.terminal.sent)) == len(layer._sent)
        app.terminal.feed(layer.close())
        assert not app.terminal.images


def wanted(app: Stage, layer: KittyLayer) -> dict[tuple[int, int], list[tuple[int, int, int, int]]]:
    """For each cell the parts of pictures that should be there, worked out from nothing."""
    windows, view = Windows(), app.view
    windows.note(whole_screen(app))
    cells: dict[tuple[int, int], list[tuple[int, int, int, int]]] = {}
    for y, row in windows.rows.items():
        for piece in pieces_in(view, y):
            picture = piece.picture
            colours = view.colour_of(picture.ink), view.colour_of(picture.lines)
            for x in range(piece.x, piece.x + piece.columns):
                if row >> x & 1:
                    image = layer._sent[picture, *colours]
                    part = (1 + picture.layer, image, piece.row, piece.column + x - piece.x)
                    cells.setdefault((y, x), []).append(part)
    return {cell: sorted(parts) for cell, parts in cells.items()}


@pytest.mark.parametrize("height", [14, 22])
async def test_sixels_stand_in_all_windows_and_nowhere_else(height: int) -> None:
    layer = SixelLayer(Output(Cells.SIXEL, CELL))
    app, dice = Stage(layer), random.Random(height)  # noqa: S311 - nothing secret
    async with app.run_test(size=(60, height), notifications=True) as pilot:
        for _ in await played(app, pilot, FEWER_STEPS):
            dice.choice(steps(app))(dice)
            await pilot.pause()
            fresh, all_of_it = TerminalScreen(), SixelLayer(Output(Cells.SIXEL, CELL))
            all_of_it.add(app.view)
            fresh.feed(all_of_it.frame(whole_screen(app), app.seen))
            assert app.terminal.painted(CELL) == fresh.painted(CELL)


async def test_pictures_of_an_engraving_or_a_theme_that_was_are_forgotten() -> None:
    layer = KittyLayer(Output(Cells.KITTY, CELL))
    app = Stage(layer)
    async with app.run_test(size=(60, 30)) as pilot:
        await played(app, pilot)
        before = set(app.terminal.images)
        app.view.set_systems([PixelDrawing(one, Grid(CELL)) for one in pictures(SONG)])
        await pilot.pause()
        assert app.terminal.images
        assert not before & app.terminal.images.keys()
        before = set(app.terminal.images)
        app.register_theme(themes.PAPER)
        app.theme = themes.PAPER.name
        app.view.version += 1
        await pilot.pause()
        assert not before & app.terminal.images.keys()


class Review(Screen[None]):
    """Opaque, with a notation of its own."""

    def __init__(self, layer: PictureLayer) -> None:
        super().__init__()
        self.view = ScoreView(SONG)
        self._layer = layer

    def compose(self) -> ComposeResult:
        yield Static("Review")
        yield self.view

    def on_mount(self) -> None:
        self._layer.add(self.view)
        self.view.set_systems([PixelDrawing(one, Grid(CELL)) for one in pictures(SONG)])


async def test_a_screen_over_another_shows_none_of_the_pictures_below() -> None:
    layer = KittyLayer(Output(Cells.KITTY, CELL))
    app = Stage(layer)
    async with app.run_test(size=(60, 30)) as pilot:
        await played(app, pilot)
        review = Review(layer)
        await app.push_screen(review)
        await pilot.pause()
        shown = {coloured[0] for coloured, _ in layer._shown}
        assert shown
        assert shown <= review.view.systems
        app.pop_screen()
        await pilot.pause()
        shown = {coloured[0] for coloured, _ in layer._shown}
        assert shown
        assert shown <= app.view.systems


async def test_another_size_of_window_takes_all_away_and_another_cell_forgets() -> None:
    layer = KittyLayer(Output(Cells.KITTY, CELL))
    app = Stage(layer)
    async with app.run_test(size=(60, 30)) as pilot:
        await played(app, pilot)
        app.terminal.feed(layer.start_over(layer.output))
        assert not app.terminal.placements
        assert app.terminal.images
        app.terminal.feed(layer.start_over(Output(Cells.KITTY, (4, 8))))
        assert not app.terminal.images

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from renshu.config import Cells, Settings, Views
from renshu.engrave.picture import Layout, SystemPicture
from renshu.tui.drawing.characters import BRAILLE, HALVES, OCTANTS, QUADRANTS
from renshu.tui.drawing.pieces import WINDOW
from renshu.tui.terminal.choosing import Output
from renshu.tui.widgets.notation import Notation
from support import systems
from support.notation import score
from support.screens import make_app, practise, running, screen_text, settle
from support.systems import HandEngraver, pictures

if TYPE_CHECKING:
    from renshu.engrave.engraver import Engraver

SCALE = score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 E5 F5 G5")


@pytest.mark.parametrize(
    ("cells", "characters"),
    [
        (Cells.AUTO, BRAILLE),
        (Cells.BRAILLE, BRAILLE),
        (Cells.OCTANTS, OCTANTS),
        (Cells.QUADRANTS, QUADRANTS),
        (Cells.HALF, HALVES),
    ],
)
async def test_notation_is_drawn_with_the_characters_that_were_set(
    tmp_path: Path, cells: Cells, characters: tuple[str, ...]
) -> None:
    app = make_app(tmp_path, settings=Settings(cells=cells), engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        shown = set("".join(screen_text(pilot).splitlines()[2:20]))
        others = {sign for table in (BRAILLE, OCTANTS, HALVES) for sign in table}
        assert len(shown & set(characters)) > 2
        assert not shown & (others - set(characters)) - set(" ▁▂▃▄▅▆▇█")


class SecondThoughts(HandEngraver):
    """Tells empty systems first, as an engraver that still lacks what leads far ahead."""

    async def engrave(
        self, musicxml: bytes, layout: Layout, on_system: Callable[[SystemPicture], None]
    ) -> tuple[SystemPicture, ...]:
        """Other systems than it told."""
        for picture in pictures(score("C4 D4 E4 F4 | G4 A4 B4 C5 | D5 E5 F5 G5 | C4 C4 C4 C4")):
            on_system(picture)
        return await super().engrave(musicxml, layout, lambda _: None)


async def test_the_notation_is_what_the_engraver_gives_in_the_end(tmp_path: Path) -> None:
    one, other = make_app(tmp_path / "one", engraved=SCALE), make_app(tmp_path / "other")
    other.services.engraver = cast("Engraver", SecondThoughts(SCALE))
    shown = []
    for app in (one, other):
        async with running(app) as pilot:
            await practise(pilot, SCALE)
            shown.append(screen_text(pilot))
    assert shown[0] == shown[1]


async def test_notation_in_pixels_is_engraved_for_pixels(
    tmp_path: Path,
) -> None:
    app = make_app(tmp_path, engraved=SCALE)
    app.services.output = Output(Cells.KITTY, (9, 18))
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        assert app.services.pictures is not None
        assert app.services.pictures.views
        layouts = cast("HandEngraver", app.services.engraver).layouts
        assert {layout.cell for layout in layouts} == {(18, 36)}
        shown = {sign for strip in app.screen._compositor.render_strips() for sign in strip.text}
        assert WINDOW in shown
        assert not shown & set(BRAILLE[1:])


async def test_names_are_written_into_heads(tmp_path: Path) -> None:
    app = make_app(tmp_path, engraved=SCALE)
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        before = screen_text(pilot)
        notation = pilot.app.screen.query_one(Notation)
        notation.set_names_shown(True)
        await pilot.pause()
        rows = [
            line for line in screen_text(pilot).splitlines() if any(b in line for b in BRAILLE[1:])
        ]
        assert {"C", "D", "E", "F", "G", "A", "B"} <= set("".join(rows))
        notation.set_names_shown(False)
        await pilot.pause()
        assert screen_text(pilot) == before


async def test_systems_taller_than_the_room_are_engraved_smaller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(systems, "HEIGHT", 44)
    app = make_app(tmp_path, settings=Settings(views=Views.SCORE_KEYS), engraved=SCALE)
    layouts = cast("HandEngraver", app.services.engraver).layouts
    async with running(app) as pilot:
        await practise(pilot, SCALE)
        assert {layout.staff_space for layout in layouts} == {4}
        await pilot.press("tab", "tab")
        await pilot.resize_terminal(120, 20)
        await settle(pilot)
        assert app.services.settings.views is Views.ALL
        assert layouts[-1].staff_space == 3
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert layouts[-1].staff_space == 4
        count = len(layouts)
        await pilot.resize_terminal(120, 41)
        await settle(pilot)
        assert len(layouts) == count

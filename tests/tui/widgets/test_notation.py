from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from renshu.config import Cells, Settings
from renshu.engrave.picture import Layout, SystemPicture
from renshu.tui.drawing.characters import BRAILLE, HALVES, OCTANTS
from support.notation import score
from support.screens import make_app, practise, running, screen_text
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

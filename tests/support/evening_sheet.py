"""The README's page of pictures "an evening of practice": six screens on one sheet.

PYTHONPATH=tests python tests/support/evening_sheet.py README-evening.png
"""

import asyncio
import os
import re
import sys
from pathlib import Path

from textual.pilot import Pilot

from renshu.tui.app import RenshuApp
from support.pictures import Scene, falling, picture, play_some, practice, review, to_png
from support.screens import settle

SIZE = (120, 40)
COLUMNS = 2
GAP = 24
"""Between two screens, in the units of Textual's pictures."""


async def finding(_app: RenshuApp, pilot: Pilot[None]) -> None:
    """A piece is found by its series and composer."""
    await pilot.press("slash", *"haruhi satie")
    await settle(pilot)
    await pilot.press("enter", "down")
    await asyncio.sleep(3)
    await settle(pilot)


async def sections(app: RenshuApp, pilot: Pilot[None]) -> None:
    """The sections that the music proposes."""
    await practice(app, pilot)
    await pilot.press("f11")
    await settle(pilot)


async def left_hand(app: RenshuApp, pilot: Pilot[None]) -> None:
    """One section, looped, with the left hand alone."""
    await practice(app, pilot)
    await pilot.press("f3", "f3", "ctrl+l")
    await settle(pilot)


async def by_heart(app: RenshuApp, pilot: Pilot[None]) -> None:
    """From memory: what is played right appears."""
    await practice(app, pilot)
    await pilot.press("ctrl+r")
    play_some(app, app.screen._score)  # type: ignore[attr-defined]
    await settle(pilot)


EVENING: tuple[Scene, ...] = (finding, sections, left_hand, falling, by_heart, review)


def sheet(pictures: list[str]) -> str:
    """Pictures of one size below and beside each other, as one SVG."""
    width, height = _size(pictures[0])
    rows = -(-len(pictures) // COLUMNS)
    placed = "".join(
        one.replace(
            "<svg ",
            f'<svg x="{number % COLUMNS * (width + GAP)}" y="{number // COLUMNS * (height + GAP)}" '
            f'width="{width}" height="{height}" ',
            1,
        )
        for number, one in enumerate(pictures)
    )
    across, down = COLUMNS * (width + GAP) - GAP, rows * (height + GAP) - GAP
    box = f'viewBox="0 0 {across} {down}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{placed}</svg>'


def _size(svg: str) -> tuple[float, float]:
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if found is None:
        raise SystemExit("The screenshot has no size.")
    return float(found[1]), float(found[2])


def main(target: Path) -> None:
    """Play the evening and make the sheet."""
    os.environ["COLORTERM"] = "truecolor"
    os.environ.pop("NO_COLOR", None)
    pictures = [asyncio.run(picture(scene, SIZE)) for scene in EVENING]
    to_png(sheet(pictures), target.absolute())


if __name__ == "__main__":
    main(Path(sys.argv[1]))

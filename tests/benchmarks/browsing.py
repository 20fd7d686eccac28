"""What browsing a large library costs: 10,000 arrangements of 300 anime on a screen of 120 × 40.

    PYTHONPATH=tests python tests/benchmarks/browsing.py

Opening: CPU of reading and laying out the library, from an empty screen. Goal: ≤ 150 ms.
Keystrokes: CPU of the whole program from a key until the screen stands still, for moving the
cursor, typing a search, and changing the view; the first search, which makes the index, apart.
Goal: ≤ 15 ms each for moving and typing, beside a key that does nothing.
"""

import asyncio
import gc
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from textual.pilot import Pilot

from renshu.config import Folders, Settings
from renshu.library.catalogue import Catalogue
from renshu.library.head import Head
from renshu.score.notation import Credits
from renshu.tui.app import ROOMS_CSS, RenshuApp
from renshu.tui.screens import library_cover, library_ear
from support.screens import settle

ARRANGEMENTS, ANIMES, SIZE = 10_000, 300, (120, 40)
TITLES = ("一番の宝物", "渚", "鳥の詩", "Brave Song", "メグメル", "小さなてのひら", "光の旋律")
TYPED = "takara angel kind:OP"


def main() -> None:
    """Print all figures."""
    library_ear.STUDY_AFTER_SECONDS = 3600.0
    with tempfile.TemporaryDirectory() as home:
        folders = Folders.below(Path(home))
        folders.prepare()
        fill(folders, Path(home))
        asyncio.run(browse(folders, Path(home)))


def fill(folders: Folders, home: Path) -> None:
    """Enter the arrangements."""
    scores = home / "many"
    scores.mkdir()
    for number in range(ARRANGEMENTS):
        (scores / f"{number:05}.mxl").write_text(f"piece {number}")
    catalogue = Catalogue(folders.catalogue, _head, home / "none")
    catalogue.add([scores])
    catalogue.close()


def _head(path: Path) -> Head:
    number = int(path.stem)
    said = Credits(
        title=f"{TITLES[number // 3 % len(TITLES)]} {number // 3}",
        composer="麻枝 准",
        source=f"Angel Beats! {number // 3 % ANIMES}",
    )
    return Head(said, {"kind": ("OP", "ED", "insert")[number % 3]})


async def browse(folders: Folders, home: Path) -> None:
    """Open the library and press keys."""
    app = RenshuApp(folders, Settings(), has_midi=False)
    app.services.catalogue = Catalogue(folders.catalogue, _head, home / "none")
    # What goes on in the background is measured in `library.py`; its CPU would be counted here.
    app._library.catalogue_refreshed = lambda: None  # type: ignore[method-assign]
    app._settle = lambda: app.stylesheet.read(ROOMS_CSS)  # type: ignore[method-assign]
    library_cover.PATIENCE_SECONDS = 3600.0
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        gc.collect()
        gc.freeze()
        say(
            "a key that does nothing, median", median([await cost(pilot, "f24") for _ in range(20)])
        )
        await reading(app, pilot)
        moved = [await cost(pilot, "down") for _ in range(40)]
        say("moving the cursor, median", median(moved))
        say("moving the cursor, worst", max(moved))
        say("as a tree", await cost(pilot, "tab"))
        say("unfolding a series", await cost(pilot, "right"))
        say("as a table", await cost(pilot, "tab"))
        say("ordering by the next column", await cost(pilot, "s"))
        say("the search line, making the index", await cost(pilot, "slash"))
        gc.freeze()
        typed = [await cost(pilot, _key(sign)) for sign in TYPED]
        for sign, milliseconds in zip(TYPED, typed, strict=True):
            say(f"typing {sign!r}", milliseconds)
        say("typing, median", median(typed))
        say("typing, worst", max(typed))


async def reading(app: RenshuApp, pilot: Pilot[None]) -> None:
    """Read everything again, as at the start."""
    costs = []
    for _ in range(5):
        app.services.catalogue._last_read = None
        started = time.process_time_ns()
        app._library.read_again()
        await settle(pilot)
        costs.append((time.process_time_ns() - started) / 1e6)
    say("opening the library", min(costs))


def _key(sign: str) -> str:
    return {" ": "space", ":": "colon"}.get(sign, sign)


async def cost(pilot: Pilot[None], key: str) -> float:
    """CPU milliseconds of the program for one key, shown and all."""
    started = time.process_time_ns()
    await pilot.press(key)
    await settle(pilot)
    return (time.process_time_ns() - started) / 1e6


def say(what: str, figure: float) -> None:
    """Print a figure."""
    sys.stdout.write(f"{what:36} {figure:9.1f} ms\n")


if __name__ == "__main__":
    main()

"""Pictures of the program, made from the program itself.

    PYTHONPATH=tests python tests/support/pictures.py FOLDER [PICTURE…]

The screens are played in memory, exported by Textual as SVG, and turned into PNG by Chromium.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from renshu.config import Folders, Settings, Views
from renshu.follow.follower import Mode
from renshu.library.loading import load_async
from renshu.library.starter import starter_folder
from renshu.performance.events import KeyDown, KeyUp
from renshu.score.notation import Score
from renshu.score.passage import unfold, whole
from renshu.tui.app import RenshuApp
from renshu.tui.gliding import SETTLING_SECONDS
from renshu.tui.themes import DEFAULT_THEME
from support.screens import settle

SCORE = "satie-gymnopedie-1.musicxml"
SIZES = ((120, 40), (80, 24))
PLAYED = 20
"""Chords played before the picture is taken."""

Scene = Callable[[RenshuApp, Pilot[None]], Awaitable[None]]


async def library(_app: RenshuApp, _pilot: Pilot[None]) -> None:
    """The room to browse in."""


async def practice(app: RenshuApp, pilot: Pilot[None]) -> None:
    """Some bars of a piece, with a wrong key and two that are still down."""
    loaded = await load_async(starter_folder() / SCORE, app.services.cache)
    app.practise(loaded)
    await settle(pilot)
    play_some(app, loaded.score)
    await settle(pilot)


def play_some(app: RenshuApp, score: Score) -> None:
    """The beginning of a piece, with a wrong key and two that are still down."""
    chords = unfold(score, whole(score))[:PLAYED]
    for number, chord in enumerate(chords):
        pitches = [note.pitch for note in chord.notes]
        if number == PLAYED // 2:
            app.play(KeyDown(time.monotonic(), pitches[0] + 2))
            app.play(KeyUp(time.monotonic(), pitches[0] + 2))
        for pitch in pitches:
            app.play(KeyDown(time.monotonic(), pitch))
        if number < PLAYED - 1:
            for pitch in pitches:
                app.play(KeyUp(time.monotonic(), pitch))


async def falling(app: RenshuApp, pilot: Pilot[None]) -> None:
    """The same with falling notes."""
    app.services.change_settings(views=Views.FALLING_KEYS)
    await practice(app, pilot)
    await asyncio.sleep(SETTLING_SECONDS)
    await settle(pilot)


async def together(app: RenshuApp, pilot: Pilot[None]) -> None:
    """The same with score, falling notes and keys."""
    app.services.change_settings(views=Views.ALL)
    await practice(app, pilot)
    await asyncio.sleep(SETTLING_SECONDS)
    await settle(pilot)


async def review(app: RenshuApp, pilot: Pilot[None]) -> None:
    """How those bars went."""
    await practice(app, pilot)
    await pilot.press("escape")
    await settle(pilot)


async def history(app: RenshuApp, pilot: Pilot[None]) -> None:
    """The takes so far."""
    await review(app, pilot)
    await pilot.press("h")
    await settle(pilot)


async def help_screen(_app: RenshuApp, pilot: Pilot[None]) -> None:
    """All keys."""
    await pilot.press("question_mark")
    await settle(pilot)


SCENES: tuple[tuple[str, Scene], ...] = (
    ("library", library),
    ("practice", practice),
    ("falling", falling),
    ("together", together),
    ("review", review),
    ("history", history),
    ("help", help_screen),
)


async def picture(scene: Scene, size: tuple[int, int], theme: str = DEFAULT_THEME) -> str:
    """A screen as SVG."""
    with tempfile.TemporaryDirectory() as home:
        folders = Folders.below(Path(home))
        folders.prepare()
        app = RenshuApp(folders, Settings(theme=theme, mode=Mode.WAIT), has_midi=False)
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            await scene(app, pilot)
            return app.export_screenshot(title="renshu")


def to_png(svg: str, target: Path) -> None:
    """Let Chromium draw an SVG at twice its size."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("Chromium is needed to make PNG pictures.")
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if found is None:
        raise SystemExit("The screenshot has no size.")
    width, height = (int(float(side)) + 1 for side in found.groups())
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "screen.svg"
        source.write_text(svg, encoding="utf-8")
        subprocess.run(
            [
                chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--hide-scrollbars", f"--user-data-dir={folder}/profile",
                f"--window-size={width},{height}", f"--screenshot={target}", source.as_uri(),
            ],
            check=True,
            capture_output=True,
        )  # fmt: skip


def main(arguments: list[str]) -> None:
    """Make all pictures, or those that are named after the folder."""
    folder, wanted = Path(arguments[0]), set(arguments[1:])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["COLORTERM"] = "truecolor"
    os.environ.pop("NO_COLOR", None)
    for name, scene in SCENES:
        for size in SIZES:
            target = folder.absolute() / f"{name}_{size[0]}x{size[1]}.png"
            if not wanted or name in wanted or target.name in wanted:
                to_png(asyncio.run(picture(scene, size)), target)
                sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main(sys.argv[1:])

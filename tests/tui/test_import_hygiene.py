"""The first frame waits for none of the heavy libraries."""

import subprocess
import sys
from pathlib import Path

HEAVY = ("music21", "verovio", "numpy", "lxml", "mido", "rtmidi", "msgpack", "tomlkit")
NOT_YET = (
    "sqlite3",
    "tomllib",
    "renshu.performance.events",
    "renshu.evening.listening",
    "renshu.evening.take_files",
    "renshu.score.notation",
    "renshu.library.catalogue",
    "renshu.practice.session",
)
"""Lighter ones, and parts of our own, that nothing before the first frame has a use for."""

PROGRAM = """
import asyncio, sys
from pathlib import Path
from renshu.config import Folders, Settings
from renshu.tui.app import RenshuApp

async def first_frame():
    folders = Folders.below(Path(sys.argv[1]))
    folders.prepare()
    app = RenshuApp(folders, Settings())
    app._settle = lambda: None
    async with app.run_test() as pilot:
        await pilot._wait_for_screen()
        loaded = [name for name in sys.argv[2:] if name in sys.modules]
        print(" ".join(loaded))

asyncio.run(first_frame())
"""


def test_the_first_frame_loads_nothing_heavy(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path), *HEAVY, *NOT_YET],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == []

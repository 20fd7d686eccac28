"""An evening in a browser: a score, the computer keyboard, a take, the history."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from support.browser import Page, browser
from support.serving import served

MELODY = "ccvbbvcxzzxcc"
"""Ode to Joy on the lower row of keys."""

UNHURRIED = 0.3
"""Seconds from one key to the next: a busy machine must not make a held key of two."""

HELD = 12
"""So often a held key repeats."""


async def test_a_take_in_a_browser_is_in_the_history(tmp_path: Path) -> None:
    home = tmp_path / "home"
    async with served(home) as server, browser(tmp_path) as chromium:
        async with chromium.tab() as page:
            await page.open(server.address)
            await _open_score(page)
            await _play(page)
            await page.press("Escape")
            await page.wait_for("missed")
        (take,) = _history(home)
        assert page.faults == []
        assert {url.startswith(server.address) for url in page.asked} == {True}
    assert take["ended_by"] == "player"
    assert take["matched"] == len(MELODY)
    # Where a machine is so busy that its keys repeat slowly, a held key is two, and no more.
    assert take["extra"] + take["wrong"] <= 1


async def test_a_tab_that_is_closed_keeps_its_take(tmp_path: Path) -> None:
    home = tmp_path / "home"
    async with served(home) as server, browser(tmp_path) as chromium:
        async with chromium.tab() as page:
            await page.open(server.address)
            await _open_score(page)
            await _play(page, MELODY[:3])
        async with asyncio.timeout(30):
            while server.pages():
                await asyncio.sleep(0.1)
        (take,) = _history(home)
    assert take["ended_by"] == "player"
    assert take["matched"] == 3


async def _open_score(page: Page) -> None:
    await page.wait_for("Arabeske")
    await page.press("/")
    await page.wait_for("title, composer, series")
    for key in (*"ode easy", "Enter"):
        await page.press(key)
    await page.wait_for("computer keys")


async def _play(page: Page, melody: str = MELODY) -> None:
    """Play a melody, the last note of it held as long as a key repeats."""
    for key in melody[:-1]:
        await page.press(key)
        await asyncio.sleep(UNHURRIED)
    await page.press(melody[-1], repeats=HELD)
    await asyncio.sleep(UNHURRIED)


def _history(home: Path) -> list[dict[str, Any]]:
    told = subprocess.run(
        [sys.executable, "-m", "renshu", "history", "--json"],
        env=os.environ | {"RENSHU_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in told.stdout.splitlines()]

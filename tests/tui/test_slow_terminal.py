"""A slow terminal changes no verdict, loses no note and does not keep the program waiting."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.screen import Screen
from textual.widgets import Static

from renshu.library.starter import starter_folder
from renshu.tui.slow_terminal import LEAST_COST, MOST_BEHIND, Backlog, PatientApp
from support.pseudo_terminal import PseudoTerminal

SCORE = starter_folder() / "beethoven-ode-to-joy-easy.musicxml"
SLOW = 20_000
"""Bytes a second."""
MELODY = "cvbvcxzxcvbvcxzxcvbvcxzxcvbv"
PAUSE = 0.13
PATIENCE = 8.0
"""Seconds within which the review has to come; a screen that waited for its terminal had a lag of
half a minute."""


@given(st.lists(st.integers(0, 3 * MOST_BEHIND)))
def test_painting_stops_and_goes_on_in_turn(sizes: list[int]) -> None:
    told: list[str] = []
    backlog = Backlog(lambda: told.append("behind"), lambda: told.append("caught up"))
    waiting = 0
    for size in sizes:
        backlog.add("x" * size)
        waiting += max(size, LEAST_COST)
        assert told.count("behind") - told.count("caught up") == int("behind" in told[-1:])
        assert waiting <= MOST_BEHIND or told[-1] == "behind"
    backlog.take(waiting)
    assert told == ["behind", "caught up"] * (waiting > MOST_BEHIND)


def test_half_of_what_waits_is_not_enough() -> None:
    told: list[str] = []
    backlog = Backlog(lambda: told.append("behind"), lambda: told.append("caught up"))
    backlog.add("x" * (MOST_BEHIND + 2))
    backlog.take(MOST_BEHIND)
    assert told == ["behind"]
    backlog.take(2)
    assert told == ["behind", "caught up"]


def test_thirty_small_writes_never_wait() -> None:
    told: list[str] = []
    backlog = Backlog(lambda: told.append("behind"), lambda: None)
    for _ in range(30):
        backlog.add("x")
    assert told == ["behind"]


class Shown(PatientApp):
    """Notes what is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = ""

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        if isinstance(renderable, CompositorUpdate) and not self._batch_count:
            self.painted += renderable.render_segments(self.console)


async def test_what_changed_while_the_terminal_was_behind_is_painted_in_the_end() -> None:
    app = Shown()
    async with app.run_test() as pilot:
        app.stop_painting()
        await app.mount(Static("a new word"))
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "a new word" not in app.painted
        app.go_on_painting()
        await pilot.pause()
        assert "a new word" in app.painted


def test_a_slow_terminal_changes_no_verdict(tmp_path: Path) -> None:
    with ThreadPoolExecutor() as evenings:
        in_no_time = evenings.submit(_evening, tmp_path / "fast", None)
        slow, lag = _evening(tmp_path / "slow", SLOW)
        fast, _ = in_no_time.result()
    assert slow == fast
    assert sum(slow.values()) >= len(MELODY)
    assert lag < PATIENCE


def _evening(home: Path, speed: float | None) -> tuple[dict[str, Any], float]:
    """Play on the computer keyboard; the counts of the take, and the seconds until its review."""
    environment = os.environ | {
        "RENSHU_HOME": str(home), "RENSHU_MIDI_API": "alsa", "TERM": "xterm-256color",
    }  # fmt: skip
    command = [sys.executable, "-m", "renshu", "play", str(SCORE), "--cells", "braille"]
    terminal = PseudoTerminal(command, environment, bytes_per_second=speed)
    try:
        terminal.wait_for("computer keys", 60)
        for key in MELODY:
            terminal.type(key)
            time.sleep(PAUSE)
        stopped = time.monotonic()
        terminal.type("\x1b")
        terminal.wait_for("Review", 60)
        lag = time.monotonic() - stopped
        terminal.type("\x11")
        terminal.process.wait(60)
    finally:
        terminal.close()
    told = subprocess.run(
        [sys.executable, "-m", "renshu", "history", "--json"],
        env=environment, capture_output=True, check=True,
    )  # fmt: skip
    (take,) = map(json.loads, told.stdout.splitlines())
    return {name: take[name] for name in ("matched", "wrong", "missed", "extra")}, lag

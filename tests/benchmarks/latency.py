"""From the note-on callback to the bytes that go to the terminal.

renshu runs in a pseudo-terminal of 120 × 40 with a starter score engraved, the keyboard strip shown
and the score waiting. A thread like rtmidi's calls the app with right and wrong keys, twenty a
second; the first bytes that come out of the terminal after each call end its latency. The floor
is a bare Textual app that changes three cells at the same calls. Goals: p50 ≤ 8 ms, p95 ≤ 16 ms.

    python tests/benchmarks/latency.py [braille] [kitty] [sixel]
"""

import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
import time
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

NOTES = 120

_DRIVER = """
import asyncio, contextvars, os, sys, threading, time
def drive(app, press):
    loop, context = asyncio.get_running_loop(), contextvars.copy_context()
    def run():
        with open(os.environ["REPORT"], "w", buffering=1) as report:
            for number in range(int(os.environ["NOTES"])):
                time.sleep(0.05)
                report.write(f"{time.monotonic()}\\n")
                loop.call_soon_threadsafe(press, number, context=context)
            time.sleep(0.2)
        loop.call_soon_threadsafe(app.exit)
    threading.Thread(target=run, daemon=True).start()
"""

BARE = (
    _DRIVER
    + """
from textual.app import App
from textual.widgets import Footer, Static
class Bare(App):
    def compose(self):
        yield Static("  0")
        yield Footer()
    def on_mount(self):
        self.call_after_refresh(drive, self, self.press)
    def press(self, number):
        self.query_one(Static).update(f"{number:3}")
Bare().run()
"""
)

RENSHU = (
    _DRIVER
    + """
import time
from pathlib import Path
from renshu.cli.screen import THREAD_SWITCH_SECONDS
from renshu.config import Cells, Folders, Settings
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp
from renshu.tui.app import RenshuApp
from renshu.tui.terminal.choosing import Output
class Played(RenshuApp):
    def practise(self, *arguments, **options):
        super().practise(*arguments, **options)
        self.set_timer(2.5, self.begin)
    def begin(self):
        self._chords = [[note.pitch for note in chord.notes]
                        for chord in self._practice._run.session.chords]
        self._keys = [pitch for chord in self._chords for pitch in chord]
        drive(self, self.press)
    def press(self, number):
        pitch = self._keys[number] + (1 if number % 10 == 9 else 0)
        self.play(KeyDown(time.monotonic(), pitch))
        self.call_later(self.play, KeyUp(time.monotonic(), pitch))
sys.setswitchinterval(THREAD_SWITCH_SECONDS)
folders = Folders.find()
folders.prepare()
cells = Cells(os.environ["CELLS"])
output = Output(cells, (2, 4) if cells is Cells.BRAILLE else (9, 18))
app = Played(folders, Settings(mode=Mode.WAIT), Path(os.environ["SCORE"]), has_midi=False,
             output=output)
app.run()
"""
)


def main() -> None:
    """Print the percentiles of the program, with the outputs that are named, and of the floor."""
    scores = Path(__file__).parents[2] / "scores"
    score = next(scores.glob("*gymnopedie*"), None) or next(scores.glob("*.musicxml"))
    with tempfile.TemporaryDirectory() as home:
        floor = latencies(BARE, Path(home), score)
        for cells in sys.argv[1:] or ["braille"]:
            ours = latencies(RENSHU, Path(home), score, cells)
            _print(cells, ours)
            ratios = (f"{label} {share(ours, at) / share(floor, at):.2f}" for label, at in _SHARES)
            sys.stdout.write(f"{'ratio':13} {'  '.join(ratios)}\n")
    _print("bare Textual", floor)


def _print(name: str, values: list[float]) -> None:
    shown = "  ".join(f"{label} {share(values, at):5.1f}" for label, at in _SHARES)
    sys.stdout.write(f"{name:13} {shown} ms   ({len(values)} notes)\n")


_SHARES = (("p50", 0.5), ("p95", 0.95), ("max", 1.0))


def share(values: list[float], at: float) -> float:
    """The value below which a share of all lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(at * len(ordered)))]


def latencies(program: str, home: Path, score: Path, cells: str = "braille") -> list[float]:
    """Milliseconds from each call to the first bytes after it."""
    controller, terminal = pty.openpty()
    ioctl(terminal, TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    environment = {
        **os.environ, "REPORT": str(home / "report"), "RENSHU_HOME": str(home), "NOTES": str(NOTES),
        "SCORE": str(score), "CELLS": cells, "TERM": "xterm-256color", "TEXTUAL_FPS": "120",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=terminal, stdout=terminal, stderr=terminal, env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(terminal)
    moments = _moments_of_output(controller, process)
    calls = [float(line) for line in (home / "report").read_text().split()]
    return [
        1e3 * (first - call)
        for call, next_call in zip(calls, [*calls[1:], calls[-1] + 0.1], strict=True)
        if (first := next((one for one in moments if call < one < next_call), None)) is not None
    ]


def _moments_of_output(controller: int, process: "subprocess.Popen[bytes]") -> list[float]:
    moments = []
    while process.poll() is None:
        if not select.select([controller], [], [], 0.05)[0]:
            continue
        try:
            os.read(controller, 1 << 20)
        except OSError:
            break
        moments.append(time.monotonic())
    process.wait()
    os.close(controller)
    return moments


if __name__ == "__main__":
    main()

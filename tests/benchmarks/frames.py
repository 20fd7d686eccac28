"""What a frame costs, and how evenly frames come, beside bare Textual.

Each program runs in a pseudo-terminal of 120 × 40, its output drained as fast as it comes. Two
scenes of renshu, each with a floor that repaints one label as often:

- the score at rest with a live keyboard, a key going down or up sixty times a second
  (goal: at most 5 ms CPU a frame);
- notes falling by the click (goal: thirty a second, steadily).
"""

import json
import os
import pty
import select
import struct
import subprocess
import sys
import tempfile
from contextlib import suppress
from fcntl import ioctl
from itertools import pairwise
from pathlib import Path
from termios import TIOCSWINSZ
from typing import NamedTuple

SECONDS = 6.0

_REPORT = """
import json, os, time
class Stopwatch:
    def __init__(self, app):
        self.app, self.moments, self.cpu = app, [], 0.0
    def tick(self):
        if not self.moments:
            self.cpu = time.process_time()
        self.moments.append(time.monotonic())
        if self.moments[-1] - self.moments[0] >= float(os.environ["SECONDS"]):
            with open(os.environ["REPORT"], "w") as report:
                json.dump([time.process_time() - self.cpu, self.moments], report)
            self.app.exit()
"""

BARE = (
    _REPORT
    + """
from textual.app import App
from textual.widgets import Footer, Static
class Bare(App):
    def compose(self):
        yield Static("  0")
        yield Footer()
    def on_mount(self):
        self.count, watch = 0, Stopwatch(self)
        self.label = self.query_one(Static)
        def frame():
            self.count += 1
            self.label.update(f"{self.count:6}")
            watch.tick()
        self.set_interval(1 / float(os.environ["RATE"]), frame)
Bare().run()
"""
)

_RENSHU = (
    _REPORT
    + """
from pathlib import Path
from renshu.config import Folders, Settings, Views
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp
from renshu.tui.app import RenshuApp
class Scene(RenshuApp):
    def practise(self, *arguments, **options):
        super().practise(*arguments, **options)
        self.set_timer(3.0, self.begin)
folders = Folders.find()
folders.prepare()
"""
)

KEYS = (
    _RENSHU
    + """
class Keys(Scene):
    def begin(self):
        self.count, watch = 0, Stopwatch(self)
        def frame():
            now, pitch = time.monotonic(), 40 + self.count // 2 % 40
            self.play(KeyUp(now, pitch) if self.count % 2 else KeyDown(now, pitch))
            self.count += 1
            watch.tick()
        self.set_interval(1 / float(os.environ["RATE"]), frame)
Keys(folders, Settings(mode=Mode.WAIT), Path(os.environ["SCORE"]), has_midi=False).run()
"""
)

FALLING = (
    _RENSHU
    + """
from renshu.tui.widgets.falling_notes import FallingNotes
class Falling(Scene):
    def begin(self):
        watch, move = Stopwatch(self), FallingNotes.move_to
        def timed(notes, place):
            move(notes, place)
            watch.tick()
        FallingNotes.move_to = timed
        self.screen.action_start()
settings = Settings(mode=Mode.TEMPO, views=Views.FALLING_KEYS, count_in=0)
Falling(folders, settings, Path(os.environ["SCORE"]), has_midi=False).run()
"""
)


class Frames(NamedTuple):
    """What was measured of one program."""

    milliseconds: float
    """CPU a frame."""
    a_second: float
    median: float
    """Milliseconds from frame to frame."""
    p95: float
    longest: float


def main() -> None:
    """Print all programs, and each scene's ratio to its floor."""
    score = Path(__file__).parents[2] / "scores" / "mozart-sonata-k331-theme.musicxml"
    with tempfile.TemporaryDirectory() as home:
        for name, program, rate in (
            ("score and live keys", KEYS, 60),
            ("falling notes", FALLING, 30),
        ):
            ours = measure(program, Path(home), score, rate)
            floor = measure(BARE, Path(home), score, rate)
            _tell(name, ours)
            _tell(f"bare Textual at {rate}", floor)
            sys.stdout.write(f"{'ratio':22} {ours.milliseconds / floor.milliseconds:5.2f}\n\n")


def _tell(name: str, frames: Frames) -> None:
    sys.stdout.write(
        f"{name:22} {frames.milliseconds:5.2f} ms CPU a frame, {frames.a_second:5.1f} a second, "
        f"apart p50 {frames.median:4.1f}  p95 {frames.p95:4.1f}  max {frames.longest:5.1f} ms\n"
    )


def measure(program: str, home: Path, score: Path, rate: int) -> Frames:
    """Run a program until it has made its frames."""
    controller, terminal = pty.openpty()
    ioctl(terminal, TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    report = home / "report"
    environment = {
        **os.environ, "REPORT": str(report), "RENSHU_HOME": str(home), "SCORE": str(score),
        "RATE": str(rate), "SECONDS": str(SECONDS), "TERM": "xterm-256color",
        "COLORTERM": "truecolor", "TEXTUAL_FPS": "120",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=terminal, stdout=terminal, stderr=terminal, env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(terminal)
    while process.poll() is None:
        if select.select([controller], [], [], 0.02)[0]:
            with suppress(OSError):
                os.read(controller, 1 << 20)
    os.close(controller)
    cpu, moments = json.loads(report.read_text())
    return _frames(cpu, moments)


def _frames(cpu: float, moments: list[float]) -> Frames:
    gaps = sorted(1e3 * (after - before) for before, after in pairwise(moments))
    count = len(gaps)
    return Frames(
        1e3 * cpu / count,
        count / (moments[-1] - moments[0]),
        gaps[count // 2],
        gaps[min(count - 1, int(0.95 * count))],
        gaps[-1],
    )


if __name__ == "__main__":
    main()

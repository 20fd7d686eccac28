"""How exactly clicks are sent while the screen is busiest.

    python tests/benchmarks/clicks.py [clicks]

renshu practises a starter score in a terminal of 120 × 40 with all views shown, in tempo mode with
sixteenths clicked, while somebody plays twenty notes a second. The moments at which clicks reach
the output, in the process that sounds, are compared with those at which they were due. Beside it,
on the same machine at the same time, a bare Python asks for the same priority and does nothing but
sleep until such moments: the floor is what the system lets any program have. The load is printed,
for others may use the machine. Goal: 2 ms at the 99th percentile.
"""

import os
import pty
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from fcntl import ioctl
from pathlib import Path
from struct import pack
from termios import TIOCSWINSZ

RENSHU = """
import os, sys, threading, time
from pathlib import Path
sys.path.insert(0, os.environ["TESTS"])
from renshu.config import Cells, Folders, Settings, Views
from renshu.evening import sounding_link
from renshu.follow.follower import Mode
from renshu.performance.events import KeyDown, KeyUp
from renshu.practice.subdivision import Subdivision
from renshu.tui.app import RenshuApp
report = Path(os.environ["REPORT"])
begun_by = os.getppid()
sounding_link.command = lambda *_, **__: [sys.executable, "-c", os.environ["SOUNDING"]]
def is_wanted():
    told = report.read_text().count("\\n") if report.exists() else 0
    return told < int(os.environ["CLICKS"]) and os.getppid() == begun_by
class Played(RenshuApp):
    def practise(self, *arguments, **options):
        super().practise(*arguments, **options)
        self.set_timer(2.5, self.begin)
    def begin(self):
        self._practice.action_start()
        threading.Thread(target=self.drive, daemon=True).start()
    def drive(self):
        number = 0
        while is_wanted():
            time.sleep(0.05)
            number += 1
            pitch = 48 + number % 36
            self.call_from_thread(self.play, KeyDown(time.monotonic(), pitch))
            self.call_from_thread(self.play, KeyUp(time.monotonic(), pitch))
        self.call_from_thread(self.exit)
folders = Folders.find()
folders.prepare()
settings = Settings(mode=Mode.TEMPO, metronome=True, subdivision=Subdivision.SIXTEENTHS,
                    count_in=0, views=Views.ALL, cells=Cells.BRAILLE)
Played(folders, settings, Path(os.environ["SCORE"]), has_midi=False).run()
"""

SOUNDING = """
import gc, os, sys, time
sys.path.insert(0, os.environ["TESTS"])
from renshu.evening import sounding_child
from renshu.midi.output import Output
from renshu.sound.agenda import Agenda
from support.midi_ports import FakeOutput, FakeSystem
due = Agenda.due
report = open(os.environ["REPORT"], "w", buffering=1)
def measured(self, now):
    for sound in due(self, now):
        yield sound
        report.write(f"{time.monotonic() - sound.time}\\n")
Agenda.due = measured
gc.disable()
connect = lambda: Output(connect=lambda: FakeOutput(FakeSystem("Piano")))
sounding_child.serve(sys.stdin.fileno(), sys.stdout, connect)
"""

FLOOR = """
import gc, os, sys, time
from renshu.sound.urgency import hurry
gc.disable()
begun_by = os.getppid()
print(hurry())
due = time.monotonic()
for _ in range(int(sys.argv[1])):
    due += 0.125
    time.sleep(max(0.0, due - time.monotonic()))
    print(time.monotonic() - due)
    if os.getppid() != begun_by:
        break
"""


def main(clicks: str = "400") -> int:
    """Print both distributions."""
    root = Path(__file__).parents[2]
    score = root / "scores" / "bach-invention-1.musicxml"
    with tempfile.TemporaryDirectory() as home, _floor(clicks) as floor:
        report = Path(home) / "report"
        environment = {
            "RENSHU_HOME": home, "REPORT": str(report), "CLICKS": clicks, "SCORE": str(score),
            "TESTS": str(root / "tests"), "SOUNDING": SOUNDING, "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }  # fmt: skip
        before = os.getloadavg()[0]
        _run_in_terminal(environment)
        assert floor.stdout is not None
        priority, *bare = floor.stdout.read().split("\n")
        print(f"priority: {priority}  load: {before:.1f} to {os.getloadavg()[0]:.1f}")  # noqa: T201
        ours = _say("renshu", report.read_text().split("\n"))
        theirs = _say("floor", bare)
        print(f"p99 is {ours / theirs:.1f} times the floor's")  # noqa: T201
    return 0


def _floor(clicks: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", FLOOR, clicks]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _run_in_terminal(environment: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, pack("HHHH", 40, 120, 0, 0))
    program = subprocess.Popen(
        [sys.executable, "-c", RENSHU], stdin=theirs, stdout=theirs, stderr=theirs,
        env={**os.environ, **environment}, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    threading.Thread(target=_drain, args=(ours,), daemon=True).start()
    program.wait(timeout=600)


def _drain(terminal: int) -> None:
    try:
        while os.read(terminal, 1 << 16):
            pass
    except OSError:
        time.sleep(0)


def _say(name: str, told: list[str]) -> float:
    late = sorted(1000 * float(one) for one in told if one)
    last = len(late) - 1
    p50, p95, p99 = (late[round(share * last)] for share in (0.5, 0.95, 0.99))
    print(  # noqa: T201
        f"{name:8} {len(late)} clicks  late by p50 {p50:.2f} ms  p95 {p95:.2f}  p99 {p99:.2f}"
        f"  max {late[last]:.2f}  scatter {statistics.pstdev(late):.2f}"
    )
    return p99


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

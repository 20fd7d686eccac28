"""How exactly clicks are sent while the screen is busiest.

    python tests/benchmarks/clicks.py [clicks]

renshu practises a starter score in a terminal of 120 × 40 with all views shown, in tempo mode with
sixteenths clicked, while somebody plays twenty notes a second. The moments at which clicks reach
the output are compared with those at which they were due. Beside it, on the same machine at the
same time, a bare thread of a Python that does nothing else sleeps until the same moments: the floor
is what the system lets any program have. Goal: 2 ms at the 99th percentile.
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
from renshu.follow.follower import Mode
from renshu.midi import output
from renshu.performance.events import KeyDown, KeyUp
from renshu.practice.subdivision import Subdivision
from renshu.sound import scheduling
from renshu.tui.app import RenshuApp
from support.midi_ports import FakeOutput, FakeSystem
opened = output.Output
output.Output = lambda name: opened(name, connect=lambda: FakeOutput(FakeSystem("Piano")))
late = []
hand_out = scheduling.Scheduler._hand_out
def measured(self, sound, strand):
    hand_out(self, sound, strand)
    late.append(time.monotonic() - sound.time)
scheduling.Scheduler._hand_out = measured
class Played(RenshuApp):
    def practise(self, *arguments, **options):
        super().practise(*arguments, **options)
        self.set_timer(2.5, self.begin)
    def begin(self):
        self._practice.action_start()
        threading.Thread(target=self.drive, daemon=True).start()
    def drive(self):
        number = 0
        while len(late) < int(os.environ["CLICKS"]):
            time.sleep(0.05)
            number += 1
            pitch = 48 + number % 36
            self.call_from_thread(self.play, KeyDown(time.monotonic(), pitch))
            self.call_from_thread(self.play, KeyUp(time.monotonic(), pitch))
        with open(os.environ["REPORT"], "w") as report:
            report.write(self.services.sounding._scheduler.priority + "\\n")
            report.writelines(f"{one}\\n" for one in late)
        self.call_from_thread(self.exit)
folders = Folders.find()
folders.prepare()
settings = Settings(mode=Mode.TEMPO, metronome=True, subdivision=Subdivision.SIXTEENTHS,
                    count_in=0, views=Views.ALL, cells=Cells.BRAILLE)
Played(folders, settings, Path(os.environ["SCORE"]), has_midi=False).run()
"""

FLOOR = """
import sys, threading, time
late = []
def run():
    due = time.monotonic()
    for _ in range(int(sys.argv[1])):
        due += 0.125
        time.sleep(max(0.0, due - time.monotonic() - 0.002))
        while time.monotonic() < due:
            pass
        late.append(time.monotonic() - due)
thread = threading.Thread(target=run)
thread.start()
thread.join()
print(*late, sep="\\n")
"""


def main(clicks: str = "400") -> int:
    """Print both distributions."""
    root = Path(__file__).parents[2]
    score = root / "scores" / "bach-invention-1.musicxml"
    with tempfile.TemporaryDirectory() as home, _floor(clicks) as floor:
        report = Path(home) / "report"
        environment = {
            "RENSHU_HOME": home, "REPORT": str(report), "CLICKS": clicks, "SCORE": str(score),
            "TESTS": str(root / "tests"), "TERM": "xterm-256color", "COLORTERM": "truecolor",
        }  # fmt: skip
        _run_in_terminal(environment)
        priority, *late = report.read_text().split("\n")
        _say(f"renshu ({priority})", [float(one) for one in late if one])
        assert floor.stdout is not None
        _say("floor", [float(one) for one in floor.stdout])
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


def _say(name: str, late: list[float]) -> None:
    late = sorted(1000 * one for one in late)
    last = len(late) - 1
    p50, p95, p99 = (late[round(share * last)] for share in (0.5, 0.95, 0.99))
    print(  # noqa: T201
        f"{name:22} {len(late)} clicks  late by p50 {p50:.2f} ms  p95 {p95:.2f}  p99 {p99:.2f}"
        f"  max {late[last]:.2f}  scatter {statistics.pstdev(late):.2f}"
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

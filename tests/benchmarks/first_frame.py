"""How much CPU the first frame costs beside that of a bare Textual app, in turn.

Each program runs in a pseudo-terminal of 120 × 40 and ends itself as soon as its first frame is
out; the bytecode of both is kept from a run before, as it is where a program is installed. The goal
is at most 60 ms more than the floor.
"""

import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

RUNS = 9

_REPORT = """
def report():
    import os, sys, time
    with open(os.environ["REPORT"], "w") as file:
        loaded = [name for name in ("music21", "verovio", "numpy", "lxml", "mido", "rtmidi")
                  if name in sys.modules]
        file.write(f"{time.process_time() * 1e3} {','.join(loaded)}")
    app.exit()
app.call_later(lambda: app.call_after_refresh(report))
app.run()
"""

BARE = (
    """
from textual.app import App
from textual.widgets import Footer, Static
class Bare(App):
    def compose(self):
        yield Static("bare")
        yield Footer()
app = Bare()
"""
    + _REPORT
)

RENSHU = (
    """
from renshu.config import Folders, Settings
from renshu.tui.app import RenshuApp
folders = Folders.find()
folders.prepare()
app = RenshuApp(folders, Settings())
app._settle = lambda: None
"""
    + _REPORT
)


def main() -> None:
    """Print both medians, the difference and what was loaded."""
    with tempfile.TemporaryDirectory() as home:
        for program in (RENSHU, BARE):
            cpu_ms(program, Path(home))
        runs = [(cpu_ms(RENSHU, Path(home)), cpu_ms(BARE, Path(home))) for _ in range(RUNS)]
    ours, floor = (statistics.median(ms for ms, _ in column) for column in zip(*runs, strict=True))
    extra = statistics.median(mine[0] - bare[0] for mine, bare in runs)
    loaded = runs[0][0][1] or "none of the heavy libraries"
    sys.stdout.write(
        f"first frame of renshu  {ours:6.1f} ms CPU   loaded: {loaded}\n"
        f"bare Textual           {floor:6.1f} ms CPU\n"
        f"more than the floor    {extra:6.1f} ms       (goal: at most 60)\n"
        f"ratio                  {ours / floor:6.2f}\n"
    )


def cpu_ms(program: str, home: Path) -> tuple[float, str]:
    """The CPU time of a program up to its report, and the heavy libraries it has loaded."""
    controller, terminal = pty.openpty()
    ioctl(terminal, TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    report = home / "report"
    environment = {
        **os.environ, "REPORT": str(report), "RENSHU_HOME": str(home), "TERM": "xterm-256color",
        "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(home / "bytecode"),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environment,
        start_new_session=True,
    )
    os.close(terminal)
    while process.poll() is None:
        if select.select([controller], [], [], 0.02)[0]:
            _drain(controller)
    os.close(controller)
    milliseconds, _, loaded = report.read_text().partition(" ")
    return float(milliseconds), loaded


def _drain(descriptor: int) -> None:
    # The program may have closed its side.
    with suppress(OSError):
        os.read(descriptor, 65536)


if __name__ == "__main__":
    main()

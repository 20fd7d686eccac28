"""What a large library costs: opening it, and importing while the screen runs.

    PYTHONPATH=tests python tests/benchmarks/library.py [SECONDS]

Opening: 10,000 arrangements of 300 anime, CPU of the first read, beside SQLite alone with the same
rows. Goal: ≤ 150 ms.

Importing: 1,000 generated scores are entered and then read for SECONDS (30) in a thread, while an
event loop wakes 60 times a second, as a screen does. Told is how much later than that it woke,
beside a loop of another process at the same time, which shows what the machine itself is late.
Goal: ≤ 16 ms.
"""

import ast
import asyncio
import gc
import inspect
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from renshu.cli.screen import THREAD_SWITCH_SECONDS
from renshu.library.cache import Cache
from renshu.library.catalogue import Catalogue
from renshu.library.catalogue.reading import _ANIMES, _ENTRIES, _PLACES, _TRACKS
from renshu.library.head import Head
from renshu.library.importing.importer import Importer, Progress
from renshu.library.starter import starter_folder
from renshu.score.notation import Credits

ARRANGEMENTS, ANIMES, IMPORTED = 10_000, 300, 1_000


def main() -> None:
    """Print all figures."""
    seconds = float(sys.argv[1]) if sys.argv[1:] else 30.0
    with tempfile.TemporaryDirectory() as folder:
        opening(Path(folder))
        importing(Path(folder), seconds)


def opening(home: Path) -> None:
    """The first read of a large library."""
    scores = home / "many"
    scores.mkdir()
    for number in range(ARRANGEMENTS):
        (scores / f"{number:05}.mxl").write_text(f"piece {number}")
    path = home / "many.db"
    catalogue = Catalogue(path, _head, home / "none")
    started = time.process_time()
    catalogue.add([scores])
    say(f"entering {ARRANGEMENTS}", (time.process_time() - started) * 1000)
    catalogue.close()
    alone = sqlite3.connect(path)

    def floor() -> None:
        for query in (_ANIMES, _TRACKS, _ENTRIES, _PLACES):
            alone.execute(query).fetchall()

    def first() -> None:
        opened = Catalogue(path, _head, home / "none")
        opened.shelf()
        opened.close()

    least, cost = milliseconds(floor), milliseconds(first)
    say("opening: SQLite alone", least)
    say("opening: the library", cost)
    alone.close()


def _head(path: Path) -> Head:
    number = int(path.stem)
    said = Credits(
        title=f"曲 {number // 3}", composer="麻枝 准", source=f"Anime {number // 3 % ANIMES}"
    )
    return Head(said, {"kind": "insert"})


def importing(home: Path, seconds: float) -> None:
    """How late an event loop wakes while scores are imported."""
    folder = home / "imported"
    folder.mkdir()
    text = (starter_folder() / "satie-gymnopedie-1.musicxml").read_text("utf-8")
    for number in range(IMPORTED):
        copy = text.replace("Gymnopédie No. 1", f"Gymnopédie No. {number}")
        (folder / f"{number}.musicxml").write_text(copy, "utf-8")
    # As the program does before it opens its screen.
    sys.setswitchinterval(THREAD_SWITCH_SECONDS)
    gc.freeze()
    catalogue = Catalogue(home / "imported.db", starter=home / "none")
    importer = Importer(catalogue, home / "copies", Cache(home / "cache"))
    importer.announce([folder])
    cancelled = Stopwatch(seconds)
    say_late("entering", lambda: importer.run(cancelled.start_reading, cancelled.is_entering))
    say("entering took, s", cancelled.entered_after)
    say_late("reading", lambda: importer.run(is_wanted=cancelled.is_running))
    say("scores read", IMPORTED - len(catalogue.unread()))
    catalogue.close()


class Stopwatch:
    """When to cancel: at the first score that is read, and then after some seconds."""

    def __init__(self, seconds: float) -> None:
        self.entered_after = 0.0
        self._seconds = seconds
        self._started = time.monotonic()

    def start_reading(self, progress: Progress) -> None:
        """Note when the entering is over."""
        if progress.is_reading and not self.entered_after:
            self.entered_after = time.monotonic() - self._started
            self._started = time.monotonic()

    def is_entering(self) -> bool:
        """Whether no score has been read."""
        return not self.entered_after

    def is_running(self) -> bool:
        """Whether time is left."""
        return time.monotonic() < self._started + self._seconds


def say_late(what: str, work: Callable[[], object]) -> None:
    """Print how late a loop wakes while work goes on in a thread, and one of another process."""
    command = [sys.executable, "-c", f"{inspect.getsource(late)}\n{_CONTROL}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as one:
        mine = asyncio.run(late(work))
        others = ast.literal_eval(one.communicate("over")[0])
    for name, share in (("p50", 0.5), ("p99", 0.99), ("worst", 1.0)):
        here, there = (
            delays[min(len(delays) - 1, int(share * len(delays)))] for delays in (mine, others)
        )
        sys.stdout.write(f"{what + ': late, ' + name + ', ms':32} {here:9.1f} {there:9.1f}\n")


_CONTROL = "import asyncio, sys; print(asyncio.run(late(sys.stdin.read)))"


async def late(work: "Callable[[], object]") -> list[float]:
    """How much later than it should a loop wakes 60 times a second while work goes on, in ms."""
    import asyncio
    import time

    task = asyncio.ensure_future(asyncio.to_thread(work))
    delays: list[float] = []
    while not task.done():
        due = time.monotonic() + 1 / 60
        await asyncio.sleep(1 / 60)
        delays.append((time.monotonic() - due) * 1000)
    await task
    return sorted(delays)


def milliseconds(action: Callable[[], object]) -> float:
    """CPU time of the quickest of five runs."""
    times = []
    for _ in range(5):
        started = time.process_time_ns()
        action()
        times.append((time.process_time_ns() - started) / 1e6)
    return min(times)


def say(what: str, figure: float) -> None:
    """Print a figure."""
    sys.stdout.write(f"{what:32} {figure:9.1f}\n")


if __name__ == "__main__":
    main()

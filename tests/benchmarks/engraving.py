"""What engraving costs: from MusicXML to pictures, and from a picture to text cells.

    PYTHONPATH=tests python tests/benchmarks/engraving.py [SCORE …]

CPU in milliseconds beside what it cannot be less than in the same run: Verovio's own part for the
painter, and putting as many ready cells into lists for the cells; stalls of the event loop beside
those of an idle one.
"""

import asyncio
import os
import sys
import time
from pathlib import Path

from renshu.engrave.engraver import Engraver
from renshu.engrave.manuscript import Manuscript
from renshu.engrave.packing import pack
from renshu.engrave.painter import Painter
from renshu.engrave.picture import Layout, SystemPicture
from renshu.engrave.svg import read_system
from renshu.engrave.typesetting import Typesetter
from renshu.tui.drawing.cells import system_cells
from renshu.tui.drawing.row import Cell
from renshu.workers.frames import encode
from support.tiny_scores import numbered

SCORES = Path(__file__).parents[2] / "scores"
LAYOUT = Layout(240)
PIXELS = Layout(3600, 36, (30, 60), grain=3)


def main() -> None:
    """Print all figures."""
    paths = [Path(name) for name in sys.argv[1:]] or sorted(SCORES.glob("*.musicxml"))
    Typesetter.warm()
    for path in paths:
        score = numbered(path.read_bytes())
        _print(path.stem)
        pictures = painting(score)
        cells(pictures)
        asyncio.run(latency(score))


def painting(score: bytes) -> list[SystemPicture]:
    """CPU of the painter a system, beside Verovio's."""
    start = time.process_time()
    manuscript = Manuscript(score)
    svgs = list(Typesetter(manuscript.score).systems(LAYOUT))
    verovio = time.process_time() - start
    painter = Painter(LAYOUT)
    start = time.process_time()
    pictures = [painter.paint(read_system(svg), 0) for svg in svgs]
    ours = time.process_time() - start
    count = len(pictures)
    size = sum(len(encode(pack(picture))) for picture in pictures)
    rows = sum(picture.height for picture in pictures) / 4
    _print(
        f"  systems {count}, {rows / count:.1f} rows and {size / count / 1000:.1f} kB each; "
        f"painter {ours / count * 1e3:.1f} ms a system, {ours / verovio:.2f} of Verovio's"
    )
    return pictures


def cells(pictures: list[SystemPicture]) -> None:
    """CPU from a picture to its cells."""
    for picture in pictures:
        system_cells(picture)
    start = time.process_time()
    for picture in pictures:
        system_cells(picture)
    ours = time.process_time() - start
    ready = [Cell("x")] * (LAYOUT.width // 2)
    start = time.process_time()
    for picture in pictures:
        tuple(tuple([cell for cell in ready]) for _ in range(picture.height // 4))  # noqa: C416
    floor = time.process_time() - start
    _print(f"  cells {ours / len(pictures) * 1e3:.2f} ms a system, {ours / floor:.1f} of the floor")


async def latency(score: bytes) -> None:
    """Time until the first system and all, with a cold and a warm worker, and for a new width."""
    engraver = Engraver()
    for name, layout in (("cold", LAYOUT), ("resized", Layout(200))):
        _print(f"  {name:8}" + await _timed(engraver, score, layout))
    await engraver.close()
    engraver = Engraver()
    await engraver.start()
    for name, layout in (("warm", LAYOUT), ("pixels", PIXELS)):
        _print(f"  {name:8}" + await _timed(engraver, score, layout))
    await engraver.close()


async def _timed(engraver: Engraver, score: bytes, layout: Layout) -> str:
    idle = Gaps()
    await asyncio.sleep(0.3)
    idle.stop()
    gaps, before, start = Gaps(), _cpu(engraver), time.perf_counter()
    seen: list[float] = []
    await engraver.engrave(score, layout, lambda _: seen.append(time.perf_counter() - start))
    gaps.stop()
    return (
        f"first {seen[0] * 1e3:5.0f} ms, all {(time.perf_counter() - start) * 1e3:5.0f} ms, "
        f"worker {(_cpu(engraver) - before) * 1e3:5.0f} ms CPU, longest stall of the loop "
        f"{gaps.longest * 1e3:4.1f} ms (idle {idle.longest * 1e3:.1f}), "
        f"of CPU {gaps.busiest * 1e3:.1f}"
    )


class Gaps:
    """How long the event loop keeps a callback waiting that wants to run every millisecond."""

    def __init__(self) -> None:
        self.longest = 0.0
        """Seconds that it waited, whatever else the machine did."""
        self.busiest = 0.0
        """Seconds of our own CPU between two calls."""
        self._used = time.thread_time()
        self._loop = asyncio.get_running_loop()
        self._due = self._loop.time()
        self._handle = self._loop.call_soon(self._tick)

    def stop(self) -> None:
        """Measure no more."""
        self._handle.cancel()

    def _tick(self) -> None:
        now = self._loop.time()
        self.longest = max(self.longest, now - self._due)
        used, self._used = self._used, time.thread_time()
        self.busiest = max(self.busiest, self._used - used)
        self._due = now + 0.001
        self._handle = self._loop.call_at(self._due, self._tick)


def _cpu(engraver: Engraver) -> float:
    """Seconds of CPU that the worker has used; 0 before it runs."""
    if engraver.pid is None:
        return 0.0
    fields = Path(f"/proc/{engraver.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()

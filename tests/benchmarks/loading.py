"""What opening a score costs: CPU beside music21's own parse of the same file, and from the cache.

    python tests/benchmarks/loading.py [--every 6] [FOLDER]

Goals: cold at most 1.15 × music21; cached at most 1 ms per 1,000 notes and 20 ms in all, from path
to `Score`; at most 6 bytes a note in the cache; no turn of an event loop longer than 10 ms while a
file is read by the child process.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from music21 import converter

from renshu.library.cache import Cache
from renshu.library.loading import load, load_async
from renshu.library.musicxml import read
from renshu.library.packing import pack
from renshu.score.notation import Score
from support.mutating import plain

REAL = Path(__file__).parents[3] / "shared" / "musicxml" / "real"


def main() -> None:
    """Print a line a file and the ratios over all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=REAL)
    parser.add_argument("--every", type=int, default=6, help="take every so-manieth file")
    options = parser.parse_args()
    paths = sorted(options.folder.iterdir())[:: options.every]
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder))
        rows = [row for path in paths if (row := measure(path, cache))]
        report(rows)
        stall = asyncio.run(longest_stall(paths[-1], Cache(Path(folder) / "empty")))
    say(f"longest turn of the event loop while reading   {stall:6.1f} ms  (goal: at most 10)")


Row = tuple[int, float, float, float, int]
"""Notes, our CPU ms, music21's CPU ms, cached CPU ms, packed bytes."""


def measure(path: Path, cache: Cache) -> Row | None:
    """The figures of one file; None where music21 cannot read it at all."""
    data = path.read_bytes()
    text = plain(data).decode("utf-8", errors="replace")
    try:
        theirs = cpu_ms(lambda: converter.parse(text, format="musicxml", forceSource=True), 1)
    except Exception as error:  # noqa: BLE001 - whatever music21 raises
        say(f"{path.name[:44]:44}  music21: {type(error).__name__}")
        return None
    ours = cpu_ms(lambda: read(data, path.name), 2)
    loaded = load(path, cache)
    cached = cpu_ms(lambda: load(path, cache), 9)
    notes = notes_in(loaded.score)
    say(
        f"{path.name[:44]:44} {notes:5} notes  cold {ours:7.0f} ms  music21 {theirs:7.0f} ms"
        f"  cached {cached:6.2f} ms  {len(pack(loaded.score)) / notes:5.2f} bytes a note"
    )
    return notes, ours, theirs, cached, len(pack(loaded.score))


def report(rows: Sequence[Row]) -> None:
    """The ratios over all files."""
    notes, ours, theirs, cached, packed = (sum(column) for column in zip(*rows, strict=True))
    worst = max(row[1] / row[2] for row in rows)
    say(f"\ncold / music21: all {ours / theirs:.2f}, worst {worst:.2f}  (goal: at most 1.15)")
    say(f"cached, per 1,000 notes   {1000 * cached / notes:6.2f} ms  (goal: at most 1)")
    say(f"cached, slowest           {max(row[3] for row in rows):6.2f} ms  (goal: at most 20)")
    say(f"cached, median            {statistics.median(row[3] for row in rows):6.2f} ms")
    say(f"packed, per note          {packed / notes:6.2f} bytes  (goal: at most 6)")


async def longest_stall(path: Path, cache: Cache) -> float:
    """Milliseconds of the longest turn while `path` is read by the child process."""
    longest, last, is_done = 0.0, time.perf_counter(), False

    async def watch() -> None:
        nonlocal longest, last
        while not is_done:
            await asyncio.sleep(0)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
            await asyncio.sleep(0.001)
            last = time.perf_counter()

    watching = asyncio.create_task(watch())
    await load_async(path, cache)
    is_done = True
    await watching
    return longest * 1e3


def notes_in(score: Score) -> int:
    """All key presses, asked or not."""
    return len(score.notes) + len(score.other_notes)


def cpu_ms(work: Callable[[], object], times: int) -> float:
    """CPU of this process for `work`, the least of several times, in milliseconds."""
    least = float("inf")
    for _ in range(times):
        begun = time.process_time()
        work()
        least = min(least, time.process_time() - begun)
    return least * 1e3


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

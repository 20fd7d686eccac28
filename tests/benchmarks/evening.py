"""What hours of playing cost: memory, and the time that one note needs.

A simulated pianist plays starter scores one after the other, with wrong and missed notes, pauses
and jumps back; each take is reviewed and stored, and the next one begins. The program runs whole,
but for the terminal; its practice room is given a clock that the pianist moves, so that an hour
passes in a few minutes. The floor is what the program uses once every piece was played.
Goal: an hour grows memory by 20 MB at most, and its last notes cost what its first ones do.

    python tests/benchmarks/evening.py [HOURS]
"""

import asyncio
import gc
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from renshu.config import Folders, Settings
from renshu.library.cache import Cache
from renshu.library.loaded import Loaded
from renshu.library.loading import load
from renshu.performance.events import PlayedEvent
from renshu.score.notation import Score
from renshu.score.passage import unfold, whole
from renshu.tui.app import RenshuApp
from renshu.tui.screens import practice_room
from renshu.tui.screens.practice import PracticeScreen
from renshu.tui.screens.review import ReviewScreen
from support.pianist import Extra, Missed, Mistake, Pause, Wrong, play

SCORES = Path(__file__).parents[2] / "scores"
NAMES = ("satie-gymnopedie-1", "beethoven-fur-elise", "pachelbel-canon-in-d", "bach-invention-1")
BREATH_NOTES = 8
"""So many events pass from one look at the screen to the next: some thirty a second at speed."""


class Clock:
    """Monotonic seconds that only the pianist moves."""

    def __init__(self) -> None:
        self.now = time.monotonic()

    def monotonic(self) -> float:
        """The time it is in the practice room."""
        return self.now


def evening(hours: float, folder: Path) -> None:
    """Play, and print what was measured."""
    clock = Clock()
    vars(practice_room)["time"] = clock
    costs, sizes = asyncio.run(_played(hours, folder, clock))
    tenth = max(1, len(costs) // 10)
    early, late = costs[tenth : 2 * tenth], costs[-tenth:]
    floor = sizes[: len(NAMES)][-1]
    grown = sizes[-1] - floor
    _print(f"{hours:g} hours, {len(costs)} events, {len(sizes)} takes")
    _print(f"memory once each piece was played {floor:.1f} MB, at the end {grown:+.1f} MB")
    _print("after each take " + " ".join(f"{size:.0f}" for size in sizes))
    for name, before, after in zip(("p50", "p99"), _shares(early), _shares(late), strict=True):
        _print(f"{name} {before:.3f} ms early, {after:.3f} ms late: ratio {after / before:.2f}")


async def _played(hours: float, folder: Path, clock: Clock) -> tuple[list[float], list[float]]:
    folders = Folders.below(folder)
    folders.prepare()
    pieces = [_loaded(name, folders) for name in NAMES]
    app = RenshuApp(folders, Settings(), has_midi=False)
    costs: list[float] = []
    sizes: list[float] = []
    end, chance = clock.now + hours * 3600, random.Random(0)  # noqa: S311 - a pianist, no secret
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        while clock.now < end:
            app.practise(pieces[len(sizes) % len(pieces)])
            await pilot.pause()
            costs += await _take(app, clock, chance, end)
            await _review_and_leave(app)
            gc.collect()
            sizes.append(_resident())
    return costs, sizes


async def _take(app: RenshuApp, clock: Clock, chance: random.Random, end: float) -> list[float]:
    room = app.screen
    if not isinstance(room, PracticeScreen):
        raise TypeError(f"{room} stands where the practice room should.")
    costs = []
    for number, event in enumerate(_playing(room._score, clock.now + 1, chance)):
        clock.now = max(clock.now, event.time)
        before = time.perf_counter()
        app.play(event)
        costs.append(1e3 * (time.perf_counter() - before))
        if number % BREATH_NOTES == 0:
            await asyncio.sleep(0)
        if clock.now > end:
            break
    clock.now += 2
    return costs


def _playing(score: Score, start: float, chance: random.Random) -> Iterator[PlayedEvent]:
    chords = len(unfold(score, whole(score)))
    back = chance.randrange(chords // 2, chords)
    stretches = [(0, back), (max(0, back - 12), chords)]
    mistakes: list[Mistake] = []
    for chord in range(chords):
        if chance.random() < 0.08:
            kinds = (Wrong(chord), Missed(chord), Extra(chord, 60), Pause(chord, 1.5))
            mistakes.append(chance.choice(kinds))
    played = play(
        score, stretches=stretches, mistakes=mistakes, start=start, spread=0.03, jitter=0.02,
        seed=chance.randrange(1 << 30),
    )  # fmt: skip
    return iter(played.events)


async def _review_and_leave(app: RenshuApp) -> None:
    room = app.screen
    if isinstance(room, PracticeScreen):
        room.action_stop()
    while not isinstance(app.screen, ReviewScreen):
        await asyncio.sleep(0.02)
    await app.workers.wait_for_complete()
    app.pop_screen()
    await asyncio.sleep(0.05)
    if app.screen is room:
        app.pop_screen()
    await asyncio.sleep(0.05)


def _loaded(name: str, folders: Folders) -> Loaded:
    path = SCORES / f"{name}.musicxml"
    return load(path, Cache(folders.scores))


def _shares(values: list[float]) -> tuple[float, float]:
    return statistics.median(values), statistics.quantiles(values, n=100)[98]


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as home:
        evening(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0, Path(home))

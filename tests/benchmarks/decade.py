"""What ten years of practice cost: every view of the history, a long take saved, the file.

    PYTHONPATH=tests python tests/benchmarks/decade.py [HOME]

300 pieces, 20,000 takes, 12 million played events; made within a minute, or read from HOME, where
`python -m support.decade HOME` has put them. Milliseconds of CPU and by the clock, each the best of
several runs; by the clock alone only on a machine that has nothing else to do. Wanted are 100 for a
view from the key to what is seen, 50 for a take of 5,000 notes, and 60 bytes an event. What the
plan costs is in `plan.py`, what a start costs in `first_frame.py`.
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from benchmarks.stores import long_take
from renshu.config import Folders, Settings
from renshu.evening.services import Services
from renshu.evening.trends import read_milestones, scopes
from renshu.history.finding import Wanted
from renshu.history.store import History
from renshu.library.loaded import Loaded
from renshu.tui.app import RenshuApp
from renshu.tui.screens.calendar import CalendarScreen
from renshu.tui.screens.heat import HeatScreen
from renshu.tui.screens.history import HistoryScreen
from renshu.tui.screens.trends import TrendsScreen
from renshu.tui.widgets.day_grid import DayGrid
from renshu.tui.widgets.heat_map import HeatMap
from renshu.tui.widgets.listing import Listing
from support.decade import write_decade
from support.notation import score
from support.screens import make_app, running, settle

RUNS = 7
PIECE = f"{0:064x}"
"""The piece that was played most."""
BARS = 50
PATIENCE = 30
"""Seconds after which a view is given up: it has said that the history cannot be read."""

Cost = tuple[float, float]
"""CPU and wall clock."""


def main() -> None:
    """Print all figures."""
    with home() as folder:
        folders = Folders.below(folder)
        file_figures(folders.history)
        with closing(History(folders.history)) as history:
            query_figures(history, folders)
            save_figures(history)
        asyncio.run(view_figures(folder))


@contextmanager
def home() -> Iterator[Path]:
    """A home with ten years in it: a new one, or that which is named."""
    with tempfile.TemporaryDirectory() as folder:
        folders = Folders.below(Path(folder))
        folders.prepare()
        if len(sys.argv) > 1:
            folders.history.symlink_to(Path(sys.argv[1]).absolute() / "history.db")
        else:
            began = time.perf_counter()
            write_decade(folders.history)
            print_line(f"ten years were made in {time.perf_counter() - began:.0f} s")
        yield Path(folder)


def file_figures(path: Path) -> None:
    """How large the file is."""
    with closing(sqlite3.connect(path)) as connection:
        takes = events = 0
        for (blob,) in connection.execute("SELECT events FROM played"):
            takes += 1
            events += int.from_bytes(zlib.decompressobj().decompress(blob, 4), "little")
    size = path.stat().st_size
    print_line(f"{takes:,} takes, {events:,} events, {size / 1e6:.0f} MB")
    print_line(f"{size / events:.1f} bytes an event")


def query_figures(history: History, folders: Folders) -> None:
    """What the views read."""
    trends = history.trends
    services = Services(folders, Settings())
    services.opened_history = history
    tell("days of all pieces", lambda: trends.days(4))
    tell("days of one piece", lambda: trends.days(4, [PIECE]))
    tell("bars of the piece played most", lambda: trends.bars(PIECE, 4))
    tell("runs", lambda: trends.runs(4))
    tell("milestones", lambda: read_milestones(services))
    tell("scopes", lambda: scopes(services, PIECE, "Piece 0"))
    tell("takes found", lambda: history.find(Wanted()))
    tell("takes of a day", lambda: history.find(Wanted(since=trends.days(4)[-1][0])))
    tell("last played", history.last_played)
    tell("learnt", history.learnt)
    services.catalogue.close()


def save_figures(history: History) -> None:
    """Saving a take of 5,000 notes; it is taken out again."""
    take = long_take()
    tell("save a take of 5,000 notes", lambda: history.finish(take))
    tell("save it in the piece played most", lambda: history.finish(replace(take, score_id=PIECE)))
    history.discard(take.id)


async def view_figures(folder: Path) -> None:
    """From the key to what is seen."""
    song = replace(score(" | ".join(["C4 D4 E4 F4"] * BARS)), id=PIECE)
    app = make_app(folder, engraved=song)
    async with running(app) as pilot:
        views: dict[str, tuple[Callable[[], Screen[Any]], Callable[[], bool]]] = {
            "history": (
                lambda: HistoryScreen(app.services, app.review),
                lambda: app.screen.query_one(Listing).selected is not None,
            ),
            "trends": (
                lambda: TrendsScreen(app.services),
                lambda: app.screen.query_one(Listing).selected is not None,
            ),
            "trends of a piece": (
                lambda: TrendsScreen(app.services, PIECE, "Piece 0"),
                lambda: app.screen.query_one(Listing).selected is not None,
            ),
            "calendar": (
                lambda: CalendarScreen(app.services, app.review),
                lambda: app.screen.query_one(DayGrid).day.year > 2000,
            ),
            "bars through time": (
                lambda: HeatScreen(app.services, Loaded.of(song, b"")),
                lambda: app.screen.query_one(HeatMap).row is not None,
            ),
        }
        for name, (make, is_there) in views.items():
            costs = [await opened(pilot, app, make(), is_there) for _ in range(RUNS)]
            print_costs(f"view: {name}", costs)


async def opened(
    pilot: Pilot[None], app: RenshuApp, screen: Screen[Any], is_there: Callable[[], bool]
) -> Cost:
    """What it costs until what was read is seen."""
    began = now()
    await app.push_screen(screen)
    seen = asyncio.Event()
    async with asyncio.timeout(PATIENCE):
        while not is_there():
            await asyncio.sleep(0.01)
        app.call_after_refresh(seen.set)
        await seen.wait()
    took = since(began)
    await settle(pilot)
    app.pop_screen()
    await settle(pilot)
    return took


def tell(what: str, action: Callable[[], object]) -> None:
    """Print what an action costs."""
    costs = []
    for _ in range(RUNS):
        began = now()
        action()
        costs.append(since(began))
    print_costs(what, costs)


def now() -> Cost:
    """The clocks: CPU, and that on the wall."""
    return time.process_time(), time.perf_counter()


def since(began: Cost) -> Cost:
    """Milliseconds by both clocks."""
    cpu, wall = (1000 * (end - start) for end, start in zip(now(), began, strict=True))
    return cpu, wall


def print_costs(what: str, costs: list[Cost]) -> None:
    """The best of each."""
    cpu, wall = (min(column) for column in zip(*costs, strict=True))
    print_line(f"{what:34} {cpu:8.1f} {wall:8.1f}")


def print_line(text: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

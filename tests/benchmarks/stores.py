"""What the history and the catalogue cost, beside SQLite (and zlib) alone with the same rows.

    PYTHONPATH=tests python tests/benchmarks/stores.py

Ten years of practice: 300 pieces, 20,000 takes; a library of 1,000 files. CPU in milliseconds, the
best of several runs; the last column is the ratio of the two.
"""

import random
import sqlite3
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

from renshu.follow.alignment import Match
from renshu.history.store import History
from renshu.library.catalogue import Catalogue
from renshu.library.head import Head
from renshu.performance.events import KeyDown, KeyUp, PlayedEvent
from renshu.practice.take import EndedBy, Take
from renshu.score.notation import Credits
from renshu.score.passage import ScorePosition
from support.takes import EVENING, Bar, make_facts, make_take

TAKES, PIECES, BARS, FILES, NOTES = 20_000, 300, 50, 1_000, 5_000


def main() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        history_figures(Path(folder) / "history.db")
        catalogue_figures(Path(folder))


def history_figures(path: Path) -> None:
    """Saving a long take, and reading ten years of them."""
    history = History(path)
    long = long_take()
    history.finish(long)
    alone = sqlite3.connect(path, isolation_level=None)
    ((events, labels),) = alone.execute(
        "SELECT events, labels FROM played JOIN outcome USING (take)"
    )
    say(f"bytes an event: {(len(events) + len(labels)) / len(long.events):.1f}")
    alone.execute("CREATE TEMP TABLE floor (packed BLOB)")
    unpacked = zlib.decompress(events) + zlib.decompress(labels)
    compare(
        f"save a take of {NOTES} notes",
        lambda: history.finish(long),
        lambda: alone.execute("INSERT INTO floor VALUES (?)", (zlib.compress(unpacked, 3),)),
    )
    history.merge(
        (
            make_take(
                f"piece {number % PIECES}",
                EVENING + timedelta(hours=4.4 * number),
                bars=(Bar(matched=2),) * BARS,
            ),
            timedelta(),
        )
        for number in range(TAKES)
    )
    rows = "SELECT * FROM take JOIN outcome ON outcome.take = number ORDER BY started_at DESC"
    compare("all takes", history.takes, lambda: alone.execute(rows).fetchall())
    compare(
        "the newest 100",
        lambda: history.takes(limit=100),
        lambda: alone.execute(f"{rows} LIMIT 100").fetchall(),
    )
    compare(
        "the measures of a piece",
        lambda: history.measures("piece 5"),
        lambda: alone.execute(
            "SELECT * FROM take JOIN measure_outcome ON take = number WHERE score_id = 'piece 5'"
        ).fetchall(),
    )
    compare("days", history.days, lambda: alone.execute("SELECT seconds FROM take").fetchall())
    compare("open", lambda: History(path).close(), lambda: sqlite3.connect(path).close())
    alone.close()
    history.close()


def catalogue_figures(folder: Path) -> None:
    """Opening a library in which nothing has changed."""
    scores = folder / "scores"
    scores.mkdir()
    for number in range(FILES):
        (scores / f"{number}.mxl").write_text(f"piece {number}")
    path = folder / "library.db"
    catalogue = Catalogue(path, lambda file: Head(Credits(title=file.read_text())), folder / "none")
    catalogue.add([scores])
    alone = sqlite3.connect(path)
    compare(
        f"refresh {FILES} files",
        catalogue.refresh,
        lambda: [file.stat() for file in scores.iterdir()],
    )
    rows = "SELECT * FROM arrangement JOIN place ON arrangement = id"
    compare("entries", catalogue.entries, lambda: alone.execute(rows).fetchall())
    compare("find", lambda: catalogue.find("77"), lambda: alone.execute(rows).fetchall())
    alone.close()
    catalogue.close()


def long_take() -> Take:
    """A take with the noise of real playing, which does not compress."""
    dice = random.Random(1)  # noqa: S311
    played: list[PlayedEvent] = []
    labels = []
    for number in range(NOTES):
        time_played = 0.13 * number + dice.uniform(0, 0.05)
        key = KeyDown(time_played, dice.randrange(30, 90), dice.randrange(1, 99))
        played += [key, KeyUp(time_played + dice.random(), key.pitch)]
        position = ScorePosition(Fraction(number, 3), number // 12)
        labels.append(Match(key, f"n{number}", position, dice.gauss(0, 30)))
    return make_facts().take(sorted(played, key=lambda event: event.time), labels, EndedBy.END)


def compare(what: str, ours: Callable[[], object], floor: Callable[[], object]) -> None:
    """Print our cost, that of the floor, and their ratio."""
    cost, least = milliseconds(ours), milliseconds(floor)
    say(f"{what:28} {cost:9.2f} {least:9.2f} {cost / least:7.1f} ×")


def milliseconds(action: Callable[[], object]) -> float:
    """CPU time of the quickest of five runs."""
    times = []
    for _ in range(5):
        started = time.process_time_ns()
        action()
        times.append((time.process_time_ns() - started) / 1e6)
    return max(min(times), 0.001)


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()

"""Ten years of practice, for benchmarks: as large as they get, and made within a minute.

    PYTHONPATH=tests python -m support.decade HOME

Some dozens of takes, played with the noise of real playing, go in through the store itself. All
others are copies of their rows, on other days and of other pieces: as large on the disk as if each
had been played, though nobody had to.
"""

import random
import sqlite3
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

from renshu.follow.alignment import Deletion, Insertion, Label, Match
from renshu.follow.follower import Mode
from renshu.history.latest_bars import REBUILD
from renshu.history.store import History
from renshu.performance.events import KeyDown, KeyUp, Pedal, PedalMove, PlayedEvent
from renshu.practice.diary.writing import DIARIST
from renshu.practice.take import JUDGE, EndedBy, Take
from renshu.score.passage import Hands, Passage, ScorePosition

LAST_EVENING = datetime(2026, 11, 21, 20, tzinfo=UTC)
TEMPLATES = 80
NOTES_A_BAR = 6
EVENTS_A_NOTE = 2 + 2 / NOTES_A_BAR
"""Down, up, and the pedal changed in every bar."""

_COPIED = ("played", "outcome", "measure_outcome", "figure", "stretch", "bar_pass")


@dataclass(frozen=True)
class Size:
    """How much there is."""

    pieces: int = 300
    takes: int = 20_000
    events: int = 12_000_000
    days: int = 3_650


TEN_YEARS = Size()


def write_decade(path: Path, size: Size = TEN_YEARS, seed: int = 1) -> None:
    """Write a history into a file that is not there yet."""
    dice = random.Random(seed)  # noqa: S311
    with closing(History(path)) as history:
        for number, notes in enumerate(_lengths(size, dice)):
            history.finish(template(number, notes, size, dice))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        _write_diaries(connection, dice)
        _multiply(connection, size, dice)
        for statement in REBUILD:
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _lengths(size: Size, dice: random.Random) -> list[int]:
    """Notes of the templates: from a few bars to half an hour, in the mean as many as wanted."""
    shares = [dice.lognormvariate(0, 0.8) for _ in range(min(TEMPLATES, size.takes))]
    notes = size.events / size.takes / EVENTS_A_NOTE * len(shares)
    return [max(1, round(notes * share / sum(shares))) for share in shares]


def template(number: int, notes: int, size: Size, dice: random.Random) -> Take:
    """A take of so many notes."""
    events, labels = _played(notes, dice)
    end = Fraction(4 * (notes // NOTES_A_BAR + 1))
    return Take(
        uuid.UUID(int=dice.getrandbits(128)).hex,
        f"{number % size.pieces:064x}",
        f"Piece {number % size.pieces}",
        LAST_EVENING - timedelta(days=size.days, minutes=number),
        Passage(Fraction(0), end, dice.choice(tuple(Hands)), dice.random() < 0.2),
        dice.choice(tuple(Mode)),
        round(dice.uniform(0.6, 1.1), 2),
        events,
        labels,
        dice.choice((EndedBy.PLAYER, EndedBy.END)),
    )


def _played(notes: int, dice: random.Random) -> tuple[tuple[PlayedEvent, ...], tuple[Label, ...]]:
    events: list[PlayedEvent] = []
    labels: list[Label] = []
    time = 1.0
    for number in range(notes):
        time += dice.uniform(0.08, 0.4)
        bar, place = divmod(number, NOTES_A_BAR)
        position = ScorePosition(4 * bar + Fraction(4 * place, NOTES_A_BAR), bar)
        key = KeyDown(time, dice.randrange(36, 96), dice.randrange(20, 110))
        events += [key, KeyUp(time + dice.uniform(0.05, 0.6), key.pitch)]
        if number % NOTES_A_BAR == 0:
            events += [PedalMove(time + after, Pedal.SUSTAIN, value) for after, value in
                       ((0.02, 0), (0.09, 127))]  # fmt: skip
        fate = dice.random()
        note = f"n{number}"
        if fate < 0.94:
            labels.append(Match(key, note, position, dice.gauss(0, 30)))
        elif fate < 0.97:
            labels += [Insertion(key, position, note), Deletion(note, position, time)]
        else:
            labels += [Insertion(key, position), Deletion(note, position, time)]
    return tuple(sorted(events, key=lambda event: event.time)), tuple(labels)


def _write_diaries(connection: sqlite3.Connection, dice: random.Random) -> None:
    """As the diary would have them: a stretch of some bars, and each bar in both hands."""
    for number, end in connection.execute("SELECT number, passage_end FROM take").fetchall():
        bars = connection.execute(
            "SELECT measure, matched, wrong, missed, extra FROM measure_outcome WHERE take = ?",
            (number,),
        ).fetchall()
        tempo = dice.uniform(0.5, 1.1)
        stretches = range(0, len(bars), 12)
        for ordinal, first in enumerate(stretches):
            part = bars[first : first + 12]
            whole = dice.random() < 0.3
            connection.execute(
                "INSERT INTO stretch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'both', ?, ?, ?, ?, ?)",
                (number, ordinal, "play-through" if whole else "run", 72 * ordinal,
                 72 * ordinal + 71, 10.0 * first, 10.0 * first + 119.5,
                 "0/1" if whole else f"{4 * first}/1", end if whole else f"{4 * first + 48}/1",
                 tempo, *(sum(column) for column in list(zip(*part, strict=True))[1:])),
            )  # fmt: skip
        passes = [(bar, hand) for bar in bars for hand in ("right", "left")]
        connection.executemany(
            "INSERT INTO bar_pass VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)",
            [
                (number, ordinal, bar[0] // 12, bar[0], hand, dice.uniform(0, 600),
                 tempo * dice.uniform(0.9, 1.1), bar[1] // 2, bar[2] // 2, bar[3] // 2, bar[4] // 2)
                for ordinal, (bar, hand) in enumerate(passes)
            ],
        )  # fmt: skip
    connection.execute("UPDATE outcome SET judge = ?, diarist = ?", (JUDGE, DIARIST))
    connection.execute(
        "UPDATE figure SET tempo = (SELECT avg(tempo) FROM stretch WHERE take = figure.take)"
    )


def _multiply(connection: sqlite3.Connection, size: Size, dice: random.Random) -> None:
    columns = [row[1] for row in connection.execute("PRAGMA table_info(take)")]
    rows = {
        table: connection.execute(f"SELECT * FROM {table} WHERE take = 1").description  # noqa: S608
        for table in _COPIED
    }
    templates = [number for (number,) in connection.execute("SELECT number FROM take")]
    weights = [1 / (piece + 3) for piece in range(size.pieces)]
    pieces = [*range(size.pieces), *dice.choices(range(size.pieces), weights, k=size.takes)]
    moments = sorted(_evenings(size, dice))
    for number, (piece, moment) in enumerate(
        zip(pieces, moments, strict=False), start=len(templates) + 1
    ):
        source = dice.choice(templates)
        new = {
            "number": number,
            "id": f"'{uuid.UUID(int=dice.getrandbits(128)).hex}'",
            "score_id": f"'{piece:064x}'",
            "title": f"'Piece {piece}'",
            "started_at": f"'{moment.isoformat(timespec='microseconds')}'",
            "utc_offset": 3600,
        }
        taken = ", ".join(str(new.get(column, column)) for column in columns)
        connection.execute(f"INSERT INTO take SELECT {taken} FROM take WHERE number = {source}")  # noqa: S608
        new["take"] = number
        new["played_at"] = int(moment.timestamp()) + 3600
        for table, description in rows.items():
            taken = ", ".join(str(new.get(name[0], f'"{name[0]}"')) for name in description)
            where = f"FROM {table} WHERE take = {source}"
            connection.execute(f"INSERT INTO {table} SELECT {taken} {where}")


def _evenings(size: Size, dice: random.Random) -> Iterator[datetime]:
    """When takes begin: on most evenings some, one after the other."""
    wanted = size.takes - min(TEMPLATES, size.takes)
    evenings = [day for day in range(size.days) if dice.random() < 0.75] or [0]
    chosen = sorted(dice.choices(evenings, k=wanted))
    minutes = list(accumulate(dice.uniform(0.01, 0.02) for _ in chosen))
    for day, after in zip(chosen, minutes, strict=True):
        yield LAST_EVENING - timedelta(days=size.days - 1 - day, minutes=-(after % 90))


if __name__ == "__main__":
    home = Path(sys.argv[1])
    home.mkdir(parents=True, exist_ok=True)
    write_decade(home / "history.db")

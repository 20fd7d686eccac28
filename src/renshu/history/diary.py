"""The diaries of takes: what is kept of stretches and of each bar's passes.

They are computed of labels, and can be computed again: a new verdict on a take takes its diary
with it.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from renshu.database import Database
from renshu.history.facts import TakeRow
from renshu.history.figures import enter_tempo
from renshu.history.reading import rows_with_older_diary
from renshu.history.sense import sense
from renshu.practice.diary.stretches import BarPass, Diary, Stretch, StretchKind
from renshu.practice.take import Tally
from renshu.score.notation import Hand
from renshu.score.passage import Hands, Passage
from renshu.score.quarters import quarters_text, read_quarters

_FORGET = (
    "DELETE FROM stretch WHERE take = ?",
    "DELETE FROM bar_pass WHERE take = ?",
)
_STRETCHES_OF_TAKE = """
    SELECT stretch.* FROM take JOIN stretch ON stretch.take = take.number
    WHERE id = ? ORDER BY ordinal
"""
_PASSES_OF_TAKE = """
    SELECT bar_pass.* FROM take JOIN bar_pass ON bar_pass.take = take.number
    WHERE id = ? ORDER BY ordinal
"""
_STRETCHES_OF_DAYS = """
    SELECT id, score_id, title, started_at, utc_offset, stretch.*
    FROM take JOIN stretch ON stretch.take = take.number
    WHERE date(started_at, (utc_offset - :border) || ' seconds')
        BETWEEN coalesce(:since, '0000') AND coalesce(:until, '9999')
        AND (:score IS NULL OR score_id = :score)
    ORDER BY started_at DESC, number DESC, ordinal
"""


@dataclass(frozen=True, slots=True)
class KeptStretch:
    """A stretch, and the take that it is of."""

    take: str
    """The id of the take."""
    score_id: str
    title: str
    """The score's title when it was played."""
    played_at: datetime
    """When it began, by the clock on the player's wall."""
    day: date
    """The evening that it belongs to."""
    stretch: Stretch


class Diaries:
    """The diaries of all takes. All methods raise `HistoryError` where the file cannot be used.

    Args:
        database: The history's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, take_id: str, diary: Diary, version: int) -> None:
        """Enter the diary of a take in place of an earlier one; nothing where it has gone.

        Args:
            take_id: A take that has ended.
            diary: What it was made of.
            version: Who has written it: the `DIARIST` of the program.
        """
        with self._database.write() as connection:
            query = "SELECT number FROM take WHERE id = ? AND ended_by IS NOT NULL"
            row = connection.execute(query, (take_id,)).fetchone()
            if row is not None:
                _enter(connection, int(row["number"]), diary, version)

    @sense("a diary")
    def of(self, take_id: str) -> Diary:
        """The diary of a take; an empty one where none is written."""
        stretches = self._database.read(_STRETCHES_OF_TAKE, (take_id,))
        passes = self._database.read(_PASSES_OF_TAKE, (take_id,))
        return Diary(tuple(map(_stretch, stretches)), tuple(map(_pass, passes)))

    @sense("a diary")
    def stretches(
        self,
        since: date | None = None,
        until: date | None = None,
        *,
        border_hour: int,
        score_id: str | None = None,
    ) -> tuple[KeptStretch, ...]:
        """What was practised on some days, the newest take first, each take in order.

        Args:
            since: The first evening; None for the very first.
            until: The last one, included; None for the newest.
            border_hour: When a day begins.
            score_id: Only of this piece.
        """
        border = 3600 * border_hour
        wanted = {
            "border": border,
            "since": since.isoformat() if since else None,
            "until": until.isoformat() if until else None,
            "score": score_id,
        }
        rows = self._database.read(_STRETCHES_OF_DAYS, wanted)
        return tuple(_kept(row, border) for row in rows)

    def without(self, version: int) -> tuple[TakeRow, ...]:
        """The takes that have no diary, or one older than `version`, newest first."""
        return rows_with_older_diary(self._database, version)


def _enter(connection: sqlite3.Connection, number: int, diary: Diary, version: int) -> None:
    for statement in _FORGET:
        connection.execute(statement, (number,))
    connection.executemany(
        f"INSERT INTO stretch VALUES ({', '.join('?' * 15)})",  # noqa: S608 - only question marks
        _stretch_rows(number, diary.stretches),
    )
    connection.executemany(
        f"INSERT INTO bar_pass VALUES ({', '.join('?' * 12)})",  # noqa: S608
        _pass_rows(number, diary.passes),
    )
    connection.execute("UPDATE outcome SET diarist = ? WHERE take = ?", (version, number))
    enter_tempo(connection, number)


def _stretch_rows(number: int, stretches: Iterable[Stretch]) -> Iterator[tuple[object, ...]]:
    for ordinal, one in enumerate(stretches):
        yield (
            number,
            ordinal,
            one.kind.value,
            one.first,
            one.last,
            one.began,
            one.ended,
            quarters_text(one.passage.start),
            quarters_text(one.passage.end),
            one.passage.hands.value,
            one.tempo,
            *_counts(one.tally),
        )


def _pass_rows(number: int, passes: Iterable[BarPass]) -> Iterator[tuple[object, ...]]:
    for ordinal, one in enumerate(passes):
        yield (
            number,
            ordinal,
            one.stretch,
            one.measure,
            one.hand.value,
            one.began,
            one.tempo,
            one.is_whole,
            *_counts(one.tally),
        )


def _counts(tally: Tally) -> tuple[int, int, int, int]:
    return tally.matched, tally.wrong, tally.missed, tally.extra


def _tally(row: sqlite3.Row) -> Tally:
    return Tally(row["matched"], row["wrong"], row["missed"], row["extra"])


def _kept(row: sqlite3.Row, border: int) -> KeptStretch:
    offset = timezone(timedelta(seconds=row["utc_offset"]))
    began = timedelta(seconds=row["began"])
    started = datetime.fromisoformat(row["started_at"]).astimezone(offset)
    return KeptStretch(
        row["id"],
        row["score_id"],
        row["title"],
        started + began,
        (started - timedelta(seconds=border)).date(),
        _stretch(row),
    )


def _stretch(row: sqlite3.Row) -> Stretch:
    return Stretch(
        StretchKind(row["kind"]),
        row["first_press"],
        row["last_press"],
        row["began"],
        row["ended"],
        _passage(row["start"], row["end"], row["hands"]),
        row["tempo"],
        _tally(row),
    )


def _pass(row: sqlite3.Row) -> BarPass:
    return BarPass(
        row["stretch"],
        row["measure"],
        Hand(row["hand"]),
        row["began"],
        row["tempo"],
        bool(row["is_whole"]),
        _tally(row),
    )


@lru_cache(maxsize=4096)
def _passage(start: str, end: str, hands: str) -> Passage:
    return Passage(read_quarters(start), read_quarters(end), Hands(hands))

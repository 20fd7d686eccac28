"""From rows of the database to the values of the history. All of this only reads."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache

from renshu.database import Database
from renshu.errors import HistoryError
from renshu.follow.follower import Mode
from renshu.history.conditions_json import read_conditions
from renshu.history.encoding import decode_events, decode_labels
from renshu.history.facts import Interrupted, TakeFacts, TakeRow, checked_id
from renshu.history.sense import sense
from renshu.performance.events import PlayedEvent
from renshu.practice.conditions import AS_WRITTEN, Conditions
from renshu.practice.take import EndedBy, Take, Tally
from renshu.score.passage import Hands, Passage
from renshu.score.quarters import read_quarters

_TAKES = """
    SELECT take.*, matched, wrong, missed, extra,
        (SELECT tempo FROM figure WHERE figure.take = take.number) AS played_tempo
    FROM take JOIN outcome ON outcome.take = take.number
    WHERE ended_by IS NOT NULL
"""
_NEWEST_FIRST = " ORDER BY started_at DESC, number DESC"
_ALL_TAKES = _TAKES + _NEWEST_FIRST + " LIMIT ?"
_TAKES_OF_SCORE = _TAKES + "AND score_id = ?" + _NEWEST_FIRST + " LIMIT ?"
_TAKES_BY_NUMBER = _TAKES + "AND number IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own
_JUDGED_BEFORE = _TAKES + "AND judge < ?" + _NEWEST_FIRST
_WITH_OLDER_DIARY = _TAKES + "AND diarist < ?" + _NEWEST_FIRST
_WHOLE_TAKE = """
    SELECT take.*, events, labels, judge
    FROM take
    JOIN played ON played.take = take.number
    JOIN outcome ON outcome.take = take.number
    WHERE id = ? AND ended_by IS NOT NULL
"""
_IDS = """
    SELECT id FROM take WHERE id >= ? AND id < ? AND ended_by IS NOT NULL LIMIT 2
"""
_MEASURES_OF_SCORE = """
    SELECT id, measure, matched, wrong, missed, extra
    FROM take JOIN measure_outcome ON measure_outcome.take = take.number
    WHERE score_id = ?
    ORDER BY number, measure
"""
_LAST = """
    SELECT piece.score_id, (
        SELECT started_at FROM take
        WHERE take.score_id = piece.score_id AND ended_by IS NOT NULL
        ORDER BY started_at DESC LIMIT 1
    )
    FROM (SELECT DISTINCT score_id FROM figure) AS piece
"""
_LEARNT = """
    SELECT score_id, count(*) FROM latest_bar
    WHERE matched > 0 AND matched >= ? * (matched + others)
    GROUP BY score_id
"""


@sense("a take")
def take_rows(
    database: Database, score_id: str | None = None, limit: int | None = None
) -> tuple[TakeRow, ...]:
    """Takes newest first, of one score or of all."""
    count = -1 if limit is None else limit
    if score_id is None:
        rows = database.read(_ALL_TAKES, (count,))
    else:
        rows = database.read(_TAKES_OF_SCORE, (score_id, count))
    return tuple(_take_row(row) for row in rows)


@sense("a take")
def rows_by_number(database: Database, numbers: Sequence[int]) -> tuple[TakeRow, ...]:
    """Some takes by the numbers of their rows, in any order."""
    rows = database.read(_TAKES_BY_NUMBER, (json.dumps(list(numbers)),))
    return tuple(_take_row(row) for row in rows)


@sense("a take")
def whole_take(database: Database, take_id: str) -> Take:
    """One take with all its events and labels.

    Raises:
        HistoryError: There is none with this id, or it is damaged.
    """
    rows = database.read(_WHOLE_TAKE, (take_id,))
    if not rows:
        raise HistoryError(f"There is no take {take_id} in the history.")
    row = rows[0]
    events, labels = decode_events(row["events"]), decode_labels(row["labels"])
    take = _facts(row).take(events, labels, EndedBy(row["ended_by"]))
    return replace(take, judge=row["judge"])


def full_id(database: Database, beginning: str) -> str:
    """The one id of a take that begins so.

    Raises:
        HistoryError: None does, or several.
    """
    rows = database.read(_IDS, (beginning, beginning + "\U0010ffff"))
    if len(rows) == 1:
        return str(rows[0]["id"])
    if not rows:
        raise HistoryError(f"There is no take {beginning} in the history.")
    raise HistoryError(f"Several takes begin with {beginning}; please give more of the id.")


@sense("a take")
def rows_judged_before(database: Database, judge: int) -> tuple[TakeRow, ...]:
    """Takes whose labels are of an older review, newest first."""
    return tuple(_take_row(row) for row in database.read(_JUDGED_BEFORE, (judge,)))


@sense("a take")
def rows_with_older_diary(database: Database, version: int) -> tuple[TakeRow, ...]:
    """Takes that have no diary, or an older one, newest first."""
    return tuple(_take_row(row) for row in database.read(_WITH_OLDER_DIARY, (version,)))


@sense("a take")
def unfinished(database: Database) -> tuple[Interrupted, ...]:
    """Takes that have no end: those being played, and those that were interrupted."""
    rows = database.read("SELECT * FROM take WHERE ended_by IS NULL ORDER BY number")
    return tuple(Interrupted(_facts(row), _journalled(database, row["number"])) for row in rows)


def measure_tallies(database: Database, score_id: str) -> dict[str, dict[int, Tally]]:
    """Counts by measure index, by take id, for all takes of a score."""
    tallies: dict[str, dict[int, Tally]] = {}
    for take_id, measure, *counts in database.read(_MEASURES_OF_SCORE, (score_id,)):
        tallies.setdefault(take_id, {})[measure] = Tally(*counts)
    return tallies


@sense("a take")
def last_played(database: Database) -> dict[str, datetime]:
    """When each score was played last."""
    return {score_id: datetime.fromisoformat(last) for score_id, last in database.read(_LAST)}


@sense("a take")
def learnt_measures(database: Database, least: float) -> dict[str, int]:
    """How many measures of each score went right in the newest take in which they were played."""
    return dict(tuple(row) for row in database.read(_LEARNT, (least,)))


def _journalled(database: Database, take: int) -> tuple[PlayedEvent, ...]:
    """What the journal holds, as far as it can be read."""
    events: list[PlayedEvent] = []
    chunks = database.read("SELECT events FROM journal WHERE take = ? ORDER BY chunk", (take,))
    for (chunk,) in chunks:
        try:
            events.extend(decode_events(chunk))
        except HistoryError:
            break
    return tuple(events)


def _take_row(row: sqlite3.Row) -> TakeRow:
    return TakeRow(
        _facts(row),
        timedelta(seconds=row["utc_offset"]),
        row["seconds"],
        Tally(row["matched"], row["wrong"], row["missed"], row["extra"]),
        EndedBy(row["ended_by"]),
        row["played_tempo"],
    )


def _facts(row: sqlite3.Row) -> TakeFacts:
    return TakeFacts(
        checked_id(row["id"]),
        row["score_id"],
        row["title"],
        datetime.fromisoformat(row["started_at"]),
        _passage(row["passage_start"], row["passage_end"], row["hands"], row["is_looped"]),
        Mode(row["mode"]),
        row["tempo"],
        _conditions(row["conditions"]),
    )


def _conditions(text: str) -> Conditions:
    return AS_WRITTEN if text == "{}" else read_conditions(json.loads(text))


@lru_cache(maxsize=4096)
def _passage(start: str, end: str, hands: str, is_looped: int) -> Passage:
    return Passage(read_quarters(start), read_quarters(end), Hands(hands), bool(is_looped))

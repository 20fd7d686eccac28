"""What the history knows of many takes at once: days, bars through time, milestones."""

import json
import sqlite3
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from functools import lru_cache

from renshu.database import Database
from renshu.history.sense import sense
from renshu.practice.take import Tally
from renshu.practice.trends.days import evening_of
from renshu.practice.trends.figures import Figures, Weighed
from renshu.practice.trends.milestones import Milestone, Run
from renshu.practice.trends.passes import PlayedBar
from renshu.score.notation import Hand
from renshu.score.quarters import quarters_text, read_quarters

LATEST_TAKES = 100
"""Of the takes of one piece so many are looked at bar by bar."""

_EPOCH = date(1970, 1, 1)
_HANDS = {hand.value: hand for hand in Hand}
_DAYS = """
    SELECT (played_at - :border) / 86400 AS day, count(*), sum(seconds),
        sum(matched), sum(wrong), sum(missed), sum(extra),
        total(tempo * matched), total(iif(tempo IS NULL, 0, matched)),
        total(timing_ms * matched), total(iif(timing_ms IS NULL, 0, matched))
    FROM figure
"""
_OF_SCORES = " WHERE score_id IN (SELECT value FROM json_each(:scores))"
_BY_DAY = " GROUP BY day ORDER BY day"

_FIRSTS = "SELECT score_id, min(played_at - :border) / 86400 FROM figure GROUP BY score_id"

_BARS = """
    WITH latest AS (
        SELECT number, id, started_at, utc_offset, hands, mode, tempo FROM take
        WHERE score_id = ? AND ended_by IS NOT NULL ORDER BY started_at DESC LIMIT ?
    )
    SELECT id, started_at, utc_offset, measure, hand, bar_pass.tempo,
        matched, wrong, missed, extra
    FROM latest JOIN bar_pass ON bar_pass.take = latest.number
    UNION ALL
    SELECT id, started_at, utc_offset, measure, nullif(hands, 'both'),
        CASE mode WHEN 'tempo' THEN tempo END, matched, wrong, missed, extra
    FROM latest JOIN measure_outcome ON measure_outcome.take = latest.number
    WHERE NOT EXISTS (SELECT 1 FROM bar_pass WHERE bar_pass.take = latest.number)
"""
"""Bar by bar as the diary has them; as the review has them where no diary is written yet."""

_RUNS = """
    SELECT score_id, title, started_at, utc_offset, stretch.tempo,
        matched, wrong, missed, extra
    FROM stretch JOIN take ON take.number = stretch.take
    JOIN json_each(?) AS whole
        ON score_id = whole.value ->> 0 AND stretch."end" = whole.value ->> 1
    WHERE kind = 'play-through' AND stretch.hands = 'both' AND stretch.start IN ('0/1', '0')
"""
_EXTENTS = """
    SELECT DISTINCT score_id, passage_end FROM take WHERE ended_by IS NOT NULL
"""


class Trends:
    """Reads takes as sums; only `tell` writes.

    Days are told by the clock on the wall where a take was played. All methods raise
    `HistoryError` where the history cannot be read.

    Args:
        database: The history's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @sense("a take")
    def days(
        self, border_hour: int, score_ids: Collection[str] | None = None
    ) -> tuple[tuple[date, Figures], ...]:
        """What was played on each day, oldest first.

        Args:
            border_hour: When a day begins.
            score_ids: Only these pieces; None for all.
        """
        wanted: dict[str, object] = {"border": 3600 * border_hour}
        if score_ids is None:
            rows = self._database.read(_DAYS + _BY_DAY, wanted)
        else:
            wanted["scores"] = json.dumps(sorted(score_ids))
            rows = self._database.read(_DAYS + _OF_SCORES + _BY_DAY, wanted)
        return tuple((_date(row[0]), _figures(row)) for row in rows)

    @sense("a take")
    def firsts(self, border_hour: int) -> dict[str, date]:
        """On which day each piece was played first, by score id."""
        rows = self._database.read(_FIRSTS, {"border": 3600 * border_hour})
        return {score_id: _date(day) for score_id, day in rows}

    @sense("a take")
    def bars(
        self, score_id: str, border_hour: int, takes: int = LATEST_TAKES
    ) -> tuple[PlayedBar, ...]:
        """How each bar of a piece went each time, in the latest takes.

        Args:
            score_id: The piece.
            border_hour: When a day begins.
            takes: So many of the latest takes are looked at.
        """
        rows = self._database.read(_BARS, (score_id, takes))
        return tuple(_played_bar(row, border_hour) for row in rows)

    @sense("a take")
    def runs(self, border_hour: int) -> tuple[Run, ...]:
        """All times that a piece was played with both hands from its beginning to its end.

        Its end is the furthest that any of its takes was to go to.
        """
        ends: dict[str, Fraction] = {}
        for score_id, end in self._database.read(_EXTENTS):
            ends[score_id] = max(_quarters(end), ends.get(score_id, Fraction(0)))
        whole = json.dumps([(score_id, quarters_text(end)) for score_id, end in ends.items()])
        return tuple(_run(row, border_hour) for row in self._database.read(_RUNS, (whole,)))

    def tell(self, reached: Iterable[Milestone]) -> tuple[Milestone, ...]:
        """Note that milestones have been told; this writes.

        Returns:
            Those that had not been told before.

        Raises:
            HistoryError: The history cannot be written.
        """
        known = {key for (key,) in self._database.read("SELECT key FROM milestone")}
        new = tuple(one for one in reached if one.key not in known)
        if new:
            with self._database.write() as connection:
                connection.executemany(
                    "INSERT OR IGNORE INTO milestone VALUES (?, ?)",
                    [(one.key, one.day.isoformat()) for one in new],
                )
        return new


def _date(day: int) -> date:
    return _EPOCH + timedelta(days=day)


def _figures(row: sqlite3.Row) -> Figures:
    _, takes, seconds, *counts = row
    tempi, timings = Weighed(*counts[4:6]), Weighed(*counts[6:8])
    return Figures(takes, seconds, Tally(*counts[:4]), tempi, timings)


def _played_bar(row: sqlite3.Row, border_hour: int) -> PlayedBar:
    take_id, started_at, utc_offset, measure, hand, tempo, *counts = row
    at, day = _when(started_at, utc_offset, border_hour)
    return PlayedBar(take_id, at, day, measure, _HANDS.get(hand), tempo, _tally(*counts))


def _run(row: sqlite3.Row, border_hour: int) -> Run:
    at, day = _when(row["started_at"], row["utc_offset"], border_hour)
    tally = Tally(row["matched"], row["wrong"], row["missed"], row["extra"])
    return Run(at, day, row["score_id"], row["title"], row["tempo"], tally)


@lru_cache(maxsize=4096)
def _when(started_at: str, utc_offset: int, border_hour: int) -> tuple[datetime, date]:
    at = datetime.fromisoformat(started_at)
    offset = timedelta(seconds=utc_offset)
    return at.astimezone(timezone(offset)), evening_of(at, offset, border_hour)


# Thousands of bars went in one of a few ways.
_tally = lru_cache(maxsize=4096)(Tally)


@lru_cache(maxsize=4096)
def _quarters(text: str) -> Fraction:
    return read_quarters(text)

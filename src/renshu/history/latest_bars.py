"""How each bar of a piece went when it was played last, kept so that nobody looks for it.

Of a decade of takes the newest outcome of every bar is asked for whenever the library is shown; to
find it among all outcomes would take a second. All of this writes, in the caller's transaction.
"""

import json
import sqlite3

_ENTER = """
    INSERT INTO latest_bar
    SELECT score_id, measure, number, started_at, matched, wrong + missed + extra
    FROM measure_outcome JOIN take ON take.number = measure_outcome.take
    WHERE number = ? AND ended_by IS NOT NULL
    ON CONFLICT DO UPDATE SET
        take = excluded.take, started_at = excluded.started_at,
        matched = excluded.matched, others = excluded.others
    WHERE excluded.started_at > latest_bar.started_at
"""
_BEFORE = """
    INSERT INTO latest_bar
    SELECT score_id, measure, number, max(started_at), matched, wrong + missed + extra
    FROM take JOIN measure_outcome ON measure_outcome.take = take.number
    WHERE score_id = :score AND number <> :number AND ended_by IS NOT NULL
        AND measure IN (SELECT value FROM json_each(:measures))
    GROUP BY measure
"""
"""Of the rows of a group SQLite takes the one with the greatest time for all columns."""

REBUILD = (
    "DELETE FROM latest_bar",
    """
    INSERT INTO latest_bar
    SELECT score_id, measure, number, max(started_at), matched, wrong + missed + extra
    FROM measure_outcome JOIN take ON take.number = measure_outcome.take
    WHERE ended_by IS NOT NULL
    GROUP BY score_id, measure
    """,
)
"""The statements that make all of it anew."""


def enter_bars(connection: sqlite3.Connection, number: int) -> None:
    """Take in the bars of a take that was stored, as far as no later take played them."""
    connection.execute(_ENTER, (number,))


def leave_bars(connection: sqlite3.Connection, number: int) -> None:
    """Before a take goes, or its verdict: its bars are those of the takes before it again."""
    rows = connection.execute(
        "SELECT score_id, measure FROM latest_bar WHERE take = ?", (number,)
    ).fetchall()
    if rows:
        connection.execute("DELETE FROM latest_bar WHERE take = ?", (number,))
        measures = json.dumps([measure for _, measure in rows])
        here = {"score": rows[0][0], "number": number, "measures": measures}
        connection.execute(_BEFORE, here)

"""The tables of the history, as ordered migrations.

Facts and verdicts lie apart: `take` and `played` hold what happened and never change; `outcome` and
`measure_outcome` hold what the review made of it and can be computed again.
"""

from renshu.database import Schema
from renshu.errors import HistoryError

_M001_TAKES = (
    """
    CREATE TABLE take (
        number        INTEGER PRIMARY KEY,
        id            TEXT    NOT NULL UNIQUE,
        score_id      TEXT    NOT NULL,
        title         TEXT    NOT NULL,
        started_at    TEXT    NOT NULL,                 -- ISO 8601, UTC, microseconds
        utc_offset    INTEGER NOT NULL,                 -- seconds east, where it was played
        passage_start TEXT    NOT NULL,                 -- quarters, a fraction
        passage_end   TEXT    NOT NULL,
        hands         TEXT    NOT NULL,
        is_looped     INTEGER NOT NULL CHECK (is_looped IN (0, 1)),
        mode          TEXT    NOT NULL,
        tempo         REAL    NOT NULL CHECK (tempo > 0),
        seconds       REAL    NOT NULL DEFAULT 0,
        ended_by      TEXT                              -- NULL while it is played
    ) STRICT
    """,
    "CREATE INDEX take_by_start ON take (started_at)",
    "CREATE INDEX take_by_score ON take (score_id, started_at)",
    "CREATE INDEX take_unfinished ON take (number) WHERE ended_by IS NULL",
    """
    CREATE TABLE journal (                              -- of takes that are being played
        take   INTEGER NOT NULL REFERENCES take ON DELETE CASCADE,
        chunk  INTEGER NOT NULL,
        events BLOB    NOT NULL,
        PRIMARY KEY (take, chunk)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE played (                               -- of takes that have ended
        take   INTEGER PRIMARY KEY REFERENCES take ON DELETE CASCADE,
        events BLOB    NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE outcome (
        take    INTEGER PRIMARY KEY REFERENCES take ON DELETE CASCADE,
        matched INTEGER NOT NULL,
        wrong   INTEGER NOT NULL,
        missed  INTEGER NOT NULL,
        extra   INTEGER NOT NULL,
        labels  BLOB    NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE measure_outcome (
        take    INTEGER NOT NULL REFERENCES take ON DELETE CASCADE,
        measure INTEGER NOT NULL,                       -- index of the written measure
        matched INTEGER NOT NULL,
        wrong   INTEGER NOT NULL,
        missed  INTEGER NOT NULL,
        extra   INTEGER NOT NULL,
        PRIMARY KEY (take, measure)
    ) STRICT, WITHOUT ROWID
    """,
)

HISTORY = Schema("history", (_M001_TAKES,), HistoryError)
"""The history as this program knows it."""

"""The tables of the catalogue, as ordered migrations.

An arrangement is a content, a place is where it lies: equal files are one arrangement with several
places, a moved file is an old arrangement in a new place, and one without any place, its file
overwritten, waits unseen for its content to return. What a file says of itself stands in
`arrangement`; what the player says instead stands in `edit` and goes before it.
"""

from renshu.database import Schema
from renshu.errors import LibraryError

_M001_ARRANGEMENTS = (
    """
    CREATE TABLE arrangement (
        id        INTEGER PRIMARY KEY,
        hash      TEXT    NOT NULL UNIQUE,              -- SHA-256 of the file
        title     TEXT    NOT NULL,
        subtitle  TEXT    NOT NULL,
        composer  TEXT    NOT NULL,
        arranger  TEXT    NOT NULL,
        lyricist  TEXT    NOT NULL,
        source    TEXT    NOT NULL,
        rights    TEXT    NOT NULL,
        reading   TEXT    NOT NULL,
        extra     TEXT    NOT NULL DEFAULT '{}',        -- JSON: kind, year, season and the like
        score_id  TEXT,                                 -- known once it has been opened
        bars      INTEGER,
        added_at  TEXT    NOT NULL,                     -- ISO 8601, UTC
        is_hidden INTEGER NOT NULL DEFAULT 0 CHECK (is_hidden IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX arrangement_by_score ON arrangement (score_id)",
    """
    CREATE TABLE place (
        path        TEXT    PRIMARY KEY,                -- of a starter score its bare name
        arrangement INTEGER NOT NULL REFERENCES arrangement ON DELETE CASCADE,
        size        INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        is_present  INTEGER NOT NULL DEFAULT 1 CHECK (is_present IN (0, 1))
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX place_by_arrangement ON place (arrangement, is_present)",
    """
    CREATE TABLE refusal (                              -- not to be read again until it changes
        path        TEXT    PRIMARY KEY,
        size        INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        reason      TEXT    NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE TABLE folder (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE edit (
        arrangement INTEGER NOT NULL REFERENCES arrangement ON DELETE CASCADE,
        field       TEXT    NOT NULL,
        value       TEXT    NOT NULL,
        PRIMARY KEY (arrangement, field)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE piece (                                -- how it was practised last
        arrangement   INTEGER PRIMARY KEY REFERENCES arrangement ON DELETE CASCADE,
        opened_at     TEXT,
        tempo         REAL    NOT NULL DEFAULT 1.0,
        passage_start TEXT,
        passage_end   TEXT,
        hands         TEXT,
        is_looped     INTEGER,
        hand_choices  TEXT    NOT NULL DEFAULT '[]'     -- JSON
    ) STRICT
    """,
)

CATALOGUE = Schema("library", (_M001_ARRANGEMENTS,), LibraryError)
"""The catalogue as this program knows it."""

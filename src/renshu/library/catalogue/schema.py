"""The tables of the catalogue, as ordered migrations.

An arrangement is a content, a place is where it lies: equal files are one arrangement with several
places, a moved file is an old arrangement in a new place, and one without any place, its file
overwritten, waits unseen for its content to return. What a file says of itself stands in
`arrangement`; what the player says instead stands in `edit` and goes before it.

An arrangement belongs to a track, a track to an anime. `anime_name` and `track_name` hold which of
them is meant by a name in a file; the player's merging changes only that. The rows of `anime` and
`track` can be worked out again: from what their arrangements say and, before it, from what the
player says in `anime_edit` and `track_edit`. Each word of the player has its time, so that the
newer of two prevails in whatever order they come in.
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

_M002_WORKS = (
    """
    CREATE TABLE anime (
        id      INTEGER PRIMARY KEY,
        native  TEXT    NOT NULL DEFAULT '',
        romaji  TEXT    NOT NULL DEFAULT '',
        english TEXT    NOT NULL DEFAULT '',
        reading TEXT    NOT NULL DEFAULT '',
        year    INTEGER,
        season  TEXT    NOT NULL DEFAULT '',
        format  TEXT    NOT NULL DEFAULT '',
        series  TEXT    NOT NULL DEFAULT ''
    ) STRICT
    """,
    """
    CREATE TABLE anime_name (
        name  TEXT    PRIMARY KEY,                      -- folded
        anime INTEGER NOT NULL REFERENCES anime ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX anime_name_by_anime ON anime_name (anime)",
    """
    CREATE TABLE track (
        id        INTEGER PRIMARY KEY,
        anime     INTEGER REFERENCES anime,
        native    TEXT    NOT NULL DEFAULT '',
        romaji    TEXT    NOT NULL DEFAULT '',
        english   TEXT    NOT NULL DEFAULT '',
        reading   TEXT    NOT NULL DEFAULT '',
        kind      TEXT    NOT NULL DEFAULT '',
        number    INTEGER,
        version   TEXT    NOT NULL DEFAULT '',
        composer  TEXT    NOT NULL DEFAULT '',
        lyricist  TEXT    NOT NULL DEFAULT '',
        vocalists TEXT    NOT NULL DEFAULT '',
        episode   TEXT    NOT NULL DEFAULT '',
        wanted_at TEXT                                  -- ISO 8601, UTC
    ) STRICT
    """,
    "CREATE INDEX track_by_anime ON track (anime)",
    """
    CREATE TABLE track_name (
        anime INTEGER NOT NULL,                         -- 0 for names outside any anime
        name  TEXT    NOT NULL,                         -- folded
        track INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
        PRIMARY KEY (anime, name)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX track_name_by_track ON track_name (track)",
    """
    CREATE TABLE anime_edit (
        anime     INTEGER NOT NULL REFERENCES anime ON DELETE CASCADE,
        field     TEXT    NOT NULL,
        value     TEXT    NOT NULL,
        edited_at TEXT    NOT NULL,
        PRIMARY KEY (anime, field)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE track_edit (
        track     INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
        field     TEXT    NOT NULL,                     -- also `wanted`, `anime`
        value     TEXT    NOT NULL,
        edited_at TEXT    NOT NULL,
        PRIMARY KEY (track, field)
    ) STRICT, WITHOUT ROWID
    """,
    "ALTER TABLE edit ADD COLUMN edited_at TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE arrangement ADD COLUMN kind TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE arrangement ADD COLUMN level TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE arrangement ADD COLUMN track INTEGER REFERENCES track",
    # Whether a track was looked for; those of older catalogues get theirs when they are opened.
    "ALTER TABLE arrangement ADD COLUMN is_placed INTEGER NOT NULL DEFAULT 0",
    # Known only from the player's words in a TOML file: its score has not been seen yet.
    "ALTER TABLE arrangement ADD COLUMN is_awaited INTEGER NOT NULL DEFAULT 0",
    # JSON, the repairs that reading the whole score needed; NULL until it has been read.
    "ALTER TABLE arrangement ADD COLUMN repairs TEXT",
    "ALTER TABLE arrangement ADD COLUMN fault TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX arrangement_by_track ON arrangement (track)",
    "CREATE INDEX arrangement_unplaced ON arrangement (id) WHERE NOT is_placed",
    """
    UPDATE arrangement
    SET kind = coalesce(json_extract(extra, '$.kind'), ''),
        level = coalesce(json_extract(extra, '$.level'), '')
    WHERE json_valid(extra)
    """,
    # Heads were read without their kind: a stamp that fits nothing has them read again.
    """
    UPDATE place SET size = -1
    WHERE arrangement IN (SELECT id FROM arrangement WHERE extra = '{}')
    """,
    """
    CREATE TABLE waiting (                              -- named to be taken in, and not yet done
        path      TEXT    PRIMARY KEY,
        is_copied INTEGER NOT NULL CHECK (is_copied IN (0, 1))
    ) STRICT, WITHOUT ROWID
    """,
)

_M003_MANNER = (
    # How a piece is practised, beside tempo and passage; NULL where the settings say it.
    "ALTER TABLE piece ADD COLUMN mode TEXT",
    "ALTER TABLE piece ADD COLUMN count_in INTEGER",
    "ALTER TABLE piece ADD COLUMN has_metronome INTEGER",
    "ALTER TABLE piece ADD COLUMN as_written INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE piece ADD COLUMN overlaps INTEGER NOT NULL DEFAULT 0",
)

_M004_KEY = ("ALTER TABLE piece ADD COLUMN transposition INTEGER NOT NULL DEFAULT 0",)

CATALOGUE = Schema(
    "library", (_M001_ARRANGEMENTS, _M002_WORKS, _M003_MANNER, _M004_KEY), LibraryError
)
"""The catalogue as this program knows it."""

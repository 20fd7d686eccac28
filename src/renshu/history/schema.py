"""The tables of the history, as ordered migrations.

Facts and verdicts lie apart: `take` and `played` hold what happened and never change; `outcome`,
`measure_outcome`, `stretch` and `bar_pass` hold what review and diary made of it, `card` and
`learning` what mastery made of those, and can be computed again.

The sections of a piece and the ladders climbed on them lie here and not in the library: they belong
to the notes, which `score_id` names, whatever file they come from, and are copied with the takes.
So do the goals that the player has set.
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

_M002_SECTIONS = (
    """
    CREATE TABLE section (                              -- stretches that the player has named
        score_id TEXT NOT NULL,
        name     TEXT NOT NULL,
        start    TEXT NOT NULL,                         -- quarters, a fraction
        "end"    TEXT NOT NULL,
        PRIMARY KEY (score_id, name)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE ladder (                               -- of any stretch, named or not
        number     INTEGER PRIMARY KEY,
        score_id   TEXT    NOT NULL,
        start      TEXT    NOT NULL,
        "end"      TEXT    NOT NULL,
        hands      TEXT    NOT NULL,
        is_on      INTEGER NOT NULL CHECK (is_on IN (0, 1)),
        terms      TEXT    NOT NULL,                    -- JSON
        tempo      REAL    NOT NULL CHECK (tempo > 0),
        recent     TEXT    NOT NULL,                    -- a sign a round: + clean, - not
        is_climbed INTEGER NOT NULL CHECK (is_climbed IN (0, 1)),
        UNIQUE (score_id, start, "end", hands)
    ) STRICT
    """,
    """
    CREATE TABLE round (                                -- the log: facts, never changed
        ladder   INTEGER NOT NULL REFERENCES ladder ON DELETE CASCADE,
        at       TEXT    NOT NULL,                      -- ISO 8601, UTC
        tempo    REAL    NOT NULL,
        matched  INTEGER NOT NULL,
        wrong    INTEGER NOT NULL,
        missed   INTEGER NOT NULL,
        extra    INTEGER NOT NULL,
        is_clean INTEGER NOT NULL CHECK (is_clean IN (0, 1)),
        "then"   REAL    NOT NULL                       -- the tempo of the next round
    ) STRICT
    """,
    "CREATE INDEX round_by_ladder ON round (ladder)",
)

_M003_CONDITIONS = (
    # JSON: what was hidden, how often the player peeked, the transposition.
    "ALTER TABLE take ADD COLUMN conditions TEXT NOT NULL DEFAULT '{}'",
)

_M004_DIARY = (
    # Which labelling and which diary these are, so that older ones can be made anew; 0: none yet.
    "ALTER TABLE outcome ADD COLUMN judge INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE outcome ADD COLUMN diarist INTEGER NOT NULL DEFAULT 0",
    """
    CREATE TABLE stretch (                              -- what was practised in a take, in order
        take        INTEGER NOT NULL REFERENCES take ON DELETE CASCADE,
        ordinal     INTEGER NOT NULL,
        kind        TEXT    NOT NULL,
        first_press INTEGER NOT NULL,
        last_press  INTEGER NOT NULL,
        began       REAL    NOT NULL,                   -- seconds from the beginning of the take
        ended       REAL    NOT NULL,
        start       TEXT    NOT NULL,                   -- quarters, a fraction
        "end"       TEXT    NOT NULL,
        hands       TEXT    NOT NULL,
        tempo       REAL,                               -- share of the written tempo
        matched     INTEGER NOT NULL,
        wrong       INTEGER NOT NULL,
        missed      INTEGER NOT NULL,
        extra       INTEGER NOT NULL,
        PRIMARY KEY (take, ordinal)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE bar_pass (                             -- each time that a hand played a bar
        take     INTEGER NOT NULL REFERENCES take ON DELETE CASCADE,
        ordinal  INTEGER NOT NULL,
        stretch  INTEGER NOT NULL,
        measure  INTEGER NOT NULL,                      -- index of the written measure
        hand     TEXT    NOT NULL,
        began    REAL    NOT NULL,
        tempo    REAL,
        is_whole INTEGER NOT NULL CHECK (is_whole IN (0, 1)),
        matched  INTEGER NOT NULL,
        wrong    INTEGER NOT NULL,
        missed   INTEGER NOT NULL,
        extra    INTEGER NOT NULL,
        PRIMARY KEY (take, ordinal)
    ) STRICT, WITHOUT ROWID
    """,
)

_M005_GOALS = (
    """
    CREATE TABLE goal (                                 -- what is to be ready by a day
        score_id TEXT NOT NULL,
        title    TEXT NOT NULL,                         -- the score's, when it was set
        by_day   TEXT NOT NULL,                         -- ISO 8601, the player's own day
        tempo    REAL NOT NULL CHECK (tempo > 0),       -- share of the written tempo
        set_at   TEXT NOT NULL,                         -- ISO 8601, UTC
        PRIMARY KEY (score_id)
    ) STRICT, WITHOUT ROWID
    """,
)

_M006_MASTERY = (
    """
    CREATE TABLE overrule (                             -- what the player says of a section: facts
        score_id TEXT NOT NULL,
        start    TEXT NOT NULL,                         -- quarters, a fraction
        "end"    TEXT NOT NULL,
        hands    TEXT NOT NULL,
        said_at  TEXT NOT NULL,                         -- ISO 8601, UTC, microseconds
        verdict  TEXT NOT NULL,
        due      TEXT,                                  -- ISO 8601, UTC, where a day was set
        PRIMARY KEY (score_id, start, "end", hands, said_at)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE card (                                 -- computed of takes and overrules
        score_id     TEXT    NOT NULL,
        start        TEXT    NOT NULL,
        "end"        TEXT    NOT NULL,
        hands        TEXT    NOT NULL,
        title        TEXT    NOT NULL,
        name         TEXT    NOT NULL,
        first_bar    TEXT    NOT NULL,                  -- as printed
        last_bar     TEXT    NOT NULL,
        due          TEXT,                              -- ISO 8601, UTC; NULL for a new one
        stability    REAL    NOT NULL,                  -- days, 0 for a new one
        difficulty   REAL    NOT NULL,
        goal_tempo   REAL    NOT NULL,                  -- share of the written tempo
        clean_tempo  REAL,
        practised_at TEXT,                              -- ISO 8601, UTC
        passes       INTEGER NOT NULL,
        seconds      REAL    NOT NULL,                  -- of one pass
        known_at     TEXT    NOT NULL,                  -- ISO 8601, UTC: when it was computed
        chances      TEXT    NOT NULL,                  -- JSON: then, and in later days
        version      INTEGER NOT NULL,
        PRIMARY KEY (score_id, start, "end", hands)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX card_by_due ON card (due)",
    """
    CREATE TABLE learning (                             -- computed: what it tells of the player
        score_id TEXT    PRIMARY KEY,
        passes   INTEGER NOT NULL,
        evidence TEXT    NOT NULL,                      -- JSON: log likelihood of each learner
        version  INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)

_M007_FIGURES = (
    """
    CREATE TABLE figure (                               -- a narrow row a take, to count trends from
        take      INTEGER PRIMARY KEY REFERENCES take ON DELETE CASCADE,
        score_id  TEXT    NOT NULL,
        played_at INTEGER NOT NULL,                     -- seconds since 1970, by the player's clock
        seconds   REAL    NOT NULL,
        matched   INTEGER NOT NULL,
        wrong     INTEGER NOT NULL,
        missed    INTEGER NOT NULL,
        extra     INTEGER NOT NULL,
        timing_ms REAL,                                 -- the median distance from the beat
        tempo     REAL                                  -- share of the written tempo
    ) STRICT
    """,
    "CREATE INDEX figure_by_score ON figure (score_id, played_at)",
    """
    INSERT INTO figure
    SELECT number, score_id, CAST(strftime('%s', started_at) AS INTEGER) + utc_offset, seconds,
        matched, wrong, missed, extra, NULL, CASE mode WHEN 'tempo' THEN tempo END
    FROM take JOIN outcome ON outcome.take = take.number
    WHERE ended_by IS NOT NULL
    """,
    "CREATE INDEX stretch_through ON stretch (take) WHERE kind = 'play-through'",
    """
    CREATE TABLE milestone (                            -- those that the player has been told of
        key  TEXT NOT NULL PRIMARY KEY,
        "on" TEXT NOT NULL                              -- ISO 8601, the day on which it was reached
    ) STRICT, WITHOUT ROWID
    """,
)

_M008_OLDER = (
    # What is of an older review or has no diary yet is found without reading all labels.
    "CREATE INDEX outcome_by_judge ON outcome (judge)",
    "CREATE INDEX outcome_by_diarist ON outcome (diarist)",
)

_M009_LATEST_BARS = (
    """
    CREATE TABLE latest_bar (                           -- how each bar of a piece went last
        score_id   TEXT    NOT NULL,
        measure    INTEGER NOT NULL,
        take       INTEGER NOT NULL REFERENCES take ON DELETE CASCADE,
        started_at TEXT    NOT NULL,                    -- of the take
        matched    INTEGER NOT NULL,
        others     INTEGER NOT NULL,                    -- wrong, missed and extra ones
        PRIMARY KEY (score_id, measure)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX latest_bar_by_take ON latest_bar (take)",
    """
    INSERT INTO latest_bar
    SELECT score_id, measure, number, max(started_at), matched, wrong + missed + extra
    FROM measure_outcome JOIN take ON take.number = measure_outcome.take
    WHERE ended_by IS NOT NULL
    GROUP BY score_id, measure
    """,
)

_M010_DROPPED_GOALS = (
    # When the player dropped it: kept so that an older export does not bring it back.
    "ALTER TABLE goal ADD COLUMN dropped_at TEXT",
)

HISTORY = Schema(
    "history",
    (
        _M001_TAKES,
        _M002_SECTIONS,
        _M003_CONDITIONS,
        _M004_DIARY,
        _M005_GOALS,
        _M006_MASTERY,
        _M007_FIGURES,
        _M008_OLDER,
        _M009_LATEST_BARS,
        _M010_DROPPED_GOALS,
    ),
    HistoryError,
)
"""The history as this program knows it."""

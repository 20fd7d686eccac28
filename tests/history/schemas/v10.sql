PRAGMA user_version = 10;
BEGIN TRANSACTION;
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
    ;
INSERT INTO "bar_pass" VALUES(1,0,0,0,'right',0.5,0.9,1,4,0,1,0);
INSERT INTO "bar_pass" VALUES(1,1,0,1,'right',2.5,0.9,1,2,1,0,1);
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
    ;
INSERT INTO "card" VALUES('score','3/1','19/2','both','宝物','The bridge','2','3','2026-11-26T19:30:00+00:00',3.1,5.2,1.0,0.9,'2026-11-22T19:30:00+00:00',4,8.5,'2026-11-22T19:31:00+00:00','[0.8, 0.7]',1);
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
    ;
INSERT INTO "figure" VALUES(1,'score',1795375800,60.0,6,1,1,1,NULL,NULL);
CREATE TABLE goal (                                 -- what is to be ready by a day
        score_id TEXT NOT NULL,
        title    TEXT NOT NULL,                         -- the score's, when it was set
        by_day   TEXT NOT NULL,                         -- ISO 8601, the player's own day
        tempo    REAL NOT NULL CHECK (tempo > 0),       -- share of the written tempo
        set_at   TEXT NOT NULL, dropped_at TEXT,                         -- ISO 8601, UTC
        PRIMARY KEY (score_id)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "goal" VALUES('another','カノン','2026-12-31',1.0,'2026-11-20T19:30:00+00:00','2026-11-21T19:30:00+00:00');
INSERT INTO "goal" VALUES('score','宝物','2026-12-24',0.9,'2026-11-22T19:30:00+00:00',NULL);
CREATE TABLE journal (                              -- of takes that are being played
        take   INTEGER NOT NULL REFERENCES take ON DELETE CASCADE,
        chunk  INTEGER NOT NULL,
        events BLOB    NOT NULL,
        PRIMARY KEY (take, chunk)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "journal" VALUES(2,1,X'785E6366808107F610D60B28FDC19E8191C9C686C18DA11E00450104B9');
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
    ;
INSERT INTO "ladder" VALUES(1,'score','3/1','19/2','both',1,'{"goal": 1.0, "floor": 0.3, "step": 0.05, "clean": 2, "of": 3, "failures": 3, "forgiven": 0}',0.6,'+',0);
CREATE TABLE latest_bar (                           -- how each bar of a piece went last
        score_id   TEXT    NOT NULL,
        measure    INTEGER NOT NULL,
        take       INTEGER NOT NULL REFERENCES take ON DELETE CASCADE,
        started_at TEXT    NOT NULL,                    -- of the take
        matched    INTEGER NOT NULL,
        others     INTEGER NOT NULL,                    -- wrong, missed and extra ones
        PRIMARY KEY (score_id, measure)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "latest_bar" VALUES('score',0,1,'2026-11-22T19:30:00.000000+00:00',4,0);
INSERT INTO "latest_bar" VALUES('score',1,1,'2026-11-22T19:30:00.000000+00:00',2,3);
CREATE TABLE learning (                             -- computed: what a piece tells of the player
        score_id TEXT    PRIMARY KEY,
        passes   INTEGER NOT NULL,
        evidence TEXT    NOT NULL,                      -- JSON: log likelihood of each learner
        version  INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "learning" VALUES('score',2,'{"learners": [-1.5, -1.25], "record": [[2, 1]]}',1);
CREATE TABLE measure_outcome (
        take    INTEGER NOT NULL REFERENCES take ON DELETE CASCADE,
        measure INTEGER NOT NULL,                       -- index of the written measure
        matched INTEGER NOT NULL,
        wrong   INTEGER NOT NULL,
        missed  INTEGER NOT NULL,
        extra   INTEGER NOT NULL,
        PRIMARY KEY (take, measure)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "measure_outcome" VALUES(1,0,4,0,0,0);
INSERT INTO "measure_outcome" VALUES(1,1,2,1,1,1);
CREATE TABLE milestone (                            -- those that the player has been told of
        key  TEXT NOT NULL PRIMARY KEY,
        "on" TEXT NOT NULL                              -- ISO 8601, the day on which it was reached
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "milestone" VALUES('first take','2026-11-22');
CREATE TABLE outcome (
        take    INTEGER PRIMARY KEY REFERENCES take ON DELETE CASCADE,
        matched INTEGER NOT NULL,
        wrong   INTEGER NOT NULL,
        missed  INTEGER NOT NULL,
        extra   INTEGER NOT NULL,
        labels  BLOB    NOT NULL
    , judge INTEGER NOT NULL DEFAULT 0, diarist INTEGER NOT NULL DEFAULT 0) STRICT
    ;
INSERT INTO "outcome" VALUES(1,6,1,1,1,X'785E8D8FCD0A80201084DF65CF83ECF6E3CB8887A08240BD44F4FAAD11186114B217E763F8C6398A043602CBB01D287262826308F43C5AD37B5420F903357FA0F61B92D3A953277D6F4E92B2D3135AEEEB4A4A5176ED9C87B04E79DF483AFDFC2A8C182ED1588B5ECAD316C255ED0F015B508D',0,0);
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
    ;
INSERT INTO "overrule" VALUES('score','3/1','19/2','both','2026-11-22T20:00:00.000000+00:00','known',NULL);
CREATE TABLE played (                               -- of takes that have ended
        take   INTEGER PRIMARY KEY REFERENCES take ON DELETE CASCADE,
        events BLOB    NOT NULL
    ) STRICT
    ;
INSERT INTO "played" VALUES(1,X'785EE36460609835130476DA934B038D00023F0708CDC0C06803030E50C00000E216292D');
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
    ;
INSERT INTO "round" VALUES(1,'2026-11-22T19:30:00+00:00',0.6,8,0,0,0,1,0.6);
CREATE TABLE section (                              -- stretches that the player has named
        score_id TEXT NOT NULL,
        name     TEXT NOT NULL,
        start    TEXT NOT NULL,                         -- quarters, a fraction
        "end"    TEXT NOT NULL,
        PRIMARY KEY (score_id, name)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "section" VALUES('score','Aメロ','3/1','19/2');
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
    ;
INSERT INTO "stretch" VALUES(1,0,'run',0,7,0.5,4.5,'0','8','both',0.9,6,1,1,1);
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
    , conditions TEXT NOT NULL DEFAULT '{}') STRICT
    ;
INSERT INTO "take" VALUES(1,'11111111111111111111111111111111','score','宝物','2026-11-22T19:30:00.000000+00:00',0,'0/1','16/1','both',0,'free',1.0,60.0,'player','{"hidden": "left", "peeks": [[12.5, 1]]}');
INSERT INTO "take" VALUES(2,'22222222222222222222222222222222','score','宝物','2026-11-22T19:30:00.000000+00:00',0,'0/1','16/1','both',0,'free',1.0,0.0,NULL,'{}');
CREATE INDEX take_by_start ON take (started_at);
CREATE INDEX take_by_score ON take (score_id, started_at);
CREATE INDEX take_unfinished ON take (number) WHERE ended_by IS NULL;
CREATE INDEX round_by_ladder ON round (ladder);
CREATE INDEX card_by_due ON card (due);
CREATE INDEX figure_by_score ON figure (score_id, played_at);
CREATE INDEX stretch_through ON stretch (take) WHERE kind = 'play-through';
CREATE INDEX outcome_by_judge ON outcome (judge);
CREATE INDEX outcome_by_diarist ON outcome (diarist);
CREATE INDEX latest_bar_by_take ON latest_bar (take);
COMMIT;

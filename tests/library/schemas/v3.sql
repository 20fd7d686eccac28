PRAGMA user_version = 3;
BEGIN TRANSACTION;
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
    ;
INSERT INTO "anime" VALUES(1,'','Kanon (2006)','','',2006,'','','');
INSERT INTO "anime" VALUES(2,'Angel Beats!','','','',NULL,'','','');
CREATE TABLE anime_edit (
        anime     INTEGER NOT NULL REFERENCES anime ON DELETE CASCADE,
        field     TEXT    NOT NULL,
        value     TEXT    NOT NULL,
        edited_at TEXT    NOT NULL,
        PRIMARY KEY (anime, field)
    ) STRICT, WITHOUT ROWID
    ;
CREATE TABLE anime_name (
        name  TEXT    PRIMARY KEY,                      -- folded
        anime INTEGER NOT NULL REFERENCES anime ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "anime_name" VALUES('kanon2006',1);
INSERT INTO "anime_name" VALUES('angelbeats',2);
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
    , kind TEXT NOT NULL DEFAULT '', level TEXT NOT NULL DEFAULT '', track INTEGER REFERENCES track, is_placed INTEGER NOT NULL DEFAULT 0, is_awaited INTEGER NOT NULL DEFAULT 0, repairs TEXT, fault TEXT NOT NULL DEFAULT '') STRICT
    ;
INSERT INTO "arrangement" VALUES(1,'9e0d17a1078999352dae04ac43831c66163348087e2aa7a6d358ba597f6e74ed','Canon in D','','Johann Pachelbel','','','Kanon (2006)','','','{}',NULL,NULL,'2026-10-01T18:00:00+00:00',0,'','',1,1,0,NULL,'');
INSERT INTO "arrangement" VALUES(2,'e3daff16a3ffb5056de8b96311992a9f3cccfae32d2e6ed6c5f20c12b476d501','Test','','','','','','','','{}','score of C4 D4 | E4 F4',2,'2026-10-01T18:00:00+00:00',0,'','',2,1,0,NULL,'');
INSERT INTO "arrangement" VALUES(3,'51741fda8023223e1131868b8dda987af34f0fa084e2556928bb0a3b5c962240','一番の宝物','easy','','','','ANGEL BEATS!','','','{}',NULL,NULL,'2026-10-01T18:00:00+00:00',0,'','',3,1,0,NULL,'');
INSERT INTO "arrangement" VALUES(4,'35c2f590d4087a1b9357be5b8b5898059aef0bc2f532e0352f2e72b96b2ec4ad','Ichiban','','','','','AB','','','{}',NULL,NULL,'2026-10-01T18:00:00+00:00',0,'','',4,1,0,NULL,'');
CREATE TABLE edit (
        arrangement INTEGER NOT NULL REFERENCES arrangement ON DELETE CASCADE,
        field       TEXT    NOT NULL,
        value       TEXT    NOT NULL, edited_at TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (arrangement, field)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "edit" VALUES(4,'kind','insert','');
INSERT INTO "edit" VALUES(4,'source','Angel Beats!','');
INSERT INTO "edit" VALUES(4,'title','Ichiban no Takaramono','');
CREATE TABLE folder (path TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO "folder" VALUES('/scores');
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
    ;
INSERT INTO "piece" VALUES(2,'2026-11-01T20:00:00+00:00',0.6,'0/1','4/1','left',1,'[]');
CREATE TABLE place (
        path        TEXT    PRIMARY KEY,                -- of a starter score its bare name
        arrangement INTEGER NOT NULL REFERENCES arrangement ON DELETE CASCADE,
        size        INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        is_present  INTEGER NOT NULL DEFAULT 1 CHECK (is_present IN (0, 1))
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "place" VALUES('/scores/takara.mxl',2,-1,1795362144847547898,1);
INSERT INTO "place" VALUES('/scores/takara2.mxl',3,-1,1795362144847600566,1);
INSERT INTO "place" VALUES('/scores/x.mxl',4,-1,1795362144847653004,1);
INSERT INTO "place" VALUES('canon.musicxml',1,-1,1795362144847488220,1);
CREATE TABLE refusal (                              -- not to be read again until it changes
        path        TEXT    PRIMARY KEY,
        size        INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        reason      TEXT    NOT NULL
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "refusal" VALUES('/scores/bad.xml',3,1795362144847729207,'The file is not MusicXML.');
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
    ;
INSERT INTO "track" VALUES(1,1,'Canon in D','','','','',NULL,'','Johann Pachelbel','','','',NULL);
INSERT INTO "track" VALUES(2,NULL,'Test','','','','',NULL,'','','','','',NULL);
INSERT INTO "track" VALUES(3,2,'一番の宝物','','','','',NULL,'','','','','',NULL);
INSERT INTO "track" VALUES(4,2,'','Ichiban no Takaramono','','','insert',NULL,'','','','','',NULL);
CREATE TABLE track_edit (
        track     INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
        field     TEXT    NOT NULL,                     -- also `wanted`, `anime`
        value     TEXT    NOT NULL,
        edited_at TEXT    NOT NULL,
        PRIMARY KEY (track, field)
    ) STRICT, WITHOUT ROWID
    ;
CREATE TABLE track_name (
        anime INTEGER NOT NULL,                         -- 0 for names outside any anime
        name  TEXT    NOT NULL,                         -- folded
        track INTEGER NOT NULL REFERENCES track ON DELETE CASCADE,
        PRIMARY KEY (anime, name)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "track_name" VALUES(1,'canonind',1);
INSERT INTO "track_name" VALUES(0,'test//',2);
INSERT INTO "track_name" VALUES(2,'一番の宝物',3);
INSERT INTO "track_name" VALUES(2,'ichibannotakaramono',4);
CREATE TABLE waiting (                              -- named to be taken in, and not yet done
        path      TEXT    PRIMARY KEY,
        is_copied INTEGER NOT NULL CHECK (is_copied IN (0, 1))
    ) STRICT, WITHOUT ROWID
    ;
CREATE INDEX arrangement_by_score ON arrangement (score_id);
CREATE INDEX place_by_arrangement ON place (arrangement, is_present);
CREATE INDEX anime_name_by_anime ON anime_name (anime);
CREATE INDEX track_by_anime ON track (anime);
CREATE INDEX track_name_by_track ON track_name (track);
CREATE INDEX arrangement_by_track ON arrangement (track);
CREATE INDEX arrangement_unplaced ON arrangement (id) WHERE NOT is_placed;
ALTER TABLE piece ADD COLUMN mode TEXT;
ALTER TABLE piece ADD COLUMN count_in INTEGER;
ALTER TABLE piece ADD COLUMN has_metronome INTEGER;
ALTER TABLE piece ADD COLUMN as_written INTEGER NOT NULL DEFAULT 0;
ALTER TABLE piece ADD COLUMN overlaps INTEGER NOT NULL DEFAULT 0;
COMMIT;

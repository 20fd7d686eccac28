BEGIN TRANSACTION;
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
    ;
INSERT INTO "arrangement" VALUES(1,'9e0d17a1078999352dae04ac43831c66163348087e2aa7a6d358ba597f6e74ed','Canon in D','','Johann Pachelbel','','','Kanon (2006)','','','{}',NULL,NULL,'2026-10-01T18:00:00+00:00',0);
INSERT INTO "arrangement" VALUES(2,'e3daff16a3ffb5056de8b96311992a9f3cccfae32d2e6ed6c5f20c12b476d501','Test','','','','','','','','{}','score of C4 D4 | E4 F4',2,'2026-10-01T18:00:00+00:00',0);
INSERT INTO "arrangement" VALUES(3,'51741fda8023223e1131868b8dda987af34f0fa084e2556928bb0a3b5c962240','一番の宝物','easy','','','','ANGEL BEATS!','','','{}',NULL,NULL,'2026-10-01T18:00:00+00:00',0);
INSERT INTO "arrangement" VALUES(4,'35c2f590d4087a1b9357be5b8b5898059aef0bc2f532e0352f2e72b96b2ec4ad','Ichiban','','','','','AB','','','{}',NULL,NULL,'2026-10-01T18:00:00+00:00',0);
CREATE TABLE edit (
        arrangement INTEGER NOT NULL REFERENCES arrangement ON DELETE CASCADE,
        field       TEXT    NOT NULL,
        value       TEXT    NOT NULL,
        PRIMARY KEY (arrangement, field)
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "edit" VALUES(4,'kind','insert');
INSERT INTO "edit" VALUES(4,'source','Angel Beats!');
INSERT INTO "edit" VALUES(4,'title','Ichiban no Takaramono');
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
INSERT INTO "place" VALUES('/scores/takara.mxl',2,61,1795362144847547898,1);
INSERT INTO "place" VALUES('/scores/takara2.mxl',3,55,1795362144847600566,1);
INSERT INTO "place" VALUES('/scores/x.mxl',4,23,1795362144847653004,1);
INSERT INTO "place" VALUES('canon.musicxml',1,62,1795362144847488220,1);
CREATE TABLE refusal (                              -- not to be read again until it changes
        path        TEXT    PRIMARY KEY,
        size        INTEGER NOT NULL,
        modified_ns INTEGER NOT NULL,
        reason      TEXT    NOT NULL
    ) STRICT, WITHOUT ROWID
    ;
INSERT INTO "refusal" VALUES('/scores/bad.xml',3,1795362144847729207,'The file is not MusicXML.');
CREATE INDEX arrangement_by_score ON arrangement (score_id);
CREATE INDEX place_by_arrangement ON place (arrangement, is_present);
COMMIT;
PRAGMA user_version = 1;

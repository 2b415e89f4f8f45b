-- Evidence: photos and documents with their hashes, dates and captions, and where each one is used. The
-- original is never changed.

-- A proof: photo, document, scan or worksheet; a correction is a new revision, never a silent replacement.
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('foto', 'dokumen', 'pindaian', 'lembar_kerja')),
    title TEXT COLLATE NOCASE,
    caption TEXT,
    alt_text TEXT,  -- what a blind reader is told
    attachment_id INTEGER NOT NULL REFERENCES attachment (id) ON DELETE RESTRICT,  -- original bytes
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    -- copy for screen and paper, without location data
    small_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    -- small picture for lists
    thumb_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    -- copy with faces, cells and locks covered
    covered_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    fingerprint TEXT,  -- perceptual fingerprint, hexadecimal
    fingerprint_turned TEXT,  -- fingerprints of the turned picture, joined by a space
    width INTEGER CHECK (width >= 0),
    height INTEGER CHECK (height >= 0),
    sharpness REAL,
    brightness REAL,
    pages INTEGER CHECK (pages >= 0),
    -- the original carries a place; never leaves
    has_location INTEGER NOT NULL DEFAULT 0 CHECK (has_location IN (0, 1)),
    taken_on TEXT CHECK (date(taken_on) IS taken_on),
    taken_at TEXT,  -- local time of the camera, as written in the file
    taken_source TEXT CHECK (taken_source IN ('berkas', 'isian')),  -- read from the file, or typed
    added_on TEXT NOT NULL CHECK (date(added_on) IS added_on),
    added_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    place TEXT,
    taken_by TEXT,
    -- shows prisoners, children, cells or locks
    must_cover INTEGER NOT NULL DEFAULT 0 CHECK (must_cover IN (0, 1)),
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    event_id INTEGER REFERENCES outreach_event (id) ON DELETE RESTRICT,
    revision INTEGER NOT NULL DEFAULT 0 CHECK (revision >= 0),
    replaced_by_id INTEGER REFERENCES evidence (id) ON DELETE RESTRICT,
    replaced_reason TEXT,
    source_path_name TEXT,  -- file name as it came
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK ((width IS NULL) = (height IS NULL))
) STRICT;
CREATE UNIQUE INDEX ux_evidence_code ON evidence (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_evidence_added_on ON evidence (added_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_evidence_taken_on ON evidence (taken_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_evidence_unit_id_added_on ON evidence (unit_id, added_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_evidence_kind_added_on ON evidence (kind, added_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_evidence_title ON evidence (title, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_evidence_trashed_at ON evidence (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_evidence_attachment_id ON evidence (attachment_id, id);
CREATE INDEX ix_evidence_small_attachment_id ON evidence (small_attachment_id, id) WHERE small_attachment_id IS NOT NULL;
CREATE INDEX ix_evidence_thumb_attachment_id ON evidence (thumb_attachment_id, id) WHERE thumb_attachment_id IS NOT NULL;
CREATE INDEX ix_evidence_covered_attachment_id ON evidence (covered_attachment_id, id) WHERE covered_attachment_id IS NOT NULL;
CREATE INDEX ix_evidence_added_by_id ON evidence (added_by_id, id) WHERE added_by_id IS NOT NULL;
CREATE INDEX ix_evidence_unit_id ON evidence (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_evidence_visit_id ON evidence (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX ix_evidence_event_id ON evidence (event_id, id) WHERE event_id IS NOT NULL;
CREATE INDEX ix_evidence_replaced_by_id ON evidence (replaced_by_id, id) WHERE replaced_by_id IS NOT NULL;

-- Where a proof is used: under a criterion of an award entry, or in another record.
CREATE TABLE evidence_use (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    evidence_id INTEGER NOT NULL REFERENCES evidence (id) ON DELETE RESTRICT,
    award_entry_id INTEGER REFERENCES award_entry (id) ON DELETE RESTRICT,
    assessment_id INTEGER REFERENCES assessment (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    followup_id INTEGER REFERENCES followup (id) ON DELETE RESTRICT,
    supervision_id INTEGER REFERENCES supervision (id) ON DELETE RESTRICT,
    event_id INTEGER REFERENCES outreach_event (id) ON DELETE RESTRICT,
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    item_code TEXT,
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    -- taken over from last year's round: "perlu foto baru"
    needs_new_photo INTEGER NOT NULL DEFAULT 0 CHECK (needs_new_photo IN (0, 1)),
    shared_reason TEXT,  -- why one proof stands under several criteria
    prints INTEGER NOT NULL DEFAULT 1 CHECK (prints IN (0, 1)),
    added_at TEXT NOT NULL CHECK (added_at GLOB '????-??-??T??:??:??.???Z'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (evidence_id, award_entry_id, item_code),
    CHECK (
        (award_entry_id IS NOT NULL) + (assessment_id IS NOT NULL) + (visit_id IS NOT NULL) + (followup_id IS NOT NULL) + (supervision_id IS NOT NULL) + (event_id IS NOT NULL) + (complaint_id IS NOT NULL) = 1
    )
) STRICT;
CREATE INDEX ix_evidence_use_award_entry_id_item_code ON evidence_use (award_entry_id, item_code, id);
CREATE INDEX ix_evidence_use_assessment_id ON evidence_use (assessment_id, id) WHERE assessment_id IS NOT NULL;
CREATE INDEX ix_evidence_use_visit_id ON evidence_use (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX ix_evidence_use_followup_id ON evidence_use (followup_id, id) WHERE followup_id IS NOT NULL;
CREATE INDEX ix_evidence_use_supervision_id ON evidence_use (supervision_id, id) WHERE supervision_id IS NOT NULL;
CREATE INDEX ix_evidence_use_event_id ON evidence_use (event_id, id) WHERE event_id IS NOT NULL;
CREATE INDEX ix_evidence_use_complaint_id ON evidence_use (complaint_id, id) WHERE complaint_id IS NOT NULL;

-- A covered area of a photo, as shares of width and height, so that the covered copy can be made again.
CREATE TABLE evidence_cover (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    evidence_id INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    left_share REAL NOT NULL,
    top_share REAL NOT NULL,
    width_share REAL NOT NULL,
    height_share REAL NOT NULL,
    what TEXT NOT NULL CHECK (what IN ('wajah', 'blok_hunian', 'kunci', 'tulisan', 'lainnya')),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (
        left_share BETWEEN 0 AND 1 AND top_share BETWEEN 0 AND 1 AND width_share BETWEEN 0 AND 1 AND height_share BETWEEN 0 AND 1
    )
) STRICT;
CREATE INDEX ix_evidence_cover_evidence_id ON evidence_cover (evidence_id, id);

-- Two proofs found equal or alike, and what somebody said about it.
CREATE TABLE evidence_likeness (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    low_id INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    high_id INTEGER NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('sama_persis', 'mirip')),
    distance INTEGER CHECK (distance >= 0),
    verdict TEXT NOT NULL DEFAULT 'belum_dilihat' CHECK (verdict IN ('belum_dilihat', 'boleh', 'salah')),
    reason TEXT,
    decided_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    decided_at TEXT CHECK (decided_at GLOB '????-??-??T??:??:??.???Z'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (low_id, high_id),
    CHECK (low_id < high_id)
) STRICT;
CREATE INDEX ix_evidence_likeness_high_id ON evidence_likeness (high_id, id);
CREATE INDEX ix_evidence_likeness_decided_by_id ON evidence_likeness (decided_by_id, id) WHERE decided_by_id IS NOT NULL;

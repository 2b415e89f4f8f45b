-- The vault: who a recipient, respondent or complainant is. Everything else knows only codes; every look at
-- a row here is journalled.

-- Who somebody is. Whoever was a child at the time of a case stays protected for ever.
CREATE TABLE identity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    name TEXT COLLATE NOCASE,
    alias_names TEXT,
    nik TEXT,  -- sixteen digits, kept as text
    id_kind TEXT,
    id_number TEXT,
    birth_place TEXT,
    birth_on TEXT CHECK (date(birth_on) IS birth_on),
    sex TEXT CHECK (sex IN ('laki_laki', 'perempuan')),
    address TEXT,
    village TEXT,
    district TEXT,
    regency_id INTEGER REFERENCES regency (id) ON DELETE RESTRICT,
    phone TEXT,
    email TEXT,
    occupation TEXT,
    education TEXT,
    religion TEXT,
    marital_status TEXT,
    disability TEXT,
    parent_names TEXT,
    guardian_name TEXT,
    guardian_relation TEXT,
    guardian_phone TEXT,
    photo_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    protection TEXT CHECK (
        protection IN (
            'anak', 'anak_korban', 'anak_saksi', 'korban_kekerasan_seksual', 'permintaan_sendiri'
        )
    ),
    protected_since TEXT CHECK (date(protected_since) IS protected_since),
    retention_until TEXT CHECK (date(retention_until) IS retention_until),
    -- names and numbers removed; the code stays
    anonymised_at TEXT CHECK (anonymised_at GLOB '????-??-??T??:??:??.???Z'),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    id_kind_kind TEXT GENERATED ALWAYS AS ('jenis_identitas') VIRTUAL,
    FOREIGN KEY (id_kind_kind, id_kind) REFERENCES term (kind, code) ON DELETE RESTRICT,
    CHECK (anonymised_at IS NULL OR (name IS NULL AND nik IS NULL AND phone IS NULL AND address IS NULL))
) STRICT;
CREATE UNIQUE INDEX ux_identity_code ON identity (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_identity_name ON identity (name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_identity_nik ON identity (nik, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_identity_phone ON identity (phone, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_identity_retention_until ON identity (retention_until, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_identity_trashed_at ON identity (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_identity_regency_id ON identity (regency_id, id) WHERE regency_id IS NOT NULL;
CREATE INDEX ix_identity_photo_attachment_id ON identity (photo_attachment_id, id) WHERE photo_attachment_id IS NOT NULL;

-- What a person agreed to: to be interviewed, to be named in a question to a PBH or a unit; with guardian
-- when a child.
CREATE TABLE consent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    purpose TEXT NOT NULL CHECK (purpose IN ('wawancara', 'tanya_pbh', 'tanya_unit', 'foto', 'publikasi')),
    state TEXT NOT NULL DEFAULT 'belum_diminta' CHECK (
        state IN (
            'belum_diminta', 'diberikan', 'ditolak', 'menunggu'
        )
    ),
    recipient_id INTEGER REFERENCES recipient (id) ON DELETE RESTRICT,
    identity_id INTEGER REFERENCES identity (id) ON DELETE RESTRICT,
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    assessment_id INTEGER REFERENCES assessment (id) ON DELETE RESTRICT,
    finding_id INTEGER REFERENCES finding (id) ON DELETE RESTRICT,
    asked_on TEXT CHECK (date(asked_on) IS asked_on),
    given_on TEXT CHECK (date(given_on) IS given_on),
    withdrawn_on TEXT CHECK (date(withdrawn_on) IS withdrawn_on),
    form TEXT CHECK (form IN ('tertulis', 'lisan', 'cap_jempol')),
    guardian_name TEXT,
    guardian_relation TEXT,
    -- the guardian is the unit's own officer; must be said
    guardian_is_officer INTEGER NOT NULL DEFAULT 0 CHECK (guardian_is_officer IN (0, 1)),
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (
        recipient_id IS NOT NULL OR identity_id IS NOT NULL OR complaint_id IS NOT NULL OR assessment_id IS NOT NULL
    )
) STRICT;
CREATE INDEX ix_consent_state ON consent (state, id);
CREATE INDEX ix_consent_recipient_id ON consent (recipient_id, id) WHERE recipient_id IS NOT NULL;
CREATE INDEX ix_consent_identity_id ON consent (identity_id, id) WHERE identity_id IS NOT NULL;
CREATE INDEX ix_consent_complaint_id ON consent (complaint_id, id) WHERE complaint_id IS NOT NULL;
CREATE INDEX ix_consent_assessment_id ON consent (assessment_id, id) WHERE assessment_id IS NOT NULL;
CREATE INDEX ix_consent_finding_id ON consent (finding_id, id) WHERE finding_id IS NOT NULL;
CREATE INDEX ix_consent_attachment_id ON consent (attachment_id, id) WHERE attachment_id IS NOT NULL;

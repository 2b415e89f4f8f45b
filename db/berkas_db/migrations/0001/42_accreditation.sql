-- Accreditation per period: categories are kept per period with their decree, never as one column; rules
-- and requirements are dated data.

-- An accreditation period, for example 2025–2027.
CREATE TABLE accreditation_period (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL CHECK (trim(code) <> ''),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    valid_from TEXT NOT NULL CHECK (date(valid_from) IS valid_from),
    valid_until TEXT NOT NULL CHECK (date(valid_until) IS valid_until),
    decree TEXT,
    accredited_nationally INTEGER CHECK (accredited_nationally >= 0),
    source TEXT,
    confidence TEXT NOT NULL DEFAULT 'rumusan_kantor' CHECK (
        confidence IN (
            'terbaca', 'disimpulkan', 'praktik', 'ingatan', 'rumusan_kantor', 'tidak_diketahui'
        )
    ),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (code),
    CHECK (valid_until >= valid_from)
) STRICT;
CREATE INDEX ix_accreditation_period_valid_from ON accreditation_period (valid_from, id);

-- One least number of a category under a dated rule; the program shows what is met and never sets the
-- category itself.
CREATE TABLE category_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    category TEXT NOT NULL CHECK (category IN ('a', 'b', 'c')),
    measure TEXT NOT NULL,
    least INTEGER NOT NULL CHECK (least >= 0),
    years INTEGER NOT NULL DEFAULT 3 CHECK (years >= 0),  -- number of years looked back
    regulation TEXT NOT NULL CHECK (trim(regulation) <> ''),
    valid_from TEXT NOT NULL CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    source TEXT,
    confidence TEXT NOT NULL CHECK (
        confidence IN (
            'terbaca', 'disimpulkan', 'praktik', 'ingatan', 'rumusan_kantor', 'tidak_diketahui'
        )
    ),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    measure_kind TEXT GENERATED ALWAYS AS ('ukuran_akreditasi') VIRTUAL,
    FOREIGN KEY (measure_kind, measure) REFERENCES term (kind, code) ON DELETE RESTRICT,
    UNIQUE (category, measure, valid_from)
) STRICT;

-- The accreditation of one OBH in one period: category, decree, certificate and outcome.
CREATE TABLE accreditation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE RESTRICT,
    period_id INTEGER NOT NULL REFERENCES accreditation_period (id) ON DELETE RESTRICT,
    applied_on TEXT CHECK (date(applied_on) IS applied_on),
    is_first INTEGER NOT NULL DEFAULT 0 CHECK (is_first IN (0, 1)),  -- newly applying
    category TEXT CHECK (category IN ('a', 'b', 'c')),
    result TEXT NOT NULL DEFAULT 'diproses' CHECK (
        result IN (
            'diproses', 'terakreditasi', 'tidak_lulus', 'dicabut'
        )
    ),
    movement TEXT CHECK (movement IN ('baru', 'naik', 'tetap', 'turun')),
    decree_number TEXT,  -- SK
    decree_on TEXT CHECK (date(decree_on) IS decree_on),
    certificate_number TEXT,
    certificate_on TEXT CHECK (date(certificate_on) IS certificate_on),
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    revoked_on TEXT CHECK (date(revoked_on) IS revoked_on),
    revoked_reason TEXT,
    decree_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    certificate_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_until >= valid_from),
    CHECK (result <> 'dicabut' OR revoked_on IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX ux_accreditation_obh_id_period_id ON accreditation (obh_id, period_id) WHERE trashed_at IS NULL;
CREATE INDEX ix_accreditation_period_id_category ON accreditation (period_id, category, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_accreditation_valid_until ON accreditation (valid_until, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_accreditation_result ON accreditation (result, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_accreditation_trashed_at ON accreditation (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_accreditation_obh_id ON accreditation (obh_id, id);
CREATE INDEX ix_accreditation_period_id ON accreditation (period_id, id);
CREATE INDEX ix_accreditation_decree_attachment_id ON accreditation (decree_attachment_id, id) WHERE decree_attachment_id IS NOT NULL;
CREATE INDEX ix_accreditation_certificate_attachment_id ON accreditation (certificate_attachment_id, id) WHERE certificate_attachment_id IS NOT NULL;

-- One stage of an accreditation: date, who, minutes and what came out.
CREATE TABLE accreditation_stage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    accreditation_id INTEGER NOT NULL REFERENCES accreditation (id) ON DELETE CASCADE,
    stage TEXT NOT NULL CHECK (
        stage IN (
            'pendaftaran', 'perbaikan_dokumen', 'pemeriksaan_faktual', 'rekomendasi_pokjada',
            'verifikasi_pusat', 'penetapan'
        )
    ),
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    until_date TEXT CHECK (date(until_date) IS until_date),
    done_by TEXT,
    minutes_number TEXT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    letter_id INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    outcome TEXT,
    note TEXT,
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_accreditation_stage_accreditation_id ON accreditation_stage (accreditation_id, id);
CREATE INDEX ix_accreditation_stage_attachment_id ON accreditation_stage (attachment_id, id) WHERE attachment_id IS NOT NULL;
CREATE INDEX ix_accreditation_stage_letter_id ON accreditation_stage (letter_id, id) WHERE letter_id IS NOT NULL;

-- A number counted for an accreditation (cases in three years, advocates, paralegals) with where it comes
-- from.
CREATE TABLE accreditation_measure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    accreditation_id INTEGER NOT NULL REFERENCES accreditation (id) ON DELETE CASCADE,
    measure TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 0),
    counted_on TEXT CHECK (date(counted_on) IS counted_on),
    source TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    measure_kind TEXT GENERATED ALWAYS AS ('ukuran_akreditasi') VIRTUAL,
    FOREIGN KEY (measure_kind, measure) REFERENCES term (kind, code) ON DELETE RESTRICT,
    UNIQUE (accreditation_id, measure)
) STRICT;

-- A requirement of accreditation, as dated data with its source.
CREATE TABLE requirement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL CHECK (trim(code) <> ''),
    label TEXT NOT NULL COLLATE NOCASE CHECK (trim(label) <> ''),
    category_from TEXT,  -- only from this category on
    needs_validity INTEGER NOT NULL DEFAULT 0 CHECK (needs_validity IN (0, 1)),
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    source TEXT,
    confidence TEXT NOT NULL DEFAULT 'rumusan_kantor' CHECK (
        confidence IN (
            'terbaca', 'disimpulkan', 'praktik', 'ingatan', 'rumusan_kantor', 'tidak_diketahui'
        )
    ),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (code)
) STRICT;
CREATE INDEX ix_requirement_sort ON requirement (sort, id);

-- The state of one requirement for an OBH in a period, with reason, document and date.
CREATE TABLE requirement_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE RESTRICT,
    period_id INTEGER NOT NULL REFERENCES accreditation_period (id) ON DELETE RESTRICT,
    requirement_id INTEGER NOT NULL REFERENCES requirement (id) ON DELETE RESTRICT,
    state TEXT NOT NULL CHECK (state IN ('lengkap', 'belum_lengkap', 'kedaluwarsa')),
    reason TEXT,
    document_id INTEGER REFERENCES obh_document (id) ON DELETE RESTRICT,
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    checked_on TEXT CHECK (date(checked_on) IS checked_on),
    checked_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (obh_id, period_id, requirement_id)
) STRICT;
CREATE INDEX ix_requirement_item_state_obh_id ON requirement_item (state, obh_id, id);
CREATE INDEX ix_requirement_item_valid_until ON requirement_item (valid_until, id);
CREATE INDEX ix_requirement_item_period_id ON requirement_item (period_id, id);
CREATE INDEX ix_requirement_item_requirement_id ON requirement_item (requirement_id, id);
CREATE INDEX ix_requirement_item_document_id ON requirement_item (document_id, id) WHERE document_id IS NOT NULL;
CREATE INDEX ix_requirement_item_checked_by_id ON requirement_item (checked_by_id, id) WHERE checked_by_id IS NOT NULL;

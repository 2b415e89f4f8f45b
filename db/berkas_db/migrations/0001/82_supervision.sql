-- Supervision of service standards and SOPs by the Ombudsman or an own team, with findings per component
-- and the chain of letters.

-- A supervision of a unit's service: by whom, subject, result as a category with or without a number.
CREATE TABLE supervision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    origin TEXT NOT NULL CHECK (origin IN ('ombudsman', 'tim_sendiri', 'lainnya')),
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE RESTRICT,
    service_id INTEGER REFERENCES service (id) ON DELETE RESTRICT,
    subject TEXT NOT NULL,
    on_date TEXT CHECK (date(on_date) IS on_date),
    until_date TEXT CHECK (date(until_date) IS until_date),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    report_number TEXT,  -- LAHP, LHA
    report_on TEXT CHECK (date(report_on) IS report_on),
    result_scheme TEXT,  -- key of the bands of the year
    result_category TEXT,
    result_number REAL,
    result_text TEXT,
    is_maladministration TEXT CHECK (is_maladministration IN ('ditemukan', 'tidak_ditemukan', 'dihentikan')),
    replied_on TEXT CHECK (date(replied_on) IS replied_on),
    closed_on TEXT CHECK (date(closed_on) IS closed_on),
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    source TEXT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    subject_kind TEXT GENERATED ALWAYS AS ('pokok_pengawasan') VIRTUAL,
    FOREIGN KEY (subject_kind, subject) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX ux_supervision_code ON supervision (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_supervision_on_date ON supervision (on_date, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_supervision_unit_id_year ON supervision (unit_id, year, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_supervision_year ON supervision (year, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_supervision_origin_on_date ON supervision (origin, on_date, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_supervision_trashed_at ON supervision (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_supervision_unit_id ON supervision (unit_id, id);
CREATE INDEX ix_supervision_service_id ON supervision (service_id, id) WHERE service_id IS NOT NULL;
CREATE INDEX ix_supervision_visit_id ON supervision (visit_id, id) WHERE visit_id IS NOT NULL;

-- A dimension of a supervision (input, proses, output, pengaduan) with its number.
CREATE TABLE supervision_dimension (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    supervision_id INTEGER NOT NULL REFERENCES supervision (id) ON DELETE CASCADE,
    dimension TEXT NOT NULL,
    number REAL,
    category TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    dimension_kind TEXT GENERATED ALWAYS AS ('dimensi_pengawasan') VIRTUAL,
    FOREIGN KEY (dimension_kind, dimension) REFERENCES term (kind, code) ON DELETE RESTRICT,
    UNIQUE (supervision_id, dimension)
) STRICT;

-- A finding of a supervision at one of the 14 components, with what it asks for and until when.
CREATE TABLE supervision_finding (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    supervision_id INTEGER NOT NULL REFERENCES supervision (id) ON DELETE RESTRICT,
    component TEXT,
    kind TEXT NOT NULL CHECK (
        kind IN (
            'tindakan_korektif', 'saran_perbaikan', 'saran_penyempurnaan', 'rekomendasi', 'temuan'
        )
    ),
    severity TEXT,
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    advice TEXT,
    basis TEXT,  -- number of the report or letter
    due_on TEXT CHECK (date(due_on) IS due_on),
    extensions INTEGER NOT NULL DEFAULT 0 CHECK (extensions >= 0),
    status TEXT NOT NULL DEFAULT 'belum_ditindaklanjuti' CHECK (
        status IN (
            'belum_ditindaklanjuti', 'sedang_ditindaklanjuti', 'diajukan_selesai', 'selesai',
            'tidak_dapat_ditindaklanjuti'
        )
    ),
    action_text TEXT,  -- what was done, for the matrix
    done_on TEXT CHECK (date(done_on) IS done_on),
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    component_kind TEXT GENERATED ALWAYS AS ('komponen_standar') VIRTUAL,
    severity_kind TEXT GENERATED ALWAYS AS ('tingkat_temuan') VIRTUAL,
    FOREIGN KEY (component_kind, component) REFERENCES term (kind, code) ON DELETE RESTRICT,
    FOREIGN KEY (severity_kind, severity) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE INDEX ix_supervision_finding_supervision_id_sort ON supervision_finding (supervision_id, sort, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_supervision_finding_due_on ON supervision_finding (due_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_supervision_finding_status_due_on ON supervision_finding (status, due_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_supervision_finding_trashed_at ON supervision_finding (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_supervision_finding_supervision_id ON supervision_finding (supervision_id, id);
CREATE INDEX ix_supervision_finding_attachment_id ON supervision_finding (attachment_id, id) WHERE attachment_id IS NOT NULL;

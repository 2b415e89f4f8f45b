-- Findings and follow-ups from anywhere: interviews, verification, Ombudsman, complaints, surveys. Closed
-- by somebody else than the owner.

-- Something that has to be put right, with where it was found and what it asks for.
CREATE TABLE finding (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    source TEXT NOT NULL CHECK (
        source IN (
            'wawancara', 'verifikasi', 'ombudsman', 'standar_layanan', 'pengaduan', 'aspirasi', 'survei',
            'lainnya'
        )
    ),
    kind TEXT NOT NULL DEFAULT 'temuan' CHECK (
        kind IN (
            'tindakan_korektif', 'saran_perbaikan', 'saran_penyempurnaan', 'rekomendasi', 'temuan'
        )
    ),
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    advice TEXT,
    severity TEXT,
    -- red flag of an interview: no name in any list
    is_secret INTEGER NOT NULL DEFAULT 0 CHECK (is_secret IN (0, 1)),
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    assessment_id INTEGER REFERENCES assessment (id) ON DELETE RESTRICT,
    award_entry_id INTEGER REFERENCES award_entry (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    supervision_finding_id INTEGER REFERENCES supervision_finding (id) ON DELETE RESTRICT,
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    survey_period_id INTEGER REFERENCES survey_period (id) ON DELETE RESTRICT,
    item_code TEXT,
    found_on TEXT NOT NULL CHECK (date(found_on) IS found_on),
    due_on TEXT CHECK (date(due_on) IS due_on),
    gain INTEGER CHECK (gain >= 0),  -- repair mode: what closing it wins
    effort INTEGER CHECK (effort >= 0),  -- repair mode: how much work it is
    status TEXT NOT NULL DEFAULT 'belum_ditindaklanjuti' CHECK (
        status IN (
            'belum_ditindaklanjuti', 'sedang_ditindaklanjuti', 'diajukan_selesai', 'selesai',
            'tidak_dapat_ditindaklanjuti'
        )
    ),
    closed_on TEXT CHECK (date(closed_on) IS closed_on),
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    severity_kind TEXT GENERATED ALWAYS AS ('tingkat_temuan') VIRTUAL,
    FOREIGN KEY (severity_kind, severity) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX ux_finding_code ON finding (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_finding_found_on ON finding (found_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_finding_status_due_on ON finding (status, due_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_finding_unit_id_found_on ON finding (unit_id, found_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_finding_obh_id_found_on ON finding (obh_id, found_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_finding_source_found_on ON finding (source, found_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_finding_title ON finding (title, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_finding_trashed_at ON finding (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_finding_unit_id ON finding (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_finding_obh_id ON finding (obh_id, id) WHERE obh_id IS NOT NULL;
CREATE INDEX ix_finding_assessment_id ON finding (assessment_id, id) WHERE assessment_id IS NOT NULL;
CREATE INDEX ix_finding_award_entry_id ON finding (award_entry_id, id) WHERE award_entry_id IS NOT NULL;
CREATE INDEX ix_finding_visit_id ON finding (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX ix_finding_supervision_finding_id ON finding (supervision_finding_id, id) WHERE supervision_finding_id IS NOT NULL;
CREATE INDEX ix_finding_complaint_id ON finding (complaint_id, id) WHERE complaint_id IS NOT NULL;
CREATE INDEX ix_finding_survey_period_id ON finding (survey_period_id, id) WHERE survey_period_id IS NOT NULL;

-- A task with an owner and a date, until somebody else closes it.
CREATE TABLE followup (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    task TEXT,
    source TEXT NOT NULL CHECK (
        source IN (
            'wawancara', 'verifikasi', 'ombudsman', 'standar_layanan', 'pengaduan', 'aspirasi', 'survei',
            'lainnya'
        )
    ),
    finding_id INTEGER REFERENCES finding (id) ON DELETE RESTRICT,
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    owner_user_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    owner_official_id INTEGER REFERENCES official (id) ON DELETE RESTRICT,
    owner_name TEXT,
    start_on TEXT NOT NULL CHECK (date(start_on) IS start_on),
    due_on TEXT CHECK (date(due_on) IS due_on),
    status TEXT NOT NULL DEFAULT 'belum_ditindaklanjuti' CHECK (
        status IN (
            'belum_ditindaklanjuti', 'sedang_ditindaklanjuti', 'diajukan_selesai', 'selesai',
            'tidak_dapat_ditindaklanjuti'
        )
    ),
    reported_on TEXT CHECK (date(reported_on) IS reported_on),  -- owner says it is done
    result_text TEXT,
    closed_on TEXT CHECK (date(closed_on) IS closed_on),
    closed_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    close_note TEXT,
    is_secret INTEGER NOT NULL DEFAULT 0 CHECK (is_secret IN (0, 1)),
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (owner_user_id IS NOT NULL OR owner_official_id IS NOT NULL OR owner_name IS NOT NULL),
    CHECK (closed_by_id IS NULL OR owner_user_id IS NULL OR closed_by_id <> owner_user_id),
    CHECK (status <> 'selesai' OR closed_on IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX ux_followup_code ON followup (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_followup_title ON followup (title, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_followup_due_on ON followup (due_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_followup_status_due_on ON followup (status, due_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_followup_owner_user_id_due_on ON followup (owner_user_id, due_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_followup_unit_id_due_on ON followup (unit_id, due_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_followup_obh_id_due_on ON followup (obh_id, due_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_followup_source_due_on ON followup (source, due_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_followup_trashed_at ON followup (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_followup_finding_id ON followup (finding_id, id) WHERE finding_id IS NOT NULL;
CREATE INDEX ix_followup_complaint_id ON followup (complaint_id, id) WHERE complaint_id IS NOT NULL;
CREATE INDEX ix_followup_unit_id ON followup (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_followup_obh_id ON followup (obh_id, id) WHERE obh_id IS NOT NULL;
CREATE INDEX ix_followup_owner_user_id ON followup (owner_user_id, id) WHERE owner_user_id IS NOT NULL;
CREATE INDEX ix_followup_owner_official_id ON followup (owner_official_id, id) WHERE owner_official_id IS NOT NULL;
CREATE INDEX ix_followup_closed_by_id ON followup (closed_by_id, id) WHERE closed_by_id IS NOT NULL;

-- A line in the life of a follow-up: what was done, with paper.
CREATE TABLE followup_note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    followup_id INTEGER NOT NULL REFERENCES followup (id) ON DELETE CASCADE,
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    actor_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    status TEXT CHECK (
        status IN (
            'belum_ditindaklanjuti', 'sedang_ditindaklanjuti', 'diajukan_selesai', 'selesai',
            'tidak_dapat_ditindaklanjuti'
        )
    ),
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    letter_id INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_followup_note_followup_id ON followup_note (followup_id, id);
CREATE INDEX ix_followup_note_actor_id ON followup_note (actor_id, id) WHERE actor_id IS NOT NULL;
CREATE INDEX ix_followup_note_attachment_id ON followup_note (attachment_id, id) WHERE attachment_id IS NOT NULL;
CREATE INDEX ix_followup_note_letter_id ON followup_note (letter_id, id) WHERE letter_id IS NOT NULL;

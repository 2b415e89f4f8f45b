-- Visits (Kegiatan): one entry and many papers — purposes, teams, places, names to trace, paper forms,
-- attendance.

-- A visit of a team: one letter of assignment may cover several teams, days and places.
CREATE TABLE visit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    state TEXT NOT NULL DEFAULT 'direncanakan' CHECK (
        state IN (
            'direncanakan', 'ditugaskan', 'terlaksana', 'dilaporkan', 'dibatalkan'
        )
    ),
    from_date TEXT NOT NULL CHECK (date(from_date) IS from_date),
    until_date TEXT NOT NULL CHECK (date(until_date) IS until_date),
    letterhead_id INTEGER REFERENCES letterhead (id) ON DELETE RESTRICT,
    basis TEXT,  -- dasar
    aims TEXT,
    summary TEXT,  -- result in words for the report
    recommendations TEXT,
    met_text TEXT,  -- who was met, in words
    press_text TEXT,
    short_message TEXT,
    report_number TEXT,
    reported_on TEXT CHECK (date(reported_on) IS reported_on),
    lead_official_id INTEGER REFERENCES official (id) ON DELETE RESTRICT,
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (until_date >= from_date)
) STRICT;
CREATE UNIQUE INDEX ux_visit_code ON visit (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_visit_title ON visit (title, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_visit_from_date ON visit (from_date, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_visit_state_from_date ON visit (state, from_date, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_visit_trashed_at ON visit (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_visit_letterhead_id ON visit (letterhead_id, id) WHERE letterhead_id IS NOT NULL;
CREATE INDEX ix_visit_lead_official_id ON visit (lead_official_id, id) WHERE lead_official_id IS NOT NULL;

-- Why the team goes; one visit may have several purposes.
CREATE TABLE visit_purpose (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (
        purpose IN (
            'monev_bankum', 'verifikasi_p2ham', 'survei', 'standar_layanan', 'periksa_berkas', 'keabsahan_sktm',
            'diseminasi', 'posbankum'
        )
    ),
    detail TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (visit_id, purpose)
) STRICT;

-- A team of a visit, when the letter covers more than one.
CREATE TABLE visit_team (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 0),
    name TEXT COLLATE NOCASE,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (visit_id, number)
) STRICT;

-- One place and day of a visit: a prison, a kelurahan, a home, the PBH's office.
CREATE TABLE visit_place (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    team_id INTEGER REFERENCES visit_team (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL,
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    posbankum_id INTEGER REFERENCES posbankum (id) ON DELETE RESTRICT,
    name TEXT COLLATE NOCASE,
    address TEXT,
    regency_id INTEGER REFERENCES regency (id) ON DELETE RESTRICT,
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    from_time TEXT CHECK (from_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    until_time TEXT CHECK (until_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    received_by TEXT,  -- official who received the team
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    kind_kind TEXT GENERATED ALWAYS AS ('jenis_tempat') VIRTUAL,
    FOREIGN KEY (kind_kind, kind) REFERENCES term (kind, code) ON DELETE RESTRICT,
    CHECK (unit_id IS NOT NULL OR obh_id IS NOT NULL OR posbankum_id IS NOT NULL OR name IS NOT NULL)
) STRICT;
CREATE INDEX ix_visit_place_visit_id ON visit_place (visit_id, id);
CREATE INDEX ix_visit_place_team_id ON visit_place (team_id, id) WHERE team_id IS NOT NULL;
CREATE INDEX ix_visit_place_unit_id ON visit_place (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_visit_place_obh_id ON visit_place (obh_id, id) WHERE obh_id IS NOT NULL;
CREATE INDEX ix_visit_place_posbankum_id ON visit_place (posbankum_id, id) WHERE posbankum_id IS NOT NULL;
CREATE INDEX ix_visit_place_regency_id ON visit_place (regency_id, id) WHERE regency_id IS NOT NULL;

-- The surat tugas of a visit (and its SPD), with what it covers.
CREATE TABLE letter_of_assignment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE RESTRICT,
    letter_id INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    number TEXT,
    letter_on TEXT CHECK (date(letter_on) IS letter_on),
    from_date TEXT CHECK (date(from_date) IS from_date),
    until_date TEXT CHECK (date(until_date) IS until_date),
    signer_id INTEGER REFERENCES position_held (id) ON DELETE RESTRICT,
    budget_line TEXT,  -- DIPA
    spd_number TEXT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_letter_of_assignment_letter_on ON letter_of_assignment (letter_on, id);
CREATE INDEX ix_letter_of_assignment_visit_id ON letter_of_assignment (visit_id, id);
CREATE INDEX ix_letter_of_assignment_letter_id ON letter_of_assignment (letter_id, id) WHERE letter_id IS NOT NULL;
CREATE INDEX ix_letter_of_assignment_signer_id ON letter_of_assignment (signer_id, id) WHERE signer_id IS NOT NULL;

-- A member of a team with the role in it.
CREATE TABLE visit_member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    team_id INTEGER REFERENCES visit_team (id) ON DELETE RESTRICT,
    official_id INTEGER REFERENCES official (id) ON DELETE RESTRICT,
    name TEXT COLLATE NOCASE,  -- of somebody who is not an official of the register
    position TEXT,
    agency TEXT,
    role TEXT NOT NULL,
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    role_kind TEXT GENERATED ALWAYS AS ('peran_tim') VIRTUAL,
    FOREIGN KEY (role_kind, role) REFERENCES term (kind, code) ON DELETE RESTRICT,
    CHECK (official_id IS NOT NULL OR name IS NOT NULL)
) STRICT;
CREATE INDEX ix_visit_member_visit_id ON visit_member (visit_id, id);
CREATE INDEX ix_visit_member_team_id ON visit_member (team_id, id) WHERE team_id IS NOT NULL;
CREATE INDEX ix_visit_member_official_id ON visit_member (official_id, id) WHERE official_id IS NOT NULL;

-- A name that is to be traced in a visit (by code) and what became of it.
CREATE TABLE trace (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    place_id INTEGER REFERENCES visit_place (id) ON DELETE RESTRICT,
    recipient_id INTEGER NOT NULL REFERENCES recipient (id) ON DELETE RESTRICT,
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    case_id INTEGER REFERENCES legal_case (id) ON DELETE RESTRICT,
    result TEXT CHECK (
        result IN (
            'ditemukan', 'bebas', 'dipindahkan', 'tidak_terdaftar', 'menolak', 'sakit', 'sedang_keluar'
        )
    ),
    asked_of TEXT,  -- Kasi Binadik, registrasi
    moved_to_unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    result_on TEXT CHECK (date(result_on) IS result_on),
    is_sampled INTEGER NOT NULL DEFAULT 0 CHECK (is_sampled IN (0, 1)),
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (visit_id, recipient_id)
) STRICT;
CREATE INDEX ix_trace_place_id ON trace (place_id, id) WHERE place_id IS NOT NULL;
CREATE INDEX ix_trace_recipient_id ON trace (recipient_id, id);
CREATE INDEX ix_trace_obh_id ON trace (obh_id, id) WHERE obh_id IS NOT NULL;
CREATE INDEX ix_trace_case_id ON trace (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX ix_trace_moved_to_unit_id ON trace (moved_to_unit_id, id) WHERE moved_to_unit_id IS NOT NULL;

-- A numbered paper form of a visit: printed = keyed + void + missing.
CREATE TABLE paper_form (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    visit_id INTEGER NOT NULL REFERENCES visit (id) ON DELETE RESTRICT,
    instrument_version_id INTEGER NOT NULL REFERENCES instrument_version (id) ON DELETE RESTRICT,
    number INTEGER NOT NULL CHECK (number >= 0),
    code TEXT NOT NULL CHECK (trim(code) <> ''),  -- on every page of the form
    variant TEXT NOT NULL DEFAULT 'biasa' CHECK (variant IN ('biasa', 'huruf_besar', 'gambar')),
    page TEXT NOT NULL DEFAULT 'a4' CHECK (page IN ('a4', 'f4')),
    state TEXT NOT NULL DEFAULT 'dicetak' CHECK (state IN ('dicetak', 'diketik', 'batal', 'hilang')),
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    recipient_id INTEGER REFERENCES recipient (id) ON DELETE RESTRICT,
    assessment_id INTEGER REFERENCES assessment (id) ON DELETE RESTRICT,
    printed_at TEXT NOT NULL CHECK (printed_at GLOB '????-??-??T??:??:??.???Z'),
    reason TEXT,  -- why void or missing
    state_on TEXT CHECK (date(state_on) IS state_on),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (visit_id, number),
    UNIQUE (code),
    CHECK (state NOT IN ('batal', 'hilang') OR reason IS NOT NULL)
) STRICT;
CREATE INDEX ix_paper_form_visit_id_state ON paper_form (visit_id, state, id);
CREATE INDEX ix_paper_form_instrument_version_id ON paper_form (instrument_version_id, id);
CREATE INDEX ix_paper_form_obh_id ON paper_form (obh_id, id) WHERE obh_id IS NOT NULL;
CREATE INDEX ix_paper_form_recipient_id ON paper_form (recipient_id, id) WHERE recipient_id IS NOT NULL;
CREATE INDEX ix_paper_form_assessment_id ON paper_form (assessment_id, id) WHERE assessment_id IS NOT NULL;

-- A line of an attendance sheet: officials by name, respondents by code.
CREATE TABLE attendance (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    event_id INTEGER REFERENCES outreach_event (id) ON DELETE RESTRICT,
    sheet TEXT NOT NULL CHECK (sheet IN ('pejabat', 'responden')),
    name TEXT,
    position TEXT,
    agency TEXT,
    recipient_id INTEGER REFERENCES recipient (id) ON DELETE RESTRICT,
    respondent_code TEXT,
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK ((visit_id IS NULL) <> (event_id IS NULL)),
    CHECK (sheet = 'pejabat' OR name IS NULL)
) STRICT;
CREATE INDEX ix_attendance_visit_id ON attendance (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX ix_attendance_event_id ON attendance (event_id, id) WHERE event_id IS NOT NULL;
CREATE INDEX ix_attendance_recipient_id ON attendance (recipient_id, id) WHERE recipient_id IS NOT NULL;

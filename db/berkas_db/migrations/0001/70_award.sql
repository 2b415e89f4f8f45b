-- Award rounds (P2HAM): a round per year and instrument, the units in it with their stages, sign-offs and
-- revisions.

-- A round of the award: year, instrument version, ministry and letterhead, legal basis.
CREATE TABLE award_round (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    instrument_version_id INTEGER NOT NULL REFERENCES instrument_version (id) ON DELETE RESTRICT,
    ministry_id INTEGER REFERENCES ministry (id) ON DELETE RESTRICT,
    letterhead_id INTEGER REFERENCES letterhead (id) ON DELETE RESTRICT,
    legal_basis TEXT NOT NULL CHECK (trim(legal_basis) <> ''),
    legal_basis_on TEXT CHECK (date(legal_basis_on) IS legal_basis_on),
    award_name TEXT,  -- Penghargaan or Predikat, as the rule of the year says
    upload_from TEXT CHECK (date(upload_from) IS upload_from),
    upload_until TEXT CHECK (date(upload_until) IS upload_until),
    repair_until TEXT CHECK (date(repair_until) IS repair_until),
    evidence_from TEXT CHECK (date(evidence_from) IS evidence_from),  -- proofs older than this are too old
    evidence_until TEXT CHECK (date(evidence_until) IS evidence_until),
    team_decree_number TEXT,  -- SK Tim
    team_decree_on TEXT CHECK (date(team_decree_on) IS team_decree_on),
    ranking_rule TEXT,  -- empty = ranking off
    previous_round_id INTEGER REFERENCES award_round (id) ON DELETE RESTRICT,
    is_closed INTEGER NOT NULL DEFAULT 0 CHECK (is_closed IN (0, 1)),
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE UNIQUE INDEX ux_award_round_code ON award_round (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_award_round_year ON award_round (year, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_award_round_title ON award_round (title, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_award_round_trashed_at ON award_round (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_award_round_instrument_version_id ON award_round (instrument_version_id, id);
CREATE INDEX ix_award_round_ministry_id ON award_round (ministry_id, id) WHERE ministry_id IS NOT NULL;
CREATE INDEX ix_award_round_letterhead_id ON award_round (letterhead_id, id) WHERE letterhead_id IS NOT NULL;
CREATE INDEX ix_award_round_previous_round_id ON award_round (previous_round_id, id) WHERE previous_round_id IS NOT NULL;

-- A stage of a round with its dates, as the rule or the circular of the year says.
CREATE TABLE round_stage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    round_id INTEGER NOT NULL REFERENCES award_round (id) ON DELETE CASCADE,
    stage TEXT NOT NULL CHECK (
        stage IN (
            'permohonan', 'pencanangan', 'data_dukung', 'verifikasi', 'perbaikan', 'evaluasi', 'pengusulan',
            'penilaian', 'penetapan'
        )
    ),
    name TEXT,
    from_date TEXT CHECK (date(from_date) IS from_date),
    until_date TEXT CHECK (date(until_date) IS until_date),
    basis TEXT,
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (round_id, stage)
) STRICT;

-- A unit in a round: from the request to the decree.
CREATE TABLE award_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    round_id INTEGER NOT NULL REFERENCES award_round (id) ON DELETE RESTRICT,
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE RESTRICT,
    stage TEXT NOT NULL DEFAULT 'permohonan' CHECK (
        stage IN (
            'permohonan', 'pencanangan', 'data_dukung', 'verifikasi', 'perbaikan', 'evaluasi', 'pengusulan',
            'penilaian', 'penetapan'
        )
    ),
    result TEXT NOT NULL DEFAULT 'belum_ditetapkan' CHECK (
        result IN (
            'belum_ditetapkan', 'memperoleh_predikat', 'tidak_memperoleh', 'tidak_diusulkan'
        )
    ),
    requested_on TEXT CHECK (date(requested_on) IS requested_on),
    declared_on TEXT CHECK (date(declared_on) IS declared_on),  -- pencanangan
    declared_place TEXT,
    -- signed statement of the head
    declaration_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    operator_name TEXT,
    operator_phone TEXT,
    account_given_on TEXT CHECK (date(account_given_on) IS account_given_on),
    self_done_on TEXT CHECK (date(self_done_on) IS self_done_on),
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    second_visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    verified_on TEXT CHECK (date(verified_on) IS verified_on),
    verification_number TEXT,  -- number of the berita acara
    verification_text TEXT,  -- finding in one sentence
    repair_until TEXT CHECK (date(repair_until) IS repair_until),
    second_look_on TEXT CHECK (date(second_look_on) IS second_look_on),
    -- paper of the Directorate-General, filed not issued
    evaluation_kind TEXT CHECK (evaluation_kind IN ('berita_acara', 'surat_keterangan')),
    evaluation_number TEXT,
    evaluation_on TEXT CHECK (date(evaluation_on) IS evaluation_on),
    evaluation_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    proposal TEXT CHECK (proposal IN ('diusulkan', 'tidak_diusulkan', 'ditunda')),
    proposal_reason TEXT,
    proposed_on TEXT CHECK (date(proposed_on) IS proposed_on),
    decree_number TEXT,
    decree_on TEXT CHECK (date(decree_on) IS decree_on),
    -- pelimpahan to the ministry that owns the unit
    handed_over_on TEXT CHECK (date(handed_over_on) IS handed_over_on),
    handed_over_to TEXT,
    authority_note TEXT,  -- why a unit of another ministry is handled here
    head_name TEXT,  -- as on the papers of this entry
    head_nip TEXT,
    head_rank TEXT,
    head_position TEXT,
    revision INTEGER NOT NULL DEFAULT 0 CHECK (revision >= 0),
    locked_at TEXT CHECK (locked_at GLOB '????-??-??T??:??:??.???Z'),
    locked_sha256 TEXT CHECK (length(locked_sha256) = 64),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE UNIQUE INDEX ux_award_entry_round_id_unit_id ON award_entry (round_id, unit_id) WHERE trashed_at IS NULL;
CREATE INDEX ix_award_entry_round_id_stage ON award_entry (round_id, stage, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_award_entry_unit_id_round_id ON award_entry (unit_id, round_id, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_award_entry_stage_verified_on ON award_entry (stage, verified_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_award_entry_verified_on ON award_entry (verified_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_award_entry_trashed_at ON award_entry (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_award_entry_round_id ON award_entry (round_id, id);
CREATE INDEX ix_award_entry_unit_id ON award_entry (unit_id, id);
CREATE INDEX ix_award_entry_declaration_attachment_id ON award_entry (declaration_attachment_id, id) WHERE declaration_attachment_id IS NOT NULL;
CREATE INDEX ix_award_entry_visit_id ON award_entry (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX ix_award_entry_second_visit_id ON award_entry (second_visit_id, id) WHERE second_visit_id IS NOT NULL;
CREATE INDEX ix_award_entry_evaluation_attachment_id ON award_entry (evaluation_attachment_id, id) WHERE evaluation_attachment_id IS NOT NULL;

-- A member of the verification team of an entry, in the order of signatures.
CREATE TABLE entry_member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    entry_id INTEGER NOT NULL REFERENCES award_entry (id) ON DELETE CASCADE,
    official_id INTEGER REFERENCES official (id) ON DELETE RESTRICT,
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    nip TEXT,
    rank TEXT,
    position TEXT,
    role TEXT NOT NULL CHECK (role IN ('ketua_tim', 'anggota_tim', 'kepala_unit', 'saksi', 'mengetahui')),
    sort INTEGER NOT NULL CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (entry_id, sort)
) STRICT;
CREATE INDEX ix_entry_member_official_id ON entry_member (official_id, id) WHERE official_id IS NOT NULL;

-- A signature under a paper of an entry or visit: who, with NIP, order, date.
CREATE TABLE sign_off (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    entry_id INTEGER REFERENCES award_entry (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    paper TEXT NOT NULL CHECK (
        paper IN (
            'keabsahan_data_dukung', 'berita_acara', 'pencanangan', 'laporan', 'lainnya'
        )
    ),
    revision INTEGER NOT NULL DEFAULT 0 CHECK (revision >= 0),
    role TEXT NOT NULL CHECK (role IN ('ketua_tim', 'anggota_tim', 'kepala_unit', 'saksi', 'mengetahui')),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    nip TEXT,
    rank TEXT,
    position TEXT,
    sort INTEGER NOT NULL CHECK (sort >= 0),
    signed_on TEXT CHECK (date(signed_on) IS signed_on),
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,  -- scan of the signed paper
    issued_document_id INTEGER REFERENCES issued_document (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK ((entry_id IS NULL) <> (visit_id IS NULL))
) STRICT;
CREATE INDEX ix_sign_off_entry_id ON sign_off (entry_id, id) WHERE entry_id IS NOT NULL;
CREATE INDEX ix_sign_off_visit_id ON sign_off (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX ix_sign_off_attachment_id ON sign_off (attachment_id, id) WHERE attachment_id IS NOT NULL;
CREATE INDEX ix_sign_off_issued_document_id ON sign_off (issued_document_id, id) WHERE issued_document_id IS NOT NULL;

-- A locked state of an entry: its hash, why it was opened again and what changed.
CREATE TABLE entry_revision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    entry_id INTEGER NOT NULL REFERENCES award_entry (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 0),
    locked_at TEXT NOT NULL CHECK (locked_at GLOB '????-??-??T??:??:??.???Z'),
    locked_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    reason TEXT,
    changes TEXT,  -- what differs from the revision before, in sentences
    issued_document_id INTEGER REFERENCES issued_document (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (entry_id, number)
) STRICT;
CREATE INDEX ix_entry_revision_locked_by_id ON entry_revision (locked_by_id, id) WHERE locked_by_id IS NOT NULL;
CREATE INDEX ix_entry_revision_issued_document_id ON entry_revision (issued_document_id, id) WHERE issued_document_id IS NOT NULL;

-- An earlier award of a unit.
CREATE TABLE award_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE RESTRICT,
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    award TEXT NOT NULL COLLATE NOCASE CHECK (trim(award) <> ''),
    level TEXT,
    decree_number TEXT,
    decree_on TEXT CHECK (date(decree_on) IS decree_on),
    entry_id INTEGER REFERENCES award_entry (id) ON DELETE RESTRICT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    source TEXT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_award_history_unit_id_year ON award_history (unit_id, year, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_award_history_year ON award_history (year, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_award_history_trashed_at ON award_history (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_award_history_unit_id ON award_history (unit_id, id);
CREATE INDEX ix_award_history_entry_id ON award_history (entry_id, id) WHERE entry_id IS NOT NULL;
CREATE INDEX ix_award_history_attachment_id ON award_history (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- An innovation of a unit's service, for example the online visit of Lapas Cilegon.
CREATE TABLE innovation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE RESTRICT,
    service_id INTEGER REFERENCES service (id) ON DELETE RESTRICT,
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    description TEXT,
    started_on TEXT CHECK (date(started_on) IS started_on),
    ended_on TEXT CHECK (date(ended_on) IS ended_on),
    award_entry_id INTEGER REFERENCES award_entry (id) ON DELETE RESTRICT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    source TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_innovation_unit_id_name ON innovation (unit_id, name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_innovation_trashed_at ON innovation (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_innovation_unit_id ON innovation (unit_id, id);
CREATE INDEX ix_innovation_service_id ON innovation (service_id, id) WHERE service_id IS NOT NULL;
CREATE INDEX ix_innovation_award_entry_id ON innovation (award_entry_id, id) WHERE award_entry_id IS NOT NULL;
CREATE INDEX ix_innovation_attachment_id ON innovation (attachment_id, id) WHERE attachment_id IS NOT NULL;

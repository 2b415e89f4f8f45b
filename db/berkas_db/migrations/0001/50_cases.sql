-- Recipients of legal aid (codes, not names), their cases from request to verdict, and where they are held.

-- A recipient of legal aid, known everywhere by a code; the identity lies in the vault.
CREATE TABLE recipient (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    identity_id INTEGER REFERENCES identity (id) ON DELETE RESTRICT,
    status TEXT NOT NULL DEFAULT 'masyarakat' CHECK (
        status IN (
            'tahanan', 'narapidana', 'anak_binaan', 'klien_bapas', 'bebas', 'masyarakat'
        )
    ),
    status_since TEXT CHECK (date(status_since) IS status_since),
    -- a child at the time of a case: protected for ever
    is_child INTEGER NOT NULL DEFAULT 0 CHECK (is_child IN (0, 1)),
    child_basis TEXT,  -- why: age at the case, LPKA, court
    sex TEXT CHECK (sex IN ('laki_laki', 'perempuan')),
    age_group TEXT,
    vulnerable_group TEXT CHECK (vulnerable_group IN ('lanjut_usia', 'anak', 'hamil_menyusui', 'disabilitas')),
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,  -- where the person is held now
    language TEXT,  -- prompts in a second language
    regency_id INTEGER REFERENCES regency (id) ON DELETE RESTRICT,
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    age_group_kind TEXT GENERATED ALWAYS AS ('kelompok_umur') VIRTUAL,
    FOREIGN KEY (age_group_kind, age_group) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX ux_recipient_code ON recipient (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_recipient_unit_id_status ON recipient (unit_id, status, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_recipient_status ON recipient (status, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_recipient_updated_at ON recipient (updated_at, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_recipient_trashed_at ON recipient (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_recipient_identity_id ON recipient (identity_id, id) WHERE identity_id IS NOT NULL;
CREATE INDEX ix_recipient_unit_id ON recipient (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_recipient_regency_id ON recipient (regency_id, id) WHERE regency_id IS NOT NULL;

-- Five consultations or investigations that are claimed together.
CREATE TABLE case_packet (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE RESTRICT,
    service_kind TEXT NOT NULL CHECK (
        service_kind IN (
            'pidana', 'perdata', 'tun', 'penyuluhan', 'konsultasi', 'investigasi', 'penelitian', 'mediasi',
            'negosiasi', 'pemberdayaan', 'pendampingan', 'drafting'
        )
    ),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    size INTEGER NOT NULL DEFAULT 5 CHECK (size >= 0),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (code),
    CHECK (service_kind IN ('konsultasi', 'investigasi'))
) STRICT;
CREATE INDEX ix_case_packet_obh_id ON case_packet (obh_id, id);

-- A request for legal aid and the case or activity that grows out of it.
CREATE TABLE legal_case (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE RESTRICT,
    contract_id INTEGER REFERENCES contract (id) ON DELETE RESTRICT,
    packet_id INTEGER REFERENCES case_packet (id) ON DELETE RESTRICT,
    service_kind TEXT NOT NULL CHECK (
        service_kind IN (
            'pidana', 'perdata', 'tun', 'penyuluhan', 'konsultasi', 'investigasi', 'penelitian', 'mediasi',
            'negosiasi', 'pemberdayaan', 'pendampingan', 'drafting'
        )
    ),
    state TEXT NOT NULL DEFAULT 'dimohonkan' CHECK (
        state IN (
            'dimohonkan', 'diterima', 'ditolak', 'berjalan', 'selesai', 'dicabut'
        )
    ),
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),  -- perkara or kegiatan
    matter TEXT,  -- pencurian, narkotika, cerai
    court TEXT COLLATE NOCASE,
    court_number TEXT COLLATE NOCASE,
    request_on TEXT NOT NULL CHECK (date(request_on) IS request_on),
    request_form TEXT NOT NULL CHECK (request_form IN ('tertulis', 'lisan', 'penunjukan_hakim')),
    has_thumb_print INTEGER NOT NULL DEFAULT 0 CHECK (has_thumb_print IN (0, 1)),
    written_down_by TEXT,
    -- request and papers complete; starts the three working days
    completed_on TEXT CHECK (date(completed_on) IS completed_on),
    answered_on TEXT CHECK (date(answered_on) IS answered_on),
    refusal_reason TEXT,
    attorney_number TEXT,  -- surat kuasa khusus
    attorney_on TEXT CHECK (date(attorney_on) IS attorney_on),
    appointment_number TEXT,  -- judge's letter of appointment
    poverty_proof TEXT,
    poverty_number TEXT,
    poverty_issuer TEXT,
    poverty_on TEXT CHECK (date(poverty_on) IS poverty_on),
    poverty_until TEXT CHECK (date(poverty_until) IS poverty_until),
    -- authenticity asked at the kelurahan
    poverty_checked_on TEXT CHECK (date(poverty_checked_on) IS poverty_checked_on),
    poverty_check_result TEXT CHECK (poverty_check_result IN ('asli', 'tidak_tercatat', 'belum_dijawab')),
    current_stage TEXT,
    verdict TEXT,
    verdict_on TEXT CHECK (date(verdict_on) IS verdict_on),
    in_force_on TEXT CHECK (date(in_force_on) IS in_force_on),  -- inkracht
    outcome TEXT,  -- for example diversi
    activity_on TEXT CHECK (date(activity_on) IS activity_on),
    activity_until TEXT CHECK (date(activity_until) IS activity_until),
    activity_place TEXT,
    activity_topic TEXT,
    activity_speaker TEXT,
    participants INTEGER CHECK (participants >= 0),
    regency_id INTEGER REFERENCES regency (id) ON DELETE RESTRICT,
    fund TEXT,
    sidbankum_number TEXT,
    sidbankum_on TEXT CHECK (date(sidbankum_on) IS sidbankum_on),
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    matter_kind TEXT GENERATED ALWAYS AS ('jenis_kasus') VIRTUAL,
    poverty_proof_kind TEXT GENERATED ALWAYS AS ('bukti_miskin') VIRTUAL,
    current_stage_kind TEXT GENERATED ALWAYS AS ('tahap_perkara') VIRTUAL,
    outcome_kind TEXT GENERATED ALWAYS AS ('hasil_perkara') VIRTUAL,
    fund_kind TEXT GENERATED ALWAYS AS ('sumber_dana') VIRTUAL,
    FOREIGN KEY (matter_kind, matter) REFERENCES term (kind, code) ON DELETE RESTRICT,
    FOREIGN KEY (poverty_proof_kind, poverty_proof) REFERENCES term (kind, code) ON DELETE RESTRICT,
    FOREIGN KEY (current_stage_kind, current_stage) REFERENCES term (kind, code) ON DELETE RESTRICT,
    FOREIGN KEY (outcome_kind, outcome) REFERENCES term (kind, code) ON DELETE RESTRICT,
    FOREIGN KEY (fund_kind, fund) REFERENCES term (kind, code) ON DELETE RESTRICT,
    CHECK (state <> 'ditolak' OR refusal_reason IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX ux_legal_case_code ON legal_case (code) WHERE trashed_at IS NULL;
CREATE UNIQUE INDEX ux_legal_case_sidbankum_number ON legal_case (sidbankum_number) WHERE sidbankum_number IS NOT NULL AND trashed_at IS NULL;
CREATE INDEX ix_legal_case_obh_id_request_on ON legal_case (obh_id, request_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_legal_case_request_on ON legal_case (request_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_legal_case_state_request_on ON legal_case (state, request_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_legal_case_service_kind_request_on ON legal_case (service_kind, request_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_legal_case_court_number ON legal_case (court_number, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_legal_case_title ON legal_case (title, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_legal_case_verdict_on ON legal_case (verdict_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_legal_case_updated_at ON legal_case (updated_at, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_legal_case_trashed_at ON legal_case (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_legal_case_obh_id ON legal_case (obh_id, id);
CREATE INDEX ix_legal_case_contract_id ON legal_case (contract_id, id) WHERE contract_id IS NOT NULL;
CREATE INDEX ix_legal_case_packet_id ON legal_case (packet_id, id) WHERE packet_id IS NOT NULL;
CREATE INDEX ix_legal_case_regency_id ON legal_case (regency_id, id) WHERE regency_id IS NOT NULL;

-- A recipient in a case; one case may have several, one recipient many.
CREATE TABLE case_recipient (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    case_id INTEGER NOT NULL REFERENCES legal_case (id) ON DELETE CASCADE,
    recipient_id INTEGER NOT NULL REFERENCES recipient (id) ON DELETE RESTRICT,
    role TEXT,  -- terdakwa, penggugat, anak, pemohon
    status_then TEXT CHECK (
        status_then IN (
            'tahanan', 'narapidana', 'anak_binaan', 'klien_bapas', 'bebas', 'masyarakat'
        )
    ),
    -- a child of its case, for ever
    is_child_then INTEGER NOT NULL DEFAULT 0 CHECK (is_child_then IN (0, 1)),
    age_then INTEGER CHECK (age_then >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    role_kind TEXT GENERATED ALWAYS AS ('peran_dalam_perkara') VIRTUAL,
    FOREIGN KEY (role_kind, role) REFERENCES term (kind, code) ON DELETE RESTRICT,
    UNIQUE (case_id, recipient_id)
) STRICT;
CREATE INDEX ix_case_recipient_recipient_id ON case_recipient (recipient_id, id);

-- An advocate or paralegal in a case, and whether the recipient says they really assisted.
CREATE TABLE case_person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    case_id INTEGER NOT NULL REFERENCES legal_case (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    role TEXT NOT NULL CHECK (role IN ('advokat', 'paralegal', 'dosen', 'mahasiswa_hukum')),
    from_date TEXT CHECK (date(from_date) IS from_date),
    until_date TEXT CHECK (date(until_date) IS until_date),
    really_assists TEXT CHECK (really_assists IN ('ya', 'tidak', 'tidak_diketahui')),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (case_id, person_id, role)
) STRICT;
CREATE INDEX ix_case_person_person_id ON case_person (person_id, id);

-- One stage of a case with its court, number, dates and outcome.
CREATE TABLE case_stage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    case_id INTEGER NOT NULL REFERENCES legal_case (id) ON DELETE CASCADE,
    stage TEXT NOT NULL,
    court TEXT,
    number TEXT,
    from_date TEXT CHECK (date(from_date) IS from_date),
    until_date TEXT CHECK (date(until_date) IS until_date),
    outcome TEXT,
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    stage_kind TEXT GENERATED ALWAYS AS ('tahap_perkara') VIRTUAL,
    FOREIGN KEY (stage_kind, stage) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE INDEX ix_case_stage_case_id ON case_stage (case_id, id);

-- One hearing or meeting of a case and who came for the recipient.
CREATE TABLE case_hearing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    case_id INTEGER NOT NULL REFERENCES legal_case (id) ON DELETE CASCADE,
    stage TEXT,
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    agenda TEXT,
    attended_by TEXT,
    was_accompanied INTEGER NOT NULL DEFAULT 0 CHECK (was_accompanied IN (0, 1)),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    stage_kind TEXT GENERATED ALWAYS AS ('tahap_perkara') VIRTUAL,
    FOREIGN KEY (stage_kind, stage) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE INDEX ix_case_hearing_case_id ON case_hearing (case_id, id);

-- A document of a case, original or legalised, on top of the files.
CREATE TABLE case_document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    case_id INTEGER NOT NULL REFERENCES legal_case (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL,
    item_code TEXT,  -- item of the file checklist it answers
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    number TEXT,
    document_on TEXT CHECK (date(document_on) IS document_on),
    form TEXT CHECK (form IN ('asli', 'legalisir', 'salinan')),
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    kind_kind TEXT GENERATED ALWAYS AS ('jenis_dokumen_perkara') VIRTUAL,
    FOREIGN KEY (kind_kind, kind) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE INDEX ix_case_document_case_id_sort ON case_document (case_id, sort, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_case_document_trashed_at ON case_document (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_case_document_case_id ON case_document (case_id, id);
CREATE INDEX ix_case_document_attachment_id ON case_document (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- Where a recipient was held, from when until when, with the reason for a move.
CREATE TABLE detention (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    recipient_id INTEGER NOT NULL REFERENCES recipient (id) ON DELETE CASCADE,
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    place TEXT,
    from_date TEXT NOT NULL CHECK (date(from_date) IS from_date),
    until_date TEXT CHECK (date(until_date) IS until_date),
    reason TEXT,
    source TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (unit_id IS NOT NULL OR place IS NOT NULL)
) STRICT;
CREATE INDEX ix_detention_from_date ON detention (from_date, id);
CREATE INDEX ix_detention_recipient_id ON detention (recipient_id, id);
CREATE INDEX ix_detention_unit_id ON detention (unit_id, id) WHERE unit_id IS NOT NULL;

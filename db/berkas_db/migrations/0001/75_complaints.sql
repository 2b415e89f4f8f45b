-- Complaints through every channel: stream, class, clock, events, dispositions. Who complains lies in the
-- vault.

-- A complaint, request or aspiration in the register.
CREATE TABLE complaint (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    number TEXT NOT NULL COLLATE NOCASE CHECK (trim(number) <> ''),  -- register number people read
    agenda_on TEXT CHECK (date(agenda_on) IS agenda_on),
    received_on TEXT NOT NULL CHECK (date(received_on) IS received_on),
    received_time TEXT CHECK (received_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    channel TEXT NOT NULL,
    stream TEXT NOT NULL CHECK (
        stream IN (
            'perilaku_pegawai', 'mutu_layanan', 'notaris', 'pbh', 'instansi_lain', 'informasi_publik'
        )
    ),
    complaint_class TEXT NOT NULL CHECK (
        complaint_class IN (
            'pengaduan_berkadar', 'pengaduan_tidak_berkadar', 'permintaan_informasi', 'aspirasi',
            'pengaduan_ham', 'pengaduan_obh', 'uu25_2009', 'standar_upt', 'ppid', 'ppid_keberatan',
            'permohonan_bankum', 'ombudsman_korektif'
        )
    ),
    status TEXT NOT NULL DEFAULT 'diterima' CHECK (
        status IN (
            'diterima', 'diverifikasi', 'menunggu_kelengkapan', 'diteruskan', 'diperiksa', 'dijawab', 'diputus',
            'selesai', 'dicabut', 'dilimpahkan', 'digabung', 'diarsipkan'
        )
    ),
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    body TEXT NOT NULL CHECK (trim(body) <> ''),
    wish TEXT,  -- harapan pelapor
    category TEXT,
    event_on TEXT CHECK (date(event_on) IS event_on),
    event_until TEXT CHECK (date(event_until) IS event_until),
    event_place TEXT,
    event_regency_id INTEGER REFERENCES regency (id) ON DELETE RESTRICT,
    loss TEXT,  -- material and immaterial loss
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,  -- unit complained about
    service_id INTEGER REFERENCES service (id) ON DELETE RESTRICT,
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    case_id INTEGER REFERENCES legal_case (id) ON DELETE RESTRICT,
    notary TEXT,
    other_agency TEXT,
    is_anonymous INTEGER NOT NULL DEFAULT 0 CHECK (is_anonymous IN (0, 1)),  -- anonim: name hidden
    -- rahasia: whole report hidden from the public
    is_secret INTEGER NOT NULL DEFAULT 0 CHECK (is_secret IN (0, 1)),
    -- whistleblower and HAM classes: only the roles allowed
    is_restricted INTEGER NOT NULL DEFAULT 0 CHECK (is_restricted IN (0, 1)),
    vulnerable_group TEXT CHECK (vulnerable_group IN ('lanjut_usia', 'anak', 'hamil_menyusui', 'disabilitas')),
    consent TEXT NOT NULL DEFAULT 'belum_diminta' CHECK (
        consent IN (
            'belum_diminta', 'diberikan', 'ditolak', 'menunggu'
        )
    ),
    letter_number TEXT,  -- number of the complainant's letter
    letter_on TEXT CHECK (date(letter_on) IS letter_on),
    external_system TEXT,
    external_number TEXT COLLATE NOCASE,  -- tracking number
    ask_code TEXT,  -- code to ask about by telephone
    box_opening_id INTEGER REFERENCES box_opening (id) ON DELETE RESTRICT,
    receiver_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    owner_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    owner_name TEXT,
    clock_key TEXT NOT NULL CHECK (trim(clock_key) <> ''),  -- class of the clock it started with
    clock_version TEXT NOT NULL CHECK (trim(clock_version) <> ''),
    completed_on TEXT CHECK (date(completed_on) IS completed_on),  -- file complete; starts the 60 days
    next_step TEXT,  -- snapshot of the next open step, for lists
    next_due_on TEXT CHECK (date(next_due_on) IS next_due_on),
    answered_on TEXT CHECK (date(answered_on) IS answered_on),
    decided_on TEXT CHECK (date(decided_on) IS decided_on),
    closed_on TEXT CHECK (date(closed_on) IS closed_on),
    close_reason TEXT,
    result TEXT,
    result_text TEXT,
    has_benefit TEXT CHECK (has_benefit IN ('ya', 'tidak')),  -- complainant got an explanation or benefit
    handed_to TEXT,  -- pelimpahan
    merged_into_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    internal_note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    channel_kind TEXT GENERATED ALWAYS AS ('saluran') VIRTUAL,
    category_kind TEXT GENERATED ALWAYS AS ('kategori_pengaduan') VIRTUAL,
    external_system_kind TEXT GENERATED ALWAYS AS ('aplikasi_pengaduan') VIRTUAL,
    result_kind TEXT GENERATED ALWAYS AS ('hasil_pengaduan') VIRTUAL,
    FOREIGN KEY (channel_kind, channel) REFERENCES term (kind, code) ON DELETE RESTRICT,
    FOREIGN KEY (category_kind, category) REFERENCES term (kind, code) ON DELETE RESTRICT,
    FOREIGN KEY (external_system_kind, external_system) REFERENCES term (kind, code) ON DELETE RESTRICT,
    FOREIGN KEY (result_kind, result) REFERENCES term (kind, code) ON DELETE RESTRICT,
    CHECK (event_until IS NULL OR event_on IS NULL OR event_until >= event_on),
    CHECK (merged_into_id IS NULL OR merged_into_id <> id),
    CHECK (status <> 'digabung' OR merged_into_id IS NOT NULL),
    CHECK (status <> 'selesai' OR closed_on IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX ux_complaint_number ON complaint (number) WHERE trashed_at IS NULL;
CREATE UNIQUE INDEX ux_complaint_external_system_external_number ON complaint (external_system, external_number) WHERE external_number IS NOT NULL AND trashed_at IS NULL;
CREATE INDEX ix_complaint_received_on ON complaint (received_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_complaint_title ON complaint (title, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_complaint_status_received_on ON complaint (status, received_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_complaint_status_next_due_on ON complaint (status, next_due_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_complaint_complaint_class_received_on ON complaint (complaint_class, received_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_complaint_channel_received_on ON complaint (channel, received_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_complaint_stream_received_on ON complaint (stream, received_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_complaint_unit_id_received_on ON complaint (unit_id, received_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_complaint_obh_id_received_on ON complaint (obh_id, received_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_complaint_owner_id_next_due_on ON complaint (owner_id, next_due_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_complaint_next_due_on ON complaint (next_due_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_complaint_closed_on ON complaint (closed_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_complaint_updated_at ON complaint (updated_at, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_complaint_trashed_at ON complaint (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_complaint_event_regency_id ON complaint (event_regency_id, id) WHERE event_regency_id IS NOT NULL;
CREATE INDEX ix_complaint_unit_id ON complaint (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_complaint_service_id ON complaint (service_id, id) WHERE service_id IS NOT NULL;
CREATE INDEX ix_complaint_obh_id ON complaint (obh_id, id) WHERE obh_id IS NOT NULL;
CREATE INDEX ix_complaint_case_id ON complaint (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX ix_complaint_box_opening_id ON complaint (box_opening_id, id) WHERE box_opening_id IS NOT NULL;
CREATE INDEX ix_complaint_receiver_id ON complaint (receiver_id, id) WHERE receiver_id IS NOT NULL;
CREATE INDEX ix_complaint_owner_id ON complaint (owner_id, id) WHERE owner_id IS NOT NULL;
CREATE INDEX ix_complaint_merged_into_id ON complaint (merged_into_id, id) WHERE merged_into_id IS NOT NULL;

-- Who complains, or for whom, as a link into the vault.
CREATE TABLE complainant (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT,
    identity_id INTEGER NOT NULL REFERENCES identity (id) ON DELETE RESTRICT,
    role TEXT NOT NULL CHECK (role IN ('pelapor', 'kuasa', 'korban', 'saksi', 'keluarga')),
    relation TEXT,  -- standing of the complainant
    attorney_number TEXT,  -- power of attorney, when represented
    wants_reply_by TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (complaint_id, identity_id, role)
) STRICT;
CREATE INDEX ix_complainant_identity_id ON complainant (identity_id, id);

-- A person complained about, as the complainant names them.
CREATE TABLE complaint_accused (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE CASCADE,
    name TEXT COLLATE NOCASE,
    nip TEXT,
    position TEXT,
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    official_id INTEGER REFERENCES official (id) ON DELETE RESTRICT,
    person_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
    address TEXT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_complaint_accused_complaint_id ON complaint_accused (complaint_id, id);
CREATE INDEX ix_complaint_accused_unit_id ON complaint_accused (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_complaint_accused_official_id ON complaint_accused (official_id, id) WHERE official_id IS NOT NULL;
CREATE INDEX ix_complaint_accused_person_id ON complaint_accused (person_id, id) WHERE person_id IS NOT NULL;

-- What happened to a complaint: date, actor, note, document. Legal steps are never deleted, only marked not
-- applicable.
CREATE TABLE complaint_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (
        kind IN (
            'layanan_diterima', 'diterima', 'dicatat', 'diverifikasi', 'diteruskan', 'disposisi',
            'diminta_lengkap', 'berkas_lengkap', 'klarifikasi', 'diperiksa', 'dinyatakan_bukan_wewenang',
            'dijawab', 'ditolak', 'diajukan_keberatan', 'diputus', 'diberitahukan', 'produk_ombudsman_diterima',
            'diperpanjang', 'jeda_mulai', 'jeda_selesai', 'langkah_tidak_berlaku', 'dilimpahkan', 'dicabut',
            'digabung', 'ditutup', 'dibuka_kembali', 'catatan'
        )
    ),
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    at_time TEXT CHECK (at_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    actor_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    actor_name TEXT,
    step_key TEXT,  -- step of the clock it starts, ends or stops
    note TEXT,
    days INTEGER CHECK (days >= 0),  -- of an extension
    recipient TEXT,  -- to whom it was routed or told
    letter_id INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    issued_document_id INTEGER REFERENCES issued_document (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (kind NOT IN ('jeda_mulai', 'langkah_tidak_berlaku') OR note IS NOT NULL)
) STRICT;
CREATE INDEX ix_complaint_event_complaint_id_on_date ON complaint_event (complaint_id, on_date, id);
CREATE INDEX ix_complaint_event_kind_on_date ON complaint_event (kind, on_date, id);
CREATE INDEX ix_complaint_event_actor_id ON complaint_event (actor_id, id) WHERE actor_id IS NOT NULL;
CREATE INDEX ix_complaint_event_letter_id ON complaint_event (letter_id, id) WHERE letter_id IS NOT NULL;
CREATE INDEX ix_complaint_event_attachment_id ON complaint_event (attachment_id, id) WHERE attachment_id IS NOT NULL;
CREATE INDEX ix_complaint_event_issued_document_id ON complaint_event (issued_document_id, id) WHERE issued_document_id IS NOT NULL;

-- A file that came with a complaint or was added to its case file.
CREATE TABLE complaint_attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT,
    attachment_id INTEGER NOT NULL REFERENCES attachment (id) ON DELETE RESTRICT,
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    is_from_complainant INTEGER NOT NULL DEFAULT 1 CHECK (is_from_complainant IN (0, 1)),
    -- left out of "tanpa catatan internal"
    is_internal INTEGER NOT NULL DEFAULT 0 CHECK (is_internal IN (0, 1)),
    added_on TEXT NOT NULL CHECK (date(added_on) IS added_on),
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_complaint_attachment_complaint_id ON complaint_attachment (complaint_id, id);
CREATE INDEX ix_complaint_attachment_attachment_id ON complaint_attachment (attachment_id, id);

-- A disposition: to whom, what to do, until when.
CREATE TABLE disposition (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE RESTRICT,
    from_official_id INTEGER REFERENCES official (id) ON DELETE RESTRICT,
    from_name TEXT,
    to_official_id INTEGER REFERENCES official (id) ON DELETE RESTRICT,
    to_user_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    to_name TEXT,
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    instruction TEXT NOT NULL CHECK (trim(instruction) <> ''),
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    due_on TEXT CHECK (date(due_on) IS due_on),
    done_on TEXT CHECK (date(done_on) IS done_on),
    done_note TEXT,
    letter_id INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (to_official_id IS NOT NULL OR to_user_id IS NOT NULL OR to_name IS NOT NULL OR unit_id IS NOT NULL)
) STRICT;
CREATE INDEX ix_disposition_due_on ON disposition (due_on, id);
CREATE INDEX ix_disposition_complaint_id ON disposition (complaint_id, id);
CREATE INDEX ix_disposition_from_official_id ON disposition (from_official_id, id) WHERE from_official_id IS NOT NULL;
CREATE INDEX ix_disposition_to_official_id ON disposition (to_official_id, id) WHERE to_official_id IS NOT NULL;
CREATE INDEX ix_disposition_to_user_id ON disposition (to_user_id, id) WHERE to_user_id IS NOT NULL;
CREATE INDEX ix_disposition_unit_id ON disposition (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_disposition_letter_id ON disposition (letter_id, id) WHERE letter_id IS NOT NULL;

-- Two complaints that belong together or are the same.
CREATE TABLE complaint_link (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    complaint_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES complaint (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('duplikat', 'terkait')),
    reason TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (complaint_id, other_id),
    CHECK (complaint_id <> other_id)
) STRICT;
CREATE INDEX ix_complaint_link_other_id ON complaint_link (other_id, id);

-- The weekly opening of a complaint box with its BA, also when it is empty ("nihil").
CREATE TABLE box_opening (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    number TEXT COLLATE NOCASE,
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    box_place TEXT NOT NULL COLLATE NOCASE CHECK (trim(box_place) <> ''),
    opened_on TEXT NOT NULL CHECK (date(opened_on) IS opened_on),
    opened_time TEXT CHECK (opened_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    first_official_id INTEGER REFERENCES official (id) ON DELETE RESTRICT,
    first_name TEXT,
    second_official_id INTEGER REFERENCES official (id) ON DELETE RESTRICT,
    second_name TEXT,
    found INTEGER NOT NULL DEFAULT 0 CHECK (found >= 0),
    note TEXT,
    issued_document_id INTEGER REFERENCES issued_document (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_box_opening_opened_on ON box_opening (opened_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_box_opening_number ON box_opening (number, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_box_opening_trashed_at ON box_opening (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_box_opening_unit_id ON box_opening (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_box_opening_first_official_id ON box_opening (first_official_id, id) WHERE first_official_id IS NOT NULL;
CREATE INDEX ix_box_opening_second_official_id ON box_opening (second_official_id, id) WHERE second_official_id IS NOT NULL;
CREATE INDEX ix_box_opening_issued_document_id ON box_opening (issued_document_id, id) WHERE issued_document_id IS NOT NULL;

-- A due date computed from a clock, kept for lists: one row per step of a record, made again when holidays
-- or rules change.
CREATE TABLE due (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    ppid_request_id INTEGER REFERENCES ppid_request (id) ON DELETE RESTRICT,
    ppid_objection_id INTEGER REFERENCES ppid_objection (id) ON DELETE RESTRICT,
    case_id INTEGER REFERENCES legal_case (id) ON DELETE RESTRICT,
    supervision_finding_id INTEGER REFERENCES supervision_finding (id) ON DELETE RESTRICT,
    followup_id INTEGER REFERENCES followup (id) ON DELETE RESTRICT,
    clock_key TEXT NOT NULL CHECK (trim(clock_key) <> ''),
    clock_version TEXT NOT NULL CHECK (trim(clock_version) <> ''),
    step_key TEXT NOT NULL CHECK (trim(step_key) <> ''),
    label TEXT NOT NULL CHECK (trim(label) <> ''),
    side TEXT NOT NULL DEFAULT 'kantor' CHECK (side IN ('kantor', 'pelapor', 'atasan_ppid', 'pbh', 'unit')),
    days INTEGER CHECK (days >= 0),  -- empty = no limit known
    day_unit TEXT CHECK (day_unit IN ('kerja', 'kalender')),
    start_on TEXT CHECK (date(start_on) IS start_on),
    due_on TEXT CHECK (date(due_on) IS due_on),
    done_on TEXT CHECK (date(done_on) IS done_on),
    paused_days INTEGER NOT NULL DEFAULT 0 CHECK (paused_days >= 0),
    extended_days INTEGER NOT NULL DEFAULT 0 CHECK (extended_days >= 0),
    not_applicable_reason TEXT,
    source TEXT,
    owner_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    CHECK (
        (complaint_id IS NOT NULL) + (ppid_request_id IS NOT NULL) + (ppid_objection_id IS NOT NULL) + (case_id IS NOT NULL) + (supervision_finding_id IS NOT NULL) + (followup_id IS NOT NULL) = 1
    ),
    CHECK ((days IS NULL) = (day_unit IS NULL))
) STRICT;
CREATE INDEX ix_due_due_on ON due (due_on, id);
CREATE INDEX ix_due_done_on_due_on ON due (done_on, due_on, id);
CREATE INDEX ix_due_owner_id_due_on ON due (owner_id, due_on, id);
CREATE INDEX ix_due_complaint_id ON due (complaint_id, id) WHERE complaint_id IS NOT NULL;
CREATE INDEX ix_due_ppid_request_id ON due (ppid_request_id, id) WHERE ppid_request_id IS NOT NULL;
CREATE INDEX ix_due_ppid_objection_id ON due (ppid_objection_id, id) WHERE ppid_objection_id IS NOT NULL;
CREATE INDEX ix_due_case_id ON due (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX ix_due_supervision_finding_id ON due (supervision_finding_id, id) WHERE supervision_finding_id IS NOT NULL;
CREATE INDEX ix_due_followup_id ON due (followup_id, id) WHERE followup_id IS NOT NULL;

-- Requests for public information (PPID): the register in its legal columns, objections, the list of public
-- information and consequence tests.

-- A request for public information in the legal columns of the register.
CREATE TABLE ppid_request (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    number TEXT NOT NULL COLLATE NOCASE CHECK (trim(number) <> ''),
    received_on TEXT NOT NULL CHECK (date(received_on) IS received_on),
    channel TEXT NOT NULL,
    -- who asks; the register prints name and address only for those allowed
    identity_id INTEGER REFERENCES identity (id) ON DELETE RESTRICT,
    requester_kind TEXT NOT NULL DEFAULT 'perorangan' CHECK (
        requester_kind IN (
            'perorangan', 'kelompok', 'badan_hukum'
        )
    ),
    information TEXT NOT NULL COLLATE NOCASE CHECK (trim(information) <> ''),  -- what is asked
    purpose TEXT,
    is_held TEXT CHECK (is_held IN ('ya', 'tidak')),  -- under our control
    other_body TEXT,
    is_documented TEXT CHECK (is_documented IN ('ya', 'tidak')),
    wanted_form TEXT CHECK (wanted_form IN ('softcopy', 'hardcopy', 'keduanya')),
    wanted_manner TEXT CHECK (wanted_manner IN ('melihat', 'salinan', 'keduanya')),
    decision TEXT CHECK (decision IN ('dikabulkan', 'dikabulkan_sebagian', 'ditolak', 'tidak_dikuasai')),
    refusal_reason TEXT,
    refusal_text TEXT,
    exclusion_article TEXT,
    extended_on TEXT CHECK (date(extended_on) IS extended_on),
    extension_reason TEXT,
    notice_on TEXT CHECK (date(notice_on) IS notice_on),  -- written notice
    given_on TEXT CHECK (date(given_on) IS given_on),
    cost INTEGER CHECK (cost >= 0),
    payment_manner TEXT,
    status TEXT NOT NULL DEFAULT 'diterima' CHECK (
        status IN (
            'diterima', 'diverifikasi', 'menunggu_kelengkapan', 'diteruskan', 'diperiksa', 'dijawab', 'diputus',
            'selesai', 'dicabut', 'dilimpahkan', 'digabung', 'diarsipkan'
        )
    ),
    clock_version TEXT NOT NULL CHECK (trim(clock_version) <> ''),
    owner_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    information_id INTEGER REFERENCES public_information (id) ON DELETE RESTRICT,
    letter_id INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    next_step TEXT,
    next_due_on TEXT CHECK (date(next_due_on) IS next_due_on),
    closed_on TEXT CHECK (date(closed_on) IS closed_on),
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    channel_kind TEXT GENERATED ALWAYS AS ('saluran') VIRTUAL,
    refusal_reason_kind TEXT GENERATED ALWAYS AS ('alasan_penolakan') VIRTUAL,
    FOREIGN KEY (channel_kind, channel) REFERENCES term (kind, code) ON DELETE RESTRICT,
    FOREIGN KEY (refusal_reason_kind, refusal_reason) REFERENCES term (kind, code) ON DELETE RESTRICT,
    CHECK (decision IS NULL OR decision <> 'ditolak' OR refusal_reason IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX ux_ppid_request_number ON ppid_request (number) WHERE trashed_at IS NULL;
CREATE INDEX ix_ppid_request_received_on ON ppid_request (received_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_ppid_request_status_received_on ON ppid_request (status, received_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_ppid_request_next_due_on ON ppid_request (next_due_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_ppid_request_trashed_at ON ppid_request (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_ppid_request_identity_id ON ppid_request (identity_id, id) WHERE identity_id IS NOT NULL;
CREATE INDEX ix_ppid_request_owner_id ON ppid_request (owner_id, id) WHERE owner_id IS NOT NULL;
CREATE INDEX ix_ppid_request_complaint_id ON ppid_request (complaint_id, id) WHERE complaint_id IS NOT NULL;
CREATE INDEX ix_ppid_request_information_id ON ppid_request (information_id, id) WHERE information_id IS NOT NULL;
CREATE INDEX ix_ppid_request_letter_id ON ppid_request (letter_id, id) WHERE letter_id IS NOT NULL;

-- An objection to the superior of the PPID, and the dispute that may follow.
CREATE TABLE ppid_objection (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    request_id INTEGER NOT NULL REFERENCES ppid_request (id) ON DELETE RESTRICT,
    number TEXT NOT NULL COLLATE NOCASE CHECK (trim(number) <> ''),
    received_on TEXT NOT NULL CHECK (date(received_on) IS received_on),
    reason TEXT NOT NULL,
    reason_text TEXT,
    superior_id INTEGER REFERENCES official (id) ON DELETE RESTRICT,
    decided_on TEXT CHECK (date(decided_on) IS decided_on),
    decision TEXT,
    dispute_on TEXT CHECK (date(dispute_on) IS dispute_on),
    dispute_number TEXT,
    dispute_outcome TEXT,
    letter_id INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    reason_kind TEXT GENERATED ALWAYS AS ('alasan_keberatan') VIRTUAL,
    FOREIGN KEY (reason_kind, reason) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX ux_ppid_objection_number ON ppid_objection (number) WHERE trashed_at IS NULL;
CREATE INDEX ix_ppid_objection_received_on ON ppid_objection (received_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_ppid_objection_trashed_at ON ppid_objection (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_ppid_objection_request_id ON ppid_objection (request_id, id);
CREATE INDEX ix_ppid_objection_superior_id ON ppid_objection (superior_id, id) WHERE superior_id IS NOT NULL;
CREATE INDEX ix_ppid_objection_letter_id ON ppid_objection (letter_id, id) WHERE letter_id IS NOT NULL;
CREATE INDEX ix_ppid_objection_attachment_id ON ppid_objection (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- One entry of the list of public information (DIP).
CREATE TABLE public_information (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    number TEXT NOT NULL COLLATE NOCASE CHECK (trim(number) <> ''),
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    summary TEXT,
    category TEXT NOT NULL,
    holder TEXT,  -- unit that holds it
    responsible TEXT,
    made_on TEXT CHECK (date(made_on) IS made_on),
    made_place TEXT,
    form TEXT,
    kept_until TEXT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    url TEXT,
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    category_kind TEXT GENERATED ALWAYS AS ('kategori_informasi') VIRTUAL,
    FOREIGN KEY (category_kind, category) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX ux_public_information_number ON public_information (number) WHERE trashed_at IS NULL;
CREATE INDEX ix_public_information_title ON public_information (title, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_public_information_category_title ON public_information (category, title, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_public_information_trashed_at ON public_information (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_public_information_attachment_id ON public_information (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- A consequence test (uji konsekuensi) of information that is to be withheld.
CREATE TABLE consequence_test (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    information_id INTEGER REFERENCES public_information (id) ON DELETE RESTRICT,
    subject TEXT NOT NULL CHECK (trim(subject) <> ''),
    tested_on TEXT NOT NULL CHECK (date(tested_on) IS tested_on),
    legal_basis TEXT NOT NULL CHECK (trim(legal_basis) <> ''),
    if_opened TEXT NOT NULL CHECK (trim(if_opened) <> ''),
    if_closed TEXT,
    decision TEXT NOT NULL CHECK (decision IN ('dikecualikan', 'dibuka', 'dibuka_sebagian')),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    decree_number TEXT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_consequence_test_tested_on ON consequence_test (tested_on, id);
CREATE INDEX ix_consequence_test_information_id ON consequence_test (information_id, id) WHERE information_id IS NOT NULL;
CREATE INDEX ix_consequence_test_attachment_id ON consequence_test (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- Papers that leave and enter the office: issued documents, letters, reporting duties and retention.

-- A paper fixed when it was issued: number, code, place in the journal, head of the journal and its bytes.
-- A reprint is those bytes.
CREATE TABLE issued_document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    -- document word of the command line, for example berita-acara
    kind TEXT NOT NULL CHECK (trim(kind) <> ''),
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    number TEXT COLLATE NOCASE,
    revision INTEGER NOT NULL DEFAULT 0 CHECK (revision >= 0),
    code12 TEXT NOT NULL CHECK (trim(code12) <> ''),  -- the 12 characters that look it up
    journal_position INTEGER NOT NULL CHECK (journal_position >= 0),
    journal_head TEXT NOT NULL CHECK (trim(journal_head) <> ''),
    issued_at TEXT NOT NULL CHECK (issued_at GLOB '????-??-??T??:??:??.???Z'),
    issued_on TEXT NOT NULL CHECK (date(issued_on) IS issued_on),  -- civil date in the office's time zone
    issued_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    subject_table TEXT,
    subject_uid TEXT,
    subject_key TEXT,  -- what people read, for example ROUND:UNIT
    attachment_id INTEGER NOT NULL REFERENCES attachment (id) ON DELETE RESTRICT,
    docx_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    html_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    pages INTEGER NOT NULL CHECK (pages >= 0),
    options TEXT,  -- JSON of the options it was printed with
    state TEXT NOT NULL DEFAULT 'terbit' CHECK (state IN ('terbit', 'direvisi', 'dibatalkan')),
    state_reason TEXT,
    state_at TEXT CHECK (state_at GLOB '????-??-??T??:??:??.???Z'),
    replaces_id INTEGER REFERENCES issued_document (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (code12),
    CHECK (state = 'terbit' OR state_at IS NOT NULL)
) STRICT;
CREATE INDEX ix_issued_document_issued_on ON issued_document (issued_on, id);
CREATE INDEX ix_issued_document_kind_issued_on ON issued_document (kind, issued_on, id);
CREATE INDEX ix_issued_document_number ON issued_document (number, id);
CREATE INDEX ix_issued_document_subject_uid ON issued_document (subject_uid, id);
CREATE INDEX ix_issued_document_issued_by_id ON issued_document (issued_by_id, id) WHERE issued_by_id IS NOT NULL;
CREATE INDEX ix_issued_document_attachment_id ON issued_document (attachment_id, id);
CREATE INDEX ix_issued_document_docx_attachment_id ON issued_document (docx_attachment_id, id) WHERE docx_attachment_id IS NOT NULL;
CREATE INDEX ix_issued_document_html_attachment_id ON issued_document (html_attachment_id, id) WHERE html_attachment_id IS NOT NULL;
CREATE INDEX ix_issued_document_replaces_id ON issued_document (replaces_id, id) WHERE replaces_id IS NOT NULL;

-- One printing of an issued document: who, when, how many copies, which pages.
CREATE TABLE document_print (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    issued_document_id INTEGER NOT NULL REFERENCES issued_document (id) ON DELETE CASCADE,
    printed_at TEXT NOT NULL CHECK (printed_at GLOB '????-??-??T??:??:??.???Z'),
    printed_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    copies INTEGER NOT NULL DEFAULT 1 CHECK (copies >= 0),
    page_range TEXT,
    printer TEXT
) STRICT;
CREATE INDEX ix_document_print_issued_document_id ON document_print (issued_document_id, id);
CREATE INDEX ix_document_print_printed_by_id ON document_print (printed_by_id, id) WHERE printed_by_id IS NOT NULL;

-- A letter in the register of incoming or outgoing papers.
CREATE TABLE letter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    direction TEXT NOT NULL CHECK (direction IN ('masuk', 'keluar')),
    kind TEXT,  -- kind of letter, key of its text and number pattern
    number TEXT COLLATE NOCASE,
    is_number_pending INTEGER NOT NULL DEFAULT 0 CHECK (is_number_pending IN (0, 1)),  -- "nomor menyusul"
    serial INTEGER CHECK (serial >= 0),
    insertion TEXT,  -- 1741.a
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    classification TEXT,
    nature TEXT,
    letter_on TEXT CHECK (date(letter_on) IS letter_on),
    received_on TEXT CHECK (date(received_on) IS received_on),
    subject TEXT NOT NULL COLLATE NOCASE CHECK (trim(subject) <> ''),
    sender TEXT,
    recipient TEXT,
    annexes TEXT,
    body TEXT,  -- blocks of the letter as typed, for the register's own letters
    fields TEXT,  -- JSON of the values typed into the fields of its text
    text_module_id INTEGER REFERENCES text_module (id) ON DELETE RESTRICT,
    letterhead_id INTEGER REFERENCES letterhead (id) ON DELETE RESTRICT,
    signer_id INTEGER REFERENCES position_held (id) ON DELETE RESTRICT,
    signing_capacity TEXT CHECK (
        signing_capacity IN (
            'sendiri', 'atas_nama', 'pelaksana_tugas', 'pelaksana_harian'
        )
    ),
    on_behalf_of TEXT,  -- a.n. …
    is_secret INTEGER NOT NULL DEFAULT 0 CHECK (is_secret IN (0, 1)),  -- RAHASIA
    issued_document_id INTEGER REFERENCES issued_document (id) ON DELETE RESTRICT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,  -- scan
    docx_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    reply_to_id INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    award_entry_id INTEGER REFERENCES award_entry (id) ON DELETE RESTRICT,
    award_round_id INTEGER REFERENCES award_round (id) ON DELETE RESTRICT,  -- a proposal covers many units
    supervision_id INTEGER REFERENCES supervision (id) ON DELETE RESTRICT,
    srikandi_number TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    nature_kind TEXT GENERATED ALWAYS AS ('sifat_surat') VIRTUAL,
    FOREIGN KEY (nature_kind, nature) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX ux_letter_direction_year_serial_insertion ON letter (direction, year, serial, insertion) WHERE serial IS NOT NULL AND insertion IS NOT NULL AND trashed_at IS NULL;
CREATE INDEX ix_letter_direction_letter_on ON letter (direction, letter_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_letter_number ON letter (number, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_letter_subject ON letter (subject, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_letter_kind_letter_on ON letter (kind, letter_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_letter_trashed_at ON letter (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_letter_text_module_id ON letter (text_module_id, id) WHERE text_module_id IS NOT NULL;
CREATE INDEX ix_letter_letterhead_id ON letter (letterhead_id, id) WHERE letterhead_id IS NOT NULL;
CREATE INDEX ix_letter_signer_id ON letter (signer_id, id) WHERE signer_id IS NOT NULL;
CREATE INDEX ix_letter_issued_document_id ON letter (issued_document_id, id) WHERE issued_document_id IS NOT NULL;
CREATE INDEX ix_letter_attachment_id ON letter (attachment_id, id) WHERE attachment_id IS NOT NULL;
CREATE INDEX ix_letter_docx_attachment_id ON letter (docx_attachment_id, id) WHERE docx_attachment_id IS NOT NULL;
CREATE INDEX ix_letter_reply_to_id ON letter (reply_to_id, id) WHERE reply_to_id IS NOT NULL;
CREATE INDEX ix_letter_unit_id ON letter (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_letter_obh_id ON letter (obh_id, id) WHERE obh_id IS NOT NULL;
CREATE INDEX ix_letter_visit_id ON letter (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX ix_letter_complaint_id ON letter (complaint_id, id) WHERE complaint_id IS NOT NULL;
CREATE INDEX ix_letter_award_entry_id ON letter (award_entry_id, id) WHERE award_entry_id IS NOT NULL;
CREATE INDEX ix_letter_award_round_id ON letter (award_round_id, id) WHERE award_round_id IS NOT NULL;
CREATE INDEX ix_letter_supervision_id ON letter (supervision_id, id) WHERE supervision_id IS NOT NULL;

-- One recipient of a copy (tembusan), in order.
CREATE TABLE letter_copy (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    letter_id INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
    sort INTEGER NOT NULL CHECK (sort >= 0),
    recipient TEXT NOT NULL CHECK (trim(recipient) <> ''),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (letter_id, sort)
) STRICT;

-- One initial (paraf) on the way of a letter.
CREATE TABLE letter_initial (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    letter_id INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
    sort INTEGER NOT NULL CHECK (sort >= 0),
    official_id INTEGER REFERENCES official (id) ON DELETE RESTRICT,
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    initialled_on TEXT CHECK (date(initialled_on) IS initialled_on),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (letter_id, sort)
) STRICT;
CREATE INDEX ix_letter_initial_official_id ON letter_initial (official_id, id) WHERE official_id IS NOT NULL;

-- A report the office owes at a rhythm, with recipient and form.
CREATE TABLE reporting_duty (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    rhythm TEXT NOT NULL CHECK (rhythm IN ('mingguan', 'bulanan', 'triwulanan', 'semesteran', 'tahunan')),
    recipient TEXT NOT NULL CHECK (trim(recipient) <> ''),
    form TEXT,  -- portal, letter, workbook
    due_rule TEXT NOT NULL CHECK (trim(due_rule) <> ''),  -- for example tanggal 5 bulan berikutnya
    due_month_offset INTEGER NOT NULL DEFAULT 1 CHECK (due_month_offset >= 0),
    due_day INTEGER CHECK (due_day >= 0),
    legal_basis TEXT,
    document_kind TEXT,  -- what the program prints for it
    owner_user_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
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
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (due_day IS NULL OR due_day BETWEEN 1 AND 31)
) STRICT;
CREATE INDEX ix_reporting_duty_name ON reporting_duty (name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_reporting_duty_rhythm_name ON reporting_duty (rhythm, name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_reporting_duty_trashed_at ON reporting_duty (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_reporting_duty_owner_user_id ON reporting_duty (owner_user_id, id) WHERE owner_user_id IS NOT NULL;

-- One period of a reporting duty: when it was due and sent, under which number; "nihil" counts as sent.
CREATE TABLE report_sent (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    duty_id INTEGER NOT NULL REFERENCES reporting_duty (id) ON DELETE RESTRICT,
    period_from TEXT NOT NULL CHECK (date(period_from) IS period_from),
    period_until TEXT NOT NULL CHECK (date(period_until) IS period_until),
    due_on TEXT NOT NULL CHECK (date(due_on) IS due_on),
    state TEXT NOT NULL DEFAULT 'belum_dikirim' CHECK (state IN ('belum_dikirim', 'terkirim', 'terkirim_nihil')),
    sent_on TEXT CHECK (date(sent_on) IS sent_on),
    number TEXT,
    sent_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    letter_id INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    issued_document_id INTEGER REFERENCES issued_document (id) ON DELETE RESTRICT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (duty_id, period_from),
    CHECK (period_until >= period_from),
    CHECK ((state = 'belum_dikirim') = (sent_on IS NULL))
) STRICT;
CREATE INDEX ix_report_sent_due_on ON report_sent (due_on, id);
CREATE INDEX ix_report_sent_state_due_on ON report_sent (state, due_on, id);
CREATE INDEX ix_report_sent_sent_by_id ON report_sent (sent_by_id, id) WHERE sent_by_id IS NOT NULL;
CREATE INDEX ix_report_sent_letter_id ON report_sent (letter_id, id) WHERE letter_id IS NOT NULL;
CREATE INDEX ix_report_sent_issued_document_id ON report_sent (issued_document_id, id) WHERE issued_document_id IS NOT NULL;
CREATE INDEX ix_report_sent_attachment_id ON report_sent (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- How long a kind of record is kept and what happens then, from the retention schedule (JRA).
CREATE TABLE retention_rule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    record_kind TEXT NOT NULL CHECK (trim(record_kind) <> ''),
    description TEXT NOT NULL CHECK (trim(description) <> ''),
    active_years INTEGER NOT NULL CHECK (active_years >= 0),
    inactive_years INTEGER NOT NULL CHECK (inactive_years >= 0),
    disposition TEXT NOT NULL CHECK (disposition IN ('musnah', 'permanen', 'dinilai_kembali')),
    anonymise_after_years INTEGER CHECK (anonymise_after_years >= 0),
    legal_basis TEXT,
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_retention_rule_record_kind ON retention_rule (record_kind, id);

-- A list of proposed destruction (usul musnah): printed and approved outside; the program never destroys by
-- itself.
CREATE TABLE retention_list (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    number TEXT,
    made_on TEXT NOT NULL CHECK (date(made_on) IS made_on),
    made_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    approval_number TEXT,
    approved_on TEXT CHECK (date(approved_on) IS approved_on),
    issued_document_id INTEGER REFERENCES issued_document (id) ON DELETE RESTRICT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_retention_list_made_on ON retention_list (made_on, id);
CREATE INDEX ix_retention_list_made_by_id ON retention_list (made_by_id, id) WHERE made_by_id IS NOT NULL;
CREATE INDEX ix_retention_list_issued_document_id ON retention_list (issued_document_id, id) WHERE issued_document_id IS NOT NULL;

-- One record on a list of proposed destruction.
CREATE TABLE retention_item (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    list_id INTEGER NOT NULL REFERENCES retention_list (id) ON DELETE CASCADE,
    record_kind TEXT NOT NULL CHECK (trim(record_kind) <> ''),
    record_uid TEXT NOT NULL CHECK (trim(record_uid) <> ''),
    record_key TEXT NOT NULL CHECK (trim(record_key) <> ''),
    rule_id INTEGER REFERENCES retention_rule (id) ON DELETE RESTRICT,
    due_on TEXT NOT NULL CHECK (date(due_on) IS due_on),
    decision TEXT NOT NULL DEFAULT 'diusulkan' CHECK (decision IN ('diusulkan', 'disetujui', 'ditahan')),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (list_id, record_uid)
) STRICT;
CREATE INDEX ix_retention_item_rule_id ON retention_item (rule_id, id) WHERE rule_id IS NOT NULL;

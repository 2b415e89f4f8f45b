-- The office itself: name, letterheads, officials and positions by date, number patterns, extra holidays,
-- clocks and instruments as installed.

-- The one office this file belongs to; always exactly one row, made together with the book's own (which
-- keeps the time zone).
CREATE TABLE office (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    short_name TEXT COLLATE NOCASE,
    province TEXT COLLATE NOCASE,
    city TEXT COLLATE NOCASE,  -- place written before the date of a letter
    address TEXT,
    phone TEXT,
    email TEXT,
    website TEXT,
    paper TEXT NOT NULL DEFAULT 'a4' CHECK (paper IN ('a4', 'f4')),
    -- below this number nothing but counts leaves the office
    least_respondents INTEGER NOT NULL DEFAULT 3 CHECK (least_respondents >= 0),
    ministry_id INTEGER REFERENCES ministry (id) ON DELETE RESTRICT,
    working_week TEXT NOT NULL DEFAULT '12345',  -- ISO weekdays that are worked
    fiscal_year_start TEXT NOT NULL DEFAULT '01-01',
    -- the one role that may see a protected child, with a reason
    child_override_role TEXT CHECK (
        child_override_role IN (
            'admin', 'petugas', 'verifikator', 'pimpinan', 'pengawas'
        )
    ),
    posters_note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (id = 1),
    CHECK (least_respondents >= 1),
    CHECK (working_week GLOB '[1-7]*' AND length(working_week) <= 7)
) STRICT;
CREATE INDEX ix_office_ministry_id ON office (ministry_id, id) WHERE ministry_id IS NOT NULL;

-- A letterhead with its lines, by date; old papers keep the one they were issued under.
CREATE TABLE letterhead (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    ministry_id INTEGER REFERENCES ministry (id) ON DELETE RESTRICT,
    line1 TEXT NOT NULL CHECK (trim(line1) <> ''),
    line2 TEXT,
    line3 TEXT,
    address TEXT,
    contact TEXT,
    logo_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    valid_from TEXT NOT NULL CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (valid_until IS NULL OR valid_until >= valid_from)
) STRICT;
CREATE INDEX ix_letterhead_name ON letterhead (name, id);
CREATE INDEX ix_letterhead_ministry_id ON letterhead (ministry_id, id) WHERE ministry_id IS NOT NULL;
CREATE INDEX ix_letterhead_logo_attachment_id ON letterhead (logo_attachment_id, id) WHERE logo_attachment_id IS NOT NULL;

-- An official of the office or of a partner agency who signs, travels or verifies.
CREATE TABLE official (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    nip TEXT,  -- 18 digits, kept as text
    rank TEXT,  -- pangkat/golongan
    functional_title TEXT,  -- for example Penyuluh Hukum Ahli Muda
    team TEXT,  -- tim kerja
    agency TEXT,  -- other office, when not our own
    user_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE UNIQUE INDEX ux_official_nip ON official (nip) WHERE trashed_at IS NULL;
CREATE INDEX ix_official_name ON official (name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_official_trashed_at ON official (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_official_user_id ON official (user_id, id) WHERE user_id IS NOT NULL;

-- A position an official holds from a date on, definitive or as Plt./Plh.
CREATE TABLE position_held (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    official_id INTEGER NOT NULL REFERENCES official (id) ON DELETE RESTRICT,
    position TEXT NOT NULL COLLATE NOCASE CHECK (trim(position) <> ''),
    division TEXT,
    capacity TEXT NOT NULL DEFAULT 'sendiri' CHECK (
        capacity IN (
            'sendiri', 'atas_nama', 'pelaksana_tugas', 'pelaksana_harian'
        )
    ),
    decree_number TEXT,
    valid_from TEXT NOT NULL CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (valid_until IS NULL OR valid_until >= valid_from)
) STRICT;
CREATE INDEX ix_position_held_valid_from ON position_held (valid_from, id);
CREATE INDEX ix_position_held_official_id ON position_held (official_id, id);

-- How the office writes the number of a kind of paper, for example W.8.HN.04.03-{serial}.
CREATE TABLE number_pattern (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    document_kind TEXT NOT NULL CHECK (trim(document_kind) <> ''),
    pattern TEXT NOT NULL CHECK (trim(pattern) <> ''),
    classification TEXT,
    resets_yearly INTEGER NOT NULL DEFAULT 1 CHECK (resets_yearly IN (0, 1)),
    first_serial INTEGER NOT NULL DEFAULT 1 CHECK (first_serial >= 0),
    valid_from TEXT NOT NULL CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_number_pattern_document_kind_valid_from ON number_pattern (document_kind, valid_from, id);

-- The last serial used under a pattern in a year; counting happens inside the command that uses the number.
CREATE TABLE number_counter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    pattern_id INTEGER NOT NULL REFERENCES number_pattern (id) ON DELETE CASCADE,
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    last_serial INTEGER NOT NULL DEFAULT 0 CHECK (last_serial >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (pattern_id, year)
) STRICT;

-- A day the office adds to or takes out of the shipped holiday table, with its decree.
CREATE TABLE holiday_extra (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('nasional', 'cuti_bersama', 'daerah', 'tutup_kantor')),
    -- a later decree made it a working day again
    is_withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (is_withdrawn IN (0, 1)),
    decree TEXT,
    regency_id INTEGER REFERENCES regency (id) ON DELETE RESTRICT,  -- only there, when regional
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,  -- only there, when a unit is closed
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_holiday_extra_on_date ON holiday_extra (on_date, id);
CREATE INDEX ix_holiday_extra_regency_id ON holiday_extra (regency_id, id) WHERE regency_id IS NOT NULL;
CREATE INDEX ix_holiday_extra_unit_id ON holiday_extra (unit_id, id) WHERE unit_id IS NOT NULL;

-- A legal clock as the office installed it beside or instead of a shipped one; complaints keep the version
-- they started with.
CREATE TABLE clock_override (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    class_key TEXT NOT NULL CHECK (trim(class_key) <> ''),
    clock_version TEXT NOT NULL CHECK (trim(clock_version) <> ''),
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    canonical_text TEXT NOT NULL CHECK (trim(canonical_text) <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    status TEXT NOT NULL CHECK (status IN ('resmi', 'rumusan_kantor')),
    source TEXT,
    valid_from TEXT NOT NULL CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    installed_at TEXT NOT NULL CHECK (installed_at GLOB '????-??-??T??:??:??.???Z'),
    installed_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (class_key, clock_version)
) STRICT;
CREATE INDEX ix_clock_override_class_key_valid_from ON clock_override (class_key, valid_from, id);
CREATE INDEX ix_clock_override_installed_by_id ON clock_override (installed_by_id, id) WHERE installed_by_id IS NOT NULL;

-- An instrument exactly as it was installed; old answers always open with their own version.
CREATE TABLE instrument_version (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    key TEXT NOT NULL CHECK (trim(key) <> ''),
    edition TEXT NOT NULL CHECK (trim(edition) <> ''),  -- version word of the instrument file
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    kind TEXT,  -- wawancara, survei, penghargaan, standar, berkas
    status TEXT NOT NULL CHECK (status IN ('resmi', 'rumusan_kantor')),
    canonical_text TEXT NOT NULL CHECK (trim(canonical_text) <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    item_count INTEGER NOT NULL DEFAULT 0 CHECK (item_count >= 0),
    regulation TEXT,
    source TEXT,
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    installed_at TEXT NOT NULL CHECK (installed_at GLOB '????-??-??T??:??:??.???Z'),
    installed_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    is_shipped INTEGER NOT NULL DEFAULT 0 CHECK (is_shipped IN (0, 1)),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (key, edition),
    UNIQUE (sha256)
) STRICT;
CREATE INDEX ix_instrument_version_title ON instrument_version (title, id);
CREATE INDEX ix_instrument_version_installed_by_id ON instrument_version (installed_by_id, id) WHERE installed_by_id IS NOT NULL;

-- A text with fields for letters, kept by kind of letter and by date.
CREATE TABLE text_module (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    key TEXT NOT NULL CHECK (trim(key) <> ''),
    document_kind TEXT NOT NULL CHECK (trim(document_kind) <> ''),
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    body TEXT NOT NULL CHECK (trim(body) <> ''),
    language TEXT NOT NULL DEFAULT 'id',
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    source TEXT,
    is_shipped INTEGER NOT NULL DEFAULT 0 CHECK (is_shipped IN (0, 1)),
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_text_module_document_kind_sort ON text_module (document_kind, sort, id);
CREATE INDEX ix_text_module_key ON text_module (key, id);

-- A named filter of a list that stays, of one user or of everybody.
CREATE TABLE saved_filter (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    user_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    list_key TEXT NOT NULL CHECK (trim(list_key) <> ''),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    filters TEXT NOT NULL CHECK (trim(filters) <> ''),  -- JSON of the list's filter values
    sort_key TEXT,
    is_descending INTEGER NOT NULL DEFAULT 0 CHECK (is_descending IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_saved_filter_list_key_name ON saved_filter (list_key, name, id);
CREATE INDEX ix_saved_filter_user_id ON saved_filter (user_id, id) WHERE user_id IS NOT NULL;

-- Two records somebody looked at and called not the same ("bukan data ganda"), so that nobody is asked
-- again.
CREATE TABLE likeness_verdict (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    record_kind TEXT NOT NULL CHECK (trim(record_kind) <> ''),  -- table name
    low_uid TEXT NOT NULL CHECK (trim(low_uid) <> ''),
    high_uid TEXT NOT NULL CHECK (trim(high_uid) <> ''),
    verdict TEXT NOT NULL CHECK (verdict IN ('bukan_ganda', 'digabung')),
    reason TEXT,
    decided_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    decided_at TEXT NOT NULL CHECK (decided_at GLOB '????-??-??T??:??:??.???Z'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (record_kind, low_uid, high_uid),
    CHECK (low_uid < high_uid)
) STRICT;
CREATE INDEX ix_likeness_verdict_decided_by_id ON likeness_verdict (decided_by_id, id) WHERE decided_by_id IS NOT NULL;

-- A soft check somebody confirmed with a one-line reason; counted in reports.
CREATE TABLE soft_override (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    record_kind TEXT NOT NULL CHECK (trim(record_kind) <> ''),  -- table name
    record_uid TEXT NOT NULL CHECK (trim(record_uid) <> ''),
    check_key TEXT NOT NULL CHECK (trim(check_key) <> ''),
    item_code TEXT,
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    decided_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    decided_at TEXT NOT NULL CHECK (decided_at GLOB '????-??-??T??:??:??.???Z'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_soft_override_record_kind_record_uid ON soft_override (record_kind, record_uid, id);
CREATE INDEX ix_soft_override_decided_by_id ON soft_override (decided_by_id, id) WHERE decided_by_id IS NOT NULL;

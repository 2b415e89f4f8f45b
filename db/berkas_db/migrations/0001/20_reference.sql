-- Reference words of the office: one dated list for every vocabulary that the office may add to, ministries
-- by date, regencies, and bands of results by year. Closed lists on which the program branches are CHECKs
-- of their own tables.

-- One word of a vocabulary the office may extend (channel, unit kind, kind of document, proof of poverty);
-- rows are never deleted, only given an end of validity.
CREATE TABLE term (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    kind TEXT NOT NULL CHECK (trim(kind) <> ''),
    code TEXT NOT NULL CHECK (trim(code) <> ''),  -- what is stored in records, Indonesian snake_case
    label TEXT NOT NULL COLLATE NOCASE CHECK (trim(label) <> ''),
    help TEXT,
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    source TEXT,  -- regulation or page the word was taken from; empty = the office's own
    confidence TEXT NOT NULL DEFAULT 'rumusan_kantor' CHECK (
        confidence IN (
            'terbaca', 'disimpulkan', 'praktik', 'ingatan', 'rumusan_kantor', 'tidak_diketahui'
        )
    ),
    is_shipped INTEGER NOT NULL DEFAULT 0 CHECK (is_shipped IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (kind, code),
    CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_until >= valid_from)
) STRICT;
CREATE INDEX ix_term_kind_sort ON term (kind, sort, id);

-- A ministry whose letterhead or units the office meets, with the dates on which it bears that name.
CREATE TABLE ministry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL CHECK (trim(code) <> ''),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    short_name TEXT NOT NULL COLLATE NOCASE CHECK (trim(short_name) <> ''),
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    successor_note TEXT,
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

-- A regency or city (kabupaten/kota); areas served, Posbankum and places are counted by it.
CREATE TABLE regency (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL CHECK (trim(code) <> ''),  -- code of the ministry of home affairs, for example 19.01
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('kabupaten', 'kota')),
    province TEXT NOT NULL COLLATE NOCASE CHECK (trim(province) <> ''),
    seat TEXT,
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
CREATE INDEX ix_regency_name ON regency (name, id);

-- One band of a dated scheme of results (Ombudsman zones and opinions, survey grades): label with its least
-- and greatest number.
CREATE TABLE result_band (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    scheme TEXT NOT NULL CHECK (trim(scheme) <> ''),
    code TEXT NOT NULL CHECK (trim(code) <> ''),
    label TEXT NOT NULL COLLATE NOCASE CHECK (trim(label) <> ''),
    low REAL,
    high REAL,
    colour TEXT CHECK (colour IN ('hijau', 'kuning', 'merah')),
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    valid_from TEXT NOT NULL CHECK (date(valid_from) IS valid_from),
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
    UNIQUE (scheme, code, valid_from),
    CHECK (low IS NULL OR high IS NULL OR high >= low)
) STRICT;
CREATE INDEX ix_result_band_scheme_sort ON result_band (scheme, sort, id);

-- Units (UPT): what they are called, whose they are by date, who heads them, the services they give and the
-- SOPs behind them.

-- A unit that serves the public (UPT, or the Kanwil's own service desk), known by a long and a short name.
CREATE TABLE unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    short_name TEXT COLLATE NOCASE,
    kind TEXT NOT NULL,
    unit_class TEXT,  -- for example IIA
    regency_id INTEGER REFERENCES regency (id) ON DELETE RESTRICT,
    address TEXT,
    phone TEXT,
    email TEXT,
    website TEXT,
    latitude REAL,
    longitude REAL,
    working_week TEXT NOT NULL DEFAULT '12345',  -- ISO weekdays that are worked
    capacity INTEGER CHECK (capacity >= 0),  -- inmates, when it is a prison
    is_own INTEGER NOT NULL DEFAULT 0 CHECK (is_own IN (0, 1)),  -- belongs to this office itself
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),  -- invented, marked contoh
    parent_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    kind_kind TEXT GENERATED ALWAYS AS ('jenis_unit') VIRTUAL,
    FOREIGN KEY (kind_kind, kind) REFERENCES term (kind, code) ON DELETE RESTRICT,
    CHECK (working_week GLOB '[1-7]*' AND length(working_week) <= 7)
) STRICT;
CREATE UNIQUE INDEX ux_unit_code ON unit (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_unit_name ON unit (name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_unit_short_name ON unit (short_name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_unit_kind_name ON unit (kind, name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_unit_regency_id_name ON unit (regency_id, name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_unit_trashed_at ON unit (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_unit_regency_id ON unit (regency_id, id) WHERE regency_id IS NOT NULL;
CREATE INDEX ix_unit_parent_id ON unit (parent_id, id) WHERE parent_id IS NOT NULL;

-- Another name under which people search a unit (Lapastik, Rutan Muntok).
CREATE TABLE unit_alias (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (unit_id, name)
) STRICT;
CREATE INDEX ix_unit_alias_name ON unit_alias (name, id);

-- The ministry a unit belongs to, by date.
CREATE TABLE unit_ministry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    ministry_id INTEGER NOT NULL REFERENCES ministry (id) ON DELETE RESTRICT,
    valid_from TEXT NOT NULL CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    source TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (unit_id, valid_from),
    CHECK (valid_until IS NULL OR valid_until >= valid_from)
) STRICT;
CREATE INDEX ix_unit_ministry_ministry_id ON unit_ministry (ministry_id, id);

-- The head of a unit by date, as named on a berita acara.
CREATE TABLE unit_head (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    nip TEXT,
    rank TEXT,
    position TEXT NOT NULL CHECK (trim(position) <> ''),
    capacity TEXT NOT NULL DEFAULT 'sendiri' CHECK (
        capacity IN (
            'sendiri', 'atas_nama', 'pelaksana_tugas', 'pelaksana_harian'
        )
    ),
    phone TEXT,
    valid_from TEXT NOT NULL CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (unit_id, valid_from, capacity),
    CHECK (valid_until IS NULL OR valid_until >= valid_from)
) STRICT;

-- A service a unit gives (kunjungan, pengaduan, paspor, AHU); surveys and SOPs hang on it.
CREATE TABLE service (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE RESTRICT,
    code TEXT NOT NULL CHECK (trim(code) <> ''),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    kind TEXT,
    requirements TEXT,
    procedure TEXT,
    time_limit TEXT,
    fee TEXT,
    product TEXT,
    complaint_way TEXT,
    operator TEXT,  -- who is in charge
    users_per_year INTEGER CHECK (users_per_year >= 0),  -- population of a survey
    is_surveyed INTEGER NOT NULL DEFAULT 0 CHECK (is_surveyed IN (0, 1)),
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    kind_kind TEXT GENERATED ALWAYS AS ('jenis_layanan') VIRTUAL,
    FOREIGN KEY (kind_kind, kind) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX ux_service_unit_id_code ON service (unit_id, code) WHERE trashed_at IS NULL;
CREATE INDEX ix_service_unit_id_name ON service (unit_id, name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_service_name ON service (name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_service_trashed_at ON service (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_service_unit_id ON service (unit_id, id);

-- A standard operating procedure of a service: number, date, where it hangs.
CREATE TABLE sop (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE RESTRICT,
    service_id INTEGER REFERENCES service (id) ON DELETE RESTRICT,
    number TEXT NOT NULL COLLATE NOCASE CHECK (trim(number) <> ''),
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    signed_on TEXT CHECK (date(signed_on) IS signed_on),
    revised_on TEXT CHECK (date(revised_on) IS revised_on),
    signed_by TEXT,
    hangs_at TEXT,  -- where people can see it
    is_visible INTEGER NOT NULL DEFAULT 0 CHECK (is_visible IN (0, 1)),
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_sop_unit_id_title ON sop (unit_id, title, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_sop_number ON sop (number, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_sop_trashed_at ON sop (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_sop_unit_id ON sop (unit_id, id);
CREATE INDEX ix_sop_service_id ON sop (service_id, id) WHERE service_id IS NOT NULL;
CREATE INDEX ix_sop_attachment_id ON sop (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- One of the 14 components of a service standard (UU 25/2009 Ps. 21), found or not in a SOP or service.
CREATE TABLE sop_component (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    sop_id INTEGER NOT NULL REFERENCES sop (id) ON DELETE CASCADE,
    component TEXT NOT NULL,
    is_present INTEGER NOT NULL DEFAULT 0 CHECK (is_present IN (0, 1)),
    text TEXT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    component_kind TEXT GENERATED ALWAYS AS ('komponen_standar') VIRTUAL,
    FOREIGN KEY (component_kind, component) REFERENCES term (kind, code) ON DELETE RESTRICT,
    UNIQUE (sop_id, component)
) STRICT;

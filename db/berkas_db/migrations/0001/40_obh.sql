-- The OBH register (on paper: Pemberi Bantuan Hukum, PBH): identity, names, addresses, contacts, area
-- served and documents with dates of validity.

-- An OBH, on paper Pemberi Bantuan Hukum (PBH).
CREATE TABLE obh (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    short_name TEXT COLLATE NOCASE,
    legal_form TEXT,
    legal_entity_number TEXT,  -- SK badan hukum (Ditjen AHU)
    legal_entity_on TEXT CHECK (date(legal_entity_on) IS legal_entity_on),
    deed_number TEXT,
    deed_on TEXT CHECK (date(deed_on) IS deed_on),
    notary TEXT,
    tax_number TEXT,  -- NPWP, kept as text
    founded_on TEXT CHECK (date(founded_on) IS founded_on),
    leader_name TEXT COLLATE NOCASE,
    parent_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,  -- head office, when this is a branch
    regency_id INTEGER REFERENCES regency (id) ON DELETE RESTRICT,  -- domicile
    office_status TEXT,
    -- own standard operating procedure of services (Stopela)
    has_stopela INTEGER NOT NULL DEFAULT 0 CHECK (has_stopela IN (0, 1)),
    stopela_on TEXT CHECK (date(stopela_on) IS stopela_on),
    website TEXT,
    bank_name TEXT,
    bank_account TEXT,
    bank_account_name TEXT,
    latitude REAL,
    longitude REAL,
    sidbankum_id TEXT,
    first_met_on TEXT CHECK (date(first_met_on) IS first_met_on),
    closed_on TEXT CHECK (date(closed_on) IS closed_on),
    closed_reason TEXT,
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),  -- invented, marked contoh
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    legal_form_kind TEXT GENERATED ALWAYS AS ('bentuk_badan_hukum') VIRTUAL,
    office_status_kind TEXT GENERATED ALWAYS AS ('status_kantor') VIRTUAL,
    FOREIGN KEY (legal_form_kind, legal_form) REFERENCES term (kind, code) ON DELETE RESTRICT,
    FOREIGN KEY (office_status_kind, office_status) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX ux_obh_code ON obh (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_obh_name ON obh (name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_obh_short_name ON obh (short_name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_obh_regency_id_name ON obh (regency_id, name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_obh_leader_name ON obh (leader_name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_obh_updated_at ON obh (updated_at, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_obh_trashed_at ON obh (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_obh_parent_id ON obh (parent_id, id) WHERE parent_id IS NOT NULL;
CREATE INDEX ix_obh_regency_id ON obh (regency_id, id) WHERE regency_id IS NOT NULL;

-- Another name or spelling under which an OBH is known or searched.
CREATE TABLE obh_alias (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE CASCADE,
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('singkatan', 'ejaan_lain', 'nama_lama')),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (obh_id, name)
) STRICT;
CREATE INDEX ix_obh_alias_name ON obh_alias (name, id);

-- An address of an OBH over time: head office, branch, letters.
CREATE TABLE obh_address (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    address TEXT NOT NULL CHECK (trim(address) <> ''),
    village TEXT,
    district TEXT,
    regency_id INTEGER REFERENCES regency (id) ON DELETE RESTRICT,
    postal_code TEXT,
    latitude REAL,
    longitude REAL,
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    is_main INTEGER NOT NULL DEFAULT 0 CHECK (is_main IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    kind_kind TEXT GENERATED ALWAYS AS ('jenis_alamat') VIRTUAL,
    FOREIGN KEY (kind_kind, kind) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE INDEX ix_obh_address_obh_id ON obh_address (obh_id, id);
CREATE INDEX ix_obh_address_regency_id ON obh_address (regency_id, id) WHERE regency_id IS NOT NULL;

-- A telephone, address for e-mail or contact person of an OBH over time.
CREATE TABLE obh_contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value TEXT NOT NULL CHECK (trim(value) <> ''),
    person_name TEXT,
    position TEXT,
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    is_main INTEGER NOT NULL DEFAULT 0 CHECK (is_main IN (0, 1)),
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    kind_kind TEXT GENERATED ALWAYS AS ('jenis_kontak') VIRTUAL,
    FOREIGN KEY (kind_kind, kind) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE INDEX ix_obh_contact_obh_id ON obh_contact (obh_id, id);

-- A regency or city an OBH serves, by date.
CREATE TABLE obh_area (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE CASCADE,
    regency_id INTEGER NOT NULL REFERENCES regency (id) ON DELETE RESTRICT,
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE UNIQUE INDEX ux_obh_area_obh_id_regency_id ON obh_area (obh_id, regency_id) WHERE valid_until IS NULL;
CREATE INDEX ix_obh_area_obh_id ON obh_area (obh_id, id);
CREATE INDEX ix_obh_area_regency_id ON obh_area (regency_id, id);

-- A document of an OBH with its dates of validity, kept as evidence.
CREATE TABLE obh_document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    number TEXT,
    issued_by TEXT,
    issued_on TEXT CHECK (date(issued_on) IS issued_on),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    kind_kind TEXT GENERATED ALWAYS AS ('jenis_dokumen_obh') VIRTUAL,
    FOREIGN KEY (kind_kind, kind) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE INDEX ix_obh_document_obh_id_kind ON obh_document (obh_id, kind, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_obh_document_valid_until ON obh_document (valid_until, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_obh_document_trashed_at ON obh_document (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_obh_document_obh_id ON obh_document (obh_id, id);
CREATE INDEX ix_obh_document_attachment_id ON obh_document (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- An agreement (PKS) between the office, a unit, an OBH or another partner.
CREATE TABLE agreement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    number TEXT NOT NULL COLLATE NOCASE CHECK (trim(number) <> ''),
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    partner TEXT COLLATE NOCASE,
    subject TEXT,
    signed_on TEXT CHECK (date(signed_on) IS signed_on),
    valid_from TEXT NOT NULL CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (valid_until IS NULL OR valid_until >= valid_from)
) STRICT;
CREATE INDEX ix_agreement_number ON agreement (number, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_agreement_valid_until ON agreement (valid_until, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_agreement_title ON agreement (title, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_agreement_trashed_at ON agreement (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_agreement_obh_id ON agreement (obh_id, id) WHERE obh_id IS NOT NULL;
CREATE INDEX ix_agreement_unit_id ON agreement (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_agreement_attachment_id ON agreement (attachment_id, id) WHERE attachment_id IS NOT NULL;

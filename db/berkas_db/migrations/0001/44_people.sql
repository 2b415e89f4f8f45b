-- People who work for OBH: advocates, paralegals, lecturers and students, with licences and training. They
-- are not respondents; their names may be shown.

-- A person who works for an OBH or a Posbankum; one person may be in two OBH, and that is shown.
CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    title_before TEXT,
    title_after TEXT,  -- S.H., M.H.
    sex TEXT CHECK (sex IN ('laki_laki', 'perempuan')),
    nik TEXT,  -- sixteen digits, kept as text
    phone TEXT,
    email TEXT,
    education TEXT,
    regency_id INTEGER REFERENCES regency (id) ON DELETE RESTRICT,
    sidbankum_id TEXT,
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_person_name ON person (name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_person_nik ON person (nik, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_person_trashed_at ON person (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_person_regency_id ON person (regency_id, id) WHERE regency_id IS NOT NULL;

-- What a person does for an OBH, from when until when.
CREATE TABLE obh_person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE RESTRICT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    role TEXT NOT NULL CHECK (role IN ('advokat', 'paralegal', 'dosen', 'mahasiswa_hukum')),
    position TEXT,  -- ketua, sekretaris
    appointment_number TEXT,
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (obh_id, person_id, role, valid_from),
    CHECK (valid_until IS NULL OR valid_from IS NULL OR valid_until >= valid_from)
) STRICT;
CREATE INDEX ix_obh_person_obh_id_role ON obh_person (obh_id, role, id);
CREATE INDEX ix_obh_person_person_id ON obh_person (person_id, id);
CREATE INDEX ix_obh_person_attachment_id ON obh_person (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- An advocate's licence (kartu tanda pengenal advokat) with its validity and oath minutes.
CREATE TABLE licence (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    number TEXT NOT NULL COLLATE NOCASE CHECK (trim(number) <> ''),
    organisation TEXT,
    issued_on TEXT CHECK (date(issued_on) IS issued_on),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),  -- empty = no end known
    oath_number TEXT,  -- berita acara sumpah
    oath_on TEXT CHECK (date(oath_on) IS oath_on),
    oath_court TEXT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_licence_number ON licence (number, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_licence_valid_until ON licence (valid_until, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_licence_trashed_at ON licence (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_licence_person_id ON licence (person_id, id);
CREATE INDEX ix_licence_attachment_id ON licence (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- A training of a person, for example of a paralegal.
CREATE TABLE training (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    organiser TEXT,
    from_date TEXT CHECK (date(from_date) IS from_date),
    until_date TEXT CHECK (date(until_date) IS until_date),
    hours INTEGER CHECK (hours >= 0),
    certificate_number TEXT,
    is_recognised INTEGER NOT NULL DEFAULT 0 CHECK (is_recognised IN (0, 1)),
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_training_from_date ON training (from_date, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_training_trashed_at ON training (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_training_person_id ON training (person_id, id);
CREATE INDEX ix_training_attachment_id ON training (attachment_id, id) WHERE attachment_id IS NOT NULL;

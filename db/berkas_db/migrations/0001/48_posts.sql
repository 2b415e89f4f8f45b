-- Posbankum in villages and kelurahan, and, as a different record, the legal-aid service inside a Lapas or
-- Rutan.

-- A legal-aid post in a village or kelurahan.
CREATE TABLE posbankum (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    village_kind TEXT NOT NULL CHECK (village_kind IN ('desa', 'kelurahan')),
    village TEXT NOT NULL COLLATE NOCASE CHECK (trim(village) <> ''),
    district TEXT COLLATE NOCASE,
    regency_id INTEGER NOT NULL REFERENCES regency (id) ON DELETE RESTRICT,
    decree_number TEXT,  -- SK of the village head
    decree_on TEXT CHECK (date(decree_on) IS decree_on),
    head_name TEXT,
    phone TEXT,
    address TEXT,
    facilities TEXT,
    established_on TEXT CHECK (date(established_on) IS established_on),
    closed_on TEXT CHECK (date(closed_on) IS closed_on),
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,  -- partner
    central_id TEXT,  -- id in the central application
    decree_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE UNIQUE INDEX ux_posbankum_code ON posbankum (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_posbankum_name ON posbankum (name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_posbankum_regency_id_name ON posbankum (regency_id, name, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_posbankum_district ON posbankum (district, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_posbankum_trashed_at ON posbankum (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_posbankum_regency_id ON posbankum (regency_id, id);
CREATE INDEX ix_posbankum_obh_id ON posbankum (obh_id, id) WHERE obh_id IS NOT NULL;
CREATE INDEX ix_posbankum_decree_attachment_id ON posbankum (decree_attachment_id, id) WHERE decree_attachment_id IS NOT NULL;

-- A paralegal of a Posbankum, trained or not.
CREATE TABLE posbankum_paralegal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    posbankum_id INTEGER NOT NULL REFERENCES posbankum (id) ON DELETE CASCADE,
    person_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    phone TEXT,
    is_trained INTEGER NOT NULL DEFAULT 0 CHECK (is_trained IN (0, 1)),
    trained_on TEXT CHECK (date(trained_on) IS trained_on),
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_posbankum_paralegal_posbankum_id ON posbankum_paralegal (posbankum_id, id);
CREATE INDEX ix_posbankum_paralegal_person_id ON posbankum_paralegal (person_id, id) WHERE person_id IS NOT NULL;

-- One weekly report of a Posbankum, ticked when it came; "nihil" counts.
CREATE TABLE posbankum_report (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    posbankum_id INTEGER NOT NULL REFERENCES posbankum (id) ON DELETE RESTRICT,
    week_start TEXT NOT NULL CHECK (date(week_start) IS week_start),  -- a Monday
    received_on TEXT NOT NULL CHECK (date(received_on) IS received_on),
    is_nil INTEGER NOT NULL DEFAULT 0 CHECK (is_nil IN (0, 1)),
    consultations INTEGER NOT NULL DEFAULT 0 CHECK (consultations >= 0),
    mediations INTEGER NOT NULL DEFAULT 0 CHECK (mediations >= 0),
    referrals INTEGER NOT NULL DEFAULT 0 CHECK (referrals >= 0),
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (posbankum_id, week_start),
    CHECK (strftime('%w', week_start) = '1')
) STRICT;
CREATE INDEX ix_posbankum_report_attachment_id ON posbankum_report (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- The legal-aid service inside a Lapas, Rutan or LPKA: partner PBH, agreement, validity and schedule.
CREATE TABLE prison_service (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE RESTRICT,
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE RESTRICT,
    agreement_id INTEGER REFERENCES agreement (id) ON DELETE RESTRICT,
    name TEXT COLLATE NOCASE,
    place TEXT,
    schedule TEXT,
    valid_from TEXT NOT NULL CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    contact TEXT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_prison_service_unit_id_valid_from ON prison_service (unit_id, valid_from, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_prison_service_valid_until ON prison_service (valid_until, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_prison_service_trashed_at ON prison_service (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_prison_service_unit_id ON prison_service (unit_id, id);
CREATE INDEX ix_prison_service_obh_id ON prison_service (obh_id, id);
CREATE INDEX ix_prison_service_agreement_id ON prison_service (agreement_id, id) WHERE agreement_id IS NOT NULL;

-- One day the legal-aid service inside a prison was held, with the number served.
CREATE TABLE prison_session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    service_id INTEGER NOT NULL REFERENCES prison_service (id) ON DELETE RESTRICT,
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    activity TEXT,
    served_men INTEGER NOT NULL DEFAULT 0 CHECK (served_men >= 0),
    served_women INTEGER NOT NULL DEFAULT 0 CHECK (served_women >= 0),
    served_children INTEGER NOT NULL DEFAULT 0 CHECK (served_children >= 0),
    advocate TEXT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_prison_session_on_date ON prison_session (on_date, id);
CREATE INDEX ix_prison_session_service_id ON prison_session (service_id, id);

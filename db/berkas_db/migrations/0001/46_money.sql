-- Money of an OBH: contract and budget per year, addenda, realisation in both official systems, tariffs as
-- dated data, sanctions, official scores. All amounts are integer rupiah.

-- The contract of an OBH for one year, with its budget for litigation and non-litigation.
CREATE TABLE contract (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE RESTRICT,
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    number TEXT NOT NULL COLLATE NOCASE CHECK (trim(number) <> ''),
    signed_on TEXT CHECK (date(signed_on) IS signed_on),
    valid_from TEXT CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    fund TEXT,
    litigation INTEGER NOT NULL DEFAULT 0 CHECK (litigation >= 0),
    nonlitigation INTEGER NOT NULL DEFAULT 0 CHECK (nonlitigation >= 0),
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    fund_kind TEXT GENERATED ALWAYS AS ('sumber_dana') VIRTUAL,
    FOREIGN KEY (fund_kind, fund) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX ux_contract_obh_id_year_number ON contract (obh_id, year, number) WHERE trashed_at IS NULL;
CREATE INDEX ix_contract_year_number ON contract (year, number, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_contract_obh_id_year ON contract (obh_id, year, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_contract_number ON contract (number, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_contract_trashed_at ON contract (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_contract_obh_id ON contract (obh_id, id);
CREATE INDEX ix_contract_attachment_id ON contract (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- A change of a contract; amounts may fall, the sum of contract and addenda may not be negative.
CREATE TABLE contract_addendum (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    contract_id INTEGER NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
    number TEXT NOT NULL CHECK (trim(number) <> ''),
    signed_on TEXT NOT NULL CHECK (date(signed_on) IS signed_on),
    litigation_change INTEGER NOT NULL DEFAULT 0,
    nonlitigation_change INTEGER NOT NULL DEFAULT 0,
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    reason TEXT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (contract_id, number)
) STRICT;
CREATE INDEX ix_contract_addendum_attachment_id ON contract_addendum (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- What was paid under a contract in a quarter, as one of the two official systems says.
CREATE TABLE realisation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    contract_id INTEGER NOT NULL REFERENCES contract (id) ON DELETE RESTRICT,
    quarter INTEGER NOT NULL CHECK (quarter >= 0),
    system TEXT NOT NULL CHECK (system IN ('sidbankum', 'omspan')),
    as_of TEXT NOT NULL CHECK (date(as_of) IS as_of),
    litigation INTEGER NOT NULL DEFAULT 0 CHECK (litigation >= 0),
    nonlitigation INTEGER NOT NULL DEFAULT 0 CHECK (nonlitigation >= 0),
    source TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (contract_id, quarter, system),
    CHECK (quarter BETWEEN 1 AND 4)
) STRICT;

-- A unit cost as dated data: known ones with their source, the rest to be entered.
CREATE TABLE tariff (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    service_kind TEXT NOT NULL CHECK (
        service_kind IN (
            'pidana', 'perdata', 'tun', 'penyuluhan', 'konsultasi', 'investigasi', 'penelitian', 'mediasi',
            'negosiasi', 'pemberdayaan', 'pendampingan', 'drafting'
        )
    ),
    stage TEXT,
    label TEXT NOT NULL COLLATE NOCASE CHECK (trim(label) <> ''),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    per TEXT NOT NULL DEFAULT 'perkara',
    valid_from TEXT NOT NULL CHECK (date(valid_from) IS valid_from),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    source TEXT,
    confidence TEXT NOT NULL CHECK (
        confidence IN (
            'terbaca', 'disimpulkan', 'praktik', 'ingatan', 'rumusan_kantor', 'tidak_diketahui'
        )
    ),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    stage_kind TEXT GENERATED ALWAYS AS ('tahap_perkara') VIRTUAL,
    FOREIGN KEY (stage_kind, stage) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE INDEX ix_tariff_service_kind_valid_from ON tariff (service_kind, valid_from, id);

-- A sanction or warning for an OBH.
CREATE TABLE sanction (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (
        kind IN (
            'teguran_tertulis', 'pengurangan_anggaran', 'penurunan_akreditasi', 'pencabutan_akreditasi',
            'pidana'
        )
    ),
    number TEXT COLLATE NOCASE,
    decided_on TEXT NOT NULL CHECK (date(decided_on) IS decided_on),
    decided_by TEXT,  -- Panwasda, Panwaspus
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    amount_cut INTEGER CHECK (amount_cut >= 0),
    reason TEXT NOT NULL CHECK (trim(reason) <> ''),
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    letter_id INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_sanction_obh_id_decided_on ON sanction (obh_id, decided_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_sanction_decided_on ON sanction (decided_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_sanction_trashed_at ON sanction (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_sanction_obh_id ON sanction (obh_id, id);
CREATE INDEX ix_sanction_complaint_id ON sanction (complaint_id, id) WHERE complaint_id IS NOT NULL;
CREATE INDEX ix_sanction_letter_id ON sanction (letter_id, id) WHERE letter_id IS NOT NULL;
CREATE INDEX ix_sanction_attachment_id ON sanction (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- The score the central system gave an OBH in a period; never drawn in one chart with ours.
CREATE TABLE official_score (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE RESTRICT,
    label TEXT NOT NULL CHECK (trim(label) <> ''),  -- period as the system names it
    period_from TEXT NOT NULL CHECK (date(period_from) IS period_from),
    period_until TEXT NOT NULL CHECK (date(period_until) IS period_until),
    -- litigation and non-litigation apart; empty = one score for both
    part TEXT CHECK (part IN ('litigasi', 'nonlitigasi')),
    score REAL NOT NULL,
    scale_max REAL NOT NULL DEFAULT 100,
    read_on TEXT CHECK (date(read_on) IS read_on),
    source TEXT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (period_until >= period_from),
    CHECK (score >= 0 AND score <= scale_max)
) STRICT;
CREATE INDEX ix_official_score_obh_id_period_from ON official_score (obh_id, period_from, id);
CREATE INDEX ix_official_score_period_from ON official_score (period_from, id);
CREATE INDEX ix_official_score_attachment_id ON official_score (attachment_id, id) WHERE attachment_id IS NOT NULL;

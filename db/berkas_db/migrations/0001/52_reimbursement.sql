-- The queue of reimbursement claims (berkas reimbursement) and the days each claim spent in each state.

-- One claim: a stage of a case, an activity or a packet, with its rupiah and its state.
CREATE TABLE reimbursement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    obh_id INTEGER NOT NULL REFERENCES obh (id) ON DELETE RESTRICT,
    case_id INTEGER REFERENCES legal_case (id) ON DELETE RESTRICT,
    packet_id INTEGER REFERENCES case_packet (id) ON DELETE RESTRICT,
    stage TEXT,
    contract_id INTEGER REFERENCES contract (id) ON DELETE RESTRICT,
    state TEXT NOT NULL DEFAULT 'masuk' CHECK (
        state IN (
            'masuk', 'diperiksa', 'dikembalikan', 'perbaikan', 'disetujui', 'dibayar'
        )
    ),
    state_since TEXT NOT NULL CHECK (date(state_since) IS state_since),
    submitted_on TEXT NOT NULL CHECK (date(submitted_on) IS submitted_on),
    claimed INTEGER NOT NULL CHECK (claimed >= 0),
    approved INTEGER CHECK (approved >= 0),
    paid INTEGER CHECK (paid >= 0),
    paid_on TEXT CHECK (date(paid_on) IS paid_on),
    tariff_id INTEGER REFERENCES tariff (id) ON DELETE RESTRICT,
    fund TEXT,
    checklist_id INTEGER REFERENCES assessment (id) ON DELETE RESTRICT,  -- filled file checklist
    sidbankum_number TEXT,
    owner_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    stage_kind TEXT GENERATED ALWAYS AS ('tahap_perkara') VIRTUAL,
    fund_kind TEXT GENERATED ALWAYS AS ('sumber_dana') VIRTUAL,
    FOREIGN KEY (stage_kind, stage) REFERENCES term (kind, code) ON DELETE RESTRICT,
    FOREIGN KEY (fund_kind, fund) REFERENCES term (kind, code) ON DELETE RESTRICT,
    CHECK (case_id IS NOT NULL OR packet_id IS NOT NULL),
    CHECK (state <> 'dibayar' OR (paid IS NOT NULL AND paid_on IS NOT NULL)),
    CHECK (approved IS NULL OR approved <= claimed)
) STRICT;
CREATE UNIQUE INDEX ux_reimbursement_code ON reimbursement (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_reimbursement_state_state_since ON reimbursement (state, state_since, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_reimbursement_submitted_on ON reimbursement (submitted_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_reimbursement_obh_id_submitted_on ON reimbursement (obh_id, submitted_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_reimbursement_trashed_at ON reimbursement (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_reimbursement_obh_id ON reimbursement (obh_id, id);
CREATE INDEX ix_reimbursement_case_id ON reimbursement (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX ix_reimbursement_packet_id ON reimbursement (packet_id, id) WHERE packet_id IS NOT NULL;
CREATE INDEX ix_reimbursement_contract_id ON reimbursement (contract_id, id) WHERE contract_id IS NOT NULL;
CREATE INDEX ix_reimbursement_tariff_id ON reimbursement (tariff_id, id) WHERE tariff_id IS NOT NULL;
CREATE INDEX ix_reimbursement_checklist_id ON reimbursement (checklist_id, id) WHERE checklist_id IS NOT NULL;
CREATE INDEX ix_reimbursement_owner_id ON reimbursement (owner_id, id) WHERE owner_id IS NOT NULL;

-- A step of a claim in the queue, with the reasons and the letter of a return.
CREATE TABLE reimbursement_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    reimbursement_id INTEGER NOT NULL REFERENCES reimbursement (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('masuk', 'diperiksa', 'dikembalikan', 'perbaikan', 'disetujui', 'dibayar')),
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    actor_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    reason TEXT,
    letter_id INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_reimbursement_event_on_date ON reimbursement_event (on_date, id);
CREATE INDEX ix_reimbursement_event_reimbursement_id ON reimbursement_event (reimbursement_id, id);
CREATE INDEX ix_reimbursement_event_actor_id ON reimbursement_event (actor_id, id) WHERE actor_id IS NOT NULL;
CREATE INDEX ix_reimbursement_event_letter_id ON reimbursement_event (letter_id, id) WHERE letter_id IS NOT NULL;

-- Money for the same case from somewhere else (local budget, another PBH), against claiming twice.
CREATE TABLE other_funding (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    case_id INTEGER NOT NULL REFERENCES legal_case (id) ON DELETE RESTRICT,
    fund TEXT NOT NULL,
    payer TEXT NOT NULL CHECK (trim(payer) <> ''),
    stage TEXT,
    amount INTEGER CHECK (amount >= 0),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    source TEXT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    fund_kind TEXT GENERATED ALWAYS AS ('sumber_dana') VIRTUAL,
    stage_kind TEXT GENERATED ALWAYS AS ('tahap_perkara') VIRTUAL,
    FOREIGN KEY (fund_kind, fund) REFERENCES term (kind, code) ON DELETE RESTRICT,
    FOREIGN KEY (stage_kind, stage) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE INDEX ix_other_funding_case_id ON other_funding (case_id, id);
CREATE INDEX ix_other_funding_obh_id ON other_funding (obh_id, id) WHERE obh_id IS NOT NULL;

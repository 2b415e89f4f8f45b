-- Outreach events (diseminasi, penyuluhan) with topics, speakers, participants by group, and the
-- aspirations they leave behind.

-- An outreach event: date, place, topics, partners, participants.
CREATE TABLE outreach_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    title TEXT NOT NULL COLLATE NOCASE CHECK (trim(title) <> ''),
    kind TEXT NOT NULL,
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    until_date TEXT CHECK (date(until_date) IS until_date),
    from_time TEXT CHECK (from_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    until_time TEXT CHECK (until_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    place TEXT NOT NULL COLLATE NOCASE CHECK (trim(place) <> ''),
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    regency_id INTEGER REFERENCES regency (id) ON DELETE RESTRICT,
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    agreement_id INTEGER REFERENCES agreement (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    online_link TEXT,
    moderator TEXT,
    summary TEXT,
    press_text TEXT,
    letter_id INTEGER REFERENCES letter (id) ON DELETE RESTRICT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    source TEXT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    kind_kind TEXT GENERATED ALWAYS AS ('jenis_acara') VIRTUAL,
    FOREIGN KEY (kind_kind, kind) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX ux_outreach_event_code ON outreach_event (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_outreach_event_title ON outreach_event (title, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_outreach_event_on_date ON outreach_event (on_date, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_outreach_event_kind_on_date ON outreach_event (kind, on_date, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_outreach_event_trashed_at ON outreach_event (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_outreach_event_unit_id ON outreach_event (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_outreach_event_regency_id ON outreach_event (regency_id, id) WHERE regency_id IS NOT NULL;
CREATE INDEX ix_outreach_event_obh_id ON outreach_event (obh_id, id) WHERE obh_id IS NOT NULL;
CREATE INDEX ix_outreach_event_agreement_id ON outreach_event (agreement_id, id) WHERE agreement_id IS NOT NULL;
CREATE INDEX ix_outreach_event_visit_id ON outreach_event (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX ix_outreach_event_letter_id ON outreach_event (letter_id, id) WHERE letter_id IS NOT NULL;
CREATE INDEX ix_outreach_event_attachment_id ON outreach_event (attachment_id, id) WHERE attachment_id IS NOT NULL;

-- A topic of an event.
CREATE TABLE outreach_topic (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    event_id INTEGER NOT NULL REFERENCES outreach_event (id) ON DELETE CASCADE,
    topic TEXT,
    title TEXT,
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    topic_kind TEXT GENERATED ALWAYS AS ('topik') VIRTUAL,
    FOREIGN KEY (topic_kind, topic) REFERENCES term (kind, code) ON DELETE RESTRICT,
    CHECK (topic IS NOT NULL OR title IS NOT NULL)
) STRICT;
CREATE INDEX ix_outreach_topic_event_id ON outreach_topic (event_id, id);

-- A speaker or official guest of an event.
CREATE TABLE outreach_speaker (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    event_id INTEGER NOT NULL REFERENCES outreach_event (id) ON DELETE CASCADE,
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    position TEXT,
    agency TEXT,
    official_id INTEGER REFERENCES official (id) ON DELETE RESTRICT,
    subject TEXT,
    role TEXT NOT NULL DEFAULT 'narasumber' CHECK (role IN ('narasumber', 'moderator', 'sambutan', 'tamu')),
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_outreach_speaker_event_id ON outreach_speaker (event_id, id);
CREATE INDEX ix_outreach_speaker_official_id ON outreach_speaker (official_id, id) WHERE official_id IS NOT NULL;

-- A partner organisation of an event.
CREATE TABLE outreach_partner (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    event_id INTEGER NOT NULL REFERENCES outreach_event (id) ON DELETE CASCADE,
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    role TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_outreach_partner_event_id ON outreach_partner (event_id, id);

-- How many people of a group took part.
CREATE TABLE outreach_participants (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    event_id INTEGER NOT NULL REFERENCES outreach_event (id) ON DELETE CASCADE,
    participant_group TEXT NOT NULL,
    men INTEGER NOT NULL DEFAULT 0 CHECK (men >= 0),
    women INTEGER NOT NULL DEFAULT 0 CHECK (women >= 0),
    unspecified INTEGER NOT NULL DEFAULT 0 CHECK (unspecified >= 0),  -- only the total is known
    with_disability INTEGER NOT NULL DEFAULT 0 CHECK (with_disability >= 0),
    is_estimate INTEGER NOT NULL DEFAULT 0 CHECK (is_estimate IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    participant_group_kind TEXT GENERATED ALWAYS AS ('kelompok_peserta') VIRTUAL,
    FOREIGN KEY (participant_group_kind, participant_group) REFERENCES term (kind, code) ON DELETE RESTRICT,
    UNIQUE (event_id, participant_group)
) STRICT;

-- A question, wish or idea left at an event or elsewhere, and what becomes of it.
CREATE TABLE aspiration (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    event_id INTEGER REFERENCES outreach_event (id) ON DELETE RESTRICT,
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    participant_group TEXT,
    identity_id INTEGER REFERENCES identity (id) ON DELETE RESTRICT,
    topic TEXT,
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    answer TEXT,
    complaint_class TEXT NOT NULL DEFAULT 'aspirasi' CHECK (
        complaint_class IN (
            'pengaduan_berkadar', 'pengaduan_tidak_berkadar', 'permintaan_informasi', 'aspirasi',
            'pengaduan_ham', 'pengaduan_obh', 'uu25_2009', 'standar_upt', 'ppid', 'ppid_keberatan',
            'permohonan_bankum', 'ombudsman_korektif'
        )
    ),
    status TEXT NOT NULL DEFAULT 'belum_ditindaklanjuti' CHECK (
        status IN (
            'belum_ditindaklanjuti', 'sedang_ditindaklanjuti', 'diajukan_selesai', 'selesai',
            'tidak_dapat_ditindaklanjuti'
        )
    ),
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    complaint_id INTEGER REFERENCES complaint (id) ON DELETE RESTRICT,
    followup_id INTEGER REFERENCES followup (id) ON DELETE RESTRICT,
    is_example INTEGER NOT NULL DEFAULT 0 CHECK (is_example IN (0, 1)),
    source TEXT,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    participant_group_kind TEXT GENERATED ALWAYS AS ('kelompok_peserta') VIRTUAL,
    topic_kind TEXT GENERATED ALWAYS AS ('topik') VIRTUAL,
    FOREIGN KEY (participant_group_kind, participant_group) REFERENCES term (kind, code) ON DELETE RESTRICT,
    FOREIGN KEY (topic_kind, topic) REFERENCES term (kind, code) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX ux_aspiration_code ON aspiration (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_aspiration_on_date ON aspiration (on_date, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_aspiration_status_on_date ON aspiration (status, on_date, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_aspiration_event_id_on_date ON aspiration (event_id, on_date, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_aspiration_trashed_at ON aspiration (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_aspiration_event_id ON aspiration (event_id, id) WHERE event_id IS NOT NULL;
CREATE INDEX ix_aspiration_identity_id ON aspiration (identity_id, id) WHERE identity_id IS NOT NULL;
CREATE INDEX ix_aspiration_unit_id ON aspiration (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_aspiration_obh_id ON aspiration (obh_id, id) WHERE obh_id IS NOT NULL;
CREATE INDEX ix_aspiration_complaint_id ON aspiration (complaint_id, id) WHERE complaint_id IS NOT NULL;
CREATE INDEX ix_aspiration_followup_id ON aspiration (followup_id, id) WHERE followup_id IS NOT NULL;

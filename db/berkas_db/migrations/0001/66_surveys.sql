-- Survey periods of a service: target and official figure, problems and public consultation. Unit figures
-- are computed from respondents, never from service figures.

-- One survey of one service (or unit) with one instrument in one period.
CREATE TABLE survey_period (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE RESTRICT,
    service_id INTEGER REFERENCES service (id) ON DELETE RESTRICT,
    instrument_key TEXT NOT NULL CHECK (trim(instrument_key) <> ''),  -- skm, spkp, spak, ikm2021, ipk2021
    label TEXT NOT NULL COLLATE NOCASE CHECK (trim(label) <> ''),
    period_from TEXT NOT NULL CHECK (date(period_from) IS period_from),
    period_until TEXT NOT NULL CHECK (date(period_until) IS period_until),
    population INTEGER CHECK (population >= 0),
    target INTEGER CHECK (target >= 0),  -- respondents asked for
    official_index REAL,
    official_scale REAL,
    official_grade TEXT,
    official_respondents INTEGER CHECK (official_respondents >= 0),
    official_read_on TEXT CHECK (date(official_read_on) IS official_read_on),
    official_source TEXT,
    exclusions TEXT,  -- "di luar kewenangan"
    is_closed INTEGER NOT NULL DEFAULT 0 CHECK (is_closed IN (0, 1)),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (period_until >= period_from)
) STRICT;
CREATE UNIQUE INDEX ux_survey_period_code ON survey_period (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_survey_period_unit_id_period_from ON survey_period (unit_id, period_from, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_survey_period_period_from ON survey_period (period_from, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_survey_period_instrument_key_period_from ON survey_period (instrument_key, period_from, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_survey_period_trashed_at ON survey_period (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_survey_period_unit_id ON survey_period (unit_id, id);
CREATE INDEX ix_survey_period_service_id ON survey_period (service_id, id) WHERE service_id IS NOT NULL;

-- A problem a survey showed, with its element; followed up unless outside the unit's authority.
CREATE TABLE survey_problem (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    survey_period_id INTEGER NOT NULL REFERENCES survey_period (id) ON DELETE CASCADE,
    element TEXT NOT NULL CHECK (trim(element) <> ''),
    problem TEXT NOT NULL CHECK (trim(problem) <> ''),
    is_excluded INTEGER NOT NULL DEFAULT 0 CHECK (is_excluded IN (0, 1)),
    exclusion_reason TEXT,
    finding_id INTEGER REFERENCES finding (id) ON DELETE RESTRICT,
    sort INTEGER NOT NULL DEFAULT 0 CHECK (sort >= 0),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_survey_problem_survey_period_id ON survey_problem (survey_period_id, id);
CREATE INDEX ix_survey_problem_finding_id ON survey_problem (finding_id, id) WHERE finding_id IS NOT NULL;

-- A public consultation (FKP) about a service, with its minutes.
CREATE TABLE public_consultation (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    unit_id INTEGER NOT NULL REFERENCES unit (id) ON DELETE RESTRICT,
    service_id INTEGER REFERENCES service (id) ON DELETE RESTRICT,
    survey_period_id INTEGER REFERENCES survey_period (id) ON DELETE RESTRICT,
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    place TEXT,
    participants INTEGER CHECK (participants >= 0),
    result TEXT,
    minutes_number TEXT,
    attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT,
    event_id INTEGER REFERENCES outreach_event (id) ON DELETE RESTRICT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_public_consultation_on_date ON public_consultation (on_date, id);
CREATE INDEX ix_public_consultation_unit_id ON public_consultation (unit_id, id);
CREATE INDEX ix_public_consultation_service_id ON public_consultation (service_id, id) WHERE service_id IS NOT NULL;
CREATE INDEX ix_public_consultation_survey_period_id ON public_consultation (survey_period_id, id) WHERE survey_period_id IS NOT NULL;
CREATE INDEX ix_public_consultation_attachment_id ON public_consultation (attachment_id, id) WHERE attachment_id IS NOT NULL;
CREATE INDEX ix_public_consultation_event_id ON public_consultation (event_id, id) WHERE event_id IS NOT NULL;

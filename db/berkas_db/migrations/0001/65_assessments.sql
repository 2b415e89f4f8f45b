-- Assessments: an instrument applied to a subject and answered; answers, second keying, scores with their
-- derivation.

-- One filled instrument: who or what is assessed, in which visit, by whom it was keyed.
CREATE TABLE assessment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    code TEXT NOT NULL COLLATE NOCASE CHECK (trim(code) <> ''),
    instrument_version_id INTEGER NOT NULL REFERENCES instrument_version (id) ON DELETE RESTRICT,
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('obh', 'unit', 'layanan', 'perkara', 'acara', 'posbankum')),
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    service_id INTEGER REFERENCES service (id) ON DELETE RESTRICT,
    case_id INTEGER REFERENCES legal_case (id) ON DELETE RESTRICT,
    event_id INTEGER REFERENCES outreach_event (id) ON DELETE RESTRICT,
    posbankum_id INTEGER REFERENCES posbankum (id) ON DELETE RESTRICT,
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    place_id INTEGER REFERENCES visit_place (id) ON DELETE RESTRICT,
    award_entry_id INTEGER REFERENCES award_entry (id) ON DELETE RESTRICT,
    survey_period_id INTEGER REFERENCES survey_period (id) ON DELETE RESTRICT,
    supervision_id INTEGER REFERENCES supervision (id) ON DELETE RESTRICT,
    about_case_id INTEGER REFERENCES legal_case (id) ON DELETE RESTRICT,  -- the case an interview is about
    recipient_id INTEGER REFERENCES recipient (id) ON DELETE RESTRICT,
    respondent_code TEXT,
    state TEXT NOT NULL DEFAULT 'draf' CHECK (state IN ('draf', 'lengkap', 'terverifikasi', 'terkunci')),
    -- day of the interview or of the look at the unit
    interview_on TEXT CHECK (date(interview_on) IS interview_on),
    entered_on TEXT CHECK (date(entered_on) IS entered_on),
    mode TEXT CHECK (mode IN ('tatap_muka', 'video', 'kertas')),
    language TEXT,
    phase TEXT CHECK (phase IN ('sebelum', 'sesudah')),  -- questions before and after an event
    -- the one pass that scores use
    scored_pass TEXT NOT NULL DEFAULT 'pertama' CHECK (
        scored_pass IN (
            'pertama', 'kedua', 'mandiri', 'verifikator', 'akhir'
        )
    ),
    keyed_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    verified_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    verified_at TEXT CHECK (verified_at GLOB '????-??-??T??:??:??.???Z'),
    locked_at TEXT CHECK (locked_at GLOB '????-??-??T??:??:??.???Z'),
    sidbankum_on TEXT CHECK (date(sidbankum_on) IS sidbankum_on),  -- already typed into Sidbankum
    stopped_item TEXT,  -- item at which the respondent stopped
    open_errors INTEGER NOT NULL DEFAULT 0 CHECK (open_errors >= 0),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    trashed_at TEXT CHECK (trashed_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK ((subject_kind = 'obh') = (obh_id IS NOT NULL)),
    CHECK ((subject_kind = 'unit') = (unit_id IS NOT NULL)),
    CHECK ((subject_kind = 'layanan') = (service_id IS NOT NULL)),
    CHECK ((subject_kind = 'perkara') = (case_id IS NOT NULL)),
    CHECK ((subject_kind = 'acara') = (event_id IS NOT NULL)),
    CHECK ((subject_kind = 'posbankum') = (posbankum_id IS NOT NULL)),
    CHECK (state <> 'terkunci' OR locked_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX ux_assessment_code ON assessment (code) WHERE trashed_at IS NULL;
CREATE INDEX ix_assessment_interview_on ON assessment (interview_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_assessment_state_interview_on ON assessment (state, interview_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_assessment_obh_id_interview_on ON assessment (obh_id, interview_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_assessment_unit_id_interview_on ON assessment (unit_id, interview_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_assessment_instrument_version_id_interview_on ON assessment (instrument_version_id, interview_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_assessment_survey_period_id_respondent_code ON assessment (survey_period_id, respondent_code, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_assessment_sidbankum_on ON assessment (sidbankum_on, id) WHERE trashed_at IS NULL;
CREATE INDEX ix_assessment_trashed_at ON assessment (trashed_at, id) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_assessment_instrument_version_id ON assessment (instrument_version_id, id);
CREATE INDEX ix_assessment_obh_id ON assessment (obh_id, id) WHERE obh_id IS NOT NULL;
CREATE INDEX ix_assessment_unit_id ON assessment (unit_id, id) WHERE unit_id IS NOT NULL;
CREATE INDEX ix_assessment_service_id ON assessment (service_id, id) WHERE service_id IS NOT NULL;
CREATE INDEX ix_assessment_case_id ON assessment (case_id, id) WHERE case_id IS NOT NULL;
CREATE INDEX ix_assessment_event_id ON assessment (event_id, id) WHERE event_id IS NOT NULL;
CREATE INDEX ix_assessment_posbankum_id ON assessment (posbankum_id, id) WHERE posbankum_id IS NOT NULL;
CREATE INDEX ix_assessment_visit_id ON assessment (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX ix_assessment_place_id ON assessment (place_id, id) WHERE place_id IS NOT NULL;
CREATE INDEX ix_assessment_award_entry_id ON assessment (award_entry_id, id) WHERE award_entry_id IS NOT NULL;
CREATE INDEX ix_assessment_survey_period_id ON assessment (survey_period_id, id) WHERE survey_period_id IS NOT NULL;
CREATE INDEX ix_assessment_supervision_id ON assessment (supervision_id, id) WHERE supervision_id IS NOT NULL;
CREATE INDEX ix_assessment_about_case_id ON assessment (about_case_id, id) WHERE about_case_id IS NOT NULL;
CREATE INDEX ix_assessment_recipient_id ON assessment (recipient_id, id) WHERE recipient_id IS NOT NULL;
CREATE INDEX ix_assessment_keyed_by_id ON assessment (keyed_by_id, id) WHERE keyed_by_id IS NOT NULL;
CREATE INDEX ix_assessment_verified_by_id ON assessment (verified_by_id, id) WHERE verified_by_id IS NOT NULL;

-- The answer to one item (one row of a table item) in one pass; missing says why there is no value.
CREATE TABLE answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    assessment_id INTEGER NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    item_code TEXT NOT NULL CHECK (trim(item_code) <> ''),
    row_no INTEGER NOT NULL DEFAULT 0 CHECK (row_no >= 0),
    answer_pass TEXT NOT NULL DEFAULT 'pertama' CHECK (
        answer_pass IN (
            'pertama', 'kedua', 'mandiri', 'verifikator', 'akhir'
        )
    ),
    value TEXT,  -- code of a choice, text, date; several codes of a multi item joined by a space
    number REAL,  -- what scores add up
    missing TEXT CHECK (missing IN ('tidak_tahu', 'menolak', 'tidak_berlaku')),
    -- no item of the present version; kept, not counted
    parked INTEGER NOT NULL DEFAULT 0 CHECK (parked IN (0, 1)),
    note TEXT,
    UNIQUE (assessment_id, answer_pass, item_code, row_no),
    CHECK (missing IS NULL OR (value IS NULL AND number IS NULL))
) STRICT;

-- Who keyed a pass of an assessment and when; the second is blind and by another user.
CREATE TABLE keying (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    assessment_id INTEGER NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    answer_pass TEXT NOT NULL CHECK (answer_pass IN ('pertama', 'kedua', 'mandiri', 'verifikator', 'akhir')),
    keyed_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    started_at TEXT NOT NULL CHECK (started_at GLOB '????-??-??T??:??:??.???Z'),
    finished_at TEXT CHECK (finished_at GLOB '????-??-??T??:??:??.???Z'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (assessment_id, answer_pass)
) STRICT;
CREATE INDEX ix_keying_keyed_by_id ON keying (keyed_by_id, id) WHERE keyed_by_id IS NOT NULL;

-- A difference between first and second keying and how it was settled; gives the rate per keyer.
CREATE TABLE keying_difference (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    assessment_id INTEGER NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    item_code TEXT NOT NULL CHECK (trim(item_code) <> ''),
    row_no INTEGER NOT NULL DEFAULT 0 CHECK (row_no >= 0),
    first_value TEXT,
    second_value TEXT,
    settled TEXT CHECK (settled IN ('pertama', 'kedua', 'ketik_ulang')),
    final_value TEXT,
    settled_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    settled_at TEXT CHECK (settled_at GLOB '????-??-??T??:??:??.???Z'),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (assessment_id, item_code, row_no)
) STRICT;
CREATE INDEX ix_keying_difference_settled_by_id ON keying_difference (settled_by_id, id) WHERE settled_by_id IS NOT NULL;

-- A random sample of a batch per keyer and OBH for second keying; over the limit, the whole batch is keyed
-- twice.
CREATE TABLE keying_sample (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    visit_id INTEGER REFERENCES visit (id) ON DELETE RESTRICT,
    assessment_id INTEGER NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    keyer_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    batch TEXT NOT NULL CHECK (trim(batch) <> ''),
    drawn_at TEXT NOT NULL CHECK (drawn_at GLOB '????-??-??T??:??:??.???Z'),
    limit_percent REAL NOT NULL,
    outcome TEXT NOT NULL DEFAULT 'menunggu' CHECK (outcome IN ('menunggu', 'lolos', 'ulang_semua')),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (batch, assessment_id)
) STRICT;
CREATE INDEX ix_keying_sample_visit_id ON keying_sample (visit_id, id) WHERE visit_id IS NOT NULL;
CREATE INDEX ix_keying_sample_assessment_id ON keying_sample (assessment_id, id);
CREATE INDEX ix_keying_sample_keyer_id ON keying_sample (keyer_id, id) WHERE keyer_id IS NOT NULL;
CREATE INDEX ix_keying_sample_obh_id ON keying_sample (obh_id, id) WHERE obh_id IS NOT NULL;

-- A figure with its derivation: of one assessment, or accumulated per OBH, unit or service over a period.
CREATE TABLE score (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    assessment_id INTEGER REFERENCES assessment (id) ON DELETE RESTRICT,
    obh_id INTEGER REFERENCES obh (id) ON DELETE RESTRICT,
    unit_id INTEGER REFERENCES unit (id) ON DELETE RESTRICT,
    service_id INTEGER REFERENCES service (id) ON DELETE RESTRICT,
    survey_period_id INTEGER REFERENCES survey_period (id) ON DELETE RESTRICT,
    instrument_version_id INTEGER NOT NULL REFERENCES instrument_version (id) ON DELETE RESTRICT,
    period_from TEXT CHECK (date(period_from) IS period_from),
    period_until TEXT CHECK (date(period_until) IS period_until),
    kind TEXT NOT NULL CHECK (kind IN ('resmi', 'internal')),
    index_value REAL,
    index_4 REAL,
    grade TEXT,
    respondents INTEGER NOT NULL CHECK (respondents >= 0),
    -- reached the least number of respondents
    is_released INTEGER NOT NULL DEFAULT 0 CHECK (is_released IN (0, 1)),
    rule TEXT NOT NULL CHECK (trim(rule) <> ''),
    derivation TEXT NOT NULL CHECK (trim(derivation) <> ''),  -- JSON: items, answers, weights, rounding
    computed_at TEXT NOT NULL CHECK (computed_at GLOB '????-??-??T??:??:??.???Z'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
CREATE INDEX ix_score_obh_id_period_from ON score (obh_id, period_from, id);
CREATE INDEX ix_score_unit_id_period_from ON score (unit_id, period_from, id);
CREATE INDEX ix_score_assessment_id ON score (assessment_id, id) WHERE assessment_id IS NOT NULL;
CREATE INDEX ix_score_service_id ON score (service_id, id) WHERE service_id IS NOT NULL;
CREATE INDEX ix_score_survey_period_id ON score (survey_period_id, id) WHERE survey_period_id IS NOT NULL;
CREATE INDEX ix_score_instrument_version_id ON score (instrument_version_id, id);

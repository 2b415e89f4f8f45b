-- The award from its request to its decree: the letter of request, the scan of the decree, what a locked state
-- looked like, and who repairs which gap until when.

ALTER TABLE award_entry ADD COLUMN requested_number TEXT;           -- letter of the unit
ALTER TABLE award_entry ADD COLUMN second_look_text TEXT;           -- what the second look found, in one sentence
ALTER TABLE award_entry ADD COLUMN decree_attachment_id INTEGER REFERENCES attachment (id) ON DELETE RESTRICT;
CREATE INDEX ix_award_entry_decree_attachment_id ON award_entry (decree_attachment_id, id) WHERE decree_attachment_id IS NOT NULL;

ALTER TABLE entry_revision ADD COLUMN content TEXT;                 -- JSON of what was locked; sha256 is made of it

CREATE TABLE repair_task (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    entry_id INTEGER NOT NULL REFERENCES award_entry (id) ON DELETE CASCADE,
    gap TEXT NOT NULL CHECK (gap <> ''),                            -- what it is about: kriteria:KEY, temuan:ID, surat:KEY
    owner TEXT,                                                     -- who repairs it
    position TEXT,
    minutes INTEGER CHECK (minutes > 0),                            -- effort as the office reckons it; nothing: the usual
    due_on TEXT CHECK (date(due_on) IS due_on),
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (entry_id, gap)
) STRICT;

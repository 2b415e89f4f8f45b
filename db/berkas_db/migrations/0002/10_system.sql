-- A password given by the admin is good until a moment and for one sign-in; two codes, kept by two officials,
-- together open the door when nobody knows a password any more.

ALTER TABLE app_user ADD COLUMN temporary_until TEXT;              -- nothing: the person chose the password

CREATE TABLE recovery_code (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    place      INTEGER NOT NULL UNIQUE CHECK (place IN (1, 2)),    -- first and second sheet
    holder     TEXT NOT NULL CHECK (holder <> ''),                 -- who keeps the sheet
    code_hash  TEXT,                                               -- Argon2id in PHC form; nothing: used up
    version    INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;

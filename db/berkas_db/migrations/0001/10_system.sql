-- What the book needs to be a book: itself, its users, journal, undo, drafts, attachments, packages, settings.

CREATE TABLE book_info (
    id            INTEGER PRIMARY KEY CHECK (id = 1),
    uid           TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),   -- the office, the same in all its copies
    replica_uid   TEXT NOT NULL CHECK (length(replica_uid) = 36),  -- this copy
    number_prefix TEXT NOT NULL DEFAULT '',                        -- set apart per copy, so that numbers never clash
    time_zone     TEXT NOT NULL DEFAULT 'Asia/Jakarta',
    version       INTEGER NOT NULL DEFAULT 1,
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL
) STRICT;

CREATE TABLE app_user (
    id                  INTEGER PRIMARY KEY AUTOINCREMENT,
    uid                 TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    login               TEXT NOT NULL COLLATE NOCASE CHECK (login <> ''),
    full_name           TEXT NOT NULL,
    role                TEXT NOT NULL CHECK (role IN ('admin', 'petugas', 'verifikator', 'pimpinan', 'pengawas')),
    password_hash       TEXT,                                      -- Argon2id in PHC form; nothing: cannot log in yet
    password_changed_at TEXT,
    is_active           INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    version             INTEGER NOT NULL DEFAULT 1,
    created_at          TEXT NOT NULL,
    updated_at          TEXT NOT NULL,
    trashed_at          TEXT
) STRICT;
CREATE UNIQUE INDEX app_user_login ON app_user (login) WHERE trashed_at IS NULL;

-- The delay after wrong passwords. Apart from app_user and outside the journal, because a refused log-in is no change.
CREATE TABLE login_delay (
    id            INTEGER PRIMARY KEY REFERENCES app_user (id) ON DELETE CASCADE,
    failures      INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
    blocked_until TEXT
) STRICT;

-- The journal: one line per committed command. Chained by hash over salted hashes, so that values can be
-- removed from journal_value and journal_text and the chain still verifies.
CREATE TABLE journal (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,                   -- the position, without gaps from 1
    at        TEXT NOT NULL,
    actor_id  INTEGER REFERENCES app_user (id),                    -- nothing: nobody had an account yet
    action    TEXT NOT NULL CHECK (action <> ''),
    text_hash BLOB NOT NULL CHECK (length(text_hash) = 32),
    rows_hash BLOB NOT NULL CHECK (length(rows_hash) = 32),
    prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32),
    hash      BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX journal_actor ON journal (actor_id, id);
CREATE INDEX journal_at ON journal (at, id);

CREATE TABLE journal_text (
    id     INTEGER PRIMARY KEY REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED,
    salt   BLOB NOT NULL CHECK (length(salt) = 16),
    label  TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT ''
) STRICT;

-- One line per row that a command wrote (or noted). hashes holds 32 bytes per name in fields, in that order.
CREATE TABLE journal_row (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    journal_id INTEGER NOT NULL REFERENCES journal (id) DEFERRABLE INITIALLY DEFERRED,
    action     TEXT NOT NULL CHECK (action <> ''),                 -- sisip, ubah, hapus, sampah, pulih, or a noted one
    table_name TEXT NOT NULL,
    row_id     INTEGER NOT NULL,
    row_uid    TEXT NOT NULL,
    fields     TEXT NOT NULL,                                      -- names, separated by commas
    hashes     BLOB NOT NULL
) STRICT;
CREATE INDEX journal_row_journal ON journal_row (journal_id);
CREATE INDEX journal_row_forgotten ON journal_row (table_name, row_uid) WHERE action = 'dilupakan';
CREATE INDEX journal_row_subject ON journal_row (table_name, row_uid, id);

-- The values themselves. salts holds 16 bytes per name in journal_row.fields; a removed value has zeros there.
CREATE TABLE journal_value (
    id         INTEGER PRIMARY KEY REFERENCES journal_row (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
    salts      BLOB NOT NULL,
    before     TEXT NOT NULL,                                      -- JSON: field -> value
    after      TEXT NOT NULL
) STRICT;

CREATE TRIGGER journal_keeps BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'Jurnal hanya dapat bertambah; barisnya tidak dapat diubah.'); END;
CREATE TRIGGER journal_stays BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'Jurnal hanya dapat bertambah; barisnya tidak dapat dihapus.'); END;
CREATE TRIGGER journal_row_keeps BEFORE UPDATE ON journal_row
BEGIN SELECT RAISE(ABORT, 'Jurnal hanya dapat bertambah; barisnya tidak dapat diubah.'); END;
CREATE TRIGGER journal_row_stays BEFORE DELETE ON journal_row
BEGIN SELECT RAISE(ABORT, 'Jurnal hanya dapat bertambah; barisnya tidak dapat dihapus.'); END;

-- What a user can take back and do again. The values are those of the journal.
CREATE TABLE undo_step (
    id         INTEGER PRIMARY KEY REFERENCES journal (id),        -- the step itself
    actor_id   INTEGER REFERENCES app_user (id),
    state      TEXT NOT NULL CHECK (state IN ('siap', 'diurungkan', 'hangus')),
    journal_id INTEGER NOT NULL REFERENCES journal (id)            -- the entry whose values hold now: step, undo or redo
) STRICT;
CREATE INDEX undo_step_actor ON undo_step (actor_id, state, id);

CREATE TABLE draft (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    actor_id     INTEGER REFERENCES app_user (id) ON DELETE CASCADE,
    kind         TEXT NOT NULL CHECK (kind <> ''),
    record_uid   TEXT,                                             -- nothing: a new record
    values_json  TEXT NOT NULL CHECK (json_valid(values_json)),
    cursor_field TEXT,
    created_at   TEXT NOT NULL,
    updated_at   TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX draft_place ON draft (ifnull(actor_id, 0), kind, ifnull(record_uid, ''));

-- Bytes, once per SHA-256, in pieces of 1 MiB.
CREATE TABLE attachment (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uid        TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    sha256     TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    size       INTEGER NOT NULL CHECK (size >= 0),
    name       TEXT NOT NULL,
    media_type TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

CREATE TABLE attachment_chunk (
    id            INTEGER PRIMARY KEY,
    attachment_id INTEGER NOT NULL REFERENCES attachment (id) ON DELETE CASCADE,
    seq           INTEGER NOT NULL CHECK (seq >= 0),
    data          BLOB NOT NULL CHECK (length(data) BETWEEN 1 AND 1048576),
    UNIQUE (attachment_id, seq)
) STRICT;

CREATE TABLE package_seen (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uid         TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),     -- the package
    direction   TEXT NOT NULL CHECK (direction IN ('masuk', 'keluar')),
    replica_uid TEXT NOT NULL CHECK (length(replica_uid) = 36),    -- whose
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64),
    note        TEXT NOT NULL DEFAULT '',
    created_at  TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id    INTEGER REFERENCES app_user (id) ON DELETE CASCADE, -- nothing: the whole office
    key        TEXT NOT NULL CHECK (key <> ''),
    value_json TEXT NOT NULL CHECK (json_valid(value_json)),
    version    INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX setting_key ON setting (key, ifnull(user_id, 0));

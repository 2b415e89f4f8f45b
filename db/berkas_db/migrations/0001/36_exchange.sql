-- Packages between computers: who the other copies are, what both sides are known to share, and values
-- still to be chosen. Packages seen stand in the system tables.

-- Another copy of the office file with its own id and number prefix.
CREATE TABLE replica (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    replica_uid TEXT NOT NULL CHECK (trim(replica_uid) <> ''),
    name TEXT NOT NULL COLLATE NOCASE CHECK (trim(name) <> ''),
    prefix TEXT NOT NULL CHECK (trim(prefix) <> ''),
    public_key TEXT,
    is_self INTEGER NOT NULL DEFAULT 0 CHECK (is_self IN (0, 1)),
    last_seen_at TEXT CHECK (last_seen_at GLOB '????-??-??T??:??:??.???Z'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (replica_uid),
    UNIQUE (prefix)
) STRICT;

-- The value of a field that both copies are known to share; the base of the next comparison.
CREATE TABLE exchange_base (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    replica_id INTEGER NOT NULL REFERENCES replica (id) ON DELETE CASCADE,
    record_kind TEXT NOT NULL CHECK (trim(record_kind) <> ''),
    record_uid TEXT NOT NULL CHECK (trim(record_uid) <> ''),
    field TEXT NOT NULL CHECK (trim(field) <> ''),
    value TEXT,
    value_hash TEXT,
    UNIQUE (replica_id, record_uid, field)
) STRICT;

-- A field on which two copies differ; both values stay until somebody chooses.
CREATE TABLE package_conflict (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    package_id INTEGER NOT NULL REFERENCES package_seen (id) ON DELETE RESTRICT,
    record_kind TEXT NOT NULL CHECK (trim(record_kind) <> ''),
    record_uid TEXT NOT NULL CHECK (trim(record_uid) <> ''),
    field TEXT NOT NULL CHECK (trim(field) <> ''),
    base_value TEXT,
    our_value TEXT,
    their_value TEXT,
    choice TEXT CHECK (choice IN ('kita', 'mereka', 'lain')),
    chosen_value TEXT,
    chosen_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    chosen_at TEXT CHECK (chosen_at GLOB '????-??-??T??:??:??.???Z'),
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (package_id, record_uid, field)
) STRICT;
CREATE INDEX ix_package_conflict_chosen_by_id ON package_conflict (chosen_by_id, id) WHERE chosen_by_id IS NOT NULL;

-- A record that was merged into another as its double; what still arrives under the old uid belongs to the
-- other.
CREATE TABLE merged_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    record_kind TEXT NOT NULL CHECK (trim(record_kind) <> ''),  -- table name
    from_uid TEXT NOT NULL CHECK (trim(from_uid) <> ''),
    into_uid TEXT NOT NULL CHECK (trim(into_uid) <> ''),
    merged_at TEXT NOT NULL CHECK (merged_at GLOB '????-??-??T??:??:??.???Z'),
    merged_by_id INTEGER REFERENCES app_user (id) ON DELETE RESTRICT,
    reason TEXT,
    version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    UNIQUE (record_kind, from_uid),
    CHECK (from_uid <> into_uid)
) STRICT;
CREATE INDEX ix_merged_record_record_kind_into_uid ON merged_record (record_kind, into_uid, id);
CREATE INDEX ix_merged_record_merged_by_id ON merged_record (merged_by_id, id) WHERE merged_by_id IS NOT NULL;

-- Search in the vault, apart from every other search: only those allowed may ask it.

CREATE VIRTUAL TABLE identity_fts USING fts5 (
    code, name, alias_names, nik, phone, email, address,
    content = 'identity', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO identity_fts (identity_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER identity_fts_insert AFTER INSERT ON identity BEGIN
    INSERT INTO identity_fts (rowid, code, name, alias_names, nik, phone, email, address) VALUES (new.id, new.code, new.name, new.alias_names, new.nik, new.phone, new.email, new.address);
END;
CREATE TRIGGER identity_fts_delete AFTER DELETE ON identity BEGIN
    INSERT INTO identity_fts (identity_fts, rowid, code, name, alias_names, nik, phone, email, address) VALUES ('delete', old.id, old.code, old.name, old.alias_names, old.nik, old.phone, old.email, old.address);
END;
CREATE TRIGGER identity_fts_update AFTER UPDATE OF code, name, alias_names, nik, phone, email, address ON identity
WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.alias_names IS NOT new.alias_names OR
    old.nik IS NOT new.nik OR old.phone IS NOT new.phone OR old.email IS NOT new.email OR old.address IS
    NOT new.address BEGIN
    INSERT INTO identity_fts (identity_fts, rowid, code, name, alias_names, nik, phone, email, address) VALUES ('delete', old.id, old.code, old.name, old.alias_names, old.nik, old.phone, old.email, old.address);
    INSERT INTO identity_fts (rowid, code, name, alias_names, nik, phone, email, address) VALUES (new.id, new.code, new.name, new.alias_names, new.nik, new.phone, new.email, new.address);
END;

CREATE VIRTUAL TABLE identity_trigram USING fts5 (
    name, alias_names, nik, phone,
    content = 'identity', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO identity_trigram (identity_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER identity_trigram_insert AFTER INSERT ON identity BEGIN
    INSERT INTO identity_trigram (rowid, name, alias_names, nik, phone) VALUES (new.id, new.name, new.alias_names, new.nik, new.phone);
END;
CREATE TRIGGER identity_trigram_delete AFTER DELETE ON identity BEGIN
    INSERT INTO identity_trigram (identity_trigram, rowid, name, alias_names, nik, phone) VALUES ('delete', old.id, old.name, old.alias_names, old.nik, old.phone);
END;
CREATE TRIGGER identity_trigram_update AFTER UPDATE OF name, alias_names, nik, phone ON identity
WHEN old.name IS NOT new.name OR old.alias_names IS NOT new.alias_names OR old.nik IS NOT new.nik OR
    old.phone IS NOT new.phone BEGIN
    INSERT INTO identity_trigram (identity_trigram, rowid, name, alias_names, nik, phone) VALUES ('delete', old.id, old.name, old.alias_names, old.nik, old.phone);
    INSERT INTO identity_trigram (rowid, name, alias_names, nik, phone) VALUES (new.id, new.name, new.alias_names, new.nik, new.phone);
END;

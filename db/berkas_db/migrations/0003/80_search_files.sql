-- Search for the names of kept files and the titles they were given in a complaint's case file.

CREATE VIRTUAL TABLE attachment_fts USING fts5 (
    name,
    content = 'attachment', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO attachment_fts (attachment_fts, rank) VALUES ('secure-delete', 1);
INSERT INTO attachment_fts (attachment_fts) VALUES ('rebuild');
CREATE TRIGGER attachment_fts_insert AFTER INSERT ON attachment BEGIN
    INSERT INTO attachment_fts (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER attachment_fts_delete AFTER DELETE ON attachment BEGIN
    INSERT INTO attachment_fts (attachment_fts, rowid, name) VALUES ('delete', old.id, old.name);
END;
CREATE TRIGGER attachment_fts_update AFTER UPDATE OF name ON attachment
WHEN old.name IS NOT new.name BEGIN
    INSERT INTO attachment_fts (attachment_fts, rowid, name) VALUES ('delete', old.id, old.name);
    INSERT INTO attachment_fts (rowid, name) VALUES (new.id, new.name);
END;

CREATE VIRTUAL TABLE complaint_attachment_fts USING fts5 (
    title,
    content = 'complaint_attachment', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2',
    prefix = '2 3'
);
INSERT INTO complaint_attachment_fts (complaint_attachment_fts, rank) VALUES ('secure-delete', 1);
INSERT INTO complaint_attachment_fts (complaint_attachment_fts) VALUES ('rebuild');
CREATE TRIGGER complaint_attachment_fts_insert AFTER INSERT ON complaint_attachment BEGIN
    INSERT INTO complaint_attachment_fts (rowid, title) VALUES (new.id, new.title);
END;
CREATE TRIGGER complaint_attachment_fts_delete AFTER DELETE ON complaint_attachment BEGIN
    INSERT INTO complaint_attachment_fts (complaint_attachment_fts, rowid, title) VALUES ('delete', old.id, old.title);
END;
CREATE TRIGGER complaint_attachment_fts_update AFTER UPDATE OF title ON complaint_attachment
WHEN old.title IS NOT new.title BEGIN
    INSERT INTO complaint_attachment_fts (complaint_attachment_fts, rowid, title) VALUES ('delete', old.id, old.title);
    INSERT INTO complaint_attachment_fts (rowid, title) VALUES (new.id, new.title);
END;

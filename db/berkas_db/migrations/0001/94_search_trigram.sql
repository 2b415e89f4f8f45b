-- Search for the middle of names, numbers and codes (short columns only).

CREATE VIRTUAL TABLE obh_trigram USING fts5 (
    code, name, short_name,
    content = 'obh', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO obh_trigram (obh_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER obh_trigram_insert AFTER INSERT ON obh BEGIN
    INSERT INTO obh_trigram (rowid, code, name, short_name) VALUES (new.id, new.code, new.name, new.short_name);
END;
CREATE TRIGGER obh_trigram_delete AFTER DELETE ON obh BEGIN
    INSERT INTO obh_trigram (obh_trigram, rowid, code, name, short_name) VALUES ('delete', old.id, old.code, old.name, old.short_name);
END;
CREATE TRIGGER obh_trigram_update AFTER UPDATE OF code, name, short_name ON obh
WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.short_name IS NOT new.short_name BEGIN
    INSERT INTO obh_trigram (obh_trigram, rowid, code, name, short_name) VALUES ('delete', old.id, old.code, old.name, old.short_name);
    INSERT INTO obh_trigram (rowid, code, name, short_name) VALUES (new.id, new.code, new.name, new.short_name);
END;

CREATE VIRTUAL TABLE unit_trigram USING fts5 (
    code, name, short_name,
    content = 'unit', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO unit_trigram (unit_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER unit_trigram_insert AFTER INSERT ON unit BEGIN
    INSERT INTO unit_trigram (rowid, code, name, short_name) VALUES (new.id, new.code, new.name, new.short_name);
END;
CREATE TRIGGER unit_trigram_delete AFTER DELETE ON unit BEGIN
    INSERT INTO unit_trigram (unit_trigram, rowid, code, name, short_name) VALUES ('delete', old.id, old.code, old.name, old.short_name);
END;
CREATE TRIGGER unit_trigram_update AFTER UPDATE OF code, name, short_name ON unit
WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.short_name IS NOT new.short_name BEGIN
    INSERT INTO unit_trigram (unit_trigram, rowid, code, name, short_name) VALUES ('delete', old.id, old.code, old.name, old.short_name);
    INSERT INTO unit_trigram (rowid, code, name, short_name) VALUES (new.id, new.code, new.name, new.short_name);
END;

CREATE VIRTUAL TABLE person_trigram USING fts5 (
    name,
    content = 'person', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO person_trigram (person_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER person_trigram_insert AFTER INSERT ON person BEGIN
    INSERT INTO person_trigram (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER person_trigram_delete AFTER DELETE ON person BEGIN
    INSERT INTO person_trigram (person_trigram, rowid, name) VALUES ('delete', old.id, old.name);
END;
CREATE TRIGGER person_trigram_update AFTER UPDATE OF name ON person
WHEN old.name IS NOT new.name BEGIN
    INSERT INTO person_trigram (person_trigram, rowid, name) VALUES ('delete', old.id, old.name);
    INSERT INTO person_trigram (rowid, name) VALUES (new.id, new.name);
END;

CREATE VIRTUAL TABLE recipient_trigram USING fts5 (
    code,
    content = 'recipient', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO recipient_trigram (recipient_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER recipient_trigram_insert AFTER INSERT ON recipient BEGIN
    INSERT INTO recipient_trigram (rowid, code) VALUES (new.id, new.code);
END;
CREATE TRIGGER recipient_trigram_delete AFTER DELETE ON recipient BEGIN
    INSERT INTO recipient_trigram (recipient_trigram, rowid, code) VALUES ('delete', old.id, old.code);
END;
CREATE TRIGGER recipient_trigram_update AFTER UPDATE OF code ON recipient
WHEN old.code IS NOT new.code BEGIN
    INSERT INTO recipient_trigram (recipient_trigram, rowid, code) VALUES ('delete', old.id, old.code);
    INSERT INTO recipient_trigram (rowid, code) VALUES (new.id, new.code);
END;

CREATE VIRTUAL TABLE legal_case_trigram USING fts5 (
    code, title, court_number, sidbankum_number,
    content = 'legal_case', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO legal_case_trigram (legal_case_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER legal_case_trigram_insert AFTER INSERT ON legal_case BEGIN
    INSERT INTO legal_case_trigram (rowid, code, title, court_number, sidbankum_number) VALUES (new.id, new.code, new.title, new.court_number, new.sidbankum_number);
END;
CREATE TRIGGER legal_case_trigram_delete AFTER DELETE ON legal_case BEGIN
    INSERT INTO legal_case_trigram (legal_case_trigram, rowid, code, title, court_number, sidbankum_number) VALUES ('delete', old.id, old.code, old.title, old.court_number, old.sidbankum_number);
END;
CREATE TRIGGER legal_case_trigram_update AFTER UPDATE OF code, title, court_number, sidbankum_number ON legal_case
WHEN old.code IS NOT new.code OR old.title IS NOT new.title OR old.court_number IS NOT new.court_number
    OR old.sidbankum_number IS NOT new.sidbankum_number BEGIN
    INSERT INTO legal_case_trigram (legal_case_trigram, rowid, code, title, court_number, sidbankum_number) VALUES ('delete', old.id, old.code, old.title, old.court_number, old.sidbankum_number);
    INSERT INTO legal_case_trigram (rowid, code, title, court_number, sidbankum_number) VALUES (new.id, new.code, new.title, new.court_number, new.sidbankum_number);
END;

CREATE VIRTUAL TABLE posbankum_trigram USING fts5 (
    code, name, village,
    content = 'posbankum', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO posbankum_trigram (posbankum_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER posbankum_trigram_insert AFTER INSERT ON posbankum BEGIN
    INSERT INTO posbankum_trigram (rowid, code, name, village) VALUES (new.id, new.code, new.name, new.village);
END;
CREATE TRIGGER posbankum_trigram_delete AFTER DELETE ON posbankum BEGIN
    INSERT INTO posbankum_trigram (posbankum_trigram, rowid, code, name, village) VALUES ('delete', old.id, old.code, old.name, old.village);
END;
CREATE TRIGGER posbankum_trigram_update AFTER UPDATE OF code, name, village ON posbankum
WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.village IS NOT new.village BEGIN
    INSERT INTO posbankum_trigram (posbankum_trigram, rowid, code, name, village) VALUES ('delete', old.id, old.code, old.name, old.village);
    INSERT INTO posbankum_trigram (rowid, code, name, village) VALUES (new.id, new.code, new.name, new.village);
END;

CREATE VIRTUAL TABLE visit_trigram USING fts5 (
    code, title,
    content = 'visit', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO visit_trigram (visit_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER visit_trigram_insert AFTER INSERT ON visit BEGIN
    INSERT INTO visit_trigram (rowid, code, title) VALUES (new.id, new.code, new.title);
END;
CREATE TRIGGER visit_trigram_delete AFTER DELETE ON visit BEGIN
    INSERT INTO visit_trigram (visit_trigram, rowid, code, title) VALUES ('delete', old.id, old.code, old.title);
END;
CREATE TRIGGER visit_trigram_update AFTER UPDATE OF code, title ON visit
WHEN old.code IS NOT new.code OR old.title IS NOT new.title BEGIN
    INSERT INTO visit_trigram (visit_trigram, rowid, code, title) VALUES ('delete', old.id, old.code, old.title);
    INSERT INTO visit_trigram (rowid, code, title) VALUES (new.id, new.code, new.title);
END;

CREATE VIRTUAL TABLE evidence_trigram USING fts5 (
    code, title, source_path_name,
    content = 'evidence', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO evidence_trigram (evidence_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER evidence_trigram_insert AFTER INSERT ON evidence BEGIN
    INSERT INTO evidence_trigram (rowid, code, title, source_path_name) VALUES (new.id, new.code, new.title, new.source_path_name);
END;
CREATE TRIGGER evidence_trigram_delete AFTER DELETE ON evidence BEGIN
    INSERT INTO evidence_trigram (evidence_trigram, rowid, code, title, source_path_name) VALUES ('delete', old.id, old.code, old.title, old.source_path_name);
END;
CREATE TRIGGER evidence_trigram_update AFTER UPDATE OF code, title, source_path_name ON evidence
WHEN old.code IS NOT new.code OR old.title IS NOT new.title OR old.source_path_name IS NOT
    new.source_path_name BEGIN
    INSERT INTO evidence_trigram (evidence_trigram, rowid, code, title, source_path_name) VALUES ('delete', old.id, old.code, old.title, old.source_path_name);
    INSERT INTO evidence_trigram (rowid, code, title, source_path_name) VALUES (new.id, new.code, new.title, new.source_path_name);
END;

CREATE VIRTUAL TABLE complaint_trigram USING fts5 (
    number, external_number, letter_number, ask_code, title,
    content = 'complaint', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO complaint_trigram (complaint_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER complaint_trigram_insert AFTER INSERT ON complaint BEGIN
    INSERT INTO complaint_trigram (rowid, number, external_number, letter_number, ask_code, title) VALUES (new.id, new.number, new.external_number, new.letter_number, new.ask_code, new.title);
END;
CREATE TRIGGER complaint_trigram_delete AFTER DELETE ON complaint BEGIN
    INSERT INTO complaint_trigram (complaint_trigram, rowid, number, external_number, letter_number, ask_code, title) VALUES ('delete', old.id, old.number, old.external_number, old.letter_number, old.ask_code, old.title);
END;
CREATE TRIGGER complaint_trigram_update AFTER UPDATE OF number, external_number, letter_number, ask_code, title ON complaint
WHEN old.number IS NOT new.number OR old.external_number IS NOT new.external_number OR old.letter_number
    IS NOT new.letter_number OR old.ask_code IS NOT new.ask_code OR old.title IS NOT new.title BEGIN
    INSERT INTO complaint_trigram (complaint_trigram, rowid, number, external_number, letter_number, ask_code, title) VALUES ('delete', old.id, old.number, old.external_number, old.letter_number, old.ask_code, old.title);
    INSERT INTO complaint_trigram (rowid, number, external_number, letter_number, ask_code, title) VALUES (new.id, new.number, new.external_number, new.letter_number, new.ask_code, new.title);
END;

CREATE VIRTUAL TABLE ppid_request_trigram USING fts5 (
    number,
    content = 'ppid_request', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO ppid_request_trigram (ppid_request_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER ppid_request_trigram_insert AFTER INSERT ON ppid_request BEGIN
    INSERT INTO ppid_request_trigram (rowid, number) VALUES (new.id, new.number);
END;
CREATE TRIGGER ppid_request_trigram_delete AFTER DELETE ON ppid_request BEGIN
    INSERT INTO ppid_request_trigram (ppid_request_trigram, rowid, number) VALUES ('delete', old.id, old.number);
END;
CREATE TRIGGER ppid_request_trigram_update AFTER UPDATE OF number ON ppid_request
WHEN old.number IS NOT new.number BEGIN
    INSERT INTO ppid_request_trigram (ppid_request_trigram, rowid, number) VALUES ('delete', old.id, old.number);
    INSERT INTO ppid_request_trigram (rowid, number) VALUES (new.id, new.number);
END;

CREATE VIRTUAL TABLE finding_trigram USING fts5 (
    code, title,
    content = 'finding', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO finding_trigram (finding_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER finding_trigram_insert AFTER INSERT ON finding BEGIN
    INSERT INTO finding_trigram (rowid, code, title) VALUES (new.id, new.code, new.title);
END;
CREATE TRIGGER finding_trigram_delete AFTER DELETE ON finding BEGIN
    INSERT INTO finding_trigram (finding_trigram, rowid, code, title) VALUES ('delete', old.id, old.code, old.title);
END;
CREATE TRIGGER finding_trigram_update AFTER UPDATE OF code, title ON finding
WHEN old.code IS NOT new.code OR old.title IS NOT new.title BEGIN
    INSERT INTO finding_trigram (finding_trigram, rowid, code, title) VALUES ('delete', old.id, old.code, old.title);
    INSERT INTO finding_trigram (rowid, code, title) VALUES (new.id, new.code, new.title);
END;

CREATE VIRTUAL TABLE followup_trigram USING fts5 (
    code, title,
    content = 'followup', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO followup_trigram (followup_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER followup_trigram_insert AFTER INSERT ON followup BEGIN
    INSERT INTO followup_trigram (rowid, code, title) VALUES (new.id, new.code, new.title);
END;
CREATE TRIGGER followup_trigram_delete AFTER DELETE ON followup BEGIN
    INSERT INTO followup_trigram (followup_trigram, rowid, code, title) VALUES ('delete', old.id, old.code, old.title);
END;
CREATE TRIGGER followup_trigram_update AFTER UPDATE OF code, title ON followup
WHEN old.code IS NOT new.code OR old.title IS NOT new.title BEGIN
    INSERT INTO followup_trigram (followup_trigram, rowid, code, title) VALUES ('delete', old.id, old.code, old.title);
    INSERT INTO followup_trigram (rowid, code, title) VALUES (new.id, new.code, new.title);
END;

CREATE VIRTUAL TABLE letter_trigram USING fts5 (
    number,
    content = 'letter', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO letter_trigram (letter_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER letter_trigram_insert AFTER INSERT ON letter BEGIN
    INSERT INTO letter_trigram (rowid, number) VALUES (new.id, new.number);
END;
CREATE TRIGGER letter_trigram_delete AFTER DELETE ON letter BEGIN
    INSERT INTO letter_trigram (letter_trigram, rowid, number) VALUES ('delete', old.id, old.number);
END;
CREATE TRIGGER letter_trigram_update AFTER UPDATE OF number ON letter
WHEN old.number IS NOT new.number BEGIN
    INSERT INTO letter_trigram (letter_trigram, rowid, number) VALUES ('delete', old.id, old.number);
    INSERT INTO letter_trigram (rowid, number) VALUES (new.id, new.number);
END;

CREATE VIRTUAL TABLE issued_document_trigram USING fts5 (
    number, code12,
    content = 'issued_document', content_rowid = 'id', tokenize = 'trigram remove_diacritics 1'
);
INSERT INTO issued_document_trigram (issued_document_trigram, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER issued_document_trigram_insert AFTER INSERT ON issued_document BEGIN
    INSERT INTO issued_document_trigram (rowid, number, code12) VALUES (new.id, new.number, new.code12);
END;
CREATE TRIGGER issued_document_trigram_delete AFTER DELETE ON issued_document BEGIN
    INSERT INTO issued_document_trigram (issued_document_trigram, rowid, number, code12) VALUES ('delete', old.id, old.number, old.code12);
END;
CREATE TRIGGER issued_document_trigram_update AFTER UPDATE OF number, code12 ON issued_document
WHEN old.number IS NOT new.number OR old.code12 IS NOT new.code12 BEGIN
    INSERT INTO issued_document_trigram (issued_document_trigram, rowid, number, code12) VALUES ('delete', old.id, old.number, old.code12);
    INSERT INTO issued_document_trigram (rowid, number, code12) VALUES (new.id, new.number, new.code12);
END;

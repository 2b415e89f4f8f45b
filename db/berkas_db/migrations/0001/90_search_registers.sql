-- Search by words in the registers: OBH, units, people, cases, posts.
-- External content: the words lie in the table itself; the triggers keep the index in step, and what is
-- removed leaves no trace in it (secure-delete).

CREATE VIRTUAL TABLE obh_fts USING fts5 (
    code, name, short_name, leader_name, legal_entity_number, note,
    content = 'obh', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO obh_fts (obh_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER obh_fts_insert AFTER INSERT ON obh BEGIN
    INSERT INTO obh_fts (rowid, code, name, short_name, leader_name, legal_entity_number, note) VALUES (new.id, new.code, new.name, new.short_name, new.leader_name, new.legal_entity_number, new.note);
END;
CREATE TRIGGER obh_fts_delete AFTER DELETE ON obh BEGIN
    INSERT INTO obh_fts (obh_fts, rowid, code, name, short_name, leader_name, legal_entity_number, note) VALUES ('delete', old.id, old.code, old.name, old.short_name, old.leader_name, old.legal_entity_number, old.note);
END;
CREATE TRIGGER obh_fts_update AFTER UPDATE OF code, name, short_name, leader_name, legal_entity_number, note ON obh
WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.short_name IS NOT new.short_name OR
    old.leader_name IS NOT new.leader_name OR old.legal_entity_number IS NOT new.legal_entity_number OR
    old.note IS NOT new.note BEGIN
    INSERT INTO obh_fts (obh_fts, rowid, code, name, short_name, leader_name, legal_entity_number, note) VALUES ('delete', old.id, old.code, old.name, old.short_name, old.leader_name, old.legal_entity_number, old.note);
    INSERT INTO obh_fts (rowid, code, name, short_name, leader_name, legal_entity_number, note) VALUES (new.id, new.code, new.name, new.short_name, new.leader_name, new.legal_entity_number, new.note);
END;

CREATE VIRTUAL TABLE obh_alias_fts USING fts5 (
    name,
    content = 'obh_alias', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO obh_alias_fts (obh_alias_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER obh_alias_fts_insert AFTER INSERT ON obh_alias BEGIN
    INSERT INTO obh_alias_fts (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER obh_alias_fts_delete AFTER DELETE ON obh_alias BEGIN
    INSERT INTO obh_alias_fts (obh_alias_fts, rowid, name) VALUES ('delete', old.id, old.name);
END;
CREATE TRIGGER obh_alias_fts_update AFTER UPDATE OF name ON obh_alias
WHEN old.name IS NOT new.name BEGIN
    INSERT INTO obh_alias_fts (obh_alias_fts, rowid, name) VALUES ('delete', old.id, old.name);
    INSERT INTO obh_alias_fts (rowid, name) VALUES (new.id, new.name);
END;

CREATE VIRTUAL TABLE unit_fts USING fts5 (
    code, name, short_name, address, note,
    content = 'unit', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO unit_fts (unit_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER unit_fts_insert AFTER INSERT ON unit BEGIN
    INSERT INTO unit_fts (rowid, code, name, short_name, address, note) VALUES (new.id, new.code, new.name, new.short_name, new.address, new.note);
END;
CREATE TRIGGER unit_fts_delete AFTER DELETE ON unit BEGIN
    INSERT INTO unit_fts (unit_fts, rowid, code, name, short_name, address, note) VALUES ('delete', old.id, old.code, old.name, old.short_name, old.address, old.note);
END;
CREATE TRIGGER unit_fts_update AFTER UPDATE OF code, name, short_name, address, note ON unit
WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.short_name IS NOT new.short_name OR
    old.address IS NOT new.address OR old.note IS NOT new.note BEGIN
    INSERT INTO unit_fts (unit_fts, rowid, code, name, short_name, address, note) VALUES ('delete', old.id, old.code, old.name, old.short_name, old.address, old.note);
    INSERT INTO unit_fts (rowid, code, name, short_name, address, note) VALUES (new.id, new.code, new.name, new.short_name, new.address, new.note);
END;

CREATE VIRTUAL TABLE unit_alias_fts USING fts5 (
    name,
    content = 'unit_alias', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO unit_alias_fts (unit_alias_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER unit_alias_fts_insert AFTER INSERT ON unit_alias BEGIN
    INSERT INTO unit_alias_fts (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER unit_alias_fts_delete AFTER DELETE ON unit_alias BEGIN
    INSERT INTO unit_alias_fts (unit_alias_fts, rowid, name) VALUES ('delete', old.id, old.name);
END;
CREATE TRIGGER unit_alias_fts_update AFTER UPDATE OF name ON unit_alias
WHEN old.name IS NOT new.name BEGIN
    INSERT INTO unit_alias_fts (unit_alias_fts, rowid, name) VALUES ('delete', old.id, old.name);
    INSERT INTO unit_alias_fts (rowid, name) VALUES (new.id, new.name);
END;

CREATE VIRTUAL TABLE service_fts USING fts5 (
    name,
    content = 'service', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO service_fts (service_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER service_fts_insert AFTER INSERT ON service BEGIN
    INSERT INTO service_fts (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER service_fts_delete AFTER DELETE ON service BEGIN
    INSERT INTO service_fts (service_fts, rowid, name) VALUES ('delete', old.id, old.name);
END;
CREATE TRIGGER service_fts_update AFTER UPDATE OF name ON service
WHEN old.name IS NOT new.name BEGIN
    INSERT INTO service_fts (service_fts, rowid, name) VALUES ('delete', old.id, old.name);
    INSERT INTO service_fts (rowid, name) VALUES (new.id, new.name);
END;

CREATE VIRTUAL TABLE sop_fts USING fts5 (
    number, title,
    content = 'sop', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO sop_fts (sop_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER sop_fts_insert AFTER INSERT ON sop BEGIN
    INSERT INTO sop_fts (rowid, number, title) VALUES (new.id, new.number, new.title);
END;
CREATE TRIGGER sop_fts_delete AFTER DELETE ON sop BEGIN
    INSERT INTO sop_fts (sop_fts, rowid, number, title) VALUES ('delete', old.id, old.number, old.title);
END;
CREATE TRIGGER sop_fts_update AFTER UPDATE OF number, title ON sop
WHEN old.number IS NOT new.number OR old.title IS NOT new.title BEGIN
    INSERT INTO sop_fts (sop_fts, rowid, number, title) VALUES ('delete', old.id, old.number, old.title);
    INSERT INTO sop_fts (rowid, number, title) VALUES (new.id, new.number, new.title);
END;

CREATE VIRTUAL TABLE official_fts USING fts5 (
    name, nip,
    content = 'official', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO official_fts (official_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER official_fts_insert AFTER INSERT ON official BEGIN
    INSERT INTO official_fts (rowid, name, nip) VALUES (new.id, new.name, new.nip);
END;
CREATE TRIGGER official_fts_delete AFTER DELETE ON official BEGIN
    INSERT INTO official_fts (official_fts, rowid, name, nip) VALUES ('delete', old.id, old.name, old.nip);
END;
CREATE TRIGGER official_fts_update AFTER UPDATE OF name, nip ON official
WHEN old.name IS NOT new.name OR old.nip IS NOT new.nip BEGIN
    INSERT INTO official_fts (official_fts, rowid, name, nip) VALUES ('delete', old.id, old.name, old.nip);
    INSERT INTO official_fts (rowid, name, nip) VALUES (new.id, new.name, new.nip);
END;

CREATE VIRTUAL TABLE person_fts USING fts5 (
    name, note,
    content = 'person', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO person_fts (person_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER person_fts_insert AFTER INSERT ON person BEGIN
    INSERT INTO person_fts (rowid, name, note) VALUES (new.id, new.name, new.note);
END;
CREATE TRIGGER person_fts_delete AFTER DELETE ON person BEGIN
    INSERT INTO person_fts (person_fts, rowid, name, note) VALUES ('delete', old.id, old.name, old.note);
END;
CREATE TRIGGER person_fts_update AFTER UPDATE OF name, note ON person
WHEN old.name IS NOT new.name OR old.note IS NOT new.note BEGIN
    INSERT INTO person_fts (person_fts, rowid, name, note) VALUES ('delete', old.id, old.name, old.note);
    INSERT INTO person_fts (rowid, name, note) VALUES (new.id, new.name, new.note);
END;

CREATE VIRTUAL TABLE agreement_fts USING fts5 (
    number, title, partner, subject,
    content = 'agreement', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO agreement_fts (agreement_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER agreement_fts_insert AFTER INSERT ON agreement BEGIN
    INSERT INTO agreement_fts (rowid, number, title, partner, subject) VALUES (new.id, new.number, new.title, new.partner, new.subject);
END;
CREATE TRIGGER agreement_fts_delete AFTER DELETE ON agreement BEGIN
    INSERT INTO agreement_fts (agreement_fts, rowid, number, title, partner, subject) VALUES ('delete', old.id, old.number, old.title, old.partner, old.subject);
END;
CREATE TRIGGER agreement_fts_update AFTER UPDATE OF number, title, partner, subject ON agreement
WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.partner IS NOT new.partner OR
    old.subject IS NOT new.subject BEGIN
    INSERT INTO agreement_fts (agreement_fts, rowid, number, title, partner, subject) VALUES ('delete', old.id, old.number, old.title, old.partner, old.subject);
    INSERT INTO agreement_fts (rowid, number, title, partner, subject) VALUES (new.id, new.number, new.title, new.partner, new.subject);
END;

CREATE VIRTUAL TABLE recipient_fts USING fts5 (
    code, note,
    content = 'recipient', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO recipient_fts (recipient_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER recipient_fts_insert AFTER INSERT ON recipient BEGIN
    INSERT INTO recipient_fts (rowid, code, note) VALUES (new.id, new.code, new.note);
END;
CREATE TRIGGER recipient_fts_delete AFTER DELETE ON recipient BEGIN
    INSERT INTO recipient_fts (recipient_fts, rowid, code, note) VALUES ('delete', old.id, old.code, old.note);
END;
CREATE TRIGGER recipient_fts_update AFTER UPDATE OF code, note ON recipient
WHEN old.code IS NOT new.code OR old.note IS NOT new.note BEGIN
    INSERT INTO recipient_fts (recipient_fts, rowid, code, note) VALUES ('delete', old.id, old.code, old.note);
    INSERT INTO recipient_fts (rowid, code, note) VALUES (new.id, new.code, new.note);
END;

CREATE VIRTUAL TABLE legal_case_fts USING fts5 (
    code, title, court, court_number, activity_topic, activity_place, note,
    content = 'legal_case', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO legal_case_fts (legal_case_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER legal_case_fts_insert AFTER INSERT ON legal_case BEGIN
    INSERT INTO legal_case_fts (rowid, code, title, court, court_number, activity_topic, activity_place, note) VALUES (new.id, new.code, new.title, new.court, new.court_number, new.activity_topic, new.activity_place, new.note);
END;
CREATE TRIGGER legal_case_fts_delete AFTER DELETE ON legal_case BEGIN
    INSERT INTO legal_case_fts (legal_case_fts, rowid, code, title, court, court_number, activity_topic, activity_place, note) VALUES ('delete', old.id, old.code, old.title, old.court, old.court_number, old.activity_topic, old.activity_place, old.note);
END;
CREATE TRIGGER legal_case_fts_update AFTER UPDATE OF code, title, court, court_number, activity_topic, activity_place, note ON legal_case
WHEN old.code IS NOT new.code OR old.title IS NOT new.title OR old.court IS NOT new.court OR
    old.court_number IS NOT new.court_number OR old.activity_topic IS NOT new.activity_topic OR
    old.activity_place IS NOT new.activity_place OR old.note IS NOT new.note BEGIN
    INSERT INTO legal_case_fts (legal_case_fts, rowid, code, title, court, court_number, activity_topic, activity_place, note) VALUES ('delete', old.id, old.code, old.title, old.court, old.court_number, old.activity_topic, old.activity_place, old.note);
    INSERT INTO legal_case_fts (rowid, code, title, court, court_number, activity_topic, activity_place, note) VALUES (new.id, new.code, new.title, new.court, new.court_number, new.activity_topic, new.activity_place, new.note);
END;

CREATE VIRTUAL TABLE reimbursement_fts USING fts5 (
    code, note,
    content = 'reimbursement', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO reimbursement_fts (reimbursement_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER reimbursement_fts_insert AFTER INSERT ON reimbursement BEGIN
    INSERT INTO reimbursement_fts (rowid, code, note) VALUES (new.id, new.code, new.note);
END;
CREATE TRIGGER reimbursement_fts_delete AFTER DELETE ON reimbursement BEGIN
    INSERT INTO reimbursement_fts (reimbursement_fts, rowid, code, note) VALUES ('delete', old.id, old.code, old.note);
END;
CREATE TRIGGER reimbursement_fts_update AFTER UPDATE OF code, note ON reimbursement
WHEN old.code IS NOT new.code OR old.note IS NOT new.note BEGIN
    INSERT INTO reimbursement_fts (reimbursement_fts, rowid, code, note) VALUES ('delete', old.id, old.code, old.note);
    INSERT INTO reimbursement_fts (rowid, code, note) VALUES (new.id, new.code, new.note);
END;

CREATE VIRTUAL TABLE posbankum_fts USING fts5 (
    code, name, village, district, head_name, note,
    content = 'posbankum', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO posbankum_fts (posbankum_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER posbankum_fts_insert AFTER INSERT ON posbankum BEGIN
    INSERT INTO posbankum_fts (rowid, code, name, village, district, head_name, note) VALUES (new.id, new.code, new.name, new.village, new.district, new.head_name, new.note);
END;
CREATE TRIGGER posbankum_fts_delete AFTER DELETE ON posbankum BEGIN
    INSERT INTO posbankum_fts (posbankum_fts, rowid, code, name, village, district, head_name, note) VALUES ('delete', old.id, old.code, old.name, old.village, old.district, old.head_name, old.note);
END;
CREATE TRIGGER posbankum_fts_update AFTER UPDATE OF code, name, village, district, head_name, note ON posbankum
WHEN old.code IS NOT new.code OR old.name IS NOT new.name OR old.village IS NOT new.village OR
    old.district IS NOT new.district OR old.head_name IS NOT new.head_name OR old.note IS NOT new.note BEGIN
    INSERT INTO posbankum_fts (posbankum_fts, rowid, code, name, village, district, head_name, note) VALUES ('delete', old.id, old.code, old.name, old.village, old.district, old.head_name, old.note);
    INSERT INTO posbankum_fts (rowid, code, name, village, district, head_name, note) VALUES (new.id, new.code, new.name, new.village, new.district, new.head_name, new.note);
END;

-- Search by words in what the office does: visits, assessments, award, evidence, events, papers.
-- External content: the words lie in the table itself; the triggers keep the index in step, and what is
-- removed leaves no trace in it (secure-delete).

CREATE VIRTUAL TABLE visit_fts USING fts5 (
    code, title, aims, summary, recommendations, note,
    content = 'visit', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO visit_fts (visit_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER visit_fts_insert AFTER INSERT ON visit BEGIN
    INSERT INTO visit_fts (rowid, code, title, aims, summary, recommendations, note) VALUES (new.id, new.code, new.title, new.aims, new.summary, new.recommendations, new.note);
END;
CREATE TRIGGER visit_fts_delete AFTER DELETE ON visit BEGIN
    INSERT INTO visit_fts (visit_fts, rowid, code, title, aims, summary, recommendations, note) VALUES ('delete', old.id, old.code, old.title, old.aims, old.summary, old.recommendations, old.note);
END;
CREATE TRIGGER visit_fts_update AFTER UPDATE OF code, title, aims, summary, recommendations, note ON visit
WHEN old.code IS NOT new.code OR old.title IS NOT new.title OR old.aims IS NOT new.aims OR old.summary IS
    NOT new.summary OR old.recommendations IS NOT new.recommendations OR old.note IS NOT new.note BEGIN
    INSERT INTO visit_fts (visit_fts, rowid, code, title, aims, summary, recommendations, note) VALUES ('delete', old.id, old.code, old.title, old.aims, old.summary, old.recommendations, old.note);
    INSERT INTO visit_fts (rowid, code, title, aims, summary, recommendations, note) VALUES (new.id, new.code, new.title, new.aims, new.summary, new.recommendations, new.note);
END;

CREATE VIRTUAL TABLE assessment_fts USING fts5 (
    code, respondent_code, note,
    content = 'assessment', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO assessment_fts (assessment_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER assessment_fts_insert AFTER INSERT ON assessment BEGIN
    INSERT INTO assessment_fts (rowid, code, respondent_code, note) VALUES (new.id, new.code, new.respondent_code, new.note);
END;
CREATE TRIGGER assessment_fts_delete AFTER DELETE ON assessment BEGIN
    INSERT INTO assessment_fts (assessment_fts, rowid, code, respondent_code, note) VALUES ('delete', old.id, old.code, old.respondent_code, old.note);
END;
CREATE TRIGGER assessment_fts_update AFTER UPDATE OF code, respondent_code, note ON assessment
WHEN old.code IS NOT new.code OR old.respondent_code IS NOT new.respondent_code OR old.note IS NOT
    new.note BEGIN
    INSERT INTO assessment_fts (assessment_fts, rowid, code, respondent_code, note) VALUES ('delete', old.id, old.code, old.respondent_code, old.note);
    INSERT INTO assessment_fts (rowid, code, respondent_code, note) VALUES (new.id, new.code, new.respondent_code, new.note);
END;

CREATE VIRTUAL TABLE award_round_fts USING fts5 (
    code, title,
    content = 'award_round', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO award_round_fts (award_round_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER award_round_fts_insert AFTER INSERT ON award_round BEGIN
    INSERT INTO award_round_fts (rowid, code, title) VALUES (new.id, new.code, new.title);
END;
CREATE TRIGGER award_round_fts_delete AFTER DELETE ON award_round BEGIN
    INSERT INTO award_round_fts (award_round_fts, rowid, code, title) VALUES ('delete', old.id, old.code, old.title);
END;
CREATE TRIGGER award_round_fts_update AFTER UPDATE OF code, title ON award_round
WHEN old.code IS NOT new.code OR old.title IS NOT new.title BEGIN
    INSERT INTO award_round_fts (award_round_fts, rowid, code, title) VALUES ('delete', old.id, old.code, old.title);
    INSERT INTO award_round_fts (rowid, code, title) VALUES (new.id, new.code, new.title);
END;

CREATE VIRTUAL TABLE award_entry_fts USING fts5 (
    verification_number, verification_text, note,
    content = 'award_entry', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO award_entry_fts (award_entry_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER award_entry_fts_insert AFTER INSERT ON award_entry BEGIN
    INSERT INTO award_entry_fts (rowid, verification_number, verification_text, note) VALUES (new.id, new.verification_number, new.verification_text, new.note);
END;
CREATE TRIGGER award_entry_fts_delete AFTER DELETE ON award_entry BEGIN
    INSERT INTO award_entry_fts (award_entry_fts, rowid, verification_number, verification_text, note) VALUES ('delete', old.id, old.verification_number, old.verification_text, old.note);
END;
CREATE TRIGGER award_entry_fts_update AFTER UPDATE OF verification_number, verification_text, note ON award_entry
WHEN old.verification_number IS NOT new.verification_number OR old.verification_text IS NOT
    new.verification_text OR old.note IS NOT new.note BEGIN
    INSERT INTO award_entry_fts (award_entry_fts, rowid, verification_number, verification_text, note) VALUES ('delete', old.id, old.verification_number, old.verification_text, old.note);
    INSERT INTO award_entry_fts (rowid, verification_number, verification_text, note) VALUES (new.id, new.verification_number, new.verification_text, new.note);
END;

CREATE VIRTUAL TABLE evidence_fts USING fts5 (
    code, title, caption, place, taken_by, source_path_name,
    content = 'evidence', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO evidence_fts (evidence_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER evidence_fts_insert AFTER INSERT ON evidence BEGIN
    INSERT INTO evidence_fts (rowid, code, title, caption, place, taken_by, source_path_name) VALUES (new.id, new.code, new.title, new.caption, new.place, new.taken_by, new.source_path_name);
END;
CREATE TRIGGER evidence_fts_delete AFTER DELETE ON evidence BEGIN
    INSERT INTO evidence_fts (evidence_fts, rowid, code, title, caption, place, taken_by, source_path_name) VALUES ('delete', old.id, old.code, old.title, old.caption, old.place, old.taken_by, old.source_path_name);
END;
CREATE TRIGGER evidence_fts_update AFTER UPDATE OF code, title, caption, place, taken_by, source_path_name ON evidence
WHEN old.code IS NOT new.code OR old.title IS NOT new.title OR old.caption IS NOT new.caption OR
    old.place IS NOT new.place OR old.taken_by IS NOT new.taken_by OR old.source_path_name IS NOT
    new.source_path_name BEGIN
    INSERT INTO evidence_fts (evidence_fts, rowid, code, title, caption, place, taken_by, source_path_name) VALUES ('delete', old.id, old.code, old.title, old.caption, old.place, old.taken_by, old.source_path_name);
    INSERT INTO evidence_fts (rowid, code, title, caption, place, taken_by, source_path_name) VALUES (new.id, new.code, new.title, new.caption, new.place, new.taken_by, new.source_path_name);
END;

CREATE VIRTUAL TABLE innovation_fts USING fts5 (
    name, description,
    content = 'innovation', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO innovation_fts (innovation_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER innovation_fts_insert AFTER INSERT ON innovation BEGIN
    INSERT INTO innovation_fts (rowid, name, description) VALUES (new.id, new.name, new.description);
END;
CREATE TRIGGER innovation_fts_delete AFTER DELETE ON innovation BEGIN
    INSERT INTO innovation_fts (innovation_fts, rowid, name, description) VALUES ('delete', old.id, old.name, old.description);
END;
CREATE TRIGGER innovation_fts_update AFTER UPDATE OF name, description ON innovation
WHEN old.name IS NOT new.name OR old.description IS NOT new.description BEGIN
    INSERT INTO innovation_fts (innovation_fts, rowid, name, description) VALUES ('delete', old.id, old.name, old.description);
    INSERT INTO innovation_fts (rowid, name, description) VALUES (new.id, new.name, new.description);
END;

CREATE VIRTUAL TABLE outreach_event_fts USING fts5 (
    code, title, place, summary, note,
    content = 'outreach_event', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO outreach_event_fts (outreach_event_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER outreach_event_fts_insert AFTER INSERT ON outreach_event BEGIN
    INSERT INTO outreach_event_fts (rowid, code, title, place, summary, note) VALUES (new.id, new.code, new.title, new.place, new.summary, new.note);
END;
CREATE TRIGGER outreach_event_fts_delete AFTER DELETE ON outreach_event BEGIN
    INSERT INTO outreach_event_fts (outreach_event_fts, rowid, code, title, place, summary, note) VALUES ('delete', old.id, old.code, old.title, old.place, old.summary, old.note);
END;
CREATE TRIGGER outreach_event_fts_update AFTER UPDATE OF code, title, place, summary, note ON outreach_event
WHEN old.code IS NOT new.code OR old.title IS NOT new.title OR old.place IS NOT new.place OR old.summary
    IS NOT new.summary OR old.note IS NOT new.note BEGIN
    INSERT INTO outreach_event_fts (outreach_event_fts, rowid, code, title, place, summary, note) VALUES ('delete', old.id, old.code, old.title, old.place, old.summary, old.note);
    INSERT INTO outreach_event_fts (rowid, code, title, place, summary, note) VALUES (new.id, new.code, new.title, new.place, new.summary, new.note);
END;

CREATE VIRTUAL TABLE aspiration_fts USING fts5 (
    code, text, answer,
    content = 'aspiration', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO aspiration_fts (aspiration_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER aspiration_fts_insert AFTER INSERT ON aspiration BEGIN
    INSERT INTO aspiration_fts (rowid, code, text, answer) VALUES (new.id, new.code, new.text, new.answer);
END;
CREATE TRIGGER aspiration_fts_delete AFTER DELETE ON aspiration BEGIN
    INSERT INTO aspiration_fts (aspiration_fts, rowid, code, text, answer) VALUES ('delete', old.id, old.code, old.text, old.answer);
END;
CREATE TRIGGER aspiration_fts_update AFTER UPDATE OF code, text, answer ON aspiration
WHEN old.code IS NOT new.code OR old.text IS NOT new.text OR old.answer IS NOT new.answer BEGIN
    INSERT INTO aspiration_fts (aspiration_fts, rowid, code, text, answer) VALUES ('delete', old.id, old.code, old.text, old.answer);
    INSERT INTO aspiration_fts (rowid, code, text, answer) VALUES (new.id, new.code, new.text, new.answer);
END;

CREATE VIRTUAL TABLE letter_fts USING fts5 (
    number, subject, sender, recipient, body,
    content = 'letter', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO letter_fts (letter_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER letter_fts_insert AFTER INSERT ON letter BEGIN
    INSERT INTO letter_fts (rowid, number, subject, sender, recipient, body) VALUES (new.id, new.number, new.subject, new.sender, new.recipient, new.body);
END;
CREATE TRIGGER letter_fts_delete AFTER DELETE ON letter BEGIN
    INSERT INTO letter_fts (letter_fts, rowid, number, subject, sender, recipient, body) VALUES ('delete', old.id, old.number, old.subject, old.sender, old.recipient, old.body);
END;
CREATE TRIGGER letter_fts_update AFTER UPDATE OF number, subject, sender, recipient, body ON letter
WHEN old.number IS NOT new.number OR old.subject IS NOT new.subject OR old.sender IS NOT new.sender OR
    old.recipient IS NOT new.recipient OR old.body IS NOT new.body BEGIN
    INSERT INTO letter_fts (letter_fts, rowid, number, subject, sender, recipient, body) VALUES ('delete', old.id, old.number, old.subject, old.sender, old.recipient, old.body);
    INSERT INTO letter_fts (rowid, number, subject, sender, recipient, body) VALUES (new.id, new.number, new.subject, new.sender, new.recipient, new.body);
END;

CREATE VIRTUAL TABLE issued_document_fts USING fts5 (
    number, title, subject_key,
    content = 'issued_document', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO issued_document_fts (issued_document_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER issued_document_fts_insert AFTER INSERT ON issued_document BEGIN
    INSERT INTO issued_document_fts (rowid, number, title, subject_key) VALUES (new.id, new.number, new.title, new.subject_key);
END;
CREATE TRIGGER issued_document_fts_delete AFTER DELETE ON issued_document BEGIN
    INSERT INTO issued_document_fts (issued_document_fts, rowid, number, title, subject_key) VALUES ('delete', old.id, old.number, old.title, old.subject_key);
END;
CREATE TRIGGER issued_document_fts_update AFTER UPDATE OF number, title, subject_key ON issued_document
WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.subject_key IS NOT new.subject_key BEGIN
    INSERT INTO issued_document_fts (issued_document_fts, rowid, number, title, subject_key) VALUES ('delete', old.id, old.number, old.title, old.subject_key);
    INSERT INTO issued_document_fts (rowid, number, title, subject_key) VALUES (new.id, new.number, new.title, new.subject_key);
END;

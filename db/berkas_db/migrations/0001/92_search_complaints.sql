-- Search by words in complaints, requests for information, findings and follow-ups.
-- External content: the words lie in the table itself; the triggers keep the index in step, and what is
-- removed leaves no trace in it (secure-delete).

CREATE VIRTUAL TABLE complaint_fts USING fts5 (
    number, external_number, title, body, wish, event_place, notary, other_agency, owner_name, result_text,
    content = 'complaint', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO complaint_fts (complaint_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER complaint_fts_insert AFTER INSERT ON complaint BEGIN
    INSERT INTO complaint_fts (rowid, number, external_number, title, body, wish, event_place, notary, other_agency, owner_name, result_text) VALUES (new.id, new.number, new.external_number, new.title, new.body, new.wish, new.event_place, new.notary, new.other_agency, new.owner_name, new.result_text);
END;
CREATE TRIGGER complaint_fts_delete AFTER DELETE ON complaint BEGIN
    INSERT INTO complaint_fts (complaint_fts, rowid, number, external_number, title, body, wish, event_place, notary, other_agency, owner_name, result_text) VALUES ('delete', old.id, old.number, old.external_number, old.title, old.body, old.wish, old.event_place, old.notary, old.other_agency, old.owner_name, old.result_text);
END;
CREATE TRIGGER complaint_fts_update AFTER UPDATE OF number, external_number, title, body, wish, event_place, notary, other_agency, owner_name, result_text ON complaint
WHEN old.number IS NOT new.number OR old.external_number IS NOT new.external_number OR old.title IS NOT
    new.title OR old.body IS NOT new.body OR old.wish IS NOT new.wish OR old.event_place IS NOT
    new.event_place OR old.notary IS NOT new.notary OR old.other_agency IS NOT new.other_agency OR
    old.owner_name IS NOT new.owner_name OR old.result_text IS NOT new.result_text BEGIN
    INSERT INTO complaint_fts (complaint_fts, rowid, number, external_number, title, body, wish, event_place, notary, other_agency, owner_name, result_text) VALUES ('delete', old.id, old.number, old.external_number, old.title, old.body, old.wish, old.event_place, old.notary, old.other_agency, old.owner_name, old.result_text);
    INSERT INTO complaint_fts (rowid, number, external_number, title, body, wish, event_place, notary, other_agency, owner_name, result_text) VALUES (new.id, new.number, new.external_number, new.title, new.body, new.wish, new.event_place, new.notary, new.other_agency, new.owner_name, new.result_text);
END;

CREATE VIRTUAL TABLE complaint_event_fts USING fts5 (
    note,
    content = 'complaint_event', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO complaint_event_fts (complaint_event_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER complaint_event_fts_insert AFTER INSERT ON complaint_event BEGIN
    INSERT INTO complaint_event_fts (rowid, note) VALUES (new.id, new.note);
END;
CREATE TRIGGER complaint_event_fts_delete AFTER DELETE ON complaint_event BEGIN
    INSERT INTO complaint_event_fts (complaint_event_fts, rowid, note) VALUES ('delete', old.id, old.note);
END;
CREATE TRIGGER complaint_event_fts_update AFTER UPDATE OF note ON complaint_event
WHEN old.note IS NOT new.note BEGIN
    INSERT INTO complaint_event_fts (complaint_event_fts, rowid, note) VALUES ('delete', old.id, old.note);
    INSERT INTO complaint_event_fts (rowid, note) VALUES (new.id, new.note);
END;

CREATE VIRTUAL TABLE ppid_request_fts USING fts5 (
    number, information, purpose,
    content = 'ppid_request', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO ppid_request_fts (ppid_request_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER ppid_request_fts_insert AFTER INSERT ON ppid_request BEGIN
    INSERT INTO ppid_request_fts (rowid, number, information, purpose) VALUES (new.id, new.number, new.information, new.purpose);
END;
CREATE TRIGGER ppid_request_fts_delete AFTER DELETE ON ppid_request BEGIN
    INSERT INTO ppid_request_fts (ppid_request_fts, rowid, number, information, purpose) VALUES ('delete', old.id, old.number, old.information, old.purpose);
END;
CREATE TRIGGER ppid_request_fts_update AFTER UPDATE OF number, information, purpose ON ppid_request
WHEN old.number IS NOT new.number OR old.information IS NOT new.information OR old.purpose IS NOT
    new.purpose BEGIN
    INSERT INTO ppid_request_fts (ppid_request_fts, rowid, number, information, purpose) VALUES ('delete', old.id, old.number, old.information, old.purpose);
    INSERT INTO ppid_request_fts (rowid, number, information, purpose) VALUES (new.id, new.number, new.information, new.purpose);
END;

CREATE VIRTUAL TABLE public_information_fts USING fts5 (
    number, title, summary,
    content = 'public_information', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO public_information_fts (public_information_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER public_information_fts_insert AFTER INSERT ON public_information BEGIN
    INSERT INTO public_information_fts (rowid, number, title, summary) VALUES (new.id, new.number, new.title, new.summary);
END;
CREATE TRIGGER public_information_fts_delete AFTER DELETE ON public_information BEGIN
    INSERT INTO public_information_fts (public_information_fts, rowid, number, title, summary) VALUES ('delete', old.id, old.number, old.title, old.summary);
END;
CREATE TRIGGER public_information_fts_update AFTER UPDATE OF number, title, summary ON public_information
WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.summary IS NOT new.summary BEGIN
    INSERT INTO public_information_fts (public_information_fts, rowid, number, title, summary) VALUES ('delete', old.id, old.number, old.title, old.summary);
    INSERT INTO public_information_fts (rowid, number, title, summary) VALUES (new.id, new.number, new.title, new.summary);
END;

CREATE VIRTUAL TABLE finding_fts USING fts5 (
    code, title, text, advice,
    content = 'finding', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO finding_fts (finding_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER finding_fts_insert AFTER INSERT ON finding BEGIN
    INSERT INTO finding_fts (rowid, code, title, text, advice) VALUES (new.id, new.code, new.title, new.text, new.advice);
END;
CREATE TRIGGER finding_fts_delete AFTER DELETE ON finding BEGIN
    INSERT INTO finding_fts (finding_fts, rowid, code, title, text, advice) VALUES ('delete', old.id, old.code, old.title, old.text, old.advice);
END;
CREATE TRIGGER finding_fts_update AFTER UPDATE OF code, title, text, advice ON finding
WHEN old.code IS NOT new.code OR old.title IS NOT new.title OR old.text IS NOT new.text OR old.advice IS
    NOT new.advice BEGIN
    INSERT INTO finding_fts (finding_fts, rowid, code, title, text, advice) VALUES ('delete', old.id, old.code, old.title, old.text, old.advice);
    INSERT INTO finding_fts (rowid, code, title, text, advice) VALUES (new.id, new.code, new.title, new.text, new.advice);
END;

CREATE VIRTUAL TABLE followup_fts USING fts5 (
    code, title, task, result_text,
    content = 'followup', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO followup_fts (followup_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER followup_fts_insert AFTER INSERT ON followup BEGIN
    INSERT INTO followup_fts (rowid, code, title, task, result_text) VALUES (new.id, new.code, new.title, new.task, new.result_text);
END;
CREATE TRIGGER followup_fts_delete AFTER DELETE ON followup BEGIN
    INSERT INTO followup_fts (followup_fts, rowid, code, title, task, result_text) VALUES ('delete', old.id, old.code, old.title, old.task, old.result_text);
END;
CREATE TRIGGER followup_fts_update AFTER UPDATE OF code, title, task, result_text ON followup
WHEN old.code IS NOT new.code OR old.title IS NOT new.title OR old.task IS NOT new.task OR
    old.result_text IS NOT new.result_text BEGIN
    INSERT INTO followup_fts (followup_fts, rowid, code, title, task, result_text) VALUES ('delete', old.id, old.code, old.title, old.task, old.result_text);
    INSERT INTO followup_fts (rowid, code, title, task, result_text) VALUES (new.id, new.code, new.title, new.task, new.result_text);
END;

CREATE VIRTUAL TABLE supervision_fts USING fts5 (
    code, report_number, result_text, note,
    content = 'supervision', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO supervision_fts (supervision_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER supervision_fts_insert AFTER INSERT ON supervision BEGIN
    INSERT INTO supervision_fts (rowid, code, report_number, result_text, note) VALUES (new.id, new.code, new.report_number, new.result_text, new.note);
END;
CREATE TRIGGER supervision_fts_delete AFTER DELETE ON supervision BEGIN
    INSERT INTO supervision_fts (supervision_fts, rowid, code, report_number, result_text, note) VALUES ('delete', old.id, old.code, old.report_number, old.result_text, old.note);
END;
CREATE TRIGGER supervision_fts_update AFTER UPDATE OF code, report_number, result_text, note ON supervision
WHEN old.code IS NOT new.code OR old.report_number IS NOT new.report_number OR old.result_text IS NOT
    new.result_text OR old.note IS NOT new.note BEGIN
    INSERT INTO supervision_fts (supervision_fts, rowid, code, report_number, result_text, note) VALUES ('delete', old.id, old.code, old.report_number, old.result_text, old.note);
    INSERT INTO supervision_fts (rowid, code, report_number, result_text, note) VALUES (new.id, new.code, new.report_number, new.result_text, new.note);
END;

CREATE VIRTUAL TABLE supervision_finding_fts USING fts5 (
    text, advice, action_text,
    content = 'supervision_finding', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
INSERT INTO supervision_finding_fts (supervision_finding_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER supervision_finding_fts_insert AFTER INSERT ON supervision_finding BEGIN
    INSERT INTO supervision_finding_fts (rowid, text, advice, action_text) VALUES (new.id, new.text, new.advice, new.action_text);
END;
CREATE TRIGGER supervision_finding_fts_delete AFTER DELETE ON supervision_finding BEGIN
    INSERT INTO supervision_finding_fts (supervision_finding_fts, rowid, text, advice, action_text) VALUES ('delete', old.id, old.text, old.advice, old.action_text);
END;
CREATE TRIGGER supervision_finding_fts_update AFTER UPDATE OF text, advice, action_text ON supervision_finding
WHEN old.text IS NOT new.text OR old.advice IS NOT new.advice OR old.action_text IS NOT new.action_text BEGIN
    INSERT INTO supervision_finding_fts (supervision_finding_fts, rowid, text, advice, action_text) VALUES ('delete', old.id, old.text, old.advice, old.action_text);
    INSERT INTO supervision_finding_fts (rowid, text, advice, action_text) VALUES (new.id, new.text, new.advice, new.action_text);
END;

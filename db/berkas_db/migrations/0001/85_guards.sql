-- What the book itself refuses or completes, whoever writes: one office per book, papers and instruments that
-- stay as they were issued or installed, locked assessments that keep their answers.

CREATE TRIGGER instrument_version_keeps
BEFORE UPDATE OF key, edition, canonical_text, sha256 ON instrument_version
WHEN old.key IS NOT new.key OR old.edition IS NOT new.edition
    OR old.canonical_text IS NOT new.canonical_text OR old.sha256 IS NOT new.sha256 BEGIN
    SELECT RAISE(ABORT, 'Naskah instrumen yang sudah dipasang tidak dapat diubah; pasang sebagai versi baru.');
END;

CREATE TRIGGER issued_document_keeps
BEFORE UPDATE OF number, code12, journal_position, journal_head, issued_at, attachment_id, sha256, pages ON issued_document
WHEN old.number IS NOT new.number OR old.code12 IS NOT new.code12
    OR old.journal_position IS NOT new.journal_position OR old.journal_head IS NOT new.journal_head
    OR old.issued_at IS NOT new.issued_at OR old.attachment_id IS NOT new.attachment_id
    OR old.sha256 IS NOT new.sha256 OR old.pages IS NOT new.pages BEGIN
    SELECT RAISE(ABORT, 'Dokumen yang sudah terbit tidak dapat diubah; terbitkan revisi atau batalkan.');
END;

CREATE TRIGGER issued_document_stays BEFORE DELETE ON issued_document BEGIN
    SELECT RAISE(ABORT, 'Dokumen yang sudah terbit tidak dapat dihapus; batalkan dengan alasan.');
END;

CREATE TRIGGER answer_locked_insert BEFORE INSERT ON answer
WHEN (SELECT state FROM assessment WHERE id = new.assessment_id) = 'terkunci' BEGIN
    SELECT RAISE(ABORT, 'Penilaian ini terkunci; buka kuncinya dengan alasan sebelum mengubah jawaban.');
END;

CREATE TRIGGER answer_locked_update BEFORE UPDATE ON answer
WHEN (SELECT state FROM assessment WHERE id = new.assessment_id) = 'terkunci' BEGIN
    SELECT RAISE(ABORT, 'Penilaian ini terkunci; buka kuncinya dengan alasan sebelum mengubah jawaban.');
END;

CREATE TRIGGER answer_locked_delete BEFORE DELETE ON answer
WHEN (SELECT state FROM assessment WHERE id = old.assessment_id) = 'terkunci' BEGIN
    SELECT RAISE(ABORT, 'Penilaian ini terkunci; buka kuncinya dengan alasan sebelum mengubah jawaban.');
END;

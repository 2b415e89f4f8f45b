"""What must be true of an office's records beyond what the tables themselves can hold: one rule a line.

Each rule is a question in SQL whose answers are the records that break it: the id, then the words of its
sentence. Names of people never stand in a sentence; codes and numbers do. Imports no Qt and no room.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

MOST = 20
"""Records named for one rule; the others are counted."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that breaks a rule: the rule, the record's table and id, and the sentence about it."""

    rule: str
    table: str
    id: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the office: `question` answers (id, words…), `sentence` takes the words in braces."""

    key: str
    table: str
    sentence: str
    question: str


_TOGETHER = (
    " AND a.valid_from <= ifnull(b.valid_until, '9999') AND b.valid_from <= ifnull(a.valid_until, '9999')"
)

_PAPERS = (
    Rule(
        "nomor_ganda", "issued_document",
        "Nomor {0} dipakai {1} dokumen terbit yang berbeda.",
        "SELECT max(id), number, count(DISTINCT kind || '|' || ifnull(subject_key, '')) FROM issued_document"
        " WHERE number IS NOT NULL GROUP BY number"
        " HAVING count(DISTINCT kind || '|' || ifnull(subject_key, '')) > 1",
    ),
    Rule(
        "dokumen_tanpa_isi", "issued_document",
        "Dokumen terbit {0} tidak lagi memiliki isi seperti saat diterbitkan.",
        "SELECT d.id, ifnull(d.number, d.code12) FROM issued_document d"
        " LEFT JOIN attachment a ON a.id = d.attachment_id"
        " WHERE a.id IS NULL OR a.sha256 <> d.sha256"
        " OR NOT EXISTS (SELECT 1 FROM attachment_chunk c WHERE c.attachment_id = a.id)",
    ),
    Rule(
        "dokumen_luar_riwayat", "issued_document",
        "Riwayat tidak lagi memuat tanda yang dicetak pada dokumen {0}: dipotong atau dihitung ulang.",
        "SELECT d.id, ifnull(d.number, d.code12) FROM issued_document d"
        " LEFT JOIN journal j ON j.id = d.journal_position"
        " WHERE d.journal_position > 0 AND lower(hex(j.hash)) IS NOT d.journal_head",
    ),
    Rule(
        "dua_dokumen_berlaku", "issued_document",
        "{1} dokumen jenis {0} berlaku sekaligus untuk {2}.",
        "SELECT max(id), kind, count(*), ifnull(subject_key, 'kantor') FROM issued_document"
        " WHERE state = 'terbit' GROUP BY kind, ifnull(subject_key, 'kantor') HAVING count(*) > 1",
    ),
    Rule(
        "surat_melompat", "letter",
        "Nomor urut surat keluar {0} melompat: nomor {1} tidak ada.",
        "SELECT b.id, b.year, b.serial - 1 FROM letter b WHERE b.direction = 'keluar' AND b.serial > 1"
        " AND NOT EXISTS (SELECT 1 FROM letter a WHERE a.direction = 'keluar' AND a.year = b.year"
        " AND a.serial = b.serial - 1)"
        " AND EXISTS (SELECT 1 FROM letter a WHERE a.direction = 'keluar' AND a.year = b.year"
        " AND a.serial < b.serial)",
    ),
    Rule(
        "dua_kop", "letterhead",
        "Kop surat {0} dan {1} sama-sama menjadi kop utama pada {2}.",
        "SELECT b.id, a.name, b.name, max(a.valid_from, b.valid_from) FROM letterhead a"
        " JOIN letterhead b ON b.id > a.id WHERE a.is_default AND b.is_default"
        + _TOGETHER,
    ),
    Rule(
        "dua_pejabat", "official",
        "Jabatan {0} dipegang dua pejabat definitif sekaligus sejak {1}.",
        "SELECT b.official_id, a.position, max(a.valid_from, b.valid_from) FROM position_held a"
        " JOIN position_held b ON b.id > a.id AND b.position = a.position AND b.official_id <> a.official_id"
        " AND ifnull(a.division, '') = ifnull(b.division, '')"
        " WHERE a.capacity = 'sendiri' AND b.capacity = 'sendiri'"
        + _TOGETHER,
    ),
)  # fmt: skip

_COMPLAINTS = (
    Rule(
        "tutup_sebelum_terima", "complaint",
        "Pengaduan {0} ditutup {1}, sebelum diterima {2}.",
        "SELECT id, number, closed_on, received_on FROM complaint WHERE closed_on < received_on",
    ),
    Rule(
        "jawab_sebelum_terima", "complaint",
        "Pengaduan {0} dijawab {1}, sebelum diterima {2}.",
        "SELECT id, number, answered_on, received_on FROM complaint WHERE answered_on < received_on",
    ),
    Rule(
        "tertutup_masih_berjalan", "complaint",
        "Pengaduan {0} sudah ditutup {1}, tetapi masih menunggu langkah berikutnya.",
        "SELECT id, number, closed_on FROM complaint WHERE closed_on IS NOT NULL AND next_due_on IS NOT NULL",
    ),
    Rule(
        "digabung_ke_sampah", "complaint",
        "Pengaduan {0} digabung ke pengaduan {1} yang sudah ada di Sampah.",
        "SELECT c.id, c.number, i.number FROM complaint c JOIN complaint i ON i.id = c.merged_into_id"
        " WHERE c.trashed_at IS NULL AND i.trashed_at IS NOT NULL",
    ),
    Rule(
        "tindak_lanjut_yatim", "followup",
        "Tindak lanjut {0} berasal dari temuan {1} yang sudah ada di Sampah.",
        "SELECT f.id, f.code, g.code FROM followup f JOIN finding g ON g.id = f.finding_id"
        " WHERE f.trashed_at IS NULL AND g.trashed_at IS NOT NULL",
    ),
    Rule(
        "selesai_tanpa_tanggal", "followup",
        "Tindak lanjut {0} dinyatakan selesai tanpa tanggal selesai.",
        "SELECT id, code FROM followup WHERE status = 'selesai' AND closed_on IS NULL",
    ),
    Rule(
        "ditutup_sendiri", "followup",
        "Tindak lanjut {0} ditutup oleh penanggung jawabnya sendiri.",
        "SELECT id, code FROM followup WHERE status = 'selesai' AND closed_by_id = owner_user_id",
    ),
)  # fmt: skip

_VISITS = (
    Rule(
        "formulir_belum_dihitung", "visit",
        "Kegiatan {0} sudah dilaporkan, padahal {2} dari {1} formulir belum diketik, batal, atau hilang.",
        "SELECT v.id, v.code, count(*), sum(p.state = 'dicetak') FROM paper_form p"
        " JOIN visit v ON v.id = p.visit_id WHERE v.state = 'dilaporkan' GROUP BY v.id"
        " HAVING sum(p.state = 'dicetak') > 0",
    ),
    Rule(
        "formulir_tanpa_lembar", "visit",
        "Formulir {0} tercatat diketik, tetapi lembar isiannya tidak ada.",
        "SELECT p.visit_id, p.code FROM paper_form p LEFT JOIN assessment a ON a.id = p.assessment_id"
        " WHERE p.state = 'diketik' AND a.id IS NULL",
    ),
    Rule(
        "formulir_lembar_salah", "visit",
        "Formulir {0} memiliki lembar isian, tetapi tercatat {1}.",
        "SELECT visit_id, code, state FROM paper_form WHERE state <> 'diketik' AND assessment_id IS NOT NULL",
    ),
    Rule(
        "formulir_melompat", "visit",
        "Nomor formulir kegiatan {0} melompat: tercetak sampai {1}, yang tercatat {2}.",
        "SELECT v.id, v.code, max(p.number), count(*) FROM paper_form p JOIN visit v ON v.id = p.visit_id"
        " GROUP BY v.id HAVING max(p.number) <> count(*)",
    ),
    Rule(
        "terkunci_tanpa_waktu", "assessment",
        "Lembar isian {0} terkunci tanpa tanggal penguncian.",
        "SELECT id, code FROM assessment WHERE state = 'terkunci' AND locked_at IS NULL",
    ),
    Rule(
        "lengkap_bersalah", "assessment",
        "Lembar isian {0} tercatat {1}, padahal masih ada {2} kesalahan terbuka.",
        "SELECT id, code, state, open_errors FROM assessment WHERE state <> 'draf' AND open_errors > 0",
    ),
    Rule(
        "dua_penilaian_subjek", "assessment",
        "Lembar isian {0} tidak menunjuk satu subjek pun.",
        "SELECT id, code FROM assessment WHERE obh_id IS NULL AND unit_id IS NULL AND service_id IS NULL"
        " AND case_id IS NULL AND event_id IS NULL AND posbankum_id IS NULL",
    ),
    Rule(
        "bukti_tanpa_isi", "evidence",
        "Data dukung {0} tidak lagi memiliki isi seperti saat ditambahkan.",
        "SELECT e.id, e.code FROM evidence e LEFT JOIN attachment a ON a.id = e.attachment_id"
        " WHERE a.id IS NULL OR a.sha256 <> e.sha256"
        " OR NOT EXISTS (SELECT 1 FROM attachment_chunk c WHERE c.attachment_id = a.id)",
    ),
    Rule(
        "bukti_sampah_dipakai", "evidence",
        "Data dukung {0} ada di Sampah, padahal masih dipakai {1} kali.",
        "SELECT e.id, e.code, count(*) FROM evidence e JOIN evidence_use u ON u.evidence_id = e.id"
        " WHERE e.trashed_at IS NOT NULL GROUP BY e.id",
    ),
    Rule(
        "terkunci_tanpa_revisi", "award_entry",
        "Berkas verifikasi {0} terkunci tanpa catatan revisi {1}.",
        "SELECT e.id, ifnull(u.short_name, u.name), e.revision FROM award_entry e"
        " JOIN unit u ON u.id = e.unit_id WHERE e.locked_at IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM entry_revision r WHERE r.entry_id = e.id)",
    ),
)  # fmt: skip

_PEOPLE = (
    Rule(
        "anak_tanpa_tanda", "recipient",
        "Penerima {0} anak pada saat perkaranya, tetapi identitas {1} belum bertanda dilindungi.",
        "SELECT r.id, r.code, i.code FROM recipient r JOIN identity i ON i.id = r.identity_id"
        " WHERE i.protection IS NULL AND i.anonymised_at IS NULL AND (r.is_child OR EXISTS"
        " (SELECT 1 FROM case_recipient c WHERE c.recipient_id = r.id AND c.is_child_then))",
    ),
    Rule(
        "tersisa_setelah_dihapus", "identity",
        "Identitas {0} sudah dihapus, padahal masih memuat nama, NIK, atau alamat.",
        "SELECT id, code FROM identity WHERE anonymised_at IS NOT NULL"
        " AND (name IS NOT NULL OR nik IS NOT NULL OR address IS NOT NULL OR phone IS NOT NULL)",
    ),
    Rule(
        "bayar_lebih", "reimbursement",
        "Reimbursement {0} dibayar Rp{1}, lebih dari yang disetujui Rp{2}.",
        "SELECT id, code, paid, approved FROM reimbursement WHERE paid > approved",
    ),
    Rule(
        "setuju_lebih", "reimbursement",
        "Reimbursement {0} disetujui Rp{1}, lebih dari yang diajukan Rp{2}.",
        "SELECT id, code, approved, claimed FROM reimbursement WHERE approved > claimed",
    ),
    Rule(
        "tanpa_admin", "app_user",
        "Tidak ada lagi akun admin yang aktif.",
        "SELECT max(id) FROM app_user WHERE role = 'admin' HAVING count(*) > 0"
        " AND sum(is_active AND trashed_at IS NULL) = 0",
    ),
)  # fmt: skip

_PARENTS: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("contract", "number", "obh_id", "obh", "name", "Kontrak {0} belum di Sampah, padahal OBH {1} sudah."),
    ("legal_case", "code", "obh_id", "obh", "name", "Perkara {0} belum di Sampah, padahal OBH {1} sudah."),
    ("assessment", "code", "visit_id", "visit", "code",
     "Lembar isian {0} belum di Sampah, padahal kegiatan {1} sudah."),
    ("award_entry", "id", "round_id", "award_round", "code",
     "Unit nomor {0} pada putaran {1} belum di Sampah, padahal putarannya sudah."),
    ("award_entry", "id", "unit_id", "unit", "name",
     "Keikutsertaan nomor {0} belum di Sampah, padahal unit {1} sudah."),
    ("survey_period", "code", "unit_id", "unit", "name",
     "Survei {0} belum di Sampah, padahal unit {1} sudah."),
    ("assessment", "code", "survey_period_id", "survey_period", "code",
     "Lembar isian {0} belum di Sampah, padahal survei {1} sudah."),
    ("ppid_objection", "number", "request_id", "ppid_request", "number",
     "Keberatan {0} belum di Sampah, padahal permohonan {1} sudah."),
    ("supervision_finding", "id", "supervision_id", "supervision", "code",
     "Temuan nomor {0} belum di Sampah, padahal pengawasan {1} sudah."),
)  # fmt: skip


def _orphans() -> Iterator[Rule]:
    """Living records whose parent lies in the trash."""
    for child, name, link, parent, parent_name, sentence in _PARENTS:
        yield Rule(
            f"induk_di_sampah_{child}_{parent}",
            child,
            sentence,
            f"SELECT c.id, c.{name}, p.{parent_name} FROM {child} c JOIN {parent} p ON p.id = c.{link}"
            " WHERE c.trashed_at IS NULL AND p.trashed_at IS NOT NULL",
        )


RULES: tuple[Rule, ...] = (*_PAPERS, *_COMPLAINTS, *_VISITS, *_PEOPLE, *_orphans())
"""Every rule, in the order in which they are asked."""


def broken_rules(session: Session, rules: Sequence[Rule] = RULES) -> list[Broken]:
    """Every record that breaks a rule, at most MOST of each, then one line that counts the others."""
    return [broken for rule in rules for broken in _broken(session, rule)]


def _broken(session: Session, rule: Rule) -> Iterator[Broken]:
    rows: list[Any] = list(session.execute(text(rule.question)))
    for id_, *words in rows[:MOST]:
        yield Broken(rule.key, rule.table, id_, rule.sentence.format(*words))
    if len(rows) > MOST:
        yield Broken(rule.key, rule.table, 0, f"Masih ada {len(rows) - MOST} temuan serupa.")

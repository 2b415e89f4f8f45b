"""What rows are called when people are asked about a package: the kind in one word, and the record's code.

Codes and numbers only: a name could be that of somebody whose identity lies in the vault. Imports no Qt.
"""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.packages.travelling import links_of
from berkas_db.images import models, shape_of

KINDS: Mapping[str, str] = {
    "accreditation": "Akreditasi",
    "accreditation_measure": "Ukuran akreditasi",
    "accreditation_period": "Periode akreditasi",
    "accreditation_stage": "Tahap akreditasi",
    "agreement": "Perjanjian kerja sama",
    "answer": "Jawaban",
    "app_user": "Pengguna",
    "aspiration": "Aspirasi",
    "assessment": "Formulir",
    "attendance": "Daftar hadir",
    "award_entry": "P2HAM unit",
    "award_history": "Riwayat predikat",
    "award_round": "Putaran P2HAM",
    "box_opening": "Pembukaan kotak",
    "case_document": "Dokumen perkara",
    "case_hearing": "Sidang",
    "case_packet": "Paket perkara",
    "case_person": "Pendamping perkara",
    "case_recipient": "Penerima dalam perkara",
    "case_stage": "Tahap perkara",
    "category_rule": "Syarat kategori",
    "complainant": "Pelapor",
    "complaint": "Pengaduan",
    "complaint_accused": "Pihak yang diadukan",
    "complaint_attachment": "Lampiran pengaduan",
    "complaint_event": "Langkah pengaduan",
    "complaint_link": "Kaitan pengaduan",
    "consent": "Persetujuan",
    "consequence_test": "Uji konsekuensi",
    "contract": "Kontrak",
    "contract_addendum": "Adendum",
    "detention": "Tempat penahanan",
    "disposition": "Disposisi",
    "due": "Tenggat",
    "entry_member": "Anggota tim P2HAM",
    "entry_revision": "Revisi P2HAM",
    "evidence": "Bukti",
    "evidence_cover": "Penutup foto",
    "evidence_likeness": "Kemiripan foto",
    "evidence_use": "Pemakaian bukti",
    "finding": "Temuan",
    "followup": "Tindak lanjut",
    "followup_note": "Catatan tindak lanjut",
    "holiday_extra": "Hari libur",
    "identity": "Jati diri",
    "innovation": "Inovasi",
    "instrument_version": "Instrumen",
    "keying": "Pengetikan",
    "keying_difference": "Selisih ketikan",
    "keying_sample": "Sampel ketikan",
    "legal_case": "Perkara",
    "letter": "Surat",
    "letter_copy": "Tembusan",
    "letter_initial": "Paraf",
    "letter_of_assignment": "Surat tugas",
    "letterhead": "Kop surat",
    "licence": "Izin advokat",
    "ministry": "Kementerian",
    "obh": "OBH",
    "obh_address": "Alamat OBH",
    "obh_alias": "Nama lain OBH",
    "obh_area": "Wilayah OBH",
    "obh_contact": "Narahubung OBH",
    "obh_document": "Dokumen OBH",
    "obh_person": "Orang di OBH",
    "official": "Pejabat",
    "official_score": "Nilai resmi",
    "other_funding": "Pendanaan lain",
    "outreach_event": "Penyuluhan",
    "outreach_participants": "Peserta penyuluhan",
    "outreach_partner": "Mitra penyuluhan",
    "outreach_speaker": "Narasumber",
    "outreach_topic": "Topik penyuluhan",
    "paper_form": "Lembar bernomor",
    "person": "Advokat atau paralegal",
    "posbankum": "Posbankum",
    "posbankum_paralegal": "Paralegal Posbankum",
    "posbankum_report": "Laporan Posbankum",
    "position_held": "Jabatan",
    "ppid_objection": "Keberatan informasi",
    "ppid_request": "Permintaan informasi",
    "prison_service": "Layanan di Lapas/Rutan",
    "prison_session": "Kunjungan layanan",
    "public_consultation": "Forum konsultasi publik",
    "public_information": "Informasi publik",
    "realisation": "Realisasi",
    "recipient": "Penerima bantuan hukum",
    "regency": "Kabupaten/kota",
    "reimbursement": "Penggantian biaya",
    "reimbursement_event": "Langkah penggantian biaya",
    "repair_task": "Tugas perbaikan",
    "requirement": "Syarat",
    "requirement_item": "Syarat OBH",
    "result_band": "Rentang mutu",
    "round_stage": "Tahap putaran",
    "sanction": "Sanksi",
    "service": "Layanan",
    "sign_off": "Pengesahan",
    "soft_override": "Alasan pengecualian",
    "sop": "SOP",
    "sop_component": "Komponen SOP",
    "supervision": "Pengawasan",
    "supervision_dimension": "Dimensi pengawasan",
    "supervision_finding": "Temuan pengawasan",
    "survey_period": "Survei",
    "survey_problem": "Masalah survei",
    "tariff": "Tarif",
    "term": "Istilah",
    "text_module": "Naskah",
    "trace": "Penelusuran",
    "training": "Pelatihan",
    "unit": "Unit",
    "unit_alias": "Nama lain unit",
    "unit_head": "Kepala unit",
    "unit_ministry": "Kementerian unit",
    "visit": "Kegiatan",
    "visit_member": "Anggota tim",
    "visit_place": "Tempat kegiatan",
    "visit_purpose": "Tujuan kegiatan",
    "visit_team": "Tim",
}

_LONGEST = 160
_CODES = ("code", "number", "item_code", "login")
_HOLDERS = (
    "complaint",
    "visit",
    "award_entry",
    "assessment",
    "obh",
    "legal_case",
    "unit",
    "letter",
    "followup",
)


def kind_words(table: str) -> str:
    """The word for a kind of row."""
    return KINDS.get(table, "Catatan lain")


def field_words(table: str, name: str, known: Mapping[str, str]) -> str:
    """What a field is called: the word of the forms, the kind it points to, or that it is one of the rest."""
    if not name:
        return "seluruh baris"
    if name == "trashed_at":
        return "Sampah"
    if name in known:
        return known[name]
    for link in links_of(models()[table]):
        if link.column == name:
            return kind_words(link.table)
    return "isian lain"


def value_words(session: Session, table: str, value: Any) -> str:  # noqa: ANN401  a travelling value
    """A travelling value in words; what an identity says is never told."""
    if value is None or value == "":
        return "(kosong)"
    if table == "identity":
        return "(jati diri, tidak ditampilkan)"
    if isinstance(value, dict) and "ref" in value:
        kind, uid = cast("tuple[str, str]", value["ref"])
        columns = shape_of(models()[kind]).table.c
        if kind == "attachment":
            return "berkas lain"
        found = session.execute(select(columns.id).where(columns.uid == uid)).scalar_one_or_none()
        return record_words(session, kind, found) if found is not None else kind_words(kind)
    if isinstance(value, dict):
        return "baris itu tetap ada"
    said = " ".join(str(value).split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def record_words(session: Session, table: str, id: int) -> str:
    """What a row is called: its kind and code, and for a row of a record the record's."""
    word = kind_words(table)
    code = _code(session, table, id)
    if code:
        return f"{word} {code}"
    for link in sorted(links_of(models()[table]), key=lambda each: _rank(each.table)):
        if link.table not in _HOLDERS:
            continue
        columns = shape_of(models()[table]).table.c
        holder = session.execute(select(columns[link.column]).where(columns.id == id)).scalar_one_or_none()
        if holder is not None:
            code = _code(session, link.table, holder)
            return f"{word}, {kind_words(link.table)} {code}".rstrip()
    return word


def _code(session: Session, table: str, id: int) -> str:
    columns = shape_of(models()[table]).table.c
    for name in _CODES:
        if name in columns:
            found = session.execute(select(columns[name]).where(columns.id == id)).scalar_one_or_none()
            if found:
                return str(found)
    return ""


def _rank(table: str) -> int:
    return _HOLDERS.index(table) if table in _HOLDERS else len(_HOLDERS)

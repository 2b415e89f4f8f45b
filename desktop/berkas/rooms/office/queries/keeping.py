"""Reads what was trashed and what was done: the trash over all kinds, the newest entries of the journal."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.emptying import KEPT_BY_RULE, removable
from berkas.engine.history import office_today, office_zone
from berkas.rules import dates
from berkas.rules.fields import Column, Kind
from berkas_db import tables
from berkas_db.tables import AppUser, JournalEntry, JournalText
from berkas_db.trash import TrashLine, list_trash

MOST = 1000
"""Entries of the journal shown at once, newest first."""

TRASH_COLUMNS = (
    Column("kind", "Jenis", width=20),
    Column("name", "Nama atau kode", width=52),
    Column("trashed", "Dikirim ke Sampah", width=24),
    Column("until", "Disimpan sampai", Kind.DATE, width=18),
    Column("left", "Sisa", width=30),
)

WORDS = {
    "accreditation": "Akreditasi",
    "agreement": "Perjanjian",
    "app_user": "Pengguna",
    "aspiration": "Aspirasi",
    "assessment": "Lembar isian",
    "award_entry": "Unit pada putaran",
    "award_history": "Penghargaan terdahulu",
    "award_round": "Putaran P2HAM",
    "box_opening": "Pembukaan kotak",
    "case_document": "Dokumen perkara",
    "complaint": "Pengaduan",
    "contract": "Kontrak",
    "evidence": "Data dukung",
    "finding": "Temuan",
    "followup": "Tindak lanjut",
    "identity": "Identitas",
    "innovation": "Inovasi",
    "legal_case": "Perkara",
    "letter": "Surat",
    "licence": "Izin",
    "obh": "OBH",
    "obh_document": "Dokumen OBH",
    "official": "Pejabat",
    "outreach_event": "Acara",
    "person": "Orang",
    "posbankum": "Posbankum",
    "ppid_objection": "Keberatan PPID",
    "ppid_request": "Permohonan PPID",
    "prison_service": "Layanan di Lapas dan Rutan",
    "public_information": "Informasi publik",
    "recipient": "Penerima bantuan",
    "reimbursement": "Reimbursement",
    "reporting_duty": "Kewajiban laporan",
    "sanction": "Sanksi",
    "service": "Layanan",
    "sop": "SOP",
    "supervision": "Pengawasan",
    "supervision_finding": "Temuan pengawasan",
    "survey_period": "Periode survei",
    "training": "Pelatihan",
    "unit": "Unit",
    "visit": "Kegiatan",
}
"""What a kind of record is called, by its table."""

_NAMES = ("number", "name", "title", "code")
"""Columns that call a record by name, in the order of preference; never a column of the vault."""

_HIDDEN = frozenset({"identity"})


@dataclass(frozen=True, slots=True)
class TrashRow:
    """One record in the trash and the words of its line."""

    table: str
    id: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One entry of the journal in words."""

    position: int
    at: str
    who: str
    label: str
    reason: str


def model_of(table: str) -> Any:  # noqa: ANN401  a table class
    """The class of a table by its name."""
    return next(
        mapper.class_ for mapper in tables.Base.registry.mappers if mapper.class_.__tablename__ == table
    )


def trash_lines(session: Session) -> list[TrashRow]:
    """Everything in the trash, newest first."""
    zone = office_zone(session)
    today = office_today(session)
    lines = list_trash(session)
    over = [line for line in lines if date.fromisoformat(line.kept_until) <= today]
    free = {(line.table, line.id) for line in removable(session, over)}
    return [
        TrashRow(
            line.table,
            line.id,
            (
                WORDS.get(line.table, line.table.replace("_", " ").capitalize()),
                _name(session, line.table, line.id),
                dates.show_instant(line.trashed_at, zone),
                dates.show_short(date.fromisoformat(line.kept_until)),
                _days_left(line, today, free),
            ),
        )
        for line in lines
    ]


def _days_left(line: TrashLine, today: date, free: set[tuple[str, int]]) -> str:
    days = (date.fromisoformat(line.kept_until) - today).days
    if days > 0:
        return f"{days} hari lagi"
    if (line.table, line.id) in free:
        return "siap dihapus"
    return "tetap: jadwal retensi" if line.table in KEPT_BY_RULE else "tetap: masih dirujuk"


def journal_lines(session: Session) -> list[JournalRow]:
    """The newest entries, newest first."""
    zone = office_zone(session)
    rows = session.execute(
        select(JournalEntry.id, JournalEntry.at, AppUser.full_name, JournalText.label, JournalText.reason)
        .outerjoin(JournalText, JournalText.id == JournalEntry.id)
        .outerjoin(AppUser, AppUser.id == JournalEntry.actor_id)
        .order_by(JournalEntry.id.desc())
        .limit(MOST)
    )
    return [
        JournalRow(id_, dates.show_instant(at, zone), who or "belum ada pengguna", label or "", reason or "")
        for id_, at, who, label, reason in rows
    ]


def _name(session: Session, table: str, id: int) -> str:
    if table in _HIDDEN:
        return "(identitas terlindung)"
    columns = model_of(table).__table__.c
    wanted = next((columns[name] for name in _NAMES if name in columns), columns.id)
    return str(session.execute(select(wanted).where(columns.id == id)).scalar_one_or_none() or "")

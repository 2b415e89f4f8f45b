"""Checks a whole office: the file, then the office's own rules, then what is computed. Offers what can be
repaired, and repairs it.

The check writes nothing. A repair is a command with its own line in the journal. Imports no Qt and no room.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.children import settle
from berkas.engine.invariants import Broken, broken_rules
from berkas.engine.issuing import DocumentKind
from berkas.engine.officesettings import keep_office_setting, office_setting
from berkas.engine.recounting import DUE_MOVED, count_again, recounted
from berkas_db.book import Book
from berkas_db.changes import Actor, Step
from berkas_db.check import PUT_BACK, REBUILD_SEARCH, UNREADABLE, Finding, check_book
from berkas_db.connect import raw_of
from berkas_db.errors import BookDamaged, Refused
from berkas_db.images import models
from berkas_db.reconcile import put_back
from berkas_db.search import rebuild_search
from berkas_db.tables import Recipient

PARTS = {
    "halaman": "halaman berkas",
    "rujukan": "hubungan antarcatatan",
    "jurnal": "riwayat",
    "lampiran": "lampiran",
    "isi": "isi catatan",
    "pencarian": "pencarian",
    "kantor": "aturan kantor",
    "hitungan": "jatuh tempo dan instrumen",
}
"""What is checked, in this order, and how people call it."""

_LAST = "pemeriksaan_terakhir"
_ROOMS = {
    "obh": ("obh", "legal_case", "recipient", "posbankum", "prison_service"),
    "visits": ("visit", "assessment", "survey_period", "outreach_event"),
    "award": ("award_entry", "award_round"),
    "complaints": ("complaint", "supervision", "ppid_request"),
    "followups": ("followup", "finding"),
    "office": ("issued_document", "letter", "letterhead", "official", "unit", "instrument_version"),
}
_WORDS = {
    "app_user": "Akun nomor",
    "award_entry": "Unit pada putaran nomor",
    "award_round": "Putaran P2HAM",
    "complaint": "Pengaduan",
    "evidence": "Data dukung",
    "finding": "Temuan",
    "followup": "Tindak lanjut",
    "identity": "Identitas",
    "issued_document": "Dokumen terbit",
    "legal_case": "Perkara",
    "letter": "Surat",
    "letterhead": "Kop surat nomor",
    "obh": "OBH",
    "office": "Identitas kantor nomor",
    "official": "Pejabat nomor",
    "outreach_event": "Acara",
    "posbankum": "Posbankum",
    "ppid_request": "Permohonan informasi",
    "recipient": "Penerima",
    "supervision": "Pengawasan",
    "survey_period": "Survei",
    "assessment": "Lembar isian",
    "unit": "Unit",
    "visit": "Kegiatan",
}
_ROW = re.compile(r"^Baris \w+ \S+")
_ROOM_OF = {table: room for room, tables in _ROOMS.items() for table in tables}


class Repair(StrEnum):
    """What can be done about a finding, as the button says it; RESTORE and LOOK are a person's work."""

    SEARCH = "Bangun ulang pencarian"
    VALUES = "Kembalikan isi dari riwayat"
    COUNT = "Hitung ulang"
    PROTECT = "Tandai dilindungi"
    RESTORE = "Pulihkan dari cadangan"
    LOOK = "Buka dan perbaiki"


_BY_ITSELF = frozenset({Repair.SEARCH, Repair.VALUES, Repair.COUNT, Repair.PROTECT})
_OF_RULE = {
    DUE_MOVED: Repair.COUNT,
    "tertutup_masih_berjalan": Repair.COUNT,
    "anak_tanpa_tanda": Repair.PROTECT,
}
_OF_FILE = {REBUILD_SEARCH: Repair.SEARCH, PUT_BACK: Repair.VALUES}


@dataclass(frozen=True, slots=True)
class OfficeFinding:
    """Something that is not as it should be: a part of PARTS, a sentence, a remedy, and the record meant.

    `table` and `id` open the record; they are empty when the finding is about no record of its own.
    """

    part: str
    sentence: str
    repair: Repair
    table: str = ""
    id: int = 0

    @property
    def repairs_itself(self) -> bool:
        """Whether `repair` can do it without a person's judgement."""
        return self.repair in _BY_ITSELF

    @property
    def room(self) -> str:
        """The room that opens the record, or empty when no list shows it."""
        return _ROOM_OF.get(self.table, "") if self.id else ""


@dataclass(frozen=True, slots=True)
class LastCheck:
    """When the office was checked last (instant, UTC) and how much was found."""

    at: str
    found: int


def check_office(
    book: Book, progress: Callable[[str], None] | None = None, kinds: Iterable[DocumentKind] = ()
) -> list[OfficeFinding]:
    """Check everything and wait for it; writes nothing.

    `progress` is told the part that begins, a key of PARTS; what it raises ends the check. `kinds` are the
    papers whose signed records are looked at too.
    """
    found = [
        OfficeFinding(
            each.part, _told(book, each), _OF_FILE.get(each.repair, Repair.RESTORE), each.table, each.row_id
        )
        for each in check_book(book, progress)
    ]
    for part, question in (("kantor", broken_rules), ("hitungan", recounted)):
        if progress is not None:
            progress(part)
        found += _asked(book, part, question)
    for kind in kinds:
        if kind.broken is not None:
            found += _asked(book, "kantor", kind.broken)
    return found


def _told(book: Book, finding: Finding) -> str:
    """The sentence with what people call the row, where it has a number or code; never a name."""
    word = _WORDS.get(finding.table)
    if word is None or not finding.row_id:
        return finding.sentence
    try:
        code = book.read(_code, finding.table, finding.row_id).result()
    except (BookDamaged, *UNREADABLE):
        return finding.sentence
    return _ROW.sub(lambda _row: f"{word} {code}", finding.sentence)


def _code(session: Session, table: str, id: int) -> str:
    columns = models()[table].__table__.c
    column = next((columns[name] for name in ("number", "code") if name in columns), columns.id)
    return str(session.execute(select(column).where(columns.id == id)).scalar_one_or_none() or id)


def _asked(book: Book, part: str, question: Callable[[Session], Sequence[Broken]]) -> Iterator[OfficeFinding]:
    try:
        for each in book.read(question).result():
            remedy = _OF_RULE.get(each.rule, Repair.LOOK)
            yield OfficeFinding(part, each.sentence, remedy, each.table, each.id)
    except BookDamaged as error:
        yield OfficeFinding(part, error.message, Repair.RESTORE)
    except UNREADABLE:
        yield OfficeFinding(part, f"Pemeriksaan {PARTS[part]} berhenti: ada isi yang rusak.", Repair.RESTORE)


def one_each(found: Sequence[OfficeFinding]) -> list[OfficeFinding]:
    """What is to be repaired, each remedy once where it serves several findings."""
    kept: dict[tuple[str, str, int], OfficeFinding] = {}
    for each in found:
        if each.repairs_itself:
            of_record = each.part in {"kantor", "hitungan"}
            table = "" if each.repair is Repair.SEARCH else each.table
            kept.setdefault((each.repair, table, each.id if of_record else 0), each)
    return list(kept.values())


def repair(book: Book, finding: OfficeFinding, actor: Actor) -> None:
    """Repair one finding and wait for it. Raises Refused for what only a person or a copy can put right."""
    if not finding.repairs_itself:
        raise Refused(
            f"Temuan ini tidak dapat diperbaiki oleh program: {finding.sentence}",
            "Buka catatannya, atau pulihkan dari cadangan terakhir yang utuh.",
        )
    if finding.repair is Repair.COUNT:
        book.change(count_again, actor, finding.table, finding.id).result()
    elif finding.repair is Repair.PROTECT:
        book.change(_protect, actor, finding.id).result()
    else:
        book.change(_note_repair, actor, finding).result()
        if finding.repair is Repair.VALUES:
            book.write_aside(partial(_put_back, table=finding.table)).result()
        book.write_aside(rebuild_search).result()


def last_check(session: Session) -> LastCheck | None:
    """The last check that was remembered."""
    kept = office_setting(session, _LAST)
    return LastCheck(kept["pada"], kept["temuan"]) if kept else None


def note_check(step: Step, found: int) -> None:
    """Remember that the office was checked just now, and how much was found."""
    keep_office_setting(step, _LAST, {"pada": step.now, "temuan": found})
    step.cannot_undo()
    step.say(f"Berkas kantor diperiksa: {found} temuan")


def _protect(step: Step, recipient_id: int) -> None:
    require(step.actor, Right.RECORD)
    identity = step.session.execute(
        select(Recipient.identity_id).where(Recipient.id == recipient_id)
    ).scalar_one_or_none()
    if identity is None:
        raise Refused("Penerima ini tidak lagi memiliki identitas.")
    settle(step, identity)
    step.say("Identitas anak ditandai dilindungi", "pemeriksaan berkas kantor")


def _note_repair(step: Step, finding: OfficeFinding) -> None:
    require(step.actor, Right.MANAGE_OFFICE)
    step.note("perbaikan", None, None, {"bagian": finding.part, "tabel": finding.table})
    step.say(f"{finding.repair}: {PARTS[finding.part]}", "pemeriksaan berkas kantor")


def _put_back(session: Session, table: str) -> int:
    return put_back(raw_of(session.connection()), table)

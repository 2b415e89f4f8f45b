"""The register book of complaints over a month or a year, and the berita acara of a box opening."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine import due
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import KeyValues, Para, Part, Signatures, Signer, Table, TableColumn, Title
from berkas.rooms.complaints.queries.complaints import A_NOTARY
from berkas.rules.calendar import Calendar
from berkas.rules.dates import MONTHS, show_long, show_short, show_words
from berkas.rules.identity import show_nip
from berkas.rules.numbers import terbilang
from berkas.rules.vocabulary import ComplaintClass, ComplaintStatus
from berkas_db.tables import (
    BoxOpening,
    Complainant,
    Complaint,
    ComplaintAccused,
    ComplaintEvent,
    Identity,
    Obh,
    Official,
    Term,
    Unit,
)


@dataclass(frozen=True, slots=True)
class RegisterValues:
    """The book of one period: finished rows in the order of receipt."""

    office: OfficePart
    period: str
    rows: tuple[tuple[str, ...], ...]


def register_subjects(session: Session) -> Sequence[Subject]:
    """Every year and month with a complaint, oldest first: keys `2025` and `2025-06`."""
    months = session.execute(
        select(func.substr(Complaint.received_on, 1, 7))
        .where(Complaint.trashed_at.is_(None))
        .group_by(func.substr(Complaint.received_on, 1, 7))
    ).scalars()
    keys = sorted({part for month in months for part in (month, month[:4])}, key=lambda key: (len(key), key))
    return [Subject(key, period_words(key)) for key in keys]


def period_words(key: str) -> str:
    """“Tahun 2025”, “Juni 2025”."""
    return f"{MONTHS[int(key[5:7]) - 1]} {key[:4]}" if len(key) > len("2025") else f"Tahun {key}"


def gather_register(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> RegisterValues:
    """All complaints received in the period; a restricted one without title and accused."""
    accused = _accused(session)
    routed = _routed(session)
    calendar = due.calendar_of(session)
    rows = [
        (
            str(number),
            *_register_row(
                row,
                accused.get(row.id, ""),
                routed.get(row.id, ""),
                _left(row.next_due_on, on, calendar),
            ),
        )
        for number, row in enumerate(session.execute(_register_rows(subject.key)), 1)
    ]
    return RegisterValues(office_part(session, on), period_words(subject.key), tuple(rows))


def _register_rows(key: str):  # noqa: ANN202  a select
    reporter = (
        select(func.min(Identity.code))
        .join(Complainant, Complainant.identity_id == Identity.id)
        .where(Complainant.complaint_id == Complaint.id)
        .correlate(Complaint)
        .scalar_subquery()
    )
    return (
        select(
            *Complaint.__table__.c,
            reporter.label("reporter"),
            Unit.name.label("unit"),
            Obh.name.label("obh"),
            Term.label.label("channel_words"),
        )
        .outerjoin(Unit, Unit.id == Complaint.unit_id)
        .outerjoin(Obh, Obh.id == Complaint.obh_id)
        .outerjoin(Term, (Term.kind == "saluran") & (Term.code == Complaint.channel))
        .where(Complaint.trashed_at.is_(None), Complaint.received_on.between(f"{key}-00", f"{key}-99"))
        .order_by(Complaint.received_on, Complaint.id)
    )


def _register_row(row: Any, accused: str, routed: str, left: str) -> tuple[str, ...]:  # noqa: ANN401  a row
    """One line of the book after its number."""
    flags = [word for word, is_on in (("anonim", row.is_anonymous), ("rahasia", row.is_secret)) if is_on]
    where = row.unit or row.obh or (row.notary and A_NOTARY) or row.other_agency
    target = ", ".join(filter(None, (where, accused)))
    title, target = ("Pengaduan terbatas", "") if row.is_restricted else (row.title, target)
    return (
        "\n".join(filter(None, (row.number, f"agenda {_short(row.agenda_on)}" if row.agenda_on else ""))),
        _short(row.received_on),
        "\n".join(filter(None, (row.channel_words or row.channel, row.letter_number, row.external_number))),
        " ".join(filter(None, (row.reporter or "–", f"({', '.join(flags)})" if flags else ""))),
        target or "–",
        title,
        ComplaintClass.label_of(row.complaint_class),
        routed or "–",
        _short(row.completed_on),
        "" if row.is_restricted else _clip(row.result_text or ""),
        _short(row.answered_on or row.decided_on),
        _short(row.closed_on),
        ComplaintStatus.label_of(row.status),
        left,
        {"ya": "Ya", "tidak": "Tidak"}.get(row.has_benefit or "", ""),
    )


_LONGEST_RESULT = 160


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST_RESULT else text[: _LONGEST_RESULT - 1].rstrip() + "…"


def _short(text: str | None) -> str:
    return show_short(date.fromisoformat(text)) if text else ""


def _left(due_on: str | None, on: date, calendar: Calendar) -> str:
    if not due_on:
        return ""
    left = calendar.count_between(on, date.fromisoformat(due_on))
    words = f"terlambat {-left} hari kerja" if left < 0 else f"sisa {left} hari kerja"
    return f"{_short(due_on)}\n{words}"


def _accused(session: Session) -> dict[int, str]:
    """The positions of those complained about; names stand on the complaint's own sheet only."""
    found: dict[int, str] = {}
    rows = session.execute(
        select(ComplaintAccused.complaint_id, ComplaintAccused.position).order_by(ComplaintAccused.id)
    )
    for id_, position in rows:
        found[id_] = "; ".join(filter(None, (found.get(id_), position)))
    return found


def _routed(session: Session) -> dict[int, str]:
    """To whom and when a complaint went last."""
    rows = session.execute(
        select(ComplaintEvent.complaint_id, ComplaintEvent.recipient, ComplaintEvent.on_date)
        .where(ComplaintEvent.kind.in_(("diteruskan", "disposisi", "dilimpahkan")))
        .order_by(ComplaintEvent.on_date, ComplaintEvent.id)
    )
    return {id_: f"{recipient or ''}\n{_short(on)}" for id_, recipient, on in rows}


def draw_register(values: RegisterValues, stamp: Stamp) -> bytes:
    """The book, landscape."""
    columns = (
        TableColumn("No", mm=8), TableColumn("Nomor register", 1.7), TableColumn("Diterima", 1.05),
        TableColumn("Sarana", 1.15), TableColumn("Pelapor (kode)", 1.05), TableColumn("Terlapor", 1.5),
        TableColumn("Perihal", 1.9), TableColumn("Klasifikasi", 1.3), TableColumn("Disposisi", 1.25),
        TableColumn("Berkas lengkap", 0.9), TableColumn("Hasil", 1.5), TableColumn("Dijawab", 1),
        TableColumn("Selesai", 1), TableColumn("Keadaan", 1.1), TableColumn("Batas waktu", 1.3),
        TableColumn("Manfaat", 0.9),
    )  # fmt: skip
    parts: list[Part] = [
        Title("Register Pengaduan", name=values.period, number=stamp.number),
        Table(columns, values.rows, empty="Nihil: tidak ada pengaduan pada periode ini.",
              numbered_heads=True,
              note="Identitas pelapor disimpan terpisah; register hanya memuat kode. Batas waktu menurut "
                   "langkah berikutnya pada tanggal cetak."),
        Signatures((values.office.signer,), place_date=values.office.place_date),
    ]  # fmt: skip
    return render(parts, values.office.frame("Register Pengaduan", stamp, landscape=True, type_size=8.5))


@dataclass(frozen=True, slots=True)
class BoxValues:
    """One opening of a complaint box, in words."""

    office: OfficePart
    number: str
    when: str
    place: str
    found: int
    officers: tuple[Signer, Signer]
    note: str


def box_subjects(session: Session) -> Sequence[Subject]:
    """Every opening by the number of its berita acara."""
    rows = session.execute(
        select(BoxOpening.id, BoxOpening.number, BoxOpening.opened_on)
        .where(BoxOpening.trashed_at.is_(None), BoxOpening.number.is_not(None))
        .order_by(BoxOpening.opened_on, BoxOpening.id)
    )
    return [Subject(row.number, day(row.opened_on), BoxOpening, row.id) for row in rows]


def box_number(session: Session, subject: Subject) -> str | None:
    """The number the berita acara got when the opening was saved."""
    return session.execute(select(BoxOpening.number).where(BoxOpening.id == subject.id)).scalar_one_or_none()


def gather_box(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> BoxValues:
    """One opening; dates as a berita acara says them."""
    row = session.execute(select(BoxOpening).where(BoxOpening.id == subject.id)).scalar_one()
    unit = session.get(Unit, row.unit_id) if row.unit_id else None
    opened = date.fromisoformat(row.opened_on)
    time = f" pukul {row.opened_time.replace(':', '.')}" if row.opened_time else ""
    office = office_part(session, on)
    return BoxValues(
        office=office,
        number=row.number or "",
        when=f"{show_words(opened)} ({show_long(opened)}){time}",
        place=f"{row.box_place}, {unit.name if unit is not None else office.name}",
        found=row.found,
        officers=(
            _officer(session, "Petugas pertama", row.first_official_id, row.first_name),
            _officer(session, "Petugas kedua", row.second_official_id, row.second_name),
        ),
        note=row.note or "",
    )


def _officer(session: Session, role: str, id: int | None, name: str | None) -> Signer:
    """Who opened the box; NIP and rank of an official of the office."""
    official = session.get(Official, id) if id else None
    if official is None:
        return Signer((f"{role},",), name or "")
    return Signer((f"{role},",), name or official.name, official.nip or "", official.rank or "")


def draw_box(values: BoxValues, stamp: Stamp) -> bytes:
    """The berita acara, also for nothing found."""
    if values.found:
        result = (
            f"Di dalam kotak ditemukan {values.found} ({terbilang(values.found)}) pengaduan, yang "
            "selanjutnya dicatat dalam register pengaduan."
        )
    else:
        result = "Di dalam kotak tidak ditemukan pengaduan (nihil)."
    parts: list[Part] = [
        Title("Berita Acara Pembukaan Kotak Pengaduan", number=values.number),
        Para(f"Pada hari ini, {values.when}, bertempat di {values.place}, kami yang bertanda tangan di bawah "
             "ini telah membuka kotak pengaduan:"),
        KeyValues(
            tuple((officer.role[0].rstrip(","), _named(officer)) for officer in values.officers), dotted=True
        ),
        Para(result),
        *((Para(f"Catatan: {values.note}"),) if _says_more(values) else ()),
        Para("Kotak dikosongkan dan dikunci kembali di hadapan kedua petugas. Demikian berita acara ini "
             "dibuat dengan sebenarnya."),
        Signatures(values.officers, place_date=values.office.place_date),
    ]  # fmt: skip
    return render(parts, values.office.frame("Berita Acara Pembukaan Kotak Pengaduan", stamp))


def _named(officer: Signer) -> str:
    return f"{officer.name}, NIP {show_nip(officer.nip)}" if officer.nip else officer.name


def _says_more(values: BoxValues) -> bool:
    """Whether the remark is more than the “nihil” the sentence above it says already."""
    return bool(values.note) and values.note.strip(" .").casefold() != "nihil"


REGISTER = DocumentKind(
    "register-pengaduan", "Register pengaduan", "complaints",
    register_subjects, gather_register, draw_register,
)  # fmt: skip
BOX_OPENING = DocumentKind(
    "ba-kotak", "Berita acara pembukaan kotak pengaduan", "complaints",
    box_subjects, gather_box, draw_box, numbered=box_number,
)  # fmt: skip

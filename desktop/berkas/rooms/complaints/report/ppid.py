"""The receipt of a request for public information, and the register in its legal columns.

Who asks is a code on both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine import due
from berkas.engine.editable import editable
from berkas.engine.identities import code_of
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letterheads import signer_on
from berkas.engine.lookup import term_choices
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.periods import span_of
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    KeyValues,
    Para,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
    Title,
)
from berkas.rooms.complaints.commands.ppidnames import Names
from berkas.rooms.complaints.fields.registers import FORMS, MANNERS, REQUESTERS
from berkas.rooms.complaints.report.strips import limit, strip
from berkas.rules.dates import show_long
from berkas.rules.fields import Choice
from berkas.rules.numbers import show_rupiah
from berkas.rules.vocabulary import InformationDecision
from berkas_db.errors import Refused
from berkas_db.tables import PpidObjection, PpidRequest

OFFICER = "Pejabat Pengelola Informasi dan Dokumentasi"
"""The position that signs the papers of public information; an office without one leaves the line open."""
_YES_NO = {"ya": "Ya", "tidak": "Tidak"}


def word_of(choices: Sequence[Choice], code: str | None) -> str:
    """The words of a stored code, nothing for none."""
    return next((choice.label for choice in choices if choice.code == code), code or "") if code else ""


def long_day(text: str | None) -> str:
    """“Kamis, 12 Juni 2025” for a stored date: the register asks for the weekday too."""
    return show_long(date.fromisoformat(text)) if text else ""


# ---------------------------------------------------------------------- the receipt


@dataclass(frozen=True, slots=True)
class ReceiptValues:
    """One request as its receipt tells it, with the days until the answer."""

    office: OfficePart
    number: str
    facts: tuple[tuple[str, str], ...]
    plans: tuple[due.StepPlan, ...]
    rule: str


def request_subjects(session: Session) -> Sequence[Subject]:
    """Every request by its number, oldest first."""
    rows = session.execute(
        select(PpidRequest.id, PpidRequest.number, PpidRequest.received_on)
        .where(PpidRequest.trashed_at.is_(None))
        .order_by(PpidRequest.received_on, PpidRequest.id)
    )
    return [
        Subject(row.number, f"Permohonan {row.number}, {day(row.received_on)}", PpidRequest, row.id)
        for row in rows
    ]


def gather_receipt(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> ReceiptValues:
    """What was asked and until when it is answered; an extension that was given is counted."""
    row = session.get(PpidRequest, subject.id) if subject.id is not None else None
    if row is None:
        raise Refused("Permohonan ini sudah tidak ada.")
    case = due.ppid_case(session, row.id)
    return ReceiptValues(
        office=office_part(session, on),
        number=row.number,
        facts=(
            ("Nomor pendaftaran", row.number),
            ("Dicatat", long_day(row.received_on)),
            ("Saluran", word_of(term_choices(session, "saluran"), row.channel)),
            ("Pemohon", _requester(session, row)),
            ("Informasi yang diminta", row.information),
            ("Tujuan penggunaan", row.purpose or ""),
            ("Bentuk informasi", word_of(FORMS, row.wanted_form)),
            ("Jenis permohonan", word_of(MANNERS, row.wanted_manner)),
            *(
                (("Diperpanjang", f"{day(row.extended_on)}: {row.extension_reason}"),)
                if row.extended_on
                else ()
            ),
        ),
        plans=tuple(due.plans_of(session, case)),
        rule=f"{case.version.label}; sumber: {case.version.source.rstrip('.')}.",
    )


def _requester(session: Session, row: PpidRequest) -> str:
    kind = word_of(REQUESTERS, row.requester_kind)
    code = code_of(session, row.identity_id) if row.identity_id else None
    return f"{code} ({kind.lower()})" if code else kind


def receipt_parts(values: ReceiptValues, _stamp: Stamp) -> tuple[Part, ...]:
    """The receipt: facts, the days, what one may do when nothing comes."""
    known = [plan for plan in values.plans if not plan.not_applicable]
    limits = "; ".join(f"{plan.step.label} {limit(plan.due)}" for plan in known)
    return (
        Title("Tanda Bukti Permohonan Informasi Publik", number=values.number),
        KeyValues(values.facts),
        *(strip(plan.due) for plan in known if plan.due.strip),
        Para(f"Batas waktu: {limits}. {values.rule}"),
        Para(
            "Simpan nomor pendaftaran ini. Bila permohonan ditolak, tidak ditanggapi, atau ditanggapi tidak "
            "sebagaimana diminta, keberatan dapat diajukan kepada atasan PPID."
        ),
        Signatures(
            (Signer(("Pemohon informasi,",)), Signer(("Petugas pelayanan informasi,",))),
            place_date=values.office.place_date,
        ),
    )  # fmt: skip


def draw_receipt(values: ReceiptValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame("Tanda Bukti Permohonan Informasi Publik", stamp)
    return render(receipt_parts(values, stamp), frame)


# ---------------------------------------------------------------------- the register


@dataclass(frozen=True, slots=True)
class RegisterValues:
    """The requests of a period in the legal columns."""

    office: OfficePart
    signer: Signer
    period: str
    rows: tuple[tuple[str, ...], ...]
    has_names: bool = False


def year_subjects(session: Session) -> Sequence[Subject]:
    """Every year with a request, oldest first."""
    years = session.execute(
        select(func.substr(PpidRequest.received_on, 1, 4)).where(PpidRequest.trashed_at.is_(None)).distinct()
    ).scalars()
    return [Subject(span.key, span.title) for span in map(span_of, sorted(years))]


@dataclass(frozen=True, slots=True)
class PeriodKind(DocumentKind):
    """Any period is printed, whether it is in the list or not."""

    def find(self, session: Session, key: str) -> Subject:
        """The period with this key."""
        del session
        span = span_of(key)
        return Subject(span.key, span.title)


def gather_register(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> RegisterValues:
    """Every request of the period in the order of its coming; who asked is a code."""
    return _register(session, subject, on, {})


def _register(session: Session, subject: Subject, on: date, names: Names) -> RegisterValues:
    span = span_of(subject.key)
    rows = session.execute(
        select(PpidRequest)
        .where(
            PpidRequest.trashed_at.is_(None),
            PpidRequest.received_on.between(span.first.isoformat(), span.last.isoformat()),
        )
        .order_by(PpidRequest.received_on, PpidRequest.id)
    ).scalars()
    reasons = term_choices(session, "alasan_penolakan")
    objections = _objections(session)
    lines = [
        (
            str(number),
            *_register_row(session, row, reasons, names.get(row.id, "")),
            objections.get(row.id, ""),
        )
        for number, row in enumerate(rows.all(), 1)
    ]
    return RegisterValues(
        office_part(session, on), signer_on(session, OFFICER, on), span.title, tuple(lines), bool(names)
    )


def _register_row(
    session: Session, row: PpidRequest, reasons: Sequence[Choice], name: str
) -> tuple[str, ...]:
    held = _YES_NO.get(row.is_held or "", "")
    refusal = (word_of(reasons, row.refusal_reason), row.exclusion_article, row.refusal_text)
    return (
        f"{row.number}\n{day(row.received_on)}",
        f"{_requester(session, row)}\n{name}" if name else _requester(session, row),
        row.information,
        row.purpose or "",
        f"{held}\n{row.other_body}" if row.other_body else held,
        _YES_NO.get(row.is_documented or "", ""),
        word_of(FORMS, row.wanted_form),
        word_of(MANNERS, row.wanted_manner),
        InformationDecision.label_of(row.decision) or "" if row.decision else "",
        "\n".join(part for part in refusal if part),
        long_day(row.notice_on),
        long_day(row.given_on),
        "\n".join(filter(None, (show_rupiah(row.cost) if row.cost is not None else "", row.payment_manner))),
    )


def _objections(session: Session) -> dict[int, str]:
    """Objections and disputes of each request, in the order of their coming."""
    found: dict[int, list[str]] = {}
    rows = session.execute(
        select(PpidObjection)
        .where(PpidObjection.trashed_at.is_(None))
        .order_by(PpidObjection.received_on, PpidObjection.id)
    ).scalars()
    for row in rows:
        said = [f"Keberatan {row.number}, {day(row.received_on)}"]
        if row.decided_on:
            said.append(f"ditanggapi {day(row.decided_on)}")
        if row.dispute_on:
            said.append(f"sengketa {row.dispute_number or ''} {day(row.dispute_on)}".replace("  ", " "))
        found.setdefault(row.request_id, []).append("; ".join(said))
    return {key: "\n".join(lines) for key, lines in found.items()}


_STATUS = "Status informasi"
_WITHOUT_NAMES = (
    "Nama, alamat, nomor kontak, dan pekerjaan pemohon disimpan terpisah di bawah kodenya dan hanya dibuka "
    "oleh yang berhak."
)
_WITH_NAMES = (
    "Kolom Pemohon memuat kode, nama, alamat, nomor kontak, dan pekerjaan. Hanya untuk PPID; jangan "
    "digandakan. Anak disebut dengan kode saja."
)


def register_parts(values: RegisterValues, _stamp: Stamp) -> tuple[Part, ...]:
    """The register in the columns of the law, landscape."""
    columns = (
        TableColumn("No", mm=8),
        TableColumn("Nomor dan tanggal", 1.3),
        TableColumn("Pemohon" if values.has_names else "Pemohon (kode)", 1.7 if values.has_names else 1.1),
        TableColumn("Informasi yang diminta", 2),
        TableColumn("Tujuan penggunaan", 1.3),
        TableColumn("Dikuasai; badan lain", 0.95, group=_STATUS),
        TableColumn("Didoku-mentasi", 0.8, group=_STATUS),
        TableColumn("Bentuk", 0.9),
        TableColumn("Jenis permohonan", 1),
        TableColumn("Keputusan", 1.1),
        TableColumn("Alasan penolakan", 1.3),
        TableColumn("Pemberitahuan tertulis", 1.2),
        TableColumn("Informasi diberikan", 1.2),
        TableColumn("Biaya dan cara bayar", 0.95),
        TableColumn("Keberatan dan sengketa", 1.3),
    )
    return (
        Title("Register Permohonan Informasi Publik", name=values.period),
        Table(
            columns, values.rows, empty="Nihil: tidak ada permohonan informasi pada periode ini.",
            numbered_heads=True,
            note=_WITH_NAMES if values.has_names else _WITHOUT_NAMES,
        ),
        Signatures((values.signer,), place_date=values.office.place_date),
    )  # fmt: skip


def draw_register(values: RegisterValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame("Register Permohonan Informasi Publik", stamp, landscape=True, type_size=8.0)
    return render(register_parts(values, stamp), frame)


def draw_with_names(session: Session, period: str, names: Names, on: date) -> bytes:
    """The register with names, for one look; on no list of papers, so that nothing prints it by key."""
    values = _register(session, Subject(period, period), on, names)
    title = "Register Permohonan Informasi Publik"
    frame = values.office.frame(title, landscape=True, type_size=8.0, watermark="RAHASIA")
    return render(register_parts(values, Stamp(on)), frame)


PPID_RECEIPT = DocumentKind(
    "tanda-terima-ppid", "Tanda bukti permohonan informasi", "complaints",
    request_subjects, gather_receipt, draw_receipt,
)  # fmt: skip
PPID_REGISTER = PeriodKind(
    "register-ppid", "Register permohonan informasi", "complaints",
    year_subjects, gather_register, draw_register,
    docx=editable("Register permohonan informasi", register_parts, landscape=True),
)  # fmt: skip

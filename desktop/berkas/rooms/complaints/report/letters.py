"""What a complaint or a request for information puts into the fields of a letter.

Letters stand in a register everybody reads: who complains or asks is never among the values (name and
address go on the envelope), and of a restricted complaint only its number and day.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.letterheads import office_facts
from berkas.engine.lookup import term_choices
from berkas.engine.officepaper import day
from berkas.rooms.complaints.fields.registers import DECISIONS, FORMS, MANNERS
from berkas.rules.dates import show_medium
from berkas.rules.fields import Choice
from berkas.rules.numbers import show_rupiah
from berkas.rules.vocabulary import FollowupStatus, SupervisionOrigin
from berkas_db.errors import Refused
from berkas_db.tables import (
    Complaint,
    ConsequenceTest,
    Obh,
    PpidObjection,
    PpidRequest,
    Supervision,
    SupervisionFinding,
    Unit,
)


def complaint_letter_values(session: Session, complaint_id: int, _on: date) -> dict[str, str]:
    """The fields of letters about a complaint, by name."""
    row = session.execute(
        select(
            Complaint.number, Complaint.received_on, Complaint.title, Complaint.is_restricted,
            Complaint.is_secret, Complaint.result_text, Complaint.handed_to,
            Unit.name.label("unit"), Obh.name.label("obh"),
        )
        .outerjoin(Unit, Unit.id == Complaint.unit_id)
        .outerjoin(Obh, Obh.id == Complaint.obh_id)
        .where(Complaint.id == complaint_id)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise Refused("Pengaduan ini sudah tidak ada.")
    facts = office_facts(session)
    is_open = not (row.is_restricted or row.is_secret)
    return {
        "kantor": facts.name,
        "kota": facts.city,
        "nomor": row.number,
        "tanggal_terima": show_medium(date.fromisoformat(row.received_on)),
        "pokok": row.title if is_open else "",
        "terlapor": (row.unit or row.obh or "") if is_open else "",
        "hasil": (row.result_text or "") if is_open else "",
        "tujuan": (row.handed_to or "") if is_open else "",
    }


def request_letter_values(session: Session, request_id: int, _on: date) -> dict[str, str]:
    """The fields of the written notice of a request for information, by name."""
    row = session.get(PpidRequest, request_id, populate_existing=True)
    if row is None:
        raise Refused("Permohonan ini sudah tidak ada.")
    facts = office_facts(session)
    wanted = (_word(FORMS, row.wanted_form), _word(MANNERS, row.wanted_manner))
    return {
        "kantor": facts.name,
        "kota": facts.city,
        "nomor": row.number,
        "tanggal_terima": show_medium(date.fromisoformat(row.received_on)),
        "informasi": row.information,
        "keputusan": _word(DECISIONS, row.decision),
        "penguasaan": {"ya": "di bawah penguasaan kami", "tidak": "tidak di bawah penguasaan kami"}.get(
            row.is_held or "", ""
        ),
        "badan_lain": row.other_body or "",
        "bentuk": "; ".join(word for word in wanted if word),
        "biaya": show_rupiah(row.cost) if row.cost else "",
        "alasan": _word(term_choices(session, "alasan_penolakan"), row.refusal_reason),
        "pasal": row.exclusion_article or "",
        "uraian": row.refusal_text or "",
        "uji": _tests(session, row.information_id),
        "alasan_perpanjangan": row.extension_reason or "",
        "tanggal_perpanjangan": day(row.extended_on),
        "batas_waktu": day(row.next_due_on),
        **_objection(session, request_id),
    }


def _tests(session: Session, information_id: int | None) -> str:
    """The last consequence test of what was asked, as a notice names it."""
    row = session.execute(
        select(ConsequenceTest.tested_on, ConsequenceTest.decree_number, ConsequenceTest.legal_basis)
        .where(ConsequenceTest.information_id == information_id)
        .order_by(ConsequenceTest.tested_on.desc(), ConsequenceTest.id.desc())
        .limit(1)
    ).one_or_none()
    return "; ".join(filter(None, (row.decree_number, day(row.tested_on), row.legal_basis))) if row else ""


def _objection(session: Session, request_id: int) -> dict[str, str]:
    """The last objection to a request and how the superior answered it."""
    row = session.execute(
        select(PpidObjection)
        .where(PpidObjection.request_id == request_id, PpidObjection.trashed_at.is_(None))
        .order_by(PpidObjection.received_on.desc(), PpidObjection.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    if row is None:
        return {}
    return {
        "nomor_keberatan": row.number,
        "tanggal_keberatan": day(row.received_on),
        "alasan_keberatan": _word(term_choices(session, "alasan_keberatan"), row.reason),
        "tanggapan": row.decision or "",
    }


def supervision_letter_values(session: Session, supervision_id: int, _on: date) -> dict[str, str]:
    """The fields of the letters about a supervision: reply, evidence, closing."""
    row = session.execute(
        select(
            Supervision.code, Supervision.report_number, Supervision.report_on, Supervision.origin,
            Supervision.year, Supervision.result_category, Unit.name,
        )
        .join(Unit, Unit.id == Supervision.unit_id)
        .where(Supervision.id == supervision_id)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise Refused("Pengawasan ini sudah tidak ada.")
    states = session.execute(
        select(SupervisionFinding.status).where(
            SupervisionFinding.supervision_id == supervision_id, SupervisionFinding.trashed_at.is_(None)
        )
    ).scalars().all()  # fmt: skip
    left = sum(FollowupStatus(state).is_open for state in states)
    facts = office_facts(session)
    return {
        "kantor": facts.name,
        "kota": facts.city,
        "kode": row.code,
        "unit": row.name,
        "tahun": str(row.year),
        "pengawas": SupervisionOrigin.label_of(row.origin) or "",
        "laporan": ", ".join(filter(None, (row.report_number, day(row.report_on)))),
        "hasil": row.result_category or "",
        "jumlah_temuan": str(len(states)),
        "temuan_selesai": str(len(states) - left),
        "temuan_terbuka": str(left),
    }


def _word(choices: tuple[Choice, ...], code: str | None) -> str:
    return next((choice.label for choice in choices if choice.code == code), "") if code else ""

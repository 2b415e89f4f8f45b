"""Where work may be paid twice: another claim, another PBH, another stage, another budget. Reads only.

Every sentence names codes, never a person. Nothing here forbids anything: the desk decides with a reason.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, or_, select, true, union
from sqlalchemy.orm import Session, aliased

from berkas.rules.numbers import show_rupiah
from berkas.rules.vocabulary import ReimbursementState
from berkas_db.tables import (
    CasePacket,
    CaseRecipient,
    LegalCase,
    Obh,
    OtherFunding,
    Recipient,
    Reimbursement,
    Term,
)

_MOST = 4


def double_claims(session: Session, claim: Mapping[str, Any], *, but: int | None) -> list[str]:
    """What speaks for a double claim of these values, as sentences; `but` is the claim itself."""
    found: list[str] = []
    case_id, packet_id = _id(claim.get("case_id")), _id(claim.get("packet_id"))
    if case_id is not None:
        found += _same_stage(session, case_id, claim.get("stage"), but)
        found += _whole_and_part(session, case_id, claim.get("stage"), but)
        found += _other_money(session, case_id, claim.get("stage"))
        found += _same_number(session, case_id)
        found += _same_recipient(session, case_id)
        found += _same_activity(session, case_id)
        found += _in_packet(session, case_id)
    if packet_id is not None:
        found += _packet_again(session, packet_id, but)
    found += _same_sidbankum(session, claim.get("sidbankum_number"), but)
    return found


def _id(value: Any) -> int | None:  # noqa: ANN401  an id, or its text from a form
    return int(value) if value else None


def _others(but: int | None) -> tuple[Any, ...]:
    return (Reimbursement.trashed_at.is_(None), Reimbursement.id != (but or 0))


def _same_stage(session: Session, case_id: int, stage: Any, but: int | None) -> list[str]:  # noqa: ANN401
    same = Reimbursement.stage == stage if stage else Reimbursement.stage.is_(None)
    rows = session.execute(
        select(Reimbursement.code, Reimbursement.state, Reimbursement.claimed)
        .where(*_others(but), Reimbursement.case_id == case_id, same)
        .order_by(Reimbursement.id)
        .limit(_MOST)
    )
    return [
        f"Tahap yang sama dari perkara ini sudah diajukan pada {row.code} "
        f"({ReimbursementState.label_of(row.state).lower()}, {show_rupiah(row.claimed)})."
        for row in rows
    ]


def _whole_and_part(session: Session, case_id: int, stage: Any, but: int | None) -> list[str]:  # noqa: ANN401
    """A claim without a stage is about the whole case, and so about every other stage of it."""
    whole = Reimbursement.stage.is_(None)
    rows = session.execute(
        select(Reimbursement.code, Term.label)
        .outerjoin(Term, (Term.kind == "tahap_perkara") & (Term.code == Reimbursement.stage))
        .where(*_others(but), Reimbursement.case_id == case_id, whole if stage else ~whole)
        .order_by(Reimbursement.id)
        .limit(_MOST)
    )
    if stage:
        return [f"Seluruh perkara ini, tanpa tahap, sudah diajukan pada {row.code}." for row in rows]
    return [
        f"Tahap {(row.label or '').lower()} dari perkara ini sudah diajukan pada {row.code}; "
        "pengajuan ini tidak menyebut tahap."
        for row in rows
    ]


def _other_money(session: Session, case_id: int, stage: Any) -> list[str]:  # noqa: ANN401  a code
    label = (
        select(Term.label).where(Term.kind == "sumber_dana", Term.code == OtherFunding.fund).scalar_subquery()
    )
    rows = session.execute(
        select(label, OtherFunding.payer, OtherFunding.amount, OtherFunding.year)
        .where(
            OtherFunding.case_id == case_id, or_(OtherFunding.stage.is_(None), OtherFunding.stage == stage)
        )
        .order_by(OtherFunding.id)
    )
    found = []
    for fund, payer, amount, year in rows:
        sum_ = f" {show_rupiah(amount)}" if amount else ""
        found.append(f"Perkara ini juga didanai {fund} oleh {payer},{sum_} tahun {year}.")
    own = session.execute(select(LegalCase.fund).where(LegalCase.id == case_id)).scalar_one_or_none()
    if own and own != "apbn":
        found.append("Sumber dana perkara ini bukan APBN.")
    return found


def _plain(column: Any) -> Any:  # noqa: ANN401  a column
    """A number, a court or a place as it is compared: spaces and capitals do not count."""
    return func.lower(func.replace(column, " ", ""))


def _told(words: str) -> str:
    """The same for words that are known."""
    return words.replace(" ", "").lower()


def _same_number(session: Session, case_id: int) -> list[str]:
    """Another record with the same court and number, however it is written, perhaps of another PBH."""
    own = session.get_one(LegalCase, case_id)
    if not own.court_number:
        return []
    other = aliased(LegalCase)
    # The index on the number is read instead of the table.
    same = select(other.id).where(
        other.trashed_at.is_(None), _plain(other.court_number) == _told(own.court_number)
    )
    court = LegalCase.court
    elsewhere = or_(court.is_(None), _plain(court) == _told(own.court)) if own.court else true()
    rows = session.execute(
        select(LegalCase.code, Obh.name, LegalCase.obh_id)
        .join(Obh, Obh.id == LegalCase.obh_id)
        .where(LegalCase.id.in_(same), LegalCase.id != case_id, elsewhere)
        .order_by(LegalCase.id)
        .limit(_MOST)
    )
    return [
        f"Nomor perkara yang sama tercatat pada {code}"
        + (f" milik {name}." if obh != own.obh_id else " dari OBH ini juga.")
        for code, name, obh in rows
    ]


def _same_recipient(session: Session, case_id: int) -> list[str]:
    """The same person, by record or by identity, with another PBH for the same kind of service."""
    own = session.get_one(LegalCase, case_id)
    mine = select(CaseRecipient.recipient_id).where(CaseRecipient.case_id == case_id)
    known = select(Recipient.identity_id).where(Recipient.id.in_(mine), Recipient.identity_id.is_not(None))
    same = union(mine, select(Recipient.id).where(Recipient.identity_id.in_(known)))
    rows = session.execute(
        select(LegalCase.code, Obh.name)
        .join(CaseRecipient, CaseRecipient.case_id == LegalCase.id)
        .join(Obh, Obh.id == LegalCase.obh_id)
        .where(
            CaseRecipient.recipient_id.in_(same),
            LegalCase.id != case_id,
            LegalCase.obh_id != own.obh_id,
            LegalCase.service_kind == own.service_kind,
            LegalCase.trashed_at.is_(None),
            LegalCase.state != "ditolak",
        )
        .distinct()
        .order_by(LegalCase.code)
        .limit(_MOST)
    )
    return [
        f"Penerima yang sama juga dilayani {name} untuk jenis layanan yang sama ({code})."
        for code, name in rows
    ]


def _same_activity(session: Session, case_id: int) -> list[str]:
    """The same kind of activity on the same day at the same place, of this or of another PBH."""
    own = session.get_one(LegalCase, case_id)
    if not own.activity_on or not own.activity_place:
        return []
    rows = session.execute(
        select(LegalCase.code, Obh.name)
        .join(Obh, Obh.id == LegalCase.obh_id)
        .where(
            LegalCase.trashed_at.is_(None),
            LegalCase.service_kind == own.service_kind,
            LegalCase.activity_on == own.activity_on,
            LegalCase.id != case_id,
            LegalCase.state != "ditolak",
            _plain(LegalCase.activity_place) == _told(own.activity_place),
        )
        .order_by(LegalCase.code)
        .limit(_MOST)
    )
    return [
        f"Kegiatan sejenis pada tanggal dan tempat yang sama tercatat pada {code} ({name})."
        for code, name in rows
    ]


def _in_packet(session: Session, case_id: int) -> list[str]:
    rows = session.execute(
        select(CasePacket.code, Reimbursement.code)
        .join(LegalCase, LegalCase.packet_id == CasePacket.id)
        .join(Reimbursement, Reimbursement.packet_id == CasePacket.id)
        .where(LegalCase.id == case_id, Reimbursement.trashed_at.is_(None))
        .order_by(Reimbursement.id)
    )
    return [f"Perkara ini sudah diajukan dalam paket {packet} ({claim})." for packet, claim in rows]


def _packet_again(session: Session, packet_id: int, but: int | None) -> list[str]:
    again = session.execute(
        select(Reimbursement.code)
        .where(*_others(but), Reimbursement.packet_id == packet_id)
        .order_by(Reimbursement.id)
    ).scalars()
    alone = session.execute(
        select(LegalCase.code, Reimbursement.code)
        .join(Reimbursement, Reimbursement.case_id == LegalCase.id)
        .where(LegalCase.packet_id == packet_id, *_others(but))
        .order_by(LegalCase.code)
    )
    return [
        *(f"Paket ini sudah diajukan pada {code}." for code in again),
        *(f"{case} dari paket ini sudah diajukan sendiri pada {claim}." for case, claim in alone),
    ]


def _same_sidbankum(session: Session, number: Any, but: int | None) -> list[str]:  # noqa: ANN401
    if not number:
        return []
    codes = session.execute(
        select(Reimbursement.code).where(*_others(but), Reimbursement.sidbankum_number == str(number))
    ).scalars()
    return [f"Nomor Sidbankum {number} sudah dipakai oleh {code}." for code in codes]

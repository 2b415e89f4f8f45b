"""Reads reimbursement claims: the queue, one claim with the days it spent in each state, its case and money.

Recipients are codes here. Amounts are whole rupiah.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import ColumnElement, Integer, cast, func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.due.rules import calendar_of
from berkas.engine.history import office_day
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, one_of
from berkas.engine.records import Record, read_record
from berkas.rooms.obh.fields.cases import KINDS
from berkas.rooms.obh.fields.claims import CLAIM_STATES
from berkas.rooms.obh.queries.contracts import contract_for, tariff_for
from berkas.rules.fields import Column, Kind
from berkas.rules.vocabulary import ReimbursementState, ServiceKind
from berkas_db.search import matching
from berkas_db.tables import (
    AppUser,
    CasePacket,
    LegalCase,
    Letter,
    Obh,
    Reimbursement,
    ReimbursementEvent,
    Term,
)

OPEN = tuple(state.value for state in ReimbursementState if state is not ReimbursementState.DIBAYAR)

_claim = Reimbursement.__table__.c
_OBH = select(Obh.name).where(Obh.id == Reimbursement.obh_id).correlate(Reimbursement).scalar_subquery()
_WHAT = func.coalesce(
    select(LegalCase.code + " · " + LegalCase.title)
    .where(LegalCase.id == Reimbursement.case_id)
    .correlate(Reimbursement)
    .scalar_subquery(),
    select(CasePacket.code).where(CasePacket.id == Reimbursement.packet_id).correlate(Reimbursement)
    .scalar_subquery(),
)  # fmt: skip
_KIND = func.coalesce(
    select(LegalCase.service_kind).where(LegalCase.id == Reimbursement.case_id).correlate(Reimbursement)
    .scalar_subquery(),
    select(CasePacket.service_kind).where(CasePacket.id == Reimbursement.packet_id).correlate(Reimbursement)
    .scalar_subquery(),
)  # fmt: skip
_STAGE = (
    select(Term.label)
    .where(Term.kind == "tahap_perkara", Term.code == Reimbursement.stage)
    .correlate(Reimbursement)
    .scalar_subquery()
)
_OWNER = (
    select(AppUser.full_name)
    .where(AppUser.id == Reimbursement.owner_id)
    .correlate(Reimbursement)
    .scalar_subquery()
)
_DAYS = func.iif(
    _claim.state == ReimbursementState.DIBAYAR.value,
    None,
    cast(func.julianday(office_day()) - func.julianday(_claim.state_since), Integer),
)
"""Calendar days in the state of now; nothing once paid."""


def _found(typed: str) -> ColumnElement[bool]:
    """By the claim's own words, its number in Sidbankum, its OBH or its case."""
    words = typed.strip()
    named = select(Obh.id).where(matching(Obh.__table__.c.id, "obh_fts", typed))
    cases = select(LegalCase.id).where(matching(LegalCase.__table__.c.id, "legal_case_fts", typed))
    return or_(
        matching(_claim.id, "reimbursement_fts", typed),
        _claim.sidbankum_number == words,
        _claim.obh_id.in_(named),
        _claim.case_id.in_(cases),
    )


CLAIMS = Listing(
    model=Reimbursement,
    shown=(
        Shown(Column("code", "Kode", width=13, sortable=True), _claim.code),
        Shown(Column("state", "Keadaan", width=16), _claim.state, CLAIM_STATES),
        Shown(Column("days", "Hari", Kind.INTEGER, width=7), _DAYS),
        Shown(Column("submitted_on", "Masuk", Kind.DATE, width=13, sortable=True), _claim.submitted_on),
        Shown(Column("obh", "OBH", width=28), _OBH),
        Shown(Column("what", "Perkara atau paket", width=34), _WHAT),
        Shown(Column("stage", "Tahap", width=22), _STAGE),
        Shown(Column("claimed", "Diajukan", Kind.RUPIAH, width=15), _claim.claimed),
        Shown(Column("approved", "Disetujui", Kind.RUPIAH, width=15), _claim.approved),
        Shown(Column("paid", "Dibayar", Kind.RUPIAH, width=15, shown=False), _claim.paid),
        Shown(Column("kind", "Jenis layanan", width=20, shown=False), _KIND, KINDS),
        Shown(Column("owner", "Pemeriksa", width=20, shown=False), _OWNER),
        Shown(Column("sidbankum_number", "Nomor Sidbankum", width=16, shown=False), _claim.sidbankum_number),
    ),
    filters={
        "state": one_of(_claim.state),
        "obh": one_of(_claim.obh_id, number=True),
        "kind": one_of(_KIND),
        "stage": one_of(_claim.stage),
        "submitted_on": between(_claim.submitted_on),
        "owner": one_of(_claim.owner_id, number=True),
    },
    sort="submitted_on",
    descending=True,
    found=_found,
)


@dataclass(frozen=True, slots=True)
class Spell:
    """Time in one state: since when, how long in calendar and in working days; `until` empty: still there."""

    state: str
    since: str
    until: str
    days: int
    working_days: int
    reason: str
    letter_id: int | None
    letter: str
    who: str

    @property
    def label(self) -> str:
        """The state in words."""
        return ReimbursementState.label_of(self.state)


@dataclass(frozen=True, slots=True)
class CaseMoney:
    """What was asked for one case so far, stage by stage: code, stage, state, asked, agreed, paid."""

    rows: tuple[tuple[str, str, str, int, int | None, int | None], ...]

    @property
    def claimed(self) -> int:
        """All that was asked."""
        return sum(row[3] for row in self.rows)

    @property
    def approved(self) -> int:
        """All that was agreed."""
        return sum(row[4] or 0 for row in self.rows)

    @property
    def paid(self) -> int:
        """All that was paid."""
        return sum(row[5] or 0 for row in self.rows)


def load_claim(session: Session, id: int) -> Record:
    """One claim; `kind` is the kind of service, `subject` what it is about in words."""
    row = session.get(Reimbursement, id)
    kind, subject = subject_of(session, row.case_id, row.packet_id) if row else ("", "")
    return read_record(
        session, Reimbursement, id, title="code", subtitle="subject", extra={"kind": kind, "subject": subject}
    )


def claim_of(session: Session, code: str) -> int:
    """The id of the claim with this code, outside the trash."""
    return session.execute(
        select(Reimbursement.id).where(Reimbursement.code == code, Reimbursement.trashed_at.is_(None))
    ).scalar_one()


def subject_of(session: Session, case_id: int | None, packet_id: int | None) -> tuple[str, str]:
    """Kind of service and words for what a claim is about; empty when there is nothing."""
    if case_id is not None:
        row = session.execute(
            select(LegalCase.service_kind, LegalCase.code, LegalCase.title).where(LegalCase.id == case_id)
        ).one_or_none()
        return (row.service_kind, f"{row.code} · {row.title}") if row else ("", "")
    if packet_id is not None:
        row = session.execute(
            select(CasePacket.service_kind, CasePacket.code).where(CasePacket.id == packet_id)
        ).one_or_none()
        return (row.service_kind, f"Paket {row.code}") if row else ("", "")
    return "", ""


def spells(session: Session, claim_id: int, today: date) -> list[Spell]:
    """The way of a claim through the queue, oldest first, with the days in each state."""
    calendar = calendar_of(session)
    rows = session.execute(
        select(
            ReimbursementEvent.state,
            ReimbursementEvent.on_date,
            ReimbursementEvent.reason,
            ReimbursementEvent.letter_id,
            Letter.number,
            AppUser.full_name,
        )
        .outerjoin(Letter, Letter.id == ReimbursementEvent.letter_id)
        .outerjoin(AppUser, AppUser.id == ReimbursementEvent.actor_id)
        .where(ReimbursementEvent.reimbursement_id == claim_id)
        .order_by(ReimbursementEvent.on_date, ReimbursementEvent.id)
    ).all()
    found: list[Spell] = []
    for row, after in pairwise([*rows, None]):
        assert row is not None  # noqa: S101  only the last of the pairs is nothing
        first = date.fromisoformat(row.on_date)
        ended = row.state == ReimbursementState.DIBAYAR.value
        last = date.fromisoformat(after.on_date) if after else first if ended else max(today, first)
        letter = (row.number or "nomor menyusul") if row.letter_id else ""
        found.append(
            Spell(
                row.state,
                row.on_date,
                after.on_date if after else "",
                (last - first).days,
                calendar.count_between(first, last),
                row.reason or "",
                row.letter_id,
                letter,
                row.full_name or "",
            )
        )
    return found


def days_in_states(way: Sequence[Spell]) -> dict[str, tuple[int, int]]:
    """Calendar and working days per state, over all times a claim was in it."""
    found: dict[str, tuple[int, int]] = {}
    for spell in way:
        days, working = found.get(spell.state, (0, 0))
        found[spell.state] = (days + spell.days, working + spell.working_days)
    return found


def case_money(session: Session, case_id: int) -> CaseMoney:
    """All claims of one case, oldest first."""
    statement = (
        select(
            Reimbursement.code,
            func.ifnull(Term.label, ""),
            Reimbursement.state,
            Reimbursement.claimed,
            Reimbursement.approved,
            Reimbursement.paid,
        )
        .outerjoin(Term, (Term.kind == "tahap_perkara") & (Term.code == Reimbursement.stage))
        .where(Reimbursement.case_id == case_id, Reimbursement.trashed_at.is_(None))
        .order_by(Reimbursement.submitted_on, Reimbursement.id)
    )
    rows = [
        (row[0], row[1], ReimbursementState.label_of(row[2]), row[3], row[4], row[5])
        for row in session.execute(statement)
    ]
    return CaseMoney(tuple(rows))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a case or packet puts into an empty claim; `tariff` is its name, empty when unknown."""

    obh_id: int
    stage: str | None
    contract_id: int | None
    fund: str | None
    amount: int | None
    tariff_id: int | None
    tariff: str
    source: str


def proposal(
    session: Session, case_id: int | None, packet_id: int | None, *, stage: str | None, day: str
) -> Proposal | None:
    """What a claim about this case or packet would hold; None when there is no such record."""
    if case_id is not None:
        case = session.get(LegalCase, case_id)
        if case is None:
            return None
        kind, obh_id, fund, year = case.service_kind, case.obh_id, case.fund, int(case.request_on[:4])
        stage = stage or case.current_stage
    else:
        packet = session.get(CasePacket, packet_id) if packet_id is not None else None
        if packet is None:
            return None
        kind, obh_id, fund, year = packet.service_kind, packet.obh_id, "apbn", packet.year
    if not ServiceKind(kind).is_litigation:
        stage = stage or "kegiatan"
    tariff = tariff_for(session, kind, stage, day)
    return Proposal(
        obh_id,
        stage,
        contract_for(session, obh_id, year),
        fund,
        tariff.amount if tariff else None,
        tariff.id if tariff else None,
        tariff.label if tariff else "",
        (tariff.source or "") if tariff else "",
    )


def queue_counts(session: Session) -> list[tuple[str, int, int]]:
    """Label, number and rupiah asked of every state, in the order of the queue."""
    statement = (
        select(Reimbursement.state, func.count(), func.sum(Reimbursement.claimed))
        .where(Reimbursement.trashed_at.is_(None))
        .group_by(Reimbursement.state)
    )
    found = {row[0]: (row[1], int(row[2] or 0)) for row in session.execute(statement)}
    return [(state.label, *found.get(state.value, (0, 0))) for state in ReimbursementState]

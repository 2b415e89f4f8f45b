"""Reads the units of a round: the list, one unit with its team, whose it was on a date. Session in, values
out.
"""

from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.letterheads import unit_head_on, unit_ministry_on
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rules.fields import Column, Kind, choices_of
from berkas.rules.vocabulary import AnswerPass, AwardResult, AwardStage, FollowupStatus
from berkas_db.search import matching
from berkas_db.tables import (
    Answer,
    Assessment,
    AwardEntry,
    AwardHistory,
    AwardRound,
    EntryMember,
    EvidenceUse,
    Finding,
    Innovation,
    Ministry,
    Unit,
)

CLOSED = tuple(status.value for status in FollowupStatus if not status.is_open)

_COLUMNS = AwardEntry.__table__.c
_UNIT, _CODE = (
    select(column).where(Unit.id == AwardEntry.unit_id).correlate(AwardEntry).scalar_subquery()
    for column in (Unit.name, Unit.code)
)
_ROUND = (
    select(AwardRound.code)
    .where(AwardRound.id == AwardEntry.round_id)
    .correlate(AwardEntry)
    .scalar_subquery()
)
_ANSWERED = (
    select(func.count())
    .select_from(Answer)
    .join(Assessment, Assessment.id == Answer.assessment_id)
    .where(
        Assessment.award_entry_id == AwardEntry.id,
        Assessment.trashed_at.is_(None),
        Answer.answer_pass == AnswerPass.VERIFIKATOR.value,
    )
    .correlate(AwardEntry)
    .scalar_subquery()
)
_PROOFS = (
    select(func.count(func.distinct(EvidenceUse.evidence_id)))
    .where(EvidenceUse.award_entry_id == AwardEntry.id)
    .correlate(AwardEntry)
    .scalar_subquery()
)
_OPEN_FINDINGS = (
    select(func.count())
    .where(
        Finding.award_entry_id == AwardEntry.id,
        Finding.trashed_at.is_(None),
        Finding.status.not_in(CLOSED),
    )
    .correlate(AwardEntry)
    .scalar_subquery()
)


def _found(typed: str) -> ColumnElement[bool]:
    """By the words of the entry itself or by the unit's names."""
    units = select(Unit.id).where(matching(Unit.__table__.c.id, "unit_fts", typed))
    return or_(matching(_COLUMNS.id, "award_entry_fts", typed), _COLUMNS.unit_id.in_(units))


ENTRIES = Listing(
    model=AwardEntry,
    shown=(
        Shown(Column("unit", "Unit", width=40), _UNIT),
        Shown(Column("round", "Putaran", width=18), _ROUND),
        Shown(Column("stage", "Tahap", width=22), _COLUMNS.stage, choices_of(AwardStage)),
        Shown(Column("verified_on", "Verifikasi", Kind.DATE, width=14, sortable=True), _COLUMNS.verified_on),
        Shown(Column("answered", "Terjawab", Kind.INTEGER, width=9), _ANSWERED),
        Shown(Column("proofs", "Bukti", Kind.INTEGER, width=8), _PROOFS),
        Shown(Column("open", "Temuan terbuka", Kind.INTEGER, width=14), _OPEN_FINDINGS),
        Shown(Column("result", "Hasil", width=26), _COLUMNS.result, choices_of(AwardResult)),
        Shown(Column("unit_code", "Kode unit", width=16, shown=False), _CODE),
        Shown(Column("decree_number", "Nomor keputusan", width=26, shown=False), _COLUMNS.decree_number),
    ),
    filters={
        "round": one_of(_COLUMNS.round_id, number=True),
        "unit": one_of(_COLUMNS.unit_id, number=True),
        "stage": one_of(_COLUMNS.stage),
        "result": one_of(_COLUMNS.result),
        "open": lambda wanted: _OPEN_FINDINGS > 0 if wanted else _OPEN_FINDINGS == 0,
    },
    sort="id",
    found=_found,
)

HISTORIES = Listing(
    model=AwardHistory,
    shown=(
        Shown(Column("year", "Tahun", width=8, sortable=True), AwardHistory.__table__.c.year),
        Shown(
            Column("unit", "Unit", width=36),
            select(Unit.name)
            .where(Unit.id == AwardHistory.unit_id)
            .correlate(AwardHistory)
            .scalar_subquery(),
        ),
        Shown(Column("award", "Penghargaan", width=40), AwardHistory.__table__.c.award),
        Shown(Column("decree_number", "Nomor keputusan", width=26), AwardHistory.__table__.c.decree_number),
        Shown(Column("source", "Sumber", width=26, shown=False), AwardHistory.__table__.c.source),
    ),
    filters={"unit": one_of(AwardHistory.__table__.c.unit_id, number=True)},
    sort="year",
    descending=True,
)

INNOVATIONS = Listing(
    model=Innovation,
    shown=(
        Shown(Column("name", "Inovasi", width=40), Innovation.__table__.c.name),
        Shown(
            Column("unit", "Unit", width=36),
            select(Unit.name).where(Unit.id == Innovation.unit_id).correlate(Innovation).scalar_subquery(),
        ),
        Shown(Column("started_on", "Mulai", Kind.DATE, width=14), Innovation.__table__.c.started_on),
        Shown(Column("source", "Sumber", width=26), Innovation.__table__.c.source),
    ),
    filters={"unit": one_of(Innovation.__table__.c.unit_id, number=True)},
    sort="id",
    descending=True,
)


def load_entry(session: Session, id: int) -> Record:
    """One unit in a round with its team under `members`."""
    names = session.execute(
        select(Unit.name, Unit.code, AwardRound.code, AwardRound.title)
        .join(AwardEntry, AwardEntry.unit_id == Unit.id)
        .join(AwardRound, AwardRound.id == AwardEntry.round_id)
        .where(AwardEntry.id == id)
    ).one_or_none()
    unit, unit_code, round_code, round_title = names or ("", "", "", "")
    extra = {
        "unit_name": unit,
        "round_title": round_title,
        "key": f"{round_code}:{unit_code}",
        "members": read_children(session, EntryMember, "entry_id", id, "sort"),
        "findings": read_children(session, Finding, "award_entry_id", id, "found_on"),
    }
    return read_record(session, AwardEntry, id, title="unit_name", subtitle="key", extra=extra)


def load_history(session: Session, id: int) -> Record:
    """One earlier award."""
    return read_record(session, AwardHistory, id, title="award", subtitle="year")


def load_innovation(session: Session, id: int) -> Record:
    """One innovation of a unit."""
    return read_record(session, Innovation, id, title="name")


def foreign_ministry(session: Session, round_id: int, unit_id: int, on: date) -> str:
    """A sentence when the unit's ministry on that date is not the round's; empty when it is, or nobody
    knows.
    """
    wanted = session.execute(select(AwardRound.ministry_id).where(AwardRound.id == round_id)).scalar()
    own = unit_ministry_on(session, unit_id, on)
    if wanted is None or own is None or own.id == wanted:
        return ""
    name = session.execute(select(Ministry.name).where(Ministry.id == wanted)).scalar_one()
    return f"Pada tanggal verifikasi unit ini berada di bawah {own.name}, sedangkan putaran ini milik {name}."


def suggested_head(session: Session, unit_id: int, on: date) -> dict[str, str]:
    """The head of the unit on a date, as the fields of an entry; empty when nobody is recorded."""
    head = unit_head_on(session, unit_id, on)
    if not head.name:
        return {}
    return {
        "head_name": head.name,
        "head_nip": head.nip,
        "head_rank": head.rank,
        "head_position": head.role[-1].rstrip(","),
    }

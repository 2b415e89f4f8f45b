"""Reads the units of a round: the list, one unit with its team, whose it was on a date. Session in, values
out.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.letterheads import office_ministry_on, unit_head_on, unit_ministry_on
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rooms.award.queries.sheet import day_of
from berkas.rules.dates import show_medium
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
    Office,
    SignOff,
    Unit,
)

WITNESSED = "pencanangan"
"""The paper under which the witnesses of a pencanangan are kept."""
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
        "witnesses": witnesses_of(session, id),
        "findings": read_children(session, Finding, "award_entry_id", id, "found_on"),
    }
    return read_record(session, AwardEntry, id, title="unit_name", subtitle="key", extra=extra)


def witnesses_of(session: Session, entry_id: int) -> list[dict[str, Any]]:
    """Who witnessed the pencanangan, in order."""
    rows = session.execute(
        select(SignOff)
        .where(SignOff.entry_id == entry_id, SignOff.paper == WITNESSED)
        .order_by(SignOff.sort, SignOff.id)
    ).scalars()
    return [{"id": row.id, "name": row.name, "nip": row.nip, "position": row.position} for row in rows]


def past_of(session: Session, unit_id: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Awards and innovations of a unit by name, the newest first; at most five of each."""
    awards = session.execute(
        select(AwardHistory.award, AwardHistory.year)
        .where(AwardHistory.unit_id == unit_id, AwardHistory.trashed_at.is_(None))
        .order_by(AwardHistory.year.desc(), AwardHistory.id.desc())
        .limit(5)
    )
    innovations = session.execute(
        select(Innovation.name)
        .where(Innovation.unit_id == unit_id, Innovation.trashed_at.is_(None))
        .order_by(Innovation.id.desc())
        .limit(5)
    )
    return tuple(f"{row.award}, {row.year}" for row in awards), tuple(innovations.scalars())


def load_history(session: Session, id: int) -> Record:
    """One earlier award."""
    return read_record(session, AwardHistory, id, title="award", subtitle="year")


def load_innovation(session: Session, id: int) -> Record:
    """One innovation of a unit."""
    return read_record(session, Innovation, id, title="name")


@dataclass(frozen=True, slots=True)
class Foreign:
    """A unit that belongs to another ministry than the office: the sentence, and to whom it can be handed."""

    sentence: str
    owner: str


def foreign_to(session: Session, round_id: int, unit_id: int, on: date) -> Foreign | None:
    """When the unit's ministry on that date is not the office's own; None when it is, or nobody knows.

    The office's own is that of its letterhead of the day, else the one the round is held for, else today's.
    """
    own = unit_ministry_on(session, unit_id, on)
    ours = office_ministry_on(session, on)
    if ours is None:
        round_ministry = select(AwardRound.ministry_id).where(AwardRound.id == round_id).scalar_subquery()
        wanted = func.coalesce(round_ministry, select(Office.ministry_id).limit(1).scalar_subquery())
        ours = session.execute(select(Ministry).where(Ministry.id == wanted)).scalar_one_or_none()
    if ours is None or own is None or own.id == ours.id:
        return None
    return Foreign(
        f"Pada {show_medium(on)} unit ini berada di bawah {own.name}, sedangkan kantor ini di bawah "
        f"{ours.name}.",
        own.name,
    )


def unit_day(session: Session, round_id: int, verified_on: str | None, today: date) -> date:
    """The day that decides whose a unit is: its verification, else today within the year of its round."""
    year = session.execute(select(AwardRound.year).where(AwardRound.id == round_id)).scalar()
    return day_of(verified_on, year or today.year, today)


def foreign_ministry(session: Session, round_id: int, unit_id: int, on: date) -> str:
    """The same as a sentence; empty when there is nothing to say."""
    found = foreign_to(session, round_id, unit_id, on)
    return found.sentence if found is not None else ""


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

"""Reads rounds: the list, one round with its stages, what can be chosen for it. Session in, values out."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.assessing import instrument_of
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import is_true
from berkas.engine.records import Record, read_children, read_record
from berkas.rules.fields import Choice, Column, Kind
from berkas.rules.instruments import covers
from berkas_db.tables import AwardEntry, AwardRound, InstrumentVersion, Letterhead, RoundStage, Unit

_INSTRUMENT = (
    select(InstrumentVersion.regulation)
    .where(InstrumentVersion.id == AwardRound.instrument_version_id)
    .correlate(AwardRound)
    .scalar_subquery()
)
_UNITS = (
    select(func.count())
    .where(AwardEntry.round_id == AwardRound.id, AwardEntry.trashed_at.is_(None))
    .correlate(AwardRound)
    .scalar_subquery()
)
_COLUMNS = AwardRound.__table__.c

ROUNDS = Listing(
    model=AwardRound,
    shown=(
        Shown(Column("year", "Tahun", width=8, sortable=True), _COLUMNS.year),
        Shown(Column("code", "Kode", width=14), _COLUMNS.code),
        Shown(Column("title", "Judul", width=44, sortable=True), _COLUMNS.title),
        Shown(Column("regulation", "Aturan", width=36), _INSTRUMENT),
        Shown(Column("units", "Unit", Kind.INTEGER, width=7), _UNITS),
        Shown(
            Column("repair_until", "Batas perbaikan", Kind.DATE, width=15, shown=False), _COLUMNS.repair_until
        ),
        Shown(Column("is_closed", "Ditutup", Kind.BOOLEAN, width=9), _COLUMNS.is_closed),
    ),
    filters={"is_closed": is_true(_COLUMNS.is_closed)},
    sort="year",
    descending=True,
    search="award_round_fts",
)


def load_round(session: Session, id: int) -> Record:
    """One round with its stages under `stages` and the key of its instrument under `instrument`."""
    version_id = session.execute(select(AwardRound.instrument_version_id).where(AwardRound.id == id)).scalar()
    key = session.execute(select(InstrumentVersion.key).where(InstrumentVersion.id == version_id)).scalar()
    stages = read_children(session, RoundStage, "round_id", id, "sort")
    extra = {"instrument": key, "stages": stages}
    record = read_record(session, AwardRound, id, title="title", subtitle="code", extra=extra)
    letterhead = record.values["letterhead_id"]
    return Record(
        record.id,
        record.uid,
        record.version,
        record.title,
        record.subtitle,
        dict(record.values) | {"letterhead_id": str(letterhead) if letterhead else None},
        record.trashed,
    )


def letterhead_choices(session: Session) -> tuple[Choice, ...]:
    """The office's letterheads, newest first."""
    rows = session.execute(
        select(Letterhead.id, Letterhead.name, Letterhead.valid_from).order_by(
            Letterhead.valid_from.desc(), Letterhead.id
        )
    )
    return tuple(Choice(str(id_), name, f"sejak {since}") for id_, name, since in rows)


def covered_units(session: Session, round_id: int) -> list[int]:
    """The units the round's instrument has criteria for and that are not in the round yet."""
    version_id = session.execute(
        select(AwardRound.instrument_version_id).where(AwardRound.id == round_id)
    ).scalar_one()
    instrument = instrument_of(session, version_id)
    there = select(AwardEntry.unit_id).where(AwardEntry.round_id == round_id, AwardEntry.trashed_at.is_(None))
    rows = session.execute(
        select(Unit.id, Unit.kind)
        .where(Unit.trashed_at.is_(None), Unit.id.not_in(there))
        .order_by(Unit.name, Unit.id)
    )
    return [id_ for id_, kind in rows if covers(instrument, kind)]


def newest_round(session: Session) -> int | None:
    """The id of the newest round that is still open."""
    statement = select(AwardRound.id).where(AwardRound.trashed_at.is_(None), AwardRound.is_closed.is_(False))
    return session.execute(
        statement.order_by(AwardRound.year.desc(), AwardRound.id.desc()).limit(1)
    ).scalar_one_or_none()


def waiting(session: Session, today: date) -> int:
    """How many units still have gaps whose time limit is near or over (fourteen days)."""
    limit = date.fromordinal(today.toordinal() + 14).isoformat()
    statement = (
        select(func.count())
        .select_from(AwardEntry)
        .join(AwardRound, AwardRound.id == AwardEntry.round_id)
        .where(
            AwardEntry.trashed_at.is_(None),
            AwardEntry.stage == "perbaikan",
            AwardRound.is_closed.is_(False),
            func.coalesce(AwardEntry.repair_until, AwardRound.repair_until) <= limit,
        )
    )
    return session.execute(statement).scalar_one()

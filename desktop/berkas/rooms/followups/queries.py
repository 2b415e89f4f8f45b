"""Reads findings and follow-ups: lists, one record, how many are late."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.history import office_day
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rooms.followups.fields import KINDS, ORIGINS, STATUSES
from berkas.rules.fields import Column, Kind
from berkas.rules.vocabulary import FollowupStatus
from berkas_db.search import matching
from berkas_db.tables import (
    AppUser,
    Aspiration,
    Finding,
    Followup,
    FollowupNote,
    Obh,
    Official,
    SupervisionFinding,
    Unit,
)

OPEN = tuple(status.value for status in FollowupStatus if status.is_open)
HIDDEN_TITLE = "Tindak lanjut rahasia"
"""What a secret one is called wherever several stand together; it says what it is when it is opened."""
HIDDEN_FINDING = "Temuan rahasia"


def _name_of(model: Any, owner: Any, key: Any, shown: Any) -> Any:  # noqa: ANN401  table classes and columns
    return select(shown).where(model.id == key).correlate(owner).scalar_subquery()


def _is_open(column: Any) -> Any:  # noqa: ANN401  a column
    def condition(wanted: bool) -> ColumnElement[bool]:
        return column.in_(OPEN) if wanted else column.not_in(OPEN)

    return condition


def _late(status: Any, due_on: Any) -> Any:  # noqa: ANN401  columns
    """“lewat” for an open record whose day has passed; a closed one is never late any more."""
    return case((and_(status.in_(OPEN), due_on < office_day()), "lewat"), else_="")


def _title(columns: Any, hidden: str) -> ColumnElement[str]:  # noqa: ANN401  columns of a table
    return case((columns.is_secret, hidden), else_=columns.title)


def _found(columns: Any, table: str) -> Any:  # noqa: ANN401  columns of a table
    """Typed text finds a secret record by its code only: a hidden title must not be guessed word by word."""

    def condition(typed: str) -> ColumnElement[bool]:
        return and_(
            matching(columns.id, table, typed),
            or_(columns.is_secret.is_(False), columns.code.icontains(typed.strip(), autoescape=True)),
        )

    return condition


_f = Followup.__table__.c
_OWNER = func.coalesce(
    _name_of(AppUser, Followup, Followup.owner_user_id, AppUser.full_name),
    _name_of(Official, Followup, Followup.owner_official_id, Official.name),
    _f.owner_name,
)
_PLACE = func.coalesce(
    _name_of(Unit, Followup, Followup.unit_id, Unit.name), _name_of(Obh, Followup, Followup.obh_id, Obh.name)
)
FOLLOWUPS = Listing(
    model=Followup,
    shown=(
        Shown(Column("code", "Kode", width=12), _f.code),
        Shown(Column("title", "Judul", width=36), _title(_f, HIDDEN_TITLE)),
        Shown(Column("due_on", "Batas waktu", Kind.DATE, width=12, sortable=True), _f.due_on),
        Shown(Column("late", "Ketepatan", width=12), _late(_f.status, _f.due_on)),
        Shown(Column("owner", "Penanggung jawab", width=24), _OWNER),
        Shown(Column("status", "Keadaan", width=22), _f.status, STATUSES),
        Shown(Column("place", "Unit atau OBH", width=26), _PLACE),
        Shown(Column("source", "Asal", width=22), _f.source, ORIGINS),
        Shown(Column("closed_on", "Ditutup", Kind.DATE, width=12, shown=False), _f.closed_on),
    ),
    filters={
        "open": _is_open(_f.status),
        "status": one_of(_f.status),
        "source": one_of(_f.source),
        "owner": one_of(_f.owner_user_id, number=True),
        "unit": one_of(_f.unit_id, number=True),
        "obh": one_of(_f.obh_id, number=True),
        "due_on": between(_f.due_on),
    },
    sort="due_on",
    search="followup_fts",
    found=_found(_f, "followup_fts"),
)

_d = Finding.__table__.c
FINDINGS = Listing(
    model=Finding,
    shown=(
        Shown(Column("code", "Kode", width=12), _d.code),
        Shown(Column("found_on", "Ditemukan", Kind.DATE, width=12, sortable=True), _d.found_on),
        Shown(Column("title", "Temuan", width=36), _title(_d, HIDDEN_FINDING)),
        Shown(Column("kind", "Bentuk", width=18), _d.kind, KINDS),
        Shown(Column("source", "Asal", width=22), _d.source, ORIGINS),
        Shown(Column("unit", "Unit", width=26), _name_of(Unit, Finding, Finding.unit_id, Unit.name)),
        Shown(Column("due_on", "Batas waktu", Kind.DATE, width=12), _d.due_on),
        Shown(Column("late", "Ketepatan", width=12), _late(_d.status, _d.due_on)),
        Shown(Column("status", "Keadaan", width=22), _d.status, STATUSES),
    ),
    filters={
        "open": _is_open(_d.status),
        "status": one_of(_d.status),
        "source": one_of(_d.source),
        "unit": one_of(_d.unit_id, number=True),
        "found_on": between(_d.found_on),
    },
    sort="found_on",
    descending=True,
    search="finding_fts",
    found=_found(_d, "finding_fts"),
)

LISTING = FOLLOWUPS
LISTS: dict[str, Listing] = {"followups": FOLLOWUPS, "findings": FINDINGS}


def waiting(session: Session, today: date) -> int:
    """How many open follow-ups are late: the count on the rail."""
    return session.execute(
        select(func.count()).where(
            _f.trashed_at.is_(None), _f.status.in_(OPEN), _f.due_on < today.isoformat()
        )
    ).scalar_one()


def load_followup(session: Session, id: int) -> Record:
    """One follow-up with the notes of its life."""
    notes = read_children(session, FollowupNote, "followup_id", id, "on_date")
    return read_record(session, Followup, id, title="title", subtitle="code", extra={"notes": notes})


def load_finding(session: Session, id: int) -> Record:
    """One finding."""
    return read_record(session, Finding, id, title="title", subtitle="code")


def open_tasks(session: Session) -> Sequence[Any]:
    """Every open follow-up with owner and place in words, by owner, then by day; no secret title."""
    return session.execute(
        select(
            _f.id, _f.code, _title(_f, HIDDEN_TITLE).label("title"), _f.due_on, _f.status, _f.source,
            func.ifnull(_OWNER, "").label("owner"), func.ifnull(_PLACE, "").label("place"),
        )
        .select_from(Followup)
        .where(_f.trashed_at.is_(None), _f.status.in_(OPEN))
        .order_by(func.ifnull(_OWNER, ""), _f.due_on.is_(None), _f.due_on, _f.id)
    ).all()  # fmt: skip


def owner_words(session: Session, id: int) -> str:
    """Who owns a follow-up, by name."""
    return session.execute(select(_OWNER).select_from(Followup).where(Followup.id == id)).scalar() or ""


def place_words(session: Session, id: int) -> str:
    """The unit or OBH a follow-up is about."""
    return session.execute(select(_PLACE).select_from(Followup).where(Followup.id == id)).scalar() or ""


def origin_of(session: Session, id: int) -> tuple[str, str, int] | None:
    """Room, kind and id of the record a follow-up comes from; None when it was typed by itself.

    Nearest first: a finding of a supervision, an interview, a verification or a survey, else a complaint, an
    aspiration, else the finding itself.
    """
    row = session.execute(
        select(
            Followup.complaint_id, Followup.finding_id, SupervisionFinding.supervision_id,
            Finding.award_entry_id, Finding.complaint_id.label("found_in"),
            select(Aspiration.id).where(Aspiration.followup_id == Followup.id).limit(1).scalar_subquery()
            .label("aspiration"),
        )
        .outerjoin(Finding, Finding.id == Followup.finding_id)
        .outerjoin(SupervisionFinding, SupervisionFinding.id == Finding.supervision_finding_id)
        .where(Followup.id == id)
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    ways = (
        ("complaints", "supervision", row.supervision_id),
        ("complaints", "complaint", row.complaint_id or row.found_in),
        ("complaints", "aspiration", row.aspiration),
        ("award", "award_entry", row.award_entry_id),
        ("followups", "finding", row.finding_id),
    )
    return next(((room, kind, found) for room, kind, found in ways if found), None)

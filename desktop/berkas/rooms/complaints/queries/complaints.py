"""Reads complaints: the list, one record for its form, its life and its due dates, and similar ones.

Who complains is a code here. Restricted complaints are read only by the roles allowed and by whoever
received them or answers for them.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import Session

from berkas.engine import due
from berkas.engine.access import Right, may
from berkas.engine.accused import names_to_compare, with_codes
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, is_true, one_of
from berkas.engine.records import Record, read_children, read_record
from berkas.rooms.complaints.fields.intake import CLASS_WORDS, STATUSES, STREAM_WORDS
from berkas.rooms.complaints.fields.work import OPEN, Move, moves_in
from berkas.rules.calendar import Calendar
from berkas.rules.clocks import ClockVersion
from berkas.rules.dates import show_short
from berkas.rules.fields import Column, Kind
from berkas.rules.vocabulary import ComplaintEvent as Event
from berkas.rules.vocabulary import ComplaintStatus
from berkas_db.changes import Actor
from berkas_db.errors import Refused
from berkas_db.search import matching
from berkas_db.tables import (
    AppUser,
    Complainant,
    Complaint,
    ComplaintAccused,
    ComplaintEvent,
    Identity,
    Letter,
    Obh,
    Term,
    Unit,
    UnitAlias,
)

RESTRICTED_TITLE = "Pengaduan terbatas"
_c = Complaint.__table__.c
_UNIT = select(Unit.name).where(Unit.id == Complaint.unit_id).correlate(Complaint).scalar_subquery()
_OBH = select(Obh.name).where(Obh.id == Complaint.obh_id).correlate(Complaint).scalar_subquery()
_OWNER = (
    select(AppUser.full_name).where(AppUser.id == Complaint.owner_id).correlate(Complaint).scalar_subquery()
)
_CHANNEL = (
    select(Term.label)
    .where(Term.kind == "saluran", Term.code == Complaint.channel)
    .correlate(Complaint)
    .scalar_subquery()
)
_REPORTER = (
    select(func.min(Identity.code))
    .join(Complainant, Complainant.identity_id == Identity.id)
    .where(Complainant.complaint_id == Complaint.id)
    .correlate(Complaint)
    .scalar_subquery()
)
_OPEN_CODES = sorted(status.value for status in OPEN)


def _is_open(wanted: bool) -> ColumnElement[bool]:
    return _c.status.in_(_OPEN_CODES) if wanted else _c.status.not_in(_OPEN_CODES)


A_NOTARY = "Notaris"
"""Stands for a notary complained about wherever many read it; who it is stands on the sheet."""


def _found(typed: str) -> ColumnElement[bool]:
    """Words anywhere, or a part of a number, a tracking number or the telephone code."""
    return or_(matching(_c.id, "complaint_fts", typed), matching(_c.id, "complaint_trigram", typed))


def _found_unrestricted(typed: str) -> ColumnElement[bool]:
    return and_(_c.is_restricted.is_(False), _found(typed))


def _listing(*, masked: bool) -> Listing:
    title: Any = _c.title
    if masked:
        title = func.iif(_c.is_restricted, literal(RESTRICTED_TITLE), _c.title)
    return Listing(
        model=Complaint,
        shown=(
            Shown(Column("number", "Nomor", width=18, sortable=True), _c.number),
            Shown(Column("received_on", "Diterima", Kind.DATE, width=12, sortable=True), _c.received_on),
            Shown(Column("title", "Judul", width=34, sortable=not masked), title),
            Shown(Column("next_due_on", "Jatuh tempo", Kind.DATE, width=12, sortable=True), _c.next_due_on),
            Shown(Column("next_step", "Langkah berikut", width=24), _c.next_step),
            Shown(Column("status", "Keadaan", width=16), _c.status, STATUSES),
            Shown(Column("complaint_class", "Kelas", width=24), _c.complaint_class, CLASS_WORDS),
            Shown(
                Column("unit", "Unit diadukan", width=26),
                func.coalesce(
                    _UNIT, _OBH, func.iif(_c.notary.is_(None), None, literal(A_NOTARY)), _c.other_agency
                ),
            ),
            Shown(Column("channel", "Saluran", width=16), _CHANNEL),
            Shown(Column("stream", "Jalur", width=24, shown=False), _c.stream, STREAM_WORDS),
            Shown(Column("reporter", "Pelapor (kode)", width=12, shown=False), _REPORTER),
            Shown(Column("external_number", "Nomor pelacakan", width=16, shown=False), _c.external_number),
            Shown(
                Column("owner", "Penanggung jawab", width=20, shown=False),
                func.coalesce(_OWNER, _c.owner_name),
            ),
            Shown(Column("answered_on", "Dijawab", Kind.DATE, width=12, shown=False), _c.answered_on),
            Shown(
                Column("closed_on", "Selesai", Kind.DATE, width=12, sortable=True, shown=False), _c.closed_on
            ),
        ),
        filters={
            "open": _is_open,
            "status": one_of(_c.status),
            "complaint_class": one_of(_c.complaint_class),
            "stream": one_of(_c.stream),
            "channel": one_of(_c.channel),
            "unit": one_of(_c.unit_id, number=True),
            "obh": one_of(_c.obh_id, number=True),
            "owner": one_of(_c.owner_id, number=True),
            "received_on": between(_c.received_on),
            "next_due_on": between(_c.next_due_on),
            "is_example": is_true(_c.is_example),
        },
        sort="received_on",
        descending=True,
        found=_found_unrestricted if masked else _found,
    )


COMPLAINTS = _listing(masked=False)
"""Everything, for the roles that may read restricted complaints."""
MASKED = _listing(masked=True)
"""The same rows; a restricted one is a number without a title, and its words are not searched."""


def listing_for(actor: Actor) -> Listing:
    """The list a person may see."""
    return COMPLAINTS if may(actor, Right.SEE_CONFIDENTIAL) else MASKED


def refuse_restricted(session: Session, id: int, actor: Actor) -> None:
    """Raise Refused when this person may not read this complaint."""
    row = session.execute(
        select(_c.is_restricted, _c.receiver_id, _c.owner_id).where(_c.id == id)
    ).one_or_none()
    if row is None or not row.is_restricted or may(actor, Right.SEE_CONFIDENTIAL):
        return
    if actor.user_id is None or actor.user_id not in (row.receiver_id, row.owner_id):
        raise Refused(
            "Pengaduan ini terbatas dan hanya dibaca peran yang berhak.",
            "Hubungi pimpinan atau pengawas internal.",
        )


def load_complaint(session: Session, id: int, actor: Actor) -> Record:
    """One complaint for its form; the complainant is a code."""
    refuse_restricted(session, id, actor)
    extra = {
        "reporter_code": reporter_code(session, id),
        "identity_id": reporter_identity(session, id),
        "accused": with_codes(session, id, read_children(session, ComplaintAccused, "complaint_id", id)),
    }
    return read_record(session, Complaint, id, title="number", subtitle="title", extra=extra)


def reporter_identity(session: Session, id: int) -> int | None:
    """The complainant's place in the vault, when there is one."""
    statement = select(Complainant.identity_id).where(Complainant.complaint_id == id)
    return session.execute(statement.order_by(Complainant.id).limit(1)).scalar_one_or_none()


def reporter_code(session: Session, id: int) -> str | None:
    """The code of the complainant, None while nobody is recorded."""
    return session.execute(
        select(func.min(Identity.code))
        .join(Complainant, Complainant.identity_id == Identity.id)
        .where(Complainant.complaint_id == id)
    ).scalar_one()


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of a complaint's life, in finished words."""

    on: date
    kind: Event
    words: str
    who: str
    note: str
    document: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Life:
    """Where a complaint stands: its plans with strips, what happened, what may be done now."""

    id: int
    version: int
    number: str
    status: ComplaintStatus
    ask_code: str
    plans: tuple[due.StepPlan, ...]
    events: tuple[EventLine, ...]
    moves: tuple[Move, ...]
    """What may be done now by the person who asks."""
    calendar: Calendar
    rule: str
    """Name and source of the rule the complaint runs under."""
    stream: str = ""
    other_agency: str = ""


def life(session: Session, id: int, actor: Actor) -> Life:
    """Everything the sheet shows beside the form."""
    refuse_restricted(session, id, actor)
    row = session.get(Complaint, id, populate_existing=True)
    if row is None:
        raise Refused("Pengaduan ini sudah tidak ada. Muat ulang daftar.")
    case = due.complaint_case(session, id)
    calendar = due.calendar_of(session, case.calendar_unit)
    plans = due.plans_of(session, case, calendar)
    kinds = [one.kind for one in case.happenings]
    paused = kinds.count(Event.JEDA_MULAI) > kinds.count(Event.JEDA_SELESAI)
    status = ComplaintStatus(row.status)
    offered = [
        move
        for move in moves_in(status, paused=paused)
        if may(actor, Right.DECIDE if move.decides else Right.RECORD)
    ]
    return Life(
        id=id,
        version=row.version,
        number=row.number,
        status=status,
        ask_code=row.ask_code or "",
        plans=tuple(plans),
        events=tuple(event_lines(session, id)),
        moves=tuple(offered),
        calendar=calendar,
        rule=_rule_words(case.version),
        stream=row.stream,
        other_agency=row.other_agency or "",
    )


def _rule_words(version: ClockVersion) -> str:
    """Name and source of a rule; a source that begins with the name is said once."""
    if version.source.casefold().startswith(version.label.casefold()):
        return version.source
    return f"{version.label}. {version.source}"


def event_lines(session: Session, complaint_id: int) -> list[EventLine]:
    """What happened, in order."""
    event = ComplaintEvent
    rows = session.execute(
        select(
            event.on_date,
            event.kind,
            event.actor_name,
            event.note,
            event.recipient,
            event.days,
            Letter.number,
        )
        .outerjoin(Letter, Letter.id == event.letter_id)
        .where(event.complaint_id == complaint_id)
        .order_by(event.on_date, event.id)
    )
    found: list[EventLine] = []
    for row in rows:
        kind = Event(row.kind)
        words = f"{kind.label} ({row.days} hari)" if row.days else kind.label
        found.append(
            EventLine(
                date.fromisoformat(row.on_date), kind, words, row.actor_name or "", row.note or "",
                row.number or "", row.recipient or "",
            )
        )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier complaint that looks like the one being typed."""

    id: int
    number: str
    words: str


_LEAST_LETTERS = 4
_MOST_SIMILAR = 5


def similar(session: Session, typed: str, actor: Actor, *, but: int | None = None) -> list[Similar]:
    """Earlier complaints that share the longest words of a title; the newest first."""
    words = sorted(
        {word for word in typed.split() if len(word) >= _LEAST_LETTERS}, key=lambda word: (-len(word), word)
    )
    for count in (3, 2):
        if len(words) < count:
            continue
        rows = session.execute(_alike(" ".join(words[:count]) + " ", actor, but)).all()
        if rows:
            return [
                Similar(
                    row.id,
                    row.number,
                    f"{row.number} · {show_short(date.fromisoformat(row.received_on))} · {row.title} · "
                    f"{ComplaintStatus.label_of(row.status)}",
                )
                for row in rows
            ]
    return []


def _alike(typed: str, actor: Actor, but: int | None) -> Select:
    statement = (
        select(_c.id, _c.number, _c.received_on, _c.title, _c.status)
        .where(_c.trashed_at.is_(None), matching(_c.id, "complaint_fts", typed))
        .order_by(_c.received_on.desc(), _c.id.desc())
        .limit(_MOST_SIMILAR)
    )
    if but is not None:
        statement = statement.where(_c.id != but)
    if not may(actor, Right.SEE_CONFIDENTIAL):
        statement = statement.where(_c.is_restricted.is_(False))
    return statement


def complaint_numbered(session: Session, number: str) -> int:
    """The complaint with a register number. Raises Refused."""
    found = session.execute(
        select(_c.id).where(_c.number == number.strip(), _c.trashed_at.is_(None))
    ).scalar_one_or_none()
    if found is None:
        raise Refused(f"Pengaduan nomor “{number.strip()}” tidak ditemukan.", "Periksa nomornya.")
    return found


def tracked(session: Session, system: str, number: str, *, but: int | None = None) -> tuple[int, str] | None:
    """The complaint that carries a tracking number: id and register number."""
    statement = select(_c.id, _c.number).where(
        _c.external_system == system, _c.external_number == number, _c.trashed_at.is_(None)
    )
    if but is not None:
        statement = statement.where(_c.id != but)
    row = session.execute(statement.limit(1)).one_or_none()
    return (row.id, row.number) if row is not None else None


def names_of_accused(session: Session, id: int) -> list[tuple[str, bool]]:
    """Every name under which the one complained about may be written, for the rule that nothing is routed
    to them; each with whether its parts are meant too. The office handles complaints about itself: of its
    own unit only the whole is meant."""
    row = session.get(Complaint, id, populate_existing=True)
    if row is None:
        return []
    agency = row.other_agency if row.stream != "instansi_lain" else None
    names: list[tuple[str | None, bool]] = [(row.notary, True), (agency, True)]
    unit = session.get(Unit, row.unit_id) if row.unit_id else None
    if unit is not None:
        others = session.execute(select(UnitAlias.name).where(UnitAlias.unit_id == unit.id)).scalars()
        names += [(name, not unit.is_own) for name in (unit.name, unit.short_name, unit.code, *others)]
    obh = session.get(Obh, row.obh_id) if row.obh_id else None
    if obh is not None:
        names += [(obh.name, True), (obh.short_name, True)]
    names += [(name, True) for name in names_to_compare(session, id)]
    return [(name, parts) for name, parts in names if name]

"""Reads the legal clocks the office made itself, and which of them cases run under."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import one_of
from berkas.engine.records import Record, read_record
from berkas.engine.rulebook import Override, RuleKind, read_tables
from berkas.rooms.office.fields.clocks import as_values
from berkas.rules.clocks import parse_clock
from berkas.rules.fields import Column, Kind, choices_of
from berkas.rules.vocabulary import ComplaintClass
from berkas_db.tables import ClockOverride, Complaint, PpidRequest

_clock = ClockOverride.__table__.c
CLASSES = choices_of(ComplaintClass)

CLOCKS = Listing(
    model=ClockOverride,
    shown=(
        Shown(Column("class_key", "Kelas", width=34), _clock.class_key, CLASSES),
        Shown(Column("title", "Aturan", width=34), _clock.title),
        Shown(Column("valid_from", "Mulai", Kind.DATE, width=13), _clock.valid_from),
        Shown(Column("valid_until", "Sampai", Kind.DATE, width=13), _clock.valid_until),
        Shown(Column("source", "Sumber", width=34, shown=False), _clock.source),
    ),
    filters={"class_key": one_of(_clock.class_key)},
    sort="class_key",
    found=lambda text: or_(
        *(column.icontains(text.strip(), autoescape=True) for column in (_clock.title, _clock.source))
    ),
)


def load_clock(session: Session, id: int) -> Record:
    """One rule with its steps, as the form shows them."""
    row = session.get(ClockOverride, id)
    extra: dict[str, object] = {}
    if row is not None:
        tables, place = read_tables(Override(RuleKind.CLOCK, row.class_key, row.canonical_text))
        clock = parse_clock(tables, file=place)
        extra = as_values(clock, clock.versions[0])
        extra["class_words"] = ComplaintClass.label_of(row.class_key)
    return read_record(session, ClockOverride, id, title="title", subtitle="class_words", extra=extra)


def cases_under(session: Session, class_key: str, version_key: str) -> int:
    """How many complaints and requests for information run, or ran, under a version."""
    complaints = select(func.count()).where(
        Complaint.clock_key == class_key, Complaint.clock_version == version_key
    )
    count = session.execute(complaints).scalar_one()
    if class_key == ComplaintClass.PPID:
        requests = select(func.count()).where(PpidRequest.clock_version == version_key)
        count += session.execute(requests).scalar_one()
    return count


def own_rule(session: Session, class_key: str, version_key: str) -> int | None:
    """The office's own rule with a code, when there is one."""
    return session.execute(
        select(_clock.id).where(_clock.class_key == class_key, _clock.clock_version == version_key)
    ).scalar_one_or_none()

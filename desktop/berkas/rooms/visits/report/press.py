"""`siaran-pers`: the text for the press as the visit keeps it. It is not printed while it names somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.press import refuse_named
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import KeyValues, Para, Part, Title
from berkas.rooms.visits.report.visit import GONE
from berkas_db.errors import Refused
from berkas_db.tables import Visit


@dataclass(frozen=True, slots=True)
class PressValues:
    """The text, its first line as its title."""

    office: OfficePart
    title: str
    lines: tuple[str, ...]


def subjects(session: Session) -> Sequence[Subject]:
    """Every visit with a text for the press, the oldest first."""
    rows = session.execute(
        select(Visit.code, Visit.title, Visit.id)
        .where(Visit.trashed_at.is_(None), Visit.press_text.is_not(None))
        .order_by(Visit.from_date, Visit.id)
    )
    return [Subject(code, title, Visit, id_) for code, title, id_ in rows]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> PressValues:
    """The text of a visit. Refused when there is none, and while it tells who somebody is."""
    visit = session.get(Visit, subject.id, populate_existing=True) if subject.id else None
    if visit is None:
        raise Refused(GONE)
    lines = [line.strip() for line in (visit.press_text or "").splitlines() if line.strip()]
    if not lines:
        raise Refused("Siaran pers kegiatan ini belum ditulis.", "Isi “Siaran pers”, atau buat dari naskah.")
    refuse_named(session, visit.id, "\n".join(lines))
    office = office_part(session, on, letterhead_id=visit.letterhead_id)
    is_headline = len(lines) > 1 and len(lines[0]) <= 120 and not lines[0].endswith(".")
    return PressValues(
        office,
        lines[0] if is_headline else office.name,
        tuple(lines[1:] if is_headline else lines),
    )


def parts(values: PressValues, _stamp: Stamp) -> tuple[Part, ...]:
    """One page in most cases."""
    return (
        Title("Siaran Pers", name=values.title),
        *(Para(line) for line in values.lines),
        *((KeyValues(values.office.contacts),) if values.office.contacts else ()),
    )


def draw(values: PressValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values, stamp), values.office.frame("Siaran pers", stamp))


PRESS = DocumentKind(
    key="siaran-pers",
    title="Siaran pers",
    room="visits",
    subjects=subjects,
    gather=gather,
    draw=draw,
    docx=editable("Siaran pers", parts),
)

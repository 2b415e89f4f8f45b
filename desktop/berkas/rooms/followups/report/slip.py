"""`lembar-tindak-lanjut`: the slip of one task, for its owner and for the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.due import calendar_of
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import KeyValues, Para, Part, Signatures, Signer, Table, TableColumn, Title
from berkas.paper.pictures import DayStrip, StripDay
from berkas.rooms.followups.queries import HIDDEN_TITLE, owner_words, place_words
from berkas.rules.calendar import Calendar
from berkas.rules.dates import show_long, show_medium
from berkas.rules.vocabulary import FollowupOrigin, FollowupStatus
from berkas_db.errors import Refused
from berkas_db.tables import Followup, FollowupNote

_MOST_DAYS = 93


@dataclass(frozen=True, slots=True)
class SlipValues:
    """One follow-up in words, with the days until its limit."""

    office: OfficePart
    code: str
    title: str
    owner: str
    facts: tuple[tuple[str, str], ...]
    task: str
    result: str
    notes: tuple[tuple[str, str, str], ...]
    days: tuple[StripDay, ...]
    due: str


def subjects(session: Session) -> Sequence[Subject]:
    """Every follow-up by its code."""
    rows = session.execute(
        select(Followup.id, Followup.code, Followup.title, Followup.is_secret)
        .where(Followup.trashed_at.is_(None))
        .order_by(Followup.code)
    )
    return [Subject(row.code, HIDDEN_TITLE if row.is_secret else row.title, Followup, row.id) for row in rows]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> SlipValues:
    """Read one follow-up; of a secret one the title is left out."""
    row = session.get(Followup, subject.id) if subject.id is not None else None
    if row is None:
        raise Refused("Tindak lanjut ini sudah tidak ada.")
    notes = session.execute(
        select(FollowupNote)
        .where(FollowupNote.followup_id == row.id)
        .order_by(FollowupNote.on_date, FollowupNote.id)
    ).scalars()
    start = date.fromisoformat(row.start_on)
    due = date.fromisoformat(row.due_on) if row.due_on else None
    return SlipValues(
        office=office_part(session, on),
        code=row.code,
        title=HIDDEN_TITLE if row.is_secret else row.title,
        owner=owner_words(session, row.id),
        facts=(
            ("Penanggung jawab", owner_words(session, row.id)),
            ("Asal", FollowupOrigin.label_of(row.source)),
            ("Unit atau PBH", place_words(session, row.id) or "–"),
            ("Mulai", show_medium(start)),
            ("Batas waktu", show_long(due) if due else "–"),
            ("Keadaan", FollowupStatus.label_of(row.status)),
            *((("Ditutup", show_medium(date.fromisoformat(row.closed_on))),) if row.closed_on else ()),
        ),
        task=row.task or row.title,
        result=row.result_text or "",
        notes=tuple(
            (show_medium(date.fromisoformat(note.on_date)), note.text,
             FollowupStatus.label_of(note.status) if note.status else "")
            for note in notes
        ),
        days=_days(start, due, calendar_of(session)) if due else (),
        due=show_long(due) if due else "",
    )  # fmt: skip


def _days(start: date, due: date, calendar: Calendar) -> tuple[StripDay, ...]:
    """Every day until the limit with its working-day number; a long wait has no strip."""
    length = (due - start).days
    if not 0 <= length <= _MOST_DAYS:
        return ()
    days: list[StripDay] = [StripDay(start, None, "", "mulai" if length else "batas")]
    for offset in range(1, length + 1):
        day = date.fromordinal(start.toordinal() + offset)
        counts = calendar.is_working(day)
        number = calendar.count_between(start, day) if counts else None
        why = "" if counts else calendar.why(day).split(" (")[0]
        days.append(StripDay(day, number, why, "batas" if day == due else ""))
    return tuple(days)


def slip_parts(values: SlipValues) -> list[Part]:
    """The slip: what, who, until when, what was done, room for two signatures."""
    parts: list[Part] = [
        Title("Lembar Tindak Lanjut", number=values.code, name=values.title),
        KeyValues(values.facts),
        *(Para(line) for line in values.task.splitlines() if line.strip()),
    ]
    if values.days:
        parts.append(DayStrip(values.days, caption=f"Batas waktu {values.due}, dihitung dalam hari kerja"))
    columns = (TableColumn("Tanggal", 1.2), TableColumn("Pelaksanaan", 4), TableColumn("Keadaan", 1.6))
    parts.append(Table(columns, values.notes, caption="Catatan pelaksanaan", empty="Belum ada catatan."))
    if values.result:
        parts.append(Para(f"Hasil: {values.result}"))
    parts.append(
        Signatures(
            (Signer(("Penanggung jawab,",), values.owner), Signer(("Diperiksa dan ditutup oleh,",))),
            place_date=values.office.place_date,
        )
    )
    return parts


def draw(values: SlipValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(slip_parts(values), values.office.frame("Lembar Tindak Lanjut", stamp, watermark=""))


SLIP = DocumentKind(
    "lembar-tindak-lanjut", "Lembar tindak lanjut", "followups", subjects, gather, draw, plain=True
)

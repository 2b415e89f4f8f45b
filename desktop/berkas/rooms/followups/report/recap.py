"""`rekap-tindak-lanjut`: every open task by its owner, with counts; and the slips of all of them in one file.

Titles of secret tasks stay hidden on both.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.due import calendar_of
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letterheads import office_facts
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    Band,
    Count,
    Counts,
    Heading,
    NewPage,
    Para,
    Part,
    Table,
    TableColumn,
    Title,
)
from berkas.rooms.followups.queries import open_tasks
from berkas.rooms.followups.report.slip import SlipValues, slip_parts
from berkas.rooms.followups.report.slip import gather as gather_slip
from berkas.rules.dates import show_days_left, show_medium
from berkas.rules.vocabulary import FollowupOrigin, FollowupStatus
from berkas_db.tables import Followup

_NOBODY = "Belum ada penanggung jawab"
_DAYS = 30
"""Tasks closed within so many days stand in the summary."""


@dataclass(frozen=True, slots=True)
class RecapValues:
    """Open tasks by owner, finished lines; the counts; how many were closed lately."""

    office: OfficePart
    on: date
    owners: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    late: int
    closed: int


def whole_office(session: Session) -> Sequence[Subject]:
    """One paper for the whole office."""
    return [Subject("KANTOR", office_facts(session).name)]


def gather(session: Session, _rulebook: Rulebook, _subject: Subject, on: date) -> RecapValues:
    """Read all open tasks once."""
    rows = open_tasks(session)
    calendar = calendar_of(session)
    owners: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        left = calendar.count_between(on, date.fromisoformat(row.due_on)) if row.due_on else None
        when = f"{day(row.due_on)}\n{show_days_left(left)}" if left is not None else "Tanpa batas"
        line = (row.code, row.title, row.place, when, FollowupStatus.label_of(row.status) or "")
        owners.setdefault(row.owner or _NOBODY, []).append(line)
    since = date.fromordinal(on.toordinal() - _DAYS).isoformat()
    closed = session.execute(
        select(func.count()).where(
            Followup.trashed_at.is_(None), Followup.closed_on.between(since, on.isoformat())
        )
    ).scalar_one()
    return RecapValues(
        office=office_part(session, on),
        on=on,
        owners=tuple((owner, tuple(lines)) for owner, lines in owners.items()),
        counts=(
            ("Asal", _counted(FollowupOrigin.label_of(row.source) for row in rows)),
            ("Keadaan", _counted(FollowupStatus.label_of(row.status) for row in rows)),
        ),
        late=sum(bool(row.due_on) and row.due_on < on.isoformat() for row in rows),
        closed=closed,
    )


def _counted(words: Iterable[Any]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def draw(values: RecapValues, stamp: Stamp) -> bytes:
    """Counts first, then a band for each owner."""
    total = sum(len(lines) for _owner, lines in values.owners)
    said = f"{total} tugas masih terbuka, {values.late} di antaranya lewat batas waktu."
    columns = (
        TableColumn("No", mm=10, align=Align.CENTRE),
        TableColumn("Kode", mm=28),
        TableColumn("Tugas", 3),
        TableColumn("Unit atau PBH", 2),
        TableColumn("Batas waktu", 1.5),
        TableColumn("Keadaan", 1.5),
    )
    rows: list[Band | tuple[str, ...]] = []
    number = 0
    for owner, lines in values.owners:
        rows.append(Band(f"{owner} ({len(lines)})"))
        for line in lines:
            number += 1
            rows.append((str(number), *line))
    parts: list[Part] = [
        Title("Rekapitulasi Tindak Lanjut", name=f"Per {show_medium(values.on)}"),
        Para(f"{said} Dalam {_DAYS} hari terakhir ditutup {values.closed} tugas."),
        *(
            Counts(tuple(Count(label, count) for label, count in pairs), label=label)
            for label, pairs in values.counts
            if pairs
        ),
        Heading("Tugas terbuka menurut penanggung jawab", 2),
        Table(columns, rows, empty="Tidak ada tugas yang terbuka."),
    ]
    return render(parts, values.office.frame("Rekapitulasi Tindak Lanjut", stamp, watermark=""))


@dataclass(frozen=True, slots=True)
class SlipsValues:
    """The slips of all open tasks, in the order of the recap."""

    office: OfficePart
    slips: tuple[SlipValues, ...]


def gather_slips(session: Session, rulebook: Rulebook, _subject: Subject, on: date) -> SlipsValues:
    """One slip for each open task."""
    return SlipsValues(
        office_part(session, on),
        tuple(
            gather_slip(session, rulebook, Subject(row.code, row.title, Followup, row.id), on)
            for row in open_tasks(session)
        ),
    )


def draw_slips(values: SlipsValues, stamp: Stamp) -> bytes:
    """Each on a page of its own, to be handed to its owner."""
    parts: list[Part] = []
    for slip in values.slips:
        parts += [*((NewPage(),) if parts else ()), *slip_parts(slip)]
    if not parts:
        parts.append(Para("Tidak ada tugas yang terbuka."))
    return render(parts, values.office.frame("Lembar Tindak Lanjut", stamp, watermark=""))


RECAP = DocumentKind(
    "rekap-tindak-lanjut", "Rekapitulasi tindak lanjut", "followups", whole_office, gather, draw, plain=True
)
OPEN_SLIPS = DocumentKind(
    "lembar-tindak-lanjut-terbuka", "Lembar semua tindak lanjut terbuka", "followups",
    whole_office, gather_slips, draw_slips, plain=True,
)  # fmt: skip

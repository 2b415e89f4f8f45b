"""`kalender-laporan`: the reports the office owes in a year, with date and number of those that were sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Align, Para, Part, Table, TableColumn, Title
from berkas.rules.dates import show_range
from berkas.rules.vocabulary import DutyState
from berkas_db.tables import ReportingDuty, ReportSent


@dataclass(frozen=True, slots=True)
class CalendarValues:
    """The periods of one year in the order of their days."""

    office: OfficePart
    year: str
    rows: tuple[tuple[str, ...], ...]
    late: int


def subjects(session: Session) -> Sequence[Subject]:
    """Every year in which a report is due, oldest first."""
    years = session.execute(select(func.substr(ReportSent.due_on, 1, 4)).distinct()).scalars()
    return [Subject(year, f"Tahun {year}") for year in sorted(years)]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> CalendarValues:
    """Read what is due in a year."""
    rows = session.execute(
        select(
            ReportingDuty.name, ReportingDuty.recipient, ReportingDuty.form, ReportSent.period_from,
            ReportSent.period_until, ReportSent.due_on, ReportSent.state, ReportSent.sent_on,
            ReportSent.number,
        )
        .join(ReportingDuty, ReportingDuty.id == ReportSent.duty_id)
        .where(
            ReportingDuty.trashed_at.is_(None),
            ReportSent.due_on.between(f"{subject.key}-00", f"{subject.key}-99")
        )
        .order_by(ReportSent.due_on, ReportingDuty.name)
    ).all()  # fmt: skip
    open_ = DutyState.BELUM_DIKIRIM.value
    return CalendarValues(
        office_part(session, on),
        subject.key,
        tuple(
            (
                str(number),
                day(row.due_on),
                row.name,
                "\n".join(filter(None, (row.recipient, row.form))),
                show_range(date.fromisoformat(row.period_from), date.fromisoformat(row.period_until)),
                day(row.sent_on),
                row.number or "",
                DutyState.label_of(row.state) or "",
            )
            for number, row in enumerate(rows, 1)
        ),
        sum(row.state == open_ and row.due_on < on.isoformat() for row in rows),
    )


def draw(values: CalendarValues, stamp: Stamp) -> bytes:
    """PDF bytes, landscape; “nihil” stands as a report that was sent."""
    columns = (
        TableColumn("No", mm=9, align=Align.CENTRE),
        TableColumn("Batas kirim", 1.2),
        TableColumn("Laporan", 2.4),
        TableColumn("Penerima dan bentuk", 2),
        TableColumn("Periode", 1.8),
        TableColumn("Dikirim", 1.2),
        TableColumn("Nomor", 1.4),
        TableColumn("Keadaan", 1.3),
    )
    said = (
        f"{values.late} laporan lewat batas kirim."
        if values.late
        else "Tidak ada laporan yang lewat batas kirim."
    )
    parts: list[Part] = [
        Title("Kalender Kewajiban Laporan", name=f"Tahun {values.year}"),
        Para(said),
        Table(columns, values.rows, empty="Belum ada jadwal laporan pada tahun ini."),
    ]
    frame = values.office.frame("Kalender Kewajiban Laporan", stamp, landscape=True, watermark="")
    return render(parts, frame)


DUTY_CALENDAR = DocumentKind(
    "kalender-laporan", "Kalender kewajiban laporan", "complaints", subjects, gather, draw, plain=True
)

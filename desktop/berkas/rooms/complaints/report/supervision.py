"""Papers of the supervision of services and SOPs: the matrix of one, and the recap per unit over years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letterheads import office_facts
from berkas.engine.lookup import term_choices
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Align, Band, KeyValues, Para, Part, Table, TableColumn, Title
from berkas.paper.pictures import LineChart, Series
from berkas.rooms.complaints.report.ppid import word_of
from berkas.rules.dates import show_medium
from berkas.rules.numbers import show_decimal, show_integer
from berkas.rules.vocabulary import FindingKind, FollowupStatus, SupervisionOrigin
from berkas_db.errors import Refused
from berkas_db.tables import Service, Supervision, SupervisionFinding, Unit

_OPEN = tuple(status.value for status in FollowupStatus if status.is_open)
_LINES = 4
"""Units of one chart."""


@dataclass(frozen=True, slots=True)
class MatrixValues:
    """One supervision with its findings, everything in words."""

    office: OfficePart
    code: str
    unit: str
    facts: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, ...], ...]


def subjects(session: Session) -> Sequence[Subject]:
    """Every supervision by its code, oldest first."""
    rows = session.execute(
        select(Supervision.id, Supervision.code, Supervision.year, Unit.name)
        .join(Unit, Unit.id == Supervision.unit_id)
        .where(Supervision.trashed_at.is_(None))
        .order_by(Supervision.year, Supervision.id)
    )
    return [Subject(row.code, f"{row.name}, {row.year}", Supervision, row.id) for row in rows]


def gather_matrix(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> MatrixValues:
    """Read one supervision once."""
    row = session.get(Supervision, subject.id) if subject.id is not None else None
    if row is None:
        raise Refused("Pengawasan ini sudah tidak ada.")
    unit = session.get_one(Unit, row.unit_id)
    service = session.get(Service, row.service_id) if row.service_id else None
    return MatrixValues(
        office=office_part(session, on),
        code=row.code,
        unit=unit.name,
        facts=(
            ("Unit", unit.name),
            ("Layanan", service.name if service is not None else ""),
            ("Pokok", word_of(term_choices(session, "pokok_pengawasan"), row.subject)),
            ("Pengawas", SupervisionOrigin.label_of(row.origin) or ""),
            ("Tanggal", day(row.on_date) or str(row.year)),
            ("Laporan", ", ".join(filter(None, (row.report_number, day(row.report_on))))),
            ("Hasil", _result(row)),
            ("Dijawab", day(row.replied_on)),
            ("Surat penutupan", day(row.closed_on)),
        ),
        rows=_findings(session, row.id),
    )


def _result(row: Any) -> str:  # noqa: ANN401  a supervision
    """“Baik (81,00)”: a category with or without a number, or the number alone."""
    number = show_decimal(row.result_number) if row.result_number is not None else ""
    if not row.result_category:
        return number
    return f"{row.result_category} ({number})" if number else row.result_category


def _findings(session: Session, id: int) -> tuple[tuple[str, ...], ...]:
    components = term_choices(session, "komponen_standar")
    rows = session.execute(
        select(SupervisionFinding)
        .where(SupervisionFinding.supervision_id == id, SupervisionFinding.trashed_at.is_(None))
        .order_by(SupervisionFinding.sort, SupervisionFinding.id)
    ).scalars()
    return tuple(
        (
            str(number),
            word_of(components, row.component),
            "\n".join(filter(None, (row.text, row.basis))),
            "\n".join(filter(None, (FindingKind.label_of(row.kind), row.advice))),
            day(row.due_on),
            row.action_text or "",
            "\n".join(filter(None, (FollowupStatus.label_of(row.status), day(row.done_on)))),
        )
        for number, row in enumerate(rows.all(), 1)
    )


def matrix_parts(values: MatrixValues, _stamp: Stamp) -> tuple[Part, ...]:
    """The facts, then a line for each finding."""
    columns = (
        TableColumn("No", mm=9, align=Align.CENTRE),
        TableColumn("Komponen standar", 1.4),
        TableColumn("Temuan", 2.4),
        TableColumn("Bentuk dan saran", 2.4),
        TableColumn("Batas waktu", 1.1),
        TableColumn("Yang sudah dilakukan", 2.4),
        TableColumn("Keadaan", 1.3),
    )
    return (
        Title("Matriks Tindak Lanjut Pengawasan", number=values.code, name=values.unit),
        KeyValues(tuple((label, value) for label, value in values.facts if value)),
        Table(columns, values.rows, empty="Tidak ada temuan.", numbered_heads=True),
        values.office.signatures(),
    )


def draw_matrix(values: MatrixValues, stamp: Stamp) -> bytes:
    """PDF bytes, landscape."""
    frame = values.office.frame("Matriks Tindak Lanjut Pengawasan", stamp, landscape=True)
    return render(matrix_parts(values, stamp), frame)


@dataclass(frozen=True, slots=True)
class UnitYears:
    """The supervisions of one unit over the years, and its mean figure of each year that has figures."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    figures: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class RecapValues:
    """Every supervised unit, by name, never ranked."""

    office: OfficePart
    on: date
    units: tuple[UnitYears, ...]


def whole_office(session: Session) -> Sequence[Subject]:
    """One paper for the whole office."""
    return [Subject("KANTOR", office_facts(session).name)]


def gather_recap(session: Session, _rulebook: Rulebook, _subject: Subject, on: date) -> RecapValues:
    """Read all supervisions once, with the number of their findings."""
    counted = (
        select(
            SupervisionFinding.supervision_id,
            func.count().label("all"),
            func.sum(SupervisionFinding.status.in_(_OPEN)).label("open"),
        )
        .where(SupervisionFinding.trashed_at.is_(None))
        .group_by(SupervisionFinding.supervision_id)
        .subquery()
    )
    rows = session.execute(
        select(
            Unit.name, Supervision.year, Supervision.origin, Supervision.subject, Supervision.result_category,
            Supervision.result_number, Supervision.closed_on, counted.c.all, counted.c.open,
        )
        .join(Unit, Unit.id == Supervision.unit_id)
        .outerjoin(counted, counted.c.supervision_id == Supervision.id)
        .where(Supervision.trashed_at.is_(None))
        .order_by(Unit.name, Supervision.year, Supervision.id)
    ).all()  # fmt: skip
    subjects_ = term_choices(session, "pokok_pengawasan")
    units: dict[str, list[Any]] = {}
    for row in rows:
        units.setdefault(row.name, []).append(row)
    return RecapValues(
        office_part(session, on), on, tuple(_unit(name, own, subjects_) for name, own in units.items())
    )


def _unit(name: str, rows: Sequence[Any], subjects_: Any) -> UnitYears:  # noqa: ANN401  choices
    figures: dict[int, list[float]] = {}
    for row in rows:
        if row.result_number is not None:
            figures.setdefault(row.year, []).append(row.result_number)
    return UnitYears(
        name,
        tuple(
            (
                str(row.year),
                SupervisionOrigin.label_of(row.origin) or "",
                word_of(subjects_, row.subject),
                _result(row),
                show_integer(row.all or 0),
                show_integer((row.all or 0) - (row.open or 0)),
                show_integer(row.open or 0),
                day(row.closed_on),
            )
            for row in rows
        ),
        tuple((year, sum(found) / len(found)) for year, found in sorted(figures.items())),
    )


def recap_parts(values: RecapValues, _stamp: Stamp) -> tuple[Part, ...]:
    """A band for each unit, its years under each other, then the charts of those that have figures."""
    columns = (
        TableColumn("Tahun", mm=14),
        TableColumn("Pengawas", 1.6),
        TableColumn("Pokok", 1.8),
        TableColumn("Hasil", 1.6),
        TableColumn("Semua", mm=17, align=Align.RIGHT, group="Temuan"),
        TableColumn("Selesai", mm=17, align=Align.RIGHT, group="Temuan"),
        TableColumn("Terbuka", mm=18, align=Align.RIGHT, group="Temuan"),
        TableColumn("Ditutup", 1.2),
    )
    rows: list[Band | tuple[str, ...]] = []
    for unit in values.units:
        rows += [Band(unit.name), *unit.rows]
    note = "Unit berurut menurut nama, tidak diperingkat. Skema hasil berbeda menurut tahun dan pengawas."
    return (
        Title("Rekapitulasi Pengawasan Layanan dan SOP", name=f"Per {show_medium(values.on)}"),
        Table(columns, rows, empty="Belum ada pengawasan.", note=note if rows else ""),
        *_charts(values.units),
    )


def _charts(units: Sequence[UnitYears]) -> tuple[Part, ...]:
    """Figures over years, only where a unit has two of them."""
    drawn = [unit for unit in units if len(unit.figures) > 1]
    years = sorted({year for unit in drawn for year, _figure in unit.figures})
    if not drawn:
        return (Para("Nilai belum dapat digambar: belum ada unit dengan nilai pada dua tahun."),)
    return tuple(
        LineChart(
            "Nilai menurut tahun",
            tuple(map(str, years)),
            tuple(
                Series(unit.name, tuple(dict(unit.figures).get(year) for year in years))
                for unit in drawn[start : start + _LINES]
            ),
            maximum=100.0,
            decimals=2,
            note="Rerata nilai pengawasan unit pada tahun itu; skema penilaian dapat berbeda.",
        )
        for start in range(0, len(drawn), _LINES)
    )


def draw_recap(values: RecapValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame("Rekapitulasi Pengawasan Layanan dan SOP", stamp)
    return render(recap_parts(values, stamp), frame)


MATRIX = DocumentKind(
    "matriks-pengawasan", "Matriks tindak lanjut pengawasan", "complaints",
    subjects, gather_matrix, draw_matrix,
    docx=editable("Matriks tindak lanjut pengawasan", matrix_parts, landscape=True),
)  # fmt: skip
SUPERVISION_RECAP = DocumentKind(
    "rekap-pengawasan", "Rekapitulasi pengawasan layanan dan SOP", "complaints",
    whole_office, gather_recap, draw_recap, docx=editable("Rekapitulasi pengawasan", recap_parts),
)  # fmt: skip

"""`laporan-skm`: the index of one survey period with elements, adequacy, formula and status marks.

Serves SKM, SPKP, SPAK, IKM and IPK, with the plans made of its problems. The official figure and ours stand
apart, never in one chart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.keying_batches import Batch
from berkas.engine.keying_quality import Quality, drawn_quality
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.engine.smallgroups import (
    footnote,
    tells_of_few,
)
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    Heading,
    KeyValues,
    Notice,
    NoticeKind,
    Para,
    Part,
    Table,
    TableColumn,
    Title,
)
from berkas.paper.pictures import LineChart, Series
from berkas.rooms.visits.queries.surveys import SurveyResult, load_survey, periods_named, survey_result
from berkas.rooms.visits.report.keyingquality import quality_parts
from berkas.rooms.visits.report.surveyelements import element_parts, official_charts, profile_parts
from berkas.rooms.visits.report.surveyplans import fault_table, implementation_table, plan_matrix
from berkas.rooms.visits.report.words import derivation, marks_of, span
from berkas.rules.numbers import show_decimal, show_integer
from berkas_db.errors import Refused
from berkas_db.tables import SurveyPeriod, Unit


class SurveyKind(DocumentKind):
    """Survey papers are also found by `UNIT:LABEL`, as people call a period."""

    def find(self, session: Session, key: str) -> Subject:
        """The subject with this key."""
        unit, _, named = key.partition(":")
        found = periods_named(session, unit.strip(), named.strip()) if named else []
        if found:
            return next(subject for subject in self.subjects(session) if subject.id == found[-1])
        return super().find(session, key)


@dataclass(frozen=True, slots=True)
class SurveyValues:
    """All values of the report."""

    office: OfficePart
    result: SurveyResult
    consultations: tuple[tuple[str, str, str, str], ...]
    quality: Quality | None = None
    """What second keying showed; None where no sample was drawn."""


def subjects(session: Session) -> Sequence[Subject]:
    """Every survey period as `UNIT:PERIOD`, the oldest first."""
    rows = session.execute(
        select(Unit.code, Unit.name, SurveyPeriod.code, SurveyPeriod.label, SurveyPeriod.id)
        .join(Unit, Unit.id == SurveyPeriod.unit_id)
        .where(SurveyPeriod.trashed_at.is_(None))
        .order_by(SurveyPeriod.period_from, SurveyPeriod.id)
    )
    return [
        Subject(f"{unit}:{code}", f"{name}, {label}", SurveyPeriod, id_)
        for unit, name, code, label, id_ in rows
    ]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> SurveyValues:
    """Read one survey period with its respondents."""
    if subject.id is None:
        raise Refused("Periode survei ini sudah tidak ada.")
    row = load_survey(session, subject.id).values
    return SurveyValues(
        office_part(session, on),
        survey_result(session, subject.id),
        tuple(
            (
                day(one["on_date"]),
                one["place"] or "",
                show_integer(one["participants"]) if one["participants"] is not None else "",
                one["result"] or "",
            )
            for one in row["consultations"]
        ),
        drawn_quality(session, Batch(period_id=subject.id)),
    )


def parts(values: SurveyValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    result = values.result
    period = result.period
    name = f"{result.service} pada {result.unit}" if result.service else result.unit
    return (
        Title(
            f"Laporan {result.instrument.title if result.instrument else 'Survei'}",
            number=stamp.number,
            name=name,
            lines=(period.label,),
        ),
        *_marks(result),
        Heading("A. Ringkasan", 2),
        _summary(result),
        *_official(result),
        Heading("B. Nilai menurut unsur", 2),
        *_elements(result),
        Heading("C. Kecukupan responden", 2),
        _adequacy(result),
        *profile_parts(result.profile, values.office.least_respondents),
        *_trend(result),
        Heading("D. Masalah dan rencana tindak lanjut", 2),
        *_plans(result),
        *_consultations(values),
        *((Para(f"Di luar kewenangan: {period.exclusions}"),) if period.exclusions else ()),
        *_keyed(values.quality),
        *_derived(result),
        values.office.signatures(),
    )


def _keyed(quality: Quality | None) -> tuple[Part, ...]:
    return () if quality is None else (Heading("E. Mutu ketikan", 2), *quality_parts(quality))


def _marks(result: SurveyResult) -> tuple[Part, ...]:
    said = ["Survei internal kantor; nilai resmi adalah yang terbit pada aplikasi pusat."]
    if result.instrument is not None:
        said.append(marks_of(result.instrument))
    return (Notice(" ".join(word for word in said if word), kind=NoticeKind.IMPORTANT),)


def _summary(result: SurveyResult) -> KeyValues:
    period, figure = result.period, result.score
    rows = [
        ("Unit", result.unit),
        *((("Layanan", result.service),) if result.service else ()),
        ("Waktu survei", span(period.period_from, period.period_until)),
        ("Responden dihitung", f"{show_integer(result.respondents)} orang"),
    ]
    if figure is None or figure.index is None:
        rows.append(("Indeks", _why_not(result)))
    else:
        rows.append(("Indeks (skala 100)", show_decimal(figure.index)))
        if figure.index_4 is not None:
            rows.append(("Indeks (skala 4)", show_decimal(float(figure.index_4), places=4)))
        if figure.grade:
            rows.append(("Mutu pelayanan", f"{figure.grade} ({figure.grade_label})"))
    return KeyValues(tuple(rows), label_width=52)


def _why_not(result: SurveyResult) -> str:
    if result.several_versions:
        return "tidak dihitung: jawaban memakai lebih dari satu versi instrumen"
    if result.score is not None and result.score.notes:
        return f"tidak dihitung: {'; '.join(result.score.notes)}"
    return f"tidak dihitung: responden kurang dari {result.least}"


def _official(result: SurveyResult) -> tuple[Part, ...]:
    period = result.period
    if period.official_index is None:
        return ()
    scale = show_decimal(period.official_scale, places=0) if period.official_scale else "…"
    rows = (
        ("Nilai resmi", f"{show_decimal(period.official_index)} (skala {scale})"),
        ("Mutu resmi", period.official_grade or ""),
        (
            "Responden resmi",
            show_integer(period.official_respondents) if period.official_respondents is not None else "",
        ),
        ("Dibaca", day(period.official_read_on)),
        ("Sumber", period.official_source or ""),
    )
    shown = tuple((label, text) for label, text in rows if text)
    return (
        Heading("Nilai resmi dari aplikasi pusat", 3),
        KeyValues(shown, label_width=52),
        *official_charts(result.official_runs),
    )


def _elements(result: SurveyResult) -> tuple[Part, ...]:
    figure = result.score
    if figure is None or not figure.elements:
        return (Para(f"Unsur tidak dirinci: {_why_not(result).removeprefix('tidak dihitung: ')}."),)
    return element_parts(figure, result.least)


def _derived(result: SurveyResult) -> tuple[Part, ...]:
    """Every step of the index; none when a step would tell what few answered."""
    figure = result.score
    if figure is None:
        return ()
    head = Heading("E. Rincian perhitungan", 2)
    if tells_of_few([element.n for element in figure.elements], result.least):
        return (head, Para(footnote(result.least)))
    return (head, *derivation(figure, caption=""))


def _adequacy(result: SurveyResult) -> Table:
    rows = [
        (
            one.measure,
            show_integer(one.needed),
            show_integer(one.respondents),
            "Cukup" if one.is_met else f"Kurang {show_integer(one.needed - one.respondents)}",
        )
        for one in result.enough
    ]
    known = result.period.population
    note = (
        f"Pengguna layanan pada periode ini: {show_integer(known)} orang."
        if known
        else "Banyak pengguna layanan belum diisi, sehingga Krejcie–Morgan dan Slovin tidak dihitung."
    )
    return Table(
        columns=(
            TableColumn("Ukuran", share=3),
            TableColumn("Diperlukan", mm=28, align=Align.RIGHT),
            TableColumn("Responden", mm=28, align=Align.RIGHT),
            TableColumn("Keadaan", mm=34),
        ),
        rows=rows,
        note=note,
    )


def _trend(result: SurveyResult) -> tuple[Part, ...]:
    if len(result.earlier) < 2:
        return ()
    labels = tuple(label for label, _index in result.earlier)
    points = tuple(index for _label, index in result.earlier)
    return (
        LineChart(
            "Perkembangan indeks survei internal",
            labels,
            (Series("Indeks internal", points),),
            minimum=25.0,
            maximum=100.0,
            decimals=2,
        ),
    )


def _plans(result: SurveyResult) -> tuple[Part, ...]:
    """The list of problems, and the plans where there are any."""
    if not any(fault.plans for fault in result.faults):
        return (fault_table(result.faults),)
    return (
        fault_table(result.faults),
        Heading("Matriks rencana tindak lanjut", 3),
        plan_matrix(result.faults),
        Heading("Pelaksanaan rencana", 3),
        implementation_table(result.faults),
    )


def _consultations(values: SurveyValues) -> tuple[Part, ...]:
    if not values.consultations:
        return ()
    return (
        Heading("Forum konsultasi publik", 3),
        Table(
            columns=(
                TableColumn("Tanggal", mm=34),
                TableColumn("Tempat", share=2),
                TableColumn("Peserta", mm=20, align=Align.RIGHT),
                TableColumn("Hasil", share=4),
            ),
            rows=values.consultations,
        ),
    )


def draw(values: SurveyValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(
        parts(values, stamp), values.office.frame(f"Laporan survei {values.result.period.label}", stamp)
    )


SURVEY = SurveyKind(
    key="laporan-skm",
    title="Laporan survei",
    room="visits",
    subjects=subjects,
    gather=gather,
    draw=draw,
    alone=0,
)

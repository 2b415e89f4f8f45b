"""The index of one survey period for the public: `lembar-indeks` (A4), `poster-indeks` (A4 and A3).

Either the official figure as it was read, with its source, or our own, marked “survei internal”; never both
on one paper. Never for a unit of another ministry: its poster is that ministry's to make.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letterheads import unit_ministry_on
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.frame import Size
from berkas.paper.parts import (
    Align,
    KeyValues,
    Notice,
    NoticeKind,
    Para,
    Part,
    Table,
    TableColumn,
    Title,
    Tone,
)
from berkas.paper.pictures import Poster
from berkas.paper.words import bold
from berkas.rooms.visits.queries.surveys import SurveyResult, survey_result
from berkas.rooms.visits.report.survey import SurveyKind, subjects
from berkas.rooms.visits.report.surveyelements import element_chart, profile_parts
from berkas.rooms.visits.report.words import span
from berkas.rules.numbers import show_decimal, show_integer
from berkas_db.errors import Refused
from berkas_db.tables import Office, Unit

INTERNAL_SURVEY = "Survei internal"
NOT_OFFICIAL = "Survei internal kantor, bukan nilai resmi aplikasi pusat."
NAMES = {
    "skm": "Indeks Kepuasan Masyarakat (IKM)",
    "spkp": "Indeks Persepsi Kualitas Pelayanan",
    "spak": "Indeks Persepsi Anti Korupsi",
    "ikm2021": "Indeks Kepuasan Masyarakat (IKM)",
    "ipk2021": "Indeks Persepsi Korupsi (IPK)",
}


@dataclass(frozen=True, slots=True)
class IndexValues:
    """One index as it is published. `figure` and `grade` are words; `source` says where it comes from."""

    office: OfficePart
    name: str
    service: str
    unit: str
    period: str
    days: str
    figure: str
    scale: str
    grade: str
    grade_words: str
    respondents: str
    is_official: bool
    source: str
    result: SurveyResult | None
    """Ours, for chart and profile; None when the figure is the official one."""


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> IndexValues:
    """Read the figure that is published. Refused when there is none, or for another ministry's unit."""
    if subject.id is None:
        raise Refused("Periode survei ini sudah tidak ada.")
    result = survey_result(session, subject.id)
    period = result.period
    _refuse_foreign(session, session.get_one(Unit, period.unit_id), date.fromisoformat(period.period_until))
    common: dict[str, Any] = {
        "office": office_part(session, on),
        "name": NAMES.get(period.instrument_key, "Indeks survei"),
        "service": result.service,
        "unit": result.unit,
        "period": period.label,
        "days": span(period.period_from, period.period_until),
    }
    if period.official_index is not None:
        scale = f"{period.official_scale:g}".replace(".", ",") if period.official_scale else ""
        asked = period.official_respondents
        return IndexValues(
            **common,
            figure=show_decimal(period.official_index),
            scale=f"skala {scale}" if scale else "",
            grade=period.official_grade or "",
            grade_words="",
            respondents=show_integer(asked) if asked is not None else "",
            is_official=True,
            source=_source(period),
            result=None,
        )
    figure = result.score
    if figure is None or figure.index is None:
        raise Refused(
            f"Indeks {period.label} belum ada: tanpa nilai resmi, dan jawaban belum cukup untuk dihitung.",
            "Isi nilai resminya atau lengkapi jawaban responden.",
        )
    return IndexValues(
        **common,
        figure=show_decimal(figure.index),
        scale="skala 100",
        grade=figure.grade or "",
        grade_words=figure.grade_label if figure.grade else "",
        respondents=show_integer(result.respondents),
        is_official=False,
        source=NOT_OFFICIAL,
        result=result,
    )


def _source(period: Any) -> str:  # noqa: ANN401  a survey period
    read = f", dibaca {day(period.official_read_on)}" if period.official_read_on else ""
    return f"Nilai resmi dari {period.official_source or 'aplikasi pusat'}{read}."


def _refuse_foreign(session: Session, unit: Unit, on: date) -> None:
    ours = session.execute(select(Office.ministry_id)).scalar_one()
    if unit.is_own or ours is None:
        return
    theirs = unit_ministry_on(session, unit.id, on)
    if theirs is None:
        raise Refused(
            f"Kementerian {unit.name} belum dicatat, maka indeksnya belum dapat dipasang.",
            "Catat kementerian unit itu di Pengaturan Kantor.",
        )
    if theirs.id != ours:
        raise Refused(f"{unit.name} berada di bawah {theirs.name}; indeksnya dipasang kementerian itu.")


def poster_parts(values: IndexValues) -> tuple[Part, ...]:
    """One page in large type; our own figure says twice that it is ours."""
    where = ", ".join(part for part in (values.service, values.unit) if part)
    mark = "" if values.is_official else f"{INTERNAL_SURVEY.upper()}. "
    whose = "nilai resmi" if values.is_official else "survei internal"
    figures = [(values.figure, f"{whose}, {values.scale}" if values.scale else whose)]
    if values.grade:
        figures.append((values.grade, values.grade_words or "mutu"))
    if values.respondents:
        figures.append((values.respondents, "responden"))
    return (
        Poster(
            title=f"{values.name}: {values.figure}",
            subtitle=f"{mark}{where}. {values.period} ({values.days}).",
            figures=tuple(figures),
            contacts=values.office.contacts,
            note=f"{values.source} Terima kasih atas penilaian Saudara. Masukan Saudara kami tindak lanjuti.",
            qr_text=values.office.website,
            qr_label="Laman kantor" if values.office.website else "",
            office=tuple(dict.fromkeys((values.office.name, values.unit))),
        ),
    )


def sheet_parts(values: IndexValues) -> tuple[Part, ...]:
    """The sheet for publication: the figure, who answered and, of ours, the elements."""
    rows = [
        *((("Layanan", values.service),) if values.service else ()),
        ("Unit", values.unit),
        ("Periode survei", f"{values.period} ({values.days})"),
    ]
    grade = f"{values.grade} ({values.grade_words})" if values.grade_words else values.grade
    cells = (values.figure, grade or "–", values.respondents or "–")
    result = values.result
    parts: list[Part] = [Title(values.name, name=values.period)]
    if not values.is_official:
        parts.append(Notice(NOT_OFFICIAL, kind=NoticeKind.IMPORTANT))
    parts += [
        KeyValues(tuple(rows), label_width=42),
        Table(
            columns=tuple(
                TableColumn(head, align=Align.CENTRE)
                for head in (f"Indeks ({values.scale})" if values.scale else "Indeks", "Mutu", "Responden")
            ),
            rows=[tuple((bold(cell),) for cell in cells)],
            tone=Tone.LARGE,
        ),
    ]
    if result is not None and result.score is not None:
        parts.append(element_chart(result.score, result.least, "Nilai menurut unsur (survei internal)"))
        parts += profile_parts(result.profile, result.least, with_nobody=False)
    else:
        parts.append(Para(values.source))
    return (*parts, values.office.signatures())


def draw_poster(values: IndexValues, stamp: Stamp, *, size: Size) -> bytes:
    """PDF bytes of the poster."""
    frame = values.office.frame(f"{values.name} {values.period}", stamp, watermark="")
    return render(poster_parts(values), replace(frame, size=size, letterhead=None, page_numbers=False))


def draw_sheet(values: IndexValues, stamp: Stamp) -> bytes:
    """PDF bytes of the sheet, always A4."""
    frame = values.office.frame(f"{values.name} {values.period}", stamp)
    return render(sheet_parts(values), replace(frame, size=Size.A4))


INDEX_SHEET = SurveyKind(
    key="lembar-indeks",
    title="Lembar indeks untuk publikasi",
    room="visits",
    subjects=subjects,
    gather=gather,
    draw=draw_sheet,
    alone=0,
)
INDEX_POSTER, INDEX_POSTER_A3 = (
    SurveyKind(
        key=key,
        title=title,
        room="visits",
        subjects=subjects,
        gather=gather,
        draw=partial(draw_poster, size=size),
        plain=True,
        alone=0,
    )
    for key, title, size in (
        ("poster-indeks", "Poster indeks (A4)", Size.A4),
        ("poster-indeks-a3", "Poster indeks (A3)", Size.A3),
    )
)
INDEX_DOCUMENTS: tuple[DocumentKind, ...] = (INDEX_SHEET, INDEX_POSTER, INDEX_POSTER_A3)
"""What is published of one period."""

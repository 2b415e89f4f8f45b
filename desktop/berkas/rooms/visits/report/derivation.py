"""`rincian-perhitungan`: one figure down to items, weights, rounding, rule version and single answers.

A working paper of the office: respondents by code, never given to a PBH, a unit or a prison. Below the least
number of respondents there is no figure and so no paper.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.assessing import instrument_of
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.keying_batches import awaited_among
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.periods import span_of
from berkas.engine.rulebook import Rulebook
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
    Tone,
)
from berkas.rooms.visits.queries.derivations import (
    LEGEND,
    Derivation,
    obh_derivation,
    sheet_derivation,
    survey_derivation,
    survey_span_derivation,
)
from berkas.rooms.visits.queries.scores import COUNTED, least_for
from berkas.rooms.visits.report.words import derivation as steps_of
from berkas.rooms.visits.report.words import marks_of
from berkas.rules.dates import show_short
from berkas.rules.instruments import Kind
from berkas.rules.numbers import show_decimal, show_integer
from berkas.rules.scoring.figures import show
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, InstrumentVersion, Obh, Service, SurveyPeriod, Unit

INSIDE = (
    "RAHASIA. Kertas kerja kantor dengan jawaban menurut kode responden; tidak diserahkan kepada PBH, lapas, "
    "rutan, atau pihak lain."
)
ACROSS = 24
"""How many items stand beside each other in the table of answers."""

MOST_ROWS = 2_000
"""Beyond so many respondents single answers are left to the export; nobody reads sixty pages of codes."""

_STATES = tuple(state.value for state in COUNTED)
_SURVEY, _SHEET, _CYCLE = "survei", "lembar", "siklus"


@dataclass(frozen=True, slots=True)
class DerivationValues:
    """All values of the paper."""

    office: OfficePart
    found: Derivation


class DerivationKind(DocumentKind):
    """Figures are named by what they are about; any period of an OBH has one."""

    def find(self, session: Session, key: str) -> Subject:
        """`OBH:PERIODE:INSTRUMEN[:EDISI]`, `survei:UNIT:PERIODE`, `siklus:SURVEI:MASA:UNIT[/LAYANAN]` or
        `lembar:KODE`."""
        parts = key.strip().split(":", 3)
        if parts[0].casefold() == _CYCLE and len(parts) == 4:
            return _cycle_subject(session, *parts[1:])
        if parts[0].casefold() not in (_SURVEY, _SHEET) and len(parts) >= 3:
            return _obh_subject(session, *parts)
        return super().find(session, key)


def _obh_subject(session: Session, code: str, period: str, form: str, edition: str = "") -> Subject:
    span = span_of(period)
    row = session.execute(select(Obh.id, Obh.code, Obh.name).where(Obh.code == code)).one_or_none()
    versions = _versions(session, form, edition)
    if row is None or not versions:
        raise Refused(f"Nilai “{code}:{period}:{form}” tidak ada. Periksa kode PBH dan kunci instrumennya.")
    _id, edition = versions[-1]
    return Subject(f"{row.code}:{span.key}:{form}:{edition}", f"{row.name}, {span.title}", Obh, row.id)


def _cycle_subject(session: Session, survey: str, period: str, place: str) -> Subject:
    span = span_of(period)
    code, _, service = place.partition("/")
    unit = session.execute(select(Unit.id, Unit.code, Unit.name).where(Unit.code == code)).one_or_none()
    if unit is None or (service and _service(session, unit.id, service) is None):
        raise Refused(f"Unit atau layanan “{place}” tidak ada. Periksa kodenya.")
    where = f"{unit.code}/{service}" if service else unit.code
    return Subject(
        f"{_CYCLE}:{survey.upper()}:{span.key}:{where}", f"{unit.name}, {span.title}", Unit, unit.id
    )


def _service(session: Session, unit_id: int, code: str) -> int | None:
    return session.execute(
        select(Service.id).where(Service.unit_id == unit_id, Service.code == code)
    ).scalar_one_or_none()


def _versions(session: Session, form: str, edition: str) -> list[tuple[int, str]]:
    statement = select(InstrumentVersion.id, InstrumentVersion.edition).where(InstrumentVersion.key == form)
    if edition:
        statement = statement.where(InstrumentVersion.edition == edition)
    return [(row.id, row.edition) for row in session.execute(statement.order_by(InstrumentVersion.id))]


def subjects(session: Session) -> Sequence[Subject]:
    """Every figure that may be shown: OBH by year, survey periods, checked files and standards."""
    return [*_obh_subjects(session), *_survey_subjects(session), *_sheet_subjects(session)]


def _obh_subjects(session: Session) -> list[Subject]:
    year = func.substr(Assessment.interview_on, 1, 4)
    rows = session.execute(
        select(
            Obh.id, Obh.code, Obh.name, year.label("year"), InstrumentVersion.id.label("version"),
            InstrumentVersion.key, InstrumentVersion.edition, func.count().label("number"),
        )
        .select_from(Assessment)
        .join(Obh, Obh.id == Assessment.obh_id)
        .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
        .where(
            Assessment.trashed_at.is_(None),
            Assessment.state.in_(_STATES),
            Assessment.interview_on.is_not(None),
            InstrumentVersion.key.startswith("monev_"),
        )
        .group_by(Obh.id, year, InstrumentVersion.id)
        .order_by(year, Obh.code, InstrumentVersion.key, InstrumentVersion.id)
    ).all()  # fmt: skip
    least = {id_: least_for(session, instrument_of(session, id_)) for id_ in {row.version for row in rows}}
    return [
        Subject(
            f"{row.code}:{row.year}:{row.key}:{row.edition}", f"{row.name}, Tahun {row.year}", Obh, row.id
        )
        for row in rows
        if row.number >= least[row.version]
    ]


def _survey_subjects(session: Session) -> list[Subject]:
    """Periods with enough respondents, all under one version."""
    rows = session.execute(
        select(
            SurveyPeriod.id, SurveyPeriod.code, SurveyPeriod.label, Unit.code.label("unit"), Unit.name,
            func.count().label("number"), func.min(Assessment.instrument_version_id).label("version"),
            func.max(Assessment.instrument_version_id).label("other"),
        )
        .select_from(SurveyPeriod)
        .join(Unit, Unit.id == SurveyPeriod.unit_id)
        .join(Assessment, Assessment.survey_period_id == SurveyPeriod.id)
        .where(
            SurveyPeriod.trashed_at.is_(None),
            Assessment.trashed_at.is_(None),
            Assessment.state.in_(_STATES),
        )
        .group_by(SurveyPeriod.id)
        .order_by(SurveyPeriod.period_from, SurveyPeriod.id)
    ).all()  # fmt: skip
    return [
        Subject(f"{_SURVEY}:{row.unit}:{row.code}", f"{row.name}, {row.label}", SurveyPeriod, row.id)
        for row in rows
        if row.version == row.other and row.number >= least_for(session, instrument_of(session, row.version))
    ]


def _sheet_subjects(session: Session) -> list[Subject]:
    rows = session.execute(
        select(Assessment.id, Assessment.code, InstrumentVersion.title)
        .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
        .where(
            Assessment.trashed_at.is_(None),
            Assessment.state.in_(_STATES),
            Assessment.award_entry_id.is_(None),
            InstrumentVersion.kind.not_in((Kind.WAWANCARA.value, Kind.SURVEI.value)),
        )
        .order_by(Assessment.id)
    ).all()
    waiting = awaited_among(session, [row.id for row in rows])
    return [
        Subject(f"{_SHEET}:{row.code}", f"{row.title}, {row.code}", Assessment, row.id)
        for row in rows
        if row.id not in waiting
    ]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> DerivationValues:
    """Compute one figure once more with everything behind it."""
    kind, _, _rest = subject.key.partition(":")
    if subject.id is None:
        raise Refused("Nilai ini sudah tidak ada.")
    if kind == _SURVEY:
        found = survey_derivation(session, subject.id)
    elif kind == _CYCLE:
        _word, survey, period, place = subject.key.split(":", 3)
        service = place.partition("/")[2]
        found = survey_span_derivation(
            session, survey.casefold(), subject.id, span_of(period),
            service_id=_service(session, subject.id, service) if service else None,
        )  # fmt: skip
    elif kind == _SHEET:
        found = sheet_derivation(session, subject.id)
    else:
        _code, period, form, edition = subject.key.split(":", 3)
        versions = _versions(session, form, edition)
        if not versions:
            raise Refused("Versi instrumen dari nilai ini tidak ada.")
        found = obh_derivation(session, subject.id, versions[-1][0], span_of(period))
    return DerivationValues(office_part(session, on), found)


def parts(values: DerivationValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    found = values.found
    figure = found.score
    return (
        Title(
            "Rincian Perhitungan",
            number=stamp.number,
            name=found.title,
            lines=(found.period,) if found.period else (),
        ),
        Notice(
            " ".join(word for word in (found.mark, marks_of(found.instrument), INSIDE) if word),
            kind=NoticeKind.IMPORTANT,
        ),
        Heading("A. Angka dan aturannya", 2),
        KeyValues(_facts(found), label_width=52),
        Heading("B. Langkah perhitungan", 2),
        *steps_of(figure, caption=""),
        Heading("C. Butir, bobot, dan jawaban", 2),
        _item_table(found),
        *_element_table(found),
        Heading("D. Jawaban menurut kode responden", 2),
        *_answer_tables(found),
    )


def _facts(found: Derivation) -> tuple[tuple[str, str], ...]:
    figure = found.score
    shown = (
        show_decimal(figure.index) if figure.index is not None else f"tidak ada; {'; '.join(figure.notes)}"
    )
    grade = f" ({figure.grade}, {figure.grade_label})" if figure.grade else ""
    return (
        ("Nilai", f"{shown}{grade}"),
        ("Aturan", figure.rule.label + (", rumus resmi" if figure.official else ", rumus kantor")),
        ("Instrumen", f"{found.instrument.title}, edisi {found.edition} (sidik {found.digest})"),
        ("Pembulatan", found.rounding),
        ("Responden", f"{show_integer(figure.n)} dihitung dari {show_integer(figure.given)}"),
        ("Sedikitnya", f"{found.least} responden"),
        ("Sumber aturan", figure.source or "tidak ada sumber resmi"),
    )


def _item_table(found: Derivation) -> Table:
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("Kode", mm=24),
            TableColumn("Butir", share=3),
            TableColumn("Bobot", share=1.6),
            TableColumn("Jumlah nilai (nilai × banyak)", share=2.4),
            TableColumn("Dihitung", mm=20, align=Align.RIGHT),
            TableColumn("Tidak", mm=16, align=Align.RIGHT),
            TableColumn("Rata-rata", mm=22, align=Align.RIGHT),
        ),
        rows=[one.told(number) for number, one in enumerate(found.items, 1)],
        empty="Instrumen ini tidak punya butir yang dinilai.",
        note="Yang tidak dihitung (tidak tahu, menolak, tidak berlaku, kosong, tidak ditanyakan) keluar dari "
        "pembilang dan penyebut.",
    )


def _element_table(found: Derivation) -> tuple[Part, ...]:
    """Dimensions, where they are not the items themselves."""
    keys = {one.key for one in found.items}
    elements = [one for one in found.score.elements if one.key not in keys]
    if not elements:
        return ()
    return (
        Table(
            columns=(
                TableColumn("Dimensi", share=3),
                TableColumn("Responden", mm=26, align=Align.RIGHT),
                TableColumn("Rata-rata (skala 4)", mm=38, align=Align.RIGHT),
                TableColumn("Nilai", mm=24, align=Align.RIGHT),
            ),
            rows=[
                (
                    one.label,
                    show_integer(one.n),
                    show(one.mean) if one.mean is not None else "–",
                    show_decimal(one.index) if one.index is not None else "–",
                )
                for one in elements
            ],
            caption="Menurut dimensi",
        ),
    )


def _answer_tables(found: Derivation) -> tuple[Part, ...]:
    if len(found.respondents) > MOST_ROWS:
        number = show_integer(len(found.respondents))
        return (
            Para(f"{number} responden tidak dicetak satu per satu; ekspor jawabannya dari daftar lembar."),
        )
    blocks = range(0, len(found.items), ACROSS)
    tables = [_answer_table(found, start, is_last=start == blocks[-1]) for start in blocks]
    legend = f"Angka pada kepala tabel adalah nomor butir pada bagian C. {found.options}. {LEGEND}."
    return (*tables, Para(legend, Align.LEFT, tone=Tone.SMALL))


def _answer_table(found: Derivation, start: int, *, is_last: bool) -> Table:
    """A row per respondent over some of the items; the respondent's own value after the last of them."""
    shown = range(start, min(start + ACROSS, len(found.items)))
    with_index = is_last and any(one.index is not None for one in found.respondents)
    return Table(
        columns=(
            TableColumn("Responden", mm=24),
            TableColumn("Lembar", share=1),
            TableColumn("Tanggal", mm=24),
            *(TableColumn(str(place + 1), mm=6.6, align=Align.CENTRE) for place in shown),
            *((TableColumn("Nilai", mm=17, align=Align.RIGHT),) if with_index else ()),
        ),
        rows=[
            (
                one.code,
                one.sheet,
                show_short(date.fromisoformat(one.on)) if one.on else "",
                *(one.answers[place] for place in shown),
                *((show(one.index, 2) if one.index is not None else "–",) if with_index else ()),
            )
            for one in found.respondents
        ],
    )


def draw(values: DerivationValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame(
        f"Rincian perhitungan {values.found.title}", stamp, landscape=True, footnote=INSIDE
    )
    return render(parts(values, stamp), frame)


DERIVATION = DerivationKind(
    key="rincian-perhitungan",
    title="Rincian perhitungan",
    room="visits",
    subjects=subjects,
    gather=gather,
    draw=draw,
    alone=0,
)

"""Reads filled instruments: lists, one sheet with its answers, and how its figure came about.

Respondents are codes in every list.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of, instrument_of
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, one_of
from berkas.engine.records import GONE, Record, read_record
from berkas.rooms.visits.fields.interview import MODES, STATES
from berkas.rules.answers import Answer
from berkas.rules.fields import Column, Kind
from berkas.rules.instruments import Instrument, Item, Route
from berkas.rules.vocabulary import AnswerPass
from berkas_db.errors import Refused
from berkas_db.tables import (
    Assessment,
    Finding,
    InstrumentVersion,
    LegalCase,
    Obh,
    OutreachEvent,
    Posbankum,
    Service,
    SurveyPeriod,
    Unit,
    Visit,
    VisitPlace,
)

_sheet = Assessment.__table__.c


def _named(model: type[Any], shown: Any, link: Any) -> Any:  # noqa: ANN401  columns of any table
    return select(shown).where(model.id == link).correlate(Assessment).scalar_subquery()


SUBJECT_NAME = func.coalesce(
    _named(Obh, Obh.name, Assessment.obh_id),
    _named(Unit, Unit.name, Assessment.unit_id),
    _named(Service, Service.name, Assessment.service_id),
    _named(LegalCase, LegalCase.code, Assessment.case_id),
    _named(OutreachEvent, OutreachEvent.title, Assessment.event_id),
    _named(Posbankum, Posbankum.name, Assessment.posbankum_id),
)
_INSTRUMENT = _named(InstrumentVersion, InstrumentVersion.title, Assessment.instrument_version_id)
_VISIT = _named(Visit, Visit.code, Assessment.visit_id)

_SHOWN = (
    Shown(Column("code", "Lembar", width=22, sortable=True), _sheet.code),
    Shown(Column("interview_on", "Tanggal", Kind.DATE, width=13, sortable=True), _sheet.interview_on),
    Shown(Column("instrument", "Instrumen", width=34), _INSTRUMENT),
    Shown(Column("subject", "Yang dinilai", width=28), SUBJECT_NAME),
    Shown(Column("respondent_code", "Responden", width=14), _sheet.respondent_code),
    Shown(Column("state", "Keadaan", width=13), _sheet.state, STATES),
    Shown(Column("open_errors", "Belum terisi", Kind.INTEGER, width=11), _sheet.open_errors),
    Shown(Column("visit", "Kegiatan", width=14), _VISIT),
    Shown(Column("mode", "Cara", width=14, shown=False), _sheet.mode, MODES),
    Shown(
        Column("sidbankum_on", "Diinput Sidbankum", Kind.DATE, width=15, sortable=True, shown=False),
        _sheet.sidbankum_on,
    ),
)
_FILTERS = {
    "state": one_of(_sheet.state),
    "obh": one_of(_sheet.obh_id, number=True),
    "unit": one_of(_sheet.unit_id, number=True),
    "visit": one_of(_sheet.visit_id, number=True),
    "interview_on": between(_sheet.interview_on),
    "sidbankum_on": between(_sheet.sidbankum_on),
}

ALL_SHEETS = Listing(
    model=Assessment,
    shown=_SHOWN,
    filters=_FILTERS,
    sort="interview_on",
    descending=True,
    search="assessment_fts",
)
"""Every filled instrument, also those of surveys and award rounds; for the command line."""

SHEETS = Listing(
    model=Assessment,
    shown=_SHOWN,
    filters=_FILTERS,
    sort="interview_on",
    descending=True,
    search="assessment_fts",
    only=lambda: func.coalesce(_sheet.survey_period_id, _sheet.award_entry_id, 0) == 0,
)
"""Interviews and checks; surveys and award rounds have lists of their own.

Written so that no index of these links is tempting: the list is read in the order of its own index.
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One filled instrument, ready to be shown, keyed on or explained."""

    record: Record
    instrument: Instrument
    answers: dict[str, Answer]
    subject: str
    flags: tuple[Item, ...]
    """Red flags that have no follow-up yet."""


def load_sheet(session: Session, id: int) -> Sheet:
    """A sheet with its instrument as installed and the answers of the pass its score uses."""
    record = read_record(session, Assessment, id, title="code")
    instrument = instrument_of(session, record.values["instrument_version_id"])
    answers = answers_of(session, id, pass_=AnswerPass(record.values["scored_pass"]))
    subject = session.execute(select(SUBJECT_NAME).where(Assessment.id == id)).scalar_one()
    followed = set(session.execute(select(Finding.item_code).where(Finding.assessment_id == id)).scalars())
    flags = tuple(item for item in Route(instrument).red_flags(answers) if item.key not in followed)
    values = dict(record.values) | {"instrument": instrument.key, "instrument_title": instrument.title}
    full = Record(record.id, record.uid, record.version, record.title, subject or "", values, record.trashed)
    return Sheet(full, instrument, answers, subject or "", flags)


def load_record(session: Session, id: int) -> Record:
    """The head of a sheet for the register's form."""
    return load_sheet(session, id).record


def sheets_of_visit(session: Session, visit_id: int) -> list[tuple[int, str, str, str, str]]:
    """Sheets of a visit as (id, code, subject, respondent code, state), in the order they were keyed."""
    rows = session.execute(
        select(_sheet.id, _sheet.code, SUBJECT_NAME, _sheet.respondent_code, _sheet.state)
        .select_from(Assessment)
        .where(Assessment.visit_id == visit_id, Assessment.trashed_at.is_(None))
        .order_by(_sheet.id)
    )
    return [(row[0], row[1], row[2] or "", row[3] or "", row[4]) for row in rows]


def places_of_visit(session: Session, visit_id: int) -> list[tuple[int, str]]:
    """Places of a visit as (id, name), in their order."""
    rows = session.execute(
        select(VisitPlace.id, func.coalesce(Unit.name, Obh.name, VisitPlace.name))
        .outerjoin(Unit, Unit.id == VisitPlace.unit_id)
        .outerjoin(Obh, Obh.id == VisitPlace.obh_id)
        .where(VisitPlace.visit_id == visit_id)
        .order_by(VisitPlace.sort, VisitPlace.id)
    )
    return [(row[0], row[1] or "") for row in rows]


@dataclass(frozen=True, slots=True)
class KeyingContext:
    """Where sheets are keyed: a visit or a survey period, its places, the next free respondent code."""

    title: str
    places: tuple[tuple[int, str], ...]
    respondent: str
    instrument: str
    first_day: str


def keying_context(
    session: Session, *, visit_id: int | None = None, period_id: int | None = None
) -> KeyingContext:
    """What a sheet of a visit or a survey period begins with; of neither, an empty one."""
    if period_id is not None:
        period = session.get(SurveyPeriod, period_id, populate_existing=True)
        if period is None:
            raise Refused(GONE)
        unit = session.execute(select(Unit.name).where(Unit.id == period.unit_id)).scalar_one()
        code = next_respondent(session, Assessment.survey_period_id == period_id, width=4)
        return KeyingContext(f"{period.label} · {unit}", (), code, period.instrument_key, "")
    if visit_id is not None:
        visit = session.get(Visit, visit_id, populate_existing=True)
        if visit is None:
            raise Refused(GONE)
        places = tuple(places_of_visit(session, visit_id))
        code = next_respondent(session, Assessment.visit_id == visit_id)
        return KeyingContext(f"{visit.code} · {visit.title}", places, code, "", visit.from_date)
    return KeyingContext("Tanpa kegiatan", (), "", "", "")


def load_keyed(session: Session, id: int) -> tuple[Sheet, KeyingContext]:
    """A sheet with the place where it is keyed."""
    sheet = load_sheet(session, id)
    values = sheet.record.values
    return sheet, keying_context(session, visit_id=values["visit_id"], period_id=values["survey_period_id"])


def next_respondent(session: Session, within: ColumnElement[bool], *, width: int = 2) -> str:
    """The next free respondent code among some sheets: R-01, R-02 …"""
    taken = session.execute(
        select(Assessment.respondent_code).where(within, Assessment.respondent_code.startswith("R-"))
    ).scalars()
    numbers = [int(code[2:]) for code in taken if code and code[2:].isdigit()]
    return f"R-{max(numbers, default=0) + 1:0{width}}"

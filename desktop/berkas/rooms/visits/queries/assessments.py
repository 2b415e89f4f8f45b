"""Reads filled instruments: lists, one sheet with its answers, and how its figure came about.

Respondents are codes in every list.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of, instrument_of
from berkas.engine.listing import Listing, Shown
from berkas.engine.narrowing import between, one_of
from berkas.engine.records import GONE, Record, read_record
from berkas.rooms.visits.fields.interview import MODES, STATES
from berkas.rules.answers import Answer
from berkas.rules.fields import Column, Kind
from berkas.rules.instruments import Instrument, Item, Route
from berkas.rules.scoring import Score, score
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
    Unit,
    Visit,
    VisitPlace,
)

_sheet = Assessment.__table__.c


def _named(model: type[Any], shown: Any, link: Any) -> Any:  # noqa: ANN401  columns of any table
    return select(shown).where(model.id == link).correlate(Assessment).scalar_subquery()


_SUBJECT = func.coalesce(
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
    Shown(Column("subject", "Yang dinilai", width=28), _SUBJECT),
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
    subject = session.execute(select(_SUBJECT).where(Assessment.id == id)).scalar_one()
    followed = set(session.execute(select(Finding.item_code).where(Finding.assessment_id == id)).scalars())
    flags = tuple(item for item in Route(instrument).red_flags(answers) if item.key not in followed)
    values = dict(record.values) | {"instrument": instrument.key}
    full = Record(record.id, record.uid, record.version, record.title, subject or "", values, record.trashed)
    return Sheet(full, instrument, answers, subject or "", flags)


def load_record(session: Session, id: int) -> Record:
    """The head of a sheet for the register's form."""
    return load_sheet(session, id).record


def figure_of(session: Session, id: int) -> Score:
    """The counts of one sheet; one respondent alone is counted, not judged, and the notes say so."""
    sheet = load_sheet(session, id)
    return score(sheet.instrument, [sheet.answers])


def sheets_of_visit(session: Session, visit_id: int) -> list[tuple[int, str, str, str, str]]:
    """Sheets of a visit as (id, code, subject, respondent code, state), in the order they were keyed."""
    rows = session.execute(
        select(_sheet.id, _sheet.code, _SUBJECT, _sheet.respondent_code, _sheet.state)
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


def next_respondent(session: Session, visit_id: int) -> str:
    """The next free respondent code of a visit: R-01, R-02 …"""
    taken = session.execute(
        select(Assessment.respondent_code).where(
            Assessment.visit_id == visit_id, Assessment.respondent_code.startswith("R-")
        )
    ).scalars()
    numbers = [int(code[2:]) for code in taken if code and code[2:].isdigit()]
    return f"R-{max(numbers, default=0) + 1:02}"


def id_of_code(session: Session, code: str) -> int:
    """The sheet a person calls by its code. Raises Refused."""
    found = session.execute(
        select(Assessment.id).where(Assessment.code == code, Assessment.trashed_at.is_(None))
    ).scalar_one_or_none()
    if found is None:
        raise Refused(GONE)
    return found

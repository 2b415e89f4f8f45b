"""Reads the sheets of a survey period as rows of a grid."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of_many
from berkas.engine.keying_batches import hidden_from
from berkas.engine.rulebook import Rulebook
from berkas.rules.answers import Answer
from berkas.rules.instruments import Instrument, fingerprint
from berkas.rules.vocabulary import AnswerPass, AssessmentState
from berkas_db.changes import ANYONE, Actor
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, InstrumentVersion, Service, SurveyPeriod, Unit

_SETTLED = frozenset({AssessmentState.TERVERIFIKASI.value, AssessmentState.TERKUNCI.value})


@dataclass(frozen=True, slots=True)
class KeyedSheet:
    """One saved respondent; `is_settled`: verified, locked or keyed twice, it can only be read."""

    id: int
    version: int
    respondent: str
    is_settled: bool
    is_draft: bool
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class KeyedPeriod:
    """A period with its sheets in the order they were keyed."""

    id: int
    uid: str
    version: int
    label: str
    place: str
    instrument: Instrument
    is_closed: bool
    sheets: tuple[KeyedSheet, ...]
    other_versions: int
    """Sheets answered under another version of the form; they are not in the grid."""
    hidden: int = 0
    """Sheets that wait for a second keying this person could do; they are not in the grid."""


def keyed_period(session: Session, rulebook: Rulebook, period_id: int, actor: Actor = ANYONE) -> KeyedPeriod:
    """The period with the form as it is in force now, and all sheets keyed on that form.

    Sheets this person could key blind are left out; a sheet that was keyed twice can only be read.
    """
    period = session.get(SurveyPeriod, period_id, populate_existing=True)
    if period is None or period.trashed_at:
        raise Refused("Periode survei ini sudah tidak ada.")
    instrument = rulebook.instrument(period.instrument_key)
    rows = session.execute(
        select(
            Assessment.id,
            Assessment.version,
            Assessment.respondent_code,
            Assessment.state,
            Assessment.scored_pass,
            InstrumentVersion.sha256,
        )
        .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
        .where(Assessment.survey_period_id == period_id, Assessment.trashed_at.is_(None))
        .order_by(Assessment.id)
    ).all()
    digest = fingerprint(instrument)
    same = [row for row in rows if row.sha256 == digest]
    hidden = hidden_from(session, actor, [row.id for row in same])
    own = [row for row in same if row.id not in hidden]
    answers = answers_of_many(session, [row.id for row in own], pass_=None)
    unit = session.execute(select(Unit.name).where(Unit.id == period.unit_id)).scalar_one()
    service = session.execute(
        select(Service.name).where(Service.id == period.service_id)
    ).scalar_one_or_none()
    return KeyedPeriod(
        id=period.id,
        uid=period.uid,
        version=period.version,
        label=period.label,
        place=f"{service}, {unit}" if service else unit,
        instrument=instrument,
        is_closed=period.is_closed,
        sheets=tuple(
            KeyedSheet(
                row.id,
                row.version,
                row.respondent_code or "",
                row.state in _SETTLED or row.scored_pass == AnswerPass.AKHIR.value,
                row.state == AssessmentState.DRAF.value,
                answers.get(row.id, {}),
            )
            for row in own
        ),
        other_versions=len(rows) - len(same),
        hidden=len(hidden),
    )

"""Reads what is keyed a second time: batches with sheets, the queue, a sheet to be keyed blind."""

from dataclasses import dataclass

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of, instrument_of
from berkas.engine.keying_batches import Batch, batch_of, refuse_hidden
from berkas.engine.keying_quality import Quality, quality_of
from berkas.engine.records import GONE
from berkas.engine.second_keying import why_not_second
from berkas.rooms.visits.queries.assessments import KeyingContext, Sheet, load_keyed
from berkas.rules.answers import Answer
from berkas.rules.instruments import Instrument
from berkas.rules.second_keying import PERSONAL
from berkas.rules.vocabulary import AnswerPass, SampleOutcome
from berkas_db.changes import Actor
from berkas_db.errors import Refused
from berkas_db.tables import (
    AppUser,
    Assessment,
    Obh,
    PaperForm,
    SurveyPeriod,
    Trace,
    Unit,
    Visit,
    VisitPlace,
)

SAMPLE = "sampel"
WHOLE = "seluruh tumpukan"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sheet that waits for its second keying; `why_not` says why this user may not key it."""

    id: int
    code: str
    form: str
    respondent: str
    obh: str
    keyer: str
    why: str
    begun_by: str
    why_not: str


@dataclass(frozen=True, slots=True)
class SecondKeying:
    """The second keying of a batch as its page shows it."""

    batch: Batch
    queue: tuple[Waiting, ...]
    quality: Quality


@dataclass(frozen=True, slots=True)
class BlindSheet:
    """A sheet to be keyed blind: `first` is compared with and never shown before a difference."""

    id: int
    uid: str
    code: str
    version: int
    title: str
    instrument: Instrument
    first: dict[str, Answer]
    batch: Batch | None

    @property
    def given(self) -> dict[str, Answer]:
        """What stands there already: a code or a mark in place of whatever lies in the vault."""
        return {
            item.key: self.first[item.key]
            for item in self.instrument.items.values()
            if item.personal in PERSONAL and item.key in self.first
        }


def batches(session: Session) -> list[tuple[Batch, str]]:
    """Visits that have sheets, then surveys that have answers, the newest first, with their words."""
    return [*_visits(session), *_surveys(session)]


def _visits(session: Session) -> list[tuple[Batch, str]]:
    rows = session.execute(
        select(Visit.id, Visit.code, Visit.title)
        .join(Assessment, Assessment.visit_id == Visit.id)
        .where(
            Visit.trashed_at.is_(None),
            Assessment.trashed_at.is_(None),
            Assessment.survey_period_id.is_(None),
        )
        .group_by(Visit.id)
        .order_by(func.coalesce(Visit.from_date, "").desc(), Visit.id.desc())
    )
    return [(Batch(row.id), f"{row.code} · {row.title}") for row in rows]


def _surveys(session: Session) -> list[tuple[Batch, str]]:
    rows = session.execute(
        select(SurveyPeriod.id, SurveyPeriod.code, SurveyPeriod.label, Unit.name)
        .join(Unit, Unit.id == SurveyPeriod.unit_id)
        .join(Assessment, Assessment.survey_period_id == SurveyPeriod.id)
        .where(SurveyPeriod.trashed_at.is_(None), Assessment.trashed_at.is_(None))
        .group_by(SurveyPeriod.id)
        .order_by(SurveyPeriod.period_from.desc(), SurveyPeriod.id.desc())
    )
    return [(Batch(period_id=row.id), f"{row.code} · {row.label}, {row.name}") for row in rows]


def obh_of_visit(session: Session, visit_id: int) -> list[tuple[int, str]]:
    """The OBH a visit is about, by name: of whom it traces, of its places, of what was keyed already."""
    told = union(
        select(Trace.obh_id).where(Trace.visit_id == visit_id),
        select(VisitPlace.obh_id).where(VisitPlace.visit_id == visit_id),
        select(Assessment.obh_id).where(Assessment.visit_id == visit_id, Assessment.trashed_at.is_(None)),
    )
    rows = session.execute(
        select(Obh.id, Obh.name).where(Obh.id.in_(told), Obh.trashed_at.is_(None)).order_by(Obh.name)
    )
    return [(row.id, row.name) for row in rows]


def second_keying_of(session: Session, batch: Batch, user_id: int | None) -> SecondKeying:
    """The queue of a batch and how well it was keyed."""
    quality = quality_of(session, batch)
    awaited = {sheet.id: (pile, sheet) for pile in quality.piles for sheet in pile.awaited}
    rows = session.execute(
        select(Assessment, PaperForm.number)
        .outerjoin(PaperForm, PaperForm.assessment_id == Assessment.id)
        .where(Assessment.id.in_(awaited))
        .order_by(PaperForm.number.is_(None), PaperForm.number, Assessment.id)
    ).all()
    names = _names(session, [sheet.second_id for _pile, sheet in awaited.values()])
    queue: list[Waiting] = []
    for row, number in rows:
        pile, sheet = awaited[row.id]
        whole = pile.outcome is SampleOutcome.ULANG_SEMUA and sheet.sample_id is None
        queue.append(
            Waiting(
                row.id,
                row.code,
                "" if number is None else f"{number:04}",
                row.respondent_code or "",
                pile.obh,
                pile.keyer,
                WHOLE if whole else SAMPLE,
                names.get(sheet.second_id, ""),
                why_not_second(session, row, user_id),
            )
        )
    return SecondKeying(batch, tuple(queue), quality)


def load_seen(session: Session, id: int, actor: Actor) -> tuple[Sheet, KeyingContext]:
    """A sheet with its answers, for keying on; refused to whoever may be the one to key it blind."""
    refuse_hidden(session, actor, [id])
    return load_keyed(session, id)


def load_blind(session: Session, id: int) -> BlindSheet:
    """A sheet for its second keying."""
    row = session.get(Assessment, id, populate_existing=True)
    if row is None or row.trashed_at is not None:
        raise Refused(GONE)
    number = session.execute(select(PaperForm.number).where(PaperForm.assessment_id == id)).scalar()
    shown = [row.code]
    if number is not None:
        shown.append(f"formulir {number:04}")
    if row.respondent_code:
        shown.append(f"responden {row.respondent_code}")
    return BlindSheet(
        id,
        row.uid,
        row.code,
        row.version,
        " · ".join(shown),
        instrument_of(session, row.instrument_version_id),
        answers_of(session, id, pass_=AnswerPass.PERTAMA),
        batch_of(row),
    )


def next_blind(session: Session, batch: Batch, user_id: int | None, after: int) -> int:
    """The next sheet of a batch this user may key a second time; 0 when there is none."""
    free = [one.id for one in second_keying_of(session, batch, user_id).queue if not one.why_not]
    return next((id_ for id_ in free if id_ != after), 0)


def _names(session: Session, ids: list[int | None]) -> dict[int | None, str]:
    rows = session.execute(select(AppUser.id, AppUser.full_name).where(AppUser.id.in_(ids)))
    return {row[0]: row[1] for row in rows}

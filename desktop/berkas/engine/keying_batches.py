"""What is keyed a second time together, what of it still waits, and from whom its first answers are kept.

A batch is the sheets of one visit or the answers of one survey period. While a sheet waits for its second
keying, its first answers are shown to whoever wrote them and to those who only read, and to nobody who could
be the one to key it blind. Reads only; imports no Qt and no room.
"""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Subquery, and_, func, select
from sqlalchemy.orm import Session, aliased

from berkas.engine.access import Right, may
from berkas.rules.vocabulary import AnswerPass, AssessmentState, SampleOutcome
from berkas_db.changes import Actor
from berkas_db.errors import Refused
from berkas_db.tables import Answer as AnswerRow
from berkas_db.tables import Assessment, JournalEntry, JournalRow, Keying, KeyingSample

_NAMED = 3
"""So many sheets are named in a refusal."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The sheets of a visit, or the answers of a survey period; exactly one of both."""

    visit_id: int | None = None
    period_id: int | None = None

    def within(self) -> ColumnElement[bool]:
        """Its living sheets among assessments; those of an award round belong to no batch."""
        own = (
            (Assessment.survey_period_id == self.period_id)
            if self.period_id is not None
            else and_(Assessment.visit_id == self.visit_id, Assessment.survey_period_id.is_(None))
        )
        return and_(own, Assessment.trashed_at.is_(None), Assessment.award_entry_id.is_(None))


def batch_of(row: Assessment) -> Batch | None:
    """The batch a sheet belongs to; None for one of neither visit nor survey."""
    if row.survey_period_id is not None:
        return Batch(period_id=row.survey_period_id)
    return None if row.visit_id is None else Batch(row.visit_id)


def is_awaited(session: Session, sheet_id: int) -> bool:
    """Whether a sheet still has to be keyed a second time."""
    sheets = _awaited()
    return bool(session.execute(select(func.count()).where(sheets.c.id == sheet_id)).scalar_one())


def awaited_count(session: Session) -> int:
    """How many sheets of all batches still have to be keyed a second time."""
    return session.execute(select(func.count()).select_from(_awaited())).scalar_one()


def awaited_among(session: Session, ids: Collection[int]) -> frozenset[int]:
    """Those of these sheets that still have to be keyed a second time."""
    return frozenset(ids) & frozenset(session.execute(select(_awaited().c.id)).scalars())


def hidden_from(session: Session, actor: Actor, ids: Collection[int]) -> frozenset[int]:
    """Those of these sheets whose first answers this person must not see: they could key them blind."""
    if actor.user_id is None or not may(actor, Right.RECORD):
        return frozenset()
    waiting = awaited_among(session, ids)
    return frozenset(id_ for id_ in waiting if actor.user_id not in first_hands(session, id_))


def refuse_hidden(session: Session, actor: Actor, ids: Collection[int]) -> None:
    """Refuse to hand out answers of sheets that are hidden from this person, and name them."""
    hidden = hidden_from(session, actor, ids)
    if hidden:
        _refuse(session, hidden, "Selesaikan ketik keduanya dahulu, atau pilih lembar lain.")


def refuse_waiting(session: Session, ids: Collection[int]) -> None:
    """Refuse for everybody, where a paper or a screen does not know who looks."""
    waiting = awaited_among(session, ids)
    if waiting:
        _refuse(session, waiting, "Selesaikan ketik keduanya dahulu.")


def first_hands(session: Session, id: int) -> set[int | None]:
    """Who keyed a sheet first or wrote one of its first answers, by the journal: they have seen them."""
    own = select(AnswerRow.uid).where(
        AnswerRow.assessment_id == id, AnswerRow.answer_pass == AnswerPass.PERTAMA.value
    )
    found = session.execute(
        select(JournalEntry.actor_id)
        .join(JournalRow, JournalRow.journal_id == JournalEntry.id)
        .where(JournalRow.table_name == AnswerRow.__tablename__, JournalRow.row_uid.in_(own))
        .distinct()
    )
    keyer = session.execute(select(Assessment.keyed_by_id).where(Assessment.id == id)).scalar_one_or_none()
    return {*found.scalars(), keyer} - {None}


def _refuse(session: Session, ids: Collection[int], next_step: str) -> None:
    statement = select(Assessment.code).where(Assessment.id.in_(sorted(ids)[:_NAMED])).order_by(Assessment.id)
    codes = list(session.execute(statement).scalars())
    more = f" dan {len(ids) - len(codes)} lainnya" if len(ids) > len(codes) else ""
    raise Refused(
        f"Lembar {', '.join(codes)}{more} menunggu ketik kedua; jawabannya belum ditampilkan.", next_step
    )


def _awaited() -> Subquery:
    """Sheets that were drawn, and those of piles that were over the limit, as far as they still wait."""
    done = select(Keying.id).where(
        Keying.assessment_id == Assessment.id,
        Keying.answer_pass == AnswerPass.KEDUA.value,
        Keying.finished_at.is_not(None),
    )
    waits = (
        Assessment.state == AssessmentState.LENGKAP.value,
        Assessment.trashed_at.is_(None),
        Assessment.award_entry_id.is_(None),
        ~done.exists(),
    )
    drawn = (
        select(Assessment.id)
        .select_from(KeyingSample)
        .join(Assessment, Assessment.id == KeyingSample.assessment_id)
        .where(*waits)
    )
    sampled = aliased(Assessment)
    whole = (
        select(Assessment.id)
        .select_from(KeyingSample)
        .join(sampled, sampled.id == KeyingSample.assessment_id)
        .join(
            Assessment,
            Assessment.visit_id.is_not_distinct_from(sampled.visit_id)
            & Assessment.survey_period_id.is_not_distinct_from(sampled.survey_period_id)
            & Assessment.keyed_by_id.is_not_distinct_from(KeyingSample.keyer_id)
            & Assessment.obh_id.is_not_distinct_from(KeyingSample.obh_id),
        )
        .where(*waits, KeyingSample.outcome == SampleOutcome.ULANG_SEMUA.value)
    )
    return drawn.union(whole).subquery()

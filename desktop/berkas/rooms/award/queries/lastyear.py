"""What a unit's earlier round offers this year's: answers as suggestions, proofs that need a new photo."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from berkas.engine.assessing import answers_of
from berkas.rules.answers import Answer
from berkas.rules.vocabulary import AnswerPass
from berkas_db.tables import Assessment, AwardEntry, AwardRound

_NEWEST_LAST = (AnswerPass.MANDIRI, AnswerPass.VERIFIKATOR, AnswerPass.AKHIR)


@dataclass(frozen=True, slots=True)
class LastYear:
    """The unit's place in the round this one follows: its answers in force, by criterion."""

    entry_id: int | None = None
    year: int = 0
    answers: Mapping[str, Answer] = field(default_factory=dict[str, Answer])


def previous_entry(session: Session, entry_id: int) -> tuple[int, int] | None:
    """Entry and year of the same unit in the round before: the one the round names, else the newest older."""
    own = session.execute(
        select(AwardEntry.unit_id, AwardEntry.round_id, AwardRound.year, AwardRound.previous_round_id)
        .join(AwardRound, AwardRound.id == AwardEntry.round_id)
        .where(AwardEntry.id == entry_id)
    ).one_or_none()
    if own is None:
        return None
    older, round_ = aliased(AwardEntry), aliased(AwardRound)
    statement = (
        select(older.id, round_.year)
        .join(round_, round_.id == older.round_id)
        .where(
            older.unit_id == own.unit_id,
            older.round_id != own.round_id,
            older.trashed_at.is_(None),
            round_.trashed_at.is_(None),
        )
    )
    if own.previous_round_id is not None:
        statement = statement.where(older.round_id == own.previous_round_id)
    else:
        statement = statement.where(round_.year < own.year)
    row = session.execute(statement.order_by(round_.year.desc(), older.id.desc()).limit(1)).one_or_none()
    return (row.id, row.year) if row is not None else None


def last_year(session: Session, entry_id: int) -> LastYear:
    """What the round before knew of this unit; empty when it was in none."""
    found = previous_entry(session, entry_id)
    if found is None:
        return LastYear()
    assessment_id = session.execute(
        select(Assessment.id)
        .where(Assessment.award_entry_id == found[0], Assessment.trashed_at.is_(None))
        .order_by(Assessment.id)
        .limit(1)
    ).scalar_one_or_none()
    answers: dict[str, Answer] = {}
    if assessment_id is not None:
        for pass_ in _NEWEST_LAST:
            answers.update(answers_of(session, assessment_id, pass_=pass_))
    return LastYear(found[0], found[1], answers)

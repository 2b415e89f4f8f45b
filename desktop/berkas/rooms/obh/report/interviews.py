"""Interviews about OBH over a period: how many, and the office's own score once there are enough.

Litigation and non-litigation are never merged, nor versions of an instrument.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.assessing import answers_of_many, instrument_of
from berkas.engine.smallgroups import HIDDEN, is_small
from berkas.rules.numbers import show_decimal
from berkas.rules.scoring import Score, score
from berkas.rules.vocabulary import AnswerPass, AssessmentState
from berkas_db.tables import Assessment, InstrumentVersion, Obh, Unit, VisitPlace

PARTS = {"monev_litigasi": "Litigasi", "monev_nonlitigasi": "Nonlitigasi"}
COUNTED = (AssessmentState.LENGKAP, AssessmentState.TERVERIFIKASI, AssessmentState.TERKUNCI)


@dataclass(frozen=True, slots=True)
class Interviews:
    """Interviews about one OBH under one version of one form; `score` is None below the least number."""

    part: str
    edition: str
    number: int
    score: Score | None
    codes: tuple[str, ...]

    @property
    def is_hidden(self) -> bool:
        """Whether a score is left out because too few were asked."""
        return self.score is None

    @property
    def shown(self) -> str:
        """The score in words, a dash when it is hidden, or that the form gives none yet."""
        if self.score is None:
            return HIDDEN
        return show_decimal(self.score.index) if self.score.index is not None else "belum cukup jawaban"


def interviews(
    session: Session, first: date, last: date, *, least: int, obh_id: int | None = None
) -> Mapping[int, list[Interviews]]:
    """Interviews from `first` to `last` by OBH, litigation first; scores only from `least` respondents on."""
    statement = (
        select(
            Assessment.id,
            Assessment.obh_id,
            Assessment.instrument_version_id,
            InstrumentVersion.key,
            InstrumentVersion.edition,
            Assessment.scored_pass,
            Assessment.respondent_code,
        )
        .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
        .where(
            Assessment.trashed_at.is_(None),
            Assessment.obh_id.is_not(None),
            InstrumentVersion.key.in_(list(PARTS)),
            Assessment.state.in_([state.value for state in COUNTED]),
            Assessment.interview_on.between(first.isoformat(), last.isoformat()),
        )
        .order_by(Assessment.obh_id, InstrumentVersion.key, Assessment.instrument_version_id, Assessment.id)
    )
    if obh_id is not None:
        statement = statement.where(Assessment.obh_id == obh_id)
    groups: dict[tuple[int, int], list[Any]] = {}
    for row in session.execute(statement):
        groups.setdefault((row.obh_id, row.instrument_version_id), []).append(row)
    found: dict[int, list[Interviews]] = {}
    for (who, version_id), rows in groups.items():
        scored = None if is_small(len(rows), least) else _score(session, version_id, rows)
        codes = tuple(row.respondent_code or "tanpa kode" for row in rows)
        found.setdefault(who, []).append(
            Interviews(PARTS[rows[0].key], rows[0].edition, len(rows), scored, codes)
        )
    return found


def _score(session: Session, version_id: int, rows: list[Any]) -> Score:
    """One score over all respondents, each by the pass that counts for it."""
    answers: dict[int, Any] = {}
    for pass_ in sorted({row.scored_pass for row in rows}):
        ids = [row.id for row in rows if row.scored_pass == pass_]
        answers |= answers_of_many(session, ids, pass_=AnswerPass(pass_))
    return score(instrument_of(session, version_id), [answers.get(row.id, {}) for row in rows])


def by_place(session: Session, first: date, last: date) -> Mapping[tuple[str, str], int]:
    """How many interviews about each PBH were held in each place, by (place, PBH); bare numbers."""
    statement = (
        select(Unit.name, Obh.name, func.count())
        .select_from(Assessment)
        .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
        .join(VisitPlace, VisitPlace.id == Assessment.place_id)
        .join(Unit, Unit.id == VisitPlace.unit_id)
        .join(Obh, Obh.id == Assessment.obh_id)
        .where(
            Assessment.trashed_at.is_(None),
            InstrumentVersion.key.in_(list(PARTS)),
            Assessment.state.in_([state.value for state in COUNTED]),
            Assessment.interview_on.between(first.isoformat(), last.isoformat()),
        )
        .group_by(Unit.name, Obh.name)
        .order_by(Unit.name, Obh.name)
    )
    return {(row[0], row[1]): row[2] for row in session.execute(statement)}

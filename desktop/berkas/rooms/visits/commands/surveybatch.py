"""Saves many respondents of one survey period in one step, as they were keyed in a grid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.assessing import answers_of_many
from berkas.engine.records import GONE
from berkas.rooms.visits.commands.assessments import save_assessment
from berkas.rooms.visits.commands.surveyinsert import Respondent, insert_respondents
from berkas.rules.answers import Answer
from berkas_db.changes import Step
from berkas_db.errors import Conflict, Refused
from berkas_db.tables import Assessment, SurveyPeriod

MOVED = "Lembar {who} sudah diubah di tempat lain."
MOVED_NEXT = "Muat ulang tabelnya; ketikan Anda tetap, lalu simpan lagi."


@dataclass(frozen=True, slots=True)
class KeyedRow:
    """One respondent; `id` and `version` of a sheet that was saved before, else None.

    `seen` are the answers that stood there when it was read: an answer alone gives a sheet no new version.
    """

    id: int | None
    version: int | None
    respondent: str
    answers: Mapping[str, Answer]
    seen: Mapping[str, Answer] | None = None


def save_survey_batch(
    step: Step, period_id: int, rows: Sequence[KeyedRow], *, reason: str = ""
) -> tuple[int, ...]:
    """Insert or update the sheets of these respondents, all or none. Returns their ids, row by row.

    An incomplete sheet stays a draft and is not counted. Two rows of one respondent, and a sheet that was
    changed elsewhere meanwhile, are refused.
    """
    require(step.actor, Right.RECORD)
    period = step.session.get(SurveyPeriod, period_id)
    if period is None or period.trashed_at:
        raise Refused(GONE)
    _refuse_twice(step, period_id, rows)
    _refuse_moved(step, rows)
    new = [Respondent(row.respondent, row.answers) for row in rows if row.id is None]
    made = iter(insert_respondents(step, period, new, reason=reason))
    saved = [next(made) if row.id is None else _update(step, period_id, row, row.id, reason) for row in rows]
    step.say(f"{len(saved)} lembar survei {period.label} disimpan", reason)
    return tuple(saved)


def _update(step: Step, period_id: int, row: KeyedRow, id: int, reason: str) -> int:
    values = {"survey_period_id": period_id, "respondent_code": row.respondent}
    try:
        return save_assessment(step, values, row.answers, id=id, version=row.version, reason=reason)
    except Conflict as conflict:
        raise Refused(MOVED.format(who=row.respondent), MOVED_NEXT) from conflict


def _refuse_moved(step: Step, rows: Sequence[KeyedRow]) -> None:
    known = [row for row in rows if row.id is not None and row.seen is not None]
    now = answers_of_many(step.session, [row.id for row in known if row.id is not None])
    for row in known:
        if row.id is not None and now.get(row.id, {}) != row.seen:
            raise Refused(MOVED.format(who=row.respondent), MOVED_NEXT)


def _refuse_twice(step: Step, period_id: int, rows: Sequence[KeyedRow]) -> None:
    known: dict[str, int | None] = {
        who.casefold(): id_
        for who, id_ in step.session.execute(
            select(Assessment.respondent_code, Assessment.id).where(
                Assessment.survey_period_id == period_id, Assessment.trashed_at.is_(None)
            )
        )
        if who
    }
    own = {row.id for row in rows if row.id is not None}
    known = {who: id_ for who, id_ in known.items() if id_ not in own}
    for row in rows:
        name = row.respondent.casefold()
        if not name:
            raise Refused("Ada baris tanpa kode responden.", "Isi kode tiap responden, misalnya R-0001.")
        if name in known:
            raise Refused(
                f"Kode responden {row.respondent} sudah dipakai pada periode ini.", "Pakai kode lain."
            )
        known[name] = row.id

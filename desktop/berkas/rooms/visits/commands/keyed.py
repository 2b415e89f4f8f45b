"""A keyed sheet as one record with its answers as rows, so that two windows over one sheet can be merged."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.records import Record
from berkas.rooms.visits.commands.assessments import save_assessment
from berkas.rooms.visits.queries.assessments import Sheet, load_sheet
from berkas.rules.answers import Answer
from berkas_db.changes import Step

ANSWERS = "jawaban"
"""The key of the answers among the values; each is a row named by its question."""


def answer_rows(answers: Mapping[str, Answer]) -> list[dict[str, Any]]:
    """Answers as rows: `id` and `key` are the question, `answer` what was said."""
    return [{"id": key, "key": key, "answer": answer} for key, answer in answers.items()]


def with_answers(sheet: Sheet) -> Record:
    """The sheet's record with its answers among the values."""
    return replace(sheet.record, values={**sheet.record.values, ANSWERS: answer_rows(sheet.answers)})


def load_with_answers(session: Session, id: int) -> Record:
    """The same, from the book."""
    return with_answers(load_sheet(session, id))


def save_with_answers(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Save head and answers that stand together among the values; see `save_assessment`."""
    require(step.actor, Right.RECORD)
    head = {key: value for key, value in values.items() if key != ANSWERS}
    answers = {row["key"]: row["answer"] for row in values.get(ANSWERS, ())}
    return save_assessment(step, head, answers, id=id, version=version, reason=reason)

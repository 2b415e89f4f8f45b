"""Judgements of one unit as one record with rows, so that what two windows judged can be merged."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from berkas.engine.access import Right, require_any
from berkas.engine.records import Record, read_record
from berkas.rooms.award.commands.verification import judge_all
from berkas.rooms.award.queries.sheet import load_sheet
from berkas.rules.answers import Answers
from berkas.rules.vocabulary import AnswerPass
from berkas_db.changes import Step
from berkas_db.tables import AwardEntry

Given = Mapping[AnswerPass, tuple[Answers, Mapping[str, str]]]


def as_rows(given: Given) -> dict[str, list[dict[str, Any]]]:
    """By pass one row for each criterion: its key, the answer, the note."""
    return {
        pass_.value: [
            {"id": key, "key": key, "answer": answer, "note": notes.get(key, "")}
            for key, answer in answers.items()
        ]
        for pass_, (answers, notes) in given.items()
    }


def load_judged(session: Session, entry_id: int) -> Record:
    """The unit's place in its round with all judgements as rows."""
    sheet = load_sheet(session, entry_id)
    rows = as_rows({pass_: (answers, sheet.notes[pass_]) for pass_, answers in sheet.answers.items()})
    return read_record(session, AwardEntry, entry_id, title="id", extra=rows)


def save_judged(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Save the passes among the values; see `judge_all`."""
    require_any(step.actor, Right.RECORD, Right.VERIFY)
    del version, reason
    if id is None:
        raise TypeError("judgements belong to a unit of a round")
    given = {
        AnswerPass(name): (
            {row["key"]: row["answer"] for row in rows},
            {row["key"]: row["note"] or "" for row in rows},
        )
        for name, rows in values.items()
    }
    return judge_all(step, id, given)

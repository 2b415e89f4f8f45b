"""Answers of survey respondents coming in from a workbook or CSV: a column per item, a row per respondent.

`--unit` and `--period` name the period, `--instrument` which survey when both hold several. A file that
comes in twice adds nobody: rows are known by the respondent's code, or by what the file says and their place.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from berkas.engine.assessing import answers_of
from berkas.engine.importing import ImportContext, ImportKind, ImportProblem, ImportResult
from berkas.rooms.visits.commands import save_assessment
from berkas.rooms.visits.commands.surveybatch import SheetCodes
from berkas.rooms.visits.queries.surveys import periods_named
from berkas.rules.answers import Answer
from berkas.rules.fields import Field
from berkas.rules.instruments import AnswerError, Instrument, ItemType, Route, parse_cell
from berkas.sheets.records import Record
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, SurveyPeriod

RESPONDENT = Field("respondent_code", "Kode responden", length=30, help="Tanpa nama. Boleh kosong.")


def fields(context: ImportContext) -> Sequence[Field]:
    """The respondent's code and one column per item of the survey."""
    instrument = context.rulebook.instrument(context.instrument or "skm")
    questions = [
        question for question in Route(instrument).questions if question.item.type is not ItemType.TABEL
    ]
    return [RESPONDENT, *(Field(question.key, question.item.label) for question in questions)]


def apply(step: Step, records: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Write every respondent into the period; a cell that is no answer becomes a problem at its address."""
    instrument = context.rulebook.instrument(context.instrument or "skm")
    period_id = _period(step, context)
    batch = hashlib.sha256(repr([sorted(record.values.items()) for record in records]).encode()).hexdigest()
    codes = SheetCodes.begin(step, instrument.key)
    known = _known(step, period_id)
    for number, record in enumerate(records, 1):
        answers = _answers(instrument, record, result)
        if answers is None:
            continue
        who = str(record.values.get(RESPONDENT.key) or f"I{batch[:6]}-{number:04}")
        sheet = known.get(who)
        if sheet is not None and answers_of(step.session, sheet) == answers:
            result.ignored += 1
            continue
        values = {"survey_period_id": period_id, "respondent_code": who, "mode": "kertas"}
        if sheet is None:
            values |= {"code": codes.next(), "interview_on": context.today.isoformat()}
        try:
            reason = f"Impor {context.today.isoformat()}"
            known[who] = save_assessment(step, values, answers, id=sheet, reason=reason)
        except Refused as refusal:
            result.problems.append(ImportProblem(f"A{record.row}", str(refusal)))
            continue
        if sheet is None:
            result.added += 1
        else:
            result.updated += 1


def _period(step: Step, context: ImportContext) -> int:
    if not context.unit or not context.period:
        raise Refused("Impor survei memerlukan unit dan periodenya.")
    found = periods_named(step.session, context.unit, context.period, context.instrument or "skm")
    if len(found) != 1:
        raise Refused(
            f"Periode survei “{context.period}” pada unit “{context.unit}” "
            + ("tidak ditemukan." if not found else "ada lebih dari satu; pakai kodenya.")
            + " Catat dahulu periodenya pada Kegiatan, tab Survei."
        )
    if step.session.execute(select(SurveyPeriod.is_closed).where(SurveyPeriod.id == found[0])).scalar_one():
        raise Refused(f"Periode survei “{context.period}” sudah ditutup.")
    return found[0]


def _known(step: Step, period_id: int) -> dict[str, int]:
    rows = step.session.execute(
        select(Assessment.respondent_code, Assessment.id).where(
            Assessment.survey_period_id == period_id, Assessment.trashed_at.is_(None)
        )
    )
    return {who: id_ for who, id_ in rows if who}


def _answers(instrument: Instrument, record: Record, result: ImportResult) -> dict[str, Answer] | None:
    """The answers of one row; None when a cell is wrong or nothing is answered."""
    answers: dict[str, Answer] = {}
    is_sound = True
    for question in Route(instrument).questions:
        cell = record.values.get(question.key)
        if cell is None:
            continue
        try:
            answer = parse_cell(instrument, question.item, cell)
        except AnswerError as error:
            result.problems.append(ImportProblem(record.cells.get(question.key, ""), str(error)))
            is_sound = False
            continue
        if answer is not None:
            answers[question.key] = answer
    return answers if is_sound and answers else None


SURVEYS = ImportKind(key="surveys", title="Jawaban survei", fields=fields, apply=apply, complete=False)


def into_period(instrument: str, unit: str, period: str) -> ImportKind:
    """The import of one period, for a page that knows which one it shows."""

    def told(context: ImportContext) -> ImportContext:
        return replace(context, instrument=instrument, unit=unit, period=period)

    return replace(
        SURVEYS,
        fields=lambda context: fields(told(context)),
        apply=lambda step, records, context, result: apply(step, records, told(context), result),
    )


IMPORTS: dict[str, ImportKind] = {"surveys": SURVEYS}
"""What can come in, by the word of the command line."""

"""Answers of survey respondents coming in from a workbook or CSV: a column per item, a row per respondent.

`--unit` and `--period` name the period, `--instrument` which survey when both hold several. A file that
comes in twice adds nobody: rows are known by the respondent's code, or by what the file says and their place.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from berkas.engine.assessing import answers_of_many
from berkas.engine.importing import (
    COLUMNS,
    FileColumn,
    ImportContext,
    ImportKind,
    ImportProblem,
    ImportResult,
)
from berkas.rooms.visits.commands import save_assessment
from berkas.rooms.visits.commands.answersback import ANSWERS
from berkas.rooms.visits.commands.surveyinsert import Respondent, insert_respondents
from berkas.rooms.visits.queries.surveys import periods_named
from berkas.rules.answers import Answer
from berkas.rules.dates import parse_date
from berkas.rules.fields import Field, Severity
from berkas.rules.instruments import AnswerError, Instrument, ItemType, Question, Route, parse_cell
from berkas.rules.nearness import nearest
from berkas.rules.survey_words import RESPONDENT_HEADINGS, headings_of, is_unclear, meant
from berkas.rules.vocabulary import InterviewMode
from berkas.sheets.answer_columns import HEAD, JOINT, AnswerColumn, ColumnReader, table_column
from berkas.sheets.answers import own_row
from berkas.sheets.cells import Cell
from berkas.sheets.codebook import HEADS
from berkas.sheets.read import Table
from berkas.sheets.records import ReadProblem, Record, Records, find_heading, match_columns
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, SurveyPeriod

_SHOWN = 3
"""How many cells of a column are shown before it is read."""
_OURS = "Keterangan lembar dari ekspor; tidak dibaca."
_UNCLEAR = "Sumber mencetak unsur 8 dan 9 dalam dua urutan; pilih sendiri."
RESPONDENT = Field("respondent_code", "Kode responden", length=30, help="Tanpa nama. Boleh kosong.")
RESPONDENT_OUT = f"{HEAD}responden"
"""What our own exports call the respondent's code."""
_ABOUT_SHEETS = tuple(
    Field(f"{HEAD}{name}", f"{HEAD}{name}", read_only=True)
    for name in HEADS
    if f"{HEAD}{name}" != RESPONDENT_OUT
)
"""What our own exports say about the sheet; a file that comes back is not asked for it."""
MET_ON, MET_HOW = f"{HEAD}tanggal", f"{HEAD}cara"
"""What our own exports call the day and the way of the interview; read for respondents who are new."""
_ANSWERS = "jawaban"
"""Where the answers of a row stand that were read exactly as our own export wrote them."""


def fields(context: ImportContext) -> Sequence[Field]:
    """The respondent's code and one column per item of the survey."""
    instrument = context.rulebook.instrument(context.instrument or "skm")
    questions = [
        question for question in Route(instrument).questions if question.item.type is not ItemType.TABEL
    ]
    return [RESPONDENT, *(Field(question.key, question.item.label) for question in questions), *_ABOUT_SHEETS]


def apply(step: Step, records: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Write every respondent into the period; a cell that is no answer becomes a problem at its address."""
    instrument = context.rulebook.instrument(context.instrument or "skm")
    period_id = _period(step, context)
    batch = hashlib.sha256(repr([sorted(record.values.items()) for record in records]).encode()).hexdigest()
    known = _known(step, period_id)
    there = answers_of_many(step.session, list(known.values()), pass_=None)
    if (absent := _absent(instrument, records)) and records:
        result.problems.append(ImportProblem("", absent))
        return
    reason = f"Impor {context.today.isoformat()}"
    new: dict[str, Respondent] = {}
    words = _CellWords(instrument)
    for number, record in enumerate(records, 1):
        answers = words.answers(record, result)
        if answers is None:
            continue
        who = str(record.values.get(RESPONDENT.key) or f"I{batch[:6]}-{number:04}")
        sheet = known.get(who)
        if sheet is not None:
            before = there.get(sheet, {})
            _change(step, sheet, before | answers, before, reason=reason, record=record, result=result)
        elif who in new:
            cell = record.cells.get(RESPONDENT.key, f"A{record.row}")
            result.problems.append(ImportProblem(cell, f"Kode responden {who} ada dua kali dalam berkas."))
        else:
            met = record.values
            new[who] = Respondent(who, answers, on=met.get(MET_ON, ""), mode=met.get(MET_HOW, ""))
    if new and not result.is_blocked:
        period = step.session.get_one(SurveyPeriod, period_id)
        insert_respondents(step, period, list(new.values()), reason=reason)
    result.added += len(new)


def _change(
    step: Step,
    sheet: int,
    answers: Mapping[str, Answer],
    there: Mapping[str, Answer],
    *,
    reason: str,
    record: Record,
    result: ImportResult,
) -> None:
    """Change a known respondent; an empty cell or a missing column takes nothing away."""
    if answers == there:
        result.ignored += 1
        return
    try:
        save_assessment(step, {}, answers, id=sheet, reason=reason)
    except Refused as refusal:
        result.problems.append(ImportProblem(f"A{record.row}", str(refusal)))
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


def _absent(instrument: Instrument, records: Sequence[Record]) -> str:
    """A sentence when a scored element has no column: nobody's index may rest on some elements only."""
    read = {key for record in records for key in record.cells}
    scored = [item for section in instrument.sections if section.scored for item in section.items]
    names = [f"“{item.label}”" for item in scored if item.key not in read]
    return f"Kolom {', '.join(names)} tidak ada. Tunjuk kolomnya, atau lengkapi berkasnya." if names else ""


def _known(step: Step, period_id: int) -> dict[str, int]:
    rows = step.session.execute(
        select(Assessment.respondent_code, Assessment.id).where(
            Assessment.survey_period_id == period_id, Assessment.trashed_at.is_(None)
        )
    )
    return {who: id_ for who, id_ in rows if who}


class _CellWords:
    """What the cells of one survey mean; a word of a choice is understood once, not once for each row."""

    def __init__(self, instrument: Instrument) -> None:
        self._instrument = instrument
        self._questions = Route(instrument).questions
        self._known: dict[tuple[str, str], Answer | None] = {}

    def answers(self, record: Record, result: ImportResult) -> dict[str, Answer] | None:
        """The answers of one row; None when a cell is wrong or nothing is answered."""
        if _ANSWERS in record.values:
            return dict(record.values[_ANSWERS]) or None
        answers: dict[str, Answer] = {}
        is_sound = True
        for question in self._questions:
            cell = record.values.get(question.key)
            if cell is None:
                continue
            try:
                answer = self._understood(question, str(cell))
            except AnswerError as error:
                result.problems.append(ImportProblem(record.cells.get(question.key, ""), str(error)))
                is_sound = False
                continue
            if answer is not None:
                answers[question.key] = answer
        return answers if is_sound and answers else None

    def _understood(self, question: Question, text: str) -> Answer | None:
        place = (question.key, text)
        if place in self._known:
            return self._known[place]
        item = question.item
        answer = parse_cell(self._instrument, item, meant(self._instrument, item, text))
        if item.scale or item.choices:
            self._known[place] = answer
        return answer


def is_own(table: Table, reader: ColumnReader) -> bool:
    """Whether Berkas exported the file: it tells about the sheets, or has a column per option or cell."""
    return any(
        name.startswith(HEAD) or (JOINT in name and reader.column(name) is not None) for name in table.header
    )


def read_own(table: Table, context: ImportContext) -> Records | None:
    """The respondents of a file with the columns of our own export, exactly as they went out; None for any
    other file. What somebody chose for a column goes first: an empty choice leaves it out.
    """
    table = table.headed_at(0)
    reader = ColumnReader(context.rulebook.instrument(context.instrument or "skm"))
    if not is_own(table, reader):
        return None
    chosen = context.options.get(COLUMNS, {})
    columns: dict[int, AnswerColumn] = {}
    who: int | None = None
    met: dict[str, int] = {}
    problems: list[ReadProblem] = []
    for place, heading in enumerate(table.header):
        wanted = chosen.get(heading, heading)
        column = reader.column(wanted)
        if not wanted:
            continue
        if column is None and wanted in (RESPONDENT.key, RESPONDENT.label, RESPONDENT_OUT):
            who = place
        elif wanted in {MET_ON, MET_HOW}:
            met[wanted] = place
        elif column is None:
            problems += [] if heading.startswith(HEAD) else [_heading_problem(table, place, "tidak dikenal")]
        elif any(each.heading == column.heading for each in columns.values()):
            problems.append(_heading_problem(table, place, "ada dua kali"))
        else:
            columns[place] = column
    records: list[Record] = []
    for row in table.rows:
        answers, wrong = own_row(reader, table, row, columns)
        problems.extend(ReadProblem(each.cell, each.message, each.column) for each in wrong)
        values: dict[str, Any] = {_ANSWERS: answers or {}}
        cells = {column.question.key: table.address(row, place) for place, column in columns.items()}
        if who is not None:
            cells[RESPONDENT.key] = table.address(row, who)
            values[RESPONDENT.key] = str(row.cell(who) or "").strip()
        for name, place in met.items():
            try:
                values[name] = _met(name, row.cell(place), context.today)
            except ValueError as error:
                problems.append(ReadProblem(table.address(row, place), str(error), name))
        records.append(Record(row.number, values, cells))
    return Records(tuple(records), tuple(problems), {place: each.heading for place, each in columns.items()})


def _met(name: str, cell: Cell, today: date) -> str:
    """The day (ISO) or the way of an interview as a cell tells it; empty when it tells nothing."""
    text = str(cell or "").strip()
    if not text:
        return ""
    if name == MET_HOW:
        if text not in set(InterviewMode):
            raise ValueError(f"Cara wawancara “{text[:40]}” tidak dikenal.")
        return text
    day = (
        cell.date()
        if isinstance(cell, datetime)
        else cell
        if isinstance(cell, date)
        else parse_date(text, today)
    )
    if day > today:
        raise ValueError("Tanggal wawancara belum terjadi.")
    return day.isoformat()


def _heading_problem(table: Table, place: int, what: str) -> ReadProblem:
    words = f"Kolom “{table.header[place][:60]}” {what}"
    cell = table.address(table.grid[table.head], place)
    if what == "tidak dikenal":
        return ReadProblem(cell, f"{words} dan tidak dibaca.", severity=Severity.SOFT)
    return ReadProblem(cell, f"{words}. Hapus salah satunya.")


def known_as(context: ImportContext) -> dict[str, str]:
    """Headings that other programs give to the columns of this survey."""
    own = headings_of(context.rulebook.instrument(context.instrument or "skm"))
    return own | dict.fromkeys((*RESPONDENT_HEADINGS, RESPONDENT_OUT), RESPONDENT.key)


def columns_of(read: Table, context: ImportContext) -> list[FileColumn]:
    """The columns of a file with what each holds, known or guessed from a similar name."""
    instrument = context.rulebook.instrument(context.instrument or "skm")
    wanted = [field for field in fields(context) if not field.read_only]
    names = [name for field in wanted for name in (field.label, field.key)]
    further = known_as(context)
    reader = ColumnReader(instrument)
    own = is_own(read.headed_at(0), reader)
    table = read.headed_at(0) if own else find_heading(read, [*names, *further])
    known = match_columns(table, wanted, further)
    left = {field.label: field.key for field in wanted if field not in known.values()}
    found: list[FileColumn] = []
    for place, heading in enumerate(table.header):
        shown = tuple(str(row.cell(place)) for row in table.rows[:_SHOWN] if row.cell(place) is not None)
        column = reader.column(heading) if own else None
        if column is not None and (column.option or column.row or column.is_count):
            found.append(FileColumn(heading, shown, heading, is_sure=True, only=_only(instrument, column)))
        elif column is not None:
            found.append(FileColumn(heading, shown, column.question.key, is_sure=True))
        elif place in known:
            found.append(FileColumn(heading, shown, known[place].key, is_sure=True))
        elif is_unclear(instrument, heading):
            found.append(FileColumn(heading, shown, "", is_sure=False, why=_UNCLEAR))
        elif own and heading in {MET_ON, MET_HOW}:
            found.append(
                FileColumn(heading, shown, heading, is_sure=True, only=HEADS[heading.removeprefix(HEAD)])
            )
        elif heading.startswith(HEAD):
            found.append(FileColumn(heading, shown, "", is_sure=True, why=_OURS))
        elif heading:
            near = nearest(heading, left)
            found.append(FileColumn(heading, shown, left.pop(near, ""), is_sure=False))
    return found


def _only(instrument: Instrument, column: AnswerColumn) -> str:
    """What an expanded column holds, in words."""
    if column.option:
        named = next(each.label for each in instrument.options(column.item) if each.code == column.option)
        return f"{column.item.label}: {named}"
    return f"{column.item.label}: banyak baris" if column.is_count else table_column(column).label


SURVEYS = ImportKind(
    key="surveys",
    title="Jawaban survei",
    fields=fields,
    apply=apply,
    complete=False,
    known_as=known_as,
    read=read_own,
    columns=columns_of,
    has_policy=False,
)


def into_period(instrument: str, unit: str, period: str) -> ImportKind:
    """The import of one period, for a page that knows which one it shows."""

    def told(context: ImportContext) -> ImportContext:
        return replace(context, instrument=instrument, unit=unit, period=period)

    return replace(
        SURVEYS,
        fields=lambda context: fields(told(context)),
        apply=lambda step, records, context, result: apply(step, records, told(context), result),
        known_as=lambda context: known_as(told(context)),
        read=lambda table, context: read_own(table, told(context)),
        columns=lambda table, context: columns_of(table, told(context)),
    )


IMPORTS: dict[str, ImportKind] = {"surveys": SURVEYS, "answers": ANSWERS}
"""What can come in, by the word of the command line."""

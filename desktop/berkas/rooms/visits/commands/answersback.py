"""Answers of interviews and checks coming back from a file that Berkas exported: changed, or keyed elsewhere.

A row is known by the code of its sheet, or by visit and respondent; a file that comes in twice adds nobody.
Names, NIK and family are in no export and are left as they lie; an empty cell takes nothing away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from berkas.engine.access import Right, require
from berkas.engine.assessing import answers_of
from berkas.engine.importing import ImportContext, ImportKind, ImportProblem, ImportResult
from berkas.engine.keying_batches import hidden_from
from berkas.engine.records import Doubtful
from berkas.rooms.visits.commands.assessments import save_assessment
from berkas.rules.answers import Answer
from berkas.rules.dates import DateError, parse_date
from berkas.rules.fields import Field
from berkas.rules.instruments import Instrument, ItemType, Kind, fingerprint
from berkas.rules.vocabulary import InterviewMode
from berkas.sheets.answer_columns import HEAD, AnswerColumn, ColumnReader
from berkas.sheets.answers import own_row
from berkas.sheets.cells import Cell
from berkas.sheets.codebook import HEADS
from berkas.sheets.read import Row, Table
from berkas.sheets.records import ReadProblem, Record, Records
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, Base, InstrumentVersion, LegalCase, Obh, Service, Unit, Visit

_ANSWERS, _FACTS = "jawaban", "lembar"
_TAKEN = (Kind.WAWANCARA, Kind.STANDAR, Kind.BERKAS)
_ABOUT: Mapping[Kind, tuple[tuple[str, type[Base], str], ...]] = {
    Kind.WAWANCARA: (("obh_id", Obh, "code"),),
    Kind.STANDAR: (("unit_id", Unit, "code"), ("service_id", Service, "name")),
    Kind.BERKAS: (("case_id", LegalCase, "code"),),
}
"""What a sheet of each kind can be about: column, table, and how the export names it."""


def fields(context: ImportContext) -> Sequence[Field]:
    """What the export says about a sheet; its answers are read exactly, not as a form's fields."""
    _instrument(context)
    return [Field(f"{HEAD}{name}", words) for name, words in HEADS.items()]


def read(table: Table, context: ImportContext) -> Records:
    """The rows of a file with the columns of our own export."""
    instrument = _instrument(context)
    table = table.headed_at(0)
    reader = ColumnReader(instrument)
    columns: dict[int, AnswerColumn] = {}
    facts: dict[int, str] = {}
    problems: list[ReadProblem] = []
    for place, heading in enumerate(table.header):
        column = reader.column(heading)
        if heading.startswith(HEAD):
            facts[place] = heading.removeprefix(HEAD)
        elif column is not None and column.heading not in {each.heading for each in columns.values()}:
            columns[place] = column
        elif heading:
            cell = table.address(table.grid[table.head], place)
            why = "ada dua kali" if column is not None else "tidak ada pada instrumen yang berlaku"
            problems.append(ReadProblem(cell, f"Kolom “{heading[:60]}” {why}."))
    if "kode" not in facts.values():
        sentence = (
            f"Kolom “{HEAD}kode” tidak ada. Yang dapat masuk kembali adalah ekspor jawaban dari Berkas."
        )
        problems.append(ReadProblem("", sentence))
    records: list[Record] = []
    for row in table.rows:
        answers, wrong = own_row(reader, table, row, columns)
        problems.extend(ReadProblem(each.cell, each.message, each.column) for each in wrong)
        told = {name: _text(row, place) for place, name in facts.items()}
        records.append(Record(row.number, {_ANSWERS: dict(answers or {}), _FACTS: told}, {}))
    return Records(tuple(records), tuple(problems), {place: one.heading for place, one in columns.items()})


def _text(row: Row, place: int) -> str:
    cell: Cell = row.cell(place)
    return "" if cell is None else str(cell).strip()


def _instrument(context: ImportContext) -> Instrument:
    if not context.instrument:
        raise Refused("Sebutkan instrumennya, misalnya monev_litigasi.")
    instrument = context.rulebook.instrument(context.instrument)
    if instrument.kind is Kind.SURVEI:
        raise Refused(
            "Jawaban survei masuk ke sebuah periode.", "Impor sebagai surveys dengan unit dan periodenya."
        )
    if instrument.kind not in _TAKEN:
        raise Refused("Jawaban verifikasi P2HAM tidak diimpor; verifikasi dicatat pada putarannya.")
    return instrument


@dataclass(frozen=True, slots=True)
class _There:
    """The sheets of this instrument: by code, and by visit and respondent."""

    by_code: Mapping[str, Any]
    by_respondent: Mapping[tuple[int, str], Any]

    def find(self, code: str, visit_id: int | None, respondent: str) -> Any:  # noqa: ANN401  a row or None
        found = self.by_code.get(code.casefold())
        if found is None and visit_id is not None and respondent:
            found = self.by_respondent.get((visit_id, respondent.casefold()))
        return found


def apply(step: Step, records: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Change the sheets that are there and write those that are not; a row that cannot becomes a problem."""
    require(step.actor, Right.RECORD)
    instrument = _instrument(context)
    there = _there(step, instrument)
    hidden = hidden_from(step.session, step.actor, [row.id for row in there.by_code.values()])
    seen: set[object] = set()
    for record in records:
        try:
            facts: Mapping[str, str] = record.values[_FACTS]
            visit_id = _visit(step, facts.get("kegiatan", ""))
            respondent = facts.get("responden", "")
            sheet = there.find(facts.get("kode", ""), visit_id, respondent)
            name = sheet.id if sheet is not None else (facts.get("kode"), visit_id, respondent)
            if name in seen:
                raise Refused(f"Lembar {facts.get('kode') or respondent} ada dua kali dalam berkas.")
            seen.add(name)
            if sheet is None:
                _add(step, instrument, record, visit_id, context)
                result.added += 1
            elif _change(step, sheet, instrument, record, context, is_hidden=sheet.id in hidden):
                result.updated += 1
            else:
                result.ignored += 1
        except (Refused, Doubtful) as refusal:
            sentence = f"{refusal} {getattr(refusal, 'next_step', '')}".strip()
            result.problems.append(ImportProblem(f"A{record.row}", sentence))


def _there(step: Step, instrument: Instrument) -> _There:
    rows = step.session.execute(
        select(
            Assessment.id,
            Assessment.code,
            Assessment.visit_id,
            Assessment.respondent_code,
            Assessment.award_entry_id,
            InstrumentVersion.sha256,
        )
        .join(InstrumentVersion, InstrumentVersion.id == Assessment.instrument_version_id)
        .where(InstrumentVersion.key == instrument.key, Assessment.trashed_at.is_(None))
        .order_by(Assessment.id)
    ).all()
    return _There(
        {row.code.casefold(): row for row in rows},
        {
            (row.visit_id, row.respondent_code.casefold()): row
            for row in rows
            if row.visit_id is not None and row.respondent_code
        },
    )


def _change(
    step: Step,
    sheet: Any,  # noqa: ANN401  a row of `_there`
    instrument: Instrument,
    record: Record,
    context: ImportContext,
    *,
    is_hidden: bool,
) -> bool:
    """Put the file's answers over those that count; False when nothing is new."""
    if sheet.sha256 != fingerprint(instrument):
        raise Refused(
            f"Lembar {sheet.code} memakai edisi instrumen yang lain.",
            "Pindahkan dahulu lembarnya ke edisi yang berlaku, atau ketik perubahannya.",
        )
    if is_hidden:
        raise Refused(f"Lembar {sheet.code} menunggu ketik kedua; jawabannya tidak diubah dari berkas.")
    before = answers_of(step.session, sheet.id, pass_=None)
    after = before | record.values[_ANSWERS]
    if after == before:
        return False
    save_assessment(step, {}, after, id=sheet.id, reason=_reason(context))
    return True


def _add(
    step: Step, instrument: Instrument, record: Record, visit_id: int | None, context: ImportContext
) -> None:
    """A sheet the office does not have yet; the respondent's code stands where a name is asked."""
    facts: Mapping[str, str] = record.values[_FACTS]
    answers: dict[str, Answer] = dict(record.values[_ANSWERS])
    if not answers:
        raise Refused("Baris ini tidak memuat jawaban.")
    values: dict[str, Any] = {
        "instrument": instrument.key,
        "visit_id": visit_id,
        "respondent_code": facts.get("responden") or None,
        "interview_on": _day(facts.get("tanggal", ""), context),
        "mode": _mode(facts.get("cara", "")),
        "language": facts.get("bahasa") or None,
    } | _about(step, instrument, facts.get("yang_dinilai", ""))
    if facts.get("kode") and not _is_taken(step, facts["kode"]):
        values["code"] = facts["kode"]
    for item in instrument.items.values():
        if item.type is ItemType.RUJUKAN and item.reference == "obh" and values.get("obh_id"):
            answers[item.key] = str(values["obh_id"])  # the number of an OBH is this office's own
        elif item.personal == "nama" and item.type is ItemType.TEKS and values["respondent_code"]:
            answers.setdefault(item.key, str(values["respondent_code"]))
    save_assessment(step, values, answers, reason=_reason(context))


def _is_taken(step: Step, code: str) -> bool:
    """Whether a sheet of any kind has this code, also one in the trash."""
    return step.session.execute(select(Assessment.id).where(Assessment.code == code)).first() is not None


def _about(step: Step, instrument: Instrument, name: str) -> dict[str, int]:
    for column, model, named in _ABOUT[instrument.kind]:
        table = model.__table__
        found = step.session.execute(
            select(table.c.id).where(table.c[named] == name, table.c.trashed_at.is_(None))
        ).scalar()
        if found is not None:
            return {column: found}
    raise Refused(f"“{name or '(kosong)'}” pada kolom {HEAD}yang_dinilai tidak ada di kantor ini.")


def _visit(step: Step, code: str) -> int | None:
    if not code:
        return None
    found = step.session.execute(
        select(Visit.id).where(Visit.code == code, Visit.trashed_at.is_(None))
    ).scalar()
    if found is None:
        raise Refused(f"Kegiatan “{code}” tidak ada di kantor ini. Catat dahulu kegiatannya.")
    return found


def _day(text: str, context: ImportContext) -> str | None:
    if not text:
        return None
    try:
        return parse_date(text[:10], today=context.today).isoformat()
    except DateError as error:
        raise Refused(str(error)) from error


def _mode(text: str) -> str | None:
    if not text:
        return None
    if text not in {mode.value for mode in InterviewMode}:
        raise Refused(f"Cara “{text}” tidak dikenal.")
    return text


def _reason(context: ImportContext) -> str:
    return f"Impor {context.today.isoformat()}"


ANSWERS = ImportKind(
    key="answers",
    title="Jawaban wawancara dan pemeriksaan",
    fields=fields,
    apply=apply,
    complete=False,
    read=read,
    has_policy=False,
)
"""Interviews, checks of standards and of files; answers of a survey come in with their period."""


def for_instrument(key: str) -> ImportKind:
    """The import of one instrument, for a page where it was chosen already."""

    def told(context: ImportContext) -> ImportContext:
        return replace(context, instrument=key)

    return replace(
        ANSWERS,
        fields=lambda context: fields(told(context)),
        apply=lambda step, records, context, result: apply(step, records, told(context), result),
        read=lambda table, context: read(table, told(context)),
    )

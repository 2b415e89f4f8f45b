"""A sheet as it is typed into Sidbankum: its answers in the office's order, the respondent by code."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.assessing import instrument_of
from berkas.engine.keying_batches import refuse_waiting
from berkas.engine.lookup import RECORDS, choices_for
from berkas.engine.retyping import RetypeLine
from berkas.rooms.visits.fields.sidbankum import (
    ORDER,
    OrderLine,
    answer_words,
    default_order,
    questions_of,
    read_order,
)
from berkas.rooms.visits.queries.assessments import load_sheet
from berkas.rules.answers import Answers, is_value
from berkas.rules.instruments import Instrument, ItemType, Route
from berkas_db.tables import InstrumentVersion, TextModule


@dataclass(frozen=True, slots=True)
class SidbankumOrder:
    """The order in force for an instrument. `text_id` None: the instrument's own order."""

    instrument: Instrument
    lines: tuple[OrderLine, ...]
    text_id: int | None
    since: str

    @property
    def said(self) -> str:
        """Whose order it is, in a sentence."""
        if self.text_id is None:
            return "Urutan menurut instrumen; urutan layar Sidbankum belum dicatat kantor."
        return "Urutan menurut catatan kantor, bukan dari Sidbankum."


@dataclass(frozen=True, slots=True)
class Retyped:
    """One sheet, ready to be typed elsewhere."""

    id: int
    code: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[RetypeLine, ...]
    order: SidbankumOrder
    typed_on: str


def order_for(session: Session, instrument: Instrument) -> SidbankumOrder:
    """The office's order for an instrument, or the instrument's own."""
    row = session.execute(
        select(TextModule.id, TextModule.body, TextModule.valid_from)
        .where(TextModule.document_kind == ORDER, TextModule.key == f"{ORDER}:{instrument.key}")
        .order_by(TextModule.id.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return SidbankumOrder(instrument, default_order(instrument), None, "")
    return SidbankumOrder(instrument, read_order(row.body, instrument), row.id, row.valid_from or "")


def newest_instrument(session: Session, key: str) -> Instrument | None:
    """The last installed version of an instrument; None when there is none."""
    found = session.execute(
        select(InstrumentVersion.id)
        .where(InstrumentVersion.key == key)
        .order_by(InstrumentVersion.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    return instrument_of(session, found) if found is not None else None


def retyped(session: Session, assessment_id: int) -> Retyped:
    """One sheet in the order in which it is typed; what was skipped says so.

    Refused while the sheet waits for its second keying: what is typed there are the agreed answers.
    """
    refuse_waiting(session, [assessment_id])
    sheet = load_sheet(session, assessment_id)
    order = order_for(session, sheet.instrument)
    values = sheet.record.values
    asked = {question.key for question in Route(sheet.instrument).asked(sheet.answers)}
    facts = (
        ("Lembar", sheet.record.title),
        ("Responden", values.get("respondent_code") or "tanpa kode"),
        ("Yang dinilai", sheet.subject),
        ("Tanggal", _day(values.get("interview_on"))),
    )
    return Retyped(
        assessment_id,
        sheet.record.title,
        tuple((label, text) for label, text in facts if text),
        tuple(_lines(sheet.instrument, order.lines, _named(session, sheet.instrument, sheet.answers), asked)),
        order,
        _day(values.get("sidbankum_on")),
    )


def _day(text: str | None) -> str:
    if not text:
        return ""
    year, month, day = text.split("-")
    return f"{day}-{month}-{year}"


def _named(session: Session, instrument: Instrument, answers: Answers) -> Answers:
    """The answers with the names of registers' records in place of their numbers, which nobody else knows."""
    named = dict(answers)
    for item in instrument.items.values():
        answer = answers.get(item.key)
        if item.type is not ItemType.RUJUKAN or not is_value(answer) or item.reference not in RECORDS:
            continue
        found = choices_for(session, item.reference, f"={answer}")
        if found:
            named[item.key] = found[0].label
    return named


def _lines(
    instrument: Instrument, order: Sequence[OrderLine], answers: Answers, asked: set[str]
) -> list[RetypeLine]:
    found: list[RetypeLine] = []
    number = 0
    for line in order:
        if line.heading:
            found.append(RetypeLine(heading=line.heading))
            continue
        item = instrument.items[line.key]
        for question in questions_of(instrument, item):
            number += 1
            party = f" ({question.tick.label})" if question.tick else ""
            shown = question.key in asked
            answer = answer_words(instrument, item, answers.get(question.key)) if shown else ""
            found.append(RetypeLine("", number, question.key, f"{item.label}{party}", answer, shown))
    return found

"""Filled instruments: installed versions, answers kept and read back, scores over respondents.

One assessment is one filled instrument about one subject. Its answers stay with the version they were given
under, and
a score never mixes passes (first and second keying; self, verifier and final).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.numbering import next_code
from berkas.engine.rulebook import Rulebook
from berkas.rules.answers import Answer, Answers, Cell
from berkas.rules.instruments import Instrument, Item, ItemType, canonical, fingerprint, parse_canonical
from berkas.rules.scoring import Score, score
from berkas.rules.vocabulary import AnswerPass, AssessmentState, Missing
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Answer as AnswerRow
from berkas_db.tables import Assessment, InstrumentVersion

SUBJECT_COLUMNS = {
    "obh": "obh_id",
    "unit": "unit_id",
    "layanan": "service_id",
    "perkara": "case_id",
    "acara": "event_id",
    "posbankum": "posbankum_id",
}
"""Which column of an assessment names a subject of each kind."""


def installed_version(step: Step, rulebook: Rulebook, key: str) -> int:
    """The id of an instrument as the rulebook has it now; installs it when the book does not hold it yet."""
    return install(step, rulebook.instrument(key))


def install(step: Step, instrument: Instrument) -> int:
    """Keep an instrument's canonical text in the book, once; returns the version's id."""
    digest = fingerprint(instrument)
    known = step.session.execute(
        select(InstrumentVersion.id).where(InstrumentVersion.sha256 == digest)
    ).scalar_one_or_none()
    if known is not None:
        return known
    return step.insert(
        InstrumentVersion,
        {
            "key": instrument.key,
            "edition": instrument.version,
            "title": instrument.title,
            "kind": str(instrument.kind),
            "status": str(instrument.status),
            "canonical_text": canonical(instrument),
            "sha256": digest,
            "item_count": len(instrument.items),
            "regulation": instrument.regulation or None,
            "source": instrument.source or None,
            "installed_at": step.now,
            "installed_by_id": step.actor.user_id,
            "is_shipped": True,
        },
    )


def instrument_of(session: Session, version_id: int) -> Instrument:
    """An installed instrument exactly as it was installed."""
    text = session.execute(
        select(InstrumentVersion.canonical_text).where(InstrumentVersion.id == version_id)
    ).scalar_one()
    return _parsed(text)


@lru_cache(maxsize=64)
def _parsed(text: str) -> Instrument:
    return parse_canonical(text)


def start(step: Step, version_id: int, subject_kind: str, subject_id: int, values: Mapping[str, Any]) -> int:
    """A new, empty assessment; `values` are further columns (visit, respondent, day, mode …)."""
    key = step.session.execute(
        select(InstrumentVersion.key).where(InstrumentVersion.id == version_id)
    ).scalar_one()
    own = {
        "code": next_code(step, Assessment, key.upper().replace("_", "-"), width=4),
        "instrument_version_id": version_id,
        "subject_kind": subject_kind,
        SUBJECT_COLUMNS[subject_kind]: subject_id,
        "entered_on": step.now[:10],
        "keyed_by_id": step.actor.user_id,
    }
    return step.insert(Assessment, own | dict(values))


def save_answers(
    step: Step, assessment_id: int, answers: Answers, *, pass_: AnswerPass = AnswerPass.PERTAMA
) -> None:
    """Make one pass of an assessment's answers equal to `answers`; unchanged rows are not written again."""
    assessment = step.session.get(Assessment, assessment_id)
    if assessment is None:
        raise Refused("Lembar isian ini sudah tidak ada.")
    if assessment.state == AssessmentState.TERKUNCI.value:
        raise Refused("Lembar isian ini sudah terkunci. Buat revisi bila jawabannya memang harus diperbaiki.")
    items = instrument_of(step.session, assessment.instrument_version_id).items
    there = {
        (row.item_code, row.row_no): row
        for row in step.session.execute(
            select(AnswerRow).where(
                AnswerRow.assessment_id == assessment_id, AnswerRow.answer_pass == pass_.value
            )
        ).scalars()
    }
    instrument = instrument_of(step.session, assessment.instrument_version_id)
    wanted = {
        (code, row_no): stored
        for key, answer in answers.items()
        for code, row_no, stored in _stored(instrument, items, key, answer)
    }
    for place, stored in wanted.items():
        row = there.pop(place, None)
        if row is None:
            code, row_no = place
            step.insert(
                AnswerRow,
                {
                    "assessment_id": assessment_id,
                    "item_code": code,
                    "row_no": row_no,
                    "answer_pass": pass_.value,
                }
                | stored,
            )
        elif any(getattr(row, name) != value for name, value in stored.items()):
            step.update(AnswerRow, row.id, stored)
    for row in there.values():
        if not row.parked:
            step.delete(AnswerRow, row.id)


def answers_of(
    session: Session, assessment_id: int, *, pass_: AnswerPass = AnswerPass.PERTAMA
) -> dict[str, Answer]:
    """One pass of an assessment's answers by item key."""
    return answers_of_many(session, [assessment_id], pass_=pass_).get(assessment_id, {})


def answers_of_many(
    session: Session, assessment_ids: Sequence[int], *, pass_: AnswerPass = AnswerPass.PERTAMA
) -> dict[int, dict[str, Answer]]:
    """Answers of many assessments in one read, by assessment id then item key."""
    rows = session.execute(
        select(
            AnswerRow.assessment_id,
            AnswerRow.item_code,
            AnswerRow.row_no,
            AnswerRow.value,
            AnswerRow.number,
            AnswerRow.missing,
            Assessment.instrument_version_id,
        )
        .join(Assessment, Assessment.id == AnswerRow.assessment_id)
        .where(
            AnswerRow.assessment_id.in_(list(assessment_ids)),
            AnswerRow.answer_pass == pass_.value,
            AnswerRow.parked.is_(False),
        )
        .order_by(AnswerRow.assessment_id, AnswerRow.item_code, AnswerRow.row_no)
    )
    found: dict[int, dict[str, Answer]] = {}
    tables: dict[tuple[int, str], dict[int, dict[str, Cell]]] = {}
    for assessment_id, code, row_no, value, number, missing, version_id in rows:
        instrument = instrument_of(session, version_id)
        key, _, column = code.partition(".") if row_no else (code, "", "")
        item = instrument.items.get(key)
        if row_no and item is not None:
            cell = _cell(next(part for part in item.columns if part.key == column), value, number, missing)
            tables.setdefault((assessment_id, key), {}).setdefault(row_no, {})[column] = cell
        else:
            found.setdefault(assessment_id, {})[code] = _answer(item, value, number, missing)
    for (assessment_id, key), rows_by_no in tables.items():
        found.setdefault(assessment_id, {})[key] = tuple(rows_by_no[no] for no in sorted(rows_by_no))
    return found


@dataclass(frozen=True, slots=True)
class Scored:
    """A score together with what it was computed from."""

    score: Score
    instrument: Instrument
    assessment_ids: tuple[int, ...]


def score_assessments(
    session: Session, assessment_ids: Sequence[int], *, pass_: AnswerPass = AnswerPass.PERTAMA
) -> list[Scored]:
    """Scores of many assessments, one per instrument version (versions are never averaged together)."""
    by_version: dict[int, list[int]] = {}
    for id_, version_id in session.execute(
        select(Assessment.id, Assessment.instrument_version_id).where(Assessment.id.in_(list(assessment_ids)))
    ):
        by_version.setdefault(version_id, []).append(id_)
    scored: list[Scored] = []
    for version_id, ids in sorted(by_version.items()):
        instrument = instrument_of(session, version_id)
        answers = answers_of_many(session, ids, pass_=pass_)
        scored.append(
            Scored(score(instrument, [answers.get(id_, {}) for id_ in ids]), instrument, tuple(ids))
        )
    return scored


def _stored(
    instrument: Instrument, items: Mapping[str, Item], key: str, answer: Answer
) -> Iterable[tuple[str, int, dict[str, Any]]]:
    """The rows one answer is kept as: (item code, row number, columns)."""
    item = items.get(key)
    if isinstance(answer, tuple) and answer and isinstance(answer[0], Mapping):
        for row_no, row in enumerate(answer, start=1):
            for column, cell in row.items():  # pyright: ignore[reportAttributeAccessIssue]  a row of a table item
                yield f"{key}.{column}", row_no, _columns(cell, None)
        return
    value = None
    if item is not None and isinstance(answer, str) and not isinstance(answer, Missing):
        option = next((option for option in instrument.options(item) if option.code == answer), None)
        value = float(option.value) if option is not None and option.value is not None else None
    yield key, 0, _columns(answer, value)


def _columns(answer: Answer, number: float | None) -> dict[str, Any]:
    if isinstance(answer, Missing):
        return {"value": None, "number": None, "missing": answer.value}
    if isinstance(answer, tuple):
        return {"value": " ".join(str(code) for code in answer), "number": None, "missing": None}
    if isinstance(answer, int | float):
        return {"value": None, "number": float(answer), "missing": None}
    return {"value": answer, "number": number, "missing": None}


def _answer(item: Item | None, value: str | None, number: float | None, missing: str | None) -> Answer:
    if item is not None and item.type is ItemType.MULTI and value is not None:
        return tuple(value.split())
    return _cell(item, value, number, missing)


def _cell(item: Item | None, value: str | None, number: float | None, missing: str | None) -> Cell:
    if missing is not None:
        return Missing(missing)
    if value is None and number is not None:
        return int(number) if number.is_integer() else number
    return value or ""

"""Filled instruments: installed versions, answers kept and read back, scores over respondents.

One assessment is one filled instrument about one subject. Its answers stay with the version they were given
under, and a score never mixes passes (first and second keying; self, verifier and final). Imports no Qt and
no room.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.numbering import next_code
from berkas.engine.records import today_of
from berkas.engine.rulebook import Rulebook
from berkas.rules.answers import Answer, Answers, Cell, is_given
from berkas.rules.instruments import (
    Instrument,
    Item,
    ItemType,
    answer_key,
    canonical,
    fingerprint,
    parse_canonical,
)
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

_AT_ONCE = 500
"""How many assessments are asked for in one statement; SQLite bounds the number of values."""


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
            "edition": _free_edition(step, instrument),
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


def _free_edition(step: Step, instrument: Instrument) -> str:
    """The instrument's own version, told apart from another text that was installed under the same words."""
    statement = select(InstrumentVersion.edition).where(InstrumentVersion.key == instrument.key)
    taken = set(step.session.execute(statement).scalars())
    edition, number = instrument.version, 1
    while edition in taken:
        number += 1
        edition = f"{instrument.version} ({number})"
    return edition


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
    code = values.get("code") or next_code(step, Assessment, code_stem(key), width=4)
    own = {
        "instrument_version_id": version_id,
        "subject_kind": subject_kind,
        SUBJECT_COLUMNS[subject_kind]: subject_id,
        "entered_on": today_of(step).isoformat(),
        "keyed_by_id": step.actor.user_id,
    }
    return step.insert(Assessment, own | dict(values) | {"code": code})


def code_stem(key: str) -> str:
    """What the codes of an instrument's assessments begin with."""
    return key.upper().replace("_", "-")


def save_answers(
    step: Step, assessment_id: int, answers: Answers, *, pass_: AnswerPass = AnswerPass.PERTAMA
) -> None:
    """Make one pass of an assessment's answers equal to `answers`; unchanged rows are not written again."""
    assessment = step.session.get(Assessment, assessment_id)
    if assessment is None:
        raise Refused("Lembar isian ini sudah tidak ada.")
    if assessment.state == AssessmentState.TERKUNCI.value:
        raise Refused("Lembar isian ini sudah terkunci. Buat revisi bila jawabannya memang harus diperbaiki.")
    instrument = instrument_of(step.session, assessment.instrument_version_id)
    there = {
        (row.item_code, row.row_no): row
        for row in step.session.execute(
            select(AnswerRow).where(
                AnswerRow.assessment_id == assessment_id, AnswerRow.answer_pass == pass_.value
            )
        ).scalars()
    }
    wanted = {
        (code, row_no): stored
        for key, answer in answers.items()
        if is_given(answer)
        for code, row_no, stored in _stored(instrument, key, answer)
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


def first_answers(instrument: Instrument, assessment_id: int, answers: Answers) -> list[dict[str, Any]]:
    """The rows a new assessment's answers are kept as, for inserting many at once."""
    return [
        {
            "assessment_id": assessment_id,
            "item_code": code,
            "row_no": row_no,
            "answer_pass": AnswerPass.PERTAMA.value,
        }
        | stored
        for key, answer in answers.items()
        if is_given(answer)
        for code, row_no, stored in _stored(instrument, key, answer)
    ]


def answers_of(
    session: Session, assessment_id: int, *, pass_: AnswerPass | None = AnswerPass.PERTAMA
) -> dict[str, Answer]:
    """One pass of an assessment's answers by item key; without a pass, the one its scores use."""
    return answers_of_many(session, [assessment_id], pass_=pass_).get(assessment_id, {})


def answers_of_many(
    session: Session, assessment_ids: Sequence[int], *, pass_: AnswerPass | None = AnswerPass.PERTAMA
) -> dict[int, dict[str, Answer]]:
    """Answers of many assessments, by assessment id then item key; without a pass, each one's scored pass."""
    found: dict[int, dict[str, Answer]] = {}
    for start_at in range(0, len(assessment_ids), _AT_ONCE):
        batch = list(assessment_ids[start_at : start_at + _AT_ONCE])
        found |= _answers_of_batch(session, batch, pass_)
    return found


def _answers_of_batch(
    session: Session, assessment_ids: list[int], pass_: AnswerPass | None
) -> dict[int, dict[str, Answer]]:
    heads = session.execute(
        select(Assessment.id, Assessment.instrument_version_id, Assessment.scored_pass).where(
            Assessment.id.in_(assessment_ids)
        )
    ).all()
    by_pass: dict[tuple[int, str], list[int]] = {}
    for id_, version_id, scored_pass in heads:
        by_pass.setdefault((version_id, scored_pass if pass_ is None else pass_.value), []).append(id_)
    found: dict[int, dict[str, Answer]] = {}
    for (version_id, wanted_pass), ids in by_pass.items():
        found |= _answers_of_version(session, ids, instrument_of(session, version_id), wanted_pass)
    return found


def _answers_of_version(
    session: Session, assessment_ids: list[int], instrument: Instrument, wanted_pass: str
) -> dict[int, dict[str, Answer]]:
    """One pass of assessments under one version; plain rows, for a year of surveys has millions of them."""
    several = _several(instrument)
    found: dict[int, dict[str, Answer]] = {}
    tables: dict[tuple[int, str], dict[int, dict[str, Cell]]] = {}
    rows = session.connection().execute(
        select(
            AnswerRow.assessment_id,
            AnswerRow.item_code,
            AnswerRow.row_no,
            AnswerRow.value,
            AnswerRow.number,
            AnswerRow.missing,
        ).where(
            AnswerRow.assessment_id.in_(assessment_ids),
            AnswerRow.answer_pass == wanted_pass,
            AnswerRow.parked.is_(False),
        )
    )
    for assessment_id, code, row_no, value, number, missing in rows:
        if row_no:
            key, _, column = code.rpartition(".")
            cell = _cell(value, number, missing)
            tables.setdefault((assessment_id, key), {}).setdefault(row_no, {})[column] = cell
            continue
        own = found.get(assessment_id)
        if own is None:
            own = found[assessment_id] = {}
        if missing is None and value is not None and code not in several:
            own[code] = value
        else:
            own[code] = read_answer(_item(instrument, code), value, number, missing)
    for (assessment_id, key), rows_by_no in tables.items():
        found.setdefault(assessment_id, {})[key] = tuple(rows_by_no[no] for no in sorted(rows_by_no))
    return found


def _several(instrument: Instrument) -> frozenset[str]:
    """The keys under which one answer holds several codes."""
    return frozenset(
        answer_key(item, tick)
        for section in instrument.sections
        for item in section.items
        if item.type is ItemType.MULTI
        for tick in (section.ticks or (None,))
    )


@dataclass(frozen=True, slots=True)
class Scored:
    """A score together with what it was computed from."""

    score: Score
    instrument: Instrument
    assessment_ids: tuple[int, ...]


def score_assessments(
    session: Session, assessment_ids: Sequence[int], *, pass_: AnswerPass | None = None
) -> list[Scored]:
    """Scores of many assessments, one per instrument version (versions are never averaged together).

    Every assessment counts with the one pass its scores use, unless a pass is named.
    """
    by_version: dict[int, list[int]] = {}
    for start_at in range(0, len(assessment_ids), _AT_ONCE):
        batch = list(assessment_ids[start_at : start_at + _AT_ONCE])
        statement = select(Assessment.id, Assessment.instrument_version_id).where(Assessment.id.in_(batch))
        for id_, version_id in session.execute(statement.order_by(Assessment.id)):
            by_version.setdefault(version_id, []).append(id_)
    scored: list[Scored] = []
    for version_id, ids in sorted(by_version.items()):
        instrument = instrument_of(session, version_id)
        answers = answers_of_many(session, ids, pass_=pass_)
        scored.append(
            Scored(score(instrument, [answers.get(id_, {}) for id_ in ids]), instrument, tuple(ids))
        )
    return scored


def _item(instrument: Instrument, code: str) -> Item | None:
    """The item behind an answer's code; a party of a section with several stands behind a colon."""
    return instrument.items.get(code.partition(":")[0])


def _stored(instrument: Instrument, key: str, answer: Answer) -> Iterable[tuple[str, int, dict[str, Any]]]:
    """The rows one answer is kept as: (item code, row number, columns)."""
    item = _item(instrument, key)
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
    columns: dict[str, Any] = {"value": None, "number": None, "missing": None, "parked": False}
    if isinstance(answer, Missing):
        return columns | {"missing": answer.value}
    if isinstance(answer, tuple):
        return columns | {"value": " ".join(str(code) for code in answer)}
    if isinstance(answer, int | float):
        return columns | {"number": float(answer)}
    return columns | {"value": answer, "number": number}


def read_answer(item: Item | None, value: str | None, number: float | None, missing: str | None) -> Answer:
    """The answer a row of the book says; `item` None: one that no item of the version stands behind."""
    if item is not None and item.type is ItemType.MULTI and value is not None:
        return tuple(value.split())
    return _cell(value, number, missing)


def _cell(value: str | None, number: float | None, missing: str | None) -> Cell:
    if missing is not None:
        return Missing(missing)
    if value is None and number is not None:
        return int(number) if number.is_integer() else number
    return value or ""

"""Versions of an instrument: running assessments are moved to a newer one, figures are shown under both.

Nothing is deleted: an answer that has no place in the newer version is parked with the assessment, is not
counted, and comes back when a version has its item again. A locked assessment stays with its version.
Imports no Qt and no room.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from berkas.engine.access import Right, require
from berkas.engine.assessing import answers_of_many, instrument_of, read_answer
from berkas.rules.answers import Answer
from berkas.rules.instruments import Instrument, answer_problem
from berkas.rules.instruments.difference import removed_items
from berkas.rules.scoring import Score, score
from berkas.rules.vocabulary import AssessmentState
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Answer as AnswerRow
from berkas_db.tables import Assessment, InstrumentVersion


@dataclass(frozen=True, slots=True)
class Version:
    """An installed version: how many assessments stand on it, and how many of them may still be moved."""

    id: int
    key: str
    edition: str
    title: str
    installed_at: str
    assessments: int
    movable: int


@dataclass(frozen=True, slots=True)
class Move:
    """What moving would do: assessments moved and locked ones left, answers kept, parked and brought back.

    `parked` are item keys with how many answers lose their place; `renamed` old keys with the new ones that
    may be the same items.
    """

    assessments: int
    locked: int
    kept: int
    parked: Mapping[str, int]
    returned: int
    renamed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BothScores:
    """The same answers under two versions: as they were scored, and as the other version would."""

    assessments: int
    before: Score
    after: Score


def versions_of(session: Session, key: str) -> list[Version]:
    """All installed versions of an instrument, the newest first."""
    locked = Assessment.state == AssessmentState.TERKUNCI.value
    statement = (
        select(
            InstrumentVersion.id,
            InstrumentVersion.key,
            InstrumentVersion.edition,
            InstrumentVersion.title,
            InstrumentVersion.installed_at,
            func.count(Assessment.id),
            func.count(Assessment.id).filter(~locked),
        )
        .outerjoin(
            Assessment,
            (Assessment.instrument_version_id == InstrumentVersion.id) & Assessment.trashed_at.is_(None),
        )
        .where(InstrumentVersion.key == key)
        .group_by(InstrumentVersion.id)
        .order_by(InstrumentVersion.installed_at.desc(), InstrumentVersion.id.desc())
    )
    return [Version(*row) for row in session.execute(statement)]


def movable(session: Session, version_id: int) -> list[int]:
    """The assessments of a version that may be moved: all but locked and trashed ones."""
    statement = select(Assessment.id).where(*_may_move(version_id))
    return list(session.execute(statement.order_by(Assessment.id)).scalars())


def _may_move(version_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        Assessment.instrument_version_id == version_id,
        Assessment.trashed_at.is_(None),
        Assessment.state != AssessmentState.TERKUNCI.value,
    )


def preview_move(
    session: Session, from_id: int, to_id: int, renamed: Mapping[str, str] | None = None
) -> Move:
    """What moving every movable assessment would do; nothing is written.

    `renamed` maps old item keys to new ones; without it the likely ones are used.
    """
    before, after = instrument_of(session, from_id), instrument_of(session, to_id)
    keys = _renamed(before, after, renamed)
    ids = movable(session, from_id)
    kept, returned = 0, 0
    parked: dict[str, int] = {}
    rows = _rows(session, from_id)
    taken = {_place(row, row.item_code) for row in rows}
    for row in rows:
        fits = _fits(before, after, row, keys) and not _is_taken(row, keys, taken)
        if not fits and not row.parked:
            parked[row.item_code] = parked.get(row.item_code, 0) + 1
        elif fits:
            kept, returned = kept + (not row.parked), returned + row.parked
    locked = session.execute(
        select(func.count(Assessment.id)).where(
            Assessment.instrument_version_id == from_id,
            Assessment.trashed_at.is_(None),
            Assessment.state == AssessmentState.TERKUNCI.value,
        )
    ).scalar_one()
    return Move(len(ids), locked, kept, parked, returned, keys)


def move_assessments(step: Step, from_id: int, to_id: int, renamed: Mapping[str, str] | None = None) -> int:
    """Move every movable assessment of a version to another of the same instrument; returns how many.

    Refused for another instrument and when there is none to move. One step, one undo.
    """
    require(step.actor, Right.MANAGE_OFFICE)
    before, after = instrument_of(step.session, from_id), instrument_of(step.session, to_id)
    if before.key != after.key:
        raise Refused("Lembar hanya dapat dipindahkan ke versi lain dari instrumen yang sama.")
    ids = movable(step.session, from_id)
    if not ids:
        raise Refused("Tidak ada lembar yang dapat dipindahkan; lembar terkunci tetap pada versinya.")
    keys = _renamed(before, after, renamed)
    _refuse_collisions(before, keys)
    rows = _rows(step.session, from_id)
    taken = {_place(row, row.item_code) for row in rows}
    for row in rows:
        own: dict[str, object] = {}
        fits = _fits(before, after, row, keys) and not _is_taken(row, keys, taken)
        if fits and (code := _code(row.item_code, keys)) != row.item_code:
            own["item_code"] = code
        if row.parked is fits:
            own["parked"] = not fits
        if own:
            step.update(AnswerRow, row.id, own)
    step.update_many(Assessment, ids, {"instrument_version_id": to_id})
    step.say(f"{len(ids)} lembar {after.title} dipindahkan ke versi {after.version}")
    return len(ids)


_Place = tuple[int, str, int, str]


def _place(row: AnswerRow, code: str) -> _Place:
    return row.assessment_id, code, row.row_no, row.answer_pass


def _is_taken(row: AnswerRow, keys: Mapping[str, str], taken: set[_Place]) -> bool:
    """Whether an answer parked earlier stands already where this one would go; then this one is parked."""
    code = _code(row.item_code, keys)
    return code != row.item_code and _place(row, code) in taken


def _refuse_collisions(before: Instrument, keys: Mapping[str, str]) -> None:
    """Two answers cannot stand in one place."""
    targets = list(keys.values())
    if len(set(targets)) < len(targets) or any(new in before.items for new in targets):
        raise Refused("Dua butir lama tidak dapat menjadi satu butir baru. Pilih butir baru yang berlainan.")


def score_under_both(session: Session, ids: Sequence[int], to_id: int) -> BothScores:
    """Score assessments of one version as they stand, and as another version would score the same answers.

    Nothing is written. Refused when the assessments stand on several versions.
    """
    versions = set(
        session.execute(
            select(Assessment.instrument_version_id).where(Assessment.id.in_(ids)).distinct()
        ).scalars()
    )
    if len(versions) != 1:
        raise Refused("Pilih lembar dari satu versi instrumen untuk dibandingkan nilainya.")
    before, after = instrument_of(session, versions.pop()), instrument_of(session, to_id)
    keys = _renamed(before, after, None)
    found = answers_of_many(session, list(ids), pass_=None)
    given = [found.get(id_, {}) for id_ in ids]
    turned = [_turned(before, after, answers, keys) for answers in given]
    return BothScores(len(ids), score(before, given), score(after, turned))


def _turned(
    before: Instrument, after: Instrument, answers: Mapping[str, Answer], keys: Mapping[str, str]
) -> dict[str, Answer]:
    """The answers that have a place in the other version, under its keys."""
    turned: dict[str, Answer] = {}
    for key, answer in answers.items():
        code = _code(key, keys)
        item = after.items.get(code.partition(":")[0])
        old = before.items.get(key.partition(":")[0])
        same = item is not None and old is not None and item.type is old.type
        if same and item is not None and answer_problem(after, item, answer) is None:
            turned[code] = answer
    return turned


def _renamed(before: Instrument, after: Instrument, renamed: Mapping[str, str] | None) -> dict[str, str]:
    if renamed is not None:
        return {old: new for old, new in renamed.items() if new in after.items}
    return {old: new for old, new in removed_items(before, after).items() if new}


def _rows(session: Session, version_id: int) -> list[AnswerRow]:
    """Every answer of the assessments that may be moved, in all passes."""
    statement = select(AnswerRow).join(Assessment, Assessment.id == AnswerRow.assessment_id)
    return list(session.execute(statement.where(*_may_move(version_id)).order_by(AnswerRow.id)).scalars())


def _code(code: str, keys: Mapping[str, str]) -> str:
    """The code under the new key; parties and columns of tables keep their part."""
    for mark in (":", "."):
        head, found, tail = code.partition(mark)
        if found and head in keys:
            return f"{keys[head]}{found}{tail}"
    return keys.get(code, code)


def _fits(before: Instrument, after: Instrument, row: AnswerRow, keys: Mapping[str, str]) -> bool:
    """Whether an answer has a place in the other version: the same kind of item that admits it."""
    code = _code(row.item_code, keys)
    if row.row_no:
        head, _dot, column = code.rpartition(".")
        table = after.items.get(head)
        return table is not None and any(each.key == column for each in table.columns)
    item = after.items.get(code.partition(":")[0])
    old = before.items.get(row.item_code.partition(":")[0])
    if item is None or (old is not None and old.type is not item.type):
        return False
    return answer_problem(after, item, read_answer(item, row.value, row.number, row.missing)) is None

"""Units from a workbook: known by their code; an empty cell never erases."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.importing import ImportContext, ImportKind, ImportProblem, ImportResult, Outcome
from berkas.engine.lookup import choices_for
from berkas.engine.records import stored_values
from berkas.rooms.office.commands.units import save_unit
from berkas.rooms.office.fields.units import UNIT
from berkas.rules.fields import Field, Kind
from berkas.rules.nearness import nearest
from berkas.sheets.records import Record
from berkas_db.book import Reading
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import Regency, Unit

FIELDS: tuple[Field, ...] = tuple(field for field in UNIT if field.key not in {"parent_id", "is_example"})


def fields(context: ImportContext) -> Sequence[Field]:
    """The columns of a list of units."""
    del context
    return FIELDS


def apply(step: Step, rows: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Save every row; a unit is known by its code, otherwise by its full name."""
    for row in rows:
        values = dict(row.values)
        problem = _resolve(step, values)
        if problem:
            key, sentence = problem
            result.problems.append(ImportProblem(row.cells.get(key, ""), sentence))
            continue
        known = _known(step, values)
        if not context.takes(known):
            result.tell(row.row, Outcome.SKIPPED)
            continue
        before = stored_values(step.session, Unit, known)
        try:
            save_unit(step, values, id=known, version=None)
        except Refused as refusal:
            result.problems.append(ImportProblem(next(iter(row.cells.values()), ""), str(refusal)))
            continue
        if known is None:
            result.tell(row.row, Outcome.ADDED)
        else:
            same = stored_values(step.session, Unit, known) == before
            result.tell(row.row, Outcome.SAME if same else Outcome.UPDATED)


def _resolve(step: Step, values: dict[str, Any]) -> tuple[str, str] | None:
    """Words of lists become their codes; the sentence says what is not known."""
    for field in FIELDS:
        typed = values.get(field.key)
        if typed is None or not field.source:
            continue
        is_term = field.source.startswith("istilah:")
        found = choices_for(step.session, field.source, "" if is_term else str(typed))
        exact = [
            choice
            for choice in found
            if str(typed).casefold()
            in {choice.code.casefold(), choice.label.casefold(), _short(choice.label)}
        ]
        if len(exact) != 1:
            near = nearest(str(typed), [choice.label for choice in found]) or (
                found[0].label if found and not is_term else ""
            )
            near = f" Maksud Anda “{near}”?" if near else ""
            return field.key, f"{field.label}: “{typed}” tidak dikenal.{near}"
        values[field.key] = int(exact[0].code) if field.kind is Kind.REFERENCE else exact[0].code
    return None


def _short(name: str) -> str:
    """A regency's name as people write it, without “Kabupaten”."""
    return name.casefold().removeprefix("kabupaten ")


def _known(step: Step, values: dict[str, Any]) -> int | None:
    by_code = Unit.code == values["code"] if values.get("code") else Unit.name == values.get("name")
    return step.session.execute(
        select(Unit.id).where(by_code, Unit.trashed_at.is_(None))
    ).scalar_one_or_none()


def outgoing(session: Reading, _actor: Actor) -> Iterable[Mapping[str, Any]]:
    """Every unit in the columns of the import, with words in place of codes."""
    words: dict[str, dict[str, str]] = {}
    for field in FIELDS:
        if field.source:
            words[field.key] = {
                choice.code: choice.label for choice in choices_for(session, field.source, "")
            }
    units = select(Unit).where(Unit.trashed_at.is_(None)).order_by(Unit.id)
    regencies = {row[0]: row[1] for row in session.execute(select(Regency.id, Regency.name))}
    for unit in session.execute(units).scalars():
        values = {field.key: getattr(unit, field.key) for field in FIELDS}
        for key, known in words.items():
            values[key] = known.get(str(values[key]), values[key])
        values["regency_id"] = regencies.get(unit.regency_id or 0)
        yield values


UNITS = ImportKind("units", "Unit", fields, apply, outgoing=outgoing)

"""Units from a workbook: known by their code; an empty cell never erases."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.importing import ImportContext, ImportKind, ImportProblem, ImportResult
from berkas.engine.lookup import choices_for
from berkas.rooms.office.commands.units import save_unit
from berkas.rooms.office.fields.units import UNIT
from berkas.rules.fields import Field, Kind
from berkas.sheets.records import Record
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Unit

FIELDS: tuple[Field, ...] = tuple(field for field in UNIT if field.key not in {"parent_id", "is_example"})


def fields(context: ImportContext) -> Sequence[Field]:
    """The columns of a list of units."""
    del context
    return FIELDS


def apply(step: Step, rows: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Save every row; a unit is known by its code, otherwise by its full name."""
    del context
    for row in rows:
        values = dict(row.values)
        problem = _resolve(step, values)
        if problem:
            key, sentence = problem
            result.problems.append(ImportProblem(row.cells.get(key, ""), sentence))
            continue
        known = _known(step, values)
        try:
            save_unit(step, values, id=known, version=None)
        except Refused as refusal:
            result.problems.append(ImportProblem(next(iter(row.cells.values()), ""), str(refusal)))
            continue
        result.added += known is None
        result.updated += known is not None


def _resolve(step: Step, values: dict[str, Any]) -> tuple[str, str] | None:
    """Words of lists become their codes; the sentence says what is not known."""
    for field in FIELDS:
        typed = values.get(field.key)
        if typed is None or not field.source:
            continue
        found = choices_for(step.session, field.source, str(typed))
        exact = [
            choice
            for choice in found
            if str(typed).casefold() in {choice.code.casefold(), choice.label.casefold()}
        ]
        if len(exact) != 1:
            near = f" Maksud Anda “{found[0].label}”?" if found else ""
            return field.key, f"{field.label}: “{typed}” tidak dikenal.{near}"
        values[field.key] = int(exact[0].code) if field.kind is Kind.REFERENCE else exact[0].code
    return None


def _known(step: Step, values: dict[str, Any]) -> int | None:
    by_code = Unit.code == values["code"] if values.get("code") else Unit.name == values.get("name")
    return step.session.execute(
        select(Unit.id).where(by_code, Unit.trashed_at.is_(None))
    ).scalar_one_or_none()


IMPORTS = {"units": ImportKind("units", "Unit", fields, apply)}

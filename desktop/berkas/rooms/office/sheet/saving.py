"""Rows of a workbook saved one by one: each found, tried, and told apart into new, changed and same."""

from collections.abc import Callable, Sequence
from typing import Any

from berkas.engine.importing import ImportContext, ImportProblem, ImportResult, Outcome
from berkas.engine.records import stored_values
from berkas.rooms.office.sheet.words import resolve
from berkas.rules.fields import Field
from berkas.sheets.records import Record
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import Base

Values = dict[str, Any]


def save_rows(
    rows: Sequence[Record],
    step: Step,
    context: ImportContext,
    result: ImportResult,
    *,
    model: type[Base],
    fields: Sequence[Field],
    needed: str,
    find: Callable[[Step, Values], int | None],
    save: Callable[[Step, Values, int | None], object],
) -> None:
    """Save every row that has the `needed` value; one without it was told at its cell already.

    `find` tells which record a row speaks of, `save` writes it. What is refused becomes a problem at its row.
    """
    for row in rows:
        values = dict(row.values)
        if not values.get(needed):
            continue
        if problem := resolve(step.session, fields, values):
            key, sentence = problem
            result.problems.append(ImportProblem(row.cells.get(key, ""), sentence))
            continue
        known = find(step, values)
        if not context.takes(known):
            result.tell(row.row, Outcome.SKIPPED)
            continue
        before = stored_values(step.session, model, known)
        try:
            save(step, values, known)
        except Refused as refusal:
            result.problems.append(ImportProblem(next(iter(row.cells.values()), ""), str(refusal)))
            continue
        if known is None:
            result.tell(row.row, Outcome.ADDED)
        else:
            same = stored_values(step.session, model, known) == before
            result.tell(row.row, Outcome.SAME if same else Outcome.UPDATED)

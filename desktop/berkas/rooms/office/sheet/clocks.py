"""Legal clocks as a workbook: a row for each step, the rule it belongs to repeated before it.

What goes out is every rule in force and every older one, shipped or the office's own. What comes back
unchanged changes nothing; a changed rule becomes one of the office's own, under the same checks as the form.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from berkas.engine import due
from berkas.engine.access import Right, require
from berkas.engine.importing import ImportContext, ImportKind, ImportProblem, ImportResult, Outcome
from berkas.rooms.office.commands.rules import save_clock
from berkas.rooms.office.fields.clocks import CLOCK, STEPS, as_values, code_of, definition
from berkas.rooms.office.queries.clocks import own_rule
from berkas.rules.fields import Field
from berkas.sheets.records import Record
from berkas_db.book import Reading
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused

_STEM = "langkah_"
_OTHER_NAMES = {"note": "Catatan langkah", "key": "Kode langkah", "source": "Sumber langkah"}
_STEPS = tuple(
    replace(field, key=f"{_STEM}{field.key}", label=_OTHER_NAMES.get(field.key, field.label))
    for field in STEPS.fields
)
FIELDS: tuple[Field, ...] = (*CLOCK, *_STEPS)

Values = dict[str, Any]


def fields(context: ImportContext) -> Sequence[Field]:
    """The columns: the rule, then the step."""
    del context
    return FIELDS


def apply(step: Step, rows: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Save every rule that differs from what is in force; rows of one rule stand under each other."""
    require(step.actor, Right.MANAGE_OFFICE)
    for (class_key, _code), group in groupby(rows, key=_rule_of):
        records = list(group)
        if not class_key:
            continue  # said already, at its cell
        outcome = _apply_one(step, records, context, result)
        if outcome is not None:
            for record in records:
                result.tell(record.row, outcome)


def _rule_of(record: Record) -> tuple[str, str]:
    values = record.values
    return str(values.get("class_key") or ""), code_of(
        str(values.get("clock_version") or values.get("title") or "")
    )


def _apply_one(
    step: Step, records: Sequence[Record], context: ImportContext, result: ImportResult
) -> Outcome | None:
    class_key, code = _rule_of(records[0])
    wanted = _values(records, code)
    label = due.clock_of(step.session, class_key).label
    known = _in_force(step.session, class_key, code)
    if known is not None and definition(_plain(known), label) == definition(_plain(wanted), label):
        return Outcome.SAME
    if not context.takes(known):
        return Outcome.SKIPPED
    try:
        save_clock(step, wanted, id=own_rule(step.session, class_key, code), version=None)
    except Refused as refusal:
        cell = next((records[0].cells[key] for key in refusal.fields if key in records[0].cells), "")
        cell = cell or next(iter(records[0].cells.values()), "")
        result.problems.append(ImportProblem(cell, str(refusal)))
        return None
    return Outcome.UPDATED if known else Outcome.ADDED


def _values(records: Sequence[Record], code: str) -> Values:
    """The form and its rows, from the lines of one rule."""
    first = records[0].values
    rule = {field.key: first.get(field.key) for field in CLOCK} | {"clock_version": code}
    return rule | {
        STEPS.key: [
            {field.key: record.values.get(f"{_STEM}{field.key}") for field in STEPS.fields}
            for record in records
        ]
    }


def _plain(values: Mapping[str, Any]) -> Values:
    """Values in which an empty cell is what the form begins with."""
    return _with_defaults(values, CLOCK) | {
        STEPS.key: [
            _with_defaults(row, STEPS.fields) | {"both_readings": row.get("both_readings") or None}
            for row in values[STEPS.key]
        ]
    }


def _with_defaults(values: Mapping[str, Any], known: Sequence[Field]) -> Values:
    return {
        field.key: field.default if values.get(field.key) in (None, "") else values[field.key]
        for field in known
    }


def _in_force(session: Session, class_key: str, code: str) -> Values | None:
    clock = due.clock_of(session, class_key)
    return next((as_values(clock, each) for each in clock.versions if each.key == code), None)


def outgoing(session: Reading, _actor: Actor) -> Iterator[Mapping[str, Any]]:
    """Every step of every rule, the classes in their order and the rules by date."""
    for clock in due.rulebook_of(session).clocks():
        for version in clock.versions:
            whole = as_values(clock, version)
            steps: Iterable[Values] = whole.pop(STEPS.key)
            for row in steps:
                yield whole | {f"{_STEM}{key}": value for key, value in row.items()}


CLOCKS = ImportKind("clocks", "Aturan batas waktu", fields, apply, outgoing=outgoing, complete=False)

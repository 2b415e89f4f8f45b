"""Units from a workbook: known by their code; an empty cell never erases."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.importing import ImportContext, ImportKind, ImportResult
from berkas.rooms.office.commands.units import save_unit
from berkas.rooms.office.fields.units import UNIT
from berkas.rooms.office.sheet.saving import Values, save_rows
from berkas.rooms.office.sheet.words import in_words, words_of
from berkas.rules.fields import Field
from berkas.sheets.records import Record
from berkas_db.book import Reading
from berkas_db.changes import Actor, Step
from berkas_db.tables import Unit

FIELDS: tuple[Field, ...] = tuple(field for field in UNIT if field.key not in {"parent_id", "is_example"})


def fields(context: ImportContext) -> Sequence[Field]:
    """The columns of a list of units."""
    del context
    return FIELDS


def apply(step: Step, rows: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Save every row; a unit is known by its code, otherwise by its full name."""
    save_rows(
        rows, step, context, result, model=Unit, fields=FIELDS, needed="name", find=_known,
        save=lambda step, values, known: save_unit(step, values, id=known, version=None),
    )  # fmt: skip


def _known(step: Step, values: Values) -> int | None:
    by_code = Unit.code == values["code"] if values.get("code") else Unit.name == values.get("name")
    return step.session.execute(
        select(Unit.id).where(by_code, Unit.trashed_at.is_(None))
    ).scalar_one_or_none()


def outgoing(session: Reading, _actor: Actor) -> Iterable[Mapping[str, Any]]:
    """Every unit in the columns of the import, with words in place of codes."""
    units = select(Unit).where(Unit.trashed_at.is_(None)).order_by(Unit.id)
    words = words_of(session, FIELDS)
    for unit in session.execute(units).scalars():
        yield in_words({field.key: getattr(unit, field.key) for field in FIELDS}, words)


UNITS = ImportKind("units", "Unit", fields, apply, outgoing=outgoing)

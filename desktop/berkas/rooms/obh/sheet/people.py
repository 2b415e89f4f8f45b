"""The list of advocates and paralegals of PBH an office keeps in a workbook.

A person is found again by NIK or by the number of the licence; people already in the PBH by their name.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.importing import ImportContext, ImportKind, ImportResult, Outcome
from berkas.rooms.obh.commands.obh import save_obh
from berkas.rooms.obh.fields.people import PEOPLE as ROWS
from berkas.rooms.obh.queries.likeness import the_obh
from berkas.rooms.obh.queries.people import people_of
from berkas.rooms.obh.sheet.rowwise import row_by_row
from berkas.rules.fields import Field, Kind
from berkas.sheets.records import Record
from berkas_db.book import Reading
from berkas_db.changes import Actor, Step
from berkas_db.tables import Obh

FIELDS: tuple[Field, ...] = (
    Field("obh", "PBH", Kind.REFERENCE, required=True, source="obh"),
    *(field for field in ROWS.fields if not field.read_only),
)


def apply(step: Step, records: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Write every row; a row that cannot be written becomes a problem at its cell."""
    row_by_row(records, result, lambda record: _apply_one(step, record, context, result), "name")


def _apply_one(step: Step, record: Record, context: ImportContext, result: ImportResult) -> None:
    values = record.values
    obh_id = the_obh(step.session, str(values["obh"]))
    rows = people_of(step.session, obh_id)
    before = [dict(row) for row in rows]
    given = {key: value for key, value in values.items() if key != "obh" and value is not None}
    given.setdefault("role", "advokat")
    known = next((row for row in rows if _same(row, given)), None)
    if not context.takes(known):
        result.tell(record.row, Outcome.SKIPPED)
        return
    if known is None:
        rows.append(given)
    else:
        known |= given
    save_obh(step, {"people": rows}, id=obh_id, version=None, reason=f"Impor {context.today.isoformat()}")
    if known is None:
        result.tell(record.row, Outcome.ADDED)
    else:
        same = people_of(step.session, obh_id) == before
        result.tell(record.row, Outcome.SAME if same else Outcome.UPDATED)


def _same(row: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    if row["role"] != given["role"]:
        return False
    if any(given.get(key) and given[key] == row.get(key) for key in ("nik", "licence_number")):
        return True
    return str(row["name"]).casefold() == str(given["name"]).casefold()


def outgoing(session: Reading, _actor: Actor) -> Iterable[Mapping[str, Any]]:
    """Everybody who works for an OBH, in the columns of the import."""
    obh = session.execute(select(Obh.id, Obh.name).where(Obh.trashed_at.is_(None)).order_by(Obh.name))
    for one in obh.all():
        for row in people_of(session, one.id):
            yield {**row, "obh": one.name}


PEOPLE = ImportKind(
    key="orang",
    title="Daftar advokat dan paralegal",
    fields=lambda _context: FIELDS,
    apply=apply,
    outgoing=outgoing,
)

"""The list of advocates and paralegals of PBH an office keeps in a workbook.

A person is found again by NIK or by the number of the licence; people already in the PBH by their name.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from berkas.engine.importing import ImportContext, ImportKind, ImportProblem, ImportResult
from berkas.rooms.obh.commands.obh import save_obh
from berkas.rooms.obh.fields.people import PEOPLE as ROWS
from berkas.rooms.obh.queries.likeness import obh_named
from berkas.rooms.obh.queries.people import people_of
from berkas.rules.fields import Field, Kind
from berkas.sheets.records import Record
from berkas_db.changes import Step
from berkas_db.errors import Refused

FIELDS: tuple[Field, ...] = (
    Field("obh", "PBH", Kind.REFERENCE, required=True, source="obh"),
    *(field for field in ROWS.fields if not field.read_only),
)


def apply(step: Step, records: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Write every row; a row that cannot be written becomes a problem at its cell."""
    for record in records:
        if not record.values.get("name"):
            continue
        try:
            _apply_one(step, record.values, context, result)
        except Refused as refusal:
            key = next((key for key in refusal.fields if key in record.cells), "name")
            result.problems.append(ImportProblem(record.cells.get(key, ""), str(refusal)))


def _apply_one(step: Step, values: Mapping[str, Any], context: ImportContext, result: ImportResult) -> None:
    obh_id = obh_named(step.session, str(values["obh"]))
    if obh_id is None:
        raise Refused(
            f"PBH “{values['obh']}” tidak ada dalam register. Tulis nama lengkap atau kodenya.",
            fields=("obh",),
        )
    rows = people_of(step.session, obh_id)
    before = [dict(row) for row in rows]
    given = {key: value for key, value in values.items() if key != "obh" and value is not None}
    given.setdefault("role", "advokat")
    known = next((row for row in rows if _same(row, given)), None)
    if known is None:
        rows.append(given)
    else:
        known |= given
    save_obh(step, {"people": rows}, id=obh_id, version=None, reason=f"Impor {context.today.isoformat()}")
    if known is None:
        result.added += 1
    elif people_of(step.session, obh_id) == before:
        result.ignored += 1
    else:
        result.updated += 1


def _same(row: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    if row["role"] != given["role"]:
        return False
    if any(given.get(key) and given[key] == row.get(key) for key in ("nik", "licence_number")):
        return True
    return str(row["name"]).casefold() == str(given["name"]).casefold()


PEOPLE = ImportKind(
    key="orang", title="Daftar advokat dan paralegal", fields=lambda _context: FIELDS, apply=apply
)

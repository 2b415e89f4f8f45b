"""Writes the rows of a workbook one by one; what cannot be written is told at its cell, all of it at once."""

from collections.abc import Callable, Sequence

from berkas.engine.importing import ImportProblem, ImportResult
from berkas.sheets.records import Record
from berkas_db.errors import Refused


def row_by_row(
    records: Sequence[Record], result: ImportResult, write: Callable[[Record], None], *needed: str
) -> None:
    """Write every row that gives one of the needed columns; a refusal is told at the cell of its field.

    Where the field has no column of its own, the first needed column stands for the row.
    """
    for record in records:
        if not any(record.values.get(key) for key in needed):
            continue
        try:
            write(record)
        except Refused as refusal:
            names = (name for field in refusal.fields for name in (field, field.removesuffix("_id")))
            key = next((name for name in names if name in record.cells), needed[0])
            cell = record.cells.get(key) or next(iter(record.cells.values()), "")
            result.problems.append(ImportProblem(cell, f"{refusal} {refusal.next_step}".strip()))

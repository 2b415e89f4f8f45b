"""The list of regencies and cities of the office's province, as a workbook. A row is matched by its code."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.importing import ImportContext, ImportKind, ImportProblem, ImportResult, Outcome
from berkas.rooms.obh.commands.accreditation import save_regency
from berkas.rooms.obh.fields.places import REGENCY
from berkas.rooms.obh.queries.rules import load_regency
from berkas.rules.vocabulary import Confidence
from berkas.sheets.records import Record
from berkas_db.book import Reading
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import Regency

FIELDS = tuple(field for field in REGENCY if field.key != "confidence")


def apply(step: Step, records: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Write every row; a row that cannot be written becomes a problem at its cell."""
    for record in records:
        values = {key: value for key, value in record.values.items() if value is not None}
        known = step.session.execute(
            select(Regency.id).where(Regency.code == values.get("code"))
        ).scalar_one_or_none()
        if not context.takes(known):
            result.tell(record.row, Outcome.SKIPPED)
            continue
        if known is None:
            values["confidence"] = Confidence.RUMUSAN_KANTOR.value
        elif _is_same(load_regency(step.session, known).values, values):
            result.tell(record.row, Outcome.SAME)
            continue
        try:
            save_regency(step, values, id=known, version=None, reason=f"Impor {context.today.isoformat()}")
        except Refused as refusal:
            key = next((key for key in refusal.fields if key in record.cells), "code")
            result.problems.append(ImportProblem(record.cells.get(key, ""), str(refusal)))
            continue
        result.tell(record.row, Outcome.UPDATED if known else Outcome.ADDED)


def _is_same(kept: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    return all(kept[key] == value for key, value in values.items())


def outgoing(session: Reading, _actor: Actor) -> Iterable[Mapping[str, Any]]:
    """Every regency in the columns of the import."""
    table = Regency.__table__
    yield from (dict(row) for row in session.execute(select(table).order_by(table.c.code)).mappings())


PLACES = ImportKind(
    key="kabupaten",
    title="Daftar kabupaten dan kota",
    fields=lambda _context: FIELDS,
    apply=apply,
    outgoing=outgoing,
)

"""The list of employees an office keeps in a workbook: name, NIP, rank, position, team.

Somebody is known by NIP, else by name. Another position than the one held is a new one from its day on.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.importing import ImportContext, ImportKind, ImportProblem, ImportResult, Outcome
from berkas.rooms.office.commands.office import save_official
from berkas.rooms.office.fields.office import OFFICIAL
from berkas.rooms.office.queries.office import load_official
from berkas.rules.fields import Field, Kind
from berkas.sheets.records import Record
from berkas_db.book import Reading
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import Official

FIELDS: tuple[Field, ...] = (
    *(each for each in OFFICIAL if each.key != "is_active"),
    Field("position", "Jabatan", length=120),
    Field("division", "Divisi atau bidang", length=120),
    Field("position_from", "Jabatan mulai", Kind.DATE, help="Kosong: hari ini."),
)
_OWN = tuple(each.key for each in OFFICIAL if each.key != "is_active")
_OTHER_HEADS = {
    "nama pegawai": "name", "nama lengkap": "name", "pangkat/gol": "rank", "pangkat/golongan": "rank",
    "pangkat / gol": "rank", "golongan": "rank", "tim": "team", "bidang": "division", "divisi": "division",
    "tmt": "position_from", "tmt jabatan": "position_from",
}  # fmt: skip


def apply(step: Step, records: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Write every row; a row that cannot be written becomes a problem at its cell."""
    for record in records:
        if not record.values.get("name"):
            continue
        try:
            _apply_one(step, record, context, result)
        except Refused as refusal:
            key = next((key for key in refusal.fields if key in record.cells), "name")
            result.problems.append(ImportProblem(record.cells.get(key, ""), str(refusal)))


def _apply_one(step: Step, record: Record, context: ImportContext, result: ImportResult) -> None:
    values = record.values
    known = _known(step, values)
    if not context.takes(known):
        result.tell(record.row, Outcome.SKIPPED)
        return
    before = dict(load_official(step.session, known).values) if known else {}
    wanted: dict[str, Any] = {key: values[key] for key in _OWN if values.get(key) is not None}
    if not known:
        wanted["is_active"] = True
    wanted |= _positions(values, before, context)
    saved = save_official(step, wanted, id=known, version=None, reason=f"Impor {context.today.isoformat()}")
    if known is None:
        result.tell(record.row, Outcome.ADDED)
    else:
        same = dict(load_official(step.session, saved).values) == before
        result.tell(record.row, Outcome.SAME if same else Outcome.UPDATED)


def _known(step: Step, values: Mapping[str, Any]) -> int | None:
    for column in ("nip", "name"):
        if not values.get(column):
            continue
        found = list(
            step.session.execute(
                select(Official.id)
                .where(Official.trashed_at.is_(None), getattr(Official, column) == values[column])
                .limit(2)
            ).scalars()
        )
        if len(found) > 1:
            raise Refused(f"“{values[column]}” dimiliki lebih dari satu orang. Tulis NIP-nya.", "", (column,))
        if found:
            return found[0]
    return None


def _positions(
    values: Mapping[str, Any], before: Mapping[str, Any], context: ImportContext
) -> dict[str, Any]:
    if not values.get("position"):
        return {}
    rows = [dict(row) for row in before.get("positions", ())]
    held = _held(rows)
    begins = values.get("position_from") or context.today.isoformat()
    if held is not None and held["position"].casefold() == str(values["position"]).casefold():
        given = {"division": values.get("division"), "valid_from": values.get("position_from")}
        held |= {key: value for key, value in given.items() if value}
        return {"positions": rows}
    new = {"position": values["position"], "division": values.get("division"), "valid_from": begins}
    return {"positions": [*rows, new | {"capacity": "sendiri"}]}


def _held(rows: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    standing = [row for row in rows if not row.get("valid_until")]
    return max(standing, key=lambda row: row["valid_from"], default=None)


def outgoing(session: Reading, _actor: Actor) -> Iterable[Mapping[str, Any]]:
    """Everybody of the office, with the position held now."""
    ids = session.execute(
        select(Official.id).where(Official.trashed_at.is_(None)).order_by(Official.name, Official.id)
    ).scalars()
    for id_ in ids.all():
        values = load_official(session, id_).values
        held = _held([dict(row) for row in values["positions"]]) or {}
        yield {key: values.get(key) for key in _OWN} | {
            "position": held.get("position"),
            "division": held.get("division"),
            "position_from": held.get("valid_from"),
        }


OFFICIALS = ImportKind(
    key="pegawai",
    title="Daftar pegawai",
    fields=lambda _context: FIELDS,
    apply=apply,
    known_as=lambda _context: _OTHER_HEADS,
    outgoing=outgoing,
)

"""The list of Posbankum an office keeps in a workbook: place, decree, head, paralegals, last report.

A row is matched by code, by the id of the central application, or by village, district and regency.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from berkas.engine.importing import ImportContext, ImportKind, ImportResult, Outcome
from berkas.rooms.obh.commands.posts import save_posbankum
from berkas.rooms.obh.fields.posts import VILLAGE_KINDS
from berkas.rooms.obh.queries.likeness import regency_named, the_obh
from berkas.rooms.obh.queries.posts import load_posbankum
from berkas.rooms.obh.queries.weeks import monday_of
from berkas.rooms.obh.sheet.rowwise import row_by_row
from berkas.rules.fields import Field, Kind
from berkas.sheets.records import Record
from berkas_db.book import Reading
from berkas_db.changes import Actor, Step
from berkas_db.tables import Obh, Posbankum, Regency

FIELDS: tuple[Field, ...] = (
    Field("regency", "Kabupaten/kota", Kind.REFERENCE, required=True, source="kabupaten"),
    Field("district", "Kecamatan", length=100),
    Field("village", "Desa/kelurahan", required=True, length=100),
    Field("village_kind", "Jenis", Kind.CHOICE, choices=VILLAGE_KINDS, help="Kosong: desa."),
    Field("name", "Nama Posbankum", length=150, help="Kosong: dibuat dari nama desa."),
    Field("code", "Kode", length=30),
    Field("decree_number", "Nomor SK", length=80),
    Field("decree_on", "Tanggal SK", Kind.DATE, most="hari_ini"),
    Field("head_name", "Kepala desa/lurah", length=120),
    Field("phone", "HP", Kind.PHONE, length=30),
    Field("address", "Alamat", length=200),
    Field("facilities", "Sarana", length=200),
    Field("established_on", "Berdiri", Kind.DATE, most="hari_ini"),
    Field("obh", "PBH pendamping", Kind.REFERENCE, source="obh"),
    Field("central_id", "Nomor aplikasi pusat", length=40),
    Field("paralegals", "Paralegal", length=500, help="Nama-namanya, dipisah titik koma."),
    Field("trained", "Paralegal terlatih", length=500, help="Nama yang sudah dilatih, dipisah titik koma."),
    Field("last_report", "Laporan terakhir", Kind.DATE, most="hari_ini"),
    Field("closed_on", "Berhenti", Kind.DATE),
    Field("is_example", "Data contoh", Kind.BOOLEAN),
    Field("note", "Catatan", length=300),
)
_OTHER_HEADS = {
    "kabupaten": "regency", "kota": "regency",
    "desa": "village", "kelurahan": "village", "nama desa": "village",
    "posbankum": "name", "nama": "name",
    "sk": "decree_number", "no. sk": "decree_number",
    "kepala desa": "head_name", "lurah": "head_name",
    "no. hp": "phone", "telepon": "phone",
    "terlatih": "trained",
}  # fmt: skip
"""How offices head these columns in lists of their own; matched beside our own words."""
_OWN = (
    "name", "district", "village", "village_kind", "code", "decree_number", "decree_on", "head_name", "phone",
    "address", "facilities", "established_on", "central_id", "closed_on", "is_example", "note",
)  # fmt: skip


def apply(step: Step, records: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Write every row; a row that cannot be written becomes a problem at its cell."""
    row_by_row(records, result, lambda record: _apply_one(step, record, context, result), "village")


def _apply_one(step: Step, record: Record, context: ImportContext, result: ImportResult) -> None:
    values = record.values
    regency = regency_named(step.session, str(values["regency"]))
    known = _known(step, values, regency)
    if not context.takes(known):
        result.tell(record.row, Outcome.SKIPPED)
        return
    before = dict(load_posbankum(step.session, known).values) if known else {}
    wanted: dict[str, Any] = {key: values[key] for key in _OWN if values.get(key) is not None}
    wanted["regency_id"] = regency
    if known is None:
        wanted.setdefault("village_kind", "desa")
        place = "Kelurahan" if wanted["village_kind"] == "kelurahan" else "Desa"
        wanted.setdefault("name", f"Posbankum {place} {values['village']}")
    if values.get("obh"):
        wanted["obh_id"] = the_obh(step.session, str(values["obh"]))
    wanted |= _paralegals(values, before) | _reports(values, before)
    saved = save_posbankum(step, wanted, id=known, version=None, reason=f"Impor {context.today.isoformat()}")
    if known is None:
        result.tell(record.row, Outcome.ADDED)
    else:
        same = dict(load_posbankum(step.session, saved).values) == before
        result.tell(record.row, Outcome.SAME if same else Outcome.UPDATED)


def _known(step: Step, values: Mapping[str, Any], regency: int) -> int | None:
    keys = [
        *([Posbankum.code == values["code"]] if values.get("code") else []),
        *([Posbankum.central_id == values["central_id"]] if values.get("central_id") else []),
        (Posbankum.regency_id == regency)
        & (Posbankum.village == values["village"])
        & (func.ifnull(Posbankum.district, "") == (values.get("district") or "")),
    ]
    for key in keys:
        found = step.session.execute(
            select(Posbankum.id).where(Posbankum.trashed_at.is_(None), key).order_by(Posbankum.id).limit(1)
        ).scalar_one_or_none()
        if found is not None:
            return found
    return None


def _names(typed: object) -> list[str]:
    return [name.strip() for name in str(typed or "").split(";") if name.strip()]


def _paralegals(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Names are added or marked as trained; nobody is taken away by a list."""
    trained = {name.casefold() for name in _names(values.get("trained"))}
    names = dict.fromkeys([*_names(values.get("paralegals")), *_names(values.get("trained"))])
    if not names:
        return {}
    rows = [dict(row) for row in before.get("paralegals", ())]
    for name in names:
        row = next((row for row in rows if row["name"].casefold() == name.casefold()), None)
        if row is None:
            row = {"name": name, "is_trained": False}
            rows.append(row)
        row["is_trained"] = bool(row.get("is_trained")) or name.casefold() in trained
    return {"paralegals": rows}


def _reports(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """The last report is ticked for the week it came in."""
    if not values.get("last_report"):
        return {}
    came = date.fromisoformat(str(values["last_report"]))
    week = monday_of(came).isoformat()
    rows = [dict(row) for row in before.get("reports", ())]
    if any(row["week_start"] == week or row["received_on"] == came.isoformat() for row in rows):
        return {}
    return {"reports": [*rows, {"week_start": week, "received_on": came.isoformat()}]}


def outgoing(session: Reading, _actor: Actor) -> Iterable[Mapping[str, Any]]:
    """Every Posbankum in the columns of the import."""
    regencies = {row[0]: row[1] for row in session.execute(select(Regency.id, Regency.name))}
    partners = {row[0]: row[1] for row in session.execute(select(Obh.id, Obh.name))}
    ids = session.execute(
        select(Posbankum.id).where(Posbankum.trashed_at.is_(None)).order_by(Posbankum.id)
    ).scalars()
    for id_ in ids.all():
        values = load_posbankum(session, id_).values
        paralegals = values.get("paralegals", ())
        reports = [row["received_on"] for row in values.get("reports", ()) if row.get("received_on")]
        yield {key: values.get(key) for key in _OWN} | {
            "regency": regencies.get(values["regency_id"]),
            "obh": partners.get(values.get("obh_id") or 0),
            "paralegals": "; ".join(row["name"] for row in paralegals) or None,
            "trained": "; ".join(row["name"] for row in paralegals if row.get("is_trained")) or None,
            "last_report": max(reports, default=None),
        }


POSTS = ImportKind(
    key="posbankum",
    title="Daftar Posbankum",
    fields=lambda _context: FIELDS,
    apply=apply,
    known_as=lambda _context: _OTHER_HEADS,
    outgoing=outgoing,
)

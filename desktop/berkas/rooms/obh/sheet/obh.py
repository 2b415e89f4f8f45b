"""The list of PBH an office keeps in a workbook: identity, accreditation, budget, realisation of a quarter.

A row is matched by code, name, short name or another known name; a name that is only alike is asked about,
never merged by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.importing import ImportContext, ImportKind, ImportProblem, ImportResult, Outcome
from berkas.engine.lookup import term_choices
from berkas.rooms.obh.commands import save_obh
from berkas.rooms.obh.fields.accreditation import CATEGORIES
from berkas.rooms.obh.fields.rows import QUARTERS
from berkas.rooms.obh.queries.board import running_period
from berkas.rooms.obh.queries.likeness import names_like, obh_named, regency_named
from berkas.rooms.obh.queries.obh import load_obh
from berkas.rules.fields import Field, Kind
from berkas.sheets.records import Record
from berkas_db.book import Reading
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import AccreditationPeriod, Obh, Regency

FIELDS: tuple[Field, ...] = (
    Field("name", "Nama PBH", required=True, length=200),
    Field("code", "Kode", length=30),
    Field("short_name", "Nama singkat", length=60),
    Field("leader_name", "Ketua", length=120),
    Field("legal_form", "Bentuk badan hukum", Kind.REFERENCE, source="istilah:bentuk_badan_hukum"),
    Field("legal_entity_number", "SK badan hukum", length=80),
    Field("legal_entity_on", "Tanggal SK badan hukum", Kind.DATE, most="hari_ini"),
    Field("deed_number", "Akta pendirian", length=80),
    Field("deed_on", "Tanggal akta", Kind.DATE, most="hari_ini"),
    Field("notary", "Notaris", length=120),
    Field("tax_number", "NPWP", length=25),
    Field("founded_on", "Tanggal berdiri", Kind.DATE, most="hari_ini"),
    Field("address", "Alamat", length=300),
    Field("phone", "Telepon", Kind.PHONE, length=60),
    Field("email", "Surel", Kind.EMAIL, length=120),
    Field("website", "Laman", length=120),
    Field("regency", "Kabupaten/kota", Kind.REFERENCE, source="kabupaten"),
    Field("areas", "Wilayah layanan", length=400, help="Kabupaten/kota, dipisah titik koma."),
    Field("latitude", "Lintang", Kind.DECIMAL, least=-11, most=7),
    Field("longitude", "Bujur", Kind.DECIMAL, least=94, most=142),
    Field("has_stopela", "Stopela", Kind.BOOLEAN),
    Field("stopela_on", "Tanggal Stopela", Kind.DATE, most="hari_ini"),
    Field("sidbankum_id", "Nomor Sidbankum", length=40),
    Field("category", "Akreditasi", Kind.CHOICE, choices=CATEGORIES),
    Field("period", "Periode akreditasi", Kind.REFERENCE, source="periode_akreditasi"),
    Field("decree_number", "SK akreditasi", length=80),
    Field("decree_on", "Tanggal SK", Kind.DATE),
    Field("applied_on", "Tanggal mengajukan", Kind.DATE),
    Field("certificate_number", "Nomor sertifikat", length=80),
    Field("certificate_on", "Tanggal sertifikat", Kind.DATE),
    Field("year", "Tahun anggaran", Kind.INTEGER, least=2013, most=2100),
    Field("contract", "Nomor kontrak", length=80),
    Field("litigation", "Pagu litigasi", Kind.RUPIAH, least=0),
    Field("nonlitigation", "Pagu nonlitigasi", Kind.RUPIAH, least=0),
    Field("quarter", "Triwulan", Kind.CHOICE, choices=QUARTERS),
    Field("sidbankum_litigation", "Realisasi Sidbankum litigasi", Kind.RUPIAH, least=0),
    Field("sidbankum_nonlitigation", "Realisasi Sidbankum nonlitigasi", Kind.RUPIAH, least=0),
    Field("omspan_litigation", "Realisasi OMSPAN litigasi", Kind.RUPIAH, least=0),
    Field("omspan_nonlitigation", "Realisasi OMSPAN nonlitigasi", Kind.RUPIAH, least=0),
)
_OTHER_HEADS = {
    "nama": "name", "pbh": "name", "obh": "name", "nama obh": "name", "name": "name",
    "direktur": "leader_name", "address": "address", "e-mail": "email", "handphone": "phone", "hp": "phone",
    "kabupaten": "regency", "kota": "regency", "kedudukan": "regency",
    "sk": "decree_number", "kategori": "category", "periode": "period", "tahun": "year",
    "kontrak": "contract", "akta": "deed_number",
}  # fmt: skip
"""How offices and the public list of BPHN head these columns; matched beside our own words."""
_OWN = (
    "name", "short_name", "leader_name", "legal_entity_number", "legal_entity_on", "deed_number", "deed_on",
    "notary", "tax_number", "founded_on", "website", "latitude", "longitude", "has_stopela", "stopela_on",
    "sidbankum_id",
)  # fmt: skip
_DECREE = ("decree_number", "decree_on", "applied_on", "certificate_number", "certificate_on")
_CONTRACT = ("year", "contract", "litigation", "nonlitigation")


def apply(step: Step, records: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Write every row; a row that cannot be written becomes a problem at its cell."""
    for record in records:
        problem = _apply_one(step, record, context, result)
        if problem is not None:
            result.problems.append(problem)


def _apply_one(
    step: Step, record: Record, context: ImportContext, result: ImportResult
) -> ImportProblem | None:
    values, at = record.values, record.cells
    name = str(values.get("name") or "")
    if not name:
        return None
    known = obh_named(step.session, str(values["code"])) if values.get("code") else None
    known = known or obh_named(step.session, name)
    if not context.takes(known):
        result.tell(record.row, Outcome.SKIPPED)
        return None
    if known is None and (likely := names_like(step.session, name)):
        return ImportProblem(
            at.get("name", ""),
            f"“{name}” mirip dengan “{likely[0].name}” dalam register. Tulis kode OBH itu bila sama, "
            "atau catat OBH ini lebih dahulu bila berbeda.",
        )
    try:
        before = dict(load_obh(step.session, known).values) if known else {}
        wanted = _wanted(step, values, before, context)
        saved = save_obh(step, wanted, id=known, version=None, reason=f"Impor {context.today.isoformat()}")
    except Refused as refusal:
        return ImportProblem(
            at.get(refusal.fields[0] if refusal.fields else "name", at.get("name", "")), str(refusal)
        )
    if known is None:
        result.tell(record.row, Outcome.ADDED)
    elif dict(load_obh(step.session, saved).values) == before:
        result.tell(record.row, Outcome.SAME)
    else:
        result.tell(record.row, Outcome.UPDATED)
    return None


def _wanted(
    step: Step, values: Mapping[str, Any], before: Mapping[str, Any], context: ImportContext
) -> dict[str, Any]:
    """What the row says, laid over what is known; empty cells change nothing."""
    wanted: dict[str, Any] = {key: values[key] for key in _OWN if values.get(key) is not None}
    if values.get("code") and not before:
        wanted["code"] = values["code"]
    if values.get("regency"):
        wanted["regency_id"] = regency_named(step.session, str(values["regency"]))
    if values.get("legal_form"):
        wanted["legal_form"] = _legal_form(step, str(values["legal_form"]))
    if values.get("address") and not before.get("addresses"):
        wanted["addresses"] = [{"kind": "kantor_pusat", "address": values["address"], "is_main": True}]
    wanted |= _contacts(values, before) | _areas(step, values, before)
    if values.get("category"):
        wanted["accreditations"] = _accreditations(step, values, before)
    if any(values.get(key) is not None for key in _CONTRACT):
        wanted |= _money(values, before, context)
    return wanted


def _legal_form(step: Step, typed: str) -> str:
    for choice in term_choices(step.session, "bentuk_badan_hukum"):
        if typed.casefold() in (choice.code.casefold(), choice.label.casefold()):
            return choice.code
    raise Refused(f"Bentuk badan hukum “{typed}” tidak dikenal.", fields=("legal_form",))


def _contacts(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers and addresses that are not there yet are added."""
    rows = [dict(row) for row in before.get("contacts", ())]
    there = {row["value"] for row in rows}
    new = [
        {"kind": kind, "value": values[key], "is_main": not rows and key == "phone"}
        for key, kind in (("phone", "hp"), ("email", "email"))
        if values.get(key) and values[key] not in there
    ]
    return {"contacts": [*rows, *new]} if new else {}


def _areas(step: Step, values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Regencies served that are not there yet are added."""
    rows = [dict(row) for row in before.get("areas", ())]
    there = {row["regency_id"] for row in rows}
    named = [name.strip() for name in str(values.get("areas") or "").split(";") if name.strip()]
    new = dict.fromkeys(regency_named(step.session, name, field="areas") for name in named)
    added = [{"regency_id": id_} for id_ in new if id_ not in there]
    return {"areas": [*rows, *added]} if added else {}


def _accreditations(step: Step, values: Mapping[str, Any], before: Mapping[str, Any]) -> list[dict[str, Any]]:
    period = running_period(step.session)
    if values.get("period"):
        typed = str(values["period"]).replace("–", "-")
        period = step.session.execute(
            select(AccreditationPeriod.id).where(AccreditationPeriod.code == typed)
        ).scalar_one_or_none()
        if period is None:
            raise Refused(f"Periode akreditasi “{values['period']}” tidak dikenal.", fields=("period",))
    rows = [dict(row) for row in before.get("accreditations", ())]
    own = next((row for row in rows if row["period_id"] == period), None)
    if own is None:
        own = dict[str, Any](period_id=period)
        rows.append(own)
    own |= {"category": values["category"], "result": own.get("result") or "terakreditasi"}
    own |= {key: values[key] for key in _DECREE if values.get(key)}
    if own["result"] == "diproses":
        own["result"] = "terakreditasi"
    return rows


def _money(values: Mapping[str, Any], before: Mapping[str, Any], context: ImportContext) -> dict[str, Any]:
    year = values.get("year") or context.today.year
    contracts = [dict(row) for row in before.get("contracts", ())]
    typed = str(values.get("contract") or "")
    same_year = (row for row in contracts if row["year"] == year)
    own = next((row for row in same_year if not typed or row["number"].casefold() == typed.casefold()), None)
    if own is None:
        own = {"year": year, "number": typed or f"Pagu {year}"}
        contracts.append(own)
    own |= {key: values[key] for key in ("litigation", "nonlitigation") if values.get(key) is not None}
    paid = [dict(row) for row in before.get("realisations", ())]
    for system in ("sidbankum", "omspan"):
        amounts = [values.get(f"{system}_{part}") for part in ("litigation", "nonlitigation")]
        if all(amount is None for amount in amounts):
            continue
        if not values.get("quarter"):
            raise Refused("Triwulan wajib diisi bila realisasi diisi.", fields=("quarter",))
        place = (own["number"].casefold(), str(values["quarter"]), system)
        row = next(
            (
                row
                for row in paid
                if (row["contract"].casefold(), str(row["quarter"]), row["system"]) == place
            ),
            None,
        )
        if row is None:
            row = {"contract": own["number"], "quarter": str(values["quarter"]), "system": system}
            paid.append(row)
        new = {"litigation": amounts[0] or 0, "nonlitigation": amounts[1] or 0}
        if any(row.get(key) != amount for key, amount in new.items()):
            row |= new | {"as_of": context.today.isoformat()}
    return {"contracts": contracts, "realisations": paid, "addenda": before.get("addenda", [])}


def outgoing(session: Reading, _actor: Actor) -> Iterable[Mapping[str, Any]]:
    """Every OBH in the columns of the import: the running accreditation and the newest contract."""
    forms = {choice.code: choice.label for choice in term_choices(session, "bentuk_badan_hukum")}
    regencies = {row[0]: row[1] for row in session.execute(select(Regency.id, Regency.name))}
    periods = {
        row[0]: row[1] for row in session.execute(select(AccreditationPeriod.id, AccreditationPeriod.code))
    }
    running = running_period(session)
    ids = session.execute(select(Obh.id).where(Obh.trashed_at.is_(None)).order_by(Obh.id)).scalars().all()
    for id_ in ids:
        values = load_obh(session, id_).values
        contacts = values.get("contacts", ())
        areas = [regencies[row["regency_id"]] for row in values.get("areas", ())]
        yield {key: values.get(key) for key in _OWN} | {
            "code": values["code"],
            "legal_form": forms.get(values.get("legal_form") or ""),
            "regency": regencies.get(values.get("regency_id") or 0),
            "address": next((row["address"] for row in values.get("addresses", ())), None),
            "phone": next((row["value"] for row in contacts if row["kind"] == "hp"), None),
            "email": next((row["value"] for row in contacts if row["kind"] == "email"), None),
            "areas": "; ".join(areas) or None,
            **_accreditation_out(values, running, periods),
            **_contract_out(values),
        }


def _accreditation_out(
    values: Mapping[str, Any], running: int | None, periods: Mapping[int, str]
) -> dict[str, Any]:
    own = next((row for row in values.get("accreditations", ()) if row["period_id"] == running), None)
    if own is None or not own.get("category"):
        return {}
    return {"category": own["category"], "period": periods[own["period_id"]]} | {
        key: own.get(key) for key in _DECREE
    }


def _contract_out(values: Mapping[str, Any]) -> dict[str, Any]:
    newest = max(values.get("contracts", ()), key=lambda row: row["year"], default=None)
    if newest is None:
        return {}
    return {
        "year": newest["year"],
        "contract": newest["number"],
        "litigation": newest.get("litigation"),
        "nonlitigation": newest.get("nonlitigation"),
        **_realisation_out(values, newest["number"]),
    }


def _realisation_out(values: Mapping[str, Any], contract: str) -> dict[str, Any]:
    """The newest quarter of a contract, as both systems tell it."""
    rows = [row for row in values.get("realisations", ()) if row["contract"] == contract]
    quarter = max((str(row["quarter"]) for row in rows), default=None)
    found: dict[str, Any] = {"quarter": quarter}
    for row in rows:
        if str(row["quarter"]) == quarter:
            for part in ("litigation", "nonlitigation"):
                found[f"{row['system']}_{part}"] = row.get(part)
    return found


OBH = ImportKind(
    key="obh",
    title="Daftar OBH",
    fields=lambda _context: FIELDS,
    apply=apply,
    known_as=lambda _context: _OTHER_HEADS,
    outgoing=outgoing,
)

"""Rules across the rows of an OBH. Keys of the problems are the keys of the rows. Imports only the rules."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from berkas.rooms.obh.fields.rows import ADDENDA, REALISATIONS, ROWS
from berkas.rules.dates import show_short
from berkas.rules.fields import Problem, Severity
from berkas.rules.identity import nik_doubts
from berkas.rules.vocabulary import RealisationSystem, Sex


def row_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Everything wrong across the rows of an OBH."""
    yield from _order_of_dates(values)
    yield from _accreditation(values.get("accreditations", ()))
    yield from _people(values.get("people", ()))
    yield from _money(values)


def _order_of_dates(values: Mapping[str, Any]) -> Iterable[Problem]:
    for rows in ROWS:
        for number, row in enumerate(values.get(rows.key, ()), 1):
            for first, last in (("valid_from", "valid_until"), ("period_from", "period_until")):
                if row.get(first) and row.get(last) and row[last] < row[first]:
                    yield Problem(
                        rows.key, f"{rows.title}, baris {number}: tanggal akhir mendahului tanggal awal."
                    )


def _accreditation(rows: Sequence[Mapping[str, Any]]) -> Iterable[Problem]:
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        where = f"Akreditasi per periode, baris {number}"
        period = str(row.get("period_id") or "")
        if period in seen:
            yield Problem("accreditations", f"{where}: periode ini sudah ada pada baris lain.")
        seen.add(period)
        if row.get("result") == "terakreditasi" and not row.get("category"):
            yield Problem("accreditations", f"{where}: kategori wajib diisi bila terakreditasi.")
        if row.get("result") == "dicabut" and not row.get("revoked_on"):
            yield Problem("accreditations", f"{where}: tanggal dicabut wajib diisi.")


def _people(rows: Sequence[Mapping[str, Any]]) -> Iterable[Problem]:
    for number, row in enumerate(rows, 1):
        where = f"Advokat dan paralegal, baris {number}"
        sex = Sex(row["sex"]) if row.get("sex") else None
        for doubt in nik_doubts(row.get("nik") or "", sex=sex):
            yield Problem("people", f"{where}: {doubt}", Severity.SOFT)
        if row.get("role") == "advokat" and row.get("licence_number") and not row.get("licence_until"):
            yield Problem("people", f"{where}: masa berlaku izin belum diketahui.", Severity.SOFT)
        if row.get("licence_until") and not row.get("licence_number"):
            yield Problem("people", f"{where}: masa berlaku diisi tanpa nomor izin.")


def _money(values: Mapping[str, Any]) -> Iterable[Problem]:
    totals = {
        str(row["number"]).casefold(): [row.get("litigation") or 0, row.get("nonlitigation") or 0]
        for row in values.get("contracts", ())
        if row.get("number")
    }
    for key, title in (("addenda", ADDENDA.title), ("realisations", REALISATIONS.title)):
        for number, row in enumerate(values.get(key, ()), 1):
            if str(row.get("contract") or "").casefold() not in totals:
                yield Problem(
                    key, f"{title}, baris {number}: nomor kontrak itu tidak ada pada Kontrak dan pagu."
                )
    for row in sorted(values.get("addenda", ()), key=lambda row: row.get("signed_on") or ""):
        total = totals.get(str(row.get("contract") or "").casefold())
        if total is None:
            continue
        total[0] += row.get("litigation_change") or 0
        total[1] += row.get("nonlitigation_change") or 0
        if min(total) < 0:
            yield Problem(
                "addenda", f"Adendum {row.get('number')}: pagu menjadi kurang dari nol. Periksa perubahannya."
            )
    yield from _realised(values, totals)


def _realised(values: Mapping[str, Any], totals: Mapping[str, list[int]]) -> Iterable[Problem]:
    seen: set[tuple[str, str, str]] = set()
    paid: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(values.get("realisations", ()), 1):
        contract, system = str(row.get("contract") or "").casefold(), str(row.get("system") or "")
        place = (contract, str(row.get("quarter") or ""), system)
        if place in seen:
            yield Problem(
                "realisations",
                f"Realisasi, baris {number}: triwulan dan sistem itu sudah ada pada baris lain.",
            )
        seen.add(place)
        sums = paid.setdefault((contract, system), [0, 0])
        sums[0] += row.get("litigation") or 0
        sums[1] += row.get("nonlitigation") or 0
    for (contract, system), sums in paid.items():
        budget = totals.get(contract)
        if budget is not None and (sums[0] > budget[0] or sums[1] > budget[1]):
            label = RealisationSystem.label_of(system)
            yield Problem(
                "realisations", f"Realisasi menurut {label} melebihi pagu kontrak itu.", Severity.SOFT
            )


def decree_doubts(rows: Sequence[Mapping[str, Any]], ends: Mapping[str, str]) -> Iterable[Problem]:
    """A decree dated after its period; `ends` maps the period's id (as text) to its last day."""
    for number, row in enumerate(rows, 1):
        end = ends.get(str(row.get("period_id") or ""))
        if end and row.get("decree_on") and row["decree_on"] > end:
            shown = show_short(date.fromisoformat(end))
            yield Problem(
                "accreditations",
                f"Akreditasi per periode, baris {number}: SK sesudah periodenya berakhir ({shown}).",
                Severity.SOFT,
            )


def board_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """What is not complete says why; what needs a validity has one."""
    for row in values.get("requirements", ()):
        if row.get("state") == "belum_lengkap" and not row.get("reason"):
            yield Problem("requirements", f"{row.get('label')}: alasan wajib diisi bila belum lengkap.")
        if row.get("state") == "lengkap" and row.get("needs_validity") and not row.get("valid_until"):
            yield Problem("requirements", f"{row.get('label')}: masa berlaku belum diisi.", Severity.SOFT)

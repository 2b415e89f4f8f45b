"""Rules across the rows of an OBH. Keys of the problems are the keys of the rows. Imports only the rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from berkas.rooms.obh.fields.people import people_checks
from berkas.rooms.obh.fields.rows import ADDENDA, REALISATIONS, ROWS
from berkas.rules.fields import Problem, Severity
from berkas.rules.vocabulary import RealisationSystem


def row_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Everything wrong across the rows of an OBH."""
    yield from _order_of_dates(values)
    yield from _reach(values)
    yield from people_checks(values.get("people", ()))
    yield from _money(values)


def _order_of_dates(values: Mapping[str, Any]) -> Iterable[Problem]:
    for rows in ROWS:
        for number, row in enumerate(values.get(rows.key, ()), 1):
            for first, last in (("valid_from", "valid_until"), ("period_from", "period_until")):
                if row.get(first) and row.get(last) and row[last] < row[first]:
                    yield Problem(
                        rows.key, f"{rows.title}, baris {number}: tanggal akhir mendahului tanggal awal."
                    )


def _reach(values: Mapping[str, Any]) -> Iterable[Problem]:
    """One main address and one area at a time."""
    for key, title, told, same in (
        ("addresses", "Alamat", "ada dua alamat utama pada waktu yang sama", _main_address),
        ("areas", "Wilayah layanan", "wilayah itu sudah ada pada baris lain", _area),
    ):
        there: list[tuple[str, str, str]] = []
        for number, row in enumerate(values.get(key, ()), 1):
            place = same(row)
            if not place:
                continue
            first, last = row.get("valid_from") or "", row.get("valid_until") or "9999"
            if any(place == known and first <= end and begin <= last for known, begin, end in there):
                yield Problem(key, f"{title}, baris {number}: {told}.", Severity.SOFT)
            there.append((place, first, last))


def _main_address(row: Mapping[str, Any]) -> str:
    return str(row.get("kind") or "alamat") if row.get("is_main") else ""


def _area(row: Mapping[str, Any]) -> str:
    return str(row.get("regency_id") or "")


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

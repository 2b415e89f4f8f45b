"""The forms of a contract with its budget, and of a tariff, with their rules. Imports only the rules."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from berkas.rooms.obh.fields.cases import KINDS
from berkas.rooms.obh.fields.row_checks import row_checks
from berkas.rooms.obh.fields.rows import ADDENDA, REALISATIONS
from berkas.rules.dates import show_short
from berkas.rules.fields import Choice, Field, Kind, Problem, Rows, Severity, choices_of
from berkas.rules.vocabulary import Confidence

CONTRACT: tuple[Field, ...] = (
    Field("obh_id", "OBH", Kind.REFERENCE, group="Kontrak", required=True, source="obh"),
    Field("year", "Tahun anggaran", Kind.INTEGER, group="Kontrak", required=True, least=2013, most=2100),
    Field("number", "Nomor kontrak", group="Kontrak", required=True, length=80),
    Field("signed_on", "Tanggal kontrak", Kind.DATE, group="Kontrak"),
    Field("valid_from", "Berlaku mulai", Kind.DATE, group="Kontrak"),
    Field("valid_until", "Berlaku sampai", Kind.DATE, group="Kontrak"),
    Field("fund", "Sumber dana", Kind.CHOICE, group="Kontrak", source="istilah:sumber_dana", default="apbn"),
    Field("litigation", "Pagu litigasi", Kind.RUPIAH, group="Pagu menurut kontrak", least=0, default=0),
    Field("nonlitigation", "Pagu nonlitigasi", Kind.RUPIAH, group="Pagu menurut kontrak", least=0, default=0),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Catatan", wide=True),
)


def _own(rows: Rows) -> Rows:
    """Rows of one contract, which need not name it."""
    return Rows(
        rows.key, rows.title, rows.row_name, tuple(field for field in rows.fields if field.key != "contract")
    )


CONTRACT_ADDENDA = _own(ADDENDA)
CONTRACT_REALISATIONS = _own(REALISATIONS)
CONTRACT_ROWS: tuple[Rows, ...] = (CONTRACT_ADDENDA, CONTRACT_REALISATIONS)

PER = (
    Choice("perkara", "Perkara atau tahap"),
    Choice("kegiatan", "Kegiatan"),
    Choice("paket", "Paket"),
)
TARIFF: tuple[Field, ...] = (
    Field("service_kind", "Jenis layanan", Kind.CHOICE, group="Tarif", required=True, choices=KINDS),
    Field("stage", "Tahap", Kind.CHOICE, group="Tarif", source="istilah:tahap_perkara",
          help="Kosong: berlaku untuk layanan itu seluruhnya."),
    Field("label", "Nama tarif", group="Tarif", required=True, length=120),
    Field("amount", "Besar", Kind.RUPIAH, group="Tarif", required=True, least=0),
    Field("per", "Setiap", Kind.CHOICE, group="Tarif", choices=PER, default="perkara"),
    Field("valid_from", "Berlaku mulai", Kind.DATE, group="Masa berlaku dan sumber", required=True),
    Field("valid_until", "Berlaku sampai", Kind.DATE, group="Masa berlaku dan sumber"),
    Field("source", "Sumber", group="Masa berlaku dan sumber", required=True, length=200, wide=True,
          help="Keputusan, surat, atau pembayaran yang memuat angka ini."),
    Field("confidence", "Keyakinan", Kind.CHOICE, group="Masa berlaku dan sumber", required=True,
          choices=choices_of(Confidence), default="terbaca"),
)  # fmt: skip


def contract_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the fields of a contract."""
    first, last = values.get("valid_from"), values.get("valid_until")
    if first and last and last < first:
        yield Problem("valid_until", "Berlaku sampai mendahului berlaku mulai. Periksa keduanya.")
    year, signed = values.get("year"), values.get("signed_on")
    if year and signed and abs(int(signed[:4]) - int(year)) > 1:
        yield Problem(
            "signed_on", f"Tanggal kontrak jauh dari tahun anggaran {year}. Periksa keduanya.", Severity.SOFT
        )
    if not values.get("litigation") and not values.get("nonlitigation"):
        yield Problem("litigation", "Pagu litigasi dan nonlitigasi masih nol.", Severity.SOFT)


def contract_row_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """The rules of the register's rows, over the addenda and payments of this one contract."""
    number = values.get("number") or ""
    hanging = {
        key: [dict(row) | {"contract": number} for row in values.get(key, ())]
        for key in (ADDENDA.key, REALISATIONS.key)
    }
    yield from row_checks({"contracts": [dict(values)]} | hanging)


def tariff_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the fields of a tariff."""
    first, last = values.get("valid_from"), values.get("valid_until")
    if first and last and last < first:
        yield Problem("valid_until", "Berlaku sampai mendahului berlaku mulai. Periksa keduanya.")


def overlap_problem(others: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> Problem | None:
    """Two tariffs of one kind and stage may not hold on the same day."""
    first, last = values.get("valid_from") or "", values.get("valid_until") or "9999"
    for other in others:
        if first <= (other["valid_until"] or "9999") and other["valid_from"] <= last:
            since = show_short(date.fromisoformat(other["valid_from"]))
            return Problem(
                "valid_from",
                f"Tarif “{other['label']}” sejak {since} berlaku pada hari yang sama. "
                "Akhiri dahulu tarif itu.",
            )
    return None

"""The codebook of a file of answers: what every column and every code means, with source, status and version.

Imports only the rules and its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from berkas.rules.fields import Column, Kind
from berkas.rules.instruments import Instrument, Item, ItemType
from berkas.sheets.answer_columns import HEAD, VAULT, AnswerColumn, table_column

CODEBOOK = (
    Column("key", "Kolom", width=24),
    Column("section", "Bagian", width=28),
    Column("question", "Pertanyaan", Kind.LONG_TEXT, width=60),
    Column("type", "Jenis", width=18),
    Column("code", "Kode", width=18),
    Column("label", "Arti", width=40),
    Column("value", "Nilai", Kind.DECIMAL, width=8),
    Column("counted", "Dihitung", width=10),
    Column("unit", "Satuan", width=12),
    Column("status", "Status", width=30),
    Column("source", "Sumber", Kind.LONG_TEXT, width=40),
    Column("version", "Instrumen", width=28),
)

HEADS = {
    "no": "Nomor urut dalam berkas ini",
    "kode": "Kode lembar di kantor ini",
    "responden": "Kode responden; tidak pernah nama",
    "tanggal": "Tanggal wawancara atau pemeriksaan",
    "dicatat": "Tanggal lembar dicatat",
    "yang_dinilai": "Kode PBH, unit, layanan, perkara, acara, atau Posbankum yang dinilai",
    "kegiatan": "Kode kegiatan",
    "periode": "Kode periode survei",
    "cara": "Cara wawancara",
    "bahasa": "Bahasa pertanyaan",
    "tahap": "Sebelum atau sesudah acara",
    "keadaan": "Draf, lengkap, terverifikasi, atau terkunci",
    "ketikan": "Ketikan yang dipakai nilai",
    "sidbankum": "Tanggal sudah diinput ke Sidbankum",
}
"""What the facts about a sheet mean, by their name."""

_Line = tuple[object, ...]


def codebook(
    instrument: Instrument, columns: Sequence[AnswerColumn], *, edition: str = ""
) -> Iterator[_Line]:
    """A line for every code of every column, then what never leaves, then the facts about a sheet."""
    version = f"{instrument.key}, edisi {edition or instrument.version}"
    for column in columns:
        yield from _column(instrument, column, version)
    for item in instrument.items.values():
        if item.personal in VAULT:
            section = instrument.section_of[item.key].label
            meaning = "tidak diekspor: data pribadi disimpan terpisah"
            yield (item.key, section, item.label, item.type.label, "", meaning, None, "", "", "", "", version)
    for name, meaning in HEADS.items():
        yield (f"{HEAD}{name}", "Lembar", meaning, "Keterangan", "", "", None, "", "", "", "", version)


def _column(instrument: Instrument, column: AnswerColumn, version: str) -> Iterator[_Line]:
    item = table_column(column)
    label = item.label if column.row else _label(column)
    source = instrument.source_text(item.source or column.question.section.source)
    first = (column.heading, column.question.section.label, label, _type(column))
    last = (item.unit, item.status.label, source, version)
    for number, (code, meaning, value, counted) in enumerate(_codes(instrument, column)):
        shown = first if number == 0 else (column.heading, "", "", "")
        yield (*shown, code, meaning, value, counted, *(last if number == 0 else ("", "", "", version)))


def _label(column: AnswerColumn) -> str:
    question = column.question
    return f"{question.item.label} ({question.tick.label})" if question.tick else question.item.label


def _type(column: AnswerColumn) -> str:
    if column.option:
        return f"{column.item.type.label}, satu kolom per pilihan"
    return f"{column.item.type.label}, banyak baris" if column.is_count else column.item.type.label


def _codes(instrument: Instrument, column: AnswerColumn) -> Sequence[tuple[str, str, object, str]]:
    """Codes with meaning, value and whether they count; an item that is no choice has one line of words."""
    item = column.item
    scored = column.question.section.scored and not column.row
    missing = [(code.value, code.label, None, "tidak") for code in instrument.missing(item)]
    if column.option:
        named = next(each.label for each in instrument.options(item) if each.code == column.option)
        return [("1", f"dipilih: {named}", None, ""), ("0", f"tidak dipilih: {named}", None, ""), *missing]
    if column.is_count:
        return [("", "banyak baris yang diisi; isinya pada kolom berikut", None, ""), *missing]
    options = [
        (option.code, option.label, option.value, ("ya" if scored else ""))
        for option in instrument.options(item)
    ]
    return options + missing if options else [("", _words(item), None, ""), *missing]


def _words(item: Item) -> str:
    """How an answer that is no code is written."""
    match item.type:
        case ItemType.TANGGAL:
            return "TAHUN-BULAN-TANGGAL"
        case ItemType.DIGIT:
            return (
                f"{item.length} angka; nol di depan berarti" if item.length else "angka; nol di depan berarti"
            )
        case ItemType.RUJUKAN:
            return f"nomor rekaman pada register {item.reference} kantor ini".replace("  ", " ")
        case ItemType.TEKS:
            return "teks; yang berbunyi seperti kode tidak dihitung diapit tanda kutip"
        case _:
            return item.unit or "bilangan"

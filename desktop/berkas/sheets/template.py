"""Workbooks to be filled in: one column per field, with notes, drop-downs and an example row.

What people type stays as they typed it: text, dates and long numbers stand in cells of format text, because a
spreadsheet would cut a NIK to fifteen digits and read 12/6 as the sixth of December on an English PC.
`records.read_records` reads such a workbook back. Imports only the rules and its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from berkas.rules.fields import Choice, Field, Kind
from berkas.sheets.cells import Cell, cleaned, column_letters, looks_like_formula
from berkas.sheets.values import DIGIT_KINDS, cell_value, column_width
from berkas.sheets.write import replacing
from berkas.sheets.xlsx_file import RUPIAH_FORMAT, TEXT_FORMAT, sheet_name

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

REMARK = "Catatan pengisi"
"""The last column; it is not read, except that a row with EXAMPLE in it is left out."""

EXAMPLE = "contoh"
CHOICES_SHEET = "Pilihan"
GUIDE_SHEET = "Petunjuk"

_FORMATS = {Kind.INTEGER: "0", Kind.RUPIAH: RUPIAH_FORMAT, Kind.DECIMAL: "#,##0.00"}
_LAST_ROW = 5_001
_YES_NO = (Choice("ya", "Ya"), Choice("tidak", "Tidak"))

_FORMS = {
    Kind.TEXT: "teks",
    Kind.LONG_TEXT: "teks, boleh beberapa baris",
    Kind.INTEGER: "bilangan bulat, misalnya 12",
    Kind.DECIMAL: "angka, misalnya 87,28",
    Kind.RUPIAH: "jumlah rupiah, misalnya 8.000.000",
    Kind.DATE: "tanggal, misalnya 12 6 2025 (hari, bulan, tahun)",
    Kind.BOOLEAN: "ya atau tidak",
    Kind.CHOICE: "pilih dari daftar",
    Kind.MULTI: "satu atau beberapa pilihan, dipisahkan titik koma",
    Kind.REFERENCE: "nama atau kode dari register",
    Kind.DIGITS: "angka saja",
    Kind.NIK: "16 angka",
    Kind.NIP: "18 angka",
    Kind.EMAIL: "alamat surel",
    Kind.PHONE: "nomor telepon",
    Kind.INSTANT: "tanggal dan jam",
}

_EXAMPLES: Mapping[Kind, Cell] = {
    Kind.INTEGER: 12,
    Kind.DECIMAL: 87.28,
    Kind.RUPIAH: 8_000_000,
    Kind.DATE: "12 6 2025",
    Kind.NIK: "0000000000000000",
    Kind.NIP: "000000000000000000",
    Kind.EMAIL: "contoh@kantor.go.id",
    Kind.PHONE: "0800000000",
}


def write_template(
    path: Path,
    fields: Sequence[Field],
    *,
    title: str,
    notes: Sequence[str] = (),
    examples: Sequence[Mapping[str, object]] = (),
    overwrite: bool = False,
) -> None:
    """Write an empty workbook for records with these fields; read-only fields are left out.

    `notes` are sentences for the guide sheet; `examples` are records of stored values, shown in rows marked
    `contoh` that an import leaves out (without them one is made up). Raises SheetError with the sentence to
    show.
    """
    from openpyxl import Workbook

    offered = [field for field in fields if not field.read_only]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = sheet_name(title)
    _write_columns(sheet, offered)
    for row, example in enumerate(examples or [{}], 2):
        _write_example(sheet, row, offered, example, made_up=not examples)
    _write_guide(book.create_sheet(GUIDE_SHEET), offered, title, notes)
    for printed in book.worksheets:
        _set_up_print(printed)
    _write_choices(book, sheet, offered)
    with replacing(path, overwrite=overwrite) as stream:
        book.save(stream)


def choices_of(field: Field) -> Sequence[Choice]:
    """What can be chosen in a cell of this field; empty when it is free."""
    return _YES_NO if field.kind is Kind.BOOLEAN else field.choices


def _put(sheet: Worksheet, row: int, column: int, value: Cell) -> SheetCell:
    """A value into a cell, text always as text: the library takes what begins with = for a formula."""
    cell = cast("SheetCell", sheet.cell(row, column))
    if isinstance(value, str):
        text = cleaned(value)[0]
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = looks_like_formula(text)  # pyright: ignore[reportAttributeAccessIssue]
    else:
        cell.value = value
    return cell


def _write_columns(sheet: Worksheet, fields: Sequence[Field]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    thin = Side(style="thin", color="808080")
    for index, label in enumerate([*(field.label for field in fields), REMARK]):
        cell = _put(sheet, 1, index + 1, label)
        field = fields[index] if index < len(fields) else None
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color="CFE2F3" if field and field.required else "D9D9D9")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
        column = sheet.column_dimensions[column_letters(index)]
        column.width = column_width(field) if field else 24
        column.number_format = _FORMATS.get(field.kind, TEXT_FORMAT) if field else TEXT_FORMAT
        if field:
            cell.comment = Comment(_note(field), "Berkas", height=110, width=260)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"


def _set_up_print(sheet: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _note(field: Field) -> str:
    need = "Wajib diisi." if field.required else "Boleh kosong."
    return " ".join(part for part in (need, f"Isi: {_form(field)}.", field.help) if part)


def _form(field: Field) -> str:
    if field.kind is Kind.DIGITS and field.length:
        return f"{field.length} angka"
    return _FORMS[Kind.CHOICE if field.choices and field.kind is Kind.REFERENCE else field.kind]


def _write_example(
    sheet: Worksheet, row: int, fields: Sequence[Field], example: Mapping[str, object], *, made_up: bool
) -> None:
    from openpyxl.styles import Font

    for index, field in enumerate(fields):
        value = _made_up(field) if made_up else cell_value(field, example.get(field.key))
        cell = _put(sheet, row, index + 1, value)
        cell.number_format = _FORMATS.get(field.kind, TEXT_FORMAT)
        cell.font = Font(italic=True, color="7F7F7F")
    remark = _put(sheet, row, len(fields) + 1, f"{EXAMPLE}: baris ini tidak dibaca")
    remark.font = Font(italic=True, color="7F7F7F")


def _made_up(field: Field) -> Cell:
    choices = choices_of(field)
    if choices:
        return choices[0].label
    if field.kind in DIGIT_KINDS and field.length:
        return "0" * field.length
    return _EXAMPLES.get(field.kind, EXAMPLE)


def _write_choices(book: Workbook, sheet: Worksheet, fields: Sequence[Field]) -> None:
    """The drop-downs. Their words stand on a hidden sheet: a list inside the rule may have 255 characters."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choosing = [(index, field) for index, field in enumerate(fields) if choices_of(field)]
    if not choosing:
        return
    words = book.create_sheet(CHOICES_SHEET)
    words.sheet_state = "hidden"
    for place, (index, field) in enumerate(choosing):
        choices = choices_of(field)
        _put(words, 1, place + 1, field.label)
        for row, choice in enumerate(choices, 2):
            _put(words, row, place + 1, choice.label)
        if field.kind is Kind.MULTI:
            continue
        letters, source = column_letters(index), column_letters(place)
        rule = DataValidation(
            type="list",
            formula1=f"'{words.title}'!${source}$2:${source}${len(choices) + 1}",
            allow_blank=True,
            showErrorMessage=True,
            errorStyle="warning",
            errorTitle=field.label[:32],
            error="Pilih salah satu dari daftar.",
        )
        rule.add(f"{letters}2:{letters}{_LAST_ROW}")
        sheet.add_data_validation(rule)


def _write_guide(guide: Worksheet, fields: Sequence[Field], title: str, notes: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    lines: list[Sequence[str]] = [
        (title,),
        *((note,) for note in notes),
        ("Isi mulai baris 2 pada lembar pertama.",),
        (f"Baris dengan kata “{EXAMPLE}” pada kolom {REMARK} tidak dibaca.",),
        (),
        ("Kolom", "Wajib", "Bentuk isian", "Pilihan", "Keterangan"),
    ]
    head = len(lines)
    for field in fields:
        chosen = "; ".join(choice.label for choice in choices_of(field))
        lines.append(
            (field.label, "wajib" if field.required else "", _form(field), chosen[:2000], field.help)
        )
    for row, line in enumerate(lines, 1):
        for column, text in enumerate(line, 1):
            cell = _put(guide, row, column, text or None)
            cell.alignment = Alignment(wrap_text=row >= head, vertical="top")
            cell.font = Font(bold=row in (1, head))
    for letters, width in zip("ABCDE", (28, 8, 34, 48, 48), strict=True):
        guide.column_dimensions[letters].width = width

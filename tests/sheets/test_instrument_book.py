"""Instruments as real workbooks: written, read back the same, also as other programs save them."""

import tomllib
from pathlib import Path

import openpyxl
import pytest

from berkas import paths
from berkas.rules.instruments import Instrument, parse_instrument
from berkas.rules.instruments.leaf_reading import from_leaves
from berkas.rules.instruments.leaves import to_leaves
from berkas.sheets.instrument_book import read_instrument_book, write_instrument_book


def shipped(key: str) -> Instrument:
    file = paths.resource("instruments") / f"{key}.toml"
    return parse_instrument(tomllib.loads(file.read_text("utf-8")), file=file.name)


@pytest.mark.parametrize("key", ["monev_litigasi", "p2ham2018"])
def test_a_workbook_comes_back_the_same(key: str, tmp_path: Path) -> None:
    path = tmp_path / f"{key}.xlsx"
    write_instrument_book(path, to_leaves(shipped(key)))
    found, faults = from_leaves(read_instrument_book(path), file=path.name)
    assert faults == ()
    assert found == shipped(key)


def test_titles_and_merged_cells_above_the_headings_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "skm.xlsx"
    write_instrument_book(path, to_leaves(shipped("skm")))
    book = openpyxl.load_workbook(path)
    sheet = book["Butir"]
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Daftar butir (contoh)"
    sheet.merge_cells("A1:F1")
    book.save(path)
    leaves = read_instrument_book(path)
    found, faults = from_leaves(leaves, file=path.name)
    assert faults == ()
    assert found == shipped("skm")
    assert leaves["Butir"].rows[0].addresses[0] == "Butir!A4"


def test_a_wrong_cell_is_named_as_the_spreadsheet_program_names_it(tmp_path: Path) -> None:
    path = tmp_path / "skm.xlsx"
    write_instrument_book(path, to_leaves(shipped("skm")))
    book = openpyxl.load_workbook(path)
    sheet = book["Butir"]
    column = [cell.value for cell in sheet[1]].index("Jenis") + 1
    sheet.cell(3, column, "sekala")
    place = f"Butir!{sheet.cell(3, column).coordinate}"
    book.save(path)
    _found, faults = from_leaves(read_instrument_book(path), file=path.name)
    assert [fault.place for fault in faults] == [place]
    assert "“sekala” tidak dikenal" in faults[0].sentence

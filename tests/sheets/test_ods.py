"""ODS as it is written: read back by another library and by ourselves, text stays text, pages are set up."""

import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook

from berkas.rules.fields import Field, Kind
from berkas.sheets.read import read_table
from berkas.sheets.records import read_records
from berkas.sheets.write import write_table

FIELDS = (
    Field("a", "=Judul"),
    Field("b", "Tanggal", Kind.DATE),
    Field("c", "Rupiah", Kind.RUPIAH),
    Field("d", "NIK", Kind.DIGITS),
    Field("e", "Bagian", Kind.DECIMAL),
    Field("f", "Ya", Kind.BOOLEAN),
)
ROWS = (
    ["=1+1", "2025-06-11", 8_000_000, "0012345678901234", 87.25, True],
    ["dua kata\nbaris & <baru>", None, None, None, None, False],
    ["+62 800", "1905-01-02", 0, "1971010101900001", 0.1, None],
)


def test_text_stays_text_numbers_numbers_dates_dates(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    write_table(path, FIELDS, ROWS, title="=cmd|' /C calc'!A1")
    sheet = CalamineWorkbook.from_path(path)
    assert sheet.sheet_names == ["cmd ' C calc'!A1"] or not sheet.sheet_names[0].startswith("=")
    read = sheet.get_sheet_by_index(0).to_python()
    assert read[0][0] == "=Judul"
    assert read[1] == ["=1+1", date(2025, 6, 11), 8_000_000, "0012345678901234", 87.25, "Ya"]
    with zipfile.ZipFile(path) as pack:
        assert pack.namelist()[0] == "mimetype"
        assert b"table:formula" not in pack.read("content.xml")


def test_what_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    write_table(path, FIELDS, ROWS, title="Daftar")
    fields = [*FIELDS]
    back = read_records(read_table(path), fields, date(2026, 1, 1)).records
    keys = [each.key for each in fields]
    assert [[record.values.get(key) for key in keys] for record in back] == [list(row) for row in ROWS]


def test_spaces_in_a_row_and_tabs_are_written_as_the_format_wants_them(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    write_table(path, FIELDS[:1], [["a  b\tc"]], title="Daftar")
    with zipfile.ZipFile(path) as pack:
        assert b"<text:p>a <text:s/>b<text:tab/>c</text:p>" in pack.read("content.xml")


@pytest.mark.parametrize(("page", "width"), [("A4", "29.7cm"), ("F4", "33.02cm")])
def test_every_part_is_xml_and_the_page_lies_on_its_side(tmp_path: Path, page: str, width: str) -> None:
    path = tmp_path / "a.ods"
    write_table(path, FIELDS, ROWS, title="R & D <1>", page="F4" if page == "F4" else "A4")
    with zipfile.ZipFile(path) as pack:
        for name in pack.namelist()[1:]:
            ET.fromstring(pack.read(name))  # noqa: S314  written by ourselves
        styles = pack.read("styles.xml").decode()
    assert f'fo:page-width="{width}"' in styles
    assert 'print-orientation="landscape"' in styles

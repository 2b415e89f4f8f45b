"""Workbooks and CSV files as people leave them: what is read, from which cell, with which heading."""

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from berkas.rules.fields import Column, Kind
from berkas.sheets.cells import guarded, unguarded
from berkas.sheets.errors import SheetError
from berkas.sheets.read import Table, read_table
from berkas.sheets.write import write_table

DATA = Path(__file__).parent / "data"
MakeOds = Callable[[Path, str], Path]
ODS_TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


def workbook(path: Path, *sheets: tuple[str, list[list[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def cells(table: Table) -> list[tuple[object, ...]]:
    return [row.cells for row in table.rows]


def test_a_workbook_keeps_types_and_addresses(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Nama", "Tanggal", "Nilai", "Lunas", "Jam"],
        [],
        ["PBH Contoh", date(2025, 6, 12), 87.5, True, time(10, 42)],
        [None, datetime.fromisoformat("2025-06-12T10:42"), 3, None, None],
    ]
    table = read_table(workbook(tmp_path / "a.xlsx", ("Data", rows)))
    assert (table.name, table.sheet, table.sheets) == ("a.xlsx", "Data", ("Data",))
    assert table.header == ("Nama", "Tanggal", "Nilai", "Lunas", "Jam")
    assert cells(table) == [
        ("PBH Contoh", date(2025, 6, 12), 87.5, True, time(10, 42)),
        (None, datetime.fromisoformat("2025-06-12T10:42"), 3),
    ]
    assert table.address(table.rows[0], 2) == "C3"
    assert table.rows[1].cell(9) is None


def test_a_list_that_starts_in_the_middle_keeps_its_addresses(tmp_path: Path) -> None:
    rows: list[list[object]] = [[], [], [None, None, "Nama", "Nilai"], [None, None, "contoh", 1]]
    table = read_table(workbook(tmp_path / "a.xlsx", ("Data", rows)))
    assert table.header == ("", "", "Nama", "Nilai")
    assert (table.address(table.rows[0], 2), table.rows[0].cell(2)) == ("C4", "contoh")


def test_titles_above_the_heading_are_passed_over(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Daftar PBH"],
        ["Tahun", 2025],
        [],
        ["No", "Nama", "Alamat"],
        [1, "PBH Contoh", "Jalan"],
    ]
    path = workbook(tmp_path / "a.xlsx", ("Data", rows), ("Lain", [["x"]]))
    table = read_table(path)
    assert table.header == ("No", "Nama", "Alamat")
    assert table.address(table.rows[0], 27) == "Data!AB5"
    assert table.headed_at(0).header == ("Daftar PBH",)


def test_sheets_are_chosen_by_name_and_hidden_ones_are_not_offered(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ("Kosong", []), ("Pilihan", [["b"]]), ("Isi", [["c"], ["d"]]))
    book = openpyxl.load_workbook(path)
    book["Pilihan"].sheet_state = "hidden"
    book.save(path)
    table = read_table(path)
    assert (table.sheet, table.sheets) == ("Isi", ("Kosong", "Isi"))
    assert read_table(path, sheet="Pilihan").header == ("b",)
    with pytest.raises(
        SheetError, match=r"Lembar “Lain” tidak ada dalam a\.xlsx\. Yang ada: “Kosong”, “Isi”\."
    ):
        read_table(path, sheet="Lain")


def test_an_ods_is_read_too(tmp_path: Path, ods: MakeOds) -> None:
    day = '<table:table-cell office:value-type="date" office:date-value="2025-06-12"/>'
    empty = '<table:table-cell table:number-columns-repeated="1024"/>'
    path = ods(
        tmp_path / "a.ods",
        f"<table:table-row>{ODS_TEXT.format('Nama')}{ODS_TEXT.format('Tanggal')}</table:table-row>"
        f"<table:table-row>{ODS_TEXT.format('0012')}{day}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1048000">{empty}</table:table-row>',
    )
    table = read_table(path)
    assert table.header == ("Nama", "Tanggal")
    assert cells(table) == [("0012", date(2025, 6, 12))]


@pytest.mark.parametrize("ending", ["ods", "xls", "xlsx"])
def test_what_libreoffice_saved_is_read(ending: str) -> None:
    """The files under data were exported by Berkas, opened in LibreOffice 7.4 and saved in each format."""
    table = read_table(DATA / f"pbh.{ending}")
    assert table.header == ("Nama", "NIK", "Tanggal", "Pagu", "Nilai")
    assert cells(table) == [
        ("PBH Contoh é “dua”", "0101011201800001", date(2025, 6, 12), 8_000_000, 87.28),
        ("=1+1",),
    ]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"a,b\r\n1,\xc3\xa9\r\n", [("1", "é")]),
        (b"\xef\xbb\xbfa;b\n1,5;x\n2,5;y\n", [("1,5", "x"), ("2,5", "y")]),
        (b"a\tb\n1\t\xe9\n", [("1", "é")]),
        ("a;b\r\n1;é\r\n".encode("utf-16"), [("1", "é")]),
        (b'sep=;\r\na;b\r\n1;"x;y"\r\n', [("1", "x;y")]),
        (b'a,b\n"baris\r\nbaru","k""k"\n\n,x\n', [("baris\nbaru", 'k"k'), (None, "x")]),
        (b"a\n1\n", [("1",)]),
    ],
)
def test_csv_of_every_habit_is_read(tmp_path: Path, data: bytes, rows: list[tuple[object, ...]]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    assert cells(read_table(path)) == rows


def test_csv_rows_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'a,b\n\n"dua\nbaris",x\ny,z\n')
    table = read_table(path)
    assert [table.address(row, 1) for row in table.rows] == ["B3", "B4"]


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")) | st.sampled_from("\n\t'\"=+-@,;0"),
    max_size=40,
)


@given(text=st.text())
def test_the_guard_comes_off_as_it_went_on(text: str) -> None:
    assert unguarded(guarded(text)) == text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_csv_comes_back_as_it_went_out(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    path = tmp_path / "a.csv"
    columns = (Column("a", "Kolom satu"), Column("b", "Kolom dua"))
    write_table(path, columns, rows, title="A", overwrite=True)
    table = read_table(path)
    assert table.header == ("Kolom satu", "Kolom dua")
    assert cells(table) == [tuple(text or None for text in row) for row in rows if any(row)]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(TEXTS, TEXTS, st.integers(-(10**14), 10**14)), min_size=1, max_size=20))
def test_a_workbook_comes_back_as_it_went_out(tmp_path: Path, rows: list[tuple[str, str, int]]) -> None:
    path = tmp_path / "a.xlsx"
    columns = (
        Column("a", "Kolom satu"),
        Column("b", "NIK", Kind.NIK),
        Column("c", "Kolom tiga", Kind.INTEGER),
    )
    write_table(path, columns, rows, title="A", overwrite=True)
    table = read_table(path)
    assert cells(table) == [(first or None, second or None, third) for first, second, third in rows]


def test_reading_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_table(path, (Column("a", "A"),), [("x",)] * 1500, title="A")

    class Cancelled(Exception):
        pass

    def cancel(rows: int) -> None:
        raise Cancelled(rows)

    with pytest.raises(Cancelled, match="500"):
        read_table(path, progress=cancel)

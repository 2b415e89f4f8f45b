"""Exports as other programs see them: openpyxl reads the types back, csv the text."""

import csv
import io
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from berkas.rules.fields import Choice, Column, Field, Kind
from berkas.sheets.errors import SheetError
from berkas.sheets.write import write_table
from berkas.sheets.xlsx_file import sheet_name

COLUMNS = (
    Column("nama", "Nama", width=30),
    Column("nik", "NIK", Kind.NIK, width=19),
    Column("tanggal", "Tanggal", Kind.DATE, width=13),
    Column("pagu", "Pagu", Kind.RUPIAH, width=18),
    Column("nilai", "Nilai", Kind.DECIMAL),
    Column("jumlah", "Jumlah", Kind.INTEGER),
    Column("aktif", "Aktif", Kind.BOOLEAN),
)
ROW = ("PBH Contoh", "0123456789012345", "2025-06-12", 8_000_000, 87.28, 12, True)


def sheet(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).worksheets[0]


def test_each_kind_keeps_its_type_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "pbh.xlsx"
    written = write_table(path, COLUMNS, [ROW, (None,) * 7], title="Daftar PBH")
    assert (written.rows, written.notices) == (2, ())
    found = sheet(path)
    assert found.title == "Daftar PBH"
    assert [cell.value for cell in found[1]] == [column.label for column in COLUMNS]
    name, nik, day, money, score, count, active = found[2]
    assert (name.value, name.data_type) == ("PBH Contoh", "s")
    assert (nik.value, nik.data_type, nik.number_format) == ("0123456789012345", "s", "@")
    assert (day.value, day.is_date) == (datetime.fromisoformat("2025-06-12"), True)
    assert (money.value, money.data_type, '"Rp"' in money.number_format) == (8_000_000, "n", True)
    assert (score.value, count.value, active.value) == (87.28, 12, "Ya")
    assert all(cell.value is None for cell in found[3])


def test_the_sheet_is_ready_to_be_printed(tmp_path: Path) -> None:
    path = tmp_path / "pbh.xlsx"
    write_table(path, COLUMNS, [ROW], title="PBH & Posbankum", page="F4")
    found = sheet(path)
    assert found.freeze_panes == "A2"
    assert found.print_title_rows == "$1:$1"
    assert found.page_setup.orientation == "landscape"
    assert int(found.page_setup.paperSize) == 14  # Folio
    assert (int(found.page_setup.fitToWidth or 1), int(found.page_setup.fitToHeight)) == (1, 0)
    assert found.column_dimensions["A"].width == pytest.approx(30, abs=1)
    assert "PBH && Posbankum" in found.oddHeader.left.text or "PBH & Posbankum" in found.oddHeader.left.text
    assert found.auto_filter.ref == "A1:G2"


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "+62812", "-5", "@nama", "\t=1", "=HYPERLINK(1)"]
)
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    columns = (Column("a", text), Column("b", "Angka", Kind.INTEGER))
    for format_ in ("xlsx", "csv"):
        write_table(tmp_path / f"a.{format_}", columns, [(text, -5)], title=text)
    found = sheet(tmp_path / "a.xlsx")
    assert not found.title.startswith(("=", "+", "-", "@"))
    assert [(cell.value, cell.data_type) for cell in (found["A1"], found["A2"])] == [(text, "s")] * 2
    assert found["A2"].quotePrefix
    assert (found["B2"].value, found["B2"].data_type) == (-5, "n")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [[f"'{text}", "Angka"], [f"'{text}", "-5"]]


def test_csv_is_what_the_standard_says() -> None:
    stream = io.BytesIO()
    rows = [
        ("Kata “kutip”, koma", "0012345678901234", "2025-06-12", 1000, 1.25, 0, False),
        ('"x"\nbaris', *(None,) * 6),
    ]
    write_table(stream, COLUMNS, rows, title="PBH", format="csv")
    assert stream.getvalue().decode("utf-8-sig").split("\r\n") == [
        "Nama,NIK,Tanggal,Pagu,Nilai,Jumlah,Aktif",
        '"Kata “kutip”, koma",0012345678901234,2025-06-12,1000,1.25,0,Tidak',
        '"""x""\nbaris",,,,,,',
        "",
    ]
    assert stream.getvalue().startswith(b"\xef\xbb\xbf")


def test_three_decimals_in_csv_cannot_be_taken_for_thousands() -> None:
    stream = io.BytesIO()
    write_table(
        stream,
        (Column("a", "A", Kind.DECIMAL),),
        [(1.234,), (-0.5,), (1e-7,), (3.0,)],
        title="x",
        format="csv",
    )
    assert stream.getvalue().decode("utf-8-sig").split() == ["A", "1.2340", "-0.5", "0.0000001", "3"]


def test_a_field_writes_the_words_of_its_choices(tmp_path: Path) -> None:
    kinds = (Choice("litigasi", "Litigasi"), Choice("nonlitigasi", "Nonlitigasi"))
    fields = (
        Field("jenis", "Jenis", Kind.CHOICE, choices=kinds),
        Field("semua", "Semua", Kind.MULTI, choices=kinds),
        Field("saat", "Saat", Kind.INSTANT),
    )
    wib = timezone(timedelta(hours=7))
    path = tmp_path / "a.xlsx"
    rows = [("litigasi", ("litigasi", "nonlitigasi"), "2025-06-12T20:42:07.000Z")]
    write_table(path, fields, rows, title="A", zone=wib)
    assert [cell.value for cell in sheet(path)[2]] == [
        "Litigasi",
        "Litigasi; Nonlitigasi",
        datetime.fromisoformat("2025-06-13T03:42:07"),
    ]


def test_numbers_and_dates_a_workbook_cannot_hold_become_text(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    columns = (Column("a", "A", Kind.INTEGER), Column("b", "B", Kind.DATE))
    write_table(path, columns, [(1234567890123456789, date(1899, 12, 30))], title="A")
    assert [cell.value for cell in sheet(path)[2]] == ["1234567890123456789", "1899-12-30"]


def test_control_characters_are_left_out_and_said(tmp_path: Path) -> None:
    written = write_table(tmp_path / "a.xlsx", COLUMNS[:1], [("a\x00b\x1f\ud800c\r\nd",)], title="A\x07")
    assert written.notices == ("3 huruf kendali dibuang, yang pertama di sel A2.",)
    assert sheet(tmp_path / "a.xlsx")["A2"].value == "abc\nd"


def test_text_too_long_for_a_cell_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="Kolom “Nama” baris 3: 32768 huruf"):
        write_table(tmp_path / "a.xlsx", COLUMNS[:1], [("a",), ("b" * 32768,)], title="A")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_only_replaced_on_request(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("milik orang", encoding="utf-8")
    with pytest.raises(SheetError, match="sudah ada"):
        write_table(path, COLUMNS[:1], [("a",)], title="A")
    assert path.read_text(encoding="utf-8") == "milik orang"
    write_table(path, COLUMNS[:1], [("a",)], title="A", overwrite=True)
    assert "milik orang" not in path.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_cancelled_export_leaves_the_old_file_and_nothing_else(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(b"lama")

    class Cancelled(Exception):
        pass

    def cancel(rows: int) -> None:
        assert rows == 500
        raise Cancelled

    with pytest.raises(Cancelled):
        write_table(path, COLUMNS[:1], [("a",)] * 2000, title="A", overwrite=True, progress=cancel)
    assert path.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_ends_with_the_number_of_rows(tmp_path: Path) -> None:
    seen: list[int] = []
    write_table(tmp_path / "a.csv", COLUMNS[:1], [("a",)] * 1200, title="A", progress=seen.append)
    assert seen == [500, 1000, 1200]


def test_places_that_cannot_be_written_get_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match=r"tidak ada\. Pilih folder lain"):
        write_table(tmp_path / "belum" / "a.csv", COLUMNS[:1], [], title="A")
    with pytest.raises(SheetError, match="adalah folder"):
        write_table(tmp_path, COLUMNS[:1], [], title="A", format="csv")
    with pytest.raises(SheetError, match=r"harus \.xlsx, \.ods, atau \.csv"):
        write_table(tmp_path / "a.doc", COLUMNS[:1], [], title="A")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("=cmd", "cmd"),
        ("Rekap 2024/2025: [akhir]?*", "Rekap 2024 2025 akhir"),
        ("'kutip'", "kutip"),
        ("", "Data"),
        ("History", "Data"),
        ("a" * 40, "a" * 31),
    ],
)
def test_sheet_names_are_ones_every_program_takes(title: str, name: str) -> None:
    assert sheet_name(title) == name

"""Templates as people open them, and filled-in ones read back with the address of every wrong cell."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.fields import Choice, Field, Kind, Problem, Severity
from berkas.sheets.cells import Cell
from berkas.sheets.read import Row, Table, read_table
from berkas.sheets.records import Records, read_records
from berkas.sheets.template import write_template
from berkas.sheets.write import write_table

TODAY = date(2025, 11, 24)
KINDS = (Choice("litigasi", "Litigasi"), Choice("nonlitigasi", "Nonlitigasi"), Choice("umum", "=Umum"))
FIELDS = (
    Field("nama", "Nama PBH", required=True, help="Nama menurut akta."),
    Field("nik", "NIK ketua", Kind.NIK),
    Field("jenis", "Jenis", Kind.CHOICE, required=True, choices=KINDS),
    Field("layanan", "Layanan", Kind.MULTI, choices=KINDS),
    Field("tanggal", "Tanggal SK", Kind.DATE, most="hari_ini"),
    Field("pagu", "Pagu litigasi", Kind.RUPIAH),
    Field("nilai", "Nilai", Kind.DECIMAL, least=0, most=100),
    Field("aktif", "Masih aktif", Kind.BOOLEAN),
    Field("telepon", "Telepon", Kind.PHONE),
    Field("dibuat", "Dibuat", Kind.INSTANT, read_only=True),
)


def table(*grid: tuple[Cell, ...], sheet: str = "Data") -> Table:
    rows = tuple(Row(number, cells) for number, cells in enumerate(grid, 1) if cells)
    return Table("a.xlsx", sheet, (sheet,) if sheet else (), rows, 0)


def complaints(found: Records) -> list[tuple[str, str]]:
    return [(problem.cell, problem.message) for problem in found.problems]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "templat.xlsx"
    write_template(path, FIELDS, title="=PBH", notes=["Satu baris untuk satu PBH."])
    return path


def test_a_template_has_headings_notes_and_lists(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    sheet, guide, words = book.worksheets
    labels = [cell.value for cell in sheet[1]]
    assert labels == [field.label for field in FIELDS[:-1]] + ["Catatan pengisi"]
    assert sheet["A1"].comment is not None
    assert sheet["A1"].comment.text == "Wajib diisi. Isi: teks. Nama menurut akta."
    assert sheet.freeze_panes == "A2"
    assert (guide.title, words.title, words.sheet_state) == ("Petunjuk", "Pilihan", "hidden")
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {"C2:C5001": "'Pilihan'!$A$2:$A$4", "H2:H5001": "'Pilihan'!$C$2:$C$3"}
    assert [cell.value for cell in words["A"]] == ["Jenis", "Litigasi", "Nonlitigasi", "=Umum"]
    assert words["A4"].data_type == "s"
    assert sheet.column_dimensions["B"].number_format == "@"
    assert sheet.column_dimensions["E"].number_format == "@"
    assert str(sheet["J2"].value).startswith("contoh")


def test_an_untouched_template_gives_nothing(template: Path) -> None:
    found = read_records(read_table(template), FIELDS, TODAY)
    assert (found.records, found.problems) == ((), ())


def test_a_filled_template_gives_its_records(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    sheet = book.worksheets[0]
    sheet.append(
        [
            "PBH Contoh",
            "3201011201800001",
            "non litigasi",
            "Litigasi; =umum",
            "12 juni 2025",
            "Rp8.000.000",
            87.28,
            "Ya",
        ]
    )
    sheet.append(
        ["PBH Kedua", None, "Litigasi", None, date(2025, 6, 12), 8_000_000, "87,5", False, "0812 000"]
    )
    book.save(template)
    found = read_records(template, FIELDS, TODAY)
    assert complaints(found) == []
    assert found.records[0].cells["jenis"] == "PBH!C3"
    assert [record.row for record in found.records] == [3, 4]
    assert found.records[0].values == {
        "nama": "PBH Contoh",
        "nik": "3201011201800001",
        "jenis": "nonlitigasi",
        "layanan": ("litigasi", "umum"),
        "tanggal": "2025-06-12",
        "pagu": 8_000_000,
        "nilai": 87.28,
        "aktif": True,
    }
    assert found.records[1].values == {
        "nama": "PBH Kedua",
        "jenis": "litigasi",
        "tanggal": "2025-06-12",
        "pagu": 8_000_000,
        "nilai": 87.5,
        "aktif": False,
        "telepon": "0812 000",
    }


HEAD = ("nama", "NIK ketua", "Jenis", "Tanggal  SK", "Nilai", "Telepon")


@pytest.mark.parametrize(
    ("row", "cell", "said"),
    [
        ((None, None, "litigasi"), "A2", "Nama PBH wajib diisi."),
        (("a", None, "litgasi"), "C2", "Maksud Anda “Litigasi”?"),
        (("a", None, "xyz"), "C2", "“xyz” tidak ada dalam pilihan"),
        (("a", 3201011201800001, "umum"), "B2", "angka terakhir hilang"),
        (("a", "3,20101E+15", "umum"), "B2", "angka terakhir hilang"),
        (("a", "32010112018", "umum"), "B2", "harus 16 angka"),
        (("a", None, "umum", "31 2 2025"), "D2", "Februari 2025"),
        (("a", None, "umum", "1 1 2030"), "D2", "tidak boleh sesudah"),
        (("a", None, "umum", None, 101), "E2", "paling banyak 100"),
        (("a", None, "umum", None, "#DIV/0!"), "E2", "rumus dalam sel ini gagal"),
        ((date(2025, 12, 6), None, "umum"), "A2", "menjadi tanggal"),
    ],
)
def test_a_wrong_cell_is_named(row: tuple[Cell, ...], cell: str, said: str) -> None:
    found = read_records(table(HEAD, row), FIELDS, TODAY)
    [(where, message)] = complaints(found)
    assert where == cell
    assert said in message


def test_three_hundred_wrong_cells_are_all_listed() -> None:
    good, bad = ("PBH", None, "umum", "12 6 2025", 50), ("PBH", None, "umum", "kapan", 500)
    grid = [bad if number % 20 == 0 else good for number in range(3000)]
    found = read_records(table(HEAD, *grid), FIELDS, TODAY)
    assert len(found.problems) == 300
    assert {problem.cell[0] for problem in found.problems} == {"D", "E"}
    assert (found.problems[0].cell, found.problems[-1].cell) == ("D2", "E2982")


def test_missing_unknown_and_repeated_columns_are_said_once() -> None:
    found = read_records(table(("Nama PBH", "Telpon", "NAMA PBH"), ("a", "b", "c")), FIELDS, TODAY)
    assert complaints(found) == [
        ("D1", "Kolom “Jenis” tidak ada."),
        ("B1", "Kolom “Telpon” tidak dikenal dan tidak dibaca. Maksud Anda “Telepon”?"),
        ("C1", "Kolom “NAMA PBH” ada dua kali. Hapus salah satunya."),
    ]
    assert [problem.severity for problem in found.problems] == [Severity.HARD, Severity.SOFT, Severity.HARD]


def test_changes_need_no_required_column_and_never_erase() -> None:
    found = read_records(table(("Nama PBH", "Nilai"), (None, 5), ("a", None)), FIELDS, TODAY, complete=False)
    assert complaints(found) == []
    assert [record.values for record in found.records] == [{"nilai": 5.0}, {"nama": "a"}]


def test_a_remembered_mapping_goes_first() -> None:
    grid = table(("Lembaga", "Jenis"), ("PBH Contoh", "umum"))
    found = read_records(grid, FIELDS, TODAY, mapping={"lembaga": "nama"})
    assert found.records[0].values == {"nama": "PBH Contoh", "jenis": "umum"}
    assert found.columns == {0: "nama", 1: "jenis"}


def test_titles_and_merged_headings_are_understood() -> None:
    grid = table(
        ("REGISTER PBH TAHUN 2025",),
        (),
        ("Nama PBH", "Anggaran", None, "Jenis"),
        (None, "Pagu litigasi", "Nilai", None),
        ("PBH Contoh", 1000, 5, "umum"),
    )
    found = read_records(grid, FIELDS, TODAY)
    assert [problem for problem in found.problems if problem.severity is Severity.HARD] == []
    assert found.records[-1].values == {"nama": "PBH Contoh", "pagu": 1000, "nilai": 5.0, "jenis": "umum"}


def test_rules_across_fields_name_the_cell_too() -> None:
    def check(values: object) -> list[Problem]:
        return [Problem("nilai", "Nilai tidak boleh diisi untuk umum.")]

    found = read_records(table(HEAD, ("a", None, "umum", None, 5)), FIELDS, TODAY, checks=[check])
    assert complaints(found) == [("E2", "Nilai tidak boleh diisi untuk umum.")]


@given(
    nilai=st.decimals(0, 100, places=3).map(float),
    pagu=st.integers(0, 10**12),
    nama=st.text("abcé“”\"',;=+-@ 0\n", min_size=1).map(str.strip).filter(bool),
    aktif=st.booleans(),
)
def test_an_exported_register_comes_back_unchanged(
    tmp_path_factory: pytest.TempPathFactory, nilai: float, pagu: int, nama: str, aktif: bool
) -> None:
    values = {
        "nama": nama,
        "nik": "1101011201800001",
        "jenis": "nonlitigasi",
        "layanan": ("litigasi", "umum"),
        "tanggal": "2025-06-12",
        "pagu": pagu,
        "nilai": nilai,
        "aktif": aktif,
        "telepon": "+62812000",
        "dibuat": "2025-06-12T00:00:00.000Z",
    }
    path = tmp_path_factory.getbasetemp() / "register.csv"
    write_table(path, FIELDS, [[values[field.key] for field in FIELDS]], title="PBH", overwrite=True)
    found = read_records(read_table(path), FIELDS, TODAY)
    assert complaints(found) == []
    assert found.records[0].values == {key: value for key, value in values.items() if key != "dibuat"}

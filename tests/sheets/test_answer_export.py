"""Answers go out with their codebook and come back exactly: every type, every code, every odd text."""

import csv
import tomllib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from berkas.rules.answers import Answer, Answers
from berkas.rules.instruments import parse_instrument
from berkas.rules.vocabulary import Missing
from berkas.sheets.answer_files import codebook_beside, write_answers
from berkas.sheets.answers import read_answers
from berkas.sheets.errors import SheetError

TOML = """
format = 1
key = "lengkap"
version = "3"
title = "Semua jenis (contoh)"
kind = "wawancara"
subject = "obh"
notice = "Rumusan contoh."

[scoring]
rule = "hitung"

[[scales]]
key = "empat"
label = "Satu sampai empat"
options = [
  { code = "1", value = 1, label = "Tidak baik" }, { code = "2", value = 2, label = "Kurang baik" },
  { code = "3", value = 3, label = "Baik" }, { code = "4", value = 4, label = "Sangat baik" },
]

[[sections]]
key = "profil"
label = "Profil"
items = [
  { key = "nama", type = "teks", label = "Nama", personal = "nama" },
  { key = "usia", type = "angka", label = "Usia", unit = "tahun" },
  { key = "jenis", type = "pilihan", label = "Jenis", choices = [
    { code = "a", label = "Satu; dua" }, { code = "A", label = "\\"Kutip\\"" } ] },
  { key = "cara", type = "multi", label = "Cara", choices = [
    { code = "x", label = "X" }, { code = "y", label = "Y" }, { code = "07", label = "Nol tujuh" } ] },
  { key = "nomor", type = "digit", label = "Nomor", length = 4 },
  { key = "kesan", type = "teks", label = "Kesan" },
  { key = "tanggal", type = "tanggal", label = "Tanggal" },
  { key = "sedia", type = "ya_tidak", label = "Sedia" },
  { key = "biaya", type = "tabel", label = "Biaya", columns = [
    { key = "untuk", type = "teks", label = "Untuk" }, { key = "rupiah", type = "angka", label = "Rupiah" },
    { key = "hari", type = "tanggal", label = "Hari" } ] },
]

[[sections]]
key = "unsur"
label = "Unsur"
scored = true
type = "skala"
scale = "empat"
items = [ { key = "prosedur", label = "Prosedur" }, { key = "waktu", label = "Waktu" } ]
"""
INSTRUMENT = parse_instrument(tomllib.loads(TOML), file="lengkap.toml")

MISSING = st.sampled_from(Missing)
SIGNS = st.sampled_from("\n\t\"',;=+-@_x0041 ")
TRICKS = (
    "tidak tahu", '"menolak"', "Tidak_Berlaku", "007", "=1+1", "'=1", "1.234", "1e5", "_x0041_", " tepi ",
    "\nbaris\n", "2025-06-12", "TRUE", '""', "ya", "\u00e9\u4e2d\U0001f600", "\u202eabc", "#N/A",
)  # fmt: skip
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"))
TEXT = st.text(LETTERS | SIGNS, min_size=1).filter(lambda text: text.strip() != "") | st.sampled_from(TRICKS)
NUMBERS = st.integers(-(10**14), 10**14) | st.floats(-1e9, 1e9, allow_nan=False).filter(
    lambda number: not number.is_integer()
)
DAYS = st.dates().map(lambda day: day.isoformat())
ROW = st.fixed_dictionaries({"untuk": TEXT}, optional={"rupiah": NUMBERS | MISSING, "hari": DAYS | MISSING})
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "prosedur": st.sampled_from("1234") | MISSING,
        "waktu": st.sampled_from("1234") | MISSING,
        "usia": NUMBERS | MISSING,
        "jenis": st.sampled_from("aA") | MISSING,
        "cara": st.sampled_from([("x",), ("y",), ("x", "07"), ("x", "y", "07")]) | MISSING,
        "nomor": st.from_regex(r"[0-9]{4}", fullmatch=True) | MISSING,
        "kesan": TEXT | MISSING,
        "tanggal": DAYS | MISSING,
        "sedia": st.sampled_from(["ya", "tidak"]) | MISSING,
        "biaya": st.lists(ROW, min_size=1, max_size=3).map(tuple) | MISSING,
    },
)
ODD: list[Any] = [
    {"usia": 1.192092896e-07},
    {"usia": 0.1 + 0.2},
    {"kesan": "=1+1", "nomor": "0007", "biaya": ({"untuk": "_x0041_", "rupiah": 0.1},)},
    {},
]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(respondents=ODD)
@given(respondents=st.lists(ANSWERS, min_size=1, max_size=4))
def test_a_csv_comes_back_exactly(tmp_path: Path, respondents: list[Answers]) -> None:
    path = tmp_path / "jawaban.csv"
    write_answers(path, INSTRUMENT, respondents, overwrite=True)
    found = read_answers(path, INSTRUMENT)
    assert found.problems == ()
    assert list(found.respondents) == respondents


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(respondents=ODD)
@given(respondents=st.lists(ANSWERS, min_size=1, max_size=6))
def test_a_workbook_comes_back_exactly(tmp_path: Path, respondents: list[Answers]) -> None:
    path = tmp_path / "jawaban.xlsx"
    write_answers(path, INSTRUMENT, respondents, overwrite=True)
    found = read_answers(path, INSTRUMENT)
    assert found.problems == ()
    assert list(found.respondents) == respondents


ONE: dict[str, Answer] = {
    "nama": "tidak boleh keluar",
    "cara": ("x", "07"),
    "kesan": "=1+1",
    "biaya": ({"untuk": "ongkos", "rupiah": 5000}, {"untuk": "meterai"}),
    "waktu": Missing.MENOLAK,
}


def test_several_choices_and_tables_have_a_column_each_and_names_none(tmp_path: Path) -> None:
    path = tmp_path / "jawaban.csv"
    write_answers(path, INSTRUMENT, [ONE], heads=[{"kode": "L-1", "responden": "R-01"}])
    with path.open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["lembar#kode"], row["lembar#responden"]) == ("L-1", "R-01")
    assert [row[f"cara#{code}"] for code in ("x", "y", "07")] == ["1", "0", "1"]
    assert (row["biaya"], row["biaya#1#rupiah"], row["biaya#2#untuk"]) == ("2", "5000", "meterai")
    assert (row["waktu"], row["kesan"]) == ("menolak", "'=1+1")
    assert "nama" not in row
    assert "tidak boleh keluar" not in path.read_text("utf-8-sig")


def lines_of(path: Path) -> dict[str, list[list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        found: dict[str, list[list[str]]] = {}
        for line in list(csv.reader(stream))[1:]:
            found.setdefault(line[0], []).append(line)
    return found


def test_the_codebook_beside_explains_every_column_and_every_code(tmp_path: Path) -> None:
    path = tmp_path / "jawaban.csv"
    write_answers(path, INSTRUMENT, [ONE], edition="3 (2)")
    told = lines_of(codebook_beside(path))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert set(next(csv.reader(stream))) <= set(told)
    assert [line[4] for line in told["waktu"]] == ["1", "2", "3", "4", *(code.value for code in Missing)]
    assert told["waktu"][0][11] == "lengkap, edisi 3 (2)"
    assert told["waktu"][0][9] == "rumusan kantor, bukan naskah resmi"
    assert told["cara#07"][0][4:6] == ["1", "dipilih: Nol tujuh"]
    assert told["usia"][0][8] == "tahun"
    assert told["biaya#2#rupiah"][0][2] == "Biaya, baris 2: Rupiah"
    assert "tidak diekspor" in told["nama"][0][5]


def test_a_workbook_holds_answers_first_and_the_codebook_second(tmp_path: Path) -> None:
    path = tmp_path / "jawaban.xlsx"
    told: list[str] = []
    write_answers(path, INSTRUMENT, [ONE], before_naming=lambda: told.append(str(path.exists())))
    assert told == ["False"]
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["lengkap", "Kode lengkap"]
    assert book.worksheets[0]["A1"].value == "lembar#no"
    assert book.worksheets[1]["A1"].value == "Kolom"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_refuses_before_the_name_leaves_no_file_of_answers(tmp_path: Path, ending: str) -> None:
    def refuse() -> None:
        raise SheetError("tidak boleh")

    path = tmp_path / f"jawaban.{ending}"
    with pytest.raises(SheetError, match="tidak boleh"):
        write_answers(path, INSTRUMENT, [ONE], before_naming=refuse)
    assert not path.exists()


def test_a_wrong_cell_of_an_exported_file_has_its_address(tmp_path: Path) -> None:
    path = tmp_path / "jawaban.csv"
    path.write_text("lembar#no,waktu,cara#x,cara#z,biaya#1#rupiah\n1,9,mungkin,1,banyak\n2,3,1,,7\n", "utf-8")
    found = read_answers(path, INSTRUMENT)
    assert [problem.cell for problem in found.problems] == ["D1", "B2", "C2", "E2"]
    assert found.respondents[1] == {"waktu": "3", "cara": ("x",), "biaya": ({"rupiah": 7},)}


def test_no_respondents_are_a_heading(tmp_path: Path) -> None:
    path = tmp_path / "jawaban.csv"
    write_answers(path, INSTRUMENT, [])
    assert read_answers(path, INSTRUMENT).respondents == ()

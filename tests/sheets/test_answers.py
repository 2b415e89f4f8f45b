"""Answers in and out of files: every column, every code, every wrong cell with its address."""

import csv
import tomllib
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from berkas.rules.answers import Answers
from berkas.rules.instruments import Instrument, parse_instrument
from berkas.rules.vocabulary import Missing
from berkas.sheets.answer_files import write_answer_template, write_answers, write_codebook
from berkas.sheets.answers import read_answers
from berkas.sheets.cells import Cell
from berkas.sheets.read import Row, Table, read_table

TOML = """
format = 1
key = "uji"
version = "1"
title = "Survei contoh"
kind = "survei"
subject = "layanan"
notice = "Rumusan contoh."

[scoring]
rule = "hitung"

[[scales]]
key = "empat"
label = "Satu sampai empat"
options = [
  { code = "1", value = 1, label = "Tidak baik" },
  { code = "2", value = 2, label = "Kurang baik" },
  { code = "3", value = 3, label = "Baik" },
  { code = "4", value = 4, label = "Sangat baik" },
]

[[sections]]
key = "profil"
label = "Profil"
items = [
  { key = "usia", type = "angka", label = "Usia", unit = "tahun", whole = true },
  { key = "jenis_kelamin", type = "pilihan", label = "Jenis kelamin", choices = [
    { code = "l", label = "Laki-laki" }, { code = "p", label = "Perempuan" } ] },
  { key = "layanan", type = "multi", label = "Layanan", choices = [
    { code = "ahu", label = "AHU" }, { code = "ki", label = "KI" } ] },
  { key = "nomor", type = "digit", label = "Nomor lembar", length = 4 },
  { key = "kesan", type = "teks", label = "Kesan" },
  { key = "tanggal", type = "tanggal", label = "Tanggal" },
]

[[sections]]
key = "unsur"
label = "Unsur"
scored = true
type = "skala"
scale = "empat"
items = [
  { key = "prosedur", label = "Prosedur", help = "Apakah mudah?" },
  { key = "waktu", label = "Waktu" },
]
"""


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return parse_instrument(tomllib.loads(TOML), file="uji.toml")


def grid(*rows: tuple[int, tuple[Cell, ...]]) -> Table:
    return Table("a.xlsx", "Data", ("Data",), tuple(Row(number, cells) for number, cells in rows), 0)


def test_keys_or_labels_below_a_title_are_read(instrument: Instrument) -> None:
    found = read_answers(
        grid(
            (1, ("Rekap survei",)),
            (3, ("Prosedur", "waktu", "usia")),
            (4, (3, "tidak tahu", 40)),
            (6, ("Baik", "9", None)),
            (7, (1, 2, "tua")),
        ),
        instrument,
    )
    assert found.respondents == (
        {"prosedur": "3", "waktu": Missing.TIDAK_TAHU, "usia": 40},
        {"prosedur": "3"},
        {"prosedur": "1", "waktu": "2"},
    )
    assert [(problem.cell, problem.row) for problem in found.problems] == [("B6", 6), ("C7", 7)]


def test_a_plain_csv_of_keys_is_read(tmp_path: Path, instrument: Instrument) -> None:
    path = tmp_path / "jawaban.csv"
    path.write_text("prosedur,waktu\n3,4\n\n2,1\n", encoding="utf-8")
    found = read_answers(path, instrument)
    assert found.problems == ()
    assert found.respondents == ({"prosedur": "3", "waktu": "4"}, {"prosedur": "2", "waktu": "1"})


def test_a_template_is_empty_until_it_is_filled_in(tmp_path: Path, instrument: Instrument) -> None:
    path = tmp_path / "templat.xlsx"
    write_answer_template(path, instrument)
    untouched = read_answers(path, instrument)
    assert (untouched.respondents, untouched.problems) == ((), ())
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert "1 = Tidak baik; 2 = Kurang baik" in sheet["G1"].comment.text
    sheet.append([40, "Perempuan", "AHU; KI", "0012", "=baik", "12-06-2025", 3, "Menolak menjawab"])
    sheet["E3"].data_type = "s"
    book.save(path)
    found = read_answers(path, instrument)
    assert found.problems == ()
    assert found.respondents == (
        {
            "usia": 40,
            "jenis_kelamin": "p",
            "layanan": ("ahu", "ki"),
            "nomor": "0012",
            "kesan": "=baik",
            "tanggal": "2025-06-12",
            "prosedur": "3",
            "waktu": Missing.MENOLAK,
        },
    )


MISSING = st.sampled_from(Missing)
ANSWERS = st.fixed_dictionaries(
    {"prosedur": st.sampled_from("1234")},
    optional={
        "waktu": st.sampled_from("1234") | MISSING,
        "usia": st.integers(0, 120) | MISSING,
        "jenis_kelamin": st.sampled_from("lp"),
        "layanan": st.sampled_from([("ahu",), ("ki",), ("ki", "ahu")]),
        "nomor": st.from_regex(r"[0-9]{4}", fullmatch=True),
        "kesan": st.text("abcé\"',;=+-@ \n", min_size=1).filter(lambda text: text == text.strip()),
        "tanggal": st.dates().map(lambda day: day.isoformat()),
    },
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(respondents=st.lists(ANSWERS, min_size=1, max_size=4))
def test_answers_come_back_as_they_went_out(
    tmp_path: Path, instrument: Instrument, respondents: list[Answers]
) -> None:
    path = tmp_path / "jawaban.csv"
    write_answers(path, instrument, respondents, overwrite=True)
    found = read_answers(path, instrument)
    assert found.problems == ()
    assert list(found.respondents) == [in_order(one) for one in respondents]


def in_order(answers: Answers) -> Answers:
    """Several codes of one item have the order of its options, not that of ticking."""
    services = [code for code in ("ahu", "ki") if code in tuple(answers.get("layanan", ()))]  # type: ignore[arg-type]
    return {key: tuple(services) if key == "layanan" else answer for key, answer in answers.items()}


def test_a_workbook_of_answers_comes_back_too(tmp_path: Path, instrument: Instrument) -> None:
    respondents: list[Answers] = [
        {"prosedur": "3", "nomor": "0007", "usia": 17, "tanggal": "2025-06-12", "layanan": ("ahu", "ki")},
        {"prosedur": "1", "waktu": Missing.TIDAK_BERLAKU, "kesan": "=1+1\nbaris"},
    ]
    write_answers(tmp_path / "a.xlsx", instrument, respondents)
    found = read_answers(tmp_path / "a.xlsx", instrument)
    assert (list(found.respondents), found.problems) == (respondents, ())


def test_the_codebook_tells_the_three_codes_apart(tmp_path: Path, instrument: Instrument) -> None:
    path = tmp_path / "kode.csv"
    write_codebook(path, instrument)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.reader(stream) if row[0] == "waktu"]
    assert rows[0][:8] == ["waktu", "Unsur", "Waktu", "Skala", "1", "Tidak baik", "1", "ya"]
    assert [row[7] for row in rows] == ["ya"] * 4 + ["tidak"] * 3
    assert [row[4] for row in rows] == ["1", "2", "3", "4", "tidak_tahu", "menolak", "tidak_berlaku"]
    assert read_table(path).header[0] == "Kolom"


def test_the_codebook_lists_only_codes_that_may_be_given(tmp_path: Path, instrument: Instrument) -> None:
    closed = replace(instrument.scales[0], missing=(Missing.TIDAK_TAHU,))
    path = tmp_path / "kode.csv"
    write_codebook(path, replace(instrument, scales=(closed, *instrument.scales[1:])))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        codes = [row[4] for row in csv.reader(stream) if row[0] == "waktu"]
    assert codes == ["1", "2", "3", "4", "tidak_tahu"]

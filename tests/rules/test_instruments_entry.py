"""One cell as an answer: every kind of item, every way of writing it, and what is refused."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.answers import Answer
from berkas.rules.instruments import AnswerError, answer_problem, parse_cell, parse_instrument
from berkas.rules.vocabulary import Missing

DEFINITION = """
format = 1
key = "macam"
version = "1"
title = "Segala macam butir"
kind = "standar"
subject = "unit"
scoring = { rule = "hitung" }

[[scales]]
key = "mutu4"
label = "Mutu"
options = [
  { code = "1", value = 1, label = "Nilai 1" },
  { code = "2", value = 2, label = "Nilai 2" },
  { code = "3", value = 3, label = "Nilai 3" },
  { code = "4", value = 4, label = "Nilai 4" },
]

[[sections]]
key = "nilai"
label = "Nilai"
scored = true
items = [{ key = "SKALA", type = "skala", scale = "mutu4", label = "Skala" }]

[[sections]]
key = "isi"
label = "Isi"
items = [
  { key = "PILIH", type = "pilihan", missing = ["tidak_tahu", "tidak_berlaku"], label = "Pilih", choices = [
    { code = "a", label = "Apel" },
    { code = "menolak", label = "Menolak" },
  ] },
  { key = "MULTI", type = "multi", label = "Multi", choices = [
    { code = "a", label = "Apel" },
    { code = "b", label = "Buah" },
  ] },
  { key = "YA", type = "ya_tidak", label = "Ya" },
  { key = "ANGKA", type = "angka", label = "Angka", lowest = 0, highest = "10.5", unit = "jam" },
  { key = "BULAT", type = "angka", label = "Bulat", whole = true },
  { key = "TGL", type = "tanggal", label = "Tanggal", lowest = 2020-01-01, highest = "2030-01-01" },
  { key = "TEKS", type = "teks", label = "Teks", max_length = 5 },
  { key = "NIK", type = "digit", label = "NIK", length = 16, check = "nik" },
  { key = "NIP", type = "digit", label = "NIP", check = "nip" },
  { key = "OBH", type = "rujukan", label = "OBH", reference = "obh", missing = [] },
  { key = "TABEL", type = "tabel", label = "Tabel", columns = [{ key = "K", type = "teks", label = "K" }] },
]
"""
TYPES = parse_instrument(tomllib.loads(DEFINITION), file="macam.toml")


@pytest.mark.parametrize(
    ("key", "cell", "answer"),
    [
        ("SKALA", "3", "3"),
        ("SKALA", 3, "3"),
        ("SKALA", 3.0, "3"),
        ("SKALA", " nilai 3 ", "3"),
        ("SKALA", "tidak tahu", Missing.TIDAK_TAHU),
        ("SKALA", "TIDAK_BERLAKU", Missing.TIDAK_BERLAKU),
        ("PILIH", "apel", "a"),
        ("PILIH", "menolak", "menolak"),
        ("YA", "Menolak menjawab", Missing.MENOLAK),
        ("MULTI", "a; Buah;a", ("a", "b")),
        ("YA", True, "ya"),
        ("YA", "TIDAK", "tidak"),
        ("ANGKA", "3,5", 3.5),
        ("ANGKA", 7.0, 7),
        ("TGL", "12-06-2025", "2025-06-12"),
        ("TGL", "2025-06-12", "2025-06-12"),
        ("TGL", "1/2/2025", "2025-02-01"),
        ("TEKS", "=1+1", "=1+1"),
        ("NIK", "1901 0152 0190 0001", "1901015201900001"),
        ("NIP", "19850712 201001 1 003", "198507122010011003"),
        ("OBH", "LBH contoh", "LBH contoh"),
        ("YA", None, None),
        ("YA", "  ", None),
    ],
)
def test_a_cell_becomes_the_answer_it_stands_for(key: str, cell: object, answer: Answer | None) -> None:
    parsed = parse_cell(TYPES, TYPES.items[key], cell)
    assert parsed == answer
    assert isinstance(parsed, Missing) is isinstance(answer, Missing)


@pytest.mark.parametrize(
    ("key", "cell", "reason"),
    [
        ("SKALA", "5", "tidak ada dalam pilihan (1, 2, 3, 4)"),
        ("SKALA", "3.5", "tidak ada dalam pilihan"),
        ("SKALA", "nan", "tidak ada dalam pilihan"),
        ("MULTI", "a;c", "“c” tidak ada"),
        ("YA", "mungkin", "tidak ada dalam pilihan"),
        ("ANGKA", "banyak", "bukan angka"),
        ("ANGKA", float("nan"), "bukan angka"),
        ("ANGKA", "11", "paling banyak 10,5 jam"),
        ("ANGKA", "-1", "paling sedikit 0 jam"),
        ("BULAT", "1,5", "bilangan bulat"),
        ("TGL", "31-02-2025", "bukan tanggal"),
        ("TGL", "31-12-2019", "tidak boleh sebelum"),
        ("TGL", "02-01-2030", "tidak boleh sesudah"),
        ("TEKS", "enam ya", "paling panjang 5 huruf"),
        ("NIK", "123", "16 angka"),
        ("NIK", "1901015213900001", "bukan tanggal lahir"),
        ("NIK", "19010152019000AB", "hanya boleh berisi angka"),
        ("NIP", "198513122010011003", "tanggal lahir"),
        ("NIP", "198507122010131003", "bulan pengangkatan"),
        ("OBH", "menolak", "tidak berlaku untuk butir ini"),
        ("TABEL", "x", "satu sel"),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_answer_is_refused(key: str, cell: object, reason: str) -> None:
    with pytest.raises(AnswerError, match=r"^[A-Z]") as refused:
        parse_cell(TYPES, TYPES.items[key], cell)
    assert reason in str(refused.value)


@given(
    st.sampled_from(list(TYPES.items)),
    st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.booleans()),
)
def test_any_cell_is_an_answer_or_is_refused(key: str, cell: object) -> None:
    try:
        answer = parse_cell(TYPES, TYPES.items[key], cell)
    except AnswerError:
        return
    assert answer is None or answer_problem(TYPES, TYPES.items[key], answer) is None

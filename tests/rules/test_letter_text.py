"""The text of a letter: what each line becomes, how fields are filled, and that nothing typed is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.letter_text import (
    Caption,
    Grid,
    LetterTextError,
    Pairs,
    Paragraph,
    Points,
    Styled,
    blocks_of,
    fields_of,
    fill,
    plain_words,
    styled,
)

LETTER = """\
Sehubungan dengan pengawasan bantuan hukum, kami beritahukan:

Hari : Kamis
Tanggal : 12 Juni 2025
Tempat :

1. wawancara dengan penerima bantuan hukum
2. pemeriksaan berkas
a. litigasi
b. nonlitigasi
- membawa surat tugas

# Daftar tim
| No | Nama | Sebagai |
|---|---|---|
| 1 | Pejabat Contoh | Ketua |
| 2 | Petugas Contoh |
Atas perhatian Saudara kami ucapkan terima kasih."""


def test_every_kind_of_line_becomes_its_block() -> None:
    assert blocks_of(LETTER) == (
        Paragraph("Sehubungan dengan pengawasan bantuan hukum, kami beritahukan:"),
        Pairs((("Hari", "Kamis"), ("Tanggal", "12 Juni 2025"), ("Tempat", ""))),
        Points(("wawancara dengan penerima bantuan hukum", "pemeriksaan berkas"), "1."),
        Points(("litigasi", "nonlitigasi"), "a."),
        Points(("membawa surat tugas",), "–"),
        Caption("Daftar tim"),
        Grid(("No", "Nama", "Sebagai"), (("1", "Pejabat Contoh", "Ketua"), ("2", "Petugas Contoh", ""))),
        Paragraph("Atas perhatian Saudara kami ucapkan terima kasih."),
    )


@pytest.mark.parametrize(
    "line",
    [
        "Berdasarkan Pasal 3: kewajiban pemberi bantuan hukum",  # no space before the colon
        "Pukul 10.00",
        "2025 adalah tahun anggaran",
        "https://contoh.go.id : halaman dengan titik dua dua kali : ya",
        "-tanpa jarak",
    ],
)
def test_ordinary_sentences_stay_paragraphs(line: str) -> None:
    assert blocks_of(line) == (Paragraph(line),)


def test_points_go_on_where_they_were_counted() -> None:
    assert blocks_of("3. tiga\n4. empat") == (Points(("tiga", "empat"), "1.", 3),)


def test_fields_are_filled_and_an_empty_one_stays_to_be_seen() -> None:
    filled = fill("Kepala {unit}\nNomor {nomor}", {"unit": "Lapas Contoh", "nomor": " "})
    assert filled == "Kepala Lapas Contoh\nNomor {nomor}"
    assert fields_of(filled) == ("nomor",)


def test_a_line_with_an_empty_optional_field_goes() -> None:
    text = "Satu\nMenindaklanjuti surat {surat?}\nTiga"
    assert fill(text, {"surat": ""}) == "Satu\nTiga"
    assert fill(text, {"surat": "W.8-1"}) == "Satu\nMenindaklanjuti surat W.8-1\nTiga"


def test_an_unknown_field_is_named_with_its_line() -> None:
    with pytest.raises(LetterTextError, match=r"Baris 2: isian \{nma\} tidak dikenal"):
        fill("Satu\nKepada {nma}", {"nama": "contoh"})


def test_a_value_that_looks_like_a_field_is_not_filled_again() -> None:
    assert fill("{a}", {"a": "{b}", "b": "salah"}) == "{b}"


def test_marks_become_styles() -> None:
    assert styled("Hal **penting** dan _ultra petita_.") == (
        Styled("Hal "),
        Styled("penting", bold=True),
        Styled(" dan "),
        Styled("ultra petita", italic=True),
        Styled("."),
    )
    assert plain_words("nama_berkas_contoh tetap utuh") == "nama_berkas_contoh tetap utuh"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60))
def test_words_without_marks_are_kept_letter_by_letter(text: str) -> None:
    if "*" not in text and "_" not in text:
        assert plain_words(text) == text


@given(
    st.lists(st.sampled_from(["kata", "- titik", "1. satu", "a. huruf", "A : b", "| x | y |", "# judul", ""]))
)
def test_no_line_is_lost(lines: list[str]) -> None:
    found = 0
    for block in blocks_of("\n".join(lines)):
        match block:
            case Points(items=items):
                found += len(items)
            case Pairs(rows=rows):
                found += len(rows)
            case Grid(rows=rows):
                found += 1 + len(rows)
            case _:
                found += 1
    assert found == sum(1 for line in lines if line)

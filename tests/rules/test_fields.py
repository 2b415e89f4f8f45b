"""Fields: what people type, what is stored, what is shown again, and the sentence for what cannot be."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.fields import Choice, Column, Field, FieldError, Kind, Problem, parse, problems, show

TODAY = date(2025, 6, 12)
SEX = (Choice("L", "Laki-laki"), Choice("P", "Perempuan"))


@pytest.mark.parametrize(
    ("kind", "typed", "stored", "shown"),
    [
        (Kind.TEXT, "  Siti Contoh ", "Siti Contoh", "Siti Contoh"),
        (Kind.INTEGER, "1.250", 1250, "1.250"),
        (Kind.DECIMAL, "87,28", 87.28, "87,28"),
        (Kind.RUPIAH, "Rp8.000.000", 8_000_000, "Rp8.000.000"),
        (Kind.DATE, "12 6 25", "2025-06-12", "12 Jun 2025"),
        (Kind.DATE, "kemarin", "2025-06-11", "11 Jun 2025"),
        (Kind.BOOLEAN, "ya", True, "Ya"),
        (Kind.BOOLEAN, "Tidak", False, "Tidak"),
        (Kind.CHOICE, "perempuan", "P", "Perempuan"),
        (Kind.MULTI, "L; Perempuan", ("L", "P"), "Laki-laki, Perempuan"),
        (Kind.NIP, "19800101 200501 2 001", "198001012005012001", "198001012005012001"),
        (Kind.EMAIL, "nama@kantor.go.id", "nama@kantor.go.id", "nama@kantor.go.id"),
    ],
)
def test_typed_text_is_stored_and_shown_again(kind: Kind, typed: str, stored: object, shown: str) -> None:
    choices = SEX if kind in {Kind.CHOICE, Kind.MULTI} else ()
    field = Field("isian", "Isian", kind, choices=choices)
    assert parse(field, typed, today=TODAY) == stored
    assert show(field, stored) == shown


@pytest.mark.parametrize(
    ("field", "typed", "part"),
    [
        (Field("n", "Jumlah", Kind.INTEGER), "dua", "bukan bilangan bulat"),
        (Field("n", "Jumlah", Kind.INTEGER, least=1), "0", "paling sedikit 1"),
        (Field("n", "Jumlah", Kind.INTEGER, most=5), "6", "paling banyak 5"),
        (Field("n", "Pagu", Kind.RUPIAH), "banyak", "bukan jumlah rupiah"),
        (Field("n", "Nilai", Kind.DECIMAL), "x", "bukan angka"),
        (Field("n", "Tanggal", Kind.DATE), "31 2 2025", "tidak ada"),
        (Field("n", "Tanggal", Kind.DATE, most="hari_ini"), "13 6 2025", "tidak boleh sesudah 12 Jun 2025"),
        (Field("n", "Tanggal", Kind.DATE, least="2025-01-01"), "31 12 2024", "tidak boleh sebelum"),
        (Field("n", "Jawaban", Kind.BOOLEAN), "mungkin", "ya"),
        (Field("n", "Jenis kelamin", Kind.CHOICE, choices=SEX), "x", "tidak ada dalam pilihan"),
        (Field("n", "NIK", Kind.NIK), "123", "harus 16 angka"),
        (Field("n", "Kode", Kind.DIGITS, length=4), "12a4", "hanya boleh berisi angka"),
        (Field("n", "Surel", Kind.EMAIL), "nama di kantor", "bukan alamat surel"),
        (Field("n", "Nama", length=3), "Siti", "paling panjang 3 huruf"),
    ],
)
def test_what_cannot_be_gets_one_sentence_with_the_label(field: Field, typed: str, part: str) -> None:
    with pytest.raises(FieldError) as refused:
        parse(field, typed, today=TODAY)
    assert str(refused.value).startswith(f"{field.label}: ")
    assert part in str(refused.value)


def test_empty_text_is_no_value() -> None:
    for kind in Kind:
        assert parse(Field("isian", "Isian", kind), "  ", today=TODAY) is None
    assert show(Column("isian", "Isian", Kind.DATE), None) == ""


def test_a_record_is_checked_field_by_field_and_across() -> None:
    fields = (
        Field("name", "Nama", required=True),
        Field("sex", "Jenis kelamin", Kind.CHOICE, choices=SEX),
        Field("n", "Jumlah", Kind.INTEGER, least=1),
    )
    across = [Problem("", "Nama dan jumlah tidak cocok.")]
    found = problems(fields, {"sex": "x", "n": 0}, today=TODAY, checks=(lambda _values: across,))
    assert [problem.key for problem in found] == ["name", "sex", "n", ""]
    assert found[0].message == "Nama wajib diisi."
    assert problems(fields, {"name": "Siti", "sex": "P", "n": 1}, today=TODAY) == []


@given(st.sampled_from(list(Kind)), st.text(max_size=40))
def test_no_text_breaks_a_field(kind: Kind, typed: str) -> None:
    field = Field("isian", "Isian", kind, choices=SEX if kind in {Kind.CHOICE, Kind.MULTI} else ())
    with suppress(FieldError):
        assert isinstance(show(field, parse(field, typed, today=TODAY)), str)


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_whole_numbers_come_back_from_their_words(number: int) -> None:
    field = Field("n", "Jumlah", Kind.INTEGER)
    assert parse(field, show(field, number), today=TODAY) == number

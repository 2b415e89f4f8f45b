"""Numbers in words, rupiah, decimals and Roman numerals."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules import numbers

_WORD_VALUE = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "seratus": 100,
}  # fmt: skip
_SCALE = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def read_words(text: str) -> int:
    """An independent reader of Indonesian number words."""
    total, group = 0, 0
    for word in text.split():
        if word in _WORD_VALUE:
            group += _WORD_VALUE[word]
        elif word == "belas":
            group += 10
        elif word == "puluh":
            group += group % 10 * 9
        elif word == "ratus":
            group *= 100
        elif word == "seribu":
            total, group = total + 1000, 0
        else:
            total, group = total + group * _SCALE[word], 0
    return total + group


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (17, "tujuh belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1000, "seribu"),
        (2025, "dua ribu dua puluh lima"),
        (21_000, "dua puluh satu ribu"),
        (101_000, "seratus satu ribu"),
        (1_001_000, "satu juta seribu"),
        (2_000_001_000, "dua miliar seribu"),
        (10**12, "satu triliun"),
        (10**15, "seribu triliun"),
        (-3, "minus tiga"),
    ],
)
def test_number_words(number: int, words: str) -> None:
    assert numbers.terbilang(number) == words


@given(st.integers(0, 10**15 - 1))
def test_number_words_say_the_number(number: int) -> None:
    assert read_words(numbers.terbilang(number)) == number


def test_number_words_end_somewhere() -> None:
    with pytest.raises(ValueError, match="seribu triliun"):
        numbers.terbilang(10**15 + 1)


@given(st.integers(-(10**15), 10**15))
def test_rupiah_and_integers_round_trip(amount: int) -> None:
    assert numbers.parse_rupiah(numbers.show_rupiah(amount)) == amount
    assert numbers.parse_integer(numbers.show_integer(amount)) == amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("Rp1.234.567", 1_234_567),
        ("rp 8.500.000,-", 8_500_000),
        ("Rp. 3.740.000,00", 3_740_000),
        ("8000000", 8_000_000),
        ("-Rp1.234", -1_234),
        ("Rp-1.234", -1_234),
        ("0", 0),
    ],
)
def test_rupiah_as_typed(typed: str, amount: int) -> None:
    assert numbers.parse_rupiah(typed) == amount


@pytest.mark.parametrize("typed", ["", "Rp", "1.23", "1,5", "delapan juta", "1.234.56", "--5", "9" * 40])
def test_no_rupiah(typed: str) -> None:
    with pytest.raises(numbers.NumberError, match="rupiah penuh"):
        numbers.parse_rupiah(typed)


@given(st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=4))
def test_decimals_round_trip(number: Decimal) -> None:
    assert numbers.parse_decimal(numbers.show_decimal(number, 4)) == number
    assert numbers.parse_decimal(numbers.show_decimal(number, None)) == number


def test_decimals_round_half_up_as_they_read() -> None:
    assert numbers.show_decimal(1234.56) == "1.234,56"
    assert numbers.show_decimal(87.285) == "87,29"
    assert numbers.show_decimal(Decimal("2.5"), 0) == "3"
    assert numbers.show_decimal(-0.001) == "0,00"
    assert numbers.show_decimal(-1234.5, 1) == "-1.234,5"
    assert numbers.show_decimal(3.0, None) == "3,0"


def test_a_decimal_point_is_refused_with_the_right_form() -> None:
    with pytest.raises(numbers.NumberError, match="tanda desimal adalah koma, misalnya 3,31"):
        numbers.parse_decimal("3.31")
    assert numbers.parse_decimal("3.310") == 3310
    with pytest.raises(numbers.NumberError, match="bukan bilangan bulat"):
        numbers.parse_integer("2,5")
    with pytest.raises(numbers.NumberError, match="bukan angka"):
        numbers.parse_decimal("9" * 60)


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_a_sentence(text: str) -> None:
    for parse in (numbers.parse_decimal, numbers.parse_integer, numbers.parse_rupiah, numbers.from_roman):
        with suppress(numbers.NumberError):
            assert parse(text) is not None


@given(st.integers(1, 3999))
def test_roman_round_trip(number: int) -> None:
    assert numbers.from_roman(numbers.to_roman(number)) == number
    assert numbers.from_roman(numbers.to_roman(number).lower()) == number


def test_roman() -> None:
    assert numbers.to_roman(1994) == "MCMXCIV"
    assert [numbers.to_roman(month) for month in (4, 9, 11, 12)] == ["IV", "IX", "XI", "XII"]
    for wrong in ("IIII", "IC", "", "MMMM"):
        with pytest.raises(numbers.NumberError):
            numbers.from_roman(wrong)
    with pytest.raises(ValueError, match="1 sampai 3999"):
        numbers.to_roman(0)

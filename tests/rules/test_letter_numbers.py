"""Letter numbers by the office's pattern."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.letter_numbers import LetterNumber, PatternError, next_insertion, parse_pattern

DAY = date(2025, 6, 12)


@pytest.mark.parametrize(
    ("pattern", "serial", "expected"),
    [
        ("W.8.{klasifikasi}-{urut}", 1741, "W.8.HN.04.03-1741"),
        ("W6.{klasifikasi}-{urut:4}", 120, "W6.HN.04.03-0120"),
        ("PGD-{urut:3}/{bulan_romawi}/{tahun}", 7, "PGD-007/VI/2025"),
        ("{urut}/{tahun}", 12, "12/2025"),
    ],
)
def test_numbers_as_offices_write_them(pattern: str, serial: int, expected: str) -> None:
    checked = parse_pattern(pattern)
    assert checked.write(serial, on=DAY, classification="HN.04.03") == expected
    read = checked.read(expected)
    assert read is not None
    assert read.serial == serial


def test_insertion_and_number_to_follow() -> None:
    pattern = parse_pattern("W.8.{klasifikasi}-{urut}")
    inserted = pattern.write(1741, on=DAY, classification="HN.04.03", insertion="a")
    assert inserted == "W.8.HN.04.03-1741.a"
    assert pattern.read(inserted) == LetterNumber(1741, "a", "HN.04.03")
    pending = pattern.write(None, on=DAY, classification="HN.04.03")
    assert pending == "W.8.HN.04.03-……"
    assert pattern.read(pending) is None
    assert pattern.read("W.9.HN.04.03-1741") is None


def test_order_of_numbers() -> None:
    written = [LetterNumber(1742), LetterNumber(1741, "aa"), LetterNumber(1741, "b"), LetterNumber(1741)]
    in_order = sorted(written, key=lambda number: number.sort_key)
    assert [number.insertion for number in in_order] == ["", "b", "aa", ""]


def test_next_insertion() -> None:
    assert next_insertion([]) == "a"
    assert next_insertion(["b", "a"]) == "c"
    assert next_insertion(["z"]) == "aa"
    assert next_insertion(["az", "b"]) == "ba"


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("W.8-1", "tepat satu kali"),
        ("{urut}-{urut}", "tepat satu kali"),
        ("{urut}{tahun}", "pisahkan isian"),
        ("{klasifikasi}.{urut}", "pisahkan isian"),
        ("{urut}/{thn}", "tidak dikenal"),
        ("{urut}/{tahun}/{tahun}", "dua kali"),
        ("{urut}/{", "kurung kurawal"),
    ],
)
def test_a_wrong_pattern_gets_one_sentence(pattern: str, why: str) -> None:
    with pytest.raises(PatternError, match=why):
        parse_pattern(pattern)


def test_a_letter_without_classification_is_not_numbered() -> None:
    pattern = parse_pattern("W.8.{klasifikasi}-{urut}")
    assert pattern.needs_classification
    with pytest.raises(PatternError, match="Klasifikasi surat belum diisi"):
        pattern.write(1, on=DAY)
    with pytest.raises(PatternError, match="mulai dari 1"):
        parse_pattern("{urut}").write(0, on=DAY)


SEPARATORS = st.sampled_from(["-", "/", " / ", "-UM-", ".-"])


@given(
    places=st.permutations(["{urut}", "{klasifikasi}", "{tahun}", "{bulan}", "{bulan_romawi}"]),
    between=st.lists(SEPARATORS, min_size=4, max_size=4),
    prefix=st.sampled_from(["", "W.8.", "PGD", "2025"]),
    number=st.builds(
        LetterNumber,
        serial=st.integers(1, 99_999),
        insertion=st.from_regex(r"[a-z]{0,2}", fullmatch=True),
        classification=st.from_regex(r"[A-Z]{2}(\.[0-9A-Z]{1,3}){0,4}", fullmatch=True),
        year=st.integers(2000, 2099),
        month=st.integers(1, 12),
    ),
)
def test_what_is_written_is_read_back(
    places: list[str], between: list[str], prefix: str, number: LetterNumber
) -> None:
    text = prefix + "".join(part for pair in zip(places, [*between, ""], strict=True) for part in pair)
    pattern = parse_pattern(text)
    on = date(number.year or 0, number.month or 0, 1)
    written = pattern.write(
        number.serial, on=on, classification=number.classification, insertion=number.insertion
    )
    assert pattern.read(written) == number

"""NIK, masking, codes, and the name that may be shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules import identity
from berkas.rules.vocabulary import PersonStatus, Sex

CASE = date(2025, 6, 12)


@given(
    st.dates(date(1930, 1, 1), date(2025, 12, 31)),
    st.sampled_from(Sex),
    st.sampled_from(["190101", "197103", "360277", "910201", "970399"]),
    st.integers(1, 9999),
)
def test_a_well_formed_nik_is_taken_apart(birth: date, sex: Sex, region: str, serial: int) -> None:
    day = birth.day + (40 if sex is Sex.PEREMPUAN else 0)
    text = f"{region}{day:02}{birth:%m%y}{serial:04}"
    nik = identity.parse_nik(text)
    assert (nik.region, nik.sex, nik.serial) == (region, sex, f"{serial:04}")
    assert nik.fits_birth(birth)
    assert identity.nik_problem(text) == ""
    assert identity.nik_doubts(text, birth=birth, sex=sex) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("19010152069500", "NIK harus 16 angka, yang diketik 14 angka."),
        ("190101120695000X", "NIK hanya berisi angka."),
        ("9901011206950001", "Enam angka pertama NIK bukan kode wilayah."),
        ("1900011206950001", "Enam angka pertama NIK bukan kode wilayah."),
        ("1901013206950001", "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir."),
        ("1901011213950001", "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir."),
        ("1901017206950001", "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir."),
        ("1901011206950000", "Empat angka terakhir NIK tidak boleh 0000."),
    ],
)
def test_a_malformed_nik_gets_one_sentence_without_its_digits(text: str, sentence: str) -> None:
    assert identity.nik_problem(text) == sentence
    assert identity.nik_doubts(text, birth=CASE) == []


def test_a_nik_that_contradicts_what_stands_beside_it() -> None:
    woman = "1901015206950001"
    assert identity.nik_doubts(woman, birth=date(1995, 6, 13)) == [
        "NIK tidak cocok dengan tanggal lahir 13 Jun 1995. Periksa keduanya."
    ]
    assert identity.nik_doubts(woman, birth=date(1995, 6, 12), sex=Sex.LAKI_LAKI) == [
        "NIK menunjukkan perempuan, yang diisi laki-laki. Periksa keduanya."
    ]


def test_masking_shows_the_serial_only() -> None:
    assert identity.mask_digits("1901 0152 0695 0001") == "••••••••••••0001"
    assert identity.mask_digits("0812-3456") == "••••••56"
    assert identity.mask_digits("12") == "••"
    assert identity.mask_digits("") == ""


@given(st.text(max_size=30))
def test_masking_never_shows_more_than_a_third(text: str) -> None:
    shown = [letter for letter in identity.mask_digits(text) if letter != "•"]
    assert len(shown) <= min(4, len(text) // 3)


@pytest.mark.parametrize(
    ("birth", "status", "minor", "special", "protected"),
    [
        (date(2007, 6, 13), None, False, False, True),
        (date(2007, 6, 12), None, False, False, False),
        (None, PersonStatus.ANAK_BINAAN, False, False, True),
        (date(1990, 1, 1), PersonStatus.ANAK_BINAAN, False, False, True),
        (None, PersonStatus.NARAPIDANA, False, False, False),
        (None, None, True, False, True),
        (date(1990, 1, 1), None, False, True, True),
    ],
)
def test_protection_follows_the_age_at_the_time_of_the_case(
    birth: date | None, status: PersonStatus | None, *, minor: bool, special: bool, protected: bool
) -> None:
    assert (
        identity.is_protected(
            birth=birth, case_date=CASE, status=status, minor=minor, special_protection=special
        )
        is protected
    )


@given(st.text(min_size=1, max_size=40), st.booleans())
def test_a_protected_person_is_a_code_whoever_looks(name: str, may_see: bool) -> None:
    assert identity.public_name(name, "MB-2025-003-R07", protected=True, may_see=may_see) == "MB-2025-003-R07"
    assert identity.initials(name, "MB-2025-003-R07", protected=True) == "MB-2025-003-R07"


def test_names_and_initials_of_adults() -> None:
    assert identity.public_name("Budi contoh", "R01", protected=False, may_see=True) == "Budi contoh"
    assert identity.public_name("Budi contoh", "R01", protected=False, may_see=False) == "R01"
    assert identity.public_name("  ", "R01", protected=False, may_see=True) == "R01"
    assert identity.initials("Siti Aminah contoh", "R01", protected=False) == "S.A.C."
    assert identity.initials("—", "R01", protected=False) == "R01"


def test_respondent_codes() -> None:
    assert identity.respondent_code("MB-2025-003", 7) == "MB-2025-003-R07"
    assert identity.parse_respondent_code(" mb-2025-003-r07 ") == ("MB-2025-003", 7)
    assert identity.parse_respondent_code("MB-2025-003") is None
    assert identity.parse_respondent_code("MB-2025-003-R00") is None
    with pytest.raises(ValueError, match="mulai dari 1"):
        identity.respondent_code("MB-2025-003", 0)


def test_an_nip_is_written_in_its_groups() -> None:
    assert identity.show_nip("198001012005012001") == "19800101 200501 2 001"
    assert identity.show_nip("belum ada") == "belum ada"

"""Dates as people type and read them."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules import dates
from berkas.rules.vocabulary import DayUnit, TimeZone

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "12 6 25",
        "12/6/2025",
        "12-06-25",
        "12.6.2025",
        "12 juni 2025",
        "12 JUN 2025",
        " 12  Juni   25 ",
        "Kamis, 12 Juni 2025",
        "kamis 12/6/25",
        "2025-06-12",
        "120625",
        "12062025",
        "12-Jun-25",
    ],
)
def test_twelve_june_in_every_usual_form(typed: str) -> None:
    assert dates.parse_date(typed, TODAY) == date(2025, 6, 12)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12 juni", date(2026, 6, 12)),
        ("3/2", date(2026, 2, 3)),
        ("kemarin", date(2026, 11, 23)),
        ("Hari ini", TODAY),
        ("hari  ini", TODAY),
        ("besok", date(2026, 11, 25)),
        ("lusa", date(2026, 11, 26)),
        ("1 agt 2024", date(2024, 8, 1)),
        ("10 Nopember 2020", date(2020, 11, 10)),
        ("5 5 46", date(2046, 5, 5)),
        ("5 5 47", date(1947, 5, 5)),
        ("Jum'at, 13 Juni 2025", date(2025, 6, 13)),
    ],
)
def test_shorter_ways(typed: str, expected: date) -> None:
    assert dates.parse_date(typed, TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("30 2 2025", "Tanggal 30 Februari 2025 tidak ada. Februari 2025 berakhir pada tanggal 28."),
        ("29 februari", "Tanggal 29 Februari 2026 tidak ada. Februari 2026 berakhir pada tanggal 28."),
        ("0 6 2025", "Tanggal 0 Juni 2025 tidak ada. Juni 2025 berakhir pada tanggal 30."),
        ("6 13 2025", "Bulan 13 tidak ada. Urutannya tanggal, bulan, tahun, misalnya 12 6 2025."),
        ("1 1 3025", "Tahun 3025 di luar jangkauan 1900 sampai 2199."),
        ("1 1 225", "Tahun “225” harus dua atau empat angka, misalnya 25 atau 2025."),
        ("Rabu, 12 Juni 2025", "12 Juni 2025 jatuh pada hari Kamis, bukan Rabu."),
        ("minggu depan", "“minggu depan” bukan tanggal. Ketik misalnya 12 6 2025 atau 12 Juni 2025."),
        ("12 junu 2025", "“12 junu 2025” bukan tanggal. Ketik misalnya 12 6 2025 atau 12 Juni 2025."),
        ("", "Tanggal belum diisi."),
    ],
)
def test_an_impossible_date_gets_one_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(dates.DateError) as caught:
        dates.parse_date(typed, TODAY)
    assert str(caught.value) == sentence


@given(DAYS)
def test_what_is_shown_can_be_typed_again(day: date) -> None:
    for shown in (dates.show_long(day), dates.show_medium(day), dates.show_short(day), day.isoformat()):
        assert dates.parse_date(shown, TODAY) == day
    assert dates.parse_date(f"{day:%d%m%Y}", TODAY) == day


@given(DAYS, st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_two_digit_years_lie_around_today(day: date, today: date) -> None:
    try:
        read = dates.parse_date(f"{day.day}/{day.month}/{day.year % 100:02}", today)
    except dates.DateError:
        assert (day.day, day.month) == (29, 2)
        return
    assert today.year - 79 <= read.year <= today.year + 20
    assert (read.day, read.month, read.year % 100) == (day.day, day.month, day.year % 100)


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    with suppress(dates.DateError):
        assert isinstance(dates.parse_date(text, TODAY), date)


def test_written_forms() -> None:
    day = date(2025, 6, 12)
    assert dates.show_long(day) == "Kamis, 12 Juni 2025"
    assert dates.show_short(day) == "12 Jun 2025"
    assert dates.show_words(day) == "Kamis tanggal dua belas bulan Juni tahun dua ribu dua puluh lima"
    assert dates.show_range(day, day) == "12 Juni 2025"
    assert dates.show_range(day, date(2025, 6, 14)) == "12–14 Juni 2025"
    assert dates.show_range(day, date(2025, 7, 2)) == "12 Juni–2 Juli 2025"
    assert dates.show_range(day, date(2026, 1, 2)) == "12 Juni 2025–2 Januari 2026"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("10.42", time(10, 42)), ("9:05", time(9, 5)), ("0905", time(9, 5)), ("pukul 10", time(10, 0))],
)
def test_times(typed: str, expected: time) -> None:
    assert dates.parse_time(typed) == expected
    assert dates.parse_time(dates.show_time(expected)) == expected


@pytest.mark.parametrize("typed", ["24.00", "10.60", "sepuluh", "", "1.2.3"])
def test_an_impossible_time_gets_one_sentence(typed: str) -> None:
    with pytest.raises(dates.DateError, match="bukan waktu"):
        dates.parse_time(typed)


def test_ages_of_due_dates() -> None:
    assert dates.show_days_left(3) == "3 hari kerja lagi"
    assert dates.show_days_left(0) == "hari ini"
    assert dates.show_days_left(-2) == "terlambat 2 hari kerja"
    assert dates.show_days_left(-1, DayUnit.KALENDER) == "terlambat 1 hari kalender"


def test_instants_are_stored_in_utc_and_read_on_the_office_clock() -> None:
    moment = datetime(2025, 6, 12, 3, 42, 7, 123456, tzinfo=UTC)
    stored = dates.to_instant(moment)
    assert stored == "2025-06-12T03:42:07.123Z"
    assert dates.show_instant(stored, TimeZone.WIB) == "12 Jun 2025 10.42 WIB"
    assert dates.show_instant("2025-06-12T16:30:00.000Z", TimeZone.WIT) == "13 Jun 2025 01.30 WIT"


@given(DAYS, st.integers(0, 120))
def test_full_years(birth: date, years: int) -> None:
    if (birth.month, birth.day) == (2, 29):
        birth += timedelta(days=1)
    birthday = date(birth.year + years, birth.month, birth.day)
    assert dates.full_years(birth, birthday) == years
    assert dates.full_years(birth, birthday - timedelta(days=1)) == years - 1

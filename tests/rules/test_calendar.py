"""Working days, checked against a slow, obvious day-by-day counter."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.calendar import (
    Calendar,
    EstimatedHoliday,
    Holiday,
    HolidayYear,
    MissingYear,
    parse_holidays,
)
from berkas.rules.definition import DefinitionError
from berkas.rules.vocabulary import HolidayKind

FOLDER = Path(__file__).parents[2] / "resources" / "holidays"
YEARS = range(2018, 2028)
SPAN = st.dates(date(2018, 1, 1), date(2027, 6, 30))


def shipped(year: int) -> HolidayYear:
    path = FOLDER / f"{year}.toml"
    return parse_holidays(tomllib.loads(path.read_text("utf-8")), file=path.name)


TABLES = {year: shipped(year) for year in YEARS}
CALENDAR = Calendar(
    (holiday for table in TABLES.values() for holiday in table.holidays), years_known=TABLES.keys()
)
OFF = {holiday.date for table in TABLES.values() for holiday in table.holidays}


def obvious_add(start: date, days: int) -> date:
    """Walk one day at a time; a day counts when it is Monday to Friday and in no table."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in OFF:
            days -= 1
    return day


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2024, 4, 5), 5, date(2024, 4, 22)),
        (date(2025, 3, 26), 14, date(2025, 4, 25)),
        (date(2026, 3, 13), 60, date(2026, 6, 24)),
    ],
)
def test_golden_dates(start: date, days: int, due: date) -> None:
    assert CALENDAR.add_working_days(start, days) == due
    assert CALENDAR.count_between(start, due) == days


@pytest.mark.parametrize(
    ("year", "national", "joint", "working"),
    [
        (2018, 17, 8, 239),
        (2019, 17, 4, 246),
        (2020, 17, 5, 243),
        (2021, 15, 1, 248),
        (2022, 16, 4, 246),
        (2023, 16, 11, 239),
        (2024, 19, 10, 238),
        (2025, 17, 11, 237),
        (2026, 17, 8, 240),
        (2027, 18, 8, 242),
    ],
)
def test_the_shipped_tables(year: int, national: int, joint: int, working: int) -> None:
    kinds = [holiday.kind for holiday in TABLES[year].holidays]
    assert (kinds.count(HolidayKind.NASIONAL), kinds.count(HolidayKind.CUTI_BERSAMA)) == (national, joint)
    assert CALENDAR.count_between(date(year - 1, 12, 31), date(year, 12, 31)) == working
    assert TABLES[year].decreed
    assert not any("perkiraan" in holiday.name for holiday in TABLES[year].holidays)


@given(SPAN, st.integers(0, 130))
def test_counting_agrees_with_walking(start: date, days: int) -> None:
    due = CALENDAR.add_working_days(start, days)
    assert due == obvious_add(start, days)
    assert CALENDAR.count_between(start, due) == days
    assert days == 0 or CALENDAR.is_working(due)


@given(SPAN, SPAN)
def test_days_between_agree_with_walking(start: date, end: date) -> None:
    first, last = min(start, end), max(start, end)
    walked = sum(
        (first + timedelta(days=step)).weekday() < 5 and first + timedelta(days=step) not in OFF
        for step in range(1, (last - first).days + 1)
    )
    assert CALENDAR.count_between(first, last) == walked
    assert CALENDAR.count_between(last, first) == -walked


@given(
    st.lists(st.dates(date(2024, 12, 1), date(2026, 2, 1)), max_size=40),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.dates(date(2024, 11, 1), date(2026, 1, 1)),
    st.integers(1, 90),
)
def test_any_holidays_and_any_working_week(
    off: list[date], working_week: frozenset[int], start: date, days: int
) -> None:
    calendar = Calendar(
        [Holiday(day, "Contoh", HolidayKind.DAERAH) for day in off],
        years_known=range(2024, 2028),
        working_week=working_week,
    )
    due = calendar.add_working_days(start, days)
    walked = [
        day
        for day in (start + timedelta(days=step) for step in range(1, (due - start).days + 1))
        if day.weekday() in working_week and day not in off
    ]
    assert len(walked) == days
    assert walked[-1] == due


def test_every_day_says_why() -> None:
    assert CALENDAR.why(date(2025, 8, 18)) == (
        "Cuti Bersama Hari Kemerdekaan Republik Indonesia, cuti bersama "
        "(SKB 3 Menteri 933/1/3 tanggal 7 Agustus 2025)"
    )
    assert CALENDAR.why(date(2025, 3, 29)) == (
        "Sabtu; Hari Suci Nyepi, libur nasional (tabel hari libur bawaan Berkas)"
    )
    assert CALENDAR.why(date(2025, 3, 30)) == "Minggu"
    assert CALENDAR.why(date(2025, 3, 27)) == "Hari kerja"
    assert "tanggal perkiraan" in CALENDAR.why(date(2027, 3, 10))


def test_a_day_given_back_to_work() -> None:
    day = date(2025, 12, 26)
    back = Holiday(day, "Cuti Bersama Natal", HolidayKind.CUTI_BERSAMA, "SKB contoh", withdrawn=True)
    calendar = Calendar([*TABLES[2025].holidays, back], years_known=[2025])
    assert not CALENDAR.is_working(day)
    assert calendar.is_working(day)
    assert calendar.why(day) == "Hari kerja; dicabut: Cuti Bersama Natal, cuti bersama (SKB contoh)"


def test_a_year_without_a_table_warns() -> None:
    assert CALENDAR.cautions(date(2024, 5, 1), date(2024, 6, 1)) == ()
    cautions = CALENDAR.cautions(date(2027, 3, 1), date(2029, 1, 2))
    assert [c.year for c in cautions if isinstance(c, MissingYear)] == [2028, 2029]
    assert [c.holiday.date for c in cautions if isinstance(c, EstimatedHoliday)] == [
        date(2027, 3, 10),
        date(2027, 3, 11),
        date(2027, 5, 17),
    ]
    assert cautions[0].message.startswith("Hari libur tahun 2028 belum tercatat")
    assert cautions[-1].message == "Tanggal 17 Mei 2027 (Hari Raya Idul Adha) masih perkiraan."


def test_the_next_working_day() -> None:
    assert CALENDAR.working_day_from(date(2025, 3, 27)) == date(2025, 3, 27)
    assert CALENDAR.working_day_from(date(2025, 3, 28)) == date(2025, 4, 8)


def test_impossible_questions() -> None:
    with pytest.raises(ValueError, match="tidak boleh negatif"):
        CALENDAR.add_working_days(date(2025, 1, 1), -1)
    with pytest.raises(ValueError, match="sedikitnya satu hari"):
        Calendar([], years_known=[], working_week=frozenset())


GOOD = """
tahun = 2025
sumber = "contoh"
keyakinan = "ingatan"
ditetapkan = true
[[libur]]
tanggal = 2025-01-01
nama = "Tahun Baru"
jenis = "nasional"
"""


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("tahun = 2025", "", "Berkas 2025.toml, kunci “tahun”: wajib diisi."),
        ("2025-01-01", "2026-01-01", "kunci “libur.2026-01-01.tanggal”: harus tanggal dalam tahun 2025."),
        ("2025-01-01", '"2025-02-30"', "harus tanggal TTTT-BB-HH yang ada di kalender."),
        ("nama =", "nmaa =", "kunci “libur.2025-01-01.nama”: wajib diisi."),
        (
            '"nasional"',
            '"libur"',
            "“libur” tidak dikenal, pilih dari nasional, cuti_bersama, daerah, tutup_kantor.",
        ),
        ("[[libur]]", "[libur]", "harus berupa daftar tabel, ditulis [[libur]]."),
        ("ditetapkan = true", "ditetapkan = 1", "kunci “ditetapkan”: harus true atau false."),
        ("keyakinan =", "keyakian =", "kunci “keyakinan”: wajib diisi dengan salah satu dari terbaca"),
        ("tahun = 2025", 'tahun = 2025\nsumbr = "x"', "kunci tidak dikenal, mungkin maksudnya “sumber”."),
        ('jenis = "nasional"', 'jenis = "nasional"\n' + GOOD[GOOD.index("[[") :], "ditulis dua kali."),
    ],
)
def test_a_wrong_table_is_refused_with_file_key_and_reason(right: str, wrong: str, sentence: str) -> None:
    assert parse_holidays(tomllib.loads(GOOD), file="2025.toml").year == 2025
    with pytest.raises(DefinitionError) as caught:
        parse_holidays(tomllib.loads(GOOD.replace(right, wrong)), file="2025.toml")
    assert str(caught.value).startswith("Berkas 2025.toml")
    assert sentence in str(caught.value)

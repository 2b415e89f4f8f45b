"""Due dates that explain themselves: counting, pauses, extensions, both readings, the JSON document."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.calendar import Calendar, parse_holidays
from berkas.rules.clocks import (
    DeadlineError,
    Extended,
    Pause,
    StepDue,
    as_json,
    deadlines,
    due_date,
    due_state,
    if_started_on,
    parse_clock,
)
from berkas.rules.vocabulary import ComplaintClass, ComplaintEvent, DayUnit, DueState

RESOURCES = Path(__file__).parents[2] / "resources"


def read(*parts: str) -> Mapping[str, object]:
    return tomllib.loads(RESOURCES.joinpath(*parts).read_text("utf-8"))


CLOCKS = {cls: parse_clock(read("clocks", f"{cls}.toml"), file=f"{cls}.toml") for cls in ComplaintClass}
TABLES = [parse_holidays(read("holidays", f"{year}.toml"), file=f"{year}.toml") for year in range(2018, 2028)]
HOLIDAYS = [holiday for table in TABLES for holiday in table.holidays]
CALENDAR = Calendar(HOLIDAYS, years_known=[table.year for table in TABLES])
OFF = {holiday.date for holiday in HOLIDAYS}
STARTS = st.dates(date(2018, 1, 1), date(2027, 3, 31))


def due_of(cls: ComplaintClass, step: str, start: date, unit: DayUnit = DayUnit.KERJA) -> StepDue:
    dues = if_started_on(CLOCKS[cls].version_on(start), start, CALENDAR)
    return next(due for due in dues if due.step.key == step and due.unit is unit)


@pytest.mark.parametrize(
    ("cls", "step", "start", "due"),
    [
        (ComplaintClass.PERMINTAAN_INFORMASI, "jawaban", date(2024, 4, 5), date(2024, 4, 22)),
        (ComplaintClass.PENGADUAN_TIDAK_BERKADAR, "penyelesaian", date(2025, 3, 26), date(2025, 4, 25)),
        (ComplaintClass.PENGADUAN_BERKADAR, "penyelesaian", date(2026, 3, 13), date(2026, 6, 24)),
    ],
)
def test_golden_dates(cls: ComplaintClass, step: str, start: date, due: date) -> None:
    assert due_of(cls, step, start).due == due


@given(st.sampled_from(ComplaintClass), STARTS)
def test_every_strip_adds_up_to_its_due_date(cls: ComplaintClass, start: date) -> None:
    version = CLOCKS[cls].version_on(start)
    for due in if_started_on(version, start, CALENDAR):
        if due.days is None:
            assert due.due is None
            assert due.strip == ()
            continue
        assert [day.date for day in due.strip] == [
            start + timedelta(days=step)
            for step in range((due.due or start).toordinal() - start.toordinal() + 1)
        ]
        counted = [day for day in due.strip if day.counted]
        assert [day.day for day in counted] == list(range(1, due.days + 1))
        assert counted[-1].date == due.due == due.strip[-1].date
        assert not due.strip[0].counted
        for day in due.strip[1:]:
            free = day.date.weekday() >= 5 or day.date in OFF
            assert day.counted == (due.unit is DayUnit.KALENDER or not free)
            assert day.why
        if not due.alternative:
            assert due_date(due.step, start, CALENDAR) == due.due


@given(
    STARTS,
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20)), max_size=3),
    st.integers(0, 1),
)
def test_pauses_and_extensions_agree_with_walking(
    start: date, spans: list[tuple[int, int]], extended: int
) -> None:
    pauses = [
        Pause(
            start + timedelta(days=first),
            start + timedelta(days=first + length),
            "menunggu",
            "Surat contoh 1",
        )
        for first, length in spans
    ]
    version = CLOCKS[ComplaintClass.STANDAR_UPT].version_on(start)
    given_ = [Extended("penyelesaian", 14, "Surat contoh 2")] * extended
    (due,) = deadlines(version, {ComplaintEvent.DITERIMA: start}, CALENDAR, pauses=pauses, extensions=given_)
    day, left = start, 14 + 14 * extended
    while left:
        day += timedelta(days=1)
        free = day.weekday() >= 5 or day in OFF
        paused = any(pause.first <= day <= (pause.last or day) for pause in pauses)
        left -= not free and not paused
    assert due.due == day
    assert due.days == 14 + 14 * extended
    assert sum(one.counted for one in due.strip) == due.days
    assert due.paused_days == sum(one.why.startswith("Jeda: menunggu (Surat contoh 1)") for one in due.strip)
    assert due_date(due.step, start, CALENDAR, pauses=pauses, extended=due.extended_days) == day


def test_a_strip_tells_the_story_of_each_day() -> None:
    strip = due_of(ComplaintClass.PENGADUAN_TIDAK_BERKADAR, "penyelesaian", date(2025, 3, 26)).strip
    told = {day.date: day.why for day in strip}
    assert told[date(2025, 3, 26)] == "Pengaduan diterima, tidak dihitung"
    assert told[date(2025, 3, 27)] == "Hari kerja"
    assert told[date(2025, 3, 28)].startswith("Cuti Bersama Hari Suci Nyepi, cuti bersama (")
    assert told[date(2025, 3, 30)] == "Minggu"
    assert told[date(2025, 4, 18)].startswith("Wafat Yesus Kristus, libur nasional (")


def test_both_readings_where_law_and_practice_differ() -> None:
    start = date(2025, 3, 26)
    dues = if_started_on(CLOCKS[ComplaintClass.UU25_2009].version_on(start), start, CALENDAR)
    decisions = [due for due in dues if due.step.key == "keputusan"]
    assert [(due.unit, due.alternative, due.due) for due in decisions] == [
        (DayUnit.KALENDER, False, date(2025, 5, 25)),
        (DayUnit.KERJA, True, date(2025, 7, 10)),
    ]
    assert "tafsir hari kerja ditampilkan tersendiri" in decisions[0].note
    assert (
        "Jatuh tempo pada hari libur (Minggu); hari kerja terakhir sebelumnya 23 Mei 2025."
        in decisions[0].note
    )
    assert "belum dicocokkan dengan naskah resmi" in decisions[0].note


def test_a_step_starts_only_with_its_event() -> None:
    version = CLOCKS[ComplaintClass.UU25_2009].version_on(date(2025, 6, 12))
    events = {ComplaintEvent.DITERIMA: date(2025, 6, 12), ComplaintEvent.BERKAS_LENGKAP: date(2025, 6, 20)}
    dues = {due.step.key: due for due in deadlines(version, events, CALENDAR) if not due.alternative}
    assert dues["tanggapan_awal"].due == date(2025, 6, 26)
    assert dues["keputusan"].start == date(2025, 6, 20)
    assert dues["kelengkapan_pelapor"].start is None
    assert dues["kelengkapan_pelapor"].due is None
    assert dues["kelengkapan_pelapor"].days == 30


def test_an_open_pause_keeps_the_due_date_open() -> None:
    version = CLOCKS[ComplaintClass.PPID].version_on(date(2025, 6, 12))
    pause = Pause(date(2025, 6, 16), None, "menunggu putusan", "Surat contoh 3", step="jawaban")
    (due,) = deadlines(version, {ComplaintEvent.DICATAT: date(2025, 6, 12)}, CALENDAR, pauses=[pause])
    assert due.due is None
    assert [day.date.day for day in due.strip] == [12, 13, 14, 15]
    assert "Jeda berjalan sejak 16 Juni 2025 (menunggu putusan)" in due.note
    assert due_state(due, today=date(2025, 7, 1), calendar=CALENDAR) is DueState.JEDA


@pytest.mark.parametrize(
    ("extensions", "sentence"),
    [
        ([Extended("jawaban", 8, "S-1")], "Pemberitahuan tertulis: satu perpanjangan 1 sampai 7 hari."),
        ([Extended("jawaban", 7)], "Pemberitahuan tertulis: perpanjangan memerlukan surat."),
        ([Extended("jawaban", 7, "S-1")] * 2, "Pemberitahuan tertulis: perpanjangan paling banyak 1 kali."),
        ([Extended("lain", 7, "S-1")], "Perpanjangan untuk langkah “lain” tidak ada dalam aturan"),
    ],
)
def test_extensions_follow_the_rule(extensions: list[Extended], sentence: str) -> None:
    version = CLOCKS[ComplaintClass.PPID].version_on(date(2025, 6, 12))
    with pytest.raises(DeadlineError) as caught:
        deadlines(version, {ComplaintEvent.DICATAT: date(2025, 6, 12)}, CALENDAR, extensions=extensions)
    assert str(caught.value).startswith(sentence)


def test_ten_and_seven() -> None:
    version = CLOCKS[ComplaintClass.PPID].version_on(date(2025, 6, 12))
    start = {ComplaintEvent.DICATAT: date(2025, 6, 12)}
    (plain,) = deadlines(version, start, CALENDAR)
    (extended,) = deadlines(version, start, CALENDAR, extensions=[Extended("jawaban", 7, "S-1 contoh")])
    assert plain.due == date(2025, 6, 26)
    assert extended.due == date(2025, 7, 8)
    assert "Termasuk perpanjangan 7 hari dari batas 10 hari." in extended.note
    version = CLOCKS[ComplaintClass.STANDAR_UPT].version_on(date(2025, 6, 12))
    with pytest.raises(DeadlineError, match="tidak mengenal perpanjangan"):
        deadlines(
            CLOCKS[ComplaintClass.ASPIRASI].version_on(date(2025, 6, 12)),
            {},
            CALENDAR,
            extensions=[Extended("tanggapan", 1, "S-1 contoh")],
        )


def test_a_pause_needs_reason_and_document() -> None:
    with pytest.raises(DeadlineError, match="memerlukan alasan dan dokumen"):
        Pause(date(2025, 6, 16), None, "menunggu", " ")
    with pytest.raises(DeadlineError, match="berakhir sebelum dimulai"):
        Pause(date(2025, 6, 16), date(2025, 6, 15), "menunggu", "S-1 contoh")


def test_states_of_a_due_date() -> None:
    due = due_of(ComplaintClass.PENGADUAN_TIDAK_BERKADAR, "penyelesaian", date(2025, 3, 26))
    states = {
        date(2025, 4, 9): DueState.BERJALAN,
        date(2025, 4, 22): DueState.SEGERA,
        date(2025, 4, 25): DueState.HARI_INI,
        date(2025, 4, 26): DueState.TERLAMBAT,
    }
    for today, state in states.items():
        assert due_state(due, today=today, calendar=CALENDAR) is state
    done = due_state(due, today=date(2025, 4, 26), calendar=CALENDAR, done_on=date(2025, 4, 20))
    assert done is DueState.TERPENUHI
    unknown = if_started_on(CLOCKS[ComplaintClass.PENGADUAN_OBH].versions[0], date(2025, 4, 1), CALENDAR)[0]
    assert due_state(unknown, today=date(2025, 4, 26), calendar=CALENDAR) is DueState.TANPA_BATAS
    waiting = deadlines(CLOCKS[ComplaintClass.PPID].versions[0], {}, CALENDAR)[0]
    assert due_state(waiting, today=date(2025, 4, 26), calendar=CALENDAR) is DueState.BELUM_MULAI


def test_the_json_document() -> None:
    start = date(2025, 3, 26)
    clock = CLOCKS[ComplaintClass.PENGADUAN_TIDAK_BERKADAR]
    document = as_json(clock, start, if_started_on(clock.version_on(start), start, CALENDAR))
    assert list(document) == ["class", "start", "steps"]
    assert (document["class"], document["start"]) == ("pengaduan_tidak_berkadar", "2025-03-26")
    steps: dict[str, dict[str, Any]] = {step["step"]: step for step in document["steps"]}
    step = steps["penyelesaian"]
    assert list(step) == ["step", "days", "unit", "due", "source", "note", "strip"]
    assert (step["days"], step["unit"], step["due"]) == (14, "kerja", "2025-04-25")
    assert "14 hari kerja" in step["source"]
    assert step["strip"][1] == {"date": "2025-03-27", "day": 1, "counted": True, "why": "Hari kerja"}
    obh = CLOCKS[ComplaintClass.PENGADUAN_OBH]
    unknown = as_json(obh, start, if_started_on(obh.version_on(start), start, CALENDAR))["steps"][0]
    assert (unknown["days"], unknown["unit"], unknown["due"], unknown["strip"]) == (None, None, None, [])
    assert "tidak diketahui" in unknown["note"]


def test_years_outside_the_tables_are_said_in_the_note() -> None:
    due = due_of(ComplaintClass.PENGADUAN_BERKADAR, "penyelesaian", date(2027, 12, 1))
    assert due.due is not None
    assert "Hari libur tahun 2028 belum tercatat" in due.note
    assert "masih perkiraan" in due_of(ComplaintClass.ASPIRASI, "tanggapan", date(2027, 3, 5)).note

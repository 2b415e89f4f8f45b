"""The rule that thins copies: a table of dates, and what holds for any dates at all."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from berkas.rules.thinning import DAILY, HALF_HOURLY, MONTHLY, WEEKLY, kept

WIB = timezone(timedelta(hours=7))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WIB)


# Copies, the moment of thinning, what stays. The 15th of June 2025 is a Sunday.
TABLE = [
    ("nothing", "", "2025-06-15 12:00", ""),
    ("one old copy", "2020-01-01 08:00", "2025-06-15 12:00", "2020-01-01 08:00"),
    (
        "two in one half hour",
        "2025-06-15 11:31, 2025-06-15 11:59",
        "2025-06-15 12:00",
        "2025-06-15 11:59",
    ),
    (
        "on both sides of the half hour",
        "2025-06-15 11:29, 2025-06-15 11:30",
        "2025-06-15 12:00",
        "2025-06-15 11:29, 2025-06-15 11:30",
    ),
    (
        "thirteen half hours of one day: the oldest goes",
        ", ".join(f"2025-06-15 {8 + n // 2:02}:{n % 2 * 30:02}" for n in range(13)),
        "2025-06-15 15:00",
        ", ".join(f"2025-06-15 {8 + n // 2:02}:{n % 2 * 30:02}" for n in range(1, 13)),
    ),
    (
        "midnight is the office's, not Greenwich's",
        "2025-06-14 23:50, 2025-06-15 00:10",
        "2025-06-15 12:00",
        "2025-06-14 23:50, 2025-06-15 00:10",
    ),
    (
        "a clock that ran ahead takes nobody's place",
        "2031-01-01 09:00, 2025-06-15 09:00",
        "2025-06-15 12:00",
        "2031-01-01 09:00, 2025-06-15 09:00",
    ),
    (
        "a clock that fell back: everything seems to come and stays",
        "2025-06-15 09:00, 2025-06-15 09:01, 2025-06-15 09:02",
        "2001-01-01 00:00",
        "2025-06-15 09:00, 2025-06-15 09:01, 2025-06-15 09:02",
    ),
]


def moments(text: str) -> set[datetime]:
    return {at(part) for part in text.split(", ")} if text else set()


@pytest.mark.parametrize(("copies", "now", "stay"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_table(copies: str, now: str, stay: str) -> None:
    assert kept(moments(copies), at(now)) == moments(stay)


def test_two_years_of_half_hours() -> None:
    """Half-hourly copies of every working day from 8 to 16, thinned at the end of Monday 30 June 2025."""
    now = at("2025-06-30 16:00")
    every = [
        now - timedelta(days=day, minutes=30 * slot)
        for day in range(730)
        for slot in range(17)
        if (now - timedelta(days=day)).isoweekday() <= 5
    ]
    stay = sorted(kept(every, now), reverse=True)
    today = [moment for moment in stay if moment.date() == now.date()]
    assert today == [now - timedelta(minutes=30 * slot) for slot in range(HALF_HOURLY)]
    days = [f"{moment:%m-%d}" for moment in stay if moment.date() < now.date()]
    assert days == [
        *("06-27", "06-26", "06-25", "06-24", "06-23", "06-20", "06-19", "06-18"),  # 14 working days
        *("06-17", "06-16", "06-13", "06-12", "06-11"),
        *("06-06", "05-30", "05-23", "05-16"),  # Fridays: weeks 23, 22, 21, 20 (27, 26, 25, 24 are above)
        *("04-30", "03-31", "02-28", "01-31", "12-31", "11-29", "10-31", "09-30", "08-30", "07-31"),
    ]


def test_copies_before_something_stay_for_thirty_days() -> None:
    now = at("2025-06-30 16:00")
    before_import = [now - timedelta(days=days, minutes=5) for days in (1, 29, 31)]
    others = [now - timedelta(days=day, minutes=slot) for day in range(1, 40) for slot in range(3)]
    stay = kept([*others, *before_import], now, safety=before_import)
    assert before_import[0] in stay
    assert before_import[1] in stay
    assert before_import[2] not in stay


A_MOMENT = st.integers(1_672_531_200, 1_830_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
MOMENTS = st.lists(A_MOMENT, max_size=60)
NOW = A_MOMENT


@given(MOMENTS, NOW)
def test_the_newest_stays_and_nothing_is_invented(copies: list[datetime], now: datetime) -> None:
    stay = kept(copies, now)
    assert stay <= set(copies)
    if copies:
        assert max(copies) in stay
    past = [moment for moment in copies if moment <= now]
    if past:
        assert max(past) in stay
        assert len(stay & set(past)) <= HALF_HOURLY + DAILY + WEEKLY + MONTHLY


@given(MOMENTS, NOW)
def test_thinning_twice_is_thinning_once(copies: list[datetime], now: datetime) -> None:
    once = kept(copies, now, safety=copies[::3])
    assert kept(once, now, safety=copies[::3]) == once


@given(MOMENTS, NOW, MOMENTS)
def test_thinning_on_the_way_loses_nothing_that_thinning_at_the_end_would_keep(
    early: list[datetime], now: datetime, late: list[datetime]
) -> None:
    assert kept([*early, *late], now) <= kept(kept(early, now) | set(late), now)
    assert kept([*early, *late], now) & set(early) <= kept(early, now)


@given(MOMENTS, NOW)
def test_a_clock_that_jumps_back_loses_nothing(copies: list[datetime], now: datetime) -> None:
    future = {moment for moment in copies if moment > now}
    assert future <= kept(copies, now)

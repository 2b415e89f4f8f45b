"""Dates, times and ages as people in the office type and read them.

Reads ``12 6 25``, ``12/6/2025``, ``12 Juni``, ``kemarin``; writes ``Kamis, 12 Juni 2025``, ``12 Jun 2025``,
the words of a berita acara, ``10.42`` and "terlambat 2 hari kerja". It never asks the machine for today's
date: callers hand it in. Imports nothing of the project but the other rules.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from berkas.rules.numbers import terbilang
from berkas.rules.vocabulary import DayUnit, TimeZone

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")

FIRST_YEAR, LAST_YEAR = 1900, 2199
_MONTH_NUMBER: Mapping[str, int] = {
    **{name.casefold(): number for number, name in enumerate(MONTHS, 1)},
    **{name.casefold(): number for number, name in enumerate(MONTHS_SHORT, 1)},
    "pebruari": 2, "peb": 2, "agt": 8, "ags": 8, "agust": 8, "sept": 9, "nopember": 11, "nop": 11,
}  # fmt: skip
_RELATIVE: Mapping[str, int] = {
    "kemarin dulu": -2, "kemarin": -1, "hari ini": 0, "sekarang": 0, "besok": 1, "lusa": 2,
}  # fmt: skip
_WEEKDAY_NAMES = {name.casefold() for name in WEEKDAYS} | {"jum'at", "ahad"}
_FORM = "Ketik misalnya 12 6 2025 atau 12 Juni 2025."


class DateError(ValueError):
    """Typed text that is no date or time; the text of the error is the sentence to show."""


def parse_date(text: str, today: date) -> date:
    """The day a person typed.

    Day comes before month; separators are spaces, dots, slashes or dashes; ISO dates and six or eight
    digits without separators are understood too. Without a year it is the year of `today`. A two-digit year
    lies between 79 years before and 20 years after `today`. A weekday in front must fit. Raises DateError
    with the sentence to show.
    """
    typed = " ".join(text.split())
    folded = typed.casefold()
    if not folded:
        raise DateError("Tanggal belum diisi.")
    if folded in _RELATIVE:
        return today + timedelta(days=_RELATIVE[folded])
    weekday, _, rest = folded.partition(" ")
    weekday = weekday.rstrip(",")
    if weekday not in _WEEKDAY_NAMES:
        return _parse_numbered(typed, folded, today)
    day = _parse_numbered(typed, rest, today)
    fitting = WEEKDAYS[day.weekday()]
    if fitting.casefold() != {"jum'at": "jumat", "ahad": "minggu"}.get(weekday, weekday):
        sentence = f"{show_medium(day)} jatuh pada hari {fitting}, bukan {weekday.capitalize()}."
        raise DateError(sentence)
    return day


def _parse_numbered(typed: str, folded: str, today: date) -> date:
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", folded, re.ASCII):
        year, month, day = folded.split("-")
        return _day(int(day), int(month), int(year))
    if re.fullmatch(r"\d{6}|\d{8}", folded, re.ASCII):
        folded = f"{folded[:2]} {folded[2:4]} {folded[4:]}"
    parts = [part for part in re.split(r"[\s./,-]+", folded) if part]
    numeral = re.compile(r"\d+", re.ASCII)
    if (
        len(parts) not in (2, 3)
        or not numeral.fullmatch(parts[0])
        or not all(map(numeral.fullmatch, parts[2:]))
    ):
        raise DateError(_unknown(typed))
    if numeral.fullmatch(parts[1]) and len(parts[1]) <= 2:
        month = int(parts[1])
    elif parts[1] in _MONTH_NUMBER:
        month = _MONTH_NUMBER[parts[1]]
    else:
        raise DateError(_unknown(typed))
    if len(parts[0]) > 2:
        raise DateError(_unknown(typed))
    return _day(int(parts[0]), month, _year(parts[2], today) if len(parts) == 3 else today.year)


def _unknown(typed: str) -> str:
    shown = typed if len(typed) <= 30 else typed[:29] + "…"
    return f"“{shown}” bukan tanggal. {_FORM}"


def _year(text: str, today: date) -> int:
    if len(text) == 4:
        return int(text)
    if len(text) != 2:
        sentence = f"Tahun “{text[:8]}” harus dua atau empat angka, misalnya 25 atau 2025."
        raise DateError(sentence)
    latest = today.year + 20
    return latest - (latest - int(text)) % 100


def _day(day: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        sentence = f"Bulan {month} tidak ada. Urutannya tanggal, bulan, tahun, misalnya 12 6 2025."
        raise DateError(sentence)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        sentence = f"Tahun {year} di luar jangkauan {FIRST_YEAR} sampai {LAST_YEAR}."
        raise DateError(sentence)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = f"{MONTHS[month - 1]} {year}"
        sentence = f"Tanggal {day} {name} tidak ada. {name} berakhir pada tanggal {last}."
        raise DateError(sentence)
    return date(year, month, day)


def show_long(day: date) -> str:
    """``Kamis, 12 Juni 2025``."""
    return f"{WEEKDAYS[day.weekday()]}, {show_medium(day)}"


def show_medium(day: date) -> str:
    """``12 Juni 2025``, as in the head of a letter."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def show_short(day: date) -> str:
    """``12 Jun 2025``, as in lists."""
    return f"{day.day} {MONTHS_SHORT[day.month - 1]} {day.year}"


def show_range(first: date, last: date) -> str:
    """``12–14 Juni 2025``, ``30 Juni–2 Juli 2025``; one day is written once."""
    if first == last:
        return show_medium(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{show_medium(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]}–{show_medium(last)}"
    return f"{show_medium(first)}–{show_medium(last)}"


def show_words(day: date) -> str:
    """The words of a berita acara: ``Kamis tanggal dua belas bulan Juni tahun dua ribu dua puluh lima``."""
    return (
        f"{WEEKDAYS[day.weekday()]} tanggal {terbilang(day.day)} bulan {MONTHS[day.month - 1]} "
        f"tahun {terbilang(day.year)}"
    )


def parse_time(text: str) -> time:
    """The time a person typed: ``10.42``, ``10:42``, ``1042``, ``pukul 10``. Raises DateError."""
    folded = text.strip().casefold().removeprefix("pukul ").removeprefix("jam ").strip()
    match = re.fullmatch(r"(\d{1,2})(?:[.:]?(\d{2}))?", folded, re.ASCII)
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        sentence = f"“{text.strip()[:20]}” bukan waktu. Ketik misalnya 10.42."
        raise DateError(sentence)
    return time(int(match[1]), int(match[2] or 0))


def show_time(moment: time | datetime) -> str:
    """``10.42``; the zone is said once beside it, not here."""
    return f"{moment.hour:02}.{moment.minute:02}"


def to_instant(moment: datetime) -> str:
    """An aware moment as the book stores it: UTC, milliseconds, ``Z``."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local_moment(instant: str, zone: TimeZone) -> datetime:
    """The office's own clock reading (without zone) at a stored instant.

    Raises ValueError on a broken instant.
    """
    moment = datetime.fromisoformat(instant)
    return moment.astimezone(UTC).replace(tzinfo=None) + timedelta(hours=zone.hours)


def show_instant(instant: str, zone: TimeZone) -> str:
    """``12 Jun 2025 10.42 WIB``."""
    moment = local_moment(instant, zone)
    return f"{show_short(moment.date())} {show_time(moment)} {zone.label}"


def show_days_left(days: int, unit: DayUnit = DayUnit.KERJA) -> str:
    """``3 hari kerja lagi``, ``hari ini``, ``terlambat 2 hari kerja``; negative days are days too late."""
    if days == 0:
        return "hari ini"
    return f"{days} {unit.label} lagi" if days > 0 else f"terlambat {-days} {unit.label}"


def full_years(birth: date, on: date) -> int:
    """Completed years of age on a day; somebody born on 29 February turns a year older on 1 March."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))

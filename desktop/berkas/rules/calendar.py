"""Working days, from dated holiday tables.

A working day is a day of the office's working week that no holiday takes away. Counting starts on the day
after the start. Every answer can say why, and a year without a table is never silently taken for a year
without holidays. Imports nothing of the project but the other rules.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from berkas.rules.dates import WEEKDAYS, show_medium
from berkas.rules.definition import ABSENT, DefinitionError, DefinitionTable, Refusing
from berkas.rules.vocabulary import Confidence, HolidayKind

MONDAY_TO_FRIDAY = frozenset(range(5))


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that is not worked.

    `source` is the decree, or where the date comes from while the decree is not known. `estimated` marks a
    date that may still move. `withdrawn` makes it the opposite: a later decree gave the day back to work.
    """

    date: date
    name: str
    kind: HolidayKind
    source: str = ""
    estimated: bool = False
    withdrawn: bool = False

    def describe(self) -> str:
        """``Hari Raya Natal, libur nasional (SKB …)``."""
        text = f"{self.name}, {self.kind.label.lower()}"
        if self.estimated:
            text += ", tanggal perkiraan"
        return f"{text} ({self.source})" if self.source else text


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """The holiday table of one year, as shipped or as the office replaced it."""

    year: int
    holidays: tuple[Holiday, ...]
    source: str
    confidence: Confidence
    decreed: bool
    """False while no joint decree of the ministers is known: counting then warns."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MissingYear:
    """A year a count runs through without a decreed holiday table."""

    year: int

    @property
    def message(self) -> str:
        """The sentence to show."""
        return (
            f"Hari libur tahun {self.year} belum tercatat atau belum ditetapkan SKB; hitungan pada tahun itu "
            "hanya melewati akhir pekan dan libur yang sudah tercatat."
        )


@dataclass(frozen=True, slots=True)
class EstimatedHoliday:
    """A holiday a count runs through whose date may still move."""

    holiday: Holiday

    @property
    def message(self) -> str:
        """The sentence to show."""
        return f"Tanggal {show_medium(self.holiday.date)} ({self.holiday.name}) masih perkiraan."


Caution = MissingYear | EstimatedHoliday


class Calendar:
    """The days an office works. Immutable; years are worked out once, when they are first asked for."""

    def __init__(
        self,
        holidays: Iterable[Holiday],
        *,
        years_known: Iterable[int],
        working_week: frozenset[int] = MONDAY_TO_FRIDAY,
    ) -> None:
        """`working_week` holds weekdays (0 = Monday). Raises ValueError when it is empty or not weekdays."""
        if not working_week or not working_week <= frozenset(range(7)):
            raise ValueError("Pekan kerja harus memuat sedikitnya satu hari dari Senin sampai Minggu.")
        self.working_week = working_week
        self.years_known = frozenset(years_known)
        listed = list(holidays)
        given_back = {holiday.date: holiday for holiday in listed if holiday.withdrawn}
        kept: dict[date, list[Holiday]] = {}
        for holiday in listed:
            if not holiday.withdrawn and holiday.date not in given_back:
                kept.setdefault(holiday.date, []).append(holiday)
        self._given_back: Mapping[date, Holiday] = given_back
        self._holidays: Mapping[date, list[Holiday]] = kept
        self._estimated = sorted(
            (holiday for holidays in kept.values() for holiday in holidays if holiday.estimated),
            key=lambda holiday: holiday.date,
        )
        self._working: dict[int, list[int]] = {}

    def holidays_on(self, day: date) -> tuple[Holiday, ...]:
        """The holidays that fall on a day, also on a weekend."""
        return tuple(self._holidays.get(day, ()))

    def holidays_in(self, year: int) -> tuple[Holiday, ...]:
        """The holidays of a year, by date."""
        days = sorted(day for day in self._holidays if day.year == year)
        return tuple(holiday for day in days for holiday in self._holidays[day])

    def is_working(self, day: date) -> bool:
        """Whether the office works on a day."""
        return day.weekday() in self.working_week and day not in self._holidays

    def why(self, day: date) -> str:
        """Why a day is worked or not, in words for a strip of days."""
        reasons = [] if day.weekday() in self.working_week else [WEEKDAYS[day.weekday()]]
        reasons += [holiday.describe() for holiday in self._holidays.get(day, ())]
        if reasons:
            return "; ".join(reasons)
        back = self._given_back.get(day)
        return f"Hari kerja; dicabut: {back.describe()}" if back else "Hari kerja"

    def add_working_days(self, start: date, days: int) -> date:
        """The `days`-th working day after `start`; `start` itself is not counted, and 0 days is `start`.

        Raises ValueError for negative days and for a count that runs beyond the year 9999.
        """
        if days < 0:
            raise ValueError("Jumlah hari tidak boleh negatif.")
        if days == 0:
            return start
        year = start.year
        wanted = bisect_right(self._days_of(year), start.toordinal()) + days - 1
        while wanted >= len(self._days_of(year)):
            wanted -= len(self._days_of(year))
            year += 1
        return date.fromordinal(self._days_of(year)[wanted])

    def count_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` lies before `start`."""
        if end < start:
            return -self.count_between(end, start)
        first = bisect_right(self._days_of(start.year), start.toordinal())
        last = bisect_right(self._days_of(end.year), end.toordinal())
        return sum(len(self._days_of(year)) for year in range(start.year, end.year)) + last - first

    def working_day_from(self, day: date) -> date:
        """The day itself when it is worked, otherwise the next working day."""
        return self.add_working_days(day - timedelta(days=1), 1)

    def cautions(self, first: date, last: date) -> tuple[Caution, ...]:
        """What makes a count from `first` to `last` uncertain, in the order of the days."""
        found: list[Caution] = [
            MissingYear(year) for year in range(first.year, last.year + 1) if year not in self.years_known
        ]
        found += [EstimatedHoliday(one) for one in self._estimated if first <= one.date <= last]
        return tuple(found)

    def _days_of(self, year: int) -> list[int]:
        """Ordinals of the working days of a year, in order."""
        if year not in self._working:
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            off = {day.toordinal() for day in self._holidays if day.year == year}
            self._working[year] = [
                ordinal
                for ordinal in range(first, last + 1)
                if (ordinal - 1) % 7 in self.working_week and ordinal not in off
            ]
        return self._working[year]


def parse_holidays(data: Mapping[str, object], *, file: str) -> HolidayYear:
    """Read the holiday table of a year. Raises DefinitionError naming file, key and reason.

    Keys: ``tahun``, ``sumber``, ``keyakinan``, ``ditetapkan`` (by decree), ``catatan``, and ``[[libur]]``
    with ``tanggal``, ``nama``, ``jenis``, ``sumber`` (else that of the year), ``perkiraan``, ``dicabut``.
    """
    table = DefinitionTable(data, Refusing(file))
    year = table.whole("tahun", least=1945, most=2199)
    if year is None:
        raise table.error("tahun", ABSENT)
    source = table.text("sumber")
    confidence = table.word("keyakinan", Confidence)
    decreed, note = table.flag("ditetapkan"), table.text("catatan", "")
    holidays: list[Holiday] = []
    for row in table.tables("libur", name="tanggal"):
        day = row.day("tanggal")
        if day is None or day.year != year:
            raise row.error("tanggal", f"harus tanggal dalam tahun {year}")
        holiday = Holiday(
            date=day,
            name=row.text("nama"),
            kind=row.word("jenis", HolidayKind),
            source=row.text("sumber", source),
            estimated=row.flag("perkiraan"),
            withdrawn=row.flag("dicabut"),
        )
        row.finish()
        holidays.append(holiday)
    table.finish()
    seen: set[tuple[date, str]] = set()
    for holiday in holidays:
        if (holiday.date, holiday.name) in seen:
            raise DefinitionError(file, f"libur.{holiday.date}", f"“{holiday.name}” ditulis dua kali")
        seen.add((holiday.date, holiday.name))
    if not holidays:
        raise DefinitionError(file, "libur", "tidak ada satu pun hari libur")
    return HolidayYear(year, tuple(holidays), source, confidence, decreed, note)

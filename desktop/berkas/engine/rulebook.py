"""The rules in force: instruments, legal clocks and holidays, shipped and as the office installed them.

Files are read when they are first asked for and kept; a wrong one ends in one sentence that names file, key
and reason. The shipped files lie in resources; what the office installed comes in as texts from its book
and wins. It reads no database itself (`engine.installed` does) and imports no Qt.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, Self, cast

from berkas import paths
from berkas.rules.calendar import MONDAY_TO_FRIDAY, Calendar, Holiday, HolidayYear, parse_holidays
from berkas.rules.clocks import Clock, parse_clock
from berkas.rules.definition import DefinitionError
from berkas.rules.instruments.errors import InstrumentError
from berkas.rules.instruments.model import Instrument
from berkas.rules.instruments.reading import parse_instrument
from berkas.rules.vocabulary import ComplaintClass


class RulebookError(ValueError):
    """A rule that cannot be read or is not known; the text is one Indonesian sentence for people."""


class RuleKind(StrEnum):
    """The kinds of definitions; each is a folder of the resources."""

    INSTRUMENT = "instruments"
    CLOCK = "clocks"
    HOLIDAYS = "holidays"


@dataclass(frozen=True, slots=True)
class Override:
    """A definition the office installed: kind, key (of an instrument or a class, or a year) and its text.

    The text is TOML, or the canonical JSON kept in the book.
    """

    kind: RuleKind
    key: str
    text: str

    @property
    def place(self) -> str:
        """What a sentence calls it."""
        return f"{self.kind.value}/{self.key} yang dipasang kantor"


class Rulebook:
    """The rules of one office. Make it with `load`; one may serve all threads."""

    def __init__(self, folder: Path, overrides: Iterable[Override]) -> None:
        self._folder = folder
        self._overrides = tuple(overrides)
        self._instruments: dict[str, Instrument] = {}
        self._clocks: dict[str, Clock] = {}
        self._years: tuple[HolidayYear, ...] | None = None
        self._calendar: Calendar | None = None

    @classmethod
    def load(cls, overrides: Iterable[Override] = (), *, folder: Path | None = None) -> Self:
        """The rulebook over the shipped resources (or another folder) and what the office installed.

        Nothing is read yet. Of several overrides with one key the later wins, except clocks, whose versions
        add up.
        """
        return cls(folder or paths.resource(), overrides)

    def is_installed(self, kind: RuleKind, key: str) -> bool:
        """Whether the office put a definition of its own beside, or in the place of, the shipped one."""
        return bool(self._installed(kind, key))

    # ---- instruments

    def instrument_keys(self) -> tuple[str, ...]:
        """Keys of all instruments, in alphabetical order; reads names only."""
        return self._keys(RuleKind.INSTRUMENT)

    def instrument(self, key: str) -> Instrument:
        """The instrument in force with a key. Raises RulebookError."""
        if key not in self._instruments:
            self._refuse_unknown(key, self.instrument_keys(), "Instrumen")
            installed = self._installed(RuleKind.INSTRUMENT, key)
            data, place = read_tables(installed[-1]) if installed else self._shipped(RuleKind.INSTRUMENT, key)
            try:
                instrument = parse_instrument(data, file=place)
            except InstrumentError as error:
                raise RulebookError(str(error)) from error
            if instrument.key != key:
                sentence = f"Berkas instrumen {place}, kunci “key”: harus “{key}”, bukan “{instrument.key}”."
                raise RulebookError(sentence)
            self._instruments[key] = instrument
        return self._instruments[key]

    def instruments(self) -> tuple[Instrument, ...]:
        """All instruments in force, by key. Raises RulebookError at the first wrong one."""
        return tuple(self.instrument(key) for key in self.instrument_keys())

    # ---- clocks

    def clock(self, cls: str) -> Clock:
        """The clock of a class, shipped versions and installed ones together. Raises RulebookError."""
        if cls not in self._clocks:
            known = self._keys(RuleKind.CLOCK)
            self._refuse_unknown(cls, tuple(sorted({*known, *ComplaintClass.codes()})), "Kelas")
            if cls not in known:
                sentence = f"Kelas “{cls}” belum mempunyai aturan batas waktu. Pasang di Pengaturan Kantor."
                raise RulebookError(sentence)
            definitions = (
                [self._shipped(RuleKind.CLOCK, cls)] if self._path(RuleKind.CLOCK, cls).exists() else []
            )
            definitions += [read_tables(one) for one in self._installed(RuleKind.CLOCK, cls)]
            clocks = [_parsed_clock(data, place, cls) for data, place in definitions]
            whole = clocks[0]
            for installed in clocks[1:]:
                whole = whole.with_versions(installed)
            self._clocks[cls] = whole
        return self._clocks[cls]

    def clocks(self) -> tuple[Clock, ...]:
        """The clocks of all classes that have one, in the order of the vocabulary."""
        known = self._keys(RuleKind.CLOCK)
        return tuple(self.clock(cls) for cls in ComplaintClass.codes() if cls in known)

    # ---- holidays

    def holiday_years(self) -> tuple[HolidayYear, ...]:
        """The holiday tables, by year. Raises RulebookError at the first wrong one."""
        if self._years is None:
            self._years = tuple(self._holiday_year(key) for key in self._keys(RuleKind.HOLIDAYS))
        return self._years

    def calendar(
        self,
        *extra: Holiday,
        working_week: frozenset[int] = MONDAY_TO_FRIDAY,
        decreed: Iterable[int] = (),
    ) -> Calendar:
        """The working days, with days the office adds or gives back, for a working week.

        `decreed` are years whose holidays the office itself declared complete. Raises RulebookError.
        """
        own = [*extra, *decreed]
        if not own and working_week == MONDAY_TO_FRIDAY and self._calendar is not None:
            return self._calendar
        years = self.holiday_years()
        calendar = Calendar(
            [*(holiday for year in years for holiday in year.holidays), *extra],
            years_known=[*(year.year for year in years if year.decreed), *decreed],
            working_week=working_week,
        )
        if not own and working_week == MONDAY_TO_FRIDAY:
            self._calendar = calendar
        return calendar

    def problems(self) -> list[str]:
        """Read everything and say what is wrong, one sentence each; empty when all is well."""
        found: list[str] = []
        checks = [(self.instrument, key) for key in self.instrument_keys()]
        checks += [(self.clock, key) for key in self._keys(RuleKind.CLOCK)]
        checks += [(self._holiday_year, key) for key in self._keys(RuleKind.HOLIDAYS)]
        for read, key in checks:
            try:
                read(key)
            except RulebookError as error:
                found.append(str(error))
        return found

    # ---- reading

    def _holiday_year(self, key: str) -> HolidayYear:
        installed = self._installed(RuleKind.HOLIDAYS, key)
        data, place = read_tables(installed[-1]) if installed else self._shipped(RuleKind.HOLIDAYS, key)
        try:
            year = parse_holidays(data, file=place)
        except DefinitionError as error:
            raise RulebookError(str(error)) from error
        if str(year.year) != key:
            sentence = f"Berkas {place}, kunci “tahun”: harus {key}, bukan {year.year}."
            raise RulebookError(sentence)
        return year

    def _keys(self, kind: RuleKind) -> tuple[str, ...]:
        shipped = {path.stem for path in (self._folder / kind.value).glob("*.toml")}
        return tuple(sorted(shipped | {one.key for one in self._overrides if one.kind is kind}))

    def _installed(self, kind: RuleKind, key: str) -> list[Override]:
        return [one for one in self._overrides if one.kind is kind and one.key == key]

    def _path(self, kind: RuleKind, key: str) -> Path:
        return self._folder / kind.value / f"{key}.toml"

    def _shipped(self, kind: RuleKind, key: str) -> tuple[Mapping[str, object], str]:
        path = self._path(kind, key)
        place = f"{kind.value}/{path.name}"
        try:
            return _toml(path.read_text(encoding="utf-8"), place), place
        except OSError as error:
            sentence = f"Berkas {place} tidak dapat dibaca. Pasang ulang program."
            raise RulebookError(sentence) from error
        except UnicodeDecodeError as error:
            sentence = f"Berkas {place} bukan teks UTF-8. Simpan ulang sebagai UTF-8."
            raise RulebookError(sentence) from error

    def _refuse_unknown(self, key: str, known: tuple[str, ...], what: str) -> None:
        if key in known:
            return
        near = get_close_matches(key, known, n=1)
        hint = f"Mungkin maksudnya “{near[0]}”." if near else f"Yang dikenal: {', '.join(known)}."
        sentence = f"{what} “{key}” tidak dikenal. {hint}"
        raise RulebookError(sentence)


def _parsed_clock(data: Mapping[str, object], place: str, cls: str) -> Clock:
    try:
        clock = parse_clock(data, file=place)
    except DefinitionError as error:
        raise RulebookError(str(error)) from error
    if clock.cls != cls:
        sentence = f"Berkas {place}, kunci “kelas”: harus “{cls}”, bukan “{clock.cls}”."
        raise RulebookError(sentence)
    return clock


def read_tables(override: Override) -> tuple[Mapping[str, object], str]:
    """The tables of an installed text: canonical JSON, or TOML as a person saved it. Raises RulebookError."""
    if not override.text.lstrip().startswith("{"):
        return _toml(override.text, override.place), override.place
    try:
        return cast("Mapping[str, Any]", json.loads(override.text)), override.place
    except json.JSONDecodeError as error:
        sentence = (
            f"Berkas {override.place}, baris {error.lineno}: salinannya rusak. Pasang ulang dari sumbernya."
        )
        raise RulebookError(sentence) from error


def _toml(text: str, place: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        where = f"baris {line[1]}" if line else f"baris {text.count(chr(10)) + 1} (akhir berkas)"
        sentence = (
            f"Berkas {place}, {where}: tidak dapat dibaca sebagai TOML. "
            "Periksa tanda kutip, kurung, dan tanda sama dengan."
        )
        raise RulebookError(sentence) from error

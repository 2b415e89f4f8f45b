"""One table of a definition (TOML, JSON or rows of a workbook) while it is read.

Collects every fault instead of stopping at the first, and knows which keys nobody asked for. Imports only the
other rules.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final, TypeVar, cast

from berkas.rules.conditions import Condition, ConditionError, parse
from berkas.rules.instruments.errors import InstrumentError
from berkas.rules.vocabulary.word import Word

W = TypeVar("W", bound=Word)


class Faults:
    """The faults of one file, in the order found."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[InstrumentError] = []

    def add(self, key: str, reason: str) -> None:
        """Note one fault."""
        self.found.append(InstrumentError(self.file, key, reason))


class Table:
    """Typed access to one table. A wrong value is a fault and gives the default, so that reading goes on."""

    def __init__(self, data: object, place: str, faults: Faults) -> None:
        self.place = place
        self.faults = faults
        self._read: set[str] = set()
        self._data: dict[str, object] = {}
        if isinstance(data, Mapping):
            self._data = {str(key): value for key, value in cast("Mapping[object, object]", data).items()}
        else:
            faults.add(place, "harus berupa tabel")

    def fault(self, key: str, reason: str) -> None:
        """Note a fault of one key of this table."""
        self.faults.add(self._at(key), reason)

    def has(self, key: str) -> bool:
        """Whether the key is there at all."""
        return key in self._data

    def peek(self, key: str) -> str:
        """The text of a key without taking it as read; empty when there is none."""
        value = self._data.get(key)
        return value.strip() if isinstance(value, str) else ""

    def text(self, key: str, default: str | None = None) -> str:
        """A text; a whole number is taken as its digits. ``default`` None: the key must be there."""
        value = self._take(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str):
            if default is None and not value.strip():
                self.fault(key, "tidak boleh kosong")
            return value.strip()
        if value is not None:
            self.fault(key, "harus berupa teks")
        elif default is None:
            self.fault(key, "wajib ada")
        return default or ""

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self._take(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        self.fault(key, "harus true atau false")
        return default

    def whole(self, key: str, *, least: int = 0) -> int | None:
        """A whole number of at least ``least``, or None when absent."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        self.fault(key, f"harus bilangan bulat, paling kecil {least}")
        return None

    def whole_or(self, key: str, default: int, *, least: int = 0) -> int:
        """A whole number of at least ``least``, or ``default`` when absent."""
        value = self.whole(key, least=least)
        return default if value is None else value

    def fraction(self, key: str) -> Fraction | None:
        """An exact number: 3, 0.67 or "1/9"; None when absent."""
        value = self._take(key)
        if value is None:
            return None
        try:
            return exact(value)
        except ValueError:
            self.fault(key, 'harus angka, misalnya 3, 0.5 atau "1/9"')
            return None

    def fraction_or(self, key: str, default: Fraction) -> Fraction:
        """An exact number, or ``default`` when absent."""
        value = self.fraction(key)
        return default if value is None else value

    def bound(self, key: str) -> Fraction | str | None:
        """A number or an ISO date."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, date):
            return value.isoformat()
        try:
            return exact(value)
        except ValueError:
            pass
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fault(key, "harus angka atau tanggal TTTT-BB-HH")
            return None

    def word(self, key: str, words: type[W], default: W | None = None) -> W:
        """One word of a closed list."""
        value = self._take(key)
        fallback = default if default is not None else next(iter(words))
        if value is None:
            if default is None:
                self.fault(key, f"wajib ada: {', '.join(words.codes())}")
            return fallback
        if isinstance(value, str) and value in words.codes():
            return words(value)
        self.fault(key, f"“{value}” tidak dikenal; pilih salah satu: {', '.join(words.codes())}")
        return fallback

    def words(self, key: str, words: type[W], default: tuple[W, ...]) -> tuple[W, ...]:
        """Several words of a closed list."""
        value = self._take(key)
        if value is None:
            return default
        codes = sequence(value)
        if codes is None or any(code not in words.codes() for code in codes):
            self.fault(key, f"harus daftar dari: {', '.join(words.codes())}")
            return default
        return tuple(words(str(code)) for code in codes)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._take(key)
        if value is None:
            return ()
        parts = sequence(value)
        if parts is None or not all(isinstance(part, str) and part.strip() for part in parts):
            self.fault(key, "harus daftar teks")
            return ()
        return tuple(str(part).strip() for part in parts)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A table of texts, as pairs sorted by name, so that their order in the file means nothing."""
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, Mapping):
            self.fault(key, "harus berupa tabel teks")
            return ()
        table = cast("Mapping[object, object]", value)
        if not all(isinstance(text, str) for text in table.values()):
            self.fault(key, "harus berupa tabel teks")
            return ()
        return tuple(sorted((str(name), str(text)) for name, text in table.items()))

    def condition(self, key: str) -> Condition | None:
        """A condition in the small language."""
        if not self.has(key):
            return None
        text = self.text(key)
        if not text:
            return None
        try:
            return parse(text)
        except ConditionError as error:
            self.fault(key, f"syarat “{text}” tidak dapat dibaca, {error.reason}")
            return None

    def table(self, key: str) -> Table:
        """A table under this one; empty when absent."""
        value = self._take(key)
        return Table({} if value is None else value, self._at(key), self.faults)

    def tables(self, key: str, *, name: str = "key") -> list[Table]:
        """A list of tables; each is named by its own ``name`` in messages, or by its position."""
        value = self._take(key)
        if value is None:
            return []
        rows = sequence(value)
        if rows is None:
            self.fault(key, "harus berupa daftar tabel")
            return []
        found: list[Table] = []
        for position, row in enumerate(rows, start=1):
            table = Table(row, f"{self._at(key)}.{position}", self.faults)
            if named := table.peek(name):
                table.place = f"{self._at(key)}.{named}"
            found.append(table)
        return found

    def finish(self) -> None:
        """Report the keys nobody asked for, with the nearest known one."""
        for key in self._data:
            if key not in self._read:
                near = difflib.get_close_matches(key, sorted(self._read), n=1)
                self.fault(key, f"kunci tidak dikenal{f', mungkin maksudnya “{near[0]}”' if near else ''}")

    def _take(self, key: str) -> object:
        self._read.add(key)
        return self._data.get(key)

    def _at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key


def exact(value: object) -> Fraction:
    """An exact number from an int, a decimal as written, or a text such as "1/9"; ValueError otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Fraction):
        raise ValueError
    text = str(value).strip()
    if not _EXACT.fullmatch(text):  # also keeps "1e99999999" from eating the memory
        raise ValueError
    try:
        return Fraction(text)
    except ZeroDivisionError as error:
        raise ValueError from error


_EXACT: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15}|/[0-9]{1,15})?")


def sequence(value: object) -> Sequence[object] | None:
    """The value as a list, or None when it is none (a text is none)."""
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return cast("Sequence[object]", value)
    return None

"""One table of the definition of an instrument while it is read: exact numbers, bounds, conditions.

Collects every fault instead of stopping at the first. Imports only the other rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final, cast

from berkas.rules.conditions import Condition, ConditionError, parse
from berkas.rules.definition import DefinitionTable
from berkas.rules.instruments.errors import InstrumentError


class Faults:
    """The faults of one file, in the order found."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[InstrumentError] = []

    def add(self, key: str, reason: str) -> None:
        """Note one fault."""
        self.found.append(InstrumentError(self.file, key, reason))


class Table(DefinitionTable):
    """Typed access to one table, with what only instruments hold."""

    def fraction(self, key: str) -> Fraction | None:
        """An exact number: 3, 0.67, "0,67" or "1/9"; None when absent."""
        value = self._take(key)
        if value is None or self._may_mean_thousands(key, value):
            return None
        try:
            return exact(value)
        except ValueError:
            self.fault(key, 'harus angka, misalnya 3, 0,5 atau "1/9"')
            return None

    def fraction_or(self, key: str, default: Fraction) -> Fraction:
        """An exact number, or ``default`` when absent."""
        value = self.fraction(key)
        return default if value is None else value

    def bound(self, key: str) -> Fraction | str | None:
        """A number or an ISO date."""
        value = self._take(key)
        if value is None or self._may_mean_thousands(key, value):
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

    def _tidy(self, text: str) -> str:
        """Questions and introductions may have lines of their own."""
        return text.strip()

    def _may_mean_thousands(self, key: str, value: object) -> bool:
        """Whether a typed number can be read in two ways; then it is a fault, and no guess."""
        if not isinstance(value, str) or not may_mean_thousands(value):
            return False
        whole, decimal = value.strip().replace(".", ""), value.strip().replace(".", ",")
        both = f"{whole} atau {decimal}" if decimal.count(",") == 1 else whole
        self.fault(key, f"“{value.strip()}” dapat berarti dua hal; tulis {both}")
        return True


def may_mean_thousands(text: str) -> bool:
    """Whether a typed “1.250” can be read as 1250 and as 1,25."""
    return _POINTED.fullmatch(text.strip()) is not None


def exact(value: object) -> Fraction:
    """An exact number from an int, a decimal as written, or a text such as "0,5" or "1/9"; ValueError
    otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Fraction):
        raise ValueError
    text = str(value).strip()
    if not _EXACT.fullmatch(text):  # also keeps "1e99999999" from eating the memory
        raise ValueError
    try:
        return Fraction(text.replace(",", "."))
    except ZeroDivisionError as error:
        raise ValueError from error


_EXACT: Final = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,15}|/[0-9]{1,15})?")
_POINTED: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+")

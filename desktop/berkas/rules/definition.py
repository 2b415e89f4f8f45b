"""Typed reading of small definition files (clocks, holiday tables) that people edit by hand.

The first wrong key ends the reading with one sentence: file, key, reason. Imports nothing of the project
but the vocabulary's kind of list.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import TypeVar, cast

from berkas.rules.vocabulary import Word

W = TypeVar("W", bound=Word)


class DefinitionError(ValueError):
    """A definition that is refused; the text is one Indonesian sentence with file, key and reason."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        place = f"Berkas {file}, kunci “{key}”" if key else f"Berkas {file}"
        super().__init__(f"{place}: {reason}.")
        self.file = file
        self.key = key
        self.reason = reason


class DefinitionTable:
    """One table of a definition; keys that nobody asked for are refused by `finish`."""

    def __init__(self, data: object, *, file: str, place: str = "") -> None:
        self.file = file
        self.place = place
        self._asked: set[str] = set()
        if not isinstance(data, Mapping):
            raise DefinitionError(file, place, "harus berupa tabel")
        items = cast("Mapping[object, object]", data).items()
        self._data: dict[str, object] = {str(key): value for key, value in items}

    def error(self, key: str, reason: str) -> DefinitionError:
        """The refusal of one key of this table."""
        return DefinitionError(self.file, f"{self.place}.{key}".strip("."), reason)

    def text(self, key: str, default: str | None = None) -> str:
        """A text without blanks around it; without a default it must be there and say something."""
        value = self._take(key)
        if value is None:
            if default is None:
                raise self.error(key, "wajib diisi")
            return default
        if not isinstance(value, str):
            raise self.error(key, "harus berupa teks dalam tanda kutip")
        if default is None and not value.strip():
            raise self.error(key, "tidak boleh kosong")
        return " ".join(value.split())

    def flag(self, key: str) -> bool:
        """True or false; false when absent."""
        value = self._take(key)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise self.error(key, "harus true atau false")

    def whole(self, key: str, *, least: int, most: int) -> int | None:
        """A whole number within bounds, or None when absent."""
        value = self._take(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self.error(key, f"harus bilangan bulat {least} sampai {most}")
        return value

    def day(self, key: str) -> date | None:
        """A TOML date or an ISO text, or None when absent."""
        value = self._take(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise self.error(key, "harus tanggal TTTT-BB-HH yang ada di kalender")

    def word(self, key: str, words: type[W], default: W | None = None) -> W:
        """One word of a closed list."""
        value = self._take(key)
        if value is None:
            if default is None:
                raise self.error(key, f"wajib diisi dengan salah satu dari {', '.join(words.codes())}")
            return default
        return self._word(key, value, words)

    def words(self, key: str, words: type[W]) -> tuple[W, ...]:
        """One word or a list of words of a closed list; empty when absent."""
        value = self._take(key)
        if value is None:
            return ()
        values = cast("Sequence[object]", value) if isinstance(value, list) else [value]
        return tuple(self._word(key, one, words) for one in values)

    def table(self, key: str) -> "DefinitionTable | None":
        """A table under this one, or None when absent."""
        value = self._take(key)
        if value is None:
            return None
        return DefinitionTable(value, file=self.file, place=f"{self.place}.{key}".strip("."))

    def tables(self, key: str, name: str) -> "list[DefinitionTable]":
        """A list of tables; messages call each by its own `name`, or by its position."""
        value = self._take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.error(key, f"harus berupa daftar tabel, ditulis [[{key}]]")
        found: list[DefinitionTable] = []
        for position, row in enumerate(cast("list[object]", value), start=1):
            table = DefinitionTable(row, file=self.file, place=f"{self.place}.{key}.{position}".strip("."))
            named = table._data.get(name)
            if isinstance(named, str | date) and str(named).strip():
                table.place = f"{self.place}.{key}.{named}".strip(".")
            found.append(table)
        return found

    def finish(self) -> None:
        """Refuse a key nobody asked for: a typing error must not be taken for silence."""
        for key in self._data:
            if key not in self._asked:
                near = get_close_matches(key, sorted(self._asked), n=1)
                hint = f", mungkin maksudnya “{near[0]}”" if near else ""
                raise self.error(key, f"kunci tidak dikenal{hint}")

    def _take(self, key: str) -> object:
        self._asked.add(key)
        return self._data.get(key)

    def _word(self, key: str, value: object, words: type[W]) -> W:
        if isinstance(value, str) and value in words.codes():
            return words(value)
        raise self.error(key, f"“{value}” tidak dikenal, pilih dari {', '.join(words.codes())}")

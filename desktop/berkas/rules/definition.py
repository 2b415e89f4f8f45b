"""Typed reading of definitions that people write: clocks, holiday tables, instruments; files or workbooks.

What is wrong goes to a `Findings`: one that refuses at the first fault with one sentence (file, key, reason),
or one that collects. Imports nothing of the project but the vocabulary's kind of list and near words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, Self, TypeVar, cast

from berkas.rules.nearness import nearest
from berkas.rules.vocabulary import Word

W = TypeVar("W", bound=Word)
ABSENT = "wajib diisi"
EMPTY = "tidak boleh kosong"


class DefinitionError(ValueError):
    """A definition that is refused; the text is one Indonesian sentence with file, key and reason."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        place = f"Berkas {file}, kunci “{key}”" if key else f"Berkas {file}"
        super().__init__(f"{place}: {reason}.")
        self.file = file
        self.key = key
        self.reason = reason


class Findings(Protocol):
    """Where the faults of a definition go."""

    file: str

    def add(self, key: str, reason: str) -> None:
        """Note one fault, or refuse."""
        ...


class Refusing:
    """Refuses at the first fault."""

    def __init__(self, file: str) -> None:
        self.file = file

    def add(self, key: str, reason: str) -> None:
        """Raise DefinitionError."""
        raise DefinitionError(self.file, key, reason)


class DefinitionTable:
    """Typed access to one table; a wrong value is a fault and gives the default, so that reading can go on.

    Keys that nobody asked for are faults too, told by `finish`.
    """

    def __init__(self, data: object, faults: Findings, place: str = "") -> None:
        self.place = place
        self.faults = faults
        self._asked: set[str] = set()
        self._data: dict[str, object] = {}
        if isinstance(data, Mapping):
            self._data = {str(key): value for key, value in cast("Mapping[object, object]", data).items()}
        else:
            faults.add(place, "harus berupa tabel")

    def fault(self, key: str, reason: str) -> None:
        """Note a fault of one key of this table."""
        self.faults.add(self._at(key), reason)

    def error(self, key: str, reason: str) -> DefinitionError:
        """The refusal of one key of this table, to be raised."""
        return DefinitionError(self.faults.file, self._at(key), reason)

    def has(self, key: str) -> bool:
        """Whether the key is there at all."""
        return key in self._data

    def text(self, key: str, default: str | None = None) -> str:
        """A text without blanks around it; a whole number is taken as its digits.

        ``default`` None: the key must be there and say something.
        """
        value = self._take(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str):
            if default is None and not value.strip():
                self.fault(key, EMPTY)
            return self._tidy(value)
        if value is not None:
            self.fault(key, "harus berupa teks")
        elif default is None:
            self.fault(key, ABSENT)
        return default or ""

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false; ``default`` when absent."""
        value = self._take(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        self.fault(key, "harus true atau false")
        return default

    def whole(self, key: str, *, least: int = 0, most: int | None = None) -> int | None:
        """A whole number within bounds, or None when absent."""
        value = self._take(key)
        if value is None:
            return None
        if (
            isinstance(value, int)
            and not isinstance(value, bool)
            and value >= least
            and (most is None or value <= most)
        ):
            return value
        span = f"paling kecil {least}" if most is None else f"{least} sampai {most}"
        self.fault(key, f"harus bilangan bulat {span}")
        return None

    def whole_or(self, key: str, default: int, *, least: int = 0) -> int:
        """A whole number of at least ``least``, or ``default`` when absent."""
        value = self.whole(key, least=least)
        return default if value is None else value

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
        self.fault(key, "harus tanggal TTTT-BB-HH yang ada di kalender")
        return None

    def word(self, key: str, words: type[W], default: W | None = None) -> W:
        """One word of a closed list."""
        value = self._take(key)
        fallback = default if default is not None else next(iter(words))
        if value is None:
            if default is None:
                self.fault(key, f"{ABSENT} dengan salah satu dari {', '.join(words.codes())}")
            return fallback
        return self._word(key, value, words) or fallback

    def words(self, key: str, words: type[W], default: tuple[W, ...] = ()) -> tuple[W, ...]:
        """One word or a list of words of a closed list; ``default`` when absent or wrong."""
        value = self._take(key)
        if value is None:
            return default
        codes = sequence(value)
        found = [self._word(key, code, words) for code in ([value] if codes is None else codes)]
        kept = tuple(word for word in found if word is not None)
        return kept if len(kept) == len(found) else default

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

    def table(self, key: str) -> Self:
        """A table under this one; empty when absent."""
        value = self._take(key)
        return type(self)({} if value is None else value, self.faults, self._at(key))

    def tables(self, key: str, *, name: str = "key") -> list[Self]:
        """A list of tables; each is named by its own ``name`` in messages, or by its position."""
        value = self._take(key)
        if value is None:
            return []
        rows = sequence(value)
        if rows is None:
            self.fault(key, f"harus berupa daftar tabel, ditulis [[{key}]]")
            return []
        found: list[Self] = []
        for position, row in enumerate(rows, start=1):
            table = type(self)(row, self.faults, f"{self._at(key)}.{position}")
            named = table._data.get(name)  # noqa: SLF001  a table of the same kind
            if isinstance(named, str | date) and str(named).strip():
                table.place = f"{self._at(key)}.{str(named).strip()}"
            found.append(table)
        return found

    def finish(self) -> None:
        """Tell the keys nobody asked for: a typing error must not be taken for silence."""
        for key in self._data:
            if key not in self._asked:
                near = nearest(key, sorted(self._asked))
                self.fault(key, f"kunci tidak dikenal{f', mungkin maksudnya “{near}”' if near else ''}")

    def _tidy(self, text: str) -> str:
        """A text as it is kept: on one line."""
        return " ".join(text.split())

    def _take(self, key: str) -> object:
        self._asked.add(key)
        return self._data.get(key)

    def _at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def _word(self, key: str, value: object, words: type[W]) -> W | None:
        if isinstance(value, str) and value in words.codes():
            return words(value)
        near = nearest(str(value).casefold(), words.codes())
        likely = f"; mungkin maksudnya “{near}”" if near else ""
        self.fault(key, f"“{value}” tidak dikenal, pilih dari {', '.join(words.codes())}{likely}")
        return None


def sequence(value: object) -> Sequence[object] | None:
    """The value as a list, or None when it is none (a text is none)."""
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return cast("Sequence[object]", value)
    return None

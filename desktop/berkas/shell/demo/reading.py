"""Reads a sample office: plain TOML in, lists of records out, every mistake as a sentence with its place.

Dates become ISO text, as the commands of the rooms take them. What may not stand in a sample is judged in
`honesty`. Imports no Qt.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from berkas.shell.demo.shapes import SHAPES

Values = dict[str, Any]


class SampleError(Exception):
    """A sample that cannot be used; the text says which file, which record and what is wrong."""


@dataclass(frozen=True, slots=True)
class SampleOffice:
    """One office as its files tell it: records by the word of their list, in the order of the files."""

    folder: Path
    lists: Mapping[str, tuple[Values, ...]]

    def __getitem__(self, word: str) -> tuple[Values, ...]:
        """The records of a list; a list nobody wrote is empty."""
        return self.lists.get(word, ())

    def single(self, word: str) -> Values:
        """The one record of a kind that has only one; empty when it is not there."""
        return self[word][0] if self[word] else {}


def read_office(folder: Path) -> SampleOffice:
    """Read every `.toml` file of a folder as one office. Raises SampleError."""
    lists: dict[str, list[Values]] = {}
    for path in sorted(folder.glob("*.toml")):
        for word, record, place in _records(path):
            _check_entries(word, record, place)
            lists.setdefault(word, []).append(record)
    if not lists.get("kantor"):
        raise SampleError(f"{folder.name}: kantornya belum disebut. Tulis bagian [kantor].")
    return SampleOffice(folder, {word: tuple(records) for word, records in lists.items()})


def _records(path: Path) -> Iterator[tuple[str, Values, str]]:
    """Every record of a file with the word of its list and the place to name in a sentence."""
    try:
        text = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SampleError(f"{path.name}: tidak dapat dibaca sebagai TOML ({error}).") from error
    for word, written in text.items():
        if word not in SHAPES:
            raise SampleError(f"{path.name}: daftar “{word}” tidak dikenal.")
        for number, record in enumerate(written if isinstance(written, list) else [written], 1):
            yield word, _plain(record), f"{path.name}, {word} {number}"


def _plain(value: Any) -> Any:  # noqa: ANN401  any TOML value
    if isinstance(value, dict):
        return {key: _plain(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_plain(below) for below in value]
    return value.isoformat() if isinstance(value, date) else value


def _check_entries(word: str, record: Values, place: str) -> None:
    shape = SHAPES[word]
    if not shape.keys and not shape.rows:
        return
    for key, value in record.items():
        if key in shape.rows:
            for number, row in enumerate(value, 1):
                _check_row(shape.rows[key], row, f"{place}, {key} {number}")
        elif key not in shape.keys:
            raise SampleError(f"{place}: isian “{key}” tidak dikenal.")


def _check_row(known: frozenset[str], row: Values, place: str) -> None:
    for key in row:
        if key not in known:
            raise SampleError(f"{place}: isian “{key}” tidak dikenal.")

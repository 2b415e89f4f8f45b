"""What one item of an instrument can be answered with.

A value or one of three codes that are never counted and never merged. Imports only the office's words; knows
neither instruments nor how an answer is stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from berkas.rules.vocabulary import Missing

KEYPAD_SIGNS: Mapping[Missing, str] = {
    Missing.TIDAK_TAHU: "*",
    Missing.MENOLAK: "/",
    Missing.TIDAK_BERLAKU: "-",
}
"""The keys of the number pad that enter the three codes."""

Cell: TypeAlias = str | int | float | Missing
TableRow: TypeAlias = Mapping[str, Cell]
Answer: TypeAlias = Cell | tuple[str, ...] | tuple[TableRow, ...]
"""skala, pilihan and ya_tidak: the option's code; multi: a tuple of codes; angka: a number; tanggal:
``YYYY-MM-DD``; teks, digit and rujukan: text; tabel: a tuple of rows, each from column key to cell; any of
them: a `Missing`. An item without an answer has no entry in the mapping of answers."""

Answers: TypeAlias = Mapping[str, Answer]


def is_value(answer: Answer | None) -> bool:
    """True when there is a value: not absent, not empty and not one of the three codes."""
    if answer is None or isinstance(answer, Missing):  # Missing is a str too: asked first
        return False
    return not isinstance(answer, (str, tuple)) or len(answer) > 0


def is_given(answer: Answer | None) -> bool:
    """True when somebody wrote something: a value or one of the three codes."""
    return isinstance(answer, Missing) or is_value(answer)


def missing_code(word: str) -> Missing | None:
    """The code a person or a file means by ``word`` ("tidak tahu", "Tidak_Berlaku"), or None."""
    return _WORDS.get("_".join(word.casefold().replace("_", " ").split()))


_WORDS = {code.value: code for code in Missing} | {"menolak_menjawab": Missing.MENOLAK}

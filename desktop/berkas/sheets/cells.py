"""What a cell holds, how it is addressed, and how text is kept from turning into a formula or a broken file.

Imports nothing of the project.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | date | datetime | time | None
"""One cell as read or as written; None is an empty one. Spreadsheets know no difference between 2 and 2.0."""

LONGEST_TEXT = 32_767
"""The most characters a workbook keeps in one cell; programs cut the rest off without a word."""

MOST_COLUMNS = 16_384
MOST_ROWS = 1_048_576

_FORMULA_STARTS = "=+\\-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}＠"
_LOOKS_LIKE_FORMULA = re.compile(f"[{_FORMULA_STARTS}]")
_NEEDS_GUARD = re.compile(f"'*[{_FORMULA_STARTS}]")
_IS_GUARDED = re.compile(f"'+[{_FORMULA_STARTS}]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, half characters and the two code points that no XML file may hold."""


def column_letters(index: int) -> str:
    """The letters of a column counted from zero: 0 is A, 27 is AB."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The address people see: row counted from one, column from zero, for example C7."""
    return f"{column_letters(column)}{row}"


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet program might compute this text instead of showing it."""
    return _LOOKS_LIKE_FORMULA.match(text) is not None


def guarded(text: str) -> str:
    """Text for a CSV cell: an apostrophe in front of what looks like a formula (OWASP ASVS 5.0, 1.2.10).

    Text that already has apostrophes before such a sign gets one more, so that `unguarded` gives back exactly
    what was written.
    """
    return f"'{text}" if _NEEDS_GUARD.match(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` was given."""
    return text[1:] if _IS_GUARDED.match(text) else text


def cleaned(text: str) -> tuple[str, int]:
    """Text that a file can hold, with line ends as LF, and how many characters had to be left out."""
    return _UNWRITABLE.subn("", text.replace("\r\n", "\n").replace("\r", "\n"))

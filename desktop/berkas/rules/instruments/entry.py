"""One typed or imported cell as an answer of its item, and whether an answer is a possible one.

Sentences are Indonesian and say what is expected. Imports only the other rules; knows no today.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Final, cast

from berkas.rules.answers import Answer, Cell, TableRow, missing_code
from berkas.rules.identity import nik_problem
from berkas.rules.instruments.model import Instrument, Item, ItemType, Option
from berkas.rules.vocabulary import Missing


class AnswerError(ValueError):
    """A cell that is no answer of its item; the text is the sentence to show."""


def parse_cell(instrument: Instrument, item: Item, cell: object) -> Answer | None:
    """The answer a typed text or a workbook cell stands for; None for an empty one; AnswerError otherwise.

    Options are taken by code, label, value or (skala only) a number such as 3.0. The three codes are taken
    by their words. multi: codes or labels with a semicolon between. Tables cannot stand in one cell.
    """
    text = _as_text(cell)
    if not text:
        return None
    code = missing_code(text)
    options = instrument.options(item)
    if code is not None and not any(option.code == text for option in options):
        return _accept(instrument, item, code)
    match item.type:
        case ItemType.SKALA | ItemType.PILIHAN | ItemType.YA_TIDAK:
            answer: Answer = _option(item, options, text)
        case ItemType.MULTI:
            parts = [part.strip() for part in text.split(";")]
            answer = tuple(dict.fromkeys(_option(item, options, part) for part in parts if part))
        case ItemType.ANGKA:
            answer = _number(item, text)
        case ItemType.TANGGAL:
            answer = _date(item, text)
        case ItemType.DIGIT:
            answer = re.sub(r"[ .\-]", "", text)
        case ItemType.TABEL:
            message = f"{item.label}: tabel tidak dapat dibaca dari satu sel."
            raise AnswerError(message)
        case _:
            answer = text
    return _accept(instrument, item, answer)


def _accept(instrument: Instrument, item: Item, answer: Answer) -> Answer:
    problem = answer_problem(instrument, item, answer)
    if problem:
        raise AnswerError(problem)
    return answer


def _as_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell).strip()


def _option(item: Item, options: tuple[Option, ...], text: str) -> str:
    folded = text.casefold()
    for option in options:
        if folded in (option.code.casefold(), option.label.casefold()):
            return option.code
    number = _exact(text)
    if number is not None and item.type is ItemType.SKALA:
        for option in options:
            if option.value == number:
                return option.code
    offered = ", ".join(option.code for option in options)
    message = f"{item.label}: “{_short(text)}” tidak ada dalam pilihan ({offered})."
    raise AnswerError(message)


_EXACT: Final = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,9})?")


def _exact(text: str) -> Fraction | None:
    return Fraction(text.replace(",", ".")) if _EXACT.fullmatch(text) else None


def _number(item: Item, text: str) -> int | float:
    number = _exact(text)
    if number is None:
        message = f"{item.label}: “{_short(text)}” bukan angka. Ketik misalnya 3 atau 3,5."
        raise AnswerError(message)
    return int(number) if number.denominator == 1 else float(number)


_DAY_FIRST: Final = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")


def _date(item: Item, text: str) -> str:
    match = _DAY_FIRST.fullmatch(text)
    try:
        if match:
            return date(int(match[3]), int(match[2]), int(match[1])).isoformat()
        return date.fromisoformat(text).isoformat()
    except ValueError:
        message = f"{item.label}: “{_short(text)}” bukan tanggal. Ketik misalnya 12-06-2025."
        raise AnswerError(message) from None


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def answer_problem(instrument: Instrument, item: Item, answer: Answer) -> str | None:
    """Why ``answer`` cannot stand for ``item``, as a sentence, or None when it can."""
    if isinstance(answer, Missing):
        if answer in instrument.missing(item):
            return None
        return f"{item.label}: “{answer.label}” tidak berlaku untuk butir ini."
    reason = _CHECKS[item.type](instrument, item, answer)
    return f"{item.label}: {reason}." if reason else None


def _choice(instrument: Instrument, item: Item, answer: Answer) -> str | None:
    codes = [option.code for option in instrument.options(item)]
    return None if answer in codes else f"jawaban harus salah satu dari {', '.join(codes)}"


def _several(instrument: Instrument, item: Item, answer: Answer) -> str | None:
    codes = [option.code for option in instrument.options(item)]
    if isinstance(answer, tuple) and all(code in codes for code in answer):
        return "pilihan yang sama ditulis dua kali" if len(set(map(str, answer))) < len(answer) else None
    return f"jawaban harus dari {', '.join(codes)}"


def _amount(instrument: Instrument, item: Item, answer: Answer) -> str | None:
    del instrument
    if isinstance(answer, str | tuple) or not math.isfinite(answer):
        return "harus angka"
    if item.whole and answer != int(answer):
        return "harus bilangan bulat"
    unit = f" {item.unit}" if item.unit else ""
    if isinstance(item.lowest, Fraction) and answer < item.lowest:
        return f"paling sedikit {plain(item.lowest)}{unit}"
    if isinstance(item.highest, Fraction) and answer > item.highest:
        return f"paling banyak {plain(item.highest)}{unit}"
    return None


def _day(instrument: Instrument, item: Item, answer: Answer) -> str | None:
    del instrument
    if not isinstance(answer, str) or len(answer) != 10:
        return "harus tanggal"
    try:
        date.fromisoformat(answer)
    except ValueError:
        return "harus tanggal"
    if isinstance(item.lowest, str) and answer < item.lowest:
        return f"tidak boleh sebelum {item.lowest}"
    if isinstance(item.highest, str) and answer > item.highest:
        return f"tidak boleh sesudah {item.highest}"
    return None


def _words(instrument: Instrument, item: Item, answer: Answer) -> str | None:
    del instrument
    if not isinstance(answer, str):
        return "harus teks"
    if item.max_length is not None and len(answer) > item.max_length:
        return f"paling panjang {item.max_length} huruf, yang ditulis {len(answer)}"
    return None


def _digits(instrument: Instrument, item: Item, answer: Answer) -> str | None:
    del instrument
    if not isinstance(answer, str) or not (answer.isascii() and answer.isdigit()):
        return "hanya boleh berisi angka"
    if item.length is not None and len(answer) != item.length:
        return f"harus {item.length} angka, yang ditulis {len(answer)}"
    return DIGIT_CHECKS[item.check](answer).rstrip(".") if item.check else None


def _rows(instrument: Instrument, item: Item, answer: Answer) -> str | None:
    if not isinstance(answer, tuple) or any(isinstance(row, str) for row in answer):
        return "harus berupa baris tabel"
    if item.max_rows is not None and len(answer) > item.max_rows:
        return f"paling banyak {item.max_rows} baris"
    columns = {column.key: column for column in item.columns}
    for position, row in enumerate(cast("tuple[TableRow, ...]", answer), start=1):
        for key, cell in row.items():
            problem = _cell_problem(instrument, columns.get(key), cell)
            if problem:
                return f"baris {position}, {problem.rstrip('.')}"
        for column in item.columns:
            if column.required and column.key not in row:
                return f"baris {position}, {column.label}: wajib diisi"
    return None


def _cell_problem(instrument: Instrument, column: Item | None, cell: Cell) -> str | None:
    return "kolom tidak dikenal" if column is None else answer_problem(instrument, column, cell)


_CHECKS: Final[Mapping[ItemType, Callable[[Instrument, Item, Answer], str | None]]] = {
    ItemType.SKALA: _choice,
    ItemType.PILIHAN: _choice,
    ItemType.YA_TIDAK: _choice,
    ItemType.MULTI: _several,
    ItemType.ANGKA: _amount,
    ItemType.TANGGAL: _day,
    ItemType.TEKS: _words,
    ItemType.RUJUKAN: _words,
    ItemType.DIGIT: _digits,
    ItemType.TABEL: _rows,
}


def _nip(digits: str) -> str:
    """A NIP holds date of birth (8), year and month of appointment (6), sex (1 or 2) and a serial (3)."""
    if len(digits) != 18:
        return "NIP harus 18 angka"
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return "tanggal lahir di dalam NIP tidak mungkin"
    if not 1 <= int(digits[12:14]) <= 12 or digits[14] not in "12":
        return "bulan pengangkatan atau kode jenis kelamin di dalam NIP tidak mungkin"
    return ""


DIGIT_CHECKS: Final[Mapping[str, Callable[[str], str]]] = {"nik": nik_problem, "nip": _nip}
"""The checks a digit item can name; each gives a reason, or an empty text."""


def plain(number: Fraction) -> str:
    """An exact number in Indonesian figures: 3, 3,5 or 1/9."""
    if number.denominator == 1:
        return str(number.numerator)
    shown = format(float(number), ".10g")
    return (
        shown.replace(".", ",") if Fraction(shown) == number else f"{number.numerator}/{number.denominator}"
    )

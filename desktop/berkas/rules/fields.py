"""A field of a form and a column of a list, as values.

One table of fields makes the form on screen, the form on paper, the template in a workbook and the check
of an import. It imports only the other rules; it never asks the machine for today's date: callers hand it in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from berkas.rules import dates, numbers
from berkas.rules.identity import nik_problem
from berkas.rules.vocabulary import Word


class Kind(StrEnum):
    """How a value is typed, checked, shown and written."""

    TEXT = "teks"
    LONG_TEXT = "teks_panjang"
    INTEGER = "bilangan"
    DECIMAL = "desimal"
    RUPIAH = "rupiah"
    DATE = "tanggal"
    BOOLEAN = "ya_tidak"
    CHOICE = "pilihan"
    MULTI = "pilihan_ganda"
    REFERENCE = "rujukan"
    DIGITS = "digit"
    NIK = "nik"
    NIP = "nip"
    EMAIL = "surel"
    PHONE = "telepon"
    INSTANT = "saat"
    FILE = "berkas"


class Severity(StrEnum):
    """Whether a problem stops saving (hard) or may be accepted with a reason (soft)."""

    HARD = "keras"
    SOFT = "lunak"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen: the stored code and the words a person reads."""

    code: str
    label: str
    hint: str = ""


def choices_of(word: type[Word]) -> tuple[Choice, ...]:
    """The whole list of a vocabulary as choices, in its order."""
    return tuple(Choice(code, label) for code, label in word.choices())


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """A file somebody chose for a field of the kind FILE and that is not kept yet; kept ones are ids."""

    path: str

    def __str__(self) -> str:
        """The name of the file without its folder, of either kind of system."""
        return self.path.replace("\\", "/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence about one field. `key` is empty when it is about the whole record."""

    key: str
    message: str
    severity: Severity = Severity.HARD


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    `source` names a list that grows (a reference table or a kind of record) and is looked up while typing;
    `choices` is a fixed list. `length` is the exact number of digits of DIGITS, otherwise the most
    characters. `least` and `most` bound numbers (in the unit of the field) and dates (as ISO text, or the
    word "hari_ini").
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    group: str = ""
    help: str = ""
    required: bool = False
    choices: tuple[Choice, ...] = ()
    source: str = ""
    length: int | None = None
    least: int | float | str | None = None
    most: int | float | str | None = None
    unit: str = ""
    personal: bool = False
    read_only: bool = False
    default: Any = None
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that belong to one record: their key among its values, heading, name of one row, fields."""

    key: str
    title: str
    row_name: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list or of an exported sheet. `width` is in characters of the usual text size."""

    key: str
    label: str
    kind: Kind = Kind.TEXT
    width: int = 16
    sortable: bool = False
    personal: bool = False
    shown: bool = True

    @property
    def right_aligned(self) -> bool:
        """Numbers stand at the right so that their digits line up."""
        return self.kind in {Kind.INTEGER, Kind.DECIMAL, Kind.RUPIAH}


Check = Callable[[Mapping[str, Any]], Iterable[Problem]]
"""A rule across fields: the record's values in, problems out."""


class FieldError(ValueError):
    """Typed text that is not a value of its field; the text of the error is the sentence to show."""


def parse(field: Field, text: str, *, today: date) -> Any:  # noqa: ANN401  any kind
    """Turn what a person typed into the stored value, or raise FieldError with the sentence to show.

    Stored values: text as str; INTEGER and RUPIAH as int; DECIMAL as float; DATE as ISO text; BOOLEAN as
    bool; MULTI as a tuple of codes. Empty text is None.
    """
    typed = text.strip()
    if not typed:
        return None
    value = _PARSERS.get(field.kind, _parse_text)(field, typed, today)
    for problem in _bounds(field, value, today):
        raise FieldError(problem)
    return value


def problems(
    fields: Sequence[Field], values: Mapping[str, Any], *, today: date, checks: Iterable[Check] = ()
) -> list[Problem]:
    """Everything that is wrong with a record's stored values, field by field, then across fields."""
    found: list[Problem] = []
    for field in fields:
        value = values.get(field.key)
        if value is None or value in ("", ()):
            if field.required:
                found.append(Problem(field.key, f"{field.label} wajib diisi."))
            continue
        found.extend(Problem(field.key, sentence) for sentence in _bounds(field, value, today))
        if (
            field.choices
            and field.kind is Kind.CHOICE
            and value not in {choice.code for choice in field.choices}
        ):
            found.append(Problem(field.key, f"{field.label}: pilihan “{value}” tidak dikenal."))
    for check in checks:
        found.extend(check(values))
    return found


def show(
    field: Field | Column,
    value: Any,  # noqa: ANN401  a stored value of any kind
    *,
    choices: Sequence[Choice] = (),
) -> str:
    """The words a person reads for a stored value, on screen and on paper; empty for None."""
    if value is None or value == "":
        return ""
    if isinstance(field, Field) and _is_year(field):
        return str(value)
    shown = _SHOWN.get(field.kind)
    if shown is not None:
        return shown(value)
    offered = choices or (field.choices if isinstance(field, Field) else ())
    if field.kind is Kind.MULTI:
        return ", ".join(_label(offered, code) for code in value)
    return _label(offered, str(value))


def _is_year(field: Field) -> bool:
    """Whole numbers that can only be years stand without a point between their digits."""
    bounds = (field.least, field.most)
    return field.kind is Kind.INTEGER and all(isinstance(bound, int) and bound >= 1900 for bound in bounds)


_SHOWN: Mapping[Kind, Callable[[Any], str]] = {
    Kind.DATE: lambda value: dates.show_short(date.fromisoformat(value)),
    Kind.RUPIAH: lambda value: numbers.show_rupiah(int(value)),
    Kind.INTEGER: lambda value: numbers.show_integer(int(value)),
    Kind.DECIMAL: numbers.show_decimal,
    Kind.BOOLEAN: lambda value: "Ya" if value else "Tidak",
}


def _label(choices: Sequence[Choice], code: str) -> str:
    return next((choice.label for choice in choices if choice.code == code), code)


def _parse_text(field: Field, text: str, today: date) -> str:
    del field, today
    return text


def _parse_integer(field: Field, text: str, today: date) -> int:
    del today
    try:
        return numbers.parse_integer(text)
    except ValueError as error:
        raise FieldError(
            f"{field.label}: “{text}” bukan bilangan bulat. Ketik angka saja, misalnya 1.250."
        ) from error


def _parse_rupiah(field: Field, text: str, today: date) -> int:
    del today
    try:
        return numbers.parse_rupiah(text)
    except ValueError as error:
        sentence = f"{field.label}: “{text}” bukan jumlah rupiah. Ketik misalnya 8.000.000."
        raise FieldError(sentence) from error


def _parse_decimal(field: Field, text: str, today: date) -> float:
    del today
    try:
        return float(numbers.parse_decimal(text))
    except ValueError as error:
        raise FieldError(f"{field.label}: “{text}” bukan angka. Ketik misalnya 87,28.") from error


def _parse_date(field: Field, text: str, today: date) -> str:
    try:
        return dates.parse_date(text, today=today).isoformat()
    except dates.DateError as error:
        raise FieldError(f"{field.label}: {error}") from error


_YES = {"ya", "y", "1", "benar", "true"}
_NO = {"tidak", "t", "0", "salah", "false", "n"}


def _parse_boolean(field: Field, text: str, today: date) -> bool:
    del today
    folded = text.casefold()
    if folded in _YES or folded in _NO:
        return folded in _YES
    raise FieldError(f"{field.label}: jawab “ya” atau “tidak”, bukan “{text}”.")


def _parse_choice(field: Field, text: str, today: date) -> str:
    del today
    if not field.choices:
        return text
    folded = text.casefold()
    for choice in field.choices:
        if folded in (choice.code.casefold(), choice.label.casefold()):
            return choice.code
    offered = ", ".join(choice.label for choice in field.choices)
    raise FieldError(f"{field.label}: “{text}” tidak ada dalam pilihan ({offered}).")


def _parse_multi(field: Field, text: str, today: date) -> tuple[str, ...]:
    return tuple(_parse_choice(field, part.strip(), today) for part in text.split(";") if part.strip())


def _parse_digits(field: Field, text: str, today: date) -> str:
    del today
    digits = text.replace(" ", "").replace(".", "").replace("-", "")
    if not digits.isascii() or not digits.isdigit():
        raise FieldError(f"{field.label}: hanya boleh berisi angka.")
    wanted = {Kind.NIK: 16, Kind.NIP: 18}.get(field.kind, field.length)
    if wanted is not None and len(digits) != wanted:
        raise FieldError(f"{field.label}: harus {wanted} angka, yang diketik {len(digits)} angka.")
    return digits


def _parse_email(field: Field, text: str, today: date) -> str:
    del today
    name, at, domain = text.partition("@")
    if not (name and at and "." in domain) or any(character.isspace() for character in text):
        raise FieldError(f"{field.label}: “{text}” bukan alamat surel. Contoh yang benar: nama@kantor.go.id.")
    return text


_PARSERS: Mapping[Kind, Callable[[Field, str, date], Any]] = {
    Kind.INTEGER: _parse_integer,
    Kind.RUPIAH: _parse_rupiah,
    Kind.DECIMAL: _parse_decimal,
    Kind.DATE: _parse_date,
    Kind.BOOLEAN: _parse_boolean,
    Kind.CHOICE: _parse_choice,
    Kind.MULTI: _parse_multi,
    Kind.DIGITS: _parse_digits,
    Kind.NIK: _parse_digits,
    Kind.NIP: _parse_digits,
    Kind.EMAIL: _parse_email,
}


def _bounds(field: Field, value: Any, today: date) -> Iterable[str]:  # noqa: ANN401  any kind
    """Sentences about a value that has the right form but not a possible size."""
    if isinstance(value, str):
        yield from _text_bounds(field, value, today)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        if isinstance(field.least, int | float) and value < field.least:
            yield f"{field.label}: paling sedikit {show(field, field.least)}."
        if isinstance(field.most, int | float) and value > field.most:
            yield f"{field.label}: paling banyak {show(field, field.most)}."


def _text_bounds(field: Field, value: str, today: date) -> Iterable[str]:
    if field.kind is Kind.DATE:
        yield from _date_bounds(field, value, today)
    elif field.kind is Kind.NIK:
        if sentence := nik_problem(value):
            yield f"{field.label}: {sentence}"
    elif field.length is not None and field.kind is not Kind.DIGITS and len(value) > field.length:
        yield f"{field.label}: paling panjang {field.length} huruf, yang diketik {len(value)}."


def _date_bounds(field: Field, value: str, today: date) -> Iterable[str]:
    least, most = (today.isoformat() if bound == "hari_ini" else bound for bound in (field.least, field.most))
    if isinstance(least, str) and value < least:
        yield f"{field.label}: tidak boleh sebelum {dates.show_short(date.fromisoformat(least))}."
    if isinstance(most, str) and value > most:
        yield f"{field.label}: tidak boleh sesudah {dates.show_short(date.fromisoformat(most))}."

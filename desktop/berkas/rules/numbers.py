"""Numbers as the office writes them: in words, in rupiah, with a decimal comma, in Roman numerals.

Imports the standard library only.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

_UNITS = (
    "nol", "satu", "dua", "tiga", "empat", "lima",
    "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_SCALES = ("", "ribu", "juta", "miliar", "triliun")
LARGEST_IN_WORDS = 10**15
_LONGEST = 24

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


class NumberError(ValueError):
    """Typed text that is no number of the wanted kind; the text of the error is the sentence to show."""


def terbilang(number: int) -> str:
    """A whole number in words: ``dua miliar seribu``, ``minus tiga``. Raises ValueError beyond 10^15."""
    if abs(number) > LARGEST_IN_WORDS:
        raise ValueError("Bilangan lebih dari seribu triliun tidak ditulis dengan kata.")
    if number < 0:
        return f"minus {terbilang(-number)}"
    if number == LARGEST_IN_WORDS:
        return "seribu triliun"
    if number == 0:
        return _UNITS[0]
    words: list[str] = []
    for power in range(len(_SCALES) - 1, -1, -1):
        group = number // 1000**power % 1000
        if group == 1 and power == 1:
            words.append("seribu")
        elif group:
            words.extend(part for part in (_below_thousand(group), _SCALES[power]) if part)
    return " ".join(words)


def _below_thousand(number: int) -> str:
    if number < 12:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    if number < 100:
        head, rest = f"{_UNITS[number // 10]} puluh", number % 10
    else:
        head, rest = ("seratus" if number < 200 else f"{_UNITS[number // 100]} ratus"), number % 100
    return f"{head} {_below_thousand(rest)}" if rest else head


def show_integer(number: int) -> str:
    """``1.234.567``."""
    return f"{number:,}".replace(",", ".")


def show_decimal(number: Decimal | float, places: int | None = 2) -> str:
    """``1.234,56``, rounded half up; with ``places=None`` exactly the digits the number has.

    A float is taken by its shortest form, so that 87.285 rounds as it reads, to 87,29.
    """
    exact = Decimal(str(number))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if exact == 0:
        exact = abs(exact)
    whole, _, fraction = f"{exact:f}".partition(".")
    sign = "-" if whole.startswith("-") else ""
    grouped = sign + show_integer(int(whole.lstrip("-")))
    return f"{grouped},{fraction}" if fraction else grouped


def show_rupiah(amount: int) -> str:
    """``Rp1.234.567``; an amount owed is ``-Rp1.234``."""
    return f"-Rp{show_integer(-amount)}" if amount < 0 else f"Rp{show_integer(amount)}"


def parse_integer(text: str) -> int:
    """A whole number as typed: ``1250``, ``1.250``, ``-3``. Raises NumberError."""
    number = parse_decimal(text)
    if number != int(number) or "," in text:
        sentence = f"“{_shown(text)}” bukan bilangan bulat. Ketik misalnya 1.250."
        raise NumberError(sentence)
    return int(number)


def parse_decimal(text: str) -> Decimal:
    """A number as typed, with a decimal comma: ``1.234,56``, ``0,5``, ``87``. Raises NumberError.

    Dots group thousands, so ``3.31`` is refused rather than read as 331.
    """
    typed = text.strip().replace("\N{MINUS SIGN}", "-")
    if re.fullmatch(r"-?\d+\.\d{1,2}|-?\d{4,}\.\d+|-?\d+\.\d{4,}", typed, re.ASCII):
        sentence = f"“{_shown(text)}”: tanda desimal adalah koma, misalnya {typed.replace('.', ',')[:20]}."
        raise NumberError(sentence)
    well_formed = re.fullmatch(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", typed, re.ASCII)
    if len(typed) > _LONGEST or not well_formed:
        sentence = f"“{_shown(text)}” bukan angka. Ketik misalnya 1.234,56."
        raise NumberError(sentence)
    return Decimal(typed.replace(".", "").replace(",", "."))


def parse_rupiah(text: str) -> int:
    """An amount of whole rupiah as typed: ``Rp1.234.567``, ``1234567``, ``Rp 8.500.000,-``.

    Raises NumberError.
    """
    typed = text.strip().replace("\N{MINUS SIGN}", "-")
    match = re.fullmatch(
        r"(?P<sign>-?)\s*(rp\.?\s*)?(?P<number>-?(\d{1,3}(\.\d{3})+|\d+))(,(00?|-))?",
        typed,
        re.ASCII | re.IGNORECASE,
    )
    if match is None or len(typed) > _LONGEST or (match["sign"] and match["number"].startswith("-")):
        sentence = f"“{_shown(text)}” bukan jumlah rupiah penuh. Ketik misalnya 8.500.000."
        raise NumberError(sentence)
    amount = int(match["number"].replace(".", ""))
    return -amount if match["sign"] else amount


def to_roman(number: int) -> str:
    """1 to 3999 in Roman numerals. Raises ValueError outside."""
    if not 1 <= number <= 3999:
        raise ValueError("Angka Romawi hanya untuk 1 sampai 3999.")
    parts: list[str] = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        parts.append(letters * times)
    return "".join(parts)


def from_roman(text: str) -> int:
    """The number of a well-formed Roman numeral, capital or small. Raises NumberError."""
    rest, total = text.strip().upper(), 0
    for value, letters in _ROMAN:
        while rest.startswith(letters):
            total, rest = total + value, rest.removeprefix(letters)
    if rest or not 1 <= total <= 3999 or to_roman(total) != text.strip().upper():
        sentence = f"“{_shown(text)}” bukan angka Romawi. Ketik misalnya IV."
        raise NumberError(sentence)
    return total


def _shown(text: str) -> str:
    typed = text.strip()
    return typed if len(typed) <= 30 else typed[:29] + "…"

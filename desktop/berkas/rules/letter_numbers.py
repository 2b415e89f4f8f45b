"""Numbers of letters by the office's own pattern, as in ``W.8.HN.04.03-1741``.

A pattern is text with places in braces; everything else is written as it stands. The serial runs per year
(the counting is done elsewhere); a letter that must stand between two others gets an insertion, ``1741.a``;
a letter whose number is not given yet shows dots ("nomor menyusul"). Imports nothing of the project but the
other rules.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from berkas.rules.numbers import NumberError, from_roman, to_roman

PENDING = "nomor menyusul"
"""What registers and screens say of a letter without number."""

PENDING_MARK = "……"
"""What stands in the place of the serial on such a letter."""

_PLACES = {
    "urut": r"(?P<urut>\d+(?:\.[a-z]+)?)",
    "klasifikasi": r"(?P<klasifikasi>[A-Z0-9]+(?:\.[A-Z0-9]+)*)",
    "tahun": r"(?P<tahun>\d{4})",
    "bulan": r"(?P<bulan>\d{2})",
    "bulan_romawi": r"(?P<bulan_romawi>[IVX]+)",
}
_BRACES = re.compile(r"\{([a-z_]*)(?::(\d))?\}")


class PatternError(ValueError):
    """A pattern that cannot give numbers; the text of the error is the sentence to show."""


@dataclass(frozen=True, slots=True)
class LetterNumber:
    """What a written number says: serial, insertion letters (or none), classification, year and month."""

    serial: int
    insertion: str = ""
    classification: str = ""
    year: int | None = None
    month: int | None = None

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        """1741 before 1741.a before 1741.b before 1742; ``z`` before ``aa``."""
        return self.year or 0, self.serial, len(self.insertion), self.insertion


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """One checked pattern. Make it with `parse_pattern`."""

    text: str

    @property
    def needs_classification(self) -> bool:
        """Whether a letter must name its classification before it can be numbered."""
        return "{klasifikasi}" in self.text

    def write(self, serial: int | None, *, on: date, classification: str = "", insertion: str = "") -> str:
        """The number of the letter dated `on`; `serial` None gives the form with dots.

        Raises PatternError when the pattern asks for a classification and none (or a wrong one) is given.
        """
        if self.needs_classification and not re.fullmatch(_PLACES["klasifikasi"], classification):
            raise PatternError("Klasifikasi surat belum diisi dengan benar, misalnya HN.04.03.")
        if not re.fullmatch(r"[a-z]*", insertion) or (serial is not None and serial < 1):
            raise PatternError(
                "Nomor urut harus mulai dari 1 dan sisipan hanya huruf kecil, misalnya 1741.a."
            )

        def fill(match: re.Match[str]) -> str:
            place, width = match[1], int(match[2] or 0)
            if place == "urut":
                if serial is None:
                    return PENDING_MARK
                return f"{serial:0{width}}" + (f".{insertion}" if insertion else "")
            values = {
                "klasifikasi": classification,
                "tahun": f"{on.year:04}",
                "bulan": f"{on.month:02}",
                "bulan_romawi": to_roman(on.month),
            }
            return values[place]

        return _BRACES.sub(fill, self.text)

    def read(self, text: str) -> LetterNumber | None:
        """What a number written by this pattern says, or None when it is not of this pattern."""
        regex, at = "", 0
        for match in _BRACES.finditer(self.text):
            regex += re.escape(self.text[at : match.start()]) + _PLACES[match[1]]
            at = match.end()
        found = re.fullmatch(regex + re.escape(self.text[at:]), text.strip(), re.ASCII)
        if found is None:
            return None
        parts = found.groupdict()
        serial, _, insertion = parts["urut"].partition(".")
        try:
            month = (
                from_roman(parts["bulan_romawi"]) if "bulan_romawi" in parts else int(parts.get("bulan", 0))
            )
        except NumberError:
            return None
        if int(serial) < 1 or month > 12:
            return None
        return LetterNumber(
            serial=int(serial),
            insertion=insertion,
            classification=parts.get("klasifikasi", ""),
            year=int(parts["tahun"]) if "tahun" in parts else None,
            month=month or None,
        )


def parse_pattern(text: str) -> NumberPattern:
    """Check a pattern. Raises PatternError with the sentence to show.

    Places: ``{urut}`` (the serial; needed, once; ``{urut:3}`` fills with zeros), ``{klasifikasi}``,
    ``{tahun}``, ``{bulan}``, ``{bulan_romawi}``. Two places need a sign such as - or / between them, so
    that a number can be read back.
    """
    pattern = text.strip()
    places = [match[1] for match in _BRACES.finditer(pattern)]
    if unknown := [place for place in places if place not in _PLACES]:
        known = ", ".join(f"{{{place}}}" for place in _PLACES)
        sentence = f"Pola nomor “{pattern}”: {{{unknown[0]}}} tidak dikenal; yang dikenal {known}."
        raise PatternError(sentence)
    if "{" in _BRACES.sub("", pattern) or "}" in _BRACES.sub("", pattern):
        sentence = f"Pola nomor “{pattern}”: kurung kurawal tidak berpasangan."
        raise PatternError(sentence)
    if places.count("urut") != 1:
        sentence = f"Pola nomor “{pattern}” harus memuat {{urut}} tepat satu kali."
        raise PatternError(sentence)
    if len(set(places)) != len(places):
        sentence = f"Pola nomor “{pattern}” memuat tempat yang sama dua kali."
        raise PatternError(sentence)
    if re.search(r"\}[A-Za-z0-9.]*\{", pattern):
        sentence = f"Pola nomor “{pattern}”: pisahkan isian dengan tanda seperti - atau /."
        raise PatternError(sentence)
    return NumberPattern(pattern)


def next_insertion(used: Iterable[str]) -> str:
    """The next insertion letters after those already used with a serial: ``a``, ``b`` … ``z``, ``aa``."""
    last = max(used, key=lambda letters: (len(letters), letters), default="")
    index = 0
    for letter in last:
        index = index * 26 + ord(letter) - ord("a") + 1
    index, letters = index + 1, ""
    while index:
        index, letter_index = divmod(index - 1, 26)
        letters = chr(ord("a") + letter_index) + letters
    return letters

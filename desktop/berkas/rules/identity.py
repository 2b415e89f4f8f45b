"""Who somebody is, and how little of it may be shown.

Checks of the NIK, its masking, respondent codes, and the one rule for the name that stands in a list, a
print or an export. Whoever was a child at the time of the case is a child of that case for ever: a code
only, never initials (UU 11/2012 Ps. 19: nothing that reveals). Imports nothing of the project but the other
rules.
"""

import re
from dataclasses import dataclass
from datetime import date

from berkas.rules.dates import full_years, show_short
from berkas.rules.vocabulary import PersonStatus, Sex

ADULT_AGE = 18

_PROVINCES = frozenset(
    code
    for first, last in ((11, 19), (21, 21), (31, 36), (51, 53), (61, 65), (71, 76), (81, 82), (91, 97))
    for code in range(first, last + 1)
)
"""First two digits of a NIK: province codes of Kemendagri, those of 2022 in Papua included."""

_WOMAN = 40
"""What is added to the day of birth in the NIK of a woman."""


@dataclass(frozen=True, slots=True)
class Nik:
    """A NIK with the right shape: region code, two-digit birth date, sex, serial."""

    region: str
    birth_day: int
    birth_month: int
    birth_year: int
    sex: Sex
    serial: str

    def fits_birth(self, birth: date) -> bool:
        """Whether it was given for this date of birth (the century is not in a NIK)."""
        return (birth.day, birth.month, birth.year % 100) == (
            self.birth_day,
            self.birth_month,
            self.birth_year,
        )


class NikError(ValueError):
    """Digits that cannot be a NIK; the text is the sentence to show and never holds the digits."""


def show_nip(nip: str) -> str:
    """A NIP as papers write it, “19800101 200501 2 001”; anything else than 18 digits as it is."""
    digits = re.sub(r"\s", "", nip)
    if not re.fullmatch(r"\d{18}", digits, re.ASCII):
        return nip
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def parse_nik(text: str) -> Nik:
    """Take a NIK apart; spaces, dots and dashes between digits are allowed. Raises NikError."""
    digits = re.sub(r"[\s.-]", "", text)
    if not re.fullmatch(r"\d+", digits, re.ASCII):
        raise NikError("NIK hanya berisi angka.")
    if len(digits) != 16:
        sentence = f"NIK harus 16 angka, yang diketik {len(digits)} angka."
        raise NikError(sentence)
    if int(digits[:2]) not in _PROVINCES or digits[2:4] == "00" or digits[4:6] == "00":
        raise NikError("Enam angka pertama NIK bukan kode wilayah.")
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    sex = Sex.PEREMPUAN if day > _WOMAN else Sex.LAKI_LAKI
    day -= _WOMAN if sex is Sex.PEREMPUAN else 0
    if not _possible(day, month, year):
        raise NikError("Angka ke-7 sampai ke-12 NIK bukan tanggal lahir.")
    if digits[12:] == "0000":
        raise NikError("Empat angka terakhir NIK tidak boleh 0000.")
    return Nik(digits[:6], day, month, year, sex, digits[12:])


def _possible(day: int, month: int, year: int) -> bool:
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True


def nik_problem(text: str) -> str:
    """The sentence about the form of a NIK, or an empty text when the form is right."""
    try:
        parse_nik(text)
    except NikError as error:
        return str(error)
    return ""


def nik_doubts(text: str, *, birth: date | None = None, sex: Sex | None = None) -> list[str]:
    """Sentences where a well-formed NIK contradicts the birth date or sex given beside it.

    These may be accepted with a reason: a wrong NIK is sometimes a person's only one. The birth date is
    named, the digits are not. A malformed NIK has no doubts here; `nik_problem` speaks of it.
    """
    try:
        nik = parse_nik(text)
    except NikError:
        return []
    doubts: list[str] = []
    if birth is not None and not nik.fits_birth(birth):
        doubts.append(f"NIK tidak cocok dengan tanggal lahir {show_short(birth)}. Periksa keduanya.")
    if sex is not None and nik.sex is not sex:
        doubts.append(
            f"NIK menunjukkan {nik.sex.label.lower()}, yang diisi {sex.label.lower()}. Periksa keduanya."
        )
    return doubts


def mask_digits(text: str) -> str:
    """An identity or telephone number for screen and paper: only the last four digits, at most a third of
    them.

    The first twelve digits of a NIK tell where and when somebody was born; the last four are a serial.
    """
    digits = re.sub(r"[^0-9A-Za-z]", "", text)
    shown = min(4, len(digits) // 3)
    return "•" * (len(digits) - shown) + digits[len(digits) - shown :]


def is_protected(
    *,
    birth: date | None,
    case_date: date,
    status: PersonStatus | None = None,
    minor: bool = False,
    special_protection: bool = False,
) -> bool:
    """Whether a person is shown by a code only, for ever.

    It follows the age on `case_date` (the date of the case, or of the first record where that is unknown),
    never today's age. `minor` is what the desk ticked, `special_protection` covers child victims and
    witnesses and victims of sexual violence. A status Anak Binaan protects even when the birth date says
    otherwise.
    """
    if minor or special_protection or status is PersonStatus.ANAK_BINAAN:
        return True
    return birth is not None and full_years(birth, case_date) < ADULT_AGE


def public_name(name: str, code: str, *, protected: bool, may_see: bool) -> str:
    """What stands for a person in a list, a print or an export.

    A protected person is the code, whoever looks (seeing a child's identity is an act of its own, with
    reason and journal entry, not a list). Others are named to those who may see them; for everyone else,
    and for people without a name, it is the code too.
    """
    if protected or not may_see or not name.strip():
        return code
    return name.strip()


def initials(name: str, code: str, *, protected: bool) -> str:
    """Initials for a press text about adults (``A.B.``); a protected person is the code, never initials."""
    letters = [part[0].upper() for part in re.findall(r"[^\W\d_]+", name)]
    if protected or not letters:
        return code
    return ".".join(letters) + "."


def respondent_code(visit_code: str, number: int) -> str:
    """The code of the n-th respondent of a visit: ``MB-2025-003-R07``; it says nothing about the person."""
    if number < 1:
        raise ValueError("Nomor responden mulai dari 1.")
    return f"{visit_code}-R{number:02}"


def parse_respondent_code(text: str) -> tuple[str, int] | None:
    """Visit code and number of a respondent code as typed from paper, or None when it is none."""
    match = re.fullmatch(r"(\S+)-R(\d{2,4})", text.strip().upper(), re.ASCII)
    if match is None or int(match[2]) < 1:
        return None
    return match[1], int(match[2])

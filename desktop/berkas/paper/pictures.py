"""The parts of a paper that are drawn: covers, photos, charts, deadline strips, blank answers, posters.

Plain frozen values like those of `parts`; never imports reportlab.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from berkas.paper.words import Words


@dataclass(frozen=True, slots=True)
class Cover:
    """A title page of its own: `office` lines at the top, `title` and `subject` in the middle, `lines`
    (place, year) at the foot. Ends with a new page."""

    title: str
    subject: str = ""
    office: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    logo: bytes | None = None
    logo_text: str = "Lambang kementerian"
    notice: str = ""


@dataclass(frozen=True, slots=True)
class PhotoItem:
    """A photo with what proves it. `image` is an upright JPEG (the print copy of `berkas.media`). `alt`
    describes it for people who cannot see it; without it the caption stands in. `number` is the number in
    the caption; without it photos are counted in their grid."""

    image: bytes
    caption: str
    item_code: str = ""
    place: str = ""
    taken: str = ""
    taker: str = ""
    alt: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Photos:
    """Photos in a grid: 2, 4 or 6 to a page. The grid starts on the page it stands on."""

    photos: tuple[PhotoItem, ...]
    per_page: int = 4
    empty: str = "Tidak ada foto."


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `text` is printed at its end instead of the number; a None value prints `text` alone."""

    label: str
    value: float | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class BarChart:
    """Horizontal bars from zero, labelled directly, readable in grey."""

    title: str
    bars: tuple[Bar, ...]
    unit: str = ""
    maximum: float | None = None
    note: str = ""
    empty: str = "Belum ada angka untuk digambar."


@dataclass(frozen=True, slots=True)
class Series:
    """One line: a value per label of the chart, None where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """Lines over labels (months, periods), named at their end; told apart by dashes and marks, not by
    colour."""

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    minimum: float = 0.0
    maximum: float | None = None
    decimals: int = 0
    note: str = ""
    empty: str = "Belum ada angka untuk digambar."


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of a deadline. `number` is the day counted (None when the day does not count), `why` the reason
    ("Sabtu", "Cuti bersama Idulfitri"); `mark` names the event on that day ("diterima", "jatuh tempo")."""

    day: date
    number: int | None = None
    why: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class DayStrip:
    """The days of a deadline as a calendar, Monday to Sunday, one week a row."""

    days: tuple[StripDay, ...]
    caption: str = ""
    note: str = ""


class Ask(StrEnum):
    """How a question on paper is answered."""

    CHOICE = "pilihan"
    MULTI = "pilihan_ganda"
    DIGITS = "angka"
    TEXT = "isian"


@dataclass(frozen=True, slots=True)
class Face:
    """A drawn face beside an answer: `mood` from 0 (very sad) to 1 (very glad)."""

    mood: float


@dataclass(frozen=True, slots=True)
class Sign:
    """A drawn tick or cross beside an answer."""

    is_yes: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question on a blank form. `options` are (mark, label): the mark is the digit that is keyed. DIGITS
    draws `boxes` boxes (0: a short line), TEXT draws `lines` lines. `condition` says when it is asked.
    `pictures`: one for each option, for people who do not read easily."""

    number: str
    text: Words
    ask: Ask = Ask.CHOICE
    options: tuple[tuple[str, str], ...] = ()
    condition: str = ""
    help: str = ""
    boxes: int = 0
    lines: int = 1
    unit: str = ""
    pictures: tuple[Face | Sign, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionGrid:
    """Questions with one common scale, a line each, with the digit of every answer to be circled."""

    options: tuple[tuple[str, str], ...]
    questions: tuple[tuple[str, Words], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step on a poster; `icon` is the name of one of the program's icons."""

    title: str
    text: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Poster:
    """A whole page in large type: how to complain, a service and its standard, an index figure.

    `figures` are (large, small) pairs such as ("10 hari kerja", "jawaban atas pengaduan"). `qr_text` draws
    a QR with `qr_label` under it. Text that does not fit shrinks, evenly, until it does. `contact_icons` are
    the names of the icons before the contacts. `is_large`: large print grows further. `first_step` is the
    number of the first of the steps, when they go on from another sheet; 0: they have no numbers.
    """

    title: str
    subtitle: str = ""
    steps: tuple[Step, ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()
    note: str = ""
    qr_text: str = ""
    qr_label: str = ""
    office: tuple[str, ...] = ()
    logo: bytes | None = None
    contact_icons: tuple[str, ...] = ()
    is_large: bool = False
    first_step: int = 1


Picture: TypeAlias = Cover | Photos | BarChart | LineChart | DayStrip | Question | QuestionGrid | Poster
"""The drawn parts."""

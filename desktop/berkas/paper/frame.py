"""The sheet a paper is printed on, as values: size, letterhead, code, the dates in its file.

Never imports reportlab: rooms build frames while they gather data, long before anything is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LARGE_PRINT = 18.0
"""Points of body text in large print."""


def grouped(code: str) -> str:
    """The twelve characters in groups of four, as people read them aloud."""
    bare = code.replace("-", "").replace(" ", "")
    return "-".join(bare[start : start + 4] for start in range(0, len(bare), 4))


class Size(StrEnum):
    """Paper sizes. F4 is the Indonesian folio, 215 × 330 mm."""

    A4 = "a4"
    F4 = "f4"
    A3 = "a3"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height of the upright sheet."""
        return {"a4": (210.0, 297.0), "f4": (215.0, 330.0), "a3": (297.0, 420.0)}[self.value]


class Saving(StrEnum):
    """How much black a paper uses. COPIES: black lines on white only, so that it outlives photocopiers."""

    NONE = "biasa"
    TONER = "hemat_toner"
    COPIES = "fotokopi"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The kop: `lines` are the ministry, the regional office and, for a unit, its own name, from top to
    bottom.

    `address` is one line; `contacts` (telephone, fax, site, e-mail) are joined with commas on the line
    under it. `logo` is a PNG or JPEG, drawn at the left, 22 mm high at most.
    """

    lines: tuple[str, ...]
    address: str = ""
    contacts: tuple[str, ...] = ()
    logo: bytes | None = None
    logo_text: str = "Lambang kementerian"


@dataclass(frozen=True, slots=True)
class PaperCode:
    """What an issued paper carries at the bottom left of every page.

    `text12` is the code of twelve characters (printed in groups of four); `qr_text` is what the QR holds;
    `document_number` is printed beside them, or `small_print`, lines that say the same as the QR.
    """

    text12: str
    qr_text: str
    document_number: str = ""
    small_print: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormMark:
    """The running number of one blank form and its QR, at the bottom left of every page."""

    number: str
    qr_text: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything about a paper that is not its content.

    The letterhead stands on page one unless the first part is a Cover or a Poster, and again wherever a
    `NewPage(letterhead=True)` asks for it. Without `code` the paper is a draft: it says DRAF across every
    page. `watermark=""` leaves a paper without code clean (blank forms, posters, slips); another word
    replaces DRAF. `issued_at` is an instant in ISO form (UTC, `Z`) and is the only date written into the
    file; a draft has none. `type_size` is the size of body text in points: 11, or 18 for large print;
    everything else follows it. `duplex` puts the wide margin on the binding side of even pages.
    """

    title: str
    size: Size = Size.A4
    landscape: bool = False
    letterhead: Letterhead | None = None
    code: PaperCode | None = None
    issued_at: str | None = None
    watermark: str | None = None
    subject: str = ""
    author: str = ""
    keywords: str = ""
    form: FormMark | None = None
    type_size: float = 11.0
    duplex: bool = False
    saving: Saving = Saving.NONE
    footnote: str = ""
    page_numbers: bool = True

    @property
    def stamp(self) -> str:
        """The word across every page, empty when there is none."""
        if self.code is not None:
            return self.watermark or ""
        if self.watermark is None:
            return "" if self.form is not None else "DRAF"
        return self.watermark

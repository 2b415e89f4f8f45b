"""The words a printed paper is made of: titles, paragraphs, lists, letter heads, tables, signatures.

Plain frozen values; the same parts become PDF pages (`document.render`) and the accessible HTML twin
(`twin.render_html`). Pictures, charts and posters live in `pictures`. Never imports reportlab.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from berkas.paper.pictures import Picture
from berkas.paper.words import Words

OFFICE_WORDING = "Rumusan kantor, bukan naskah resmi."
"""What stands under everything whose words are ours and not a regulation's."""


class Align(StrEnum):
    """Where lines stand. AUTO justifies long paragraphs on wide lines and leaves the others ragged."""

    AUTO = "auto"
    LEFT = "kiri"
    CENTRE = "tengah"
    RIGHT = "kanan"


class Tone(StrEnum):
    """How loud a paragraph or a table is."""

    NORMAL = "biasa"
    SMALL = "kecil"
    LARGE = "besar"


class Marker(StrEnum):
    """How the items of a list are counted."""

    NUMBER = "1."
    LETTER = "a."
    BRACKET = "1)"
    ROMAN = "I."
    DASH = "–"


class NoticeKind(StrEnum):
    """INFO: a boundary or a source. IMPORTANT: must be read. SECRET: the paper names people."""

    INFO = "keterangan"
    IMPORTANT = "penting"
    SECRET = "rahasia"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Title:
    """The head of a paper, centred: `text` in bold capitals, `number` under it, then `name` (for a berita
    acara the matter it is about) and further `lines`. `listed`: also a bookmark and a line of the
    contents.
    """

    text: str
    number: str = ""
    name: str = ""
    lines: tuple[str, ...] = ()
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; also a bookmark and a line of the contents unless `listed` is false. `level` 1 to 3."""

    text: str
    level: int = 1
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `indent` is in mm; `first_line` draws the first line in as letters do; `gap` is the
    space under it in mm (None: the usual)."""

    words: Words
    align: Align = Align.AUTO
    tone: Tone = Tone.NORMAL
    indent: float = 0.0
    first_line: bool = False
    gap: float | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list, with what stands under it."""

    words: Words
    below: Listing | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A numbered or lettered list. Items are words or `Item`s with a list of their own."""

    items: tuple[Words | Item, ...]
    marker: Marker = Marker.NUMBER
    start: int = 1
    indent: float = 0.0


@dataclass(frozen=True, slots=True)
class KeyValues:
    """`label : value` lines with the colons under each other. Widths in mm. Empty values are dotted lines
    to write on when `dotted`, otherwise a dash."""

    rows: tuple[tuple[str, Words], ...]
    label_width: float = 42.0
    indent: float = 0.0
    dotted: bool = False
    tone: Tone = Tone.NORMAL


@dataclass(frozen=True, slots=True)
class LetterOpening:
    """The head block of a letter: Nomor, Sifat, Lampiran, Hal at the left, the date at the right on the
    line of the number (with or without a place in front, as the office writes it), then `to` after "Yth."."""

    number: str
    date: str
    to: tuple[str, ...]
    subject: Words
    nature: str = "Biasa"
    attachment: str = "-"


@dataclass(frozen=True, slots=True)
class CarbonCopies:
    """ "Tembusan:" and its numbered list, at the foot of a letter."""

    items: tuple[str, ...]
    label: str = "Tembusan:"


@dataclass(frozen=True, slots=True)
class Tick:
    """A drawn mark in a cell: a tick, or an empty box to be ticked by hand. `text` is read out by screen
    readers."""

    done: bool = True
    text: str = "ya"


Cell: TypeAlias = Words | Tick | None
"""What a table cell holds. None is an empty cell."""


@dataclass(frozen=True, slots=True)
class Band:
    """A row of a table that runs across all columns, in bold: the name of a group of rows."""

    words: Words


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: `share` of the width left over, or a fixed `mm`. Neighbours with the same `group` get a
    common head above them."""

    label: str
    share: float = 1.0
    mm: float | None = None
    align: Align = Align.LEFT
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a grey head that is repeated on every page; rows are never torn apart from their number.

    `totals` are the indexes of rows set in bold. `row_height` is the least height in mm (a list to be
    signed). `empty` is the sentence printed instead of rows. `numbered_heads` adds the line (1) (2) (3)
    under the heads.
    """

    columns: tuple[TableColumn, ...]
    rows: Sequence[Sequence[Cell] | Band]
    caption: str = ""
    empty: str = "Belum ada data."
    totals: frozenset[int] = frozenset()
    row_height: float = 0.0
    tone: Tone = Tone.SMALL
    numbered_heads: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A row of a criteria table. `answer` is one of the table's scale labels, or None; `outside` is then
    printed across the scale columns ("tidak dapat dinilai"). `code` is what photo captions refer to."""

    number: str
    text: Words
    answer: str | None = None
    evidence: Words = ""
    note: Words = ""
    outside: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Criteria:
    """A section of the award in the regulation's own columns: No, Kriteria, one column per scale label with
    a drawn tick, Data Pendukung, Catatan; `note` is the remark under it."""

    scale: tuple[str, ...]
    rows: tuple[Criterion | Band, ...]
    caption: str = ""
    note: str = ""
    with_note: bool = True
    scale_title: str = "Penilaian"
    empty: str = "Belum ada kriteria pada bagian ini."


@dataclass(frozen=True, slots=True)
class Finding:
    """One gap: what was found, what is advised, by whom and by when it closes (dates as words to print)."""

    number: str
    text: Words
    advice: Words = ""
    place: str = ""
    owner: str = ""
    due: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """The table of findings with advice and dates."""

    rows: tuple[Finding, ...]
    caption: str = ""
    empty: str = "Tidak ada temuan."


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was counted."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts with their share of the whole and a small bar each; never a score."""

    rows: tuple[Count, ...]
    caption: str = ""
    label: str = "Jawaban"
    total: str = "Jumlah"
    with_share: bool = True
    empty: str = "Belum ada jawaban yang dapat dihitung."


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs. `role` are the lines above the room for signature and stamp ("a.n. Kepala Kantor
    Wilayah,", "Kepala Divisi …,"); `rank` and `nip` stand under the name. An empty name prints a dotted
    line."""

    role: tuple[str, ...]
    name: str = ""
    nip: str = ""
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signature blocks, kept together with at least three lines of the text before them.

    `place_date` stands above the last signer of the first row. One signer alone stands at the right; a
    signer left over in the last row stands in the middle. `room` is the height for wet signature and stamp
    in mm.
    """

    signers: tuple[Signer, ...]
    place_date: str = ""
    columns: int = 2
    room: float = 25.0
    intro: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A framed remark, for example OFFICE_WORDING. `with_next` keeps it on the page of what follows."""

    words: Words
    title: str = ""
    kind: NoticeKind = NoticeKind.INFO
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents with page numbers, made from the headings down to `depth`."""

    title: str = "Daftar Isi"
    depth: int = 2


@dataclass(frozen=True, slots=True)
class NewPage:
    """The next part starts on a new page; `landscape` turns the sheets from here on (None: as before)."""

    landscape: bool | None = None
    letterhead: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """White space, in mm."""

    height: float = 6.0


@dataclass(frozen=True, slots=True)
class Line:
    """A thin line across the page."""


@dataclass(frozen=True, slots=True)
class Together:
    """Parts that should not be parted by the end of a page."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """A PDF printed page by page inside this paper, with this paper's page numbers and code.

    `pdf` must have been accepted by `attachments.read_attached`; the title becomes a bookmark."""

    pdf: bytes
    title: str
    note: str = ""
    listed: bool = True


Part: TypeAlias = (
    Title
    | Heading
    | Para
    | Listing
    | KeyValues
    | LetterOpening
    | CarbonCopies
    | Table
    | Criteria
    | Findings
    | Counts
    | Signatures
    | Notice
    | Contents
    | NewPage
    | Gap
    | Line
    | Together
    | Attached
    | Picture
)
"""Anything a paper is made of."""

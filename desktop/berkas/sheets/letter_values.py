"""The shapes of what a letter is made of, as the printed paper has them.

A room builds the parts of a letter once and hands the same values to the paper (PDF) and to `letters` (DOCX).
The two tiles do not import each other, so the shapes are named here by the attributes a letter needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias, runtime_checkable


class Letterhead(Protocol):
    """The kop: lines from the ministry down, address, contacts, a PNG or JPEG as logo."""

    @property
    def lines(self) -> Sequence[str]:
        """Ministry, regional office, unit."""
        ...

    @property
    def address(self) -> str:
        """One line."""
        ...

    @property
    def contacts(self) -> Sequence[str]:
        """Telephone, site, e-mail."""
        ...

    @property
    def logo(self) -> bytes | None:
        """Drawn at the left."""
        ...


@runtime_checkable
class Run(Protocol):
    """A stretch of text in one style."""

    text: str
    bold: bool
    italic: bool
    underline: bool


Words: TypeAlias = str | Sequence[str | Run]


@runtime_checkable
class Title(Protocol):
    """The head of a paper, centred."""

    text: str
    number: str
    name: str
    lines: Sequence[str]


@runtime_checkable
class Heading(Protocol):
    """A heading of level 1 to 3."""

    text: str
    level: int
    listed: bool


@runtime_checkable
class Para(Protocol):
    """A paragraph; `align` is auto, kiri, tengah or kanan, `indent` in mm."""

    words: Words
    align: str
    indent: float
    first_line: bool


@runtime_checkable
class Item(Protocol):
    """An item of a list, with a list below it."""

    words: Words
    below: Listing | None


@runtime_checkable
class Listing(Protocol):
    """A list; `marker` shows how the first item is counted: 1. a. 1) I. or a dash."""

    items: Sequence[Words | Item]
    marker: str
    start: int
    indent: float


@runtime_checkable
class KeyValues(Protocol):
    """`label : value` lines."""

    rows: Sequence[tuple[str, Words]]
    label_width: float
    indent: float
    dotted: bool


@runtime_checkable
class Opening(Protocol):
    """The head block of a letter."""

    number: str
    date: str
    to: Sequence[str]
    subject: Words
    nature: str
    attachment: str


@runtime_checkable
class Copies(Protocol):
    """Tembusan."""

    items: Sequence[str]
    label: str


@runtime_checkable
class Tick(Protocol):
    """A mark in a cell, or an empty box."""

    done: bool
    text: str


@runtime_checkable
class Band(Protocol):
    """A row across all columns."""

    words: Words


@runtime_checkable
class TableColumn(Protocol):
    """A column; `share` of the width left over, or a fixed `mm`."""

    label: str
    share: float
    mm: float | None
    align: str
    group: str


Cell: TypeAlias = Words | Tick | None


@runtime_checkable
class Table(Protocol):
    """A table with a repeated head; `row_height` is the least height of a row in mm (a list to be signed)."""

    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[Cell] | Band]
    caption: str
    empty: str
    totals: frozenset[int]
    note: str
    row_height: float


@runtime_checkable
class Notice(Protocol):
    """A framed remark."""

    words: Words
    title: str
    kind: str


class Signer(Protocol):
    """One who signs."""

    role: Sequence[str]
    name: str
    nip: str
    rank: str


@runtime_checkable
class Signatures(Protocol):
    """Signature blocks side by side; `room` for signature and stamp in mm."""

    signers: Sequence[Signer]
    place_date: str
    columns: int
    room: float
    intro: str


class PhotoItem(Protocol):
    """A photo with what proves it: an upright JPEG, its caption, where, when and by whom it was taken."""

    image: bytes
    caption: str
    place: str
    taken: str
    taker: str


@runtime_checkable
class Photos(Protocol):
    """Photos in a grid, two beside each other."""

    photos: Sequence[PhotoItem]
    empty: str
    per_page: int


@runtime_checkable
class NewPage(Protocol):
    """The next part starts on a new page."""

    landscape: bool | None
    letterhead: bool


@runtime_checkable
class Gap(Protocol):
    """White space, in mm."""

    height: float


@runtime_checkable
class Together(Protocol):
    """Parts that stay on one page."""

    parts: Sequence[object]

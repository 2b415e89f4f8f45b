"""Which pages of a paper changed between two issues, and those pages alone with the numbers of the older one.

Compared is what a page shows, without watermark, code and page number (the furniture is marked as an artifact
in our files). Nothing is drawn anew: the pages come from the newer file, only their numbers are exchanged.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from typing import TYPE_CHECKING, Any

from berkas.paper.attachments import saved

if TYPE_CHECKING:
    import pikepdf

_PAGE_FORM, _LIST_FORM = "halaman-", "isi-"
_LABEL_WIDTH, _LABEL_DEPTH = 400.0, 20.0
_TEXT = re.compile(rb"\(((?:[^()\\]|\\.)*)\)\s*Tj")
_SIZE = re.compile(rb"/\S+\s+([\d.]+)\s+\d*\s*Tf|/\S+\s+([\d.]+)\s+Tf")
_CMAP_LINE = re.compile(r"<([0-9A-Fa-f]+)>\s+<([0-9A-Fa-f]+)>(?:\s+<([0-9A-Fa-f]+)>)?")


@dataclass(frozen=True, slots=True)
class PagePrint:
    """What one page shows: a digest, and the page numbers its table of contents names."""

    digest: str
    named: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PageChanges:
    """How the pages of a newer paper take their places in an older one.

    `labels`: the number of every newer page in the older paper's count ("7", "7a", "8–9"). `changed`: newer
    pages (from 1) that must be printed. `taken_out`: older pages that no newer page replaces. `total`: pages
    of the older paper.
    """

    labels: tuple[str, ...]
    changed: tuple[int, ...]
    taken_out: tuple[int, ...]
    total: int


def page_prints(pdf: bytes) -> tuple[PagePrint, ...]:
    """What every page shows. Equal pages of two files give equal digests, wherever they stand."""
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        reader = _Reader()
        return tuple(reader.print_of(page) for page in document.pages)


def compare(older: Sequence[PagePrint], newer: Sequence[PagePrint]) -> PageChanges:
    """Match the pages of both papers; what stays keeps its number, what is new gets one of the gap."""
    labels = [""] * len(newer)
    changed: set[int] = set()
    taken_out: list[int] = []
    matcher = SequenceMatcher(None, [each.digest for each in older], [each.digest for each in newer],
                              autojunk=False)  # fmt: skip
    for kind, old, old_end, new, new_end in matcher.get_opcodes():
        if kind == "delete":
            taken_out += range(old + 1, old_end + 1)
        elif kind == "equal":
            labels[new:new_end] = [str(page) for page in range(old + 1, old_end + 1)]
        else:
            labels[new:new_end] = _gap_labels(old, old_end, new_end - new)
            changed |= set(range(new + 1, new_end + 1))
    for page, one in enumerate(newer, 1):
        known = labels[page - 1]
        if page in changed or not one.named:
            continue
        named = tuple(labels[number - 1] for number in one.named)
        if named != tuple(str(number) for number in older[int(known) - 1].named):
            changed.add(page)
    return PageChanges(tuple(labels), tuple(sorted(changed)), tuple(taken_out), len(older))


def _gap_labels(old: int, old_end: int, count: int) -> list[str]:
    """Numbers for so many pages in the place of the older pages `old` + 1 to `old_end`."""
    places = [str(page) for page in range(old + 1, old_end + 1)]
    if count < len(places):
        last = places[count - 1 :]
        return [*places[: count - 1], f"{last[0]}–{last[-1]}"]
    more = [f"{old_end}{_letters(number)}" for number in range(count - len(places))]
    return places + more


def _letters(number: int) -> str:
    """a … z, aa …."""
    text = ""
    number += 1
    while number:
        number, left = divmod(number - 1, 26)
        text = chr(ord("a") + left) + text
    return text


def sheets_of(changes: PageChanges, *, duplex: bool) -> list[int | None]:
    """The newer pages in the order they are printed; on both sides whole sheets, None is an empty back."""
    if not duplex:
        return list(changes.changed)
    by_sheet: dict[int, list[int]] = {}
    for page, label in enumerate(changes.labels, 1):
        first = re.match(r"\d+", label)
        by_sheet.setdefault((int(first[0] if first else 1) + 1) // 2, []).append(page)
    printed: list[int | None] = []
    for pages in by_sheet.values():
        if set(pages) & set(changes.changed):
            printed += pages
            printed += [None] if len(pages) % 2 else []
    return printed


def changed_pages(newer: bytes, changes: PageChanges, *, duplex: bool) -> bytes:
    """The pages to print as a file of their own, numbered as in the older paper; on both sides the text of a
    page that moved from a front to a back moves to its margin."""
    import pikepdf

    from berkas.paper._press.look import LEFT, RIGHT

    order = sheets_of(changes, duplex=duplex)
    with pikepdf.open(BytesIO(newer)) as source, pikepdf.new() as target:
        forms = _label_forms(source, changes)
        for place, number in enumerate(order):
            if number is None:
                target.add_blank_page(page_size=_page_size(source.pages[order[place - 1] or 1]))
                continue
            page = source.pages[number - 1]
            _relabel(source, page, forms)
            if duplex and place % 2 != (number - 1) % 2:
                moved = LEFT - RIGHT if place % 2 == 0 else RIGHT - LEFT
                page.contents_add(f"q 1 0 0 1 {moved:.3f} 0 cm\n".encode(), prepend=True)
                page.contents_add(b"\nQ")
            target.pages.append(page)
        _info(source, target)
        return saved(target)


def _page_size(page: pikepdf.Page) -> tuple[float, float]:
    box = [float(edge) for edge in page.mediabox]
    return box[2] - box[0], box[3] - box[1]


def _info(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    for key in ("/Title", "/Author", "/Subject", "/Keywords", "/Producer", "/CreationDate"):
        if key in source.docinfo:
            target.docinfo[key] = str(source.docinfo[key])


def _label_forms(source: pikepdf.Pdf, changes: PageChanges) -> dict[str, Any]:
    """The forms of page numbers by their names, with the older paper's numbers."""
    wanted: dict[str, tuple[str, float]] = {}
    for number, page in enumerate(source.pages, 1):
        for name, form in _number_forms(page):
            data = form.read_bytes()
            found = _SIZE.search(data)
            size = float((found[1] or found[2]) if found else 8)
            if name.rpartition(".")[2].startswith(_PAGE_FORM):
                text = f"Halaman {changes.labels[number - 1]} dari {changes.total}"
            else:
                named = _text_of(data)
                text = changes.labels[int(named) - 1] if named.isdecimal() else named
            wanted[name] = (text, size)
    if not wanted:
        return {}
    import pikepdf

    made: dict[str, Any] = {}
    labels = pikepdf.open(BytesIO(_drawn(list(wanted.values()))))
    for name, page in zip(wanted, labels.pages, strict=True):
        form = source.copy_foreign(page.as_form_xobject())
        form.Matrix = pikepdf.Array([1, 0, 0, 1, -_LABEL_WIDTH, -_LABEL_DEPTH])
        made[name] = form
    return made


def _drawn(labels: Sequence[tuple[str, float]]) -> bytes:
    """A page for each label, its text ending at the right edge."""
    from berkas.paper._press.labels import label_pages

    return label_pages(labels, _LABEL_WIDTH, _LABEL_DEPTH)


def _number_forms(page: pikepdf.Page) -> Iterator[tuple[str, Any]]:
    forms: Any = page.obj.get("/Resources", {}).get("/XObject", {})
    for name, form in forms.items():
        if name.rpartition(".")[2].startswith((_PAGE_FORM, _LIST_FORM)):
            yield name, form


def _relabel(source: pikepdf.Pdf, page: pikepdf.Page, forms: dict[str, Any]) -> None:
    """Pages share their resources: this page gets its own, with its own number."""
    import pikepdf

    shared: Any = page.obj.Resources
    resources: Any = pikepdf.Dictionary(shared)
    own = pikepdf.Dictionary(resources.get("/XObject", pikepdf.Dictionary()))
    for name, form in forms.items():
        if name in own:
            own[name] = form
    resources.XObject = own
    page.obj.Resources = source.make_indirect(resources)


def _text_of(data: bytes) -> str:
    found = _TEXT.search(data)
    return found[1].decode("latin-1") if found else ""


class _Reader:
    """Reads what pages show; pictures and forms that stand on many pages are looked at once."""

    def __init__(self) -> None:
        self._digests: dict[tuple[int, int], str] = {}
        self._maps: dict[tuple[int, int], dict[int, str]] = {}

    def print_of(self, page: pikepdf.Page) -> PagePrint:
        import pikepdf

        hashed = hashlib.sha256(repr([round(float(edge)) for edge in page.mediabox]).encode())
        resources: Any = page.obj.get("/Resources", {})
        fonts: Any = resources.get("/Font", {})
        forms: Any = resources.get("/XObject", {})
        letters: dict[int, str] = {}
        named: list[int] = []
        hidden = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            word = str(operator)
            if word in {"BMC", "BDC"}:
                hidden += 1
            elif word == "EMC":
                hidden -= 1
            elif hidden == 0:
                if word == "Tf":
                    letters = self._letters(fonts.get(str(operands[0])))
                    told: object = (str(fonts[str(operands[0])].get("/BaseFont", ""))[-12:], operands[1])
                elif word == "Do":
                    name = str(operands[0])
                    told = self._form(name, forms.get(name), named)
                else:
                    told = [_shown(each, letters) for each in operands]
                hashed.update(f"{word}{told}\n".encode())
        return PagePrint(hashed.hexdigest(), tuple(named))

    def _form(self, name: str, form: Any, named: list[int]) -> str:  # noqa: ANN401  a PDF object
        if name.rpartition(".")[2].startswith(_LIST_FORM):
            number = _text_of(form.read_bytes())
            named += [int(number)] if number.isdecimal() else []
            return "nomor"
        return self._digest(form)

    def _digest(self, value: Any) -> str:  # noqa: ANN401  a PDF object
        """The digest of an object with all it refers to."""
        import pikepdf

        key = value.objgen if isinstance(value, pikepdf.Object) and value.is_indirect else (0, 0)
        if key != (0, 0):
            if key in self._digests:
                return self._digests[key]
            self._digests[key] = "di sini"  # a ring ends here
        if isinstance(value, pikepdf.Stream):
            told = f"{self._entries(value)}{hashlib.sha256(value.read_raw_bytes()).hexdigest()}"
        elif isinstance(value, pikepdf.Dictionary):
            told = self._entries(value)
        elif isinstance(value, pikepdf.Array):
            told = "[" + " ".join(self._digest(each) for each in value) + "]"
        else:
            told = repr(value)
        digest = hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()
        if key != (0, 0):
            self._digests[key] = digest
        return digest

    def _entries(self, value: Any) -> str:  # noqa: ANN401  a PDF object
        return " ".join(
            f"{name}{self._digest(each)}"
            for name, each in sorted(value.items())
            if name not in {"/Parent", "/Length", "/Name"}
        )

    def _letters(self, font: Any) -> dict[int, str]:  # noqa: ANN401  a PDF object
        """What the codes of a font mean: they are given out in the order letters first appear in a file."""
        if font is None or "/ToUnicode" not in font:
            return {}
        key = font.objgen
        if key not in self._maps:
            self._maps[key] = dict(_mapped(font.ToUnicode.read_bytes().decode("latin-1")))
        return self._maps[key]


def _mapped(text: str) -> Iterator[tuple[int, str]]:
    for first, last, start in _CMAP_LINE.findall(text):
        if start:
            for step in range(int(last, 16) - int(first, 16) + 1):
                yield int(first, 16) + step, chr(int(start, 16) + step)
        else:
            yield int(first, 16), bytes.fromhex(last).decode("utf-16-be", "replace")


def _shown(operand: Any, letters: dict[int, str]) -> str:  # noqa: ANN401  a PDF object
    import pikepdf

    if isinstance(operand, pikepdf.String):
        return "".join(letters.get(byte, chr(byte)) for byte in bytes(operand))
    if isinstance(operand, pikepdf.Array):
        return "[" + " ".join(_shown(each, letters) for each in operand) + "]"
    return str(operand)

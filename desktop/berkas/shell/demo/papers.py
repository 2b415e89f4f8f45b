"""Prints one of every kind of document of a sample office into a folder, with a list of what is there.

What is issued gets number and code, which `berkas verify` knows; the rest says DRAF. Imports no Qt.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from berkas.engine.files import write_new
from berkas.engine.issuing import DocumentKind, Issued, Subject, draft, issue
from berkas.engine.rulebook import Rulebook
from berkas.rules.dates import show_medium
from berkas.shell import registry
from berkas.shell.demo.making import MAKER
from berkas.shell.demo.reading import SampleError, SampleOffice
from berkas_db.book import Book

LIST_NAME = "daftar-dokumen.txt"
EXAMPLE_MARK = "CONTOH"
"""What the keys of invented units, OBH and visits contain."""


@dataclass(frozen=True, slots=True)
class Order:
    """One document to print: of what, on which day, under which words, issued or not."""

    kind: DocumentKind
    subject: Subject
    on: date
    title: str
    is_issued: bool
    classification: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A document in the folder."""

    file: str
    order: Order
    number: str = ""
    code: str = ""


def print_all(
    book: Book, office: SampleOffice, rulebook: Rulebook, folder: Path, progress: Callable[[str], None]
) -> list[Printed]:
    """Write every ordered document as PDF into the folder, and the list of them beside it."""
    orders = orders_of(book, office)
    issued = _issue_in_order(book, rulebook, orders)
    printed: list[Printed] = []
    for number, order in enumerate(orders, 1):
        file = f"{number:02}-{_slug(order.title)}.pdf"
        done = issued.get(number - 1)
        pdf = done.pdf if done else draft(book, rulebook, order.kind, order.subject, order.on)
        write_new(folder / file, pdf)
        printed.append(Printed(file, order, done.number if done else "", done.code if done else ""))
        progress(f"Dicetak: {file}")
    write_new(folder / LIST_NAME, _list(book, printed).encode())
    return printed


def _issue_in_order(book: Book, rulebook: Rulebook, orders: Sequence[Order]) -> dict[int, Issued]:
    """Issue what is to be issued, oldest day first, so that serials follow the days; by place in the list."""
    due = sorted((order.on, place) for place, order in enumerate(orders) if order.is_issued)
    found: dict[int, Issued] = {}
    for on, place in due:
        each = orders[place]
        done = book.change(
            issue, MAKER, rulebook, each.kind, each.subject, on, classification=each.classification
        )
        found[place] = done.result().value
    return found


def orders_of(book: Book, office: SampleOffice) -> list[Order]:
    """The documents the sample names, then one draft of every kind it does not name."""
    kinds = registry.document_kinds()
    orders: list[Order] = []
    for record in office["dokumen"]:
        kind = kinds.get(record["kind"])
        if kind is None:
            raise SampleError(f"cetak.toml: dokumen “{record['kind']}” tidak ada.")
        subject = book.read(kind.find, record["of"]).result()
        on = date.fromisoformat(record["on"])
        number = record.get("classification", "")
        orders.append(Order(kind, subject, on, record["title"], record.get("issued", False), number))
    named = {order.kind.key for order in orders}
    last = max((order.on for order in orders), default=date(2025, 6, 30))
    for key in sorted(set(kinds) - named):
        subjects = book.read(kinds[key].subjects).result()
        if subjects:
            orders.append(Order(kinds[key], _example(subjects), last, kinds[key].title, is_issued=False))
    return orders


def _example(subjects: Sequence[Subject]) -> Subject:
    return next((each for each in subjects if EXAMPLE_MARK in each.key.upper()), subjects[0])


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")


def _list(book: Book, printed: Sequence[Printed]) -> str:
    """The list people read first."""
    lines = [
        f"Dokumen contoh dari {book.office_name}",
        "",
        "Fakta pada unit dan OBH nyata berasal dari sumber terbuka; isi lain rekaan dan bertanda contoh.",
        f"Kode diperiksa dengan: berkas verify KODE --office {registry.SAMPLE_NAME}",
        "",
    ]
    for each in printed:
        lines.append(each.file)
        lines.append(f"    {each.order.kind.title}: {each.order.subject.title}")
        if each.code:
            day = show_medium(each.order.on)
            lines.append(f"    Terbit {day}, nomor {each.number}, kode {each.code}")
        elif not each.order.kind.plain:
            lines.append("    Rancangan (DRAF), tanpa kode")
    return "\n".join(lines) + "\n"

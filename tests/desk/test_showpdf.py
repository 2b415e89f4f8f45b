"""What is printed or saved from a preview stands in the register of printed documents."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from tests.kit.papers import A4, pdf

from berkas.desk import Desk
from berkas.desk.showpdf import preview
from berkas.engine.issuing import Issued, Subject, issue
from berkas.engine.listing import ListRequest
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.kit.preview import PreviewDialog
from berkas.rooms.office.queries.printings import PRINTINGS
from berkas.shell import registry
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import DocumentPrint, JournalEntry, JournalText

TODAY = date(2025, 6, 12)


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    with Book.create(tmp_path / "k.berkas", office_name="Kanwil Contoh") as book:
        made = Desk(book, ANYONE, Rulebook.load(), lambda: TODAY)
        yield made
        made.close()


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Callable[[bytes], PreviewDialog]:
    owners: list[QWidget] = []

    def show(data: bytes) -> PreviewDialog:
        owner = QWidget()
        owners.append(owner)
        qtbot.addWidget(owner)
        dialog = preview(owner, desk, data, "Register (contoh)", "register.pdf")
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return show


def issued(desk: Desk) -> Issued:
    kind = registry.document_kinds()["register-pengaduan"]
    subject = Subject("2025", "Register 2025")
    return desk.book.change(issue, ANYONE, desk.rulebook, kind, subject, TODAY).result().value


def lines(book: Book) -> list[tuple[str, ...]]:
    ids = book.read(PRINTINGS.ids, ListRequest()).result()
    rows = book.read(PRINTINGS.rows, ids).result()
    assert all(len(rows[id_][1]) == 5 for id_ in ids)  # the office's clock, 07.42
    return [rows[id_][2:] for id_ in ids]


def labels(book: Book) -> list[str]:
    statement = select(JournalText.label).join(JournalEntry, JournalEntry.id == JournalText.id)
    return book.read(lambda session: list(session.execute(statement).scalars())).result()


def test_a_printing_of_an_issued_paper_is_a_line_with_number_hash_who_and_pages(
    desk: Desk, shown: Callable[[bytes], PreviewDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    paper = issued(desk)
    dialog = shown(paper.pdf)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    printer.setCopyCount(3)
    with qtbot.waitSignal(dialog.printed, timeout=20_000):
        dialog.print_on(printer, [0])
    qtbot.waitUntil(lambda: len(lines(desk.book)) == 1)
    (line,) = lines(desk.book)
    number, title, revision, _by, _pages, copies, _printer, code, digest = line
    assert (number, revision, copies, code) == (paper.number, "0", "3", paper.code)
    assert "Register" in title
    assert len(digest) == 64
    assert any("3 rangkap, semua halaman" in label for label in labels(desk.book))


def test_saving_the_pages_is_a_line_without_copies(
    desk: Desk,
    shown: Callable[[bytes], PreviewDialog],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = shown(issued(desk).pdf)
    monkeypatch.setattr(dialogs, "save_file", lambda *_: tmp_path / "simpan.pdf")
    QTest.keyClick(dialog.strip, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(lines(desk.book)) == 1)
    assert lines(desk.book)[0][5:7] == ("", "berkas PDF")


def test_a_paper_that_is_not_issued_leaves_its_line_in_the_journal(
    desk: Desk, shown: Callable[[bytes], PreviewDialog], qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = shown(pdf(2, A4))
    dialog.write_to(tmp_path / "draf.pdf")
    qtbot.waitUntil(lambda: any("Cetak Register (contoh)" in label for label in labels(desk.book)))
    assert lines(desk.book) == []
    assert desk.book.read(lambda session: session.get(DocumentPrint, 1)).result() is None

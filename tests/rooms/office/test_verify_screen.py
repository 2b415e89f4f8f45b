"""A printed code is checked by keys: typed by a person or by a hand scanner, with the answers there are."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.rooms.office.conftest import Change
from tests.rooms.office.instrumenting import TODAY

from berkas.desk import Desk
from berkas.engine.issuing import Issued, Subject, issue
from berkas.rooms.obh.commands import save_obh
from berkas.rooms.obh.report import OBH_DOCUMENTS
from berkas.rooms.office.editor.keeping import DocumentsPage
from berkas_db.book import Book
from berkas_db.tables import IssuedDocument, Obh


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[DocumentsPage]:
    made = DocumentsPage(desk)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    QApplication.processEvents()


def answer_to(page: DocumentsPage, qtbot: QtBot, typed: str) -> str:
    """What the window says after these keys and Enter."""
    said: list[str] = []

    def poll(asked: QWidget | None) -> None:
        modal = QApplication.activeModalWidget()
        if modal is None or modal is asked:
            QTimer.singleShot(20, lambda: poll(asked))
            return
        line = modal.findChild(QLineEdit)
        if line is None:
            said.append(" ".join(label.text() for label in modal.findChildren(QLabel)))
            modal.close()
            return
        qtbot.keyClicks(line, typed)
        QTimer.singleShot(20, lambda: poll(modal))
        qtbot.keyClick(line, Qt.Key.Key_Return)

    QTimer.singleShot(20, lambda: poll(None))
    button = next(each for each in page.findChildren(QPushButton) if "Periksa kode" in each.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    return said[0]


def qr_of(book: Book, id: int) -> str:
    row = book.glance(lambda session: session.get(IssuedDocument, id))
    assert row is not None
    told = ("BERKAS1", row.number, row.revision, row.journal_position, row.issued_at, row.journal_head)
    return "|".join(map(str, told))


def test_codes_and_qr_get_their_answers(
    page: DocumentsPage, qtbot: QtBot, change: Change, book: Book
) -> None:
    id_ = change(save_obh, {"name": "LBH Melati (contoh)", "is_example": True}, id=None, version=None)
    subject = Subject("OBH-001", "LBH Melati (contoh)", Obh, id_)
    issued: Issued = change(issue, page.desk.rulebook, OBH_DOCUMENTS[0], subject, TODAY)
    code = issued.code.lower()
    genuine = answer_to(page, qtbot, f"{code[:4]}-{code[4:8]}-{code[8:]}")
    assert "Asli dan belum berubah" in genuine
    assert issued.number in genuine
    assert "Asli dan belum berubah" in answer_to(page, qtbot, qr_of(book, issued.id))
    assert "Tidak dikenal" in answer_to(page, qtbot, "AAAABBBBCCCC")
    change(save_obh, {"name": "LBH Melati Baru (contoh)"}, id=id_, version=None)
    changed = answer_to(page, qtbot, issued.code)
    assert "berubah" in changed
    assert "Berkas ini dan lembar itu sama sampai" in changed
    forged = qr_of(book, issued.id)[:-64] + "0" * 64
    assert "cocok" in answer_to(page, qtbot, forged).casefold()


def test_nothing_chosen_is_said(page: DocumentsPage, qtbot: QtBot) -> None:
    said: list[str] = []
    page.desk.said.connect(lambda words, _undoable: said.append(words))
    qtbot.mouseClick(page.more, Qt.MouseButton.LeftButton)
    assert said == ["Pilih dahulu satu dokumen terbit."]

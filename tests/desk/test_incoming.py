"""A list from a workbook in the window: tried, asked about, kept; what is wrong is told by its cell."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from tests.kit.speaking import assert_speaks

from berkas.desk import Desk, incoming
from berkas.desk.importdialog import ImportDialog
from berkas.engine.importing import ImportContext, ImportKind, ImportProblem, ImportResult, Outcome
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.rules.fields import Field
from berkas.sheets.read import read_table
from berkas.sheets.records import Record
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Step
from berkas_db.tables import Obh

FIELDS = (Field("code", "Kode", required=True), Field("name", "Nama", required=True))


def apply(step: Step, records: Sequence[Record], _context: ImportContext, result: ImportResult) -> None:
    for record in records:
        if record.values["code"] == "SALAH":
            result.problems.append(ImportProblem(record.cells["code"], "Kode ini tidak boleh dipakai."))
        else:
            step.insert(Obh, record.values)
            result.tell(record.row, Outcome.ADDED)


KIND = ImportKind(key="contoh", title="Daftar contoh", fields=lambda _context: FIELDS, apply=apply)


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    with Book.create(tmp_path / "contoh.berkas", office_name="Kantor Contoh") as book:
        made = Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 6, 12))
        yield made
        made.close()


def workbook(path: Path, *codes: str) -> Path:
    made = Workbook()
    for row in (("Kode", "Nama"), *((code, f"LBH {code} (contoh)") for code in codes)):
        made.worksheets[0].append(list(row))
    made.save(path)
    return path


def kept(desk: Desk) -> list[str]:
    return desk.glance(lambda session: list(session.execute(select(Obh.code)).scalars()))


def press(words: list[str], wanted: str) -> Callable[[], None]:
    """Wait for a dialog, keep what it says, press the button with these words."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(20, look)
            return
        words.append(" ".join(label.text() for label in dialog.findChildren(QLabel)))
        buttons = {button.text().replace("&", ""): button for button in dialog.findChildren(QAbstractButton)}
        buttons[wanted].click() if wanted in buttons else dialog.close()

    return look


def opened(desk: Desk, path: Path, qtbot: QtBot) -> ImportDialog:
    dialog = ImportDialog(None, desk, KIND, incoming.context_of(desk), (path, read_table(path)))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_list_is_tried_shown_and_kept_as_one_step(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(desk, workbook(tmp_path / "daftar.xlsx", "A", "B"), qtbot)
    assert_speaks(dialog)
    dialog.attempt()
    qtbot.waitUntil(dialog.keep_button.isEnabled, timeout=15000)
    assert "2 baris baru" in dialog.summary.text()
    assert kept(desk) == []
    shown = [dialog.preview.item(0, column) for column in range(4)]
    assert [item.text() if item else "" for item in shown] == ["2", "baru", "A", "LBH A (contoh)"]
    dialog.keep()
    qtbot.waitUntil(lambda: dialog.result() == ImportDialog.DialogCode.Accepted, timeout=15000)
    assert kept(desk) == ["A", "B"]
    desk.book.undo(ANYONE).result()
    assert kept(desk) == []


def test_what_is_wrong_is_told_by_its_cell(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = opened(desk, workbook(tmp_path / "daftar.xlsx", "A", "SALAH"), qtbot)
    dialog.attempt()
    qtbot.waitUntil(lambda: dialog.list.rowCount() == 1, timeout=15000)
    cell, sentence = dialog.list.item(0, 0), dialog.list.item(0, 1)
    assert cell is not None
    assert sentence is not None
    assert (cell.text(), sentence.text()) == ("A3", "Kode ini tidak boleh dipakai.")
    assert not dialog.keep_button.isEnabled()
    assert kept(desk) == []


def test_what_a_column_holds_is_remembered(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("Singkatan kami,Nama\nA,LBH A (contoh)\n", "utf-8")
    dialog = opened(desk, path, qtbot)
    assert dialog.chosen == {"Singkatan kami": "", "Nama": "name"}
    dialog.choices[0].setCurrentIndex(dialog.choices[0].findData("name"))
    dialog.attempt()
    assert "dipilih untuk dua kolom" in dialog.summary.text()
    dialog.choices[0].setCurrentIndex(dialog.choices[0].findData("code"))
    dialog.keep()
    qtbot.waitUntil(lambda: dialog.result() == ImportDialog.DialogCode.Accepted, timeout=15000)
    assert opened(desk, path, qtbot).chosen == {"Singkatan kami": "code", "Nama": "name"}


def test_another_sheet_of_the_workbook_can_be_chosen(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    path = workbook(tmp_path / "daftar.xlsx", "A")
    book = load_workbook(path)
    second = book.create_sheet("Tahun 2024")
    for row in (("Kode", "Nama"), ("Z", "LBH Z (contoh)")):
        second.append(list(row))
    book.save(path)
    dialog = opened(desk, path, qtbot)
    dialog.sheet_choice.setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.columns[0].samples == ("Z",), timeout=15000)
    dialog.keep()
    qtbot.waitUntil(lambda: kept(desk) == ["Z"], timeout=15000)


def test_a_file_that_is_none_is_one_sentence(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(b"bukan buku kerja")
    words: list[str] = []
    QTimer.singleShot(20, press(words, ""))
    incoming.look_into(owner, desk, KIND, path, incoming.context_of(desk))
    qtbot.waitUntil(lambda: bool(words), timeout=15000)
    assert "daftar.xlsx" in words[0]
    assert "Salin laporan" not in words[0]

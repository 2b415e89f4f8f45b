"""A list from a workbook in the window: tried, asked about, kept; what is wrong is told by its cell."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from berkas.desk import Desk, incoming
from berkas.engine.importing import ImportContext, ImportKind, ImportProblem, ImportResult
from berkas.engine.rulebook import Rulebook
from berkas.kit import theme
from berkas.rules.fields import Field
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
            result.added += 1


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


@pytest.mark.parametrize(("button", "codes"), [("Simpan", ["A", "B"]), ("Batal", [])])
def test_a_list_is_kept_when_the_person_says_so(
    desk: Desk, tmp_path: Path, qtbot: QtBot, button: str, codes: list[str]
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    words: list[str] = []
    QTimer.singleShot(20, press(words, button))
    incoming._run(owner, desk, KIND, workbook(tmp_path / "daftar.xlsx", "A", "B"), dry_run=True)
    qtbot.waitUntil(lambda: bool(words), timeout=15000)
    assert "2 baris baru" in words[0]
    qtbot.waitUntil(lambda: kept(desk) == codes, timeout=15000)


def test_what_is_wrong_is_told_by_its_cell(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    words: list[str] = []
    QTimer.singleShot(20, press(words, ""))
    incoming._run(owner, desk, KIND, workbook(tmp_path / "daftar.xlsx", "A", "SALAH"), dry_run=True)
    qtbot.waitUntil(lambda: bool(words), timeout=15000)
    assert "A3: Kode ini tidak boleh dipakai." in words[0]
    assert kept(desk) == []


def test_a_file_that_is_none_is_one_sentence(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(b"bukan buku kerja")
    words: list[str] = []
    QTimer.singleShot(20, press(words, ""))
    incoming._run(owner, desk, KIND, path, dry_run=True)
    qtbot.waitUntil(lambda: bool(words), timeout=15000)
    assert "daftar.xlsx" in words[0]
    assert "Salin laporan" not in words[0]

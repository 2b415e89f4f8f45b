"""A document on screen and on paper: pages, ranges, copies, bytes that never change."""

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.kit.papers import A4, F4, pdf

from berkas.kit import dialogs
from berkas.kit.pdfpages import PageSize, PdfPages
from berkas.kit.preview import OnPaper, PreviewDialog, _within
from berkas.kit.printing import page_layout, parse_pages, show_pages


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", [0, 1, 2, 3, 4]),
        ("2", [1]),
        ("1-3, 5", [0, 1, 2, 4]),
        ("4-", [3, 4]),
        ("-2", [0, 1]),
        ("3;3; 2", [1, 2]),
    ],
)
def test_ranges_of_pages(text: str, pages: list[int]) -> None:
    assert parse_pages(text, 5) == pages


@pytest.mark.parametrize(("text", "said"), [("", ""), ("1-5", ""), ("2;1;5", "1-2, 5"), ("4-", "4-5")])
def test_pages_are_written_as_they_are_typed(text: str, said: str) -> None:
    assert show_pages(parse_pages(text, 5), 5) == said


def test_pages_chosen_in_the_dialog_of_the_system_count(qapp: QApplication) -> None:
    printer = QPrinter()
    assert _within(printer, [0, 1, 2, 3, 4]) == [0, 1, 2, 3, 4]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert _within(printer, [0, 1, 2, 3, 4]) == [1, 2]


@pytest.mark.parametrize("text", ["0", "6", "3-1", "dua", "1-x", ",", "-"])
def test_ranges_that_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Halaman"):
        parse_pages(text, 5)


def test_pages_become_pictures() -> None:
    pages = PdfPages(pdf(2))
    assert len(pages) == 2
    picture = pages.picture(0, 72)
    assert (picture.width(), picture.height()) == pytest.approx(A4, abs=2)
    dark = any(picture.pixelColor(x, y).lightness() < 100 for x in range(60, 200) for y in range(125, 150))
    assert dark, "the words are painted"
    assert picture.pixelColor(5, 5) == QColor("#ffffff")
    assert "Halaman contoh 2" in pages.text(1)
    pages.close()


def test_bytes_that_are_no_document_are_refused() -> None:
    with pytest.raises(ValueError, match="bukan PDF"):
        PdfPages(b"bukan pdf")


@pytest.mark.parametrize(
    ("size", "name", "turned"),
    [(A4, "A4", False), ((A4[1], A4[0]), "A4", True), (F4, "", False)],
)
def test_paper_follows_the_page(size: tuple[float, float], name: str, turned: bool) -> None:
    layout = page_layout(PageSize(*size))
    assert layout.orientation() == (
        QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    )
    if name:
        assert layout.pageSize().name().startswith(name)
    paper = layout.fullRectPoints().size()
    assert (paper.width(), paper.height()) == pytest.approx(size, abs=2)


@pytest.fixture
def dialog(qtbot: QtBot) -> PreviewDialog:
    """Five pages of F4."""
    made = PreviewDialog(pdf(5, F4), title="Dossier contoh", file_name="dossier.pdf")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_pages_are_walked_through_by_keyboard(dialog: PreviewDialog) -> None:
    assert dialog._place.text() == "Halaman 1 dari 5"
    QTest.keyClick(dialog.strip, Qt.Key.Key_End)
    assert dialog._place.text() == "Halaman 5 dari 5"
    assert "Halaman contoh 5" in dialog.strip.accessibleDescription()
    QTest.keyClick(dialog.strip, Qt.Key.Key_Home)
    assert dialog._place.text() == "Halaman 1 dari 5"


def test_zoom_keeps_the_page(dialog: PreviewDialog) -> None:
    dialog.strip.go_to(3)
    before = dialog.strip.zoom
    dialog._zoom_in()
    assert dialog.strip.zoom > before
    assert dialog.strip.current_page() == 3
    dialog._fit.click()
    dialog.grab()
    for _ in range(30):
        dialog._zoom_out()
    assert dialog.strip.zoom == pytest.approx(0.3)


def test_only_a_few_pages_are_kept_as_pictures(qtbot: QtBot) -> None:
    made = PreviewDialog(pdf(40), title="Panjang")
    qtbot.addWidget(made)
    made.show()
    for place in range(40):
        made.strip.go_to(place)
        made.strip.viewport().grab()
    assert len(made.strip._pictures) <= 12


def test_the_wanted_pages_are_printed(dialog: PreviewDialog, qtbot: QtBot, tmp_path: Path) -> None:
    QTest.keyClicks(dialog._range, "2-3, 5")
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    printer.setCopyCount(2)
    with qtbot.waitSignal(dialog.printed, timeout=20_000) as told:
        dialog.print_on(printer, dialog.wanted_pages())
    assert told.args == [OnPaper("2-3, 5", 2, "berkas PDF")]
    qtbot.waitUntil(dialog._print.isEnabled)
    printed = pypdf.PdfReader(tmp_path / "cetak.pdf")
    assert len(printed.pages) == 3
    box = printed.pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(F4, abs=2)


def test_a_wrong_range_is_said(dialog: PreviewDialog) -> None:
    QTest.keyClicks(dialog._range, "9")
    dialog._print.click()
    assert "Dokumen ini 5 halaman" in dialog._problem.text()
    assert dialog._range.hasFocus()
    QTest.keyClicks(dialog._range, "1")
    assert dialog._problem.isHidden()


@pytest.mark.qt_log_ignore("QPainter", "QPdfEngine", "Cannot open")
def test_a_printer_that_refuses_is_said(dialog: PreviewDialog, qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "tidak" / "ada" / "cetak.pdf"))
    job = dialog.print_on(printer, [0])
    with qtbot.waitSignal(job.ended):
        pass
    assert "Printer tidak menerima" in dialog._problem.text()


def test_the_bytes_are_saved_as_they_are(
    dialog: PreviewDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "dossier.pdf"
    monkeypatch.setattr(dialogs, "save_file", lambda *_: target)
    with qtbot.waitSignal(dialog.saved):
        QTest.keyClick(dialog.strip, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert target.read_bytes() == dialog._pages.data
    dialog.write_to(tmp_path / "tidak" / "ada.pdf")
    assert "tidak dapat disimpan" in dialog._problem.text()


def test_a_paper_that_exists_on_paper_only_cannot_be_saved(qtbot: QtBot) -> None:
    for may_save in (True, False):
        dialog = PreviewDialog(pdf(1), title="Contoh", may_save=may_save)
        qtbot.addWidget(dialog)
        dialog.show()
        shown = [
            button.text().replace("&", "")
            for button in dialog.findChildren(QPushButton)
            if button.isVisible()
        ]
        assert ("Simpan sebagai…" in shown) is may_save

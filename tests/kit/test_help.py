"""Help: pages, links, the way back, a search."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from berkas.kit.help import HelpWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> HelpWindow:
    """Three pages."""
    (tmp_path / "mulai.md").write_text("# Mulai di sini\n\nBaca [pengaduan](pengaduan.md).", encoding="utf-8")
    (tmp_path / "pengaduan.md").write_text("# Mencatat pengaduan\n\nTanda terima dicetak.", encoding="utf-8")
    (tmp_path / "obh.md").write_text("# Register OBH\n\nPemberi bantuan hukum.", encoding="utf-8")
    made = HelpWindow(tmp_path)
    qtbot.addWidget(made)
    return made


def test_a_page_is_opened_by_name(window: HelpWindow) -> None:
    window.open_page("obh")
    assert window.current_page() == "obh"
    assert "Pemberi bantuan hukum" in window.text()
    assert window.isVisible()


@pytest.mark.parametrize("name", ["", "tidak-ada", "../../etc/passwd"])
def test_an_unknown_page_is_the_first_one(window: HelpWindow, name: str) -> None:
    window.open_page(name)
    assert window.current_page() == "mulai"


def test_links_and_the_way_back(window: HelpWindow) -> None:
    window.open_page("mulai")
    window._page.anchorClicked.emit(QUrl("pengaduan.md"))
    assert window.current_page() == "pengaduan"
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.current_page() == "mulai"
    assert not window._back.isEnabled()


def test_search_finds_words_of_the_text(window: HelpWindow) -> None:
    window.open_page("mulai")
    QTest.keyClicks(window._search, "tanda terima")
    assert [window._list.item(row).text() for row in range(window._list.count())] == ["Mencatat pengaduan"]
    window._list.itemActivated.emit(window._list.item(0))
    assert window.current_page() == "pengaduan"
    QTest.keyClicks(window._search, " zzz")
    assert window._none.isVisible()


def test_an_empty_folder_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    window = HelpWindow(tmp_path)
    qtbot.addWidget(window)
    window.open_page("mulai")
    assert "belum ditulis" in window.text()

"""Files of a scanner's or camera's folder: newest first, those kept already left out."""

import os
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_speaks

from berkas.kit import folderpick
from berkas.kit.folderpick import FolderPick, expanded, files_in, show_size


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "DCIM" / "100CONTOH").mkdir(parents=True)
    for day, name in enumerate(("DCIM/100CONTOH/IMG_1.JPG", "DCIM/IMG_2.jpg", "pindaian.pdf", "catatan.txt")):
        path = tmp_path / name
        if path.suffix.casefold() == ".jpg":
            Image.new("RGB", (40, 30), (day * 40, 90, 90)).save(path, "JPEG")
        else:
            path.write_bytes(b"%PDF-1.7 contoh")
        os.utime(path, (1_700_000_000 + day, 1_700_000_000 + day))
    (tmp_path / ".tersembunyi.jpg").write_bytes(b"x")
    return tmp_path


def opened(parent: QWidget, folder: Path, qtbot: QtBot, known: set[tuple[str, int]]) -> FolderPick:
    parent.resize(900, 700)
    qtbot.addWidget(parent)
    made = FolderPick(parent, folder, known=known)
    qtbot.waitUntil(lambda: not made.words.text().startswith("Membaca"))
    return made


def test_the_newest_files_come_first_and_others_are_left_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, whole = files_in(folder)
    assert [each.path.name for each in found] == ["pindaian.pdf", "IMG_2.jpg", "IMG_1.JPG"]
    assert whole == 3
    monkeypatch.setattr(folderpick, "MOST", 2)
    assert (len(files_in(folder)[0]), files_in(folder)[1]) == (2, 3)
    with pytest.raises(OSError, match="tidak-ada"):
        files_in(folder / "tidak-ada")


def test_a_dropped_folder_is_its_files(folder: Path) -> None:
    names = [path.name for path in expanded([folder / "DCIM", folder / "catatan.txt"])]
    assert names == ["IMG_1.JPG", "IMG_2.jpg", "catatan.txt"]


def test_ticked_files_are_taken_oldest_first_and_known_ones_hidden(folder: Path, qtbot: QtBot) -> None:
    parent = QWidget()
    size = (folder / "pindaian.pdf").stat().st_size
    dialog = opened(parent, folder, qtbot, {("pindaian.pdf", size)})
    assert dialog.list.count() == 2
    dialog.fresh.setChecked(False)
    assert dialog.list.count() == 3
    assert dialog.list.item(0).text().endswith("sudah ada")
    dialog.fresh.setChecked(True)
    qtbot.waitUntil(lambda: not dialog._pump.isActive())
    assert not dialog.take.isEnabled()
    QTimer.singleShot(0, dialog._tick_all)
    QTimer.singleShot(50, dialog.take.click)
    assert [path.name for path in dialog.ask()] == ["IMG_1.JPG", "IMG_2.jpg"]


def test_a_folder_that_is_gone_is_one_sentence(folder: Path, qtbot: QtBot) -> None:
    parent = QWidget()
    dialog = opened(parent, folder / "kartu", qtbot, set())
    assert "tidak dapat dibaca" in dialog.words.text()
    assert not dialog.take.isEnabled()


def test_the_dialog_speaks(folder: Path, qtbot: QtBot) -> None:
    parent = QWidget()
    dialog = opened(parent, folder, qtbot, {("lain.jpg", 1)})
    dialog.show()
    qtbot.waitExposed(dialog)
    assert_speaks(dialog)
    dialog.close()


def test_sizes_in_words() -> None:
    assert [show_size(size) for size in (10, 812 * 1024, 3_565_158)] == ["1 KB", "812 KB", "3,4 MB"]

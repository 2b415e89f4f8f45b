"""A kept file on screen: a picture with a copy that is noted, anything else saved, nothing overwritten."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from berkas.desk import Desk
from berkas.desk.keptfile import PictureDialog, show_kept_file
from berkas.engine.keptfiles import keep_files
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.media.sample import sample_photo
from berkas.rules.fields import ChosenFile
from berkas_db.book import Book
from berkas_db.changes import ANYONE
from berkas_db.tables import JournalText


@pytest.fixture
def desk(tmp_path: Path, qapp) -> Iterator[Desk]:  # noqa: ANN001
    if not qapp.styleSheet():
        theme.apply(qapp)
    with Book.create(tmp_path / "k.berkas", office_name="Kanwil Contoh") as book:
        made = Desk(book, ANYONE, Rulebook.load(), lambda: date(2025, 6, 12))
        yield made
        made.close()


def test_a_picture_is_shown_and_its_copy_noted(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = tmp_path / "kartu Wati Contoh.jpg"
    photo.write_bytes(sample_photo("loket", 1, size=(1400, 900)))
    kept = desk.book.change(keep_files, ANYONE, {"scan": ChosenFile(str(photo))}).result().value["scan"]
    owner = QWidget()
    qtbot.addWidget(owner)
    owner.show()
    show_kept_file(owner, desk, kept)
    qtbot.waitUntil(lambda: bool(owner.findChildren(PictureDialog)))
    shown = owner.findChildren(PictureDialog)[0]
    copy = tmp_path / "salinan.jpg"
    monkeypatch.setattr(dialogs, "save_file", lambda *_a: copy)
    told: list[str] = []
    monkeypatch.setattr(dialogs, "say", lambda _parent, _title, sentence: told.append(sentence))
    save = next(
        each for each in shown.findChildren(QPushButton) if "Simpan salinan" in each.text().replace("&", "")
    )
    save.click()
    assert copy.stat().st_size > 1000
    written = copy.read_bytes()
    save.click()
    assert ("tidak ditimpa" in told[0], copy.read_bytes()) == (True, written)
    labels = desk.book.glance(lambda s: list(s.execute(select(JournalText.label)).scalars()))
    assert "Ekspor Berkas lampiran: 1 baris (jpg)" in labels
    assert "Wati" not in str(labels)
    shown.close()

"""What the menu of a paper offers whom."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from berkas.desk import Desk
from berkas.desk.papermenu import add_paper, issue_asked
from berkas.engine.issuing import DocumentKind, Subject
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs
from berkas_db.book import Book
from berkas_db.changes import Actor

KIND = DocumentKind("contoh", "Kertas contoh", "today", lambda _s: [], lambda *_a: None, lambda *_a: b"")
SUBJECT = Subject("K", "Contoh")


@pytest.mark.parametrize(
    ("role", "offered"), [("petugas", True), ("verifikator", True), ("pimpinan", False), ("pengawas", False)]
)
def test_only_who_may_issue_is_offered_to(
    role: str, offered: bool, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    with Book.create(tmp_path / "k.berkas", office_name="Kantor Contoh") as book:
        desk = Desk(book, Actor(None, "Contoh", role), Rulebook.load(), lambda: date(2025, 6, 11))
        refused: list[str] = []
        monkeypatch.setattr(dialogs, "say", lambda _parent, _title, words: refused.append(words))
        menu = QMenu(owner)
        add_paper(menu, owner, desk, KIND, SUBJECT)
        words = [action.text() for action in menu.actions()]
        assert words == (["Lihat", "Terbitkan…"] if offered else ["Lihat"])
        if not offered:
            issue_asked(owner, desk, KIND, SUBJECT)
            assert "tidak berhak menerbitkan dokumen" in refused[0]
        desk.close()

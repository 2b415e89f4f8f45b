"""The dossier from the window: chosen with keys, issued, remembered, its twin saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from tests.rooms.award.conftest import RULEBOOK, TODAY, World, photo

from berkas.desk import Desk
from berkas.engine.issuing import Subject, issue
from berkas.kit import dialogs
from berkas.rooms.award.editor.dossierdialog import DossierDialog
from berkas.rooms.award.editor.dossierwork import add_dossier, ask_dossier
from berkas.rooms.award.report.choices import DossierChoices
from berkas.rooms.award.report.dossier import DOSSIER, dossier_kind

CHOSEN = DossierChoices(per_page=2, duplex=True)


@pytest.fixture
def subject(world: World) -> Subject:
    entry = world.ids["entry"]
    world.judge(entry, {"lapas.a.01": "ada"})
    world.proof(entry, "lapas.a.01", photo(1), photo(2, 1), photo(3, 2), caption="Maklumat")
    return world.ask(DOSSIER.find, "P2HAM-2025:LP-CONTOH")


def press(words: str, seen: list[DossierChoices]) -> None:
    """Wait for the dialog, keep what is chosen in it, press a button."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, DossierDialog):
        QTimer.singleShot(20, lambda: press(words, seen))
        return
    seen.append(dialog.choices())
    button = next(each for each in dialog.findChildren(QPushButton) if each.text() == words)
    QTimer.singleShot(0, button.click)


def test_what_was_issued_is_chosen_again_and_its_twin_is_saved(  # noqa: PLR0917
    world: World, desk: Desk, subject: Subject, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    menu = QMenu(owner)
    add_dossier(menu, owner, desk, subject)
    assert [action.text() for action in menu.actions()] == ["Dossier dengan pilihan…"]
    issued = world.do(issue, RULEBOOK, dossier_kind(CHOSEN), subject, TODAY)
    menu = QMenu(owner)
    add_dossier(menu, owner, desk, subject)
    more = menu.actions()[1].menu()
    assert isinstance(more, QMenu)
    states = {action.text(): action.isEnabled() for action in more.actions()}
    assert states == {
        "Kembaran HTML untuk pembaca layar…": True,
        "Kembaran huruf besar (18 pt)…": True,
        "Cetak halaman yang berubah…": False,  # nothing was revised yet
    }
    target = tmp_path / "kembaran.html"
    monkeypatch.setattr(dialogs, "save_file", lambda *_args: target)
    seen: list[DossierChoices] = []
    QTimer.singleShot(20, lambda: press("Simpan HTML…", seen))
    ask_dossier(owner, desk, subject)
    assert seen == [CHOSEN]
    qtbot.waitUntil(target.exists, timeout=20_000)
    page = target.read_text("utf-8")
    assert "-".join(issued.code[start : start + 4] for start in (0, 4, 8)) in page
    assert "belum diterbitkan" not in page

"""The page of packages: naming, a working copy, sending, looking, merging, choosing; all by its buttons."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from berkas.desk import Desk
from berkas.engine.packages.copies import name_this_copy
from berkas.engine.rulebook import Rulebook
from berkas.kit import dialogs, theme
from berkas.kit.askdialog import AskDialog
from berkas.rooms.office.editor.packagedialogs import NameDialog, SendDialog, WorkingCopyDialog
from berkas.rooms.office.editor.packages import PackagesPage
from berkas.shell.registry import field_words
from berkas_db.book import Book
from berkas_db.changes import ANYONE, Actor, Step
from berkas_db.tables import Unit

SECRET = "gerobak hujan kancil wajan"
Make = Callable[..., PackagesPage]


pytestmark = pytest.mark.usefixtures("quick_keys")


@pytest.fixture
def make(qapp: QApplication, qtbot: QtBot) -> Iterator[Make]:
    if not qapp.styleSheet():
        theme.apply(qapp)
    desks: list[Desk] = []

    def page(book: Book, actor: Actor = ANYONE) -> PackagesPage:
        desk = Desk(book, actor, Rulebook.load(), lambda: date(2025, 6, 12))
        desk.field_words = field_words
        desks.append(desk)
        made = PackagesPage(desk)
        qtbot.addWidget(made)
        made.resize(1100, 700)
        made.show()
        qtbot.waitUntil(lambda: made.board is not None, timeout=20_000)
        return made

    yield page
    for desk in desks:
        qtbot.waitUntil(lambda desk=desk: not desk._jobs, timeout=20_000)
        desk.close()


def dialog_of(page: QWidget, kind: type[AskDialog]) -> AskDialog:
    found = [each for each in page.findChildren(kind) if each.isVisible()]
    assert found
    return found[-1]


def fill(dialog: AskDialog, **typed: str) -> None:
    for key, text in typed.items():
        dialog.fields[key].setFocus()
        dialog.fields[key].clear()
        QTest.keyClicks(dialog.fields[key], text)


def press_on(dialog: AskDialog) -> None:
    (button,) = [each for each in dialog.findChildren(QPushButton) if each.isDefault()]
    QTest.keyClick(button, Qt.Key.Key_Space)


def add_unit(step: Step, code: str, name: str) -> int:
    step.say("Unit ditambah")
    return step.insert(Unit, {"code": code, "name": name, "kind": "lapas", "is_example": True})


def rename(step: Step, id: int, name: str) -> None:
    step.say("Unit diubah")
    step.update(Unit, id, {"name": name})


def unit_name(book: Book, id: int) -> str:
    return book.read(lambda session: session.get_one(Unit, id).name).result()


def test_a_computer_without_a_name_can_only_be_named(make: Make, book: Book, qtbot: QtBot) -> None:
    page = make(book)
    assert not page.send_button.isEnabled()
    assert not page.receive_button.isEnabled()
    page.name_button.click()
    dialog = dialog_of(page, NameDialog)
    fill(dialog, name="Meja pelayanan", prefix="9x")
    press_on(dialog)
    qtbot.waitUntil(lambda: not dialog.problem.isHidden(), timeout=20_000)
    assert "tidak dapat dipakai" in dialog.problem.text()
    fill(dialog, prefix=" ")
    press_on(dialog)
    qtbot.waitUntil(lambda: page.send_button.isEnabled() and not dialog.isVisible(), timeout=20_000)
    assert "Meja pelayanan. Komputer utama kantor." in page.own_words.text()


def test_who_only_reads_is_offered_nothing(make: Make, book: Book) -> None:
    book.change(name_this_copy, ANYONE, "Meja pelayanan").result()
    page = make(book, Actor(None, "Pengawas contoh", "pengawas"))
    offered = (page.name_button, page.copy_button, page.send_button, page.receive_button)
    assert not any(each.isEnabled() for each in offered)


def test_a_laptop_goes_out_and_its_package_comes_back(
    make: Make,
    book: Book,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book.change(name_this_copy, ANYONE, "Meja pelayanan").result()
    unit = book.change(add_unit, ANYONE, "LAPAS", "Lapas Contoh").result().value
    places = iter([tmp_path / "laptop.berkas", tmp_path / "hasil.berkaspaket"])
    monkeypatch.setattr(dialogs, "save_file", lambda *_args, **_named: next(places))
    told: list[str] = []
    monkeypatch.setattr(dialogs, "say", lambda _parent, _title, sentence: told.append(sentence))
    page = make(book)
    page.copy_button.click()
    dialog = dialog_of(page, WorkingCopyDialog)
    fill(dialog, name="Laptop tim 1", prefix="L1", passphrase=SECRET, again=f"{SECRET}x")
    press_on(dialog)
    assert "tidak sama" in dialog.problem.text()
    fill(dialog, again=SECRET)
    press_on(dialog)
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    qtbot.waitUntil(lambda: "Laptop tim 1 (L1)" in page.other_words.text(), timeout=20_000)

    with Book.open(tmp_path / "laptop.berkas", passphrase=SECRET) as away:
        away.change(rename, ANYONE, unit, "Lapas Contoh Baru").result()
        there = make(away)
        assert "Awalan nomor L1" in there.own_words.text()
        there.send_button.click()
        sending = dialog_of(there, SendDialog)
        assert isinstance(sending, SendDialog)
        assert sending.to.currentText() == "Meja pelayanan"
        fill(sending, note="Kunjungan contoh", passphrase=SECRET, again=SECRET)
        press_on(sending)
        qtbot.waitUntil(lambda: "Dibuat di sini: Kunjungan contoh" in there.seen_words.text(), timeout=20_000)
        qtbot.waitUntil(lambda: not there.desk._jobs, timeout=20_000)
        there.desk.close()

    book.change(rename, ANYONE, unit, "Lapas Contoh dari meja").result()
    monkeypatch.setattr(dialogs, "open_files", lambda *_a, **_n: [tmp_path / "hasil.berkaspaket"])
    monkeypatch.setattr(dialogs, "ask_text", lambda *_a, **_n: SECRET)
    asked: list[tuple[str, str]] = []

    def agree(_parent: QWidget, _title: str, sentence: str, *, yes: str, details: str) -> bool:
        asked.append((sentence + yes, details))
        return True

    monkeypatch.setattr(dialogs, "ask", agree)
    page.receive_button.click()
    qtbot.waitUntil(lambda: bool(asked), timeout=30_000)
    assert "Dari Laptop tim 1" in asked[0][0]
    assert "menunggu pilihan: 1\n  Unit LAPAS: Nama" in asked[0][1]
    qtbot.waitUntil(lambda: "1 isian" in page.choice_words.text(), timeout=30_000)
    assert unit_name(book, unit) == "Lapas Contoh dari meja"
    (theirs,) = [each for each in page.findChildren(QPushButton) if each.text() == "Pakai yang dari paket"]
    theirs.setFocus()
    QTest.keyClick(theirs, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Tidak ada isian" in page.choice_words.text(), timeout=20_000)
    assert unit_name(book, unit) == "Lapas Contoh Baru"


def test_records_are_ticked_and_the_list_is_narrowed(make: Make, book: Book, qtbot: QtBot) -> None:
    book.change(name_this_copy, ANYONE, "Meja pelayanan").result()
    for code in ("LAPAS", "RUTAN"):
        book.change(add_unit, ANYONE, code, f"{code} Contoh").result()
    page = make(book)
    page.send_button.click()
    sending = dialog_of(page, SendDialog)
    assert isinstance(sending, SendDialog)
    sending.kind.setCurrentIndex(sending.kind.findData("unit"))
    qtbot.waitUntil(lambda: sending.list.count() == 2, timeout=20_000)
    fill(sending, passphrase=SECRET, again=SECRET)
    press_on(sending)
    assert "Centang" in sending.problem.text()
    QTest.keyClicks(sending.filter, "rutan")
    shown = [place for place in range(2) if not sending.list.item(place).isHidden()]
    assert [sending.list.item(place).text() for place in shown] == ["RUTAN · RUTAN Contoh"]
    sending.list.setCurrentRow(shown[0])
    QTest.keyClick(sending.list, Qt.Key.Key_Space)
    assert len(sending.chosen()) == 1
    sending.reject()

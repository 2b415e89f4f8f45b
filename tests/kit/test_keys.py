"""No two actions share a key where they can meet; Alt letters are given once."""

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_mnemonics_unique, mnemonics

from berkas.kit import keys
from berkas.kit.keys import KEYS, MEETING, Key


def meet(one: Key, other: Key) -> bool:
    """Whether two actions can be alive together."""
    return any({one.scope, other.scope} <= together for together in MEETING)


def test_no_clash() -> None:
    clashes = [
        (one.code, other.code)
        for one, other in combinations(KEYS, 2)
        if meet(one, other) and {*map(normal, one.keys)} & {*map(normal, other.keys)}
    ]
    assert not clashes


def normal(sequence: str) -> str:
    """A key in one spelling."""
    return QKeySequence(sequence).toString(QKeySequence.SequenceFormat.PortableText)


def test_every_scope_meets_something() -> None:
    known = {scope for together in MEETING for scope in together}
    assert {key.scope for key in KEYS} <= known


def test_codes_are_unique_and_keys_are_real() -> None:
    assert len({key.code for key in KEYS}) == len(KEYS)
    for key in KEYS:
        assert key.words
        assert key.keys
        assert all(QKeySequence(each).count() == 1 for each in key.keys), key.code


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("baru", "Ctrl+N"),
        ("simpan", "Ctrl+S"),
        ("bantuan", "F1"),
        ("galat_berikut", "F8"),
        ("cari", "Ctrl+K"),
    ],
)
def test_the_keys_people_know(code: str, shown: str) -> None:
    assert keys.shown(code) == shown


def test_an_action_works_inside_its_widget(qtbot: QtBot) -> None:
    page = QWidget()
    inside = QLineEdit(page)
    QVBoxLayout(page).addWidget(inside)
    qtbot.addWidget(page)
    pressed: list[int] = []
    action = keys.add_to(page, "simpan", lambda: pressed.append(1))
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    inside.setFocus()
    QTest.keyClick(inside, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert pressed == [1]
    assert action.text() == "Simpan"
    assert not action.icon().isNull()


def test_alt_letters_are_given_once(qtbot: QtBot) -> None:
    page = QWidget()
    lines = QVBoxLayout(page)
    for words in ("Simpan", "Salin", "Sampah", "S", "Riset && data"):
        lines.addWidget(QPushButton(words, page))
    label, field = QLabel("Surel", page), QLineEdit(page)
    label.setBuddy(field)
    lines.addWidget(label)
    lines.addWidget(field)
    plain = QPushButton("Lampiran", page)
    plain.setProperty(keys.WITHOUT_LETTER, True)  # noqa: FBT003
    lines.addWidget(plain)
    qtbot.addWidget(page)
    given = keys.assign_mnemonics(page, reserved="k")
    page.show()
    assert_mnemonics_unique(page)
    assert given["s"] == "Simpan"
    assert "k" not in given
    assert plain.text() == "Lampiran"
    assert [button.text() for button in page.findChildren(QPushButton)][3:5] == ["S", "&Riset && data"]
    before = mnemonics(page)
    keys.assign_mnemonics(page, reserved="k")
    assert mnemonics(page) == before


def test_alt_goes_to_the_field(qtbot: QtBot) -> None:
    page = QWidget()
    lines = QVBoxLayout(page)
    button = QPushButton("Simpan", page)
    label, field = QLabel("Nama", page), QLineEdit(page)
    label.setBuddy(field)
    for widget in (button, label, field):
        lines.addWidget(widget)
    qtbot.addWidget(page)
    keys.assign_mnemonics(page, reserved="")
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    button.setFocus()
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert QApplication.focusWidget() is field

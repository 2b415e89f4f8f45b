"""The figures of "Periksa kelengkapan" in the office's own hands: typed, refused, saved, brought back."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from tests.rooms.office.conftest import CLERK, Change

from berkas.desk import Desk
from berkas.engine.preflightrules import check_rules
from berkas.rooms.office.commands.checkrules import save_check_rules
from berkas.rooms.office.editor.checkrules import CheckRulesPage
from berkas.rooms.office.fields.checkrules import CHECK_RULES, WORDS
from berkas.rooms.office.queries.checkrules import load_check_rules, shipped
from berkas.rules.preflight import SEVERITIES
from berkas_db.book import Book
from berkas_db.errors import Refused


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[CheckRulesPage]:
    made = CheckRulesPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 760)
    made.show()
    qtbot.waitUntil(made.sheet.is_showing)
    yield made
    made.drafting.drop()


def line(page: CheckRulesPage, name: str) -> QLineEdit:
    return next(each for each in page.findChildren(QLineEdit) if each.accessibleName().startswith(name))


def test_every_fault_and_every_figure_has_its_field() -> None:
    assert set(WORDS) == set(SEVERITIES)
    assert {field.key for field in CHECK_RULES} == {*shipped(), "sumber"}


def test_figures_are_typed_saved_undone(page: CheckRulesPage, book: Book, qtbot: QtBot) -> None:
    names = [each.accessibleName() for each in page.findChildren(QComboBox)]
    assert all(names)
    assert len(set(names)) == len(WORDS)  # a name of its own for every weight
    typed = line(page, "Kemiripan paling sedikit")
    assert typed.text() == "0,97"
    typed.setFocus()
    typed.selectAll()
    qtbot.keyClicks(typed, "0,99")
    qtbot.keyClick(typed, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Dasar angka ini wajib diisi" in page.sheet.state_line())
    page.sheet.form.set_value("sumber", "Rapat tim verifikasi 3 Juni 2025 (contoh)")
    qtbot.keyClick(typed, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: book.glance(check_rules).likeness.resemblance == 0.99)
    qtbot.waitUntil(lambda: not page.sheet.is_changed())
    book.undo(page.desk.actor).result()
    qtbot.waitUntil(lambda: line(page, "Kemiripan paling sedikit").text() == "0,97")


def test_the_programs_figures_come_back(
    page: CheckRulesPage, book: Book, change: Change, qtbot: QtBot
) -> None:
    change(save_check_rules, {"bobot.foto_buram": "tidak", "foto.lebar": 1200, "sumber": "Contoh"})
    qtbot.waitUntil(lambda: line(page, "Sisi panjang").text() == "1.200")
    assert book.glance(check_rules).faults.severities["foto_buram"] is None
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    qtbot.keyClick(line(page, "Sisi panjang"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: book.glance(check_rules).faults.least_width == 800)
    assert book.glance(load_check_rules).title == "Angka program"


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"foto.gelap": 251.0, "sumber": "x"}, "Batas gelap harus di bawah"),
        ({"mirip.pasti": 20.0, "sumber": "x"}, "tidak boleh melebihi"),
        ({"mirip.serupa": 1.5, "sumber": "x"}, "Kemiripan paling sedikit"),
        ({"foto.lebar": None, "sumber": "x"}, "wajib diisi"),
        ({"bobot.foto_mirip": "karangan", "sumber": "x"}, "Foto yang serupa"),
        ({"foto.buram": 4.0}, "Dasar angka ini wajib diisi"),
    ],
)
def test_figures_that_make_no_sense_are_refused(change: Change, values: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        change(save_check_rules, values)


def test_only_the_admin_changes_them(change: Change) -> None:
    with pytest.raises(Refused):
        change(save_check_rules, {"sumber": "Contoh"}, actor=CLERK)

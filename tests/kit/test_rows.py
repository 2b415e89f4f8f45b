"""Child rows: added, changed and taken away by keyboard; what is not a field travels along."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.kit import samples

from berkas.kit.rows import RowsEditor
from berkas.rules.fields import Field, Kind

FIELDS = (
    Field("person", "Nama", required=True),
    Field("role", "Peran", Kind.CHOICE, choices=samples.CLASSES, default="a"),
    Field("until", "Izin sampai", Kind.DATE),
)


@pytest.fixture
def rows(qtbot: QtBot) -> RowsEditor:
    """Two rows."""
    made = RowsEditor(FIELDS, row_name="Advokat", today=samples.today, max_rows=4)
    qtbot.addWidget(made)
    made.set_values(
        [
            {"id": 3, "uid": "x", "person": "Contoh Satu", "until": "2025-01-31"},
            {"id": 4, "person": "Contoh Dua"},
        ]
    )
    made.resize(900, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_rows_come_back_with_what_travels_along(rows: RowsEditor) -> None:
    assert rows.values() == [
        {"id": 3, "uid": "x", "person": "Contoh Satu", "role": "a", "until": "2025-01-31"},
        {"id": 4, "person": "Contoh Dua", "role": "a", "until": None},
    ]
    assert not rows.is_changed()


def test_a_row_is_added_with_the_cursor_in_it(rows: RowsEditor) -> None:
    rows._add.setFocus()
    QTest.keyClick(rows._add, Qt.Key.Key_Space)
    assert QApplication.focusWidget().accessibleName() == "Advokat 3: Nama"  # type: ignore[union-attr]
    assert len(rows.values()) == 2, "an empty row is no row"
    assert rows.show_problems()
    QTest.keyClicks(QApplication.focusWidget(), "Contoh Tiga")
    assert rows.values()[2] == {"person": "Contoh Tiga", "role": "a", "until": None}
    assert rows.is_changed()


def test_no_more_rows_than_allowed(rows: RowsEditor) -> None:
    rows.add_row({"person": "Tiga"})
    rows.add_row({"person": "Empat"})
    assert rows._add.isHidden()


def test_a_row_is_taken_away_and_the_others_are_numbered_anew(rows: RowsEditor) -> None:
    rows._cards[0]._remove.click()
    assert [row["id"] for row in rows.values()] == [4]
    assert rows._cards[0].title.text() == "Advokat 1"
    assert rows._add.hasFocus()
    assert rows.is_changed()
    rows._cards[0]._remove.click()
    assert rows.values() == []
    assert not rows._none.isHidden()


def test_problems_name_the_row(rows: RowsEditor) -> None:
    rows._cards[1].form.set_value("person", None)
    assert [(place, problem.key) for place, problem in rows.problems()] == [(1, "person")]
    assert not rows.show_problems()
    assert QApplication.focusWidget().accessibleName() == "Advokat 2: Nama"  # type: ignore[union-attr]


def test_rows_that_can_only_be_read(rows: RowsEditor) -> None:
    rows.set_read_only(True)
    assert rows._add.isHidden()
    assert all(card._remove.isHidden() for card in rows._cards)
    rows.set_read_only(False)
    assert not rows._add.isHidden()


def test_saved_rows_are_unchanged(rows: RowsEditor) -> None:
    rows._cards[0].form.set_value("person", "Lain")
    assert rows.is_changed()
    rows.mark_saved()
    assert not rows.is_changed()

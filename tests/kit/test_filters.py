"""One filter: what it is set to in words, and the panel that sets it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from berkas.kit.filters import Filter, FilterChip, FilterPanel, describe
from berkas.kit.spine import BLANK, NOT_BLANK
from berkas.rules.fields import Choice, Kind

CHOICES = tuple(Choice(code, code.upper()) for code in "abcd")


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (Kind.CHOICE, ("a", "b"), "A, B"),
        (Kind.CHOICE, ("a", "b", "c", BLANK), "A, B +2"),
        (Kind.CHOICE, ("lama",), "lama"),
        (Kind.DATE, ("2025-01-01", None), "mulai 1 Jan 2025"),
        (Kind.DATE, (None, "2025-12-31"), "sampai 31 Des 2025"),
        (Kind.RUPIAH, (1_000_000, 2_000_000), "Rp1.000.000 – Rp2.000.000"),
        (Kind.BOOLEAN, True, "Ya"),
        (Kind.TEXT, "lantai", "“lantai”"),
        (Kind.TEXT, BLANK, "kosong"),
        (Kind.DATE, NOT_BLANK, "terisi"),
    ],
)
def test_a_filter_in_words(kind: Kind, value: object, words: str) -> None:
    assert describe(Filter("x", "X", kind), value, CHOICES) == words


def panel_of(qtbot: QtBot, filter_: Filter, lookup: object = None) -> tuple[FilterChip, FilterPanel]:
    """A chip with its panel open."""
    page = QWidget()
    qtbot.addWidget(page)
    chip = FilterChip(filter_, lookup, lambda: date(2025, 6, 12), page)  # type: ignore[arg-type]
    chip.page = page  # type: ignore[attr-defined]  (keeps it alive)
    page.resize(300, 200)
    page.show()
    chip.open_panel()
    panel = QApplication.activePopupWidget()
    assert isinstance(panel, FilterPanel)
    return chip, panel


def test_a_range_of_dates_is_typed(qtbot: QtBot) -> None:
    chip, panel = panel_of(qtbot, Filter("x", "Tanggal", Kind.DATE))
    QTest.keyClicks(panel._ends[0], "1 6 25")
    QTest.keyClicks(panel._ends[1], "kemarin")
    assert chip.value == ("2025-06-01", "2025-06-11")
    panel._ends[1].clear()
    QTest.keyClicks(panel._ends[1], "kapan")
    panel._range_left()
    assert "bukan tanggal" in panel._range_error.text()
    assert chip.value == ("2025-06-01", "2025-06-11"), "what was understood stays"
    panel.close()


def test_blanks_of_a_range(qtbot: QtBot) -> None:
    chip, panel = panel_of(qtbot, Filter("x", "Tanggal", Kind.DATE))
    panel._blank.click()
    assert chip.value == BLANK
    panel._filled.click()
    assert chip.value == NOT_BLANK
    assert not panel._blank.isChecked()
    panel._filled.click()
    assert chip.value is None
    panel.close()


def test_text_is_typed(qtbot: QtBot) -> None:
    chip, panel = panel_of(qtbot, Filter("x", "Perihal", Kind.TEXT, blanks=False))
    QTest.keyClicks(QApplication.focusWidget() or panel, "lantai")
    panel._first.setText("lantai")  # type: ignore[union-attr]
    panel._text_changed("lantai ")
    assert chip.value == "lantai"
    panel._clear()
    assert chip.value is None


def test_yes_or_no_is_one_of_two(qtbot: QtBot) -> None:
    chip, panel = panel_of(qtbot, Filter("x", "Aktif", Kind.BOOLEAN))
    first, second = panel._list.item(0), panel._list.item(1)
    first.setCheckState(Qt.CheckState.Checked)
    assert chip.value is True
    second.setCheckState(Qt.CheckState.Checked)
    assert chip.value is False
    assert first.checkState() == Qt.CheckState.Unchecked
    second.setCheckState(Qt.CheckState.Unchecked)
    assert chip.value is None
    panel.close()


def test_choices_are_looked_up(qtbot: QtBot) -> None:
    asked: list[tuple[str, str]] = []

    def lookup(source: str, typed: str) -> list[Choice]:
        asked.append((source, typed))
        return [Choice("7", "Lapas Contoh")]

    chip, panel = panel_of(qtbot, Filter("unit", "Unit", Kind.REFERENCE, source="unit"), lookup)
    assert asked[-1] == ("unit", "")
    panel._list.item(0).setCheckState(Qt.CheckState.Checked)
    assert chip.value == ("7",)
    assert chip.text() == "Unit: Lapas Contoh"
    assert chip.accessibleName() == "Saringan Unit: Lapas Contoh"
    panel.close()

"""The sheet: checks before it asks to save, never loses text, says what state the record is in."""

from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from tests.kit import samples

from berkas.kit import dialogs, record
from berkas.kit.record import HistoryLine, RecordSheet
from berkas.kit.rows import RowsEditor
from berkas.rules.fields import Problem, Severity

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sheet(qtbot: QtBot) -> RecordSheet:
    """An existing record with two child rows."""
    return shown(qtbot, samples.sheet())


def shown(qtbot: QtBot, made: RecordSheet) -> RecordSheet:
    """Put a sheet on screen."""
    qtbot.addWidget(made)
    made.resize(700, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def asked_to_save(sheet: RecordSheet) -> list[dict[str, Any]]:
    """Values of every request to save from now on."""
    found: list[dict[str, Any]] = []
    sheet.save_requested.connect(found.append)
    return found


def type_name(sheet: RecordSheet, text: str) -> None:
    """Type a name."""
    sheet.form.focus("name")
    field = QApplication.focusWidget()
    field.selectAll()  # type: ignore[union-attr]
    QTest.keyClicks(field, text)


def test_ctrl_s_asks_to_save_the_values(sheet: RecordSheet) -> None:
    asked = asked_to_save(sheet)
    type_name(sheet, "LBH Contoh Baru")
    assert sheet._state.text() == "Belum disimpan"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, CTRL)
    assert [values["name"] for values in asked] == ["LBH Contoh Baru"]
    sheet.set_saving()
    assert not sheet._save.isEnabled()
    sheet.set_saved("Tersimpan 10.42.07")
    assert (sheet._state.text(), sheet._state.property("tone")) == ("Tersimpan 10.42.07", "baik")
    assert not sheet.is_changed()
    assert sheet._save.isEnabled()


def test_a_failed_save_keeps_what_was_typed(sheet: RecordSheet) -> None:
    type_name(sheet, "LBH Contoh Baru")
    sheet.set_saving()
    sheet.set_failed("Berkas sedang dipakai komputer lain. Coba lagi.")
    assert sheet.form.values()["name"] == "LBH Contoh Baru"
    assert sheet.is_changed()
    assert sheet._state.property("tone") == "bahaya"


def test_hard_problems_stop_saving_and_f8_finds_them(sheet: RecordSheet) -> None:
    asked = asked_to_save(sheet)
    sheet.form.set_value("name", None)
    sheet.form.set_value("date", None)
    sheet.save()
    assert asked == []
    assert QApplication.focusWidget() is sheet.form.editor("name").input
    assert sheet._state.text() == "2 hal perlu diperbaiki (F8)"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
    assert QApplication.focusWidget() is sheet.form.editor("date").input


def test_f5_checks_without_saving(sheet: RecordSheet) -> None:
    asked = asked_to_save(sheet)
    sheet.form.focus("name")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F5)
    assert sheet._state.text() == "Tidak ada yang perlu diperbaiki"
    assert asked == []


def test_a_soft_problem_asks_for_a_reason(qtbot: QtBot) -> None:
    def check(values: Mapping[str, object]) -> list[Problem]:
        return [Problem("days", "Lebih lama dari SOP.", Severity.SOFT)] if values["days"] == 14 else []

    sheet = shown(qtbot, RecordSheet(samples.FIELDS, samples.lookup, today=samples.today, checks=[check]))
    sheet.show_record(samples.RECORD | {"days": 13}, title="Contoh")
    asked = asked_to_save(sheet)
    sheet.form.focus("days")
    days = QApplication.focusWidget()
    QTest.keyClicks(days, "14")
    sheet.save()
    assert asked == []
    assert sheet.form._blocks["days"].has_problem, "the doubt stays beside the field that was left"
    assert QApplication.focusWidget().accessibleName() == "Alasan tetap menyimpan"  # type: ignore[union-attr]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert asked == []
    QTest.keyClicks(QApplication.focusWidget(), "Hari libur bersama")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert len(asked) == 1
    assert sheet.reason == "Hari libur bersama"
    assert QApplication.focusWidget() is days, "the cursor goes to the field, not to “Batal”"
    sheet.set_saved("Tersimpan")
    assert sheet.reason == ""


def test_rows_are_checked_before_saving(sheet: RecordSheet) -> None:
    asked = asked_to_save(sheet)
    rows = sheet.findChild(RowsEditor)
    assert rows is not None
    rows._cards[1].form.set_value("person", None)
    assert sheet.is_changed()
    sheet.save()
    assert asked == []
    assert "baris" in sheet._state.text()


def answer(monkeypatch: pytest.MonkeyPatch, yes: bool) -> list[str]:
    """Answer the question instead of a person; returns what was asked."""
    asked: list[str] = []

    def ask(_parent: object, _title: str, sentence: str, **_more: object) -> bool:
        asked.append(sentence)
        return yes

    monkeypatch.setattr(record.dialogs, "ask", ask)
    assert dialogs.ask is ask
    return asked


def test_esc_never_loses_text(sheet: RecordSheet, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, yes=False)
    type_name(sheet, "LBH Contoh Baru")
    with qtbot.assertNotEmitted(sheet.cancelled):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert len(asked) == 1
    assert sheet.form.values()["name"] == "LBH Contoh Baru"


def test_esc_gives_up_when_told_so(sheet: RecordSheet, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, yes=True)
    type_name(sheet, "LBH Contoh Baru")
    with qtbot.waitSignal(sheet.cancelled):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_esc_without_changes_goes_back(sheet: RecordSheet, qtbot: QtBot) -> None:
    sheet.form.focus("name")
    with qtbot.waitSignals([sheet.cancelled, sheet.closed]):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_a_new_record_begins_in_its_first_field(sheet: RecordSheet) -> None:
    sheet.show_new({"grade": "a"}, title="PBH baru")
    assert QApplication.focusWidget() is sheet.form.editor("name").input
    assert sheet.form.values()["grade"] == "a"
    assert not sheet.is_changed()


def test_nothing_chosen_says_what_to_do(sheet: RecordSheet, qtbot: QtBot) -> None:
    sheet.show_nothing()
    assert not sheet.is_showing()
    assert not sheet.is_changed()
    with qtbot.assertNotEmitted(sheet.save_requested):
        sheet.save()
    assert sheet._nothing.isVisible()


def test_a_record_in_the_trash_is_read_and_restored(sheet: RecordSheet, qtbot: QtBot) -> None:
    sheet.set_trashed(True)
    assert sheet._save.isHidden()
    rows = sheet.findChild(RowsEditor)
    assert rows is not None
    assert rows._add.isHidden()
    button = sheet._band.findChild(QPushButton)
    assert button is not None
    assert button.text() == "Pulihkan"
    with qtbot.waitSignal(sheet.restore_requested):
        button.click()
    sheet.set_trashed(False)
    assert not sheet._save.isHidden()
    assert sheet._band.isHidden()


def test_a_locked_record_says_why(sheet: RecordSheet, qtbot: QtBot) -> None:
    sheet.set_read_only(True, "Hanya petugas yang dapat mengubah.")  # noqa: FBT003
    assert "Hanya petugas" in sheet._band._words.text()
    with qtbot.assertNotEmitted(sheet.save_requested):
        sheet.save()


def test_history_is_shown_newest_first_and_replaced(sheet: RecordSheet, qtbot: QtBot) -> None:
    sheet.set_history([HistoryLine("13 Jun", "A", "Disimpan"), HistoryLine("12 Jun", "B", "Dibuat")])
    assert sheet._history.texts() == ["13 Jun · A · Disimpan", "12 Jun · B · Dibuat"]
    moved = HistoryLine("14 Jun", "A", "Diubah", "salah ketik", (("Nama", "Lama", "Baru"),))
    sheet.set_history([moved], more=True)
    (step,) = sheet._history.steps
    assert step.button is not None
    step.button.click()
    assert sheet._history.texts() == ["14 Jun · A · Diubah\nNama | Lama | Baru"]
    with qtbot.waitSignal(sheet.older_history_wanted):
        sheet._history.older.click()
    sheet.add_history([HistoryLine("13 Jun", "A", "Disimpan")], more=False)
    assert len(sheet._history.texts()) == 2
    assert sheet._history.older.isHidden()
    sheet.set_history([])
    assert sheet._history.texts() == []
    assert sheet._history.isHidden()


def test_a_room_adds_buttons(sheet: RecordSheet) -> None:
    pressed: list[int] = []
    button = sheet.add_button("Terbitkan", lambda: pressed.append(1), icon="rubber-stamp")
    button.click()
    assert pressed == [1]


def test_another_record_begins_at_its_top_and_the_same_one_stays(sheet: RecordSheet) -> None:
    sheet.resize(420, 300)
    QApplication.processEvents()
    bar = sheet._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    sheet.show_record({}, title=sheet._title.text())
    QApplication.processEvents()
    assert bar.value() > 0
    sheet.show_new({}, title="OBH baru")
    assert bar.value() == 0

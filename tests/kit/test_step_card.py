"""The card of one step of work, and the short table that is only read."""

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from berkas.kit.plaintable import PlainTable
from berkas.kit.stepcard import StepCard
from berkas.rules.fields import Field, Kind

DAY = Field("on_date", "Tanggal", Kind.DATE, required=True)
WHY = Field("reason", "Alasan", required=True)


def test_a_step_is_asked_checked_and_handed_on_once(qtbot: QtBot) -> None:
    card = StepCard(None, lambda: date(2025, 6, 12))
    qtbot.addWidget(card)
    handed: list[tuple[object, object]] = []
    card.accepted.connect(lambda what, values: handed.append((what, values)))
    card.begin("kembali", "Kembalikan", (DAY, WHY), {"on_date": "2025-06-12"})
    assert not card.is_changed()
    card.accept()
    assert handed == []
    assert card.form is not None
    card.form.set_value("reason", "Kuitansi tidak ada.")
    assert card.is_changed()
    card.accept()
    assert handed == [("kembali", {"on_date": "2025-06-12", "reason": "Kuitansi tidak ada."})]
    assert not card.go.isEnabled()
    card.refuse("Tanggal mendahului langkah sebelumnya.", ("on_date",))
    assert card.go.isEnabled()
    assert card.failure.isHidden()
    card.refuse("Sudah berubah.", ())
    assert card.failure.text() == "Sudah berubah."
    card.close_card()
    assert card.form is None
    assert not card.is_changed()


def test_a_short_table_is_as_high_as_its_rows_and_keeps_its_words_in_sight(qtbot: QtBot) -> None:
    table = PlainTable("Uang", ("Tahap", "Diajukan"), right=(1,))
    qtbot.addWidget(table)
    table.resize(400, 100)
    table.show()
    table.show_rows([("Persidangan", "Rp3.000.000"), ("Jumlah", "Rp3.000.000")], totals={1})
    low = table.height()
    table.show_rows([("Persidangan", "Rp3.000.000")] * 6)
    assert table.height() > low
    assert table.texts()[0] == ("Persidangan", "Rp3.000.000")
    cell = table.item(0, 1)
    assert cell is not None
    assert cell.textAlignment() & Qt.AlignmentFlag.AlignRight.value
    table.resize(60, 100)
    qtbot.wait(20)
    assert table.columnWidth(0) >= table.fontMetrics().horizontalAdvance("Persidangan")

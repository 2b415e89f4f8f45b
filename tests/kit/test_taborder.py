"""Tab reaches everything behind a list of choices that is long enough to be searched."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.kit.speaking import assert_speaks, keyboard_widgets, name_of, tab_order

from berkas.kit import theme
from berkas.kit.record import RecordSheet
from berkas.rules.fields import Choice, Field, Kind

MANY = tuple(Choice(f"c{number}", f"Pilihan {number}") for number in range(40))
FIELDS = (
    Field("name", "Nama"),
    Field("kind", "Jenis", Kind.CHOICE, choices=MANY),
    Field("note", "Catatan"),
    Field("place", "Tempat"),
)


def test_tab_goes_on_behind_a_long_list_of_choices(qtbot: QtBot, qapp: QApplication) -> None:
    if not qapp.styleSheet():
        theme.apply(qapp)
    sheet = RecordSheet(FIELDS)
    qtbot.addWidget(sheet)
    sheet.resize(700, 700)
    sheet.show()
    qtbot.waitExposed(sheet)
    sheet.show_new({}, title="Catatan baru")
    assert_speaks(sheet)
    names = [name_of(widget) for widget in tab_order(sheet, keyboard_widgets(sheet)[0])]
    assert {"Nama", "Catatan", "Tempat", "Simpan"} <= set(names)

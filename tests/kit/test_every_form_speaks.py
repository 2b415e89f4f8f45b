"""Every kind of page the kit makes can be used by keyboard and by ear."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.kit import samples
from tests.kit.papers import pdf
from tests.kit.questionnaires import INTERVIEW
from tests.kit.speaking import assert_mnemonics_unique, assert_speaks

from berkas.kit.answers import AnswerForm
from berkas.kit.charts import Bar, BarChart
from berkas.kit.form import Form
from berkas.kit.help import HelpWindow
from berkas.kit.preview import PreviewDialog
from berkas.kit.tableview import TableView
from berkas.rules.fields import Choice, Field, Kind


def form() -> QWidget:
    """A form of every kind of field."""
    made = Form(samples.FIELDS, lookup=samples.lookup, today=samples.today)
    made.set_values(samples.RECORD)
    return made


def long_lists() -> QWidget:
    """Boxes that can be typed into, between other fields."""
    offered = tuple(Choice(str(each), f"Kabupaten Contoh {each}") for each in range(12))
    fields = [
        Field("first", "Nama"),
        Field("place", "Kabupaten", Kind.CHOICE, choices=offered),
        Field("second", "Kabupaten lain", Kind.CHOICE, choices=offered),
        Field("last", "Catatan", Kind.LONG_TEXT),
    ]
    return Form(fields)


def table() -> QWidget:
    """A list."""
    return TableView(samples.source(30), title="Register PBH", filters=samples.FILTERS, today=samples.today)


def answers() -> QWidget:
    """An instrument."""
    return AnswerForm(INTERVIEW, today=samples.today)


def chart() -> QWidget:
    """A chart."""
    return BarChart("Pengaduan per kelas", [Bar("Aspirasi", 4, "4")])


def preview() -> QWidget:
    """A document."""
    return PreviewDialog(pdf(2), title="Dossier contoh")


@pytest.mark.parametrize(
    "build", [form, long_lists, table, samples.sheet, samples.register, answers, chart, preview]
)
def test_page_speaks(qtbot: QtBot, build: object) -> None:
    page: QWidget = build()  # type: ignore[operator]
    qtbot.addWidget(page)
    page.resize(1300, 900)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    assert_speaks(page)
    assert_mnemonics_unique(page)


def test_help_speaks(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "mulai.md").write_text("# Mulai\n\nSelamat datang.", encoding="utf-8")
    window = HelpWindow(tmp_path)
    qtbot.addWidget(window)
    window.open_page("mulai")
    assert_speaks(window)
    assert_mnemonics_unique(window)


def test_a_silent_widget_is_caught(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QLineEdit, QVBoxLayout

    page = QWidget()
    QVBoxLayout(page).addWidget(QLineEdit(page))
    qtbot.addWidget(page)
    page.show()
    with pytest.raises(AssertionError, match="without a name"):
        assert_speaks(page)


def test_a_name_given_twice_is_caught(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QPushButton, QVBoxLayout

    page = QWidget()
    lines = QVBoxLayout(page)
    lines.addWidget(QPushButton("Simpan", page))
    lines.addWidget(QPushButton("Simpan", page))
    qtbot.addWidget(page)
    page.show()
    with pytest.raises(AssertionError, match="given twice"):
        assert_speaks(page)


def test_a_jump_back_is_caught(qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QPushButton, QVBoxLayout

    page = QWidget()
    lines = QVBoxLayout(page)
    buttons = [QPushButton(word, page) for word in ("Satu", "Dua", "Tiga")]
    for button in (buttons[0], buttons[2], buttons[1]):
        lines.addWidget(button)
    qtbot.addWidget(page)
    page.show()
    with pytest.raises(AssertionError, match="jumps back"):
        assert_speaks(page)

"""Words of a language twice as long, and text twice as large, still fit."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tests.kit import samples
from tests.kit.questionnaires import INTERVIEW
from tests.kit.speaking import assert_nothing_clipped, double_words

from berkas.kit import theme
from berkas.kit.answers import AnswerForm
from berkas.kit.form import Form
from berkas.kit.tableview import EmptyState, TableView

ROOM = (1186, 690)
"""What a page has on a screen of 1366 x 768 beside the rail and under the top line."""


def form() -> QWidget:
    """A form of every kind of field."""
    made = Form(samples.FIELDS, lookup=samples.lookup, today=samples.today)
    made.set_values(samples.RECORD)
    made.show_problems(made.problems())
    return made


def table() -> QWidget:
    """A list."""
    return TableView(samples.source(9), title="Register PBH", filters=samples.FILTERS, today=samples.today)


def empty() -> QWidget:
    """A list without rows."""
    state = EmptyState(
        "Belum ada PBH. Register memuat pemberi bantuan hukum terakreditasi.", "PBH baru", "obh"
    )
    return TableView(samples.source(0), title="Register PBH", empty=state)


def answers() -> QWidget:
    """An instrument."""
    return AnswerForm(INTERVIEW, today=samples.today)


def narrow() -> QWidget:
    """The sheet over the list."""
    page = samples.register()
    page.show_sheet()
    return page


BUILDERS = [form, table, empty, samples.sheet, samples.register, answers, narrow]


@pytest.mark.parametrize("scale", [1.0, 1.35, 2.0])
@pytest.mark.parametrize("build", BUILDERS)
def test_large_text_fits(qtbot: QtBot, qapp: QApplication, build: object, scale: float) -> None:
    theme.apply(qapp, scale=scale)
    page: QWidget = build()  # type: ignore[operator]
    show(qtbot, page)
    assert_nothing_clipped(page)
    assert page.minimumSizeHint().width() <= ROOM[0]


@pytest.mark.parametrize("build", BUILDERS)
def test_long_words_fit(qtbot: QtBot, build: object) -> None:
    page: QWidget = build()  # type: ignore[operator]
    show(qtbot, page)
    double_words(page)
    qtbot.wait(20)
    assert_nothing_clipped(page)
    assert page.minimumSizeHint().width() <= ROOM[0]


def show(qtbot: QtBot, page: QWidget) -> None:
    """Put a page on screen in the room it has."""
    qtbot.addWidget(page)
    page.resize(*ROOM)
    page.show()
    qtbot.wait(20)


def test_a_clipped_label_is_caught(qtbot: QtBot) -> None:
    page = QWidget()
    label = QLabel("Tanggal surat keputusan", page)
    label.setFixedSize(40, 12)
    show(qtbot, page)
    with pytest.raises(AssertionError, match="clipped"):
        assert_nothing_clipped(page)

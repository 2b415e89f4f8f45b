"""Charts paint what they are given, in any scheme, and have a twin in words."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from berkas.kit import theme
from berkas.kit.charts import Bar, BarChart, Chart, Line, LineChart
from berkas.kit.theme import Scheme

BARS = [Bar("Pengaduan", 12, "12"), Bar("Aspirasi", 4, "4"), Bar("Selisih", -3, "-3", "bahaya")]
POINTS = ["Jan", "Feb", "Mar"]
LINES = [
    Line("Kantor", (80.0, None, 83.0), ("80,00", "", "83,00")),
    Line("Rata-rata", (75.0, 76.0, 83.0), ("75,00", "76,00", "83,00")),
]


def shown(qtbot: QtBot, chart: Chart) -> Chart:
    """Put a chart on screen."""
    qtbot.addWidget(chart)
    chart.resize(600, 320)
    chart.show()
    return chart


def colours_of(chart: Chart) -> set[str]:
    """Every colour the picture uses."""
    image = chart.picture.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(0, image.height(), 2)}


@pytest.mark.parametrize("scheme", theme.SCHEMES)
def test_bars_are_painted_in_the_scheme(qtbot: QtBot, qapp: QApplication, scheme: Scheme) -> None:
    theme.apply(qapp, scheme=scheme)
    chart = shown(qtbot, BarChart("Pengaduan per kelas", BARS))
    found = colours_of(chart)
    assert theme.tokens().colours.accent in found
    assert theme.tokens().colours.danger in found


def test_a_bar_is_as_long_as_its_value(qtbot: QtBot) -> None:
    chart = shown(qtbot, BarChart("x", [Bar("A", 10, "10"), Bar("B", 5, "5")]))
    image = chart.picture.grab().toImage()
    accent = QColor(theme.tokens().colours.accent).rgb()
    height = image.height() // 2
    lengths = [
        sum(1 for x in range(image.width()) if image.pixel(x, y) == accent)
        for y in (height // 2 - 1, height + height // 2 - 5)
    ]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=3)


def test_nothing_to_show_is_shown(qtbot: QtBot) -> None:
    assert not shown(qtbot, BarChart("Kosong", [])).picture.grab().isNull()
    assert not shown(qtbot, LineChart("Kosong", [], [])).picture.grab().isNull()
    empty = LineChart("Kosong", ["Jan"], [Line("x", (None,), ("",))])
    assert not shown(qtbot, empty).picture.grab().isNull()


def test_lines_are_painted(qtbot: QtBot) -> None:
    chart = shown(qtbot, LineChart("IKM", POINTS, LINES))
    assert theme.tokens().colours.accent in colours_of(chart)


def test_the_twin_says_the_same(qtbot: QtBot) -> None:
    chart = shown(qtbot, LineChart("IKM", POINTS, LINES))
    assert not chart.table.isVisible()
    chart._switch.click()
    assert chart.table.isVisible()
    assert not chart.picture.isVisible()
    texts = [[chart.table.item(row, column).text() for column in range(3)] for row in range(3)]
    assert texts == [["Jan", "80,00", "75,00"], ["Feb", "", "76,00"], ["Mar", "83,00", "83,00"]]
    assert chart.table.accessibleName() == "Tabel: IKM"
    assert chart._switch.accessibleName() == "Tampilkan sebagai grafik: IKM"
    chart._switch.click()
    assert chart.picture.isVisible()


def test_ears_get_the_numbers(qtbot: QtBot) -> None:
    chart = shown(qtbot, BarChart("Pengaduan per kelas", BARS))
    assert chart.picture.accessibleDescription() == "Pengaduan: 12; Aspirasi: 4; Selisih: -3"

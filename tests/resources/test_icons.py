"""Every picture is drawn by Qt, and takes the colour of the text beside it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).parents[2] / "resources" / "icons"
OUTLINES = sorted(path for path in ICONS.glob("*.svg") if path.name != "berkas.svg")


def painted(text: str) -> QImage:
    renderer = QSvgRenderer(QByteArray(text.encode()))
    assert renderer.isValid()
    image = QImage(24, 24, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("path", OUTLINES, ids=lambda path: path.stem)
def test_an_outline_is_drawn_in_the_colour_of_the_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert 'stroke="currentColor"' in text or 'fill="currentColor"' in text
    image = painted(text.replace("currentColor", "#336699"))
    solid = {
        image.pixelColor(x, y).name()
        for x in range(24)
        for y in range(24)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {"#336699"}


@pytest.mark.usefixtures("qapp")
def test_the_program_has_an_icon_of_its_own() -> None:
    image = painted((ICONS / "berkas.svg").read_text(encoding="utf-8"))
    assert image.pixelColor(12, 19).blue() > image.pixelColor(12, 19).red()


def test_the_licence_of_the_outlines_stands_beside_them() -> None:
    assert "MIT License" in (ICONS / "LICENSE").read_text(encoding="utf-8")

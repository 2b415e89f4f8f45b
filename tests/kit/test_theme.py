"""Colours can be told apart, sizes follow the scale, icons follow the scheme."""

import re

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from berkas import paths
from berkas.kit import keys, theme
from berkas.kit.theme import SCHEMES, Colours, Scheme, Tokens


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


GROUNDS = ("window", "surface", "raised", "hover", "accent_soft")
TEXTS = ("text", "dim", "accent_text", "danger")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read(scheme: Scheme, ground: str, text: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("on_danger", "danger"),
        ("good", "good_soft"),
        ("warning", "warning_soft"),
        ("danger", "danger_soft"),
        ("info", "info_soft"),
        ("good", "surface"),
        ("warning", "surface"),
        ("info", "surface"),
        ("text", "good_soft"),
        ("text", "warning_soft"),
        ("text", "danger_soft"),
        ("text", "info_soft"),
        ("window", "text"),
        ("surface", "dim"),
    ],
)
def test_text_on_its_own_ground_can_be_read(scheme: Scheme, text: str, ground: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["window", "surface", "raised"])
@pytest.mark.parametrize("line", ["line", "focus", "accent"])
def test_lines_and_focus_can_be_seen(scheme: Scheme, ground: str, line: str) -> None:
    colours = SCHEMES[scheme]
    assert contrast(getattr(colours, line), getattr(colours, ground)) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_focus_on_a_strong_button_can_be_seen_from_outside(scheme: Scheme) -> None:
    colours = SCHEMES[scheme]
    assert contrast(colours.text, colours.window) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_is_written_in_full(scheme: Scheme) -> None:
    colours = SCHEMES[scheme]
    for name in Colours.__slots__:  # type: ignore[attr-defined]
        assert re.fullmatch(r"#[0-9a-f]{6}", getattr(colours, name)), name


def test_sizes_follow_the_scale() -> None:
    small, large = Tokens(), Tokens(scale=2.0)
    assert (small.row_height, large.row_height) == (32, 64)
    assert large.points == 2 * small.points
    assert small.title > small.heading > small.points > small.small


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("scale", [1.0, 1.35, 2.0])
def test_scheme_and_scale_are_put_on_the_program(qapp: QApplication, scheme: Scheme, scale: float) -> None:
    theme.apply(qapp, scheme=scheme, scale=scale)
    assert theme.tokens().scheme == scheme
    assert qapp.font().pointSizeF() == pytest.approx(theme.tokens().points)
    assert qapp.palette().window().color().name() == SCHEMES[scheme].window
    assert "{" in qapp.styleSheet()
    assert "None" not in qapp.styleSheet()


@pytest.mark.parametrize(("asked", "given"), [(0.2, 1.0), (5.0, 2.0)])
def test_scale_stays_within_bounds(qapp: QApplication, asked: float, given: float) -> None:
    theme.apply(qapp, scale=asked)
    assert theme.tokens().scale == given


def test_icons_follow_the_scheme(qapp: QApplication, qtbot: QtBot) -> None:
    button = QPushButton("Simpan")
    qtbot.addWidget(button)
    theme.set_icon(button, "device-floppy")
    assert ink(button.icon()) == SCHEMES["terang"].text
    theme.apply(qapp, scheme="gelap", scale=2.0)
    assert ink(button.icon()) == SCHEMES["gelap"].text
    assert button.iconSize().width() == theme.tokens().icon - 2


def ink(icon: QIcon) -> str:
    """The colour of the most opaque point of an icon."""
    image = icon.pixmap(64, 64).toImage()
    points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return max(points, key=lambda colour: colour.alpha()).name()


def test_an_unknown_icon_is_named(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError, match="tidak-ada"):
        theme.icon("tidak-ada")


def test_every_icon_the_kit_asks_for_exists() -> None:
    asked = {key.icon for key in keys.KEYS if key.icon} | set(theme.TONE_ICONS.values())
    for file in (paths.resource("icons").parents[1] / "desktop/berkas/kit").rglob("*.py"):
        asked |= set(re.findall(r'set_icon\([^,]+, "([a-z0-9-]+)"', file.read_text(encoding="utf-8")))
    missing = sorted(name for name in asked if not paths.resource("icons", f"{name}.svg").is_file())
    assert not missing


def test_roles_change_the_look(qtbot: QtBot) -> None:
    label = QLabel("Register")
    qtbot.addWidget(label)
    before = label.font().pointSizeF()
    theme.mark(label, "judul")
    label.ensurePolished()
    assert label.font().pointSizeF() > before


@pytest.mark.parametrize(
    ("context", "english"),
    [
        ("QPlatformTheme", "Cancel"),
        ("QPlatformTheme", "Save"),
        ("QLineEdit", "&Copy"),
        ("QFileDialog", "&Look in:"),
    ],
)
def test_qt_speaks_indonesian(qapp: QApplication, context: str, english: str) -> None:
    assert QCoreApplication.translate(context, english) != english


def test_numbers_are_written_the_indonesian_way(qapp: QApplication) -> None:
    from PySide6.QtCore import QLocale

    assert QLocale().toString(1234.5, "f", 2) == "1.234,50"
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight

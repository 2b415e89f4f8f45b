"""The outline icons, coloured for the scheme in force.

An icon file draws with `currentColor`; here that word becomes the colour of the scheme. Widgets and
actions that got their icon with `set_icon` are given a fresh one when the scheme changes.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from berkas import paths
from berkas.kit.theme.tokens import Tokens

_NAME = "berkas_ikon"
_TONE = "berkas_ikon_warna"
_SIZES = (16, 20, 24, 32, 40, 64)


def svg(name: str, colour: str, *, width: float = 1.75) -> bytes:
    """The drawing of an icon in one colour (`#rrggbb`). FileNotFoundError names an icon that does not
    exist.
    """
    text = _read(paths.resource("icons", f"{name}.svg"))
    return (
        text.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{width}"').encode()
    )


@lru_cache(maxsize=256)
def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def draw(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """A square picture of an icon, `side` logical pixels wide, for painters."""
    return _painted(QSvgRenderer(QByteArray(svg(name, colour))), side, ratio)


def _painted(drawing: QSvgRenderer, side: int, ratio: float = 1.0) -> QPixmap:
    image = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(image.rect()))
    painter.end()
    picture = QPixmap.fromImage(image)
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, now: Tokens, colour: str = "") -> QIcon:
    """An icon in the colour of ordinary text, or in `colour`; dimmed when disabled."""
    made = QIcon()
    colours = now.colours
    tones = {QIcon.Mode.Normal: colour or colours.text, QIcon.Mode.Disabled: colours.line}
    for mode, tone in tones.items():
        drawing = QSvgRenderer(QByteArray(svg(name, tone)))  # read once for all sizes
        for side in _SIZES:
            made.addPixmap(_painted(drawing, side), mode)
    return made


def set_icon(target: QAbstractButton | QAction, name: str, now: Tokens, role: str = "") -> None:
    """Give a button or an action an icon that follows the scheme. `role` names a colour token, e.g.
    `on_accent`.
    """
    target.setProperty(_NAME, name)
    target.setProperty(_TONE, role)
    _dress(target, now)


def _dress(target: QObject, now: Tokens) -> None:
    name, role = target.property(_NAME), target.property(_TONE)
    if name and isinstance(target, QAbstractButton | QAction):
        target.setIcon(icon(name, now, getattr(now.colours, role) if role else ""))
        if isinstance(target, QAbstractButton):
            target.setIconSize(QSize(now.icon - 2, now.icon - 2))


def dress_again(app: QApplication, now: Tokens) -> None:
    """Colour every icon set with `set_icon` for the scheme in force."""
    for widget in app.allWidgets():
        _dress(widget, now)
        for action in widget.actions():
            _dress(action, now)

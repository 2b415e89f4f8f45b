"""Puts a scheme and a text size on the running program.

Holds what is in force now. Widgets read `tokens()` when they paint and measure; they never keep colours.
"""

import atexit
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QStyleFactory, QWidget

from berkas import paths
from berkas.kit.theme import icons
from berkas.kit.theme.stylesheet import stylesheet
from berkas.kit.theme.tokens import Colours, Scheme, Tokens

LEAST_SCALE, MOST_SCALE = 1.0, 2.0
_PREFERRED_FONTS = ("Noto Sans", "Cantarell", "Ubuntu", "Open Sans", "Liberation Sans", "Carlito")
"""Tried in this order where the desktop names no font of its own and falls back to DejaVu, which is very
wide.
"""


class _State(QObject):
    """What is in force; `changed` tells painters of their own (tables, charts) to measure again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.now = Tokens()
        self.font: QFont | None = None
        self.translator: QTranslator | None = None
        self.pictures: tempfile.TemporaryDirectory[str] | None = None

    def picture_folder(self) -> Path:
        """A folder for the arrows and ticks of the style sheet; removed when the program ends."""
        if self.pictures is None:
            self.pictures = tempfile.TemporaryDirectory(prefix="berkas-")
            atexit.register(self.pictures.cleanup)
        return Path(self.pictures.name)


_state = _State()


def tokens() -> Tokens:
    """Colours and sizes in force now."""
    return _state.now


def on_change(slot: Callable[[], object]) -> None:
    """Call a method of a QObject whenever scheme or text size have changed, as long as that object lives."""
    _state.changed.connect(slot)


def icon(name: str, colour: str = "") -> QIcon:
    """An icon of `resources/icons` in the colour of text, or in `colour` (`#rrggbb`)."""
    return icons.icon(name, _state.now, colour)


def set_icon(target: QAbstractButton | QAction, name: str, role: str = "") -> None:
    """Give a button or an action an icon that follows the scheme; `role` is a colour token such as
    `on_accent`.
    """
    icons.set_icon(target, name, _state.now, role)


def apply(app: QApplication, *, scheme: Scheme = "terang", scale: float = 1.0) -> None:
    """Show the whole program in a scheme and a text size (1.0 to 2.0); may be called again at any time."""
    if _state.font is None:
        _state.font = _system_font()
        app.setStyle(QStyleFactory.create("Fusion"))
        QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
        speak_indonesian(app)
    base = _state.font.pointSizeF() if _state.font.pointSizeF() > 0 else Tokens().base_points
    now = Tokens(scheme, min(MOST_SCALE, max(LEAST_SCALE, scale)), max(base, 9.0))
    _state.now = now
    font = QFont(_state.font)
    font.setPointSizeF(now.points)
    app.setFont(font)
    app.setPalette(_palette(now.colours))
    app.setStyleSheet(stylesheet(now, _draw_pictures(now.colours).as_posix()))
    icons.dress_again(app, now)
    _state.changed.emit()


def speak_indonesian(app: QApplication) -> None:
    """Qt's own words (standard buttons, file dialogs, context menus) in Indonesian."""
    if _state.translator is None:
        translator = QTranslator()
        if translator.load(str(paths.resource("i18n", "qt_id.qm"))):
            _state.translator = translator
    if _state.translator is not None:
        app.installTranslator(_state.translator)


def mark(widget: QWidget, role: str = "", **more: str) -> None:
    """Give a widget a role of the style sheet, and other properties the sheet asks for (`tone`, `salah`,
    `aktif`).
    """
    if role:
        widget.setProperty("role", role)
    for name, value in more.items():
        widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.update()


def _system_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    family = font.family().casefold()
    if family.startswith(("dejavu", "sans")) or not family:
        known = set(QFontDatabase.families())
        better = next((name for name in _PREFERRED_FONTS if name in known), None)
        if better is not None:
            font.setFamily(better)
    return font


def _draw_pictures(colours: Colours) -> Path:
    folder = _state.picture_folder()
    name = colours.window.removeprefix("#") + colours.text.removeprefix("#")
    target = folder / name
    if not target.exists():
        target.mkdir()
        drawn = {
            "bawah": ("chevron-down", colours.dim),
            "naik": ("chevron-up", colours.dim),
            "turun": ("chevron-down", colours.dim),
            "centang": ("check", colours.on_accent),
        }
        for file, (icon_name, colour) in drawn.items():
            (target / f"{file}.svg").write_bytes(icons.svg(icon_name, colour, width=2.5))
    return target


def _palette(c: Colours) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: c.window,
        QPalette.ColorRole.WindowText: c.text,
        QPalette.ColorRole.Base: c.surface,
        QPalette.ColorRole.AlternateBase: c.raised,
        QPalette.ColorRole.Text: c.text,
        QPalette.ColorRole.Button: c.surface,
        QPalette.ColorRole.ButtonText: c.text,
        QPalette.ColorRole.BrightText: c.on_accent,
        QPalette.ColorRole.Highlight: c.accent,
        QPalette.ColorRole.HighlightedText: c.on_accent,
        QPalette.ColorRole.Accent: c.accent,
        QPalette.ColorRole.Link: c.accent_text,
        QPalette.ColorRole.LinkVisited: c.accent_text,
        QPalette.ColorRole.ToolTipBase: c.raised,
        QPalette.ColorRole.ToolTipText: c.text,
        QPalette.ColorRole.PlaceholderText: c.dim,
        QPalette.ColorRole.Light: c.raised,
        QPalette.ColorRole.Midlight: c.hair,
        QPalette.ColorRole.Mid: c.line,
        QPalette.ColorRole.Dark: c.line,
        QPalette.ColorRole.Shadow: c.hair,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(c.dim))
    return palette

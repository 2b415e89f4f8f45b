"""What a page must be able to do without a mouse and without eyes; used by the tests of every page.

`assert_speaks(page)`: every widget that takes the keyboard has a name, no name is given twice, Tab visits all
of them and goes the way one reads. `assert_mnemonics_unique(page)`: no Alt letter is given twice.
`double_words(page)` and `assert_nothing_clipped(page)`: words of a longer language still fit.
"""

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

_TOLERANCE = 12


def keyboard_widgets(page: QWidget) -> list[QWidget]:
    """Widgets that Tab should reach."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisibleTo(page)
        and widget.isEnabledTo(page)
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget.parent(), QLineEdit)
        and widget.window() is page.window()
    ]


def name_of(widget: QWidget) -> str:
    """The name a screen reader says."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def tab_order(page: QWidget, start: QWidget) -> list[QWidget]:
    """Widgets in the order in which Tab visits them, from `start` until it comes back."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    for _ in range(400):
        here = QApplication.focusWidget()
        assert here is not None, "nothing has the keyboard"
        if visited and here is visited[0]:
            break
        visited.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return visited


def assert_speaks(page: QWidget) -> None:
    """Names, no name twice, Tab everywhere, in reading order."""
    page.activateWindow()
    QApplication.processEvents()
    wanted = keyboard_widgets(page)
    assert wanted, "nothing on this page takes the keyboard"
    silent = [f"{type(widget).__name__} '{widget.objectName()}'" for widget in wanted if not name_of(widget)]
    assert not silent, f"without a name: {silent}"
    names = [name_of(widget).casefold() for widget in wanted]
    twice = sorted({name for name in names if names.count(name) > 1})
    assert not twice, f"names given twice: {twice}"
    visited = tab_order(page, _first(page, wanted))
    missed = [name_of(widget) for widget in wanted if widget not in visited]
    assert not missed, f"Tab never reaches: {missed}"
    for before, after in pairwise(visited):
        assert _reads_on(page, before, after), (
            f"Tab jumps back from {name_of(before)!r} to {name_of(after)!r}"
        )


def _first(page: QWidget, widgets: list[QWidget]) -> QWidget:
    return min(widgets, key=lambda each: (_place(page, each).y() // (2 * _TOLERANCE), _place(page, each).x()))


def _place(page: QWidget, widget: QWidget) -> QPoint:
    """Where a widget stands when nothing is scrolled."""
    place = widget.mapTo(page, QPoint(0, 0))
    parent = widget.parentWidget()
    while parent is not None and parent is not page:
        if isinstance(parent, QScrollArea):
            place += QPoint(parent.horizontalScrollBar().value(), parent.verticalScrollBar().value())
        parent = parent.parentWidget()
    return place


def _outside(page: QWidget, widget: QWidget, other: QWidget) -> QPoint:
    """The place of a widget, or that of the scrolled area that holds it and not the other one."""
    area = widget.parentWidget()
    while area is not None and area is not page:
        if isinstance(area, QScrollArea) and not area.isAncestorOf(other):
            return _place(page, area)
        area = area.parentWidget()
    return _place(page, widget)


def _reads_on(page: QWidget, before: QWidget, after: QWidget) -> bool:
    here, there = _outside(page, before, after), _outside(page, after, before)
    below = there.y() >= here.y() - _TOLERANCE
    to_the_right = there.x() >= here.x() + min(before.width(), 40) - _TOLERANCE
    return below or to_the_right


def mnemonics(page: QWidget) -> list[tuple[str, str]]:
    """Alt letters with the words they stand in."""
    found: list[tuple[str, str]] = []
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton) and widget.isVisibleTo(page):
            words = widget.text().replace("&&", "")
            if "&" in words and (not isinstance(widget, QLabel) or widget.buddy() is not None):
                found.append((words[words.index("&") + 1].casefold(), widget.text()))
    return found


def assert_mnemonics_unique(page: QWidget) -> None:
    """No Alt letter is given twice on a page."""
    letters = [letter for letter, _ in mnemonics(page)]
    twice = [pair for pair in mnemonics(page) if letters.count(pair[0]) > 1]
    assert not twice, f"Alt letters given twice: {twice}"


def double_words(page: QWidget) -> None:
    """A made-up language in which everything is twice as long."""
    for widget in page.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton) and widget.text().strip():
            widget.setText(f"{widget.text()} {widget.text().replace('&', '')}")
    QApplication.processEvents()


def assert_nothing_clipped(page: QWidget) -> None:
    """Every label and button is as large as its words need."""
    cut: list[str] = []
    for widget in page.findChildren(QWidget):
        if not isinstance(widget, QLabel | QAbstractButton) or not widget.isVisibleTo(page):
            continue
        if not widget.text().strip() or isinstance(widget.parent(), QLineEdit):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            fits = widget.heightForWidth(widget.width()) <= widget.height() + 1
        else:
            need = widget.minimumSizeHint()
            fits = need.width() <= widget.width() + 1 and need.height() <= widget.height() + 1
        if not fits:
            cut.append(f"{widget.text()!r} {widget.width()}x{widget.height()}, needs {widget.sizeHint()}")
    assert not cut, "clipped: " + "; ".join(cut)

"""The menus: every action of the program has an entry here with its key, whichever page it belongs to.

Entries of the window carry their key themselves. Entries of a page (new, save, print …) only name it: the key
belongs to the page's own action, which the entry looks for and triggers, and is grey where there is none.
"""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from berkas.kit import keys, theme
from berkas.kit.keys import Scope

_PAGE_SCOPES = {Scope.LIST, Scope.SHEET, Scope.QUESTIONS}
SCHEME_WORDS = {"terang": "Terang", "gelap": "Gelap", "kontras": "Kontras tinggi"}

_ROOM_CODES = tuple(f"ruang_{place}" for place in range(1, 8))

Slot = Callable[[], object]


class Menus(QObject):
    """Fills a menu bar from the table of keys.

    `slots` answers the window's own codes, `words` replaces their words (the names of rooms), `front` tells
    the page in front.
    """

    def __init__(
        self,
        bar: QMenuBar,
        slots: Mapping[str, Slot],
        front: Callable[[], QWidget | None],
        words: Mapping[str, str],
    ) -> None:
        super().__init__(bar)
        self._front = front
        self._page_entries: list[tuple[QAction, str]] = []
        self.menus: dict[str, QMenu] = {}
        self.actions: dict[str, QAction] = {}
        for name, letter in keys.MENUS.items():
            place = name.casefold().index(letter)
            menu = bar.addMenu(f"{name[:place]}&{name[place:]}")
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(self._look_at_page)
            self.menus[name] = menu
        for known in keys.KEYS:
            if not known.menu:
                continue
            if known.scope in _PAGE_SCOPES:
                self._add_page_entry(known)
            else:
                action = keys.action(known.code, bar, slots[known.code])
                action.setText(words.get(known.code, known.words))
                self.actions[known.code] = action
                self.menus[known.menu].addAction(action)

    def add(self, menu: str, words: str, slot: Slot, *, icon: str = "", key: str = "") -> QAction:
        """One more entry; not for keys of the table."""
        action = QAction(words, self)
        action.triggered.connect(slot)
        if icon:
            theme.set_icon(action, icon)
        if key:
            action.setShortcut(key)
        self.menus[menu].addAction(action)
        return action

    def add_before(self, menu: str, code: str, *entries: QAction | None) -> None:
        """Put entries in front of one of the table; None is a line between groups."""
        before = self.actions[code]
        for entry in entries:
            if entry is None:
                self.menus[menu].insertSeparator(before)
            else:
                self.menus[menu].insertAction(before, entry)

    def add_schemes(self, current: str, chosen: Callable[[str], object]) -> None:
        """The light, the dark and the high-contrast look; exactly one is in force."""
        submenu = self.menus["Lihat"].addMenu("Tampilan")
        theme.set_icon(submenu.menuAction(), "contrast")
        group = QActionGroup(submenu)
        for scheme, words in SCHEME_WORDS.items():
            action = submenu.addAction(words)
            action.setCheckable(True)
            action.setChecked(scheme == current)
            action.triggered.connect(lambda _=False, scheme=scheme: chosen(scheme))
            group.addAction(action)

    def perform(self, code: str) -> bool:
        """Trigger a page's action by its code; False when the page in front has none that is enabled."""
        action = self.page_action(code)
        if action is None:
            return False
        action.trigger()
        return True

    def perform_key(self, pressed: QKeySequence) -> bool:
        """Trigger the page's action that has this key; False when there is none."""
        codes = [
            known.code
            for known in keys.KEYS
            if known.scope in _PAGE_SCOPES and any(QKeySequence(text) == pressed for text in known.keys)
        ]
        return any(self.perform(code) for code in codes)

    def page_action(self, code: str) -> QAction | None:
        """The page's own action behind an entry: the one nearest to the cursor, else the first visible."""
        front = self._front()
        if front is None:
            return None
        wanted = [QKeySequence(text) for text in keys.key(code).keys]
        for widget in _around(front, QApplication.focusWidget()):
            for action in widget.actions():
                if action.isEnabled() and any(key in wanted for key in action.shortcuts()):
                    return action
        return None

    def commands(self) -> Iterator[tuple[QAction, str, str]]:
        """Entry, words and key of everything that can be done now, but for going to a room."""
        self._look_at_page()
        for menu in self.menus.values():
            for entry in menu.actions():
                is_room = any(entry is self.actions.get(code) for code in _ROOM_CODES)
                if entry.isSeparator() or entry.menu() is not None or is_room or not entry.isEnabled():
                    continue
                words, _, key = entry.text().partition("\t")
                yield entry, words.rstrip("…"), key or entry.shortcut().toString()

    def page_commands(self) -> Iterator[tuple[QAction, str, str]]:
        """What the page in front can do beside the entries of the menus: action, words and key."""
        front = self._front()
        if front is None:
            return
        known = {sequence for each in keys.KEYS for sequence in each.keys}
        found = (
            action for widget in _around(front, QApplication.focusWidget()) for action in widget.actions()
        )
        for action in dict.fromkeys(found):
            key = action.shortcut().toString()
            if action.text() and action.isEnabled() and key not in known:
                yield action, action.text().rstrip("…"), key

    def _add_page_entry(self, known: keys.Key) -> None:
        entry = QAction(f"{known.words}\t{keys.shown(known.code)}", self)
        if known.icon:
            theme.set_icon(entry, known.icon)
        entry.triggered.connect(lambda _=False, code=known.code: self.perform(code))
        self._page_entries.append((entry, known.code))
        self.menus[known.menu].addAction(entry)

    def _look_at_page(self) -> None:
        for entry, code in self._page_entries:
            entry.setEnabled(self.page_action(code) is not None)


def _around(front: QWidget, focus: QWidget | None) -> Iterator[QWidget]:
    """From the cursor outwards to the page, then everything visible inside the page."""
    widget = focus if focus is not None and front.isAncestorOf(focus) else None
    while widget is not None and widget is not front:
        yield widget
        widget = widget.parentWidget()
    yield front
    for inner in front.findChildren(QWidget):
        if inner.actions() and inner.isVisible():
            yield inner

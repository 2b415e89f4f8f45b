"""A room with several kinds of records: one tab for each, made when it is first shown.

Where there are too many for one row, tabs of one group stand in a row of their own, and a row of groups above
leads to it. A view that needs the full width (keying, verification) lies over the tabs as a cover.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QTabWidget, QVBoxLayout, QWidget

from berkas.desk.desk import Desk, Place
from berkas.kit.register import RegisterPage


class TabContent(Protocol):
    """What stands on a tab: a record page, or a widget that can be visited and left in the same way."""

    def visit(self, id: int | None) -> None:
        """Show one record, or the list."""
        ...

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost."""
        ...


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: the kind of record (its table) that leads to it, its words, and how its page is made.

    In a room that has groups every tab names its own; tabs of one group stand side by side.
    """

    kind: str
    words: str
    make: Callable[[Desk], QWidget]
    group: str = ""


class TabbedPage(QWidget):
    """The page of a room made of tabs. `name` is what a screen reader calls the row of tabs."""

    def __init__(self, desk: Desk, tabs: Sequence[Tab], *, name: str) -> None:
        super().__init__()
        self.desk = desk
        self._tabs = tuple(tabs)
        self._pages: dict[str, QWidget] = {}
        self._holders: list[QVBoxLayout] = []
        self.groups = self._group_bar(name)  # before the tabs: the keyboard passes it first
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.tabBar().setAccessibleName(name)
        self.tabs.tabBar().setDrawBase(False)
        for tab in self._tabs:
            holder = QWidget()
            within = QVBoxLayout(holder)
            within.setContentsMargins(0, 0, 0, 0)
            self._holders.append(within)
            self.tabs.addTab(holder, tab.words)
        self._front = self.tabs if self.groups is None else self._under_groups(self.groups)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self._front)
        lines.addWidget(self.stack)
        self.tabs.currentChanged.connect(self._turned)
        self._show_group(self._tabs[0].group)
        self._fill(0)

    def _group_bar(self, name: str) -> QTabBar | None:
        """The row of groups, where the tabs name any; each remembers the tab that was in front last."""
        self._groups = list(dict.fromkeys(tab.group for tab in self._tabs))
        self._last = {group: self._of_group(group)[0] for group in self._groups}
        if len(self._groups) < 2:
            return None
        bar = QTabBar(self)
        bar.setProperty("role", "kelompok")
        bar.setDrawBase(False)
        bar.setExpanding(False)
        bar.setAccessibleName(f"Kelompok: {name}")
        for group in self._groups:
            bar.addTab(group)
        bar.currentChanged.connect(lambda place: self._bring(self._last[self._groups[place]]))
        return bar

    def _under_groups(self, bar: QTabBar) -> QWidget:
        front = QWidget(self)
        rows = QVBoxLayout(front)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(bar)
        rows.addWidget(self.tabs)
        return front

    def _of_group(self, group: str) -> list[int]:
        return [place for place, tab in enumerate(self._tabs) if tab.group == group]

    def _show_group(self, group: str) -> None:
        for place, tab in enumerate(self._tabs):
            self.tabs.setTabVisible(place, tab.group == group)

    def _bring(self, index: int) -> None:
        """Bring a tab to the front. It must stand in the row before, or Qt chooses another one."""
        group = self._tabs[index].group
        if self.groups is not None:
            for place in self._of_group(group):
                self.tabs.setTabVisible(place, self._tabs[place].group == group)
            self.tabs.setCurrentIndex(index)
            self._show_group(group)
            self.groups.setCurrentIndex(self._groups.index(group))
        self.tabs.setCurrentIndex(index)
        bar = self.tabs.tabBar()  # tabs that were hidden left the row scrolled too far: it is laid out anew
        bar.setUsesScrollButtons(not bar.usesScrollButtons())
        bar.setUsesScrollButtons(not bar.usesScrollButtons())

    def page_made(self, page: QWidget) -> None:
        """Called once for every page; a room connects its signals here."""

    def add_cover(self, view: QWidget) -> None:
        """A view that is shown over the tabs, full width, by `show_cover`."""
        self.stack.addWidget(view)

    def show_cover(self, view: QWidget) -> None:
        """Lay a view over the tabs; `visit` brings the tabs back."""
        self.stack.setCurrentWidget(view)

    def page(self, kind: str) -> Any:  # noqa: ANN401  a page of any kind
        """The page of one kind of record, made now when it was not shown yet."""
        self._fill(self._index(kind))
        return self._pages[kind]

    def visit(self, place: Place) -> None:
        """Show one record, or the list of a kind."""
        kind = place.kind or self._tabs[self.tabs.currentIndex()].kind
        page = cast("TabContent", self.page(kind))
        self.stack.setCurrentWidget(self._front)
        self._bring(self._index(kind))
        page.visit(place.id)

    def may_leave(self) -> bool:
        """Whether nothing typed on any tab would be lost."""
        return all(cast("TabContent", page).may_leave() for page in self._pages.values())

    def _index(self, kind: str) -> int:
        return [tab.kind for tab in self._tabs].index(kind)

    def _turned(self, index: int) -> None:
        """Another tab is in front. The cursor goes into it, unless somebody walks along the tabs."""
        self._fill(index)
        self._last[self._tabs[index].group] = index
        page = self._pages[self._tabs[index].kind]
        walking = self.tabs.tabBar().hasFocus() or (self.groups is not None and self.groups.hasFocus())
        if not self.isVisible() or walking:
            return
        if isinstance(page, RegisterPage):
            page.table.take_focus()
            return
        inside = (each for each in page.findChildren(QWidget) if each.isVisible() and each.isEnabled())
        first = next((each for each in inside if each.focusPolicy() & Qt.FocusPolicy.TabFocus), page)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, index: int) -> None:
        tab = self._tabs[index]
        if tab.kind not in self._pages:
            page = tab.make(self.desk)
            self._pages[tab.kind] = page
            self._holders[index].addWidget(page)
            page.show()  # at once, for the cursor goes into it
            self.page_made(page)

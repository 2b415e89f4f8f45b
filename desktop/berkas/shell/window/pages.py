"""The pages of the rooms, each made when its room is opened for the first time and kept until the end."""

from concurrent.futures import wait
from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from berkas.desk import Desk, Place
from berkas.kit.register import RegisterPage
from berkas.shell.registry import RoomEntry

_LEAST = (320, 240)
_KEEP_SECONDS = 1.0


class RoomPage(Protocol):
    """What every room's page can do."""

    def visit(self, place: Place) -> None:
        """Show a place of the room."""
        ...

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost; asks the person when something would."""
        ...


class RoomStack(QStackedWidget):
    """One page per room."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        # Large letters must not make the window larger than the screen; pages give way where they can.
        self.setMinimumSize(*_LEAST)
        self._pages: dict[str, RoomPage] = {}

    def show_room(self, entry: RoomEntry) -> RoomPage:
        """Bring a room to the front; its page is made now when it was never open."""
        page = self._pages.get(entry.key)
        if page is None:
            module = entry.module("page")
            if module is None:
                raise LookupError(entry.key)
            page = cast("RoomPage", module.Page(self._desk))
            self._pages[entry.key] = page
            self.addWidget(cast("QWidget", page))
        self.setCurrentWidget(cast("QWidget", page))
        return page

    def take_keyboard(self) -> None:
        """The cursor goes where it was on the page in front, else into its list."""
        front = self.currentWidget()
        if front is None:
            return
        inside = front.focusWidget()
        # Qt gives a page that comes to the front to its row of tabs, where nobody has put the cursor.
        nowhere = inside is None or inside is front or isinstance(inside, QTabBar)
        if inside is not None and not nowhere and inside.isVisible():
            inside.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        lists = [each for each in (front, *front.findChildren(RegisterPage)) if each.isVisible()]
        register = next((each for each in lists if isinstance(each, RegisterPage)), None)
        if register is not None:
            register.table.take_focus()
        else:
            (inside or front).setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self, key: str) -> RoomPage | None:
        """The page of a room that was opened; None when it was not."""
        return self._pages.get(key)

    def keep_drafts(self, seconds: float = _KEEP_SECONDS) -> bool:
        """Put everything half typed on any page on disk now, and wait for it, at most this long.

        True when all of it is there. A page follows by adding its `desk.drafting.Keeper` to `desk.drafts`.
        """
        asked = self._desk.drafts.keep()
        done, open_ones = wait(asked, timeout=seconds)
        return not open_ones and all(future.exception() is None for future in done)

    def may_leave(self) -> bool:
        """Ask every page that was opened, the one in front first; stops at the first no."""
        front = self.currentWidget()
        pages = sorted(self._pages.values(), key=lambda page: page is not front)
        return all(page.may_leave() for page in pages)

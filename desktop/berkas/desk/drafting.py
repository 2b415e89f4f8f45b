"""Half-typed work on disk, whichever page it stands on.

Drafts stand in the office file only, per user, and are never logged. Knows no room.
"""

from concurrent.futures import Future
from typing import Any, Protocol

from PySide6.QtCore import QObject
from shiboken6 import isValid


class Keeper(Protocol):
    """Something with half-typed work that can put it on disk now."""

    def keep(self) -> Future[Any] | None:
        """Hand the half-typed work to the writer at once; None when there is nothing to keep."""
        ...


class Drafts:
    """All half-typed work at one desk."""

    def __init__(self) -> None:
        self._keepers: list[Keeper] = []

    def add(self, keeper: Keeper) -> None:
        """Ask this one too from now on; one that was deleted is forgotten by itself."""
        self._keepers.append(keeper)

    def keep(self) -> list[Future[Any]]:
        """Have everything that is half typed written now."""
        self._keepers = [one for one in self._keepers if not isinstance(one, QObject) or isValid(one)]
        asked = [keeper.keep() for keeper in self._keepers]
        return [future for future in asked if future is not None]

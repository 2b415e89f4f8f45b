"""One look for every test of the kit, and no half-deleted widgets between tests."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from berkas.kit import theme


@pytest.fixture(autouse=True)
def themed(qapp: QApplication) -> Iterator[QApplication]:
    """The light scheme at 100 %, whatever an earlier test has chosen."""
    _set_usual_look(qapp)
    yield qapp
    # Closed widgets wait for an event loop to delete them; a style set before that would reach into them.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    _set_usual_look(qapp)


def _set_usual_look(qapp: QApplication) -> None:
    now = theme.tokens()
    if (now.scheme, now.scale) != ("terang", 1.0) or not qapp.styleSheet():
        theme.apply(qapp)
